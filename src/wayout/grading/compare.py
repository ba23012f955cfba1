"""Compare what came out of a jail with the key. Nothing of it is run, only read as data."""

import json
from typing import Any

from wayout.exercises.judge import Finding, judge, of_kind
from wayout.exercises.plain import JSON
from wayout.grading.inside import LARGEST
from wayout.grading.key import Asked
from wayout.grading.row import Mark, Seen

SHOWN = 200
"""How many characters of an answer are shown."""
SMALL = 1000
"""How many characters an answer may have as JSON to be kept as data."""
_SAYS: dict[Seen, str] = {
    "blank": "Not answered.",
    "stopped": "The cell of this answer stops with an error",
    "lost": "The code for this answer ran out of time, or ended Python.",
    "gone": "The cell for this answer is no longer in the notebook.",
}


def mark(asked: Asked, reply: dict[str, Any] | None, *, gone: bool = False) -> Mark:
    """Return how a question stands after a jail's ``reply`` to it, None if there was none."""
    question = asked.question
    if reply is None or reply.get("slow") is True:
        return _none(asked, "lost")
    if "answer" in reply and len(json.dumps(reply["answer"])) > LARGEST:
        return _judged(asked, of_kind(question, "more than can be read"))
    if "answer" in reply:
        return _judged(asked, judge(question, reply["answer"]))
    if isinstance(what := reply.get("odd"), str):
        said = reply.get("help")
        return _judged(asked, of_kind(question, _line(what), _line(said or "")))
    if isinstance(error := reply.get("stopped"), str):
        return _none(asked, "stopped", f": {clean(error, 500).rstrip('.')}.")
    return _none(asked, "gone" if gone else "blank")


def _none(asked: Asked, seen: Seen, more: str = "") -> Mark:
    return Mark(asked.question.name, seen, 0.0, asked.points, says=_SAYS[seen] + more)


def _judged(asked: Asked, found: Finding) -> Mark:
    if found.verdict == "blank":
        return _none(asked, "blank")
    points = asked.points if found.verdict == "right" or found.sound else 0.0
    return Mark(
        asked.question.name,
        found.verdict,
        points,
        asked.points,
        _line(found.shown),
        _small(found.answer),
        clean(found.says, 2000),
        found.listed - 1 if found.listed else None,
    )


def _small(answer: JSON) -> JSON:
    text = json.dumps(answer)
    return answer if len(text) <= SMALL else None


def _line(text: object) -> str:
    return clean(str(text), SHOWN)


def clean(text: str, most: int) -> str:
    """Return text on one line with nothing in it that a screen or a page may obey."""
    made = "".join(sign if sign.isprintable() else "\ufffd" for sign in text[: most + 1])
    return made if len(made) <= most else f"{made[: most - 1]}…"
