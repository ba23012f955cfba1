"""What moved: the answers to one claim as dots on a line, and the same as a table."""

from collections.abc import Collection
from itertools import pairwise
from typing import Any

from wayout.activities.dial import movers
from wayout.activities.dial.answers import NAMES, Answer, Change, Dial, percent_in_words
from wayout.activities.face import Face, Fields
from wayout.essay import Claim, claim
from wayout.work.session import current

_ROW = 56
_WAIT = "Save the dials on this claim, before and after: then you see here what moved."


def change(name: str) -> "ChangeFace":
    """Return the picture and the table of what moved on one claim; raises EssayError if unknown."""
    session, about = current(), claim(name)
    return ChangeFace(Dial(about.id, session.lesson, session.work), about)


class ChangeFace(Face):
    """The answers to one claim as dots on a line, and the same as a table."""

    template = "change.html"

    def __init__(self, belief: Dial, about: Claim) -> None:
        self.belief, self.about = belief, about
        super().__init__(belief.work, f"change {belief.claim}")

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return dots, lines between them, rows, and what to do while one is missing."""
        asked, rows = self.about.asked, self.belief.changes()
        answers = [row.answer for row in rows if not row.answer.late]
        dots = [_dot(place, answer) for place, answer in enumerate(answers)]
        said = (f"{NAMES[a.stage]}: {percent_in_words(a.percent, asked)}" for a in answers)
        stages = {row.answer.stage for row in rows}
        hints = {0: f"Nothing to show yet. {_WAIT}", 1: _WAIT}
        cells = [_row(row, self.about) for row in rows]
        asked_what_moved = any(row.answer.mover for row in rows)
        return {
            "says": self.about.says,
            "dots": dots,
            "joins": list(pairwise(dot for dot in dots if dot["percent"] is not None)),
            "height": _ROW * len(dots),
            "described": "; ".join(said),
            "rows": cells if asked_what_moved else [row[:-1] for row in cells],
            "hint": hints.get(len(stages), ""),
        }


def _dot(place: int, answer: Answer) -> dict[str, Any]:
    number = "cannot say" if answer.percent is None else f"{answer.percent} %"
    y = _ROW * place + _ROW // 2
    return {"moment": NAMES[answer.stage], "number": number, "percent": answer.percent, "y": y}


def _row(row: Change, about: Claim) -> tuple[str, ...]:
    answer = row.answer
    name = NAMES[answer.stage] + (" (changed later)" if answer.late else "")
    said, by = percent_in_words(answer.percent, about.asked), movers.in_words(answer, about.id)
    return name, answer.why or "–", said, moved(row.move), answer.opposite or "–", by or "–"


def moved(move: int | None) -> str:
    """Return a move in words, with its sign: ``"▲ 15 up"``, ``"▼ 5 down"``, ``"not moved"``."""
    if move is None:
        return "–"
    if move == 0:
        return "not moved"
    return f"▲ {move} up" if move > 0 else f"▼ {-move} down"
