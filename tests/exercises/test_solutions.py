"""The course's own exercises: right when solved, blank when untouched, kind to known mistakes."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from held import held
from wayout.exercises import stored
from wayout.exercises.build import stale, strays
from wayout.exercises.judge import Question, judge
from wayout.exercises.run import Step, run
from wayout.exercises.source import exercise, read

ROOT = Path(__file__).parents[2]
NAMES = [path.stem for path in sorted((ROOT / "solutions").glob("[!.]*.ipynb"))]
CHECKS = [ROOT / "exercises" / "checks" / f"{name}.json" for name in NAMES]
QUESTIONS = [
    pytest.param(question, id=f"{path.stem}-{question.name}")
    for path in CHECKS
    for question in stored.read(path)
]


def cells(folder: str, name: str) -> list[dict[str, Any]]:
    # Not the exercise on this disk: someone may be at work on it.
    solution = read(ROOT / "solutions" / f"{name}.ipynb")
    found = solution.cells if folder == "solutions" else exercise(solution)["cells"]
    return [cell for cell in found if cell["cell_type"] == "code"]


def about(name: str) -> dict[str, Any]:
    return read(ROOT / "solutions" / f"{name}.ipynb").about


def as_a_learner(folder: str, name: str) -> list[Step]:
    """Return steps that run a notebook with the learner's checks and look at their cards."""
    return [step for cell in cells(folder, name) for step in _steps(cell)]


def _steps(cell: dict[str, Any]) -> list[Step]:
    if not cell["id"].endswith("-check"):
        return [{"cell": cell["id"], "code": cell["source"]}]
    name = cell["id"].removesuffix("-check")
    return [{"cell": cell["id"], "question": name, "parts": {"answer": f'check("{name}").state'}}]


@pytest.fixture(scope="module")
def seen() -> dict[tuple[str, str], dict[str, Any]]:
    keys = [(folder, name) for name in NAMES for folder in ("exercises", "solutions")]
    return dict(zip(keys, run([as_a_learner(*key) for key in keys], ROOT), strict=True))


TRIP = [(24.47, 54.37, "Abu Dhabi"), (24.64, 46.77, "Riyadh"), (55.75, 37.62, "Moscow")]
PAINT = ["#008000", "#008000", "#ffa500"]
SOLD = [(39.93, 116.39, "Beijing"), (55.75, 37.62, "Moscow")]


def drawn(places: list[Any], colours: list[str], *labels: str) -> list[dict[str, Any]]:
    named = labels or [place[2] for place in places]
    return [
        {"latitude": place[0], "longitude": place[1], "label": label, "colour": colour}
        for place, label, colour in zip(places, named, colours, strict=False)
    ]


@pytest.mark.parametrize(("lesson", "name", "answer", "says"), held(__file__, "replies"))
def test_an_answer_draws_a_fair_reply(lesson: str, name: str, answer: str, says: str) -> None:
    known = {question.name: question for question in stored.read(stored.find(lesson, ROOT))}
    assert judge(known[name], eval(answer)).says.startswith(says)


def test_every_exercise_is_in_step_with_its_solution() -> None:
    assert [line for line in stale(ROOT) if line not in strays(ROOT)] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("folder", "state"), [("exercises", "blank"), ("solutions", "right")])
def test_the_learners_checks_find_it(
    seen: dict[tuple[str, str], dict[str, Any]], folder: str, name: str, state: str
) -> None:
    assert seen[folder, name]["error"] == ""
    cards = {question: found["answer"] for question, found in seen[folder, name]["seen"].items()}
    known = {one.name: one.expected.judged for one in stored.read(stored.find(name[:2], ROOT))}
    counted = "written" if state == "right" else state
    assert cards == {name: state if judged else counted for name, judged in known.items()}


VALUES = re.compile(r"(?<![\w.])(?:\d+\.\d+|(?!(?:19|20)\d\d\b)\d{3,})(?!\w|\.\d)|\[[^\[\]]*\]")


@pytest.mark.parametrize("name", NAMES)
def test_no_exercise_shows_a_line_of_its_solution_or_an_expected_value(name: str) -> None:
    """A single letter, a small number or a year may stand there by chance; nothing else may."""
    solution = read(ROOT / "solutions" / f"{name}.ipynb")
    shown = "\n".join(cell["source"] for cell in exercise(solution)["cells"])
    bare = "".join(shown.split())
    secret = [cut.removed for cut in solution.cuts.values()]
    secret += [cell["source"] for cell in solution.cells if cell["id"] in solution.asks]
    lines = {"".join(line.split()) for text in secret for line in text.splitlines()}
    assert [line for line in lines if len(line) > 7 and line in bare and "import" not in line] == []
    for question in stored.read(stored.find(name[:2], ROOT)):
        named = re.findall(rf"\b{question.probe} *= *(\w+|\".*?\"|\[.*?\])", shown)
        for value in map(evaluated, [*named, *VALUES.findall(shown)]):
            assert not question.expected.accepts(value), question.name


def evaluated(text: str) -> Any:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_known_mistake_draws_its_own_sentence(question: Question) -> None:
    assert len(question.mistakes) >= 2 or not question.expected.judged
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
def test_no_reply_holds_marks_of_emphasis(question: Question) -> None:
    says = [*question.hints, question.because, *(one.says for one in question.mistakes)]
    assert [text for text in says if re.search(r"(?<![\w`*])\*{1,2}[^\W\d][^*`]*\*", text)] == []


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
        assert answer not in (sorted(answer, key=str), sorted(answer, key=str, reverse=True))
        assert judge(question, set(answer)).says.endswith("make a list: `[...]`.")
