"""Answers that know nothing, or hedge: no question may give points for them."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from cases import made
from held import held
from wayout.exercises.judge import Question, judge
from wayout.exercises.plain import JSON, is_number
from wayout.grading.compare import mark
from wayout.grading.inside import _answer
from wayout.grading.key import Asked

HELD = held(__file__)


def paid(question: Question, answer: object) -> bool:
    """Return whether an answer gets points, about which notebook and grader must agree."""
    found = judge(question, answer)
    here = found.verdict == "right" or found.sound
    assert here == paid_for(question, _answer("a", {"a": answer})), repr(answer)[:200]
    return here


def paid_for(question: Question, reply: dict[str, Any]) -> bool:
    """Return whether the grader gives points for what a jail said."""
    return mark(Asked(question, 1.0), json.loads(json.dumps(reply))).points > 0


@cache
def _blind() -> dict[str, Any]:
    return {code: made(code) for code in HELD["answers"]}


def undeserved(questions: Iterable[Question]) -> list[str]:
    """Return a line for each answer without knowledge that gets points in one of the questions."""
    return [f"{one.name}: {code}" for one in questions for code in _undeserved(one)]


def _undeserved(question: Question) -> Iterator[str]:
    yield from (code for code, answer in _blind().items() if paid(question, answer))
    yield from (code for code in HELD["replies"] if paid_for(question, made(code)))
    right = question.expected.example()
    if is_number(right) and right == int(right) and 0 < right < 3000:
        names = {"n": int(right)}
        yield from (code for code in HELD["called"] if paid(question, made(code, **names)))
    for wrong in _wrong(question, right):
        for code in HELD["hedges"]:
            pairs = {"a": right, "b": wrong}, {"a": wrong, "b": right}
            if all(paid(question, made(code, **pair)) for pair in pairs):
                yield f"{code} with {right} and {wrong}"


def _wrong(question: Question, right: JSON) -> Iterator[JSON]:
    """Yield some wrong answers of the kind of the right one."""
    yield from (one.example for one in question.mistakes if type(one.example) is type(right))
    if is_number(right):
        yield right + 10
    elif isinstance(right, str):
        yield "B" if right == "A" else "A"
    elif isinstance(right, list):
        yield right[::-1]
