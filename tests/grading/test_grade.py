"""A folder of submissions is graded: what each gets, what stops nobody, what is not done twice."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import classroom
from wayout import paths
from wayout.cli import app
from wayout.grading import collect, inside, release, row, sample
from wayout.grading import grade as grading
from wayout.grading import jail as jails
from wayout.grading import key as keys
from wayout.grading.grade import FolderError, beside, grade_in, grade_one, handed
from wayout.grading.jail import How, Jail, JailError
from wayout.grading.key import Asked, Key, Variant
from wayout.grading.preflight import mark_of
from wayout.grading.row import Row

KEY = classroom.key()
FILE = f"{KEY.name}.ipynb"
HOW = How(seconds=1.0, total=12.0)


def graded(folder: Path, out: Path, jobs: int = 2, key: Key = KEY) -> dict[str, Row]:
    return {one.person: one for one, _ in grading.grade(folder, key, out, HOW, jobs)}


def contents(out: Path) -> dict[str, bytes]:
    """Return the rows' files without their seconds."""
    found = {}
    for path in sorted(out.iterdir()):
        body = json.loads(path.read_bytes())
        body.pop("seconds", None)
        found[path.name] = json.dumps(body).encode()
    return found


def put(folder: Path, person: str, content: dict[str, Any] | bytes) -> Path:
    path = folder / person / FILE
    if isinstance(content, dict):
        return classroom.write(path, content)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return path


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Make a class in which much is wrong."""
    folder = tmp_path / "submitted"
    right = classroom.solved()
    put(folder, "right", right)
    put(folder, "blank", classroom.blank())
    put(folder, "partial", classroom.solved(q1="answer_1 = 218.18", q7="pass"))
    put(folder, "loop", classroom.solved(q4="answer_4 = 'B'\nwhile True: pass"))
    put(folder, "crash", classroom.solved(q4="import os; os._exit(1)"))
    put(folder, "torn", json.dumps(right).encode()[:-200])
    put(folder, "windows", json.dumps({**right, "x": "é"}, ensure_ascii=False).encode("cp1252"))
    put(folder, "other", {**right, "metadata": {"wayout": {"lesson": "04"}}})
    put(folder, "deep", b"[" * 200_000)
    put(folder, "large", b" " * 200_000_000)
    cells = [{**one, "metadata": {**one["metadata"], "points": 99}} for one in right["cells"]]
    put(folder, "points", {**right, "cells": cells})
    cells = [one for one in right["cells"] if not one["id"].startswith("q5")]
    put(folder, "cut", {**right, "cells": cells})
    put(
        folder,
        "twice",
        {**right, "cells": [*right["cells"][:9], right["cells"][4], *right["cells"][9:]]},
    )
    meta: dict[str, Any] = {}
    for _ in range(400):
        meta = {"x": meta}
    put(folder, "metadata", {**right, "metadata": {**right["metadata"], "y": meta}})
    many = [
        {"cell_type": "code", "metadata": {}, "source": "x=1", "id": f"n{n}"} for n in range(30_000)
    ]
    put(folder, "many", {**right, "cells": [*right["cells"], *many]})
    (folder / "link").mkdir()
    (folder / "link" / FILE).symlink_to("/etc/passwd")
    (folder / "empty").mkdir()
    return folder


WANTED = {
    **dict.fromkeys(["right", "windows", "points", "twice", "metadata", "many", "loop"], 13.0),
    **{"blank": 0.0, "partial": 8.0, "crash": 12.0, "cut": 11.0},
    **dict.fromkeys(["torn", "other", "deep", "large", "link"], None),
}


@pytest.mark.slow
@pytest.mark.usefixtures("jailed")
def test_each_gets_what_its_answers_deserve(mixed: Path, tmp_path: Path) -> None:
    found = graded(mixed, tmp_path / "graded")
    assert {person: one.points for person, one in found.items()} == WANTED
    assert {one.status for one in found.values() if one.points is None} == {"unreadable", "other"}
    assert found["cut"].marks[4].seen == "gone"
    assert found["crash"].marks[3].seen == "lost"
    for person in (
        "torn",
        "other",
        "deep",
        "large",
        "link",
        "windows",
        "cut",
        "twice",
        "many",
        "crash",
        "loop",
    ):
        assert found[person].notes, person
    again = graded(mixed, tmp_path / "again", jobs=1)
    assert list(again) == sorted(WANTED)
    assert contents(tmp_path / "again") == contents(tmp_path / "graded")


@pytest.mark.slow
@pytest.mark.usefixtures("jailed")
def test_what_is_finished_is_not_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = tmp_path / "submitted", tmp_path / "graded"
    for person in ("a", "b", "run"):
        put(folder, person, classroom.solved())
    graded(folder, out)
    done: list[str] = []
    real = grading.row_of
    monkeypatch.setattr(
        grading, "row_of", lambda jail, one, key: done.append(one.person) or real(jail, one, key)
    )
    assert [one.points for one in graded(folder, out).values()] == [13.0] * 3
    assert done == []
    put_again = classroom.solved(q4="answer_4 = 'A'")
    classroom.write(folder / "b" / FILE, put_again)
    assert graded(folder, out)["b"].points == 12.0
    assert done == ["b"]
    (out / "a.json").write_bytes(b"{")
    assert graded(folder, out)["a"].points == 13.0
    assert done == ["b", "a"]
    other = replace(KEY, written=(keys.Written("q9", "talk", "verdict", "?", 5.0),))
    graded(folder, out, key=other)
    assert sorted(done[2:]) == ["a", "b", "run"]
    assert sorted(path.name for path in out.iterdir()) == [
        "a.json",
        "b.json",
        "run..json",
        "run.json",
    ]


def last_run(out: Path) -> dict[str, bool]:
    """Return who belongs to the last run, and whether each has a row of it."""
    body = json.loads((out / "run.json").read_bytes())
    return {person: stamp != "" for person, stamp in body["rows"].items()}


def plain_row() -> Any:
    """Return what stands for running a file: a row of it, whatever is in it."""

    def run(_: Jail, one: grading.Submission, key: Key) -> Row:
        assert one.path
        made = Row(one.person, key.lesson, key.release, "graded", one.path.name)
        return replace(made, mark=mark_of(one.path), key=keys.mark(key))

    return run


def test_a_file_that_changes_while_it_is_graded_is_graded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out, done = tmp_path / "submitted", tmp_path / "graded", list[str]()
    path = put(folder, "s1", b"first")
    how = replace(HOW, isolation="none")
    plain = plain_row()

    def run(jail: Jail, one: grading.Submission, key: Key) -> Row:
        row: Row = plain(jail, one, key)
        done.append(row.mark)
        path.write_bytes(b"second")
        return row

    monkeypatch.setattr(grading, "row_of", run)
    for _ in range(3):
        found = [row.mark for row, _ in grading.grade(folder, KEY, out, how, 1)]
    assert len(done) == 2
    assert found == [done[1]] == [mark_of(path)]
    damaged = json.loads((out / "s1.json").read_bytes())
    (out / "s1.json").write_text(json.dumps({**damaged, "mark": done[0]}))
    assert len([*grading.grade(folder, KEY, out, how, 1)]) == 1
    assert len(done) == 3, "a row of another file is none of this one"


def test_the_run_says_who_belongs_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = tmp_path / "submitted", tmp_path / "graded"
    how = replace(HOW, isolation="none")
    for person in ("a", "b", "run", "run-"):
        put(folder, person, person.encode())
    monkeypatch.setattr(grading, "row_of", plain_row())
    runs = grading.grade(folder, KEY, out, how, 1)
    next(runs)
    assert sorted(last_run(out).values()) == [False, False, False, True]
    runs.close()
    assert len([*grading.grade(folder, KEY, out, how, 1)]) == 4
    names = sorted(path.name for path in out.glob("run*"))
    assert names == ["run-.json", "run..json", "run.json"]
    away = (folder / "b").rename(tmp_path / "b")
    assert len([*grading.grade(folder, KEY, out, how, 1)]) == 3
    assert last_run(out) == dict.fromkeys(["a", "run", "run-"], True)
    assert (out / "b.json").exists()
    away.rename(folder / "b")
    monkeypatch.setattr(grading, "row_of", None)
    assert len([*grading.grade(folder, KEY, out, how, 1)]) == 4, "b is known still"


def test_a_jail_that_fails_later_costs_one_learner_a_second_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = list[str]()

    def broken(jail: Jail, path: Path, key: Key, person: str) -> Row:
        if person in ("once", "never") and failed.count(person) < 1 + (person == "never"):
            failed.append(person)
            raise JailError("No memory.")
        return Row(person, key.lesson, key.release, "graded")

    monkeypatch.setattr(grading, "grade_in", broken)
    jail, path = Jail(How("none")), put(tmp_path, "s1", b"x")
    with pytest.raises(JailError):
        grading.row_of(jail, grading.Submission("once", path), KEY)
    jail.proved, failed[:] = True, []
    rows = [grading.row_of(jail, grading.Submission(one, path), KEY) for one in
            ("once", "never", "s1")]  # fmt: skip
    assert [one.status for one in rows] == ["graded", "crashed", "graded"]
    assert "No memory." in rows[1].notes[0]


def below() -> set[int]:
    """Return the processes that this one has begun, and theirs."""
    return {*jails._below(os.getpid())}


def test_a_run_that_is_stopped_leaves_no_process_and_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder, how = tmp_path / "submitted", How("none", seconds=9.0)
    put(folder, "a", b"")  # is said at once
    put(folder, "b", classroom.solved(q1="import time; time.sleep(60)"))
    others = below()  # other tests leave helpers of their own
    runs = grading.grade(folder, KEY, tmp_path / "out", how, 2)
    next(runs)
    for _ in range(100):
        if below() - others:
            break
        time.sleep(0.02)
    runs.close()
    assert not below() - others
    assert not [*tmp_path.glob("wayout-grade-*")]


def test_a_jail_that_is_stopped_while_it_begins_ends_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, "b", classroom.solved(q1="import time; time.sleep(60)"))
    jail, begin, others = Jail(How("none", seconds=9.0)), subprocess.Popen, below()

    def stopped(*words: Any, **more: Any) -> Any:
        process = begin(*words, **more)
        jail.stop()
        return process

    monkeypatch.setattr(jails.subprocess, "Popen", stopped)
    grading.row_of(jail, grading.Submission("b", path), KEY)
    assert not below() - others


def test_the_command_ends_with_1_where_nothing_could_be_graded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, statuses = tmp_path / "x.key.json", list[Any]()
    key.write_bytes(keys.dumps(KEY))
    escape = "\x1b[2J\nL2: graded."

    def grade(*_: object) -> Iterator[tuple[Row, int]]:
        for number, one in enumerate(statuses):
            yield Row(f"L{number}", "03", "r1", one, notes=(escape,)), len(statuses)

    monkeypatch.setattr(grading, "grade", grade)
    words = ["grade", str(tmp_path), "--key", str(key), "--out", str(tmp_path / "graded")]
    for some, wanted in ((["crashed", "missing"], 1), (["missing"], 0), (["graded", "crashed"], 0)):
        statuses[:] = some
        made = CliRunner().invoke(app, words)
        assert made.exit_code == wanted, made.output
        assert "\x1b" not in made.output
        assert "\nL2" not in made.output
    made = CliRunner().invoke(app, [*words[:-1], str(Path(sys.prefix, "graded"))])
    assert (made.exit_code, "move the folder" in made.output) == (1, True)


@pytest.mark.slow
@pytest.mark.usefixtures("jailed")
def test_a_run_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    folder, out, key = tmp_path / "submitted", tmp_path / "graded", tmp_path / "x.key.json"
    key.write_bytes(keys.dumps(KEY))
    for number in range(12):
        put(folder, f"s{number:02}", classroom.solved())
    command = [sys.executable, "-m", "wayout.cli.run", "grade", str(folder), "--key", str(key)]
    command = [str(Path(sys.executable).with_name("wayout")), *command[3:], "--out", str(out)]
    kept: dict[str, bytes] = {}
    for wanted in (1, 4, 7):
        process = subprocess.Popen([*command, "--jobs", "2"], stdout=subprocess.DEVNULL)
        while process.poll() is None and len([*out.glob("s*.json")]) < wanted:
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert not [*out.glob("s*.json")] or all(
            row.parse(one.read_bytes()) for one in out.glob("s*.json")
        )
        listed = last_run(out) if (out / "run.json").exists() else {}
        for person, content in kept.items():
            assert (out / f"{person}.json").read_bytes() == content, (
                "what was finished was done again"
            )
        kept = {one: (out / f"{one}.json").read_bytes() for one in listed if listed[one]}
    assert kept
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "12 in all: 12 graded" in ended.stdout
    assert all((out / f"{one}.json").read_bytes() == content for one, content in kept.items())


class Kept(Jail):
    """A jail whose learner gets no processor for a while, unless it has the machine to itself."""

    def __init__(self, how: How) -> None:
        super().__init__(how)
        self.seen: list[tuple[bool, int]] = []

    def run(self, *words: Any) -> jails.Ran:
        alone = bool(grading._turn._alone)
        self.seen.append((alone, grading._turn._working))
        if not alone:
            self.ready()
            threading.Thread(target=self._keep, daemon=True).start()
        return super().run(*words)

    def _keep(self) -> None:
        assert self._process is not None
        below: list[int] = []
        while jails._spent(below[3:]) < 0.25:  # then it is in its cell that works
            time.sleep(0.02)
            below = [*jails._below(self._process.pid)]
        os.kill(below[3], signal.SIGSTOP)
        time.sleep(inside.SLACK * self.how.seconds + 0.5)
        os.kill(below[3], signal.SIGCONT)


@pytest.mark.slow
@pytest.mark.usefixtures("jailed")
def test_whom_others_kept_waiting_is_run_once_more_and_alone(tmp_path: Path) -> None:
    work = "import time\nwhile time.process_time() < 0.5: pass\nanswer_4 = 'B'"
    path = classroom.write(tmp_path / "x.ipynb", classroom.solved(q4=work))
    begun = threading.Event()

    def other() -> None:
        with grading._turn.shared():
            begun.set()
            while not grading._turn._alone:
                time.sleep(0.05)
            time.sleep(0.3)

    thread = threading.Thread(target=other, daemon=True)
    thread.start()
    assert begun.wait(9)
    with Kept(How(seconds=2.0, total=24.0)) as jail:
        row = grading.grade_in(jail, path, KEY, "s01")
    assert jail.seen == [(False, 2), (True, 1)]
    assert row.points == 13.0
    assert row.notes == ()
    thread.join(9)
    assert (grading._turn._working, grading._turn._alone) == (0, 0)


@pytest.mark.slow
@pytest.mark.usefixtures("jailed")
def test_the_note_says_which_limit_ended_a_cell(tmp_path: Path) -> None:
    path = classroom.write(tmp_path / "x.ipynb", classroom.solved(q4="import time; time.sleep(60)"))
    row = grade_one(path, KEY, "s01", HOW)
    assert [one.seen for one in row.marks if one.points == 0] == ["lost"]
    assert row.notes == ("Stopped after 3 seconds on the clock: q4-answer.",)


def test_a_first_cell_that_is_too_slow_is_no_fault_of_a_learner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(_: Jail, steps: tuple[Any, ...], *__: Any) -> jails.Ran:
        starts = (n for n, one in enumerate(steps) if "\nstart(" in one.get("code", ""))
        return jails.Ran({"q1": {"blank": True}}, {next(starts): ""}, 0, why="")

    monkeypatch.setattr(Jail, "run", run)
    monkeypatch.setattr(Jail, "ready", lambda _: None)
    made = classroom.solved()
    for own, status in (([], "crashed"), (["time.sleep(99)"], "graded")):
        cells = [{"cell_type": "code", "id": "own", "metadata": {}, "source": one} for one in own]
        first = classroom.write(tmp_path / "x.ipynb", {**made, "cells": [*cells, *made["cells"]]})
        assert grading.grade_in(Jail(HOW), first, KEY, "s01").status == status


@pytest.mark.slow
@pytest.mark.usefixtures("jailed")
def test_an_error_comes_with_what_may_help(tmp_path: Path) -> None:
    cells = {"q3": "answer_3 = (1", "q4": "answer_4 = A"}
    path = classroom.write(tmp_path / "x.ipynb", classroom.solved(**cells))
    said = {one.question: one.says for one in grade_one(path, KEY, "s01", HOW).marks}
    assert said["q4"] == (
        "The cell of this answer stops with an error: NameError: name 'A' is not defined. "
        'Text needs quotation marks: `"A"`.'
    )
    assert said["q3"].endswith("A bracket or a quotation mark that was opened is not closed.")


def test_only_what_the_clock_ended_counts_as_waiting() -> None:
    for said, waits in (
        ('"cell": 2, "slow": true, "clock": true', True),
        ('"q": "q1", "slow": true, "clock": true', True),
        ('"cell": 2, "slow": true, "clock": false', False),
        ('"cell": 2, "clock": true', False),
        ('"cell": 2, "slow": 1, "clock": 1', False),
    ):
        ran = jails.Ran(at=2)
        jails._heard(f"{{{said}}}".encode(), ran, 5)
        assert ran.waited == waits, said
        assert ran.clocked == ({2} if waits and "cell" in said else set())


@pytest.mark.slow
@pytest.mark.usefixtures("jailed")
def test_a_loop_in_a_called_function_costs_its_question_alone(tmp_path: Path) -> None:
    asked = KEY.variants[""].asked
    called = replace(asked[2].question, probe="rounded(eleven_months)")
    key = replace(KEY, variants={"": Variant({}, (*asked[:2], Asked(called, 1.0), *asked[3:]))})
    for code, points in {
        "rounded = lambda it: round(it, 1)": 13.0,
        "def rounded(it):\n    while True: pass": 12.0,
        "def rounded(it):\n    import os; os._exit(0)": 12.0,
        "def rounded(it):\n    raise SystemExit": 12.0,
        "rounded = 7": 12.0,
    }.items():
        path = classroom.write(tmp_path / "x.ipynb", classroom.solved(q3=code))
        assert grade_one(path, key, "s01", HOW).points == points, code


@pytest.mark.slow
@pytest.mark.usefixtures("jailed")
def test_no_0_is_turned_into_a_fault_of_ours(tmp_path: Path) -> None:
    for code, number, how, notebook, points in (
        ("import os; os._exit(0)", grading.RUNS + 1, HOW, classroom.solved(), 6.0),  # but q1's cell
        ("import time; time.sleep(60)", 2, How(seconds=1.0, total=4.0), classroom.blank(), 0.0),
    ):
        own = {"cell_type": "code", "metadata": {}, "outputs": [], "source": code}
        notebook["cells"][0:0] = [own | {"id": f"x{at}"} for at in range(number)]
        made = grade_one(classroom.write(tmp_path / "x.ipynb", notebook), KEY, "s01", how)
        assert (made.status, made.points) == ("graded", points), made.notes
        assert made.notes[-1].startswith("No question could be asked")
        assert (made.marks[0].question, made.marks[0].seen) == ("q1", "lost")


@pytest.mark.slow
@pytest.mark.usefixtures("jailed")
@pytest.mark.parametrize("name", [path.stem for path in paths.ROOT.glob("solutions/*.ipynb")])
def test_in_the_jail_solutions_get_all_and_blanks_nothing(name: str, tmp_path: Path) -> None:
    key, path = classroom.key(name), tmp_path / "x.ipynb"
    empty = grade_one(classroom.write(path, classroom.blank(name)), key, "s01", How())
    assert (empty.points, empty.notes) == (0.0, ())
    assert {mark.seen for mark in empty.marks} == {"blank"}
    whole = grade_one(classroom.write(path, classroom.solved(name)), key, "s01", How())
    assert (whole.points, whole.notes) == (key.points(), ())


@pytest.mark.slow
@pytest.mark.usefixtures("jailed")
def test_the_id_chooses_the_variant_whatever_the_file_says(tmp_path: Path) -> None:
    made = release.make(paths.ROOT, "03", [], [f"s{number}" for number in range(9)])
    names = [*made.notebooks]
    first, second = (
        next(one for one, has in made.key.people.items() if has == name) for name in names[:2]
    )
    path = tmp_path / "x.ipynb"
    path.write_bytes(sample.notebook(made.key, "right", first))
    own = grade_one(path, made.key, first, How())
    copied = grade_one(path, made.key, second, How())
    assert own.points == own.of
    assert copied.points is not None
    assert copied.points < own.of
    assert [names[0] in one for one in copied.notes] == [True], "it says whose variant it is"
    assert own.notes == ()
    stranger = grade_one(path, made.key, "s99", How())
    assert (stranger.status, stranger.points) == ("other", None), "nobody's figures are theirs"
    assert own.settings != copied.settings


def test_who_is_there_is_told_by_folders_files_and_what_was_collected(tmp_path: Path) -> None:
    for place in (
        "s1/x.ipynb",
        f"s2/{FILE}",
        "s2/copy.ipynb",
        "s3.ipynb",
        ".hidden/x.ipynb",
        "notes.txt",
    ):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text("{}")
    (tmp_path / "s4").symlink_to(tmp_path / "s1")
    found = handed(tmp_path, KEY)
    assert [(one.person, one.path and one.path.name) for one in found] == [
        ("s1", "x.ipynb"), ("s2", FILE), ("s3", "s3.ipynb"),
    ]  # fmt: skip
    assert found[1].notes == ("Beside it lies copy.ipynb: not graded.",)


def test_a_folder_with_nothing_in_it_is_a_sentence(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(FolderError):
            handed(folder, KEY)
    (tmp_path / "collected.json").write_text("{")
    with pytest.raises(FolderError, match="damaged"):
        handed(tmp_path, KEY)


def test_missing_and_unreadable_have_no_points(tmp_path: Path) -> None:
    people = [{"person": "s1", "status": "missing"}, {"person": "s2", "status": "unreadable"}]
    body = {"format": 1, "lesson": "03", "name": KEY.name, "release": "r1", "due": "", "others": 0}
    for one in people:
        one |= {"file": "", "mark": "", "when": "", "by": "", "folder": ""}
    told = [{**one, "late": False, "notes": ["So it is."]} for one in people]
    (tmp_path / "submitted").mkdir()
    path = tmp_path / "submitted" / "collected.json"
    path.write_text(json.dumps({**body, "people": told, "unknown": [], "left": []}))
    found = list(
        grading.grade(
            tmp_path / "submitted", KEY, tmp_path / "graded", replace(HOW, isolation="none"), 1
        )
    )
    assert [(one.person, one.status, one.points, one.notes) for one, _ in found] == [
        ("s1", "missing", None, ("So it is.",)),
        ("s2", "unreadable", None, ("So it is.",)),
    ]


@pytest.mark.parametrize("other", [{"release": "r9"}, {"name": "04_exercise_other"}])
def test_another_key_than_that_of_the_collected_class_is_refused_and_writes_nothing(
    other: dict[str, Any], tmp_path: Path
) -> None:
    place = put(tmp_path / "submitted", "s1", classroom.solved())
    collect.collect(tmp_path / "submitted", (), KEY, tmp_path / "class")
    assert place.is_file()
    wrong = replace(KEY, **other)
    says = f"holds what was collected of {KEY.name}, release r1: this is the key of {wrong.name}"
    with pytest.raises(FolderError, match=says):
        next(grading.grade(tmp_path / "class", wrong, tmp_path / "graded", How("none"), 1))
    assert not (tmp_path / "graded").exists()


def test_a_notebook_of_nobody_is_not_graded_and_named(tmp_path: Path) -> None:
    put(tmp_path / "downloads", "s1", classroom.solved())
    folder = tmp_path / "submitted"
    collect.collect(tmp_path / "downloads", (), KEY, folder)
    assert [*beside(folder)] == []
    put(folder, "old", classroom.solved())
    (folder / "loose.ipynb").write_text("{}")
    (folder / "empty").mkdir()
    assert [one.person for one in handed(folder, KEY)] == ["s1"]
    assert "nobody in this class: loose.ipynb and old." in next(beside(folder))
    assert "every folder in it that holds a notebook counts" in next(beside(tmp_path / "downloads"))


def test_without_a_jail_only_by_name(tmp_path: Path) -> None:
    """`none` runs the same steps with nothing around them."""
    path = classroom.write(tmp_path / "x.ipynb", classroom.solved(q4="answer_4 = 'A'"))
    found = grade_one(path, KEY, "s01", How("none"))
    assert (found.status, found.points) == ("graded", 12.0)


def test_a_fault_of_ours_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Row:
        raise RuntimeError("a fault")

    monkeypatch.setattr(grading, "grade_in", broken)
    put(tmp_path / "submitted", "s1", classroom.solved())
    ((found, number),) = grading.grade(
        tmp_path / "submitted", KEY, tmp_path / "out", How("none"), 1
    )
    assert (found.status, found.points, number) == ("crashed", None, 1)
    assert "RuntimeError" in found.notes[-1]


def test_without_a_jail_too_a_loop_ends(tmp_path: Path) -> None:
    path = classroom.write(tmp_path / "x.ipynb", classroom.solved(q7="while True: pass"))
    found = grade_one(path, KEY, "s01", How("none", seconds=1.0))
    assert (found.status, found.points) == ("graded", 10.0)


@pytest.mark.slow
@pytest.mark.usefixtures("jailed")
def test_answers_in_cells_of_their_own_at_the_end_count_where_none_stood_before(
    tmp_path: Path,
) -> None:
    """What was answered at its place stays; a cell that ends Python hides no cell behind it."""

    def late(*codes: str, **answers: str) -> dict[str, str]:
        notebook = classroom.solved(**answers)
        filled = {one["id"]: one["source"] for one in notebook["cells"]}
        there = {f"{name}-answer" for name in answers}
        asked = {f"{one.question.name}-answer" for one in KEY.of("s01").asked} - there
        moved = [one for one in notebook["cells"] if one["id"] in asked]
        assert len(moved) == 7 - len(there)
        ends = [*codes, *(filled[one["id"]] for one in moved)]
        for one in moved:
            one["source"] = ""
        notebook["cells"] += [
            {"cell_type": "code", "id": f"own{at}", "metadata": {}, "source": code}
            for at, code in enumerate(ends)
        ]
        path = classroom.write(tmp_path / "x.ipynb", notebook)
        row = grade_in(jail, path, KEY, "s01")
        return {one.question: one.seen for one in row.marks if one.seen != "right"}

    with Jail(HOW) as jail:
        assert late("answer_4 = 'A'") == {}, "the last of them counts"
        assert late("import os; os._exit(1)") == {}
        assert late("answer_4 = 'B'", q4="answer_4 = 'A'") == {"q4": "mistake"}
        blank = classroom.write(tmp_path / "y.ipynb", classroom.blank())
        assert grade_in(jail, blank, KEY, "s01").points == 0
