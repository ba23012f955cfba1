"""start.py with real tools over states of a folder, a home or a disk, and killed at any moment.

What it decides about a stamp or about what is not ours is in test_start.py, without any tool.

The course here is a small one: start.py itself, the real uv, the real hatchling, two packages of
pure Python, and a module that stands in for JupyterLab and tells whether it opened on an
environment that is whole. It is filled once from the network; every state after that is tried
without one. About a minute on two cores.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

import start
from checkout import FOLDERS, IS_ROOT, ROOT, SYSTEM, USER, uv
from held import held

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="kills, links and rights as POSIX knows them"),
]

HELD = held(__file__)
VERSIONS = dict(
    line.split("==")
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    if line.startswith(("packaging==", "iniconfig=="))
)
OPEN = "OPEN {packaging} {iniconfig}".format(**VERSIONS)


@dataclass(frozen=True)
class Small:
    """A small course, whoever starts it, and what surrounds them."""

    folder: Path
    room: Path
    more: dict[str, str] = field(default_factory=dict)

    @property
    def library(self) -> Path:
        return next(self.folder.glob(".venv/lib/python3.*/site-packages"))

    @property
    def stamp(self) -> Path:
        return self.folder / ".venv" / start.STAMP.name

    @property
    def around(self) -> dict[str, str]:
        """The variables that surround a start."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("UV", "XDG", "PYTHON"))}
        ours = {"HOME": str(self.room / "home"), "UV_CACHE_DIR": str(self.room / "cache")}
        path = f"{self.room / 'bin'}{os.pathsep}{FOLDERS}"
        return {**kept, **ours, "PATH": path, "UV_OFFLINE": "1", **self.more}

    def begin(self, *words: str) -> subprocess.Popen[str]:
        """Start start.py in a group of its own."""
        return subprocess.Popen(
            [*USER, SYSTEM, "start.py", *(words or ["lab"])],
            cwd=self.folder,
            env=self.around,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def __call__(self, *words: str) -> "Told":
        return Told.by(self.begin(*words))

    def copy(self, name: str) -> "Small":
        """Another course like this one, as if the folder had been moved."""
        place = Path(tempfile.mkdtemp(dir=self.room))
        place.chmod(0o755)
        shutil.copytree(self.folder, place / name, symlinks=True)
        return replace(self, folder=give(place / name))


@dataclass
class Told:
    """How a start ended and what it said."""

    code: int
    out: str
    err: str

    @classmethod
    def by(cls, process: subprocess.Popen[str]) -> "Told":
        out, err = process.communicate(timeout=120)
        return cls(process.returncode, out, err)

    @property
    def opened(self) -> bool:
        return self.code == 0 and self.out.rstrip().endswith(OPEN)

    def says(self, sentence: str) -> bool:
        """Tell whether it ended in this one sentence, without a traceback."""
        head, _, tail = sentence.partition("{}")
        *_, told, page = self.err.strip().splitlines()
        right = told.startswith(head) and told.endswith(f"{tail}, then start again.")
        return right and page == start.HELP and self.code == 1 and "Traceback" not in self.err


def give(folder: Path) -> Path:
    """Make a folder and all in it the ordinary user's."""
    if IS_ROOT:
        subprocess.run(["chown", "-Rh", "65534:65534", str(folder)], check=True)
    return folder


def lay_out(folder: Path) -> None:
    """Write the files of the small course."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    filled_in = {
        "{requires}": json.dumps(pyproject["build-system"]["requires"]),
        "{versions}": "".join(f"{name}=={version}\n" for name, version in VERSIONS.items()),
    }
    for name, text in (dict.fromkeys(start.PARTS, "{}") | HELD["files"]).items():
        for sign, words in filled_in.items():
            text = text.replace(sign, words)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    shutil.copy(ROOT / "start.py", folder)


@pytest.fixture(scope="module")
def filled() -> Iterator[Small]:
    """The small course after its first start, with uv, a home and a cache beside it."""
    with tempfile.TemporaryDirectory(prefix="wayout-", ignore_cleanup_errors=True) as name:
        room = Path(name)
        room.chmod(0o755)
        for part in ("bin", "home", "cache", "course"):
            (room / part).mkdir()
        shutil.copy(uv(), room / "bin" / "uv")
        lay_out(room / "course")
        give(room)
        made = Small(room / "course", room)
        first = replace(made, more={"UV_OFFLINE": "0"})()
        assert first.opened, first
        yield made


@pytest.fixture
def small(filled: Small) -> Small:
    return filled.copy("course")


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """What a folder holds: names, lengths and times."""
    found = {str(p.relative_to(folder)): p.lstat() for p in folder.rglob("*")}
    return {name: (told.st_size, told.st_mtime_ns) for name, told in found.items()}


# uv's cache may share a file: it is not written into.
SPOIL = 'spoil() { rm "$1"; printf %b "$2" > "$1"; chmod 755 "$1"; }\n'


def put(small: Small, script: str) -> None:
    """Bring a course into a state by a few lines of shell."""
    known = {"LIBRARY": str(small.library.relative_to(small.folder)), "STAMP": start.STAMP.name}
    around = {**small.around, **known, "MARK": start.MARK.name}
    subprocess.run(["sh", "-ec", SPOIL + script], cwd=small.folder, env=around, check=True)


@pytest.mark.parametrize("state", HELD["states"])
def test_it_opens_on_a_whole_environment_whatever_was_there(state: str, small: Small) -> None:
    put(small, HELD["states"][state])
    give(small.folder)
    home = tree(small.room / "home")
    told = small()
    assert told.opened, told
    assert "Traceback" not in told.err
    assert json.loads(small.stamp.read_text("utf-8"))["extras"] == ["lab"]
    assert tree(small.room / "home") == home, "nothing outside the folder is written to"
    again = small()
    assert again.opened
    assert again.out.splitlines() == [start.OPENING, OPEN], "a second start changes nothing"
    assert not list(small.folder.glob(".venv-rubbish*")) or state == "python cannot run"


def test_an_environment_that_the_reader_uses_is_left_alone(small: Small) -> None:
    theirs = small.room / "theirs"
    subprocess.run([SYSTEM, "-m", "venv", "--without-pip", str(theirs)], check=True)
    before = tree(give(theirs))
    start.remove(small.folder / ".venv")
    names = ("VIRTUAL_ENV", "CONDA_PREFIX", "UV_PROJECT_ENVIRONMENT", "UV_TARGET", "PYTHONPATH")
    surrounded = dict.fromkeys(names, str(theirs)) | {
        "PATH": f"{theirs / 'bin'}{os.pathsep}{small.room / 'bin'}{os.pathsep}{FOLDERS}",
        "UV_SYSTEM_PYTHON": "1",
        "PIP_USER": "1",
    }
    assert replace(small, more=surrounded)().opened
    assert tree(theirs) == before
    shutil.rmtree(theirs)


def bare(small: Small) -> Small:
    """The same without a network and without a cache."""
    return replace(small, more={**small.more, "UV_CACHE_DIR": str(small.folder / "no cache")})


@pytest.mark.parametrize("name", [*HELD["names"]["any"], "e" * 250])
def test_any_name_will_do(name: str, small: Small) -> None:
    moved = small.copy(name)
    assert bare(moved)().opened, "moved and renamed, without a network or a cache"
    shutil.rmtree(moved.folder / ".venv")
    assert moved().opened, "made anew"


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has no such names")
def test_a_name_that_is_no_text_is_said(small: Small) -> None:
    name = os.fsdecode(b"bad\xff")
    assert small.copy(name)().says(start.NO_NAME)


def test_a_python_that_moved_is_found_again_without_a_network_or_a_cache(small: Small) -> None:
    # The Python that .venv stands on is gone, as on another computer.
    put(small, "for p in .venv/bin/python*; do ln -sf /nowhere/python3 $p; done")
    put(small, "echo 'home = /nowhere' > .venv/pyvenv.cfg")
    assert bare(small)().opened


def test_a_cache_that_is_spoilt_is_passed_by(small: Small) -> None:
    spoilt = small.folder / "spoilt"
    shutil.copytree(small.room / "cache", spoilt, symlinks=True)
    for path in spoilt.glob("archive-*/*/packaging/version.py"):
        path.write_text("", "utf-8")
    start.remove(small.folder / ".venv")
    give(small.folder)
    more = {"UV_CACHE_DIR": str(spoilt), "UV_OFFLINE": "0"}
    assert replace(small, more=more)().opened
    assert (small.folder / ".tools" / "cache").is_dir()


@pytest.mark.parametrize("home", HELD["homes"])
def test_it_opens_whatever_the_home_is(home: str, small: Small) -> None:
    start.remove(small.folder / ".venv")
    told = replace(small, more=HELD["homes"][home])()
    assert told.opened, told


def test_a_read_only_folder_opens_if_all_is_there(small: Small) -> None:
    if not IS_ROOT:
        pytest.skip("only root may give a folder away")
    subprocess.run(["chown", "-R", "0:0", str(small.folder)], check=True)
    assert small().opened
    assert replace(small, more={"HOME": "/dev/null"})().opened
    start.remove(small.folder / ".venv")
    assert small().says(start.NO_ACCESS)


def test_a_package_folder_of_somebody_else_is_said(small: Small) -> None:
    if not IS_ROOT:
        pytest.skip("only root may give a folder away")
    subprocess.run(["chown", "-R", "0:0", str(small.folder / ".venv")], check=True)
    (small.folder / "constraints.txt").write_text("packaging==24.0\n", "utf-8")
    assert small().says(start.NO_RIGHT)


def test_without_a_network_and_without_a_cache_it_says_so(small: Small) -> None:
    start.remove(small.folder / ".venv")
    assert bare(small)().says(start.NO_NETWORK)
    assert not small.stamp.exists()
    assert small().opened


def test_pins_that_cannot_be_fetched_take_nothing_away(small: Small) -> None:
    pins = (small.folder / "constraints.txt").read_text("utf-8")
    (small.folder / "constraints.txt").write_text("packaging==24.0\n", "utf-8")
    assert bare(small)().says(start.NO_NETWORK)
    (small.folder / "constraints.txt").write_text(pins, "utf-8")
    assert small().opened


def full_disk(small: Small, size: str) -> Told:
    """Start on a disk with little room, which ends with the process that mounted it."""
    place = small.room / "full"
    place.mkdir(exist_ok=True)
    steps = [
        f"mount -t tmpfs -o size={size} tmpfs '{place}'",
        f"cp -r '{small.folder}/.' '{place}'",
        f"rm -rf '{place}/.venv'",
        f"chown -R 65534:65534 '{place}'",
        f"cd '{place}'",
        f"exec {' '.join(USER)} {SYSTEM} start.py lab",
    ]
    command = ["unshare", "--mount", "sh", "-ec", "\n".join(steps)]
    done = subprocess.run(command, env=small.around, capture_output=True, text=True)
    return Told(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("spare", [0, 1, 2, 4, 8, 16, 32])
def test_a_full_disk_is_said(spare: int, small: Small) -> None:
    if not IS_ROOT or subprocess.run(["unshare", "--mount", "true"]).returncode:
        pytest.skip("only root may mount a small disk")
    shutil.rmtree(small.folder / ".venv")
    used = subprocess.run(["du", "-sk", str(small.folder)], capture_output=True, text=True)
    told = full_disk(small, f"{int(used.stdout.split()[0]) + 8 * spare}k")
    assert told.says(start.NO_ROOM), told


def settle(small: Small) -> None:
    """Whatever happened before, the next start opens, and the one after it changes nothing."""
    told = small()
    assert told.opened, told
    assert small().out.splitlines() == [start.OPENING, OPEN]


@pytest.mark.parametrize("seed", range(4))
def test_many_starts_at_once_all_open(seed: int, small: Small) -> None:
    chance = random.Random(seed)
    start.remove(small.folder / ".venv")
    running = []
    for _ in range(5):
        running.append(small.begin("lab") if chance.random() < 0.7 else small.begin("run", "true"))
        time.sleep(chance.choice([0, chance.uniform(0, 0.6)]))
    told = [Told.by(process) for process in running]
    assert [t for t in told if t.code != 0 or "Traceback" in t.err] == []
    settle(small)


def kill(process: subprocess.Popen[str], whom: str) -> None:
    """Kill start.py alone, its step alone, both, or press Ctrl-C."""
    if whom == "step":
        subprocess.run(["pkill", "-9", "-P", str(process.pid)])
    elif whom == "both":
        os.killpg(process.pid, signal.SIGKILL)
    elif whom == "Ctrl-C":
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.send_signal(signal.SIGKILL if whom == "start" else signal.SIGTERM)


@pytest.mark.parametrize("whom", ["start", "step", "both", "Ctrl-C", "stop"])
@pytest.mark.parametrize("tenth", range(0, 10, 2))
def test_a_start_killed_at_any_moment_is_made_good(whom: str, tenth: int, small: Small) -> None:
    chance = random.Random(f"{whom} {tenth}")
    start.remove(small.folder / ".venv")
    first = small.begin()
    time.sleep(tenth / 10 + chance.uniform(0, 0.2))  # spread over the second that it takes
    kill(first, whom)
    others = [small.begin() for _ in range(chance.choice([1, 2]))]
    ended = Told.by(first)
    # Ctrl-C may reach the stand-in for Lab while Python still loads it; that is not the start's.
    assert "Traceback" not in ended.err or "jupyterlab.py" in ended.err
    assert all(Told.by(process).opened for process in others)
    settle(small)


def test_a_step_that_outlives_its_start_is_waited_for(small: Small) -> None:
    # The lock is the step's too: a uv that is slow here stands for any that is.
    slow = small.room / "slow"
    slow.mkdir(exist_ok=True)
    script = f'#!/bin/sh\n[ "$1" = pip ] && sleep 2\nexec "{small.room}/bin/uv" "$@"\n'
    (slow / "uv").write_text(script, "utf-8")
    (slow / "uv").chmod(0o755)
    start.remove(small.folder / ".venv")
    path = {"PATH": f"{slow}{os.pathsep}{FOLDERS}"}
    first = replace(small, more=path).begin()
    time.sleep(1.2)
    first.kill()
    told = small()
    Told.by(first)
    assert start.WAITING in told.out
    assert told.opened
