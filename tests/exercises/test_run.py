import os
from pathlib import Path
from typing import Any

import pytest

from wayout.exercises.run import run

Step = dict[str, Any]


def code(text: str, cell: str = "c") -> Step:
    return {"cell": cell, "code": text}


def probe(name: str, **parts: str) -> Step:
    return {"cell": f"{name}-check", "question": name, "before": "", "parts": parts}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "solutions").mkdir()
    return tmp_path


def test_what_a_check_sees_is_reported(root: Path) -> None:
    parts = {
        "expected": "total / 11",
        "mistakes": "[(total, 'The total.'), ('Iran', 'No.', 'iran')]",
        "hints": "['One.', 'Two.']",
        "because": "f'It is {answer_1:.1f}.'",
        "accepts": "[20.05, ...]",
        "refuses": "[len]",
    }
    ask = {**probe("q1", answer="answer_1", **parts), "before": "total = 220.0"}
    (seen,) = run([[code("answer_1 = 20.0"), ask]], root)
    assert seen == {
        "error": "",
        "seen": {
            "q1": {
                "answer": 20.0,
                "asked": {
                    "name": "q1",
                    "probe": "answer_1",
                    "expected": {"kind": "near", "value": 20.0, "tolerance": 0.1},
                    "mistakes": [
                        {
                            "expected": {"kind": "near", "value": 220.0, "tolerance": 1.1},
                            "says": "The total.",
                            "example": 220.0,
                        },
                        {
                            "expected": {"kind": "exactly", "value": "Iran"},
                            "says": "No.",
                            "example": "iran",
                        },
                    ],
                    "hints": ["One.", "Two."],
                    "because": "It is 20.0.",
                    "solution": "",
                },
                "accepts": [{"answer": 20.05}, {"blank": True}],
                "refuses": [{"odd": "a function"}],
            }
        },
    }


def test_a_probe_alone_reports_the_answer_only(root: Path) -> None:
    steps = [code("a, b, c = 1, ..., len"), *(probe(name, answer=name) for name in "abc")]
    (seen,) = run([steps], root)
    assert seen["seen"] == {"a": {"answer": 1}, "b": {"blank": True}, "c": {"odd": "a function"}}


def test_jobs_do_not_see_each_others_names(root: Path) -> None:
    first, second = run([[code("x = 1")], [code("x", "later")]], root)
    assert first["error"] == ""
    assert second["error"] == "cell 'later' stops with NameError: name 'x' is not defined."


def test_a_job_that_stops_or_ends_python_does_not_stop_the_next(root: Path) -> None:
    last = "import os; os.write(2, b'out of luck'); os._exit(1)"
    codes = ["x = input()", "raise SystemExit(2)", last, "print('noise')"]
    errors = [job["error"] for job in run([[code(text)] for text in codes], root)]
    assert errors[0].startswith("cell 'c' stops with EOFError")
    assert errors[1] == "cell 'c' stops with SystemExit: 2."
    assert errors[2:] == ["running it ended Python. out of luck", ""]


def test_notebooks_run_in_their_folder_with_a_work_file_of_their_own(root: Path) -> None:
    text = "import os, pathlib; here = pathlib.Path.cwd().name; work = os.environ['WAYOUT_WORK']"
    steps = [code(text), probe("here", answer="here"), probe("work", answer="work")]
    (seen,) = run([steps], root)
    assert seen["seen"]["here"] == {"answer": "solutions"}
    assert seen["seen"]["work"]["answer"] != os.environ["WAYOUT_WORK"]


def test_a_notebook_that_starts_a_lesson_runs_outside_jupyter(root: Path) -> None:
    text = (
        "from wayout import start\nfrom wayout.work import session\n"
        "start('02')\nlesson = session.current().lesson"
    )
    (seen,) = run([[code(text), probe("q1", answer="lesson")]], root)
    assert seen == {"error": "", "seen": {"q1": {"answer": "02"}}}
