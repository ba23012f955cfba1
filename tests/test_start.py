"""start.py: what it decides and what it says; test_fresh_clone.py starts it for real."""

import ast
import errno
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

import start
from checkout import ROOT

SOURCE = (ROOT / "start.py").read_text("utf-8")
SENTENCES = {k: v for k, v in vars(start).items() if k.isupper() and k[:3] in {"NO_", "IN_", "UNK"}}


@dataclass
class Course:
    """A course folder where every step of the set-up is written down and none is taken."""

    folder: Path
    steps: list[str] = field(default_factory=list)
    broken: str = ""

    def step(self, command: list[str], otherwise: str) -> None:
        name = next(word for word in ("venv", "install") if word in command)
        self.steps.append(f"install {command[-1]}" if name == "install" else name)
        if name == self.broken:
            raise start.SetupError(otherwise)
        start.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        start.PYTHON.touch()

    def start(self, *extras: str) -> list[str]:
        """Set up and return the steps this took."""
        self.steps.clear()
        start.set_up(set(extras))
        return list(self.steps)


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    made = Course(tmp_path)
    (tmp_path / "jupyter").mkdir()
    for name in ("pyproject.toml", "constraints.txt", "jupyter/overrides.json"):
        (tmp_path / name).write_text(name, "utf-8")
    monkeypatch.setattr(start, "HERE", tmp_path)
    for name in ("TOOLS", "VENV", "BIN", "PYTHON", "STAMP"):
        moved = tmp_path / getattr(start, name).relative_to(ROOT)
        monkeypatch.setattr(start, name, moved)
    monkeypatch.setattr(start, "find_uv", lambda: "uv")
    monkeypatch.setattr(start, "step", made.step)
    return made


def test_the_first_start_makes_everything_and_the_second_does_nothing(
    course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    assert course.start("lab") == ["venv", "install .[lab]"]
    capsys.readouterr()
    assert (course.start("lab"), capsys.readouterr().out) == ([], "")


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt", "jupyter/overrides.json"])
def test_a_changed_file_installs_again(course: Course, name: str) -> None:
    course.start("lab")
    (course.folder / name).write_text("changed", "utf-8")
    assert course.start("lab") == ["install .[lab]"]
    assert course.start("lab") == []


def test_extras_are_added_and_never_lost(course: Course) -> None:
    course.start("lab")
    assert course.start("lab", "test") == ["install .[lab,test]"]
    assert course.start("lab") == []
    (course.folder / "constraints.txt").write_text("changed", "utf-8")
    assert course.start("lab") == ["install .[lab,test]"]


def test_another_python_or_folder_makes_or_installs_again(course: Course) -> None:
    course.start("lab")
    (start.VENV / "pyvenv.cfg").write_text("version = 3.99", "utf-8")
    assert course.start("lab") == ["install .[lab]"]
    start.PYTHON.unlink()
    assert course.start("lab") == ["venv", "install .[lab]"]
    start.STAMP.write_text(start.STAMP.read_text("utf-8").replace(course.folder.name, "elsewhere"))
    (start.VENV / "old").touch()
    assert course.start("lab") == ["venv", "install .[lab]"]
    assert not (start.VENV / "old").exists()


@pytest.mark.parametrize("stamp", ["", "[1]", "{", "null", "\x00"])
def test_a_damaged_stamp_is_no_stamp(course: Course, stamp: str) -> None:
    course.start("lab")
    start.STAMP.write_text(stamp, "utf-8")
    assert course.start("lab") == ["venv", "install .[lab]"]


@pytest.mark.parametrize("broken", ["venv", "install"])
def test_a_failed_set_up_or_update_leaves_no_stamp(course: Course, broken: str) -> None:
    course.broken = broken
    with pytest.raises(start.SetupError):
        course.start("lab")
    assert not start.STAMP.exists()
    course.broken = ""
    assert course.start("lab") == ["venv", "install .[lab]"]
    course.broken = "install"
    with pytest.raises(start.SetupError):
        course.start("test")
    assert not start.STAMP.exists()


def test_an_interrupted_set_up_says_so(
    course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "step", interrupt)
    assert start.main(["lab"]) == 130
    assert "start again" in capsys.readouterr().err
    assert not start.STAMP.exists()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (start.SetupError(start.NO_PYTHON), start.NO_PYTHON),
        (PermissionError(13, "Access is denied", "f\u00e9"), "delete .venv"),
        (OSError(errno.ENOSPC, "refused"), "make 1 GB of room"),
        (OSError(errno.ENOEXEC, "refused"), "delete .venv and .tools"),
    ],
)
def test_a_failed_set_up_ends_with_one_sentence(
    error: Exception,
    said: str,
    course: Course,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(start, "step", fail)
    assert start.main(["lab"]) == 1
    told = capsys.readouterr().err
    assert told.strip().endswith(f"{said}, then start again.")
    assert ("in use" in told) == isinstance(error, PermissionError)
    assert not start.STAMP.exists()


def test_a_locked_folder_is_said_before_anything_is_tried(
    course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert start.main(["lab"]) == 1
    assert capsys.readouterr().err.strip() == f"{start.NO_ACCESS}, then start again."
    assert course.steps == []


def test_a_locked_folder_does_not_matter_once_all_is_there(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.start("lab")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert course.start("lab") == []


FAILS = [sys.executable, "-c", "raise SystemExit(3)"]


@pytest.mark.parametrize(("free", "said"), [(10, start.NO_ROOM), (10**12, "its own sentence")])
def test_a_step_that_fails_says_why(free: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda *_: SimpleNamespace(free=free))
    with pytest.raises(start.SetupError, match=said):
        start.step(FAILS, "its own sentence")


def test_a_step_that_works_says_nothing() -> None:
    start.step([sys.executable, "-c", ""], "never")


def test_no_pip_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(start.SetupError, match="no pip"):
        start.fetch_uv()


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_what_it_says_is_one_plain_sentence(sentence: str) -> None:
    assert sentence.isascii(), "a Windows terminal may know ASCII alone"
    assert not sentence.endswith("."), "stop() ends the sentence"
    assert sentence.count(": ") == 1, "what is wrong, a colon, what to do"


def tool(folder: Path, name: str, code: int) -> Path:
    """Make a program that does nothing but end with a code."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\nexit {code}\n", "utf-8")
    program.chmod(0o755)
    return program


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for uv")
@pytest.mark.parametrize(
    ("own", "fetched", "found"),
    [(0, 0, "own"), (127, 0, "fetched"), (None, 0, "fetched"), (0, None, "own"), (127, None, None)],
)
def test_a_uv_that_runs_is_found(
    own: int | None,
    fetched: int | None,
    found: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(start, "TOOLS", tmp_path / "fetched")
    monkeypatch.setenv("PATH", str(tmp_path / "own"))
    for folder, code in {"own": own, "fetched/bin": fetched}.items():
        if code is not None:
            tool(tmp_path / folder, "uv", code)
    uv_path = start.find_uv()
    assert (Path(uv_path).relative_to(tmp_path).parts[0] if uv_path else None) == found


@pytest.mark.skipif(os.name == "nt", reason="a file without a known head stands in for uv")
@pytest.mark.parametrize("head", [b"\x7fELF\x00 of another machine", b""])
def test_a_uv_that_cannot_be_started_is_passed_over(
    head: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "TOOLS", tmp_path / "fetched")
    monkeypatch.setenv("PATH", str(tmp_path / "own"))
    tool(tmp_path / "own", "uv", 0).write_bytes(head)
    assert start.find_uv() is None
    fetched = tool(tmp_path / "fetched" / "bin", "uv", 0)
    assert start.find_uv() == str(fetched)


def test_a_fetched_uv_that_does_not_run_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "step", lambda *_: None)
    monkeypatch.setattr(start, "find_uv", lambda: None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: "pip")
    with pytest.raises(start.SetupError, match="does not run here"):
        start.fetch_uv()


def test_no_other_environment_leaks_in(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in start.STRANGERS:
        monkeypatch.setenv(name, "stranger")
    monkeypatch.setenv("PATH", "somewhere")
    environment = start.environment()
    assert "stranger" not in environment.values()
    assert environment["PATH"].split(os.pathsep)[:2] == [str(start.BIN), "somewhere"]


@dataclass
class Followed:
    """The commands that would have run."""

    commands: list[list[str]] = field(default_factory=list)

    def __call__(self, command: list[str], folder: Path = ROOT) -> int:
        self.commands.append(command)
        return 7


@pytest.fixture
def followed(course: Course, monkeypatch: pytest.MonkeyPatch) -> Followed:
    recorder = Followed()
    monkeypatch.setattr(start, "follow", recorder)
    return recorder


@pytest.mark.parametrize("root", [True, False])
def test_lab_tells_jupyter_that_root_is_meant(
    root: bool, followed: Followed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000, raising=False)
    assert start.main(["lab", "--no-browser"]) == 7
    (command,) = followed.commands
    assert ("--allow-root" in command) is (root and os.name != "nt")
    assert f"--ServerApp.root_dir={start.HERE}" in command
    assert command[-1] == "--no-browser"


def test_test_says_what_it_left_out(followed: Followed, capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(["test", "tests/test_data.py", "-k", "x"]) == 7
    assert followed.commands[0][1:] == ["-m", "pytest", "-n", "2", "tests/test_data.py", "-k", "x"]
    assert capsys.readouterr().out.rstrip().endswith("python start.py test -m browser")


@pytest.mark.parametrize("words", [["-m", "slow"], ["-mslow"]])
def test_test_says_nothing_when_tests_were_chosen(
    words: list[str], followed: Followed, capsys: pytest.CaptureFixture[str]
) -> None:
    start.main(["test", *words])
    assert start.LEFT_OUT not in capsys.readouterr().out


def test_run_runs_any_command(followed: Followed) -> None:
    assert start.main(["run", "git", "--version"]) == 7
    assert followed.commands == [[shutil.which("git"), "--version"]]


def test_run_names_a_command_it_does_not_have(
    followed: Followed, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start.main(["run", "n\u00f6-such"]) == 1
    assert "no command 'n\\xf6-such'" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["run"], ["--help"], ["tset"]])
def test_other_words_show_how_it_is_used(
    words: list[str], course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start.main(words) == 2
    assert "python start.py lab" in capsys.readouterr().out
    assert course.steps == []


def test_the_exit_code_comes_through() -> None:
    assert start.follow([sys.executable, "-c", "raise SystemExit(5)"]) == 5


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals to hand on")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signals_reach_the_command(number: signal.Signals, tmp_path: Path) -> None:
    child = (
        "import pathlib, signal, sys, time\n"
        "for n in (signal.SIGTERM, signal.SIGINT): signal.signal(n, lambda n, _: sys.exit(n))\n"
        "pathlib.Path('ready').touch(); time.sleep(60)"
    )
    parent = "import start, sys; sys.exit(start.follow([sys.executable, '-c', sys.argv[1]], '.'))"
    process = subprocess.Popen(
        [sys.executable, "-c", parent, child],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    while not (tmp_path / "ready").exists():
        time.sleep(0.02)
    # A terminal sends Ctrl-C to the whole group; a stop from outside reaches start.py alone.
    (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
    assert process.wait(timeout=20) == number


def test_it_is_written_for_python_3_8() -> None:
    ast.parse(SOURCE, feature_version=(3, 8))


def test_it_needs_the_standard_library_alone() -> None:
    tree = ast.parse(SOURCE)
    imported = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    imported |= {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names | {"__future__"}
