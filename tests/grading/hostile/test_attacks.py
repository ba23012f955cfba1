"""Submissions that want marks, harm, or a look at others: each gets what its answers deserve.

Started by root, what reaches for the system runs once more as an ordinary user, whose jail is made
in another way. What an answer is made of is judged by the same lines of Python for both.
"""

import os
import site
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import pytest

import classroom
from held import held
from wayout import paths
from wayout.grading import jail as jails
from wayout.grading.grade import Submission, row_of
from wayout.grading.jail import How, Jail
from wayout.grading.row import Row

pytestmark = pytest.mark.slow
HOW = How(seconds=1.0, total=15.0)
ORDINARY = 12_345
ATTACKS: dict[str, Any] = held(str(Path(__file__).with_name("attacks.py")))
WHICH = "WAYOUT_ATTACKS"
OF_THE_SYSTEM = (
    "right", "own_folder_deleted", "background_process", "three_gigabytes", "forged_replies",
    "channel_closed", "three_thousand_forks", "snooping", "network", "one_gigabyte_on_disk",
    "later_writers", "signals_to_all", "reach_for_the_parent", "something_left_behind",
    "was_something_left_behind", "memory_of_many", "threads_without_end", "shell_and_pip",
    "shell_taken_over", "signals_to_its_group", "staying_behind_with_memory",
    "sockets_of_every_family", "places_that_no_step_has",
)  # fmt: skip
"""The attacks on files, processes, memory, sockets and other users."""
if os.environ.get(WHICH) == "of the system":
    ATTACKS = {name: ATTACKS[name] for name in OF_THE_SYSTEM}
SHARED = ("/tmp", "/dev/shm", "/var/tmp", "/", str(paths.ROOT), str(paths.DATA))


@dataclass
class Told:
    """What came of an attack, of the right submission after it, and what was left running."""

    row: Row
    after: Row
    running: list[int]
    changed: set[str]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, jailed: None) -> dict[str, Told]:
    """Run each attack and behind it, in the same jail, a right submission; two jails at a time."""
    folder = tmp_path_factory.mktemp("class")
    clean = classroom.write(folder / "clean" / "x.ipynb", classroom.solved())
    waiting, found = SimpleQueue[str](), dict[str, Told]()
    for name in ATTACKS:
        waiting.put(name)

    def work() -> None:
        with Jail(HOW) as jail:
            jail.run((), set(), 60)
            while True:
                try:
                    name = waiting.get_nowait()
                except Empty:
                    return
                found[name] = one(jail, name)

    def one(jail: Jail, name: str) -> Told:
        cells = {part: code for part, code in ATTACKS[name].items() if part.startswith("q")}
        path = classroom.write(folder / name / "x.ipynb", classroom.solved(**cells))
        before = _places(folder / name)
        row = row_of(jail, Submission(name, path), classroom.key())
        running = _below(jail)
        after = row_of(jail, Submission("clean", clean), classroom.key())
        return Told(row, after, running, before ^ _places(folder / name))

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _below(jail: Jail) -> list[int]:
    """Return the processes of a jail but bubblewrap and the parent, which is there for the next."""
    return [] if jail._process is None else [*jails._below(jail._process.pid)][2:]


def _places(own: Path) -> set[str]:
    """Return all that an attack must not change: the course, its own folder, what it names."""
    places = [own, *(paths.ROOT / one for one in ("exercises", "solutions", "data"))]
    seen = (path for place in places for path in [place, *place.rglob("*")])
    stamps = {f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in seen}
    return stamps | {one for one in SHARED if Path(one, "wayout-was-here").exists()}


@pytest.mark.parametrize("name", ATTACKS)
def test_attack(name: str, told: dict[str, Told]) -> None:
    assert set(told) == set(ATTACKS)
    attack, found = ATTACKS[name], told[name]
    lost: dict[str, str] = attack.get("lost", {})
    assert found.row.status == "graded", found.row
    for mark in found.row.marks:
        wanted = lost.get(mark.question, "right")
        assert wanted in (mark.seen, "*"), (mark, found.row.notes)
        assert mark.points == (mark.of if wanted == "right" else 0.0), mark
        assert len(mark.shown) <= 200
        assert mark.shown.isprintable()
    for question, text in attack.get("shown", {}).items():
        assert text in next(one.shown for one in found.row.marks if one.question == question)
    assert [mark.seen for mark in found.after.marks] == ["right"] * 7, found.after
    assert found.after.notes == ()
    assert not [note for note in found.row.notes if "first cell" in note]
    assert found.running == []
    assert found.changed == set()


def test_nothing_runs_when_the_jails_are_closed(told: dict[str, Told]) -> None:
    own = {pid for pid in jails._below(os.getpid()) if pid != os.getpid()}
    said = (
        Path(f"/proc/{pid}/cmdline").read_bytes() for pid in own if Path(f"/proc/{pid}").exists()
    )
    assert not [line for line in said if b"wayout.grading.inside" in line]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="is one already")
def test_the_system_is_as_safe_from_an_ordinary_user(tmp_path: Path, told: dict[str, Told]) -> None:
    """Run them as somebody without rights, in a view in which Python can be read."""
    assert told
    home = tmp_path / "home"
    home.mkdir()
    os.chown(home, ORDINARY, ORDINARY)
    # A view of its own of all that is temporary: what pytest makes for root is closed to others.
    scratch = tempfile.gettempdir()
    there = f"{scratch}/home"
    view = ["--dev-bind", "/", "/", "--tmpfs", scratch, "--chmod", "1777", scratch]
    again = [*("-m", "pytest", "-q", "-n", "0", "-rs", "-p", "no:cacheprovider"), __file__]
    done = subprocess.run(
        [
            *("bwrap", *view, *_readable(), "--bind", str(home), there, "--chdir"),
            *(str(paths.ROOT), "setpriv", "--reuid", str(ORDINARY), "--regid", str(ORDINARY)),
            *("--clear-groups", "--inh-caps=-all", "--bounding-set=-all"),
            *(sys.executable, *again, "-m", "slow", "--basetemp", f"{there}/base"),
        ],
        env={**os.environ, "HOME": there, "TMPDIR": there, "CI": "", WHICH: "of the system"},
        capture_output=True,
        text=True,
    )
    if "cannot make a jail here" in done.stdout:
        pytest.skip(next(one for one in done.stdout.splitlines() if "cannot make a jail" in one))
    assert done.returncode == 0, f"{done.stdout[-3000:]}{done.stderr[-1000:]}"
    assert f"{len(OF_THE_SYSTEM) + 1} passed" in done.stdout


def _readable() -> list[str]:
    """Return what shows Python and the course to somebody to whom folders above are closed."""
    prefixes = [sys.prefix, sys.base_prefix, *site.getsitepackages()]
    wanted = {Path(one).resolve() for one in (*prefixes, paths.ROOT)}
    shown = [
        one for one in wanted if not any(one != it and one.is_relative_to(it) for it in wanted)
    ]
    closed = {
        next((one for one in [*place.parents][::-1] if not one.stat().st_mode & 1), Path("/tmp"))
        for place in shown
    }
    covers = [part for one in closed - {Path("/tmp")} for part in ("--tmpfs", str(one))]
    binds = [part for one in shown for part in jails._bind(one)]
    return [*covers, *binds]
