"""All dials of the learner in one picture: a row a claim, an arrow from before to after."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from wayout.activities.dial import movers
from wayout.activities.dial.answers import ACTIVITY, Answer, Dial, percent_in_words
from wayout.activities.dial.change import moved
from wayout.activities.face import Face, Fields
from wayout.essay import Claim, every_claim
from wayout.work.session import current
from wayout.work.workfile import WorkFile

ASKED = {"way_out": "01", "detail": "02", "record": "03", "s09": "04", "s08": "05",
         "neighbours_rule": "06", "trips_show_aims": "07", "s15": "08", "equal": "09"}  # fmt: skip
"""The lesson whose dials ask a claim, in the order of the lessons."""
_ONE = "One answer so far: no arrow yet."


@dataclass(frozen=True)
class Row:
    """One claim with its first and its last answer that count; no last one while one is there.

    ``says`` is the row in words, ``by`` what moved the learner.
    """

    about: Claim
    first: Answer | None
    last: Answer | None
    move: str
    by: str
    says: str


def dials() -> "DialsFace":
    """Return the card of all dials."""
    return DialsFace(current().work)


class DialsFace(Face):
    """A picture, a line of words below each row, and the same as a table."""

    template = "dials.html"

    def __init__(self, work: WorkFile) -> None:
        super().__init__(work, "dials")

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return a row for each claim that a lesson asks or the learner answered."""
        known = {one.id: one for one in every_claim()}
        answered = (entry.claim for entry, _ in ACTIVITY.pairs(self.work))
        names = dict.fromkeys(name for name in (*ASKED, *answered) if name in known)
        rows = [_row(known[name], self.work) for name in names]
        return {"rows": rows, "table": [_cells(row) for row in rows]}


def _row(about: Claim, work: WorkFile) -> Row:
    counted = [row for row in Dial(about.id, "", work).changes() if not row.answer.late]
    answers = [row.answer for row in counted]
    if len(answers) < 2:
        only = answers[0] if answers else None
        said = f"{percent_in_words(only.percent, about.asked)}. {_ONE}" if only else _empty(about)
        return Row(about, only, None, "–", "–", said)
    first, last = answers[0], answers[-1]
    known = first.percent is not None and last.percent is not None
    move = moved((last.percent or 0) - (first.percent or 0)) if known else "–"
    by = movers.in_words(last, about.id) or "–"
    ends = " → ".join(percent_in_words(one.percent, about.asked) for one in (first, last))
    return Row(about, first, last, move, by, f"{ends}. {move}" if known else ends)


def _empty(about: Claim) -> str:
    number = ASKED.get(about.id, about.lesson).lstrip("0")
    return f"No dial yet. Lesson {number} asks for it: the map of the course leads there."


def _cells(row: Row) -> tuple[str, ...]:
    answers = row.first, row.last
    ends = [percent_in_words(one.percent, row.about.asked) if one else "–" for one in answers]
    return row.about.title, *ends, row.move, row.by
