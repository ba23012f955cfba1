import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest

from held import held
from sample_notebooks import ANSWER, CHECK, Cell, Course, answer_cell, check_cell, code_cell
from wayout.exercises import stored
from wayout.exercises.build import build, make, stale, strays
from wayout.exercises.worked import worked_on


@pytest.fixture
def made(course: Course, built: Path) -> Course:
    shutil.copytree(built, course.root, dirs_exist_ok=True)
    return course


def said(course: Course, variants: list[list[Cell]]) -> list[str]:
    """Build several solutions at once, in one process; return what is said of each."""
    names = [f"{number}_sample" for number in range(10, 10 + len(variants))]
    for name, cells in zip(names, variants, strict=True):
        course.solution(cells, name)
    told = build(course.root)[1]
    return ["\n".join(line for line in told if f"/{name}." in line) for name in names]


def with_check(sample: list[Cell], old: str, new: str) -> list[Cell]:
    assert old in CHECK
    return [*sample[:3], check_cell("q1", CHECK.replace(old, new))]


def test_a_built_course_is_in_step(course: Course, sample: list[Cell]) -> None:
    course.solution(sample)
    files = ["exercises/02_sample.ipynb", "exercises/checks/02_sample.json"]
    assert build(course.root) == (files, [])
    assert stale(course.root) == []
    assert build(course.root) == ([], [])


def test_the_exercise_is_a_valid_notebook_in_its_usual_form(made: Course) -> None:
    path = made.root / "exercises" / "02_sample.ipynb"
    node = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    text = nbformat.writes(node)  # type: ignore[no-untyped-call]
    assert f"{text}\n" == path.read_text(encoding="utf-8")
    assert 'check("q1")' in [cell.source for cell in node.cells]


def test_the_checks_hold_what_the_solution_computed(made: Course) -> None:
    (question,) = stored.read(made.root / "exercises" / "checks" / "02_sample.json")
    assert question.expected.match(19.83)
    assert [mistake.says for mistake in question.mistakes] == [
        "That is the total.",
        "You divided by 12.",
    ]
    assert question.because == "It is 19.83."
    assert question.solution == "answer_1 = total / months"


def test_the_same_solution_gives_the_same_bytes(made: Course) -> None:
    assert make(made.root).files == make(made.root).files


def test_line_ends_of_another_system_are_not_stale(made: Course) -> None:
    path = made.root / "exercises" / "02_sample.ipynb"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert stale(made.root) == []


@pytest.mark.parametrize("name", ["exercises/02_sample.ipynb", "exercises/checks/02_sample.json"])
def test_a_changed_or_missing_file_is_named(made: Course, name: str) -> None:
    path = made.root / name
    path.write_bytes(path.read_bytes() + b"\n")
    assert stale(made.root) == [f"{name} is stale: run `wayout build`."]
    path.unlink()
    assert stale(made.root) == [f"{name} is missing: run `wayout build`."]
    assert build(made.root) == ([name], [])


def test_a_changed_solution_makes_both_files_stale(made: Course, sample: list[Cell]) -> None:
    sample[1] = code_cell("given", sample[1]["source"].replace("218.17", "190.27"))
    made.solution(sample)
    assert len(stale(made.root)) == 2


def test_checking_writes_nothing(made: Course, sample: list[Cell]) -> None:
    before = {path: path.read_bytes() for path in made.root.rglob("*") if path.is_file()}
    sample[1] = code_cell("given", sample[1]["source"] + "\nmore = 1")
    path = made.solution(sample)
    stale(made.root)
    after = {path: path.read_bytes() for path in made.root.rglob("*") if path.is_file()}
    assert {**after, path: b""} == {**before, path: b""}


def test_what_a_person_typed_is_never_written_over(made: Course, sample: list[Cell]) -> None:
    path = made.root / "exercises" / "02_sample.ipynb"
    mine = type_into(path, "answer_1 = 'half")
    assert stale(made.root) == []
    sample[0]["source"] = "# Two months"
    made.solution(sample)
    assert build(made.root) == ([], [])
    assert path.read_bytes() == mine
    kept, *written = build(made.root, force=True)[0]
    assert re.match(r"exercises/kept/02_sample \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d", kept)
    assert (made.root / kept).read_bytes() == mine
    assert (written, worked_on(made.root)) == (["exercises/02_sample.ipynb"], [])


def type_into(path: Path, typed: str) -> bytes:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][2]["source"] = [typed]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path.read_bytes()


TOUCHED = [
    {"source": ["answer_1 = 19.83"]}, {"source": "answer_1 = ("}, {"source": "# thinking"},
    {"cell_type": None}, {"outputs": [{}]}, {"execution_count": 3}, {"attachments": {"a.png": {}}},
]  # fmt: skip


@pytest.mark.parametrize("change", TOUCHED, ids=str)
def test_an_exercise_that_was_typed_in_run_or_given_a_picture_is_someones(
    made: Course, change: Cell
) -> None:
    notebook = made.exercise()
    path = made.root / "exercises" / "02_sample.ipynb"
    path.write_text(json.dumps({**notebook, "nbformat_minor": 6}), encoding="utf-8")
    assert worked_on(made.root) == []
    notebook["cells"][2] |= change
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert worked_on(made.root) == ["exercises/02_sample.ipynb"]


COPIES = ["-Copy1", " (1)", " 2", ".sync-conflict-20261129", " (Anna's conflicted copy 2026-11-29)"]


@pytest.mark.parametrize("copy", [f"02_sample{sign}" for sign in COPIES] + ["Kopie von 02_sample"])
@pytest.mark.parametrize("folder", ["solutions", "exercises", "exercises/checks"])
def test_a_double_is_named_and_refused(made: Course, folder: str, copy: str) -> None:
    (one,) = (made.root / folder).glob("02_sample.*")
    shutil.copy(one, one.with_name(f"{copy}{one.suffix}"))
    problems = make(made.root).problems if folder == "solutions" else strays(made.root)
    assert f"{folder}/{copy}{one.suffix}" in problems[0]
    assert "delete" not in problems[0]


def test_a_copied_solution_does_not_become_what_the_check_expects(
    made: Course, sample: list[Cell]
) -> None:
    made.solution(with_check(sample, "near(right", "near(right + 1"), "02_sample-Copy1")
    written, (problem,) = build(made.root)
    assert written == []
    assert problem == (
        "solutions/02_sample-Copy1.ipynb and solutions/02_sample.ipynb are for one lesson. "
        "Move all but one of them out of solutions; none is built."
    )


def test_files_without_a_solution_are_named_and_notes_are_no_fault(made: Course) -> None:
    (made.root / "solutions" / "02_sample.ipynb").unlink()
    lone = [
        "exercises/02_sample.ipynb has no solution of its name. Move this one out of exercises.",
        "exercises/checks/02_sample.json has no solution of its name. "
        "Move this one out of exercises/checks.",
    ]
    assert strays(made.root) == stale(made.root) == lone
    type_into(made.root / "exercises" / "02_sample.ipynb", "mine")
    (made.root / "exercises" / "my notes.ipynb").write_text("{}", encoding="utf-8")
    assert build(made.root) == ([], lone[1:])
    assert worked_on(made.root) == ["exercises/02_sample.ipynb", "exercises/my notes.ipynb"]


def test_a_folder_without_solutions_makes_nothing(tmp_path: Path) -> None:
    assert build(tmp_path) == ([], [])
    assert stale(tmp_path) == []


@pytest.mark.parametrize(("bad", "says"), held(__file__, "bad"))
def test_one_bad_solution_does_not_keep_a_good_one_back(
    course: Course, sample: list[Cell], bad: str, says: str
) -> None:
    course.solution(sample, "03_good")
    course.solution([*sample, code_cell("bad", bad)])
    (course.root / "solutions" / "01_torn.ipynb").write_text("<<<<<<< mine", encoding="utf-8")
    written, problems = build(course.root)
    assert written == ["exercises/03_good.ipynb", "exercises/checks/03_good.json"]
    assert problems[0].startswith("solutions/01_torn.ipynb is no notebook: line 1 is the mark")
    assert problems[1] == f"solutions/02_sample.ipynb: {says}"


@pytest.mark.parametrize("label", [None, "x", 7, []])
def test_an_odd_label_stops_nothing(course: Course, sample: list[Cell], label: object) -> None:
    course.solution(sample, "03_good")
    odd = {**code_cell("odd", "1 + 1"), "metadata": {"nbgrader": label}}
    course.solution([*sample, odd])
    assert "exercises/03_good.ipynb" in build(course.root)[0]


def test_a_full_disk_tears_no_exercise_and_a_torn_one_is_named(
    made: Course, sample: list[Cell], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = next((made.root / "exercises").glob("*.ipynb"))
    before = path.read_bytes()
    made.solution([*sample, code_cell("more", "1 + 1")], path.stem)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
        with pytest.raises(OSError, match="full"):
            build(made.root)
    assert path.read_bytes() == before
    path.write_bytes(before[:200])
    assert f"{path.name} is damaged" in "".join(build(made.root)[1])
    assert path.read_bytes() == before[:200]


def test_a_refused_solution_leaves_its_old_files_alone(made: Course, sample: list[Cell]) -> None:
    made.solution([*sample, code_cell("bad", "1 / 0")])
    written, problems = build(made.root)
    assert written == []
    assert len(problems) == 2
    assert made.exercise()["cells"]


LISTED = held(__file__, "listed")


def test_a_sample_that_the_check_takes_for_its_opposite_is_said(
    course: Course, sample: list[Cell]
) -> None:
    variants = [with_check(sample, "because=", f"{listed},\n    because=") for listed, _ in LISTED]
    for (listed, sentence), told in zip(LISTED, said(course, variants), strict=True):
        assert told.partition(": ")[2] == sentence, listed
    assert "19.7" not in json.dumps(course.exercise("10_sample"))


MISTAKES = 'mistakes=[(total, "That is the total."), (total / 12, "You divided by 12.")]'
HINTS = 'hints=["How many months are there?", "Divide the total by `months`."]'
PARTS = {"hints": HINTS, "mistakes": MISTAKES}
FAULTS = held(__file__, "faults")


def _faulty(sample: list[Cell], old: str, new: str) -> list[Cell]:
    """Return the sample with another check or, without ``old``, with another stub to fill in."""
    if old:
        return with_check(sample, PARTS.get(old, old), new)
    stub = answer_cell("q1", ANSWER.replace("answer_1 = ...", new))
    return [*sample[:2], stub, sample[3]]


def test_what_is_wrong_with_a_question_is_said_and_nothing_is_written(
    course: Course, sample: list[Cell]
) -> None:
    variants = [_faulty(sample, old, new) for old, new, _ in FAULTS]
    for (_, new, sentence), told in zip(FAULTS, said(course, variants), strict=True):
        assert sentence in told, new
    assert not (course.root / "exercises").exists()


def test_a_solution_in_bad_form_is_refused_by_name(course: Course, sample: list[Cell]) -> None:
    bare = code_cell("q1-answer", "answer_1 = ...")
    told = said(course, [
        [*sample, code_cell("later", "yearly = answer_1 * 12")],
        [*sample[:2], bare, sample[3]],
        sample[:2],
        [*sample, {**sample[3], "id": "again"}],
    ])  # fmt: skip
    assert "left blank, cell 'later' stops with TypeError" in told[0]
    assert "q1: the solution's own answer is blank" in told[1]
    assert "q1 has no solution code before its check" in told[1]
    assert told[2] == "solutions/12_sample.ipynb: asks no question."
    assert "the question 'q1' is asked twice" in told[3]
    assert set("\n".join(told).splitlines()) <= set(stale(course.root)), "refused is also stale"


def test_no_answer_stands_in_the_exercise(made: Course) -> None:
    text = json.dumps(made.exercise())
    for part in ("SOLUTION", "mistakes", "model answer", "total / months", "19.83", "left over"):
        assert part not in text
