import os
from pathlib import Path
from typing import Any

import pytest

from held import held
from wayout.exercises.run import run

Step = dict[str, Any]
HELD = held(__file__)


def code(text: str, cell: str = "c") -> Step:
    return {"cell": cell, "code": text}


def probe(name: str, **parts: str) -> Step:
    return {"cell": f"{name}-check", "question": name, "before": "", "parts": parts}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "solutions").mkdir()
    return tmp_path


def test_what_is_asked_of_a_job_is_reported_and_no_other_job_sees_it(root: Path) -> None:
    check = {**probe("q1", **HELD["parts"]), "before": "total = 220.0"}
    alone = [code("a, b, c = 1, ..., len"), *(probe(name, answer=name) for name in "abc")]
    jobs = [[code("answer_1 = 20.0"), check], alone, [code("a", "later")], [code(HELD["begins"])]]
    jobs[3].append(probe("q1", answer="lesson"))
    checked, bare, other, begun = run(jobs, root)
    assert checked == {"error": "", "seen": {"q1": HELD["seen"]}}
    assert bare["seen"] == {"a": {"answer": 1}, "b": {"blank": True}, "c": {"odd": "a function"}}
    assert other["error"] == "cell 'later' stops with NameError: name 'a' is not defined."
    assert begun == {"error": "", "seen": {"q1": {"answer": "02"}}}, "outside Jupyter"


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
