"""The second part of the rival reasons board: which cards tell apart, and a reason defended."""

from collections.abc import Collection, Mapping, Sequence
from math import comb
from typing import Any

from wayout.activities.face import UNSAVED, Face, Fields, Reply, kept_line
from wayout.activities.rivals.reasons import (
    DEFENCE,
    MARKS,
    Explanation,
    Row,
    asked,
    cases,
    evidence,
    in_each,
    keep_defence,
    rows,
    tell_most,
    told,
    with_own,
)
from wayout.work.session import current
from wayout.work.workfile import WorkFile


def tells_apart() -> "ApartFace":
    """Return the grid of cards and explanations, as the learner marked them."""
    session = current()
    return ApartFace(session.work, session.lesson)


class ApartFace(Face):
    """The learner's marks side by side, what they come to, and a case for one explanation."""

    template = "tells_apart.html"

    def __init__(self, work: WorkFile, lesson: str) -> None:
        self.lesson = lesson
        super().__init__(work, "tells_apart")

    def saved(self) -> Fields:
        """Return the case that was made last."""
        case = cases(self.work)[-1:]
        return Fields({"least": case[0].of, "case": case[0].why} if case else {})

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the grid, what it comes to, and the case."""
        every, kept = with_own(self.work), {name: row for name, (_, row) in rows(self.work).items()}
        laid = [one for one in evidence() if one.id in kept or one.id in asked()]
        return {
            "every": every,
            "names": [(one.id, one.name) for one in every],
            "lines": [_line(one.says, kept.get(one.id), every) for one in laid],
            "against": [_against(one, kept) for one in every],
            "waits": [one.name for one in every if kept and one.id not in in_each(kept)],
            "sorted": len(kept),
            "left": sum(name not in kept for name in asked()),
            "found": _found(kept, every),
            "defended": self._defended(every),
            "now": self._now(changed),
        }

    def _now(self, changed: Collection[str]) -> str:
        if changed:
            return UNSAVED
        kept = DEFENCE.pairs(self.work)
        return kept_line(self.work, kept[-1][0].when) if kept else "No case saved yet."

    def _defended(self, every: Sequence[Explanation]) -> tuple[str, str] | None:
        """Return name and best case of the explanation that was defended last."""
        names = {one.id: one.name for one in every}
        said = [(names[one.of], one.why) for one in cases(self.work) if one.of in names]
        return said[-1] if said else None

    def do_defend(self, fields: Fields, _: str) -> Reply:
        """Keep the best case for the explanation that the learner likes least."""
        keep_defence(self.work, fields["least"], fields["case"], self.lesson)
        return Reply(forget=["least", "case"])


def _line(says: str, row: Row | None, every: Sequence[Explanation]) -> dict[str, Any]:
    """Return one row of the grid."""
    marks = row.marks if row else {}
    signs = [MARKS.get(marks.get(one.id, ""), "–") for one in every]
    silent = row is not None and not row.tells
    said = told(row) if row else "not saved yet"
    return {"says": says, "signs": signs, "sorted": bool(row), "silent": silent, "told": said}


def _against(one: Explanation, kept: Mapping[str, Row]) -> int | None:
    """Return how many cards do not fit an explanation; nothing where it is not marked in each."""
    if one.id not in in_each(kept):
        return None
    return sum(row.marks[one.id] == "not" for row in kept.values())


def _found(kept: Mapping[str, Row], every: Sequence[Explanation]) -> dict[str, Any] | None:
    """Return what the grid comes to: the cards that tell most, the silent ones, the least attacked.

    Nothing before a card is saved.
    """
    if not kept:
        return None
    most, pairs = tell_most(kept)
    says = {one.id: one.says for one in evidence()}
    fair = [one for one in every if one.id in in_each(kept)]
    counts = {one.name: _against(one, kept) or 0 for one in fair}
    few = min(counts.values(), default=0)
    fewest = [name for name, count in counts.items() if count == few]
    return {
        "most": [says[name] for name in most],
        "pairs": pairs,
        "of": comb(len(fair), 2),
        "silent": sum(not row.tells for row in kept.values()),
        "fewest": [] if len(fewest) == len(fair) else fewest,
        "few": few,
    }
