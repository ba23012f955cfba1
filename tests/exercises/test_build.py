import json
from pathlib import Path

import nbformat
import pytest

from sample_notebooks import ANSWER, CHECK, Cell, Course, answer_cell, check_cell, code_cell
from wayout.exercises import stored
from wayout.exercises.build import build, make, orphans, stale


@pytest.fixture
def built(course: Course, sample: list[Cell]) -> Course:
    course.solution(sample)
    written, problems = build(course.root)
    assert problems == []
    assert written == ["exercises/02_sample.ipynb", "exercises/checks/02_sample.json"]
    return course


def test_a_built_course_is_in_step(built: Course) -> None:
    assert stale(built.root) == []
    assert build(built.root) == ([], [])


def test_the_exercise_is_a_valid_notebook_in_its_usual_form(built: Course) -> None:
    path = built.root / "exercises" / "02_sample.ipynb"
    node = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    text = nbformat.writes(node)  # type: ignore[no-untyped-call]
    assert f"{text}\n" == path.read_text(encoding="utf-8")
    assert 'check("q1")' in [cell.source for cell in node.cells]


def test_the_checks_hold_what_the_solution_computed(built: Course) -> None:
    (question,) = stored.read(built.root / "exercises" / "checks" / "02_sample.json")
    assert question.expected.match(19.83)
    assert [mistake.says for mistake in question.mistakes] == [
        "That is the total.",
        "You divided by 12.",
    ]
    assert question.because == "It is 19.83."
    assert question.solution == "answer_1 = total / months"


def test_the_same_solution_gives_the_same_bytes(built: Course) -> None:
    assert make(built.root).files == make(built.root).files


def test_line_ends_of_another_system_are_not_stale(built: Course) -> None:
    path = built.root / "exercises" / "02_sample.ipynb"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert stale(built.root) == []


@pytest.mark.parametrize("name", ["exercises/02_sample.ipynb", "exercises/checks/02_sample.json"])
def test_a_changed_or_missing_file_is_named(built: Course, name: str) -> None:
    path = built.root / name
    path.write_bytes(path.read_bytes() + b"\n")
    assert stale(built.root) == [f"{name} is stale: run `wayout build`."]
    path.unlink()
    assert stale(built.root) == [f"{name} is missing: run `wayout build`."]
    assert build(built.root) == ([name], [])


def test_a_changed_solution_makes_both_files_stale(built: Course, sample: list[Cell]) -> None:
    sample[1] = code_cell("given", sample[1]["source"].replace("218.17", "190.27"))
    built.solution(sample)
    assert len(stale(built.root)) == 2


def test_checking_writes_nothing(built: Course, sample: list[Cell]) -> None:
    before = {path: path.read_bytes() for path in built.root.rglob("*") if path.is_file()}
    sample[1] = code_cell("given", sample[1]["source"] + "\nmore = 1")
    path = built.solution(sample)
    stale(built.root)
    after = {path: path.read_bytes() for path in built.root.rglob("*") if path.is_file()}
    assert {**after, path: b""} == {**before, path: b""}


def test_files_without_a_solution_are_named_not_deleted(built: Course) -> None:
    (built.root / "solutions" / "02_sample.ipynb").unlink()
    lone = [
        "exercises/02_sample.ipynb has no solution any more: delete it.",
        "exercises/checks/02_sample.json has no solution any more: delete it.",
    ]
    assert orphans(built.root) == stale(built.root) == lone
    assert build(built.root) == ([], lone)
    assert (built.root / "exercises" / "02_sample.ipynb").exists()


def test_a_folder_without_solutions_makes_nothing(tmp_path: Path) -> None:
    assert build(tmp_path) == ([], [])
    assert stale(tmp_path) == []


def test_one_bad_solution_does_not_keep_a_good_one_back(course: Course, sample: list[Cell]) -> None:
    course.solution(sample, "03_good")
    course.solution([*sample, code_cell("bad", "1 / 0")])
    written, problems = build(course.root)
    assert written == ["exercises/03_good.ipynb", "exercises/checks/03_good.json"]
    assert problems[0] == (
        "solutions/02_sample.ipynb: cell 'bad' stops with ZeroDivisionError: division by zero."
    )


def test_a_refused_solution_leaves_its_old_files_alone(built: Course, sample: list[Cell]) -> None:
    built.solution([*sample, code_cell("bad", "1 / 0")])
    written, problems = build(built.root)
    assert written == []
    assert len(problems) == 2
    assert built.exercise()["cells"]


def test_samples_that_the_check_takes_as_listed_are_fine(
    course: Course, sample: list[Cell]
) -> None:
    listed = "accepts=[19.8, 19.83], refuses=[19.7, {19.8}, 'about 20', len],"
    sample[3] = check_cell("q1", CHECK.replace("because=", f"{listed}\n    because="))
    assert course.problems(sample) == ""
    assert "19.7" not in json.dumps(course.exercise())


@pytest.mark.parametrize(
    ("listed", "sentence"),
    [
        ("accepts=[19.8, 20.5]", "q1 does not accept 20.5, which its accepts= lists."),
        ("accepts=[len]", "q1 does not accept a function, which its accepts= lists."),
        ("accepts=[...]", "q1 does not accept a blank, which its accepts= lists."),
        ("refuses=['no', 19.8]", "q1 accepts 19.8, which its refuses= lists."),
    ],
)
def test_a_sample_that_the_check_takes_for_its_opposite_is_said(
    course: Course, sample: list[Cell], listed: str, sentence: str
) -> None:
    sample[3] = check_cell("q1", CHECK.replace("because=", f"{listed},\n    because="))
    assert course.problems(sample) == PART + sentence


MISTAKES = 'mistakes=[(total, "That is the total."), (total / 12, "You divided by 12.")]'
HINTS = 'hints=["How many months are there?", "Divide the total by `months`."]'
PART = "solutions/02_sample.ipynb: "


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (HINTS, 'hints=["Only one."]', "q1 needs two hints or more."),
        (HINTS, "hints=[]", "q1 needs two hints or more."),
        (MISTAKES, 'mistakes=[(total, "That is the total.")]', "q1 needs two known mistakes or m"),
        (
            MISTAKES,
            'mistakes=[(total, "The total."), (19.8, "Near.")]',
            "q1 accepts 19.8, which it lists as a mistake",
        ),
        (
            MISTAKES,
            'mistakes=[(total, "The total."), (218, "Again.")]',
            "q1 never reaches the mistake 218",
        ),
        ('because=f"It is {right:.2f}."', 'because=" "', "q1 does not say why"),
        ("near(right, digits=1)", "near(right + 1, digits=1)", "own answer, 19.83363636, is not"),
        ("near(right, digits=1)", "{}", "cell 'q1-check' stops with ValueError: An answer cannot"),
        ("near(right, digits=1)", "nothing", "cell 'q1-check' stops with NameError"),
        ("    answer_1,", "    len,", "q1: the solution's own answer is a function."),
        ("    answer_1,", "    ...,", "q1: the solution's own answer is blank."),
        (
            "    answer_1,",
            "    total / months,",
            "q1: the exercise already holds the answer.",
        ),
        ("    answer_1,", "    months,", "q1: the exercise is not blank"),
        (
            "    answer_1,",
            "    near(answer_1).value,",
            "left blank, cell 'q1-check' stops with NotR",
        ),
    ],
)
def test_what_is_wrong_with_a_question_is_said(
    course: Course, sample: list[Cell], old: str, new: str, sentence: str
) -> None:
    assert old in CHECK
    sample[3] = check_cell("q1", CHECK.replace(old, new))
    said = course.problems(sample)
    assert said.startswith(PART)
    assert sentence in said
    assert not (course.root / "exercises").exists()


@pytest.mark.parametrize(
    ("stub", "sentence"),
    [
        ("answer_1 = 19.83", "q1: the exercise already holds the answer."),
        ("answer_1 = 20", "q1: the exercise is not blank; write `... = ...`"),
        ("answer_1 = ... + 1", "left blank, cell 'q1-answer' stops with TypeError"),
        ("other = 1", "left blank, cell 'q1-check' stops with NotRun: answer_1"),
        ("answer_1 = ...\n# answer_1 = total / months", "shows a line of the solution"),
    ],
)
def test_a_stub_that_gives_away_or_breaks_is_refused(
    course: Course, sample: list[Cell], stub: str, sentence: str
) -> None:
    sample[2] = answer_cell("q1", ANSWER.replace("answer_1 = ...", stub))
    assert sentence in course.problems(sample)


def test_a_given_cell_that_needs_an_answer_is_refused(course: Course, sample: list[Cell]) -> None:
    cells = [*sample, code_cell("later", "yearly = answer_1 * 12")]
    assert "left blank, cell 'later' stops with TypeError" in course.problems(cells)


def test_a_question_without_solution_code_is_refused(course: Course, sample: list[Cell]) -> None:
    sample[2] = code_cell("q1-answer", "answer_1 = ...")
    assert "q1: the solution's own answer is blank" in course.problems(sample)
    assert "q1 has no solution code before its check" in course.problems(sample)


def test_a_solution_without_questions_is_refused(course: Course, sample: list[Cell]) -> None:
    assert course.problems(sample[:2]) == "solutions/02_sample.ipynb: asks no question."


def test_a_solution_in_bad_form_is_refused_by_name(course: Course, sample: list[Cell]) -> None:
    assert "the question 'q1' is asked twice" in course.problems(
        [*sample, {**sample[3], "id": "again"}]
    )


def test_what_is_refused_is_also_stale(course: Course, sample: list[Cell]) -> None:
    course.solution(sample[:2])
    assert stale(course.root) == ["solutions/02_sample.ipynb: asks no question."]


def test_no_answer_stands_in_the_exercise(built: Course) -> None:
    text = json.dumps(built.exercise())
    for part in ("SOLUTION", "mistakes", "model answer", "total / months", "19.83", "left over"):
        assert part not in text
