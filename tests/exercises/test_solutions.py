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


def about(name: str) -> dict[str, Any]:
    text = (ROOT / "solutions" / f"{name}.ipynb").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["metadata"]["wayout"]
    return found


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
    kinds = {question.name: question.expected.kind for question in stored.read(path)}
    drawn = [name for name, kind in kinds.items() if kind == "marks"]
    assert len(kinds) >= 5
    assert about(path.stem).get("map", drawn[0] if drawn else "no map") in drawn
    assert len(set(kinds.values())) >= 3


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_hint_shows_a_line_of_the_solution(question: Question) -> None:
    lines = ("".join(line.split()) for line in question.solution.splitlines())
    secret = [line for line in lines if len(line) > 7]
    told = ["".join(hint.split()) for hint in question.hints]
    assert [hint for hint in told if any(line in hint for line in secret)] == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_list_as_it_stands_in_the_calendar_or_the_alphabet_is_not_the_answer(
    question: Question,
) -> None:
    answer: Any = question.expected.example()
    if question.expected.kind == "ordered":
        assert answer not in (sorted(answer), sorted(answer, reverse=True))
        assert judge(question, set(answer)).says.endswith("make a list: `[...]`.")


SAID = {
    ("02", "q6"): [
        (
            "On 6 December Putin visited Saudi Arabia, Iran and the United Arab Emirates, "
            "and met Raisi in Moscow.",
            "Your sentence still lists Iran among the places he went to.",
        ),
        ("Iran Moscow Riyadh UAE cheese cheese cheese cheese", "Say what happened in Moscow"),
        (
            "Putin visited the UAE and Saudi Arabia and Iran's president visited him in Moscow "
            "the next day",
            "A good correction",
        ),
    ],
    ("03", "q8"): [
        (
            "Trade, it says, reached 218.2 trillion euros in November 1850, according to nobody",
            "Look at the unit again",
        ),
        ("Trade was worth 218.2 billion dollars in November 2023.", "Say which months"),
        (
            "China and Russia traded goods worth 218.2 billion US dollars from January to "
            "November 2023.",
            "Now a reader can check it",
        ),
    ],
}


@pytest.mark.parametrize(
    ("lesson", "name", "text", "says"),
    [(*key, text, says) for key, pairs in SAID.items() for text, says in pairs],
)
def test_a_repaired_sentence_draws_a_fair_reply(
    lesson: str, name: str, text: str, says: str
) -> None:
    known = {question.name: question for question in stored.read(stored.find(lesson, ROOT))}
    assert judge(known[name], text).says.startswith(says)
