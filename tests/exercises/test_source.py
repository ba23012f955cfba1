import json
from pathlib import Path
from typing import Any

import pytest

from held import held
from sample_notebooks import (
    ANSWER,
    CHECK,
    Cell,
    Course,
    answer_cell,
    check_cell,
    code_cell,
    text_cell,
)
from wayout.exercises.source import Refused, exercise, leaks, read
from wayout.exercises.worked import fingerprint


def refused(course: Course, cells: list[Cell], name: str = "02_sample") -> str:
    with pytest.raises(Refused) as caught:
        read(course.solution(cells, name))
    return "\n".join(caught.value.problems)


def tagged(name: str, **metadata: Any) -> Cell:
    return {**text_cell(name, "It is C."), "metadata": metadata}


def test_a_solution_is_taken_apart(course: Course, sample: list[Cell]) -> None:
    found = read(course.solution(sample))
    assert (found.name, found.lesson) == ("02_sample", "02")
    (ask,) = found.asks.values()
    assert (ask.question, ask.probe) == ("q1", "answer_1")
    assert ask.before.endswith("right = total / months")
    assert ask.parts["expected"] == "near(right, digits=1)"
    assert set(ask.parts) == {"answer", "expected", "mistakes", "hints", "because"}
    assert found.code_of("q1") == "answer_1 = total / months"


def test_the_fold_shows_all_solution_code_since_the_check_before(
    course: Course, sample: list[Cell]
) -> None:
    second = [
        answer_cell("q2", ANSWER.replace("answer_1", "part")),
        {**answer_cell("q2", ANSWER.replace("answer_1", "answer_2")), "id": "q2-more"},
        check_cell("q2", CHECK.replace("q1", "q2").replace("answer_1", "answer_2")),
    ]
    found = read(course.solution(sample + second))
    assert found.code_of("q2") == "part = total / months\n\nanswer_2 = total / months"


def test_the_exercise_is_the_solution_without_answers(course: Course, sample: list[Cell]) -> None:
    made = exercise(read(course.solution(sample, widgets={"state": {}})))
    assert [cell["id"] for cell in made["cells"]] == [cell["id"] for cell in sample]
    assert [cell["source"] for cell in made["cells"]] == [
        "# One month",
        sample[1]["source"],
        "answer_1 = ...",
        'check("q1")',
    ]
    code = [cell for cell in made["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert code[1]["metadata"]["nbgrader"]["grade_id"] == "q1-answer"
    about = {"lesson": "02", "activities": {"answer": ["02 q1"]}, "role": "exercise"}
    assert made["metadata"]["wayout"] == {**about, "made": fingerprint(made["cells"])}


def test_what_an_author_and_tools_leave_behind_does_not_travel(
    course: Course, sample: list[Cell]
) -> None:
    clean = exercise(read(course.solution(sample)))
    sample[0] |= {"outputs": [], "execution_count": 3, "metadata": {"papermill": {"path": "/me"}}}
    sample[2]["metadata"] |= {"execution": {}, "vscode": {"languageId": "r"}, "trusted": True}
    foreign: dict[str, Any] = {
        "kernelspec": {"name": "anna-env", "display_name": "Anna"},
        "language_info": {"name": "python", "version": "3.12.1"},
        "jupytext": {"formats": "ipynb,py"}, "papermill": {"input_path": "anna/x"},
    }  # fmt: skip
    assert exercise(read(course.solution(sample, **foreign))) == clean
    assert clean["metadata"]["kernelspec"]["name"] == "python3"


def test_a_picture_of_the_solution_goes_with_it(course: Course, sample: list[Cell]) -> None:
    sample[0]["source"] = "![m](attachment:my%20map.png)\n" + sample[0]["source"].replace(
        "A model answer.", "![s](attachment:solved.png)"
    )
    sample[0]["attachments"] = {"my map.png": {"image/png": "a"}, "solved.png": {"image/png": "b"}}
    (title, *_) = exercise(read(course.solution(sample)))["cells"]
    assert [*title["attachments"]] == ["my map.png"]


def test_a_slip_in_an_answer_cell_does_not_stop_run_all(course: Course, sample: list[Cell]) -> None:
    sample[2]["metadata"]["tags"] = ["mine", "raises-exception"]
    solution = read(course.solution(sample))
    tags = [cell["metadata"].get("tags") for cell in exercise(solution)["cells"]]
    assert tags == [None, None, ["mine", "raises-exception"], None]
    del sample[2]["metadata"]["tags"]
    made = exercise(read(course.solution(sample)))
    assert made["cells"][2]["metadata"]["tags"] == ["raises-exception"]
    assert [cell["metadata"].get("tags") for cell in solution.cells][1::2] == [None, None]


def test_source_lines_in_a_list_are_read_too(course: Course, sample: list[Cell]) -> None:
    lines = [{**cell, "source": cell["source"].splitlines(keepends=True)} for cell in sample]
    assert exercise(read(course.solution(lines))) == exercise(read(course.solution(sample)))


def test_a_cell_with_nothing_left_is_left_out(course: Course, sample: list[Cell]) -> None:
    model = text_cell("model", "<!-- BEGIN SOLUTION -->\nA model.\n<!-- END SOLUTION -->")
    made = exercise(read(course.solution([*sample, model])))
    assert "model" not in [cell["id"] for cell in made["cells"]]


def test_the_solution_itself_is_left_alone(course: Course, sample: list[Cell]) -> None:
    found = read(course.solution(sample))
    before = json.dumps([found.about, found.cells])
    exercise(found)
    leaks(found)
    assert json.dumps([found.about, found.cells]) == before


@pytest.mark.parametrize(
    "shown",
    [
        "answer_1 = total / months",
        "# answer_1 = total/months",
        "For example:\n\n    answer_1 = total / months",
        "Write `answer_1 = total /  months` there.",
    ],
)
@pytest.mark.parametrize("make", [code_cell, text_cell])
def test_a_line_of_the_solution_in_the_exercise_is_a_leak(
    course: Course, sample: list[Cell], shown: str, make: Any
) -> None:
    cell = make("example", shown if make is text_cell else f'"""\n{shown}\n"""')
    found = read(course.solution([*sample, cell]))
    assert leaks(found) == ["the exercise shows a line of the solution: answer_1 = total / months"]


def test_imports_and_brackets_are_no_leak(course: Course, sample: list[Cell]) -> None:
    hidden = "### BEGIN SOLUTION\nimport math\nx = (\n1)\n### END SOLUTION"
    text = f"import math\nanswer_1 = (\n...)\n{hidden}"
    sample[2] = answer_cell("q1", text)
    assert leaks(read(course.solution(sample))) == []


@pytest.mark.parametrize(("index", "cell", "sentence"), held(__file__, "cells"))
def test_what_is_wrong_with_a_cell_is_said(
    course: Course, sample: list[Cell], index: int, cell: str, sentence: str
) -> None:
    sample[index] = eval(cell)
    said = refused(course, sample)
    assert said.startswith("solutions/02_sample.ipynb: ")
    assert sentence in said


def test_the_file_name_begins_with_the_lesson(course: Course, sample: list[Cell]) -> None:
    path = course.solution(sample, "02_sample")
    moved = path.rename(path.with_name("2_sample.ipynb"))
    with pytest.raises(Refused, match="must begin with the lesson, '02_'"):
        read(moved)


@pytest.mark.parametrize(("content", "says"), held(__file__, "files"))
def test_what_is_no_notebook_is_refused(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "02_x.ipynb"
    path.write_bytes(eval(content).encode("latin-1"))
    with pytest.raises(Refused, match=rf"solutions/02_x\.ipynb is no notebook ?{says}"):
        read(path)
