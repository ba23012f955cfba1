"""start.py: what it decides and what it says; test_fresh_clone.py starts it for real."""

import ast
import errno
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import start
from checkout import ROOT
from held import held

SOURCE = (ROOT / "start.py").read_text("utf-8")
SENTENCES = {
    name: text
    for name, text in vars(start).items()
    if name.startswith(("NO_", "IN_", "UNK", "INT")) and isinstance(text, str)
}
HELD = held(__file__)
PAGE = (ROOT / "docs" / "if_something_does_not_start.md").read_text("utf-8")


@dataclass
class Course:
    """A course folder where every step of the set-up is written down and none is taken."""

    folder: Path
    steps: list[str] = field(default_factory=list)
    broken: str = ""
    said: str = ""
    refused: BaseException | None = None

    def attempt(self, command: list[str], *_: object, **__: object) -> str | None:
        name = next(word for word in ("venv", "install") if word in command)
        self.steps.append(f"install {command[-1]}" if name == "install" else name)
        if self.refused:
            raise self.refused
        if name == self.broken:
            return self.said
        start.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        start.PYTHON.touch()
        if name == "install":
            self.package("wayout-1")
        return None

    def package(self, name: str) -> Path:
        """Put a package of one file into .venv and return the file."""
        told = self.library / f"{name}.dist-info"
        told.mkdir(parents=True, exist_ok=True)
        (self.library / f"{name}.py").write_text("here", "utf-8")
        (told / "RECORD").write_text(f"{name}.py,,4\n", "utf-8")
        return self.library / f"{name}.py"

    @property
    def library(self) -> Path:
        return start.VENV / "lib" / "python3.12" / "site-packages"

    def ask(self, command: list[str]) -> str:
        answer = [str(start.VENV), str(self.library), True, "this machine"]
        return ascii(answer) if Path(command[0]).exists() else ""

    def start(self, *extras: str) -> list[str]:
        """Set up and return the steps this took."""
        self.steps.clear()
        start.set_up(set(extras))
        return list(self.steps)


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    made = Course(tmp_path)
    for name in start.PARTS:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    monkeypatch.setattr(start, "HERE", tmp_path)
    for name in ("TOOLS", "VENV", "BIN", "PYTHON", "STAMP", "MARK", "LOCK"):
        moved = tmp_path / getattr(start, name).relative_to(ROOT)
        monkeypatch.setattr(start, name, moved)
    monkeypatch.setattr(start, "find_uv", lambda: "uv")
    monkeypatch.setattr(start, "ask", made.ask)
    monkeypatch.setattr(start, "attempt", made.attempt)
    return made


def test_the_first_start_makes_everything_and_the_second_does_nothing(
    course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    assert course.start("lab") == ["venv", "install .[lab]"]
    capsys.readouterr()
    assert course.start("lab") == []
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", start.INPUTS)
def test_a_changed_file_installs_again(course: Course, name: str) -> None:
    course.start("lab")
    (course.folder / name).write_text("changed", "utf-8")
    assert course.start("lab") == ["install .[lab]"]
    assert course.start("lab") == []


@pytest.mark.parametrize("name", start.PARTS)
def test_a_part_that_is_missing_is_named(course: Course, name: str) -> None:
    (course.folder / name).unlink()
    with pytest.raises(start.SetupError, match=name):
        course.start("lab")
    assert course.steps == []


def test_extras_are_added_and_never_lost(course: Course) -> None:
    course.start("lab")
    assert course.start("lab", "test") == ["install .[lab,test]"]
    assert course.start("lab") == []
    (course.folder / "constraints.txt").write_text("changed", "utf-8")
    assert course.start("lab") == ["install .[lab,test]"]


def test_an_environment_of_another_machine_is_made_anew(course: Course) -> None:
    course.start("lab")
    start.MARK.write_text("another machine", "utf-8")
    assert course.start("lab")[-2:] == ["venv", "install .[lab]"]


def test_a_python_that_went_away_is_looked_for_again(course: Course) -> None:
    course.start("lab")
    start.PYTHON.unlink()
    assert course.start("lab") == ["venv"], "the packages are whole: they stay"


@pytest.mark.parametrize("name", ["wayout-1.py", "wayout-1.dist-info/RECORD"])
@pytest.mark.parametrize("damage", [Path.unlink, lambda file: file.write_text("\0,,\0,1")])
def test_a_file_gone_or_cut_is_missed(
    course: Course, name: str, damage: Callable[[Path], object]
) -> None:
    course.start("lab")
    damage(course.library / name)
    assert course.start("lab") == ["venv", "install .[lab]"]
    shutil.rmtree(course.library / "wayout-1.dist-info")
    assert course.start("lab") == ["install .[lab]"], "whatever the stamp says"


def test_a_package_of_the_readers_own_stays(course: Course) -> None:
    course.start("lab")
    own = course.package("own-1")
    assert course.start("lab") == []
    (course.folder / "constraints.txt").write_text("changed", "utf-8")
    assert course.start("lab") == ["install .[lab]"]
    assert own.exists()


@pytest.mark.parametrize("stamp", [*HELD["stamps"], "[" * 200_000])
def test_a_damaged_stamp_is_no_stamp(course: Course, stamp: str) -> None:
    course.start("lab")
    start.STAMP.write_text(stamp, "utf-8")
    assert course.start("lab") == ["install .[lab]"]
    assert course.start("lab") == []


def test_a_stamp_without_packages_of_extras_unknown_or_a_folder_is_not_believed(
    course: Course,
) -> None:
    course.start("lab")
    stamp = json.loads(start.STAMP.read_text("utf-8"))
    for changed in ({"packages": []}, {"extras": ["grading"]}):
        start.STAMP.write_text(json.dumps({**stamp, **changed}), "utf-8")
        assert course.start("lab") == ["install .[lab]"]
    start.STAMP.unlink()
    (start.STAMP / "deep").mkdir(parents=True)
    assert course.start("lab") == ["install .[lab]"]
    assert course.start("lab") == []


def foreign(kind: str, place: Path) -> Path:
    """Put something that start.py did not make in its place; return what must stay."""
    other = place.with_name("other")
    (other / "lib").mkdir(parents=True)
    (other / "lib" / "own.py").touch()
    if kind == "folder":
        return other.rename(place)
    if kind == "file":
        place.write_text("wayout", "utf-8")
    else:
        place.symlink_to(other if kind == "link" else place.with_name("nowhere"))
    return other


@pytest.mark.parametrize("kind", ["folder", "file", "link", "dangling link"])
def test_what_is_not_ours_is_kept_under_a_dated_name(
    kind: str, course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign(kind, start.VENV)
    assert course.start("lab") == ["venv", "install .[lab]"]
    (kept,) = course.folder.glob(".venv-2*")
    assert kept.is_symlink() is kind.endswith("link")
    assert kind not in {"folder", "link"} or (kept / "lib" / "own.py").exists()
    assert f"it is kept as {kept.name}." in capsys.readouterr().out
    assert course.start("lab") == []


def test_an_empty_folder_is_taken_and_two_foreign_ones_in_a_day_are_both_kept(
    course: Course,
) -> None:
    start.VENV.mkdir()
    assert course.start("lab") == ["venv", "install .[lab]"]
    assert list(course.folder.glob(".venv-2*")) == []
    for _ in range(2):
        shutil.rmtree(start.VENV)
        foreign("folder", start.VENV)
        course.start("lab")
    assert len(list(course.folder.glob(".venv-2*"))) == 2


@pytest.mark.parametrize("kind", ["file", "link", "dangling link"])
def test_tools_that_are_no_folder_are_set_aside(course: Course, kind: str) -> None:
    foreign(kind, start.TOOLS)
    course.start("lab")
    assert start.TOOLS.is_dir()
    assert not start.TOOLS.is_symlink()
    assert len(list(course.folder.glob(".tools-2*"))) == 1


@pytest.mark.parametrize("broken", ["venv", "install"])
def test_a_failed_set_up_leaves_no_stamp(course: Course, broken: str) -> None:
    course.broken = broken
    with pytest.raises(start.SetupError):
        course.start("lab")
    assert not start.STAMP.exists()
    course.broken = ""
    assert course.start("lab")[-1] == "install .[lab]"
    assert course.start("lab") == []
    course.broken = "install"
    with pytest.raises(start.SetupError):
        course.start("test")
    assert not start.STAMP.exists()
    assert (course.library / "wayout-1.py").exists(), "a failed update takes nothing away"


def test_an_interrupted_set_up_says_so(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    course.refused = KeyboardInterrupt()
    assert start.main(["lab"]) == 130
    assert "start again" in capsys.readouterr().err
    assert not start.STAMP.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has numbers of its own")
@pytest.mark.parametrize("said", HELD["said"])
@pytest.mark.parametrize("broken", ["venv", "install"])
def test_a_failed_step_ends_with_one_true_sentence(
    broken: str, said: str, course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    course.broken, course.said = broken, said
    assert start.main(["lab"]) == 1
    told, meant = capsys.readouterr().err.strip().splitlines(), SENTENCES[HELD["said"][said]]
    head, tail = (meant + ", then start again.").split("{}" if "{}" in meant else ": ")
    assert told[0].startswith(head)
    assert told[0].endswith(tail)
    assert told[1:] == [start.HELP]


@pytest.mark.skipif(os.name == "nt", reason="Windows has numbers of its own")
@pytest.mark.parametrize("name", HELD["refused"])
def test_what_the_system_refuses_is_said_in_one_sentence(
    name: str, course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    course.refused = OSError(getattr(errno, name), "refused", "f\u00e9")
    assert start.main(["lab"]) == 1
    assert f"{HELD['refused'][name]}, then start again." in capsys.readouterr().err


def test_a_locked_folder_is_said_before_anything_is_tried(
    course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as locked:
        locked.setattr(os, "access", lambda *_: False)
        assert start.main(["lab"]) == 1
        assert capsys.readouterr().err.splitlines()[1] == f"{start.NO_ACCESS}, then start again."
        assert course.steps == []
    course.start("lab")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert course.start("lab") == [], "it does not matter once all is there"


def test_a_step_that_fails_says_what_it_said(capfd: pytest.CaptureFixture[str]) -> None:
    code = "import sys; print('one\\n + two', file=sys.stderr); raise SystemExit(3)"
    assert start.attempt([sys.executable, "-c", code], {}) == "one\n + two\n"
    assert capfd.readouterr().err == "one\n", "the list of packages is long"
    assert start.attempt([sys.executable, "-c", ""], {}) is None


def test_no_pip_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(start.SetupError, match="no pip"):
        start.fetch_uv()


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_what_it_says_is_one_plain_sentence(sentence: str) -> None:
    assert sentence.isascii(), "a Windows terminal may know ASCII alone"
    assert not sentence.endswith("."), "stop() ends the sentence"
    assert sentence.count(": ") == 1, "what is wrong, a colon, what to do"


def test_the_page_answers_each_sentence_and_no_other() -> None:
    headings = [line[3:] for line in PAGE.splitlines() if line.startswith("## ") and ": " in line]
    assert sorted(headings) == sorted({text.format("…") for text in SENTENCES.values()})


def test_the_readme_leads_to_the_page_and_gives_the_weight() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "docs/if_something_does_not_start.md" in readme
    assert start.HELP.endswith("docs/if_something_does_not_start.md")
    fetched, kept = (sum(start.WEIGHTS[name][i] for name in ("uv", "lab")) for i in (0, 1))
    assert f"fetches about {fetched} MB, needs {kept} MB on your disk" in readme


# What stands for uv: a program that says its version and ends with a code, or nothing of the kind.
SCRIPT = "#!/bin/sh\necho {}\nexit {}\n"
WORKS, FAILS = SCRIPT.format("uv 0.9.1", 0), SCRIPT.format("not found", 127)
UNFIT = [FAILS, "\x7fELF\x00 of another machine", ""]
UNFIT += [SCRIPT.format(said, 0) for said in ("uv 0.4.30", "uv", "", "Python 3.12.1")]


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for uv")
@pytest.mark.parametrize(
    ("own", "fetched", "found"),
    [
        (WORKS, WORKS, "own"),
        (WORKS, None, "own"),
        (None, WORKS, "fetched"),
        *((unfit, WORKS, "fetched") for unfit in UNFIT),
        *((unfit, None, None) for unfit in UNFIT),
    ],
)
def test_a_uv_that_runs_and_is_not_too_old_is_found(
    own: str | None,
    fetched: str | None,
    found: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(start, "TOOLS", tmp_path / "fetched")
    monkeypatch.setenv("PATH", str(tmp_path / "own"))
    for folder, program in {"own": own, "fetched/bin": fetched}.items():
        if program is not None:
            (tmp_path / folder).mkdir(parents=True)
            (tmp_path / folder / "uv").write_text(program, "utf-8")
            (tmp_path / folder / "uv").chmod(0o755)
    uv_path = start.find_uv()
    assert (Path(uv_path).relative_to(tmp_path).parts[0] if uv_path else None) == found


def test_a_fetched_uv_that_does_not_run_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "TOOLS", tmp_path / "tools")
    monkeypatch.setattr(start, "attempt", lambda *_, **__: None)
    monkeypatch.setattr(start, "find_uv", lambda: None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: "pip")
    with pytest.raises(start.SetupError, match="does not run here"):
        start.fetch_uv()


def test_no_other_environment_leaks_in(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in HELD["strangers"]:
        monkeypatch.setenv(name, "stranger")
    for name in HELD["friends"]:
        monkeypatch.setenv(name, f"mirror {name}")
    monkeypatch.setenv("PATH", "somewhere")
    environment = start.environment()
    assert "stranger" not in environment.values()
    assert all(environment[name] == f"mirror {name}" for name in HELD["friends"])
    assert environment["PATH"].split(os.pathsep)[:2] == [str(start.BIN), "somewhere"]


@pytest.fixture
def sheltered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A course folder and a home that is an empty folder beside it."""
    monkeypatch.setattr(start, "TOOLS", tmp_path / "course" / ".tools")
    for name in [*start.HOMES, *(base for base, _, _ in start.HOMES.values())]:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    start.shelter.cache_clear()
    yield tmp_path
    start.shelter.cache_clear()


@pytest.mark.skipif(os.name == "nt", reason="Windows knows the home by another name")
def test_a_home_that_can_be_written_keeps_its_settings(sheltered: Path) -> None:
    assert set(start.shelter()) == {"TMPDIR"}
    assert list((sheltered / "home").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows knows the home by another name")
@pytest.mark.parametrize("home", ["/dev/null", "/dev/null/deep", "missing"])
def test_without_a_home_all_is_kept_in_tools(
    home: str, sheltered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(sheltered / home))
    found = start.shelter()
    assert set(found) == {*start.HOMES, "HOME", "TMPDIR"}
    inside = [Path(found[name]) for name in [*start.HOMES, "HOME"]]
    assert all(start.TOOLS in folder.parents and folder.is_dir() for folder in inside)
    assert not (sheltered / "missing").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows knows the home by another name")
@pytest.mark.parametrize("taken", HELD["moved"])
def test_only_what_the_home_cannot_hold_is_moved(taken: str, sheltered: Path) -> None:
    (sheltered / "home" / taken).touch()
    assert set(start.shelter()) == {*HELD["moved"][taken], "TMPDIR"}


def test_a_second_start_waits_for_the_first(
    course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter([False, False, True])
    monkeypatch.setattr(start, "take", lambda _: next(answers))
    with start.alone():
        assert capsys.readouterr().out.splitlines() == [start.WAITING]
    assert next(answers, "all asked") == "all asked"


def test_where_a_folder_cannot_be_locked_a_file_is(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(handle: int) -> bool:
        if os.fstat(handle).st_ino == course.folder.stat().st_ino:
            raise OSError(errno.EBADF, "no locks for folders here")
        return True

    monkeypatch.setattr(start, "take", take)
    with start.alone():
        assert os.fstat(start.HELD[0]).st_ino == start.LOCK.stat().st_ino
    assert start.HELD == []


def test_where_nothing_can_be_locked_the_set_up_goes_on(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(_: int) -> bool:
        raise OSError(errno.ENOLCK, "no locks here")

    monkeypatch.setattr(start, "take", take)
    with start.alone():
        assert course.start("lab") == ["venv", "install .[lab]"]


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


@pytest.mark.parametrize(
    ("words", "told"),
    [(["tests/maps", "-k", "x"], True), (["-m", "slow"], False), (["-mx"], False)],
)
def test_test_says_what_it_left_out_unless_tests_were_chosen(
    words: list[str], told: bool, followed: Followed, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start.main(["test", *words]) == 7
    assert followed.commands[0][1:] == ["-m", "pytest", "-n", "2", *words]
    assert (start.LEFT_OUT in capsys.readouterr().out) is told


def test_run_runs_any_command(followed: Followed) -> None:
    assert start.main(["run", "git", "--version"]) == 7
    assert followed.commands == [[shutil.which("git"), "--version"]]


@pytest.mark.parametrize("words", HELD["extras"])
def test_each_word_brings_what_it_needs_and_no_more(words: str) -> None:
    verb, *more = words.split("|")
    assert start.wanted(verb, more) == set(HELD["extras"][words].split())


def test_what_it_weighs_is_said_before_anything_is_fetched(
    course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(*extras: str) -> str:
        course.start(*extras)
        return capsys.readouterr().out

    weights = start.WEIGHTS
    assert start.WELCOME.format("lab", *weights["lab"]) in said("lab")
    assert start.WELCOME.format("lab, teach", *weights["teach"]) in said("lab", "teach")
    assert said("lab") == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows deletes no folder in which somebody stands")
def test_a_start_from_a_folder_that_was_deleted_stands_in_the_course(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (gone := tmp_path / "gone").mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    start.stand()
    assert Path.cwd() == course.folder


def test_an_unknown_word_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(["labb"]) == 2
    assert "knows no word 'labb'" in capsys.readouterr().out


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


def test_a_network_with_a_certificate_of_its_own_is_tried_as_the_computer_trusts_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[Mapping[str, str]] = []

    def attempt(command: list[str], more: Mapping[str, str], show: bool = True) -> str | None:
        seen.append(more)
        return None if more.keys() >= start.TRUST.keys() else held_back

    monkeypatch.setattr(start, "attempt", attempt)
    held_back = "cause: invalid peer certificate: UnknownIssuer"
    assert start.fetch(["uv"], {"A": "1"}) is None
    assert [sorted(more) for more in seen] == [["A"], sorted(["A", *start.TRUST])]
    held_back = "dns error"
    assert start.fetch(["uv"], {}) == "dns error"
    assert capsys.readouterr().err.splitlines() == [start.TRUSTING]
