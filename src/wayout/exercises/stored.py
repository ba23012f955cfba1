"""Read and write the stored checks, one JSON file an exercise: exercises/checks/02_*.json."""

import base64
import json
from pathlib import Path
from typing import Any

from wayout import paths
from wayout.exercises import expect  # noqa: F401 - brings in every kind of expectation
from wayout.exercises.expectation import from_json, to_json
from wayout.exercises.judge import Mistake, Question
from wayout.exercises.plain import JSON, plain
from wayout.language import listed

FORMAT = 1
NOTE = (
    "Made from the solution by `wayout build`; do not edit. Answers and hints are written in "
    "base64 so that nobody reads one by accident. That is no protection."
)
_SEALED = ("expected", "mistakes", "hints", "because", "solution")


class NoChecks(LookupError):  # noqa: N818 - a sentence for the learner, not a fault
    """The stored checks of a lesson, or one question of them, cannot be found or read."""


def write(lesson: str, questions: list[Question]) -> bytes:
    """Return the bytes of a checks file; the same questions give the same bytes."""
    body = {
        "format": FORMAT,
        "lesson": lesson,
        "note": NOTE,
        "questions": [_out(question) for question in questions],
    }
    text = json.dumps(body, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def read(path: Path) -> list[Question]:
    """Return the questions of a checks file; raises NoChecks if it is missing or damaged."""
    try:
        return parse(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise NoChecks(
            f"The file {path.name} in exercises/checks is missing or damaged. "
            "Take a fresh copy of this one file from the course; your notebook stays as it is."
        ) from None


def parse(content: bytes) -> list[Question]:
    """Return the questions that `write` wrote."""
    body = json.loads(content)
    entries: list[dict[str, Any]] = body["questions"]
    return [closed(one | {name: unseal(one[name]) for name in _SEALED}) for one in entries]


def find(lesson: str, root: Path | None = None) -> Path:
    """Return the path of the one checks file of a lesson, such as "02"; else raises NoChecks."""
    folder = (root or paths.ROOT) / "exercises" / "checks"
    found = sorted(path.name for path in folder.glob(f"{lesson}_*.json")) if lesson else []
    if not found:
        raise NoChecks(
            f"No file exercises/checks/{lesson}_….json is in the course folder. "
            "Take a fresh copy of this one file from the course; your notebook stays as it is."
        )
    if len(found) > 1:
        raise NoChecks(
            f"Lesson {lesson} has more than one file in exercises/checks: {listed(found)}. "
            "Move the copies out of that folder, then run this cell again."
        )
    return folder / found[0]


def questions(lesson: str, root: Path | None = None) -> list[str]:
    """Return the names of the questions of a lesson, in order; none if it has no exercise."""
    try:
        return [question.name for question in read(find(lesson, root))]
    except NoChecks:
        return []


def opened(question: Question) -> dict[str, Any]:
    """Return all that a question says as plain JSON values, to be sealed or handed on."""
    mistakes = [
        {"expected": to_json(one.expected), "says": one.says, "example": plain(one.example)}
        for one in question.mistakes
    ]
    said = {"because": question.because, "solution": question.solution}
    own = {"name": question.name, "probe": question.probe, "hints": list(question.hints)}
    return {**own, **said, "expected": to_json(question.expected), "mistakes": mistakes}


def closed(parts: dict[str, Any]) -> Question:
    """Return the question that `opened` was given; raises KeyError or ValueError if damaged."""
    mistakes = tuple(
        Mistake(from_json(one["expected"]), one["says"], one["example"])
        for one in parts["mistakes"]
    )
    asked = parts["name"], parts["probe"], from_json(parts["expected"])
    return Question(*asked, mistakes, tuple(parts["hints"]), parts["because"], parts["solution"])


def _out(question: Question) -> dict[str, JSON]:
    parts = opened(question).items()
    return {name: seal(part) if name in _SEALED else part for name, part in parts}


def seal(value: JSON) -> str:
    """Return ``value`` as base64 of its JSON, numbers steady to twelve digits."""
    text = json.dumps(_steady(value), sort_keys=True, ensure_ascii=False, allow_nan=False)
    return base64.b64encode(text.encode()).decode("ascii")


def unseal(text: str) -> JSON:
    """Return what `seal` was given; raises ValueError if the text is damaged."""
    value: JSON = json.loads(base64.b64decode(text, validate=True))
    return value


def _steady(value: JSON) -> JSON:
    # Sums differ in the last bits between processors; the file must not.
    if isinstance(value, float):
        return float(f"{value:.12g}")
    if isinstance(value, list):
        return [_steady(item) for item in value]
    if isinstance(value, dict):
        return {name: _steady(item) for name, item in value.items()}
    return value
