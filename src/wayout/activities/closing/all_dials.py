"""All dials of the learner in one picture: a row a claim, an arrow from before to after."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from wayout.activities.dial import movers
from wayout.activities.dial.answers import ACTIVITY, Answer, Dial, percent_in_words
from wayout.activities.dial.change import moved
from wayout.activities.face import Face, Fields
from wayout.essay import Claim, every_claim
from wayout.language import listed
from wayout.work.lessons import lessons
from wayout.work.session import current
from wayout.work.workfile import WorkFile

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
    """A picture, a line of words below each row, the same as a table, and what is missing."""

    template = "dials.html"

    def __init__(self, work: WorkFile) -> None:
        super().__init__(work, "dials")

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return a row for each claim that the learner answered, and which others lessons ask."""
        every = all_rows(self.work)
        rows = [row for row in every if row.first]
        missing = [row.says for row in every if not row.first]
        return {"rows": rows, "table": [_cells(row) for row in rows], "missing": listed(missing)}


def asked() -> dict[str, str]:
    """Return the claims that the lessons' dials ask, each with the first lesson that does."""
    found: dict[str, str] = {}
    for one in lessons():
        for place in one.activities.get(ACTIVITY.kind, ()):
            found.setdefault(place.split()[0], one.number)
    return found


def all_rows(work: WorkFile) -> list[Row]:
    """Return a row for each claim that a lesson asks or the learner answered, in their order."""
    known = {one.id: one for one in every_claim()}
    answered = (entry.claim for entry, _ in ACTIVITY.pairs(work))
    names = dict.fromkeys(name for name in (*asked(), *answered) if name in known)
    return [_row(known[name], work) for name in names]


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
    return f"{about.title} (lesson {asked().get(about.id, about.lesson).lstrip('0')})"


def _cells(row: Row) -> tuple[str, ...]:
    answers = row.first, row.last
    ends = [percent_in_words(one.percent, row.about.asked) if one else "–" for one in answers]
    return row.about.title, *ends, row.move, row.by
