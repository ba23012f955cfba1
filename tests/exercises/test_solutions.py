"""The course's own exercises: right when solved, blank when untouched, kind to known mistakes."""

import json
from pathlib import Path
from typing import Any

import pytest

from wayout.exercises import stored
from wayout.exercises.build import stale
from wayout.exercises.judge import Question, judge
from wayout.exercises.run import Step, run

ROOT = Path(__file__).parents[2]
NAMES = [path.stem for path in sorted((ROOT / "solutions").glob("*.ipynb"))]
CHECKS = sorted((ROOT / "exercises" / "checks").glob("*.json"))
QUESTIONS = [
    pytest.param(question, id=f"{path.stem}-{question.name}")
    for path in CHECKS
    for question in stored.read(path)
]


def cells(folder: str, name: str) -> list[dict[str, Any]]:
    text = (ROOT / folder / f"{name}.ipynb").read_text(encoding="utf-8")
    found = json.loads(text)["cells"]
    code = [cell for cell in found if cell["cell_type"] == "code"]
    return [{**cell, "source": "".join(cell["source"])} for cell in code]


def as_a_learner(folder: str, name: str) -> list[Step]:
    """Return steps that run a notebook with the learner's checks and look at their cards."""
    return [step for cell in cells(folder, name) for step in _steps(cell)]


def _steps(cell: dict[str, Any]) -> list[Step]:
    label = cell["metadata"].get("nbgrader", {})
    if not label.get("grade"):
        return [{"cell": cell["id"], "code": cell["source"]}]
    card = f'check("{label["grade_id"]}").state'
    return [{"cell": cell["id"], "question": label["grade_id"], "parts": {"answer": card}}]


@pytest.fixture(scope="module")
def seen() -> dict[tuple[str, str], dict[str, Any]]:
    keys = [(folder, name) for name in NAMES for folder in ("exercises", "solutions")]
    return dict(zip(keys, run([as_a_learner(*key) for key in keys], ROOT), strict=True))


def test_exercises_2_and_3_exist() -> None:
    assert {"02", "03"} <= {name[:2] for name in NAMES}


def test_every_exercise_is_in_step_with_its_solution() -> None:
    assert stale(ROOT) == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("folder", "state"), [("exercises", "blank"), ("solutions", "right")])
def test_the_learners_checks_find_it(
    seen: dict[tuple[str, str], dict[str, Any]], folder: str, name: str, state: str
) -> None:
    assert seen[folder, name]["error"] == ""
    cards = {question: found["answer"] for question, found in seen[folder, name]["seen"].items()}
    assert cards == dict.fromkeys(stored.questions(name[:2], ROOT), state)


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_known_mistake_draws_its_own_sentence(question: Question) -> None:
    assert len(question.mistakes) >= 2
    for mistake in question.mistakes:
        found = judge(question, mistake.example)
        assert (found.verdict, found.says) == ("mistake", mistake.says)


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_expected_is_right_and_three_dots_are_blank(question: Question) -> None:
    assert judge(question, question.expected.example()).verdict == "right"
    assert judge(question, ...).verdict == "blank"


@pytest.mark.parametrize("path", CHECKS, ids=lambda path: path.stem)
def test_an_exercise_has_five_questions_or_more_and_one_map(path: Path) -> None:
    kinds = [question.expected.kind for question in stored.read(path)]
    assert len(kinds) >= 5
    assert "marks" in kinds
    assert len(set(kinds)) >= 3
