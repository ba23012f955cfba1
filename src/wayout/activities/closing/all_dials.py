"""All dials of the learner in one picture: a row a claim, an arrow from before to after."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from wayout.activities.dial import movers
from wayout.activities.dial.answers import ACTIVITY, Answer, Dial, percent_in_words
from wayout.activities.dial.change import moved
from wayout.activities.face import Face, Fields
from wayout.essay import Claim, claim
from wayout.work.session import current
from wayout.work.workfile import WorkFile

ASKED = ("way_out", "detail", "record", "s09", "s08")
"""The claims that the dials of the lessons ask, in the order of the lessons."""
_EMPTY = {0: "No dial yet: its lesson waits for you.", 1: "One answer so far: no arrow yet."}


@dataclass(frozen=True)
class Row:
    """One claim with its first and its last answer that count; both are the same if one is there.

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
        answered = dict.fromkeys(entry.claim for entry, _ in ACTIVITY.pairs(self.work))
        rows = [_row(claim(name), self.work) for name in dict.fromkeys((*ASKED, *answered))]
        done = sum(row.first is not row.last for row in rows)
        return {"rows": rows, "done": done, "table": [_cells(row) for row in rows]}


def _row(about: Claim, work: WorkFile) -> Row:
    counted = [row for row in Dial(about.id, "", work).changes() if not row.answer.late]
    answers = [row.answer for row in counted]
    if len(answers) < 2:
        only = answers[0] if answers else None
        said = f"{percent_in_words(only.percent, about.asked)}. " if only else ""
        return Row(about, only, only, "–", "–", f"{said}{_EMPTY[len(answers)]}")
    first, last = answers[0], answers[-1]
    known = first.percent is not None and last.percent is not None
    move = moved((last.percent or 0) - (first.percent or 0)) if known else "–"
    by = movers.in_words(last, about.id) or "–"
    ends = " → ".join(percent_in_words(one.percent, about.asked) for one in (first, last))
    return Row(about, first, last, move, by, f"{ends}. {move}" if known else ends)


def _cells(row: Row) -> tuple[str, ...]:
    ends = [percent_in_words(one.percent, row.about.asked) if one else "–"
            for one in (row.first, row.last if row.last is not row.first else None)]  # fmt: skip
    return row.about.title, *ends, row.move, row.by
