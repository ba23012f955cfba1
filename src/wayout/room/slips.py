"""Which wrong answer a first try was: a mistake that the exercise lists, or a number.

Work files keep answers as they were given. They are judged here anew, so files from before count,
too; a text that nobody listed is a learner's own, and nothing of it leaves this module.
"""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from wayout.exercises import stored
from wayout.exercises.judge import Question, judge
from wayout.exercises.plain import is_map, is_number, show
from wayout.exercises.tries import MAX_KEPT

_KNOWN = 20_000
"""How many different answers are remembered: classmates give the same ones."""


@dataclass(frozen=True)
class Slip:
    """A wrong answer that several gave: how many, what it is, and what the check says to it."""

    count: int
    what: str
    says: str = ""


def slip(place: str, answer: Any) -> str:
    """Return a short word for a wrong answer to a question such as ``"03 q1"``.

    ``"m2"`` is its second listed mistake, ``"218.2"`` a number that nobody listed, to four digits;
    empty for all else.
    """
    try:
        text = json.dumps(answer, sort_keys=True)
        return _slip(place, text) if len(text) <= MAX_KEPT else ""
    except Exception:  # whatever stands in a file, it must not stop a class
        return ""


@lru_cache(_KNOWN)
def _slip(place: str, text: str) -> str:
    lesson, _, name = place.partition(" ")
    question, answer = _questions(lesson).get(name), json.loads(text)
    if question is None:
        return ""
    found = judge(question, answer)
    if found.verdict == "mistake" and found.listed:
        return f"m{found.listed}"
    number = is_number(answer) and found.verdict in ("mistake", "other")
    return show(float(f"{answer:.4g}")) if number else ""


def told(place: str, word: str, count: int) -> Slip:
    """Return what to say of so many who gave the wrong answer of a word that `slip` returned."""
    lesson, _, name = place.partition(" ")
    if not word.startswith("m"):
        return Slip(count, word)
    mistake = _questions(lesson)[name].mistakes[int(word[1:]) - 1]
    what = "" if is_map(mistake.example) else show(mistake.example, 60)
    return Slip(count, what, mistake.says.replace("`", ""))


@cache
def _questions(lesson: str) -> dict[str, Question]:
    try:
        return {one.name: one for one in stored.read(stored.find(lesson))}
    except stored.NoChecks:
        return {}
