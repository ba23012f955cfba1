from pathlib import Path
from typing import Any

import pytest

import sample_notebooks
from calls import calls
from held import held
from sample_notebooks import Cell, Course, code_cell, text_cell
from wayout.exercises import source, worked
from wayout.exercises.source import Refused, exercise, leaks, read


def refused(course: Course, cells: list[Cell], name: str = "02_sample") -> str:
    with pytest.raises(Refused) as caught:
        read(course.solution(cells, name))
    return "\n".join(caught.value.problems)


def tagged(name: str, **metadata: Any) -> Cell:
    return {**text_cell(name, "It is C."), "metadata": metadata}


KNOWN = {**vars(sample_notebooks), **vars(worked), **vars(source), "tagged": tagged}
test_calls = calls(__file__, KNOWN, fixtures="course sample")


def test_what_an_author_and_tools_leave_behind_does_not_travel(
    course: Course, sample: list[Cell]
) -> None:
    clean = exercise(read(course.solution(sample)))
    sample[0] |= {"outputs": [], "execution_count": 3, "metadata": {"papermill": {"path": "/me"}}}
    sample[2]["metadata"] |= {"execution": {}, "vscode": {"languageId": "r"}, "trusted": True}
    foreign = held(__file__, "foreign")
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


@pytest.mark.parametrize("shown", held(__file__, "leaks"))
@pytest.mark.parametrize("make", [code_cell, text_cell])
def test_a_line_of_the_solution_in_the_exercise_is_a_leak(
    course: Course, sample: list[Cell], shown: str, make: Any
) -> None:
    cell = make("example", shown if make is text_cell else f'"""\n{shown}\n"""')
    found = read(course.solution([*sample, cell]))
    assert leaks(found) == ["the exercise shows a line of the solution: answer_1 = total / months"]


@pytest.mark.parametrize(("index", "cell", "sentence"), held(__file__, "cells"))
def test_what_is_wrong_with_a_cell_is_said(
    course: Course, sample: list[Cell], index: int, cell: str, sentence: str
) -> None:
    sample[index] = eval(cell, KNOWN)
    said = refused(course, sample)
    assert said.startswith("solutions/02_sample.ipynb: ")
    assert sentence in said


@pytest.mark.parametrize(("content", "says"), held(__file__, "files"))
def test_what_is_no_notebook_is_refused(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "02_x.ipynb"
    path.write_bytes(eval(content).encode("latin-1"))
    with pytest.raises(Refused, match=rf"solutions/02_x\.ipynb is no notebook ?{says}"):
        read(path)
