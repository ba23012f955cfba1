"""A course folder of its own, and a learner's notebook to try its checks in."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sample_notebooks import SAMPLE, Cell, Course
from wayout.exercises.build import build
from wayout.exercises.check import check
from wayout.exercises.result import CheckResult
from wayout.work import session


@pytest.fixture
def sample() -> list[Cell]:
    return copy.deepcopy(SAMPLE)


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    monkeypatch.setattr("wayout.paths.ROOT", tmp_path)
    monkeypatch.setenv("WAYOUT_WORK", str(tmp_path / "my_work.json"))
    monkeypatch.delenv("WAYOUT_CHECKS", raising=False)
    monkeypatch.setattr(session, "_open", None)
    return Course(tmp_path)


Learner = Callable[..., CheckResult]


@pytest.fixture
def learner(course: Course, sample: list[Cell]) -> Learner:
    """Return a function that runs ``check("q1")`` in a notebook with the names given."""
    course.solution(sample)
    assert build(course.root)[1] == []
    session.begin("02")

    def ask(question: str = "q1", **names: Any) -> CheckResult:
        notebook = {"check": check, "question": question, **names}
        exec("card = check(question)", notebook)
        card = notebook["card"]
        assert isinstance(card, CheckResult)
        return card

    return ask
