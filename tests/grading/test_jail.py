"""The jail from outside: what is bound, what is refused in a sentence, what a container is told."""

import os
import sys
from pathlib import Path

import pytest

import classroom
from wayout import paths
from wayout.grading import jail as jails
from wayout.grading.grade import grade_one
from wayout.grading.jail import How, Jail, JailError, bubblewrap, chosen, container

KEY = classroom.key()
STEPS = ({"question": "q", "probe": "1 + 1"},)


def fake(folder: Path, code: str) -> None:
    """Put a program called bwrap into a folder."""
    path = folder / "bwrap"
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
    assert "--unshare-user" not in bubblewrap(5, 65_520)
    for user in (0, 65_520):
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
        *("--cap-drop ALL", "--security-opt no-new-privileges", "--user 65534:65534", "--rm"),
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
