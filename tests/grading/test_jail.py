"""The jail from outside: what is bound, what is refused in a sentence, what a container is told."""

import itertools
import os
import socket
import sys
import time
from pathlib import Path

import pytest

import classroom
from wayout import paths
from wayout.grading import jail as jails
from wayout.grading.grade import grade_one
from wayout.grading.jail import How, Jail, JailError, bubblewrap, chosen, container, exposed

KEY = classroom.key()
STEPS = ({"question": "q", "probe": "1 + 1"},)


def fake(folder: Path, code: str, name: str = "bwrap") -> None:
    """Put a program of that name into a folder."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{code}\n")
    path.chmod(0o755)


def test_nothing_with_answers_is_bound() -> None:
    command = bubblewrap(5, 0)
    places = [
        Path(command[at + 1]) for at, part in enumerate(command) if part.startswith("--ro-bind")
    ]
    for name in ("solutions", "exercises", "exercises/checks", ".git", "tests", "teaching"):
        secret = paths.ROOT / name
        assert not any(secret.is_relative_to(place) for place in places), name
        assert not any(place.is_relative_to(secret) for place in places), name
    assert paths.DATA in places
    assert not any(place.is_relative_to(Path.home()) and place == Path.home() for place in places)
    for wall in ("--unshare-net", "--unshare-pid", "--unshare-ipc", "--clearenv", "--new-session"):
        assert wall in command
    assert "--bind" not in command


def test_root_gets_no_namespace_of_users_and_others_do() -> None:
    assert "--unshare-user" in bubblewrap(5, 0)
    assert "--unshare-user" not in bubblewrap(5, 65_000)
    for user in (0, 65_000):
        kept = [part for part in bubblewrap(5, user) if part.startswith("CAP_")]
        assert kept == ["CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP", "CAP_SYS_ADMIN"]


def test_nothing_of_the_environment_comes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYOUT_SECRET", "s3cret")
    assert "s3cret" not in " ".join([*bubblewrap(5, 0), *container("podman", "x", "wayout")])


def test_a_container_has_no_network_no_rights_and_limits() -> None:
    command = container("podman", "wayout-7", "image:1")
    said = " ".join(command)
    for part in (
        *("--network none", "--read-only", "--memory 2g", "--memory-swap 2g", "--pids-limit 64"),
        *(
            "--cap-drop ALL",
            "--security-opt no-new-privileges",
            "--security-opt label=disable",
            "--user 65534:65534",
            "--rm",
        ),
        "--name wayout-7",
    ):
        assert part in said
    binds = [command[at + 1] for at, part in enumerate(command) if part == "--volume"]
    assert [bind.rpartition(":")[2] for bind in binds] == ["ro", "ro"]
    assert not any("solutions" in bind or "exercises" in bind for bind in binds)
    assert command[-5:] == ["image:1", "python", "-m", "wayout.grading.inside", "one"]


@pytest.mark.parametrize("isolation", ["auto", "bwrap", "container"])
def test_what_is_missing_is_named_and_nothing_is_run(
    isolation: jails.Isolation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(JailError, match="install"):
        chosen(isolation)
    assert chosen("none") == "none"


def test_a_file_that_cannot_be_opened_needs_no_jail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a cluster such files are looked at on the teacher's machine, which may have none."""
    monkeypatch.setenv("PATH", str(tmp_path))
    large, torn, link = (tmp_path / f"{name}.ipynb" for name in ("large", "torn", "link"))
    large.write_bytes(b" " * 6_000_000)
    torn.write_text("{")
    link.symlink_to(torn)
    for path in (large, torn, link):
        assert grade_one(path, KEY, "s01", How(seconds=8.0)).status == "unreadable"
    with pytest.raises(JailError, match="not installed"):
        grade_one(classroom.write(large, classroom.solved()), KEY, "s01", How(seconds=8.0))


def test_jails_of_root_share_no_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many processes there may be is counted by user."""
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    users = set()
    for pid in (100, 101, 102):
        monkeypatch.setattr(os, "getpid", lambda pid=pid: pid)
        users |= {jails._user() for _ in range(16)}
    assert len(users) == 48
    assert all(65_000 <= user < 65_534 for user in users)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert jails._user() == 0


def test_processes_are_counted_as_the_kernel_counts_them(monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.uname()
    for release, more in (("5.14.0-amd64", False), ("6.1", False), ("5.10.0-28", True)):
        told = os.uname_result((*real[:2], release, *real[3:]))
        monkeypatch.setattr(os, "uname", lambda told=told: told)
        assert (jails._most(0) > 64) is more
        assert jails._most(65_000) == 64


def test_what_looks_ready_and_holds_nothing_hides_nobody() -> None:
    """An urgent byte makes a socket look ready, and nothing can be read."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        try:
            theirs.send(b"!", socket.MSG_OOB)
        except OSError:
            pytest.skip("This system knows no urgent bytes between its own processes.")
        ran, began = jails.Ran(), time.monotonic()
        jails._listen(ours, ran, 1, 9.0, 0.5, 0)
        assert ran.why == "all time"
        assert time.monotonic() - began < 9


def test_of_two_replies_the_first_with_an_answer_counts() -> None:
    blank, missing, right, wrong = {"blank": True}, {"missing": "x"}, {"answer": 7}, {"answer": 8}
    odd, stopped = {"odd": "a map"}, {"stopped": "it"}
    wanted = [
        (None, blank, blank), (blank, right, right), (missing, odd, odd), (blank, missing, blank),
        (blank, stopped, blank), (right, wrong, right), (stopped, right, stopped),
        (right, blank, right), (blank, {**right, **missing}, blank),
    ]  # fmt: skip
    assert [jails.counts(old, new) for old, new, _ in wanted] == [one for *_, one in wanted]


def test_other_systems_are_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(JailError, match="Linux only"):
        chosen("auto")


@pytest.mark.parametrize(
    "code",
    [
        "echo 'bwrap: No permissions to create new namespace' >&2; exit 1",
        "exit 1",
        "sleep 0.2; kill -9 $$",
    ],
)
def test_a_jail_that_cannot_be_made_is_a_refusal(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(tmp_path, code)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    path = classroom.write(tmp_path / "x.ipynb", classroom.solved(q1="open('ran', 'w')"))
    with pytest.raises(JailError, match=r"Nothing was run\."):
        grade_one(path, KEY, "s01", How("bwrap", seconds=9.0))


def test_a_container_that_does_not_answer_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An engine may end at once, or never read what is sent to it."""
    fake(tmp_path, "echo 'Error: wayout: image not known' >&2; exit 125", "podman")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    path = classroom.write(tmp_path / "x.ipynb", classroom.solved())
    with pytest.raises(JailError, match=r"image not known.*podman build .*Nothing was run\."):
        grade_one(path, KEY, "s01", How("container", seconds=9.0))
    fake(tmp_path, "echo 'Error: Permission denied: /course' >&2; exit 126", "podman")
    with pytest.raises(JailError, match=r"here \(Error: Permission denied: /course\)\. Nothing"):
        grade_one(path, KEY, "s01", How("container", seconds=9.5))
    fake(tmp_path, 'test "$1" = rm || exec sleep 30', "podman")
    ran = Jail(How("container"))._alone(jails._asked(({"code": "x" * 10**6},), 1, set(), 1), 1)
    assert ran.why == "all time"


def test_what_can_be_read_in_a_jail_is_no_place_for_a_class(tmp_path: Path) -> None:
    for place in (sys.prefix, "/usr/local/class", paths.DATA / "class"):
        assert "move the folder" in exposed(How(), tmp_path, Path(place))
    for place in (tmp_path, paths.ROOT / "graded", Path.home() / "class"):
        assert exposed(How(), place) == ""
    assert exposed(How("none"), Path(sys.prefix)) == ""


def test_a_course_below_the_system_is_hidden_but_for_its_data(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(jails, "_SYSTEM", (str(paths.ROOT.parent),))
    command = bubblewrap(5, 0)
    hidden = [*itertools.pairwise(command)].index(("--tmpfs", str(paths.ROOT)))
    assert command.index(str(paths.DATA)) > hidden


@pytest.mark.slow
@pytest.mark.usefixtures("jailed")
@pytest.mark.parametrize("fresh", [False, True])
def test_a_jail_answers_again_and_again(fresh: bool) -> None:
    with Jail(How(fresh=fresh)) as jail:
        for _ in range(2):
            ran = jail.run(STEPS, set(), 30)
            assert ran.replies == {"q": {"q": "q", "answer": 2}}
            assert ran.why == ""
        process = jail._process
    assert process is not None
    assert process.poll() is not None
    assert [*jails._below(process.pid)] == [process.pid]


HOARDS = {
    "own": "hoard = os.urandom(1 << 20) * 600\ntime.sleep(20)",
    "mapped": "hoard = mmap.mmap(-1, 600_000_000, 34)\nhoard.write(bytes(600_000_000))\n"
    "time.sleep(20)",
    "of many": "for _ in range(12):\n    if os.fork() == 0: hoard = b'x' * 60_000_000; break\n"
    "time.sleep(20)",
    "of programs": "code = 'import time; hoard = bytes(1) * 60_000_000; time.sleep(20)'\n"
    "all = [subprocess.Popen([sys.executable, '-S', '-c', code]) for _ in range(12)]\n"
    "time.sleep(20)",
    "of a talker": "hoard = os.urandom(1 << 20) * 600\nwhile True:\n    time.sleep(0.1)\n"
    "    for fd in range(3, 40):\n        try: os.write(fd, b' \\n')\n        except OSError: pass",
}


@pytest.mark.slow
@pytest.mark.usefixtures("jailed")
@pytest.mark.parametrize("parts", [True, False])
def test_all_that_processes_hold_together_is_counted(
    parts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the system does not tell the parts of shared memory, but for small programs."""
    real = jails._kilobytes
    monkeypatch.setattr(jails, "MEMORY", 450_000_000)
    monkeypatch.setattr(
        jails,
        "_kilobytes",
        lambda pid, file, *of: None if file[:2] == "sm" and not parts else real(pid, file, *of),
    )
    imports = "import mmap, os, subprocess, sys, time\n"
    with Jail(How(seconds=8.0)) as jail:
        for name, code in HOARDS.items():
            if name == "of programs" and not parts:
                continue
            assert jail.run(({"code": imports + code},), set(), 15).why == "memory", name
        forks = "for _ in range(20):\n    if os.fork() == 0: time.sleep(20)\ntime.sleep(1)"
        assert jail.run(({"code": imports + forks},), set(), 15).why == "", "shared counts once"


UNSEEN = """
import mmap, os
zero, file = os.open('/dev/zero', os.O_RDWR), os.open('x', os.O_RDWR | os.O_CREAT)
os.truncate('x', 4096)
ways = {
    'shared': (-1, 33, 3), 'checked': (-1, 35, 3), 'zero': (zero, 1, 3), 'to be read': (zero, 1, 1),
    'file': (file, 1, 3), 'huge': (-1, 0x40022, 3), 'no page kept': (-1, 0x4021, 3),
}
made = []
for name, (of, flags, rights) in ways.items():
    try:
        held = mmap.mmap(of, 4096, flags=flags, prot=rights)
        made.append(name)
    except PermissionError:
        pass
    except OSError as error:
        made.append(f'{name}: {error}')
own = mmap.mmap(-1, 4096, flags=34).write(b'x')
"""


@pytest.mark.slow
@pytest.mark.usefixtures("jailed")
def test_memory_that_stays_when_it_is_let_go_of_cannot_be_had() -> None:
    """What several share is in no process's sum once nobody looks at it; nor are huge pages."""
    with Jail(How()) as jail:
        ran = jail.run(({"code": UNSEEN}, {"question": "q", "probe": "[made, own]"}), set(), 30)
    assert ran.replies == {"q": {"q": "q", "answer": [[], 1]}}, ran.errors


@pytest.mark.slow
@pytest.mark.usefixtures("jailed")
def test_a_jail_that_died_is_made_anew() -> None:
    with Jail(How()) as jail:
        jail.run(STEPS, set(), 30)
        assert jail._process is not None
        jail._process.kill()
        jail._process.wait()
        results = [jail.run(STEPS, set(), 30).why for _ in range(2)]
    assert results[-1] == ""
