"""The first part of the rival reasons board (W7): one card at a time against each explanation."""

from collections.abc import Collection
from typing import Any

from wayout.activities.desk.cards import read
from wayout.activities.face import UNSAVED, Face, Fields, Reply, kept_line
from wayout.activities.rivals.reasons import (
    MARKS,
    NEUTRAL,
    OWN,
    OWN_REASON,
    ROW,
    asked,
    evidence,
    keep_own,
    keep_row,
    rows,
    told,
    with_own,
)
from wayout.work.session import current
from wayout.work.workfile import WorkFile

_ADDED = (
    "Your explanation stands beside the others now. Cards that you saved before ask for it, too."
)
_REWORDED = "Saved. What you marked for the words before no longer counts for these."


def rivals() -> "RivalsFace":
    """Return the cards that are held against rival explanations of the trip."""
    session = current()
    return RivalsFace(session.work, session.lesson)


class RivalsFace(Face):
    """A card, and for each explanation whether one would expect it; all of them begin neutral."""

    template = "rivals.html"

    def __init__(self, work: WorkFile, lesson: str) -> None:
        self.lesson = lesson
        super().__init__(work, "rivals")

    def saved(self) -> Fields:
        """Return the marks of all cards, and which card comes next."""
        kept, every = rows(self.work), with_own(self.work)
        fields = Fields(card=next((n for n in asked() if n not in kept), asked()[-1]))
        fields["own"] = next((one.says for one in every if one.id == OWN), "")
        for place, card in enumerate(evidence()):
            marks = kept[card.id][1].marks if card.id in kept else {}
            for one in every:
                fields[_mark(place, one.id)] = marks.get(one.id, NEUTRAL)
        return fields

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the open card and where the others stand."""
        place, kept = _place(fields), rows(self.work)
        wanted, open_ = len(asked()), evidence()[place].id
        return {
            "every": with_own(self.work),
            "marks": MARKS.items(),
            "place": place,
            "wanted": wanted,
            "card": read(evidence()[place]),
            "cards": [(one.id, one.says, one.id in kept) for one in evidence()],
            "sorted": sum(name in kept for name in asked()),
            "told": told(kept[open_][1]) if open_ in kept else "",
            "now": self._now(place, changed),
        }

    def _now(self, place: int, changed: Collection[str]) -> str:
        if any(name.startswith((f"mark-{place}-", "own")) for name in changed):
            return UNSAVED
        entries = [entry for one in (ROW, OWN_REASON) for entry, _ in one.pairs(self.work)]
        last = max((entry.when for entry in entries), default="")
        return kept_line(self.work, last) if last else "Nothing saved here yet."

    def do_open(self, fields: Fields, value: str) -> Reply:
        """Show another card."""
        fields["card"] = value
        return Reply(focus="sheet")

    def do_keep(self, fields: Fields, _: str) -> Reply:
        """Keep what fits the open card."""
        place, every = _place(fields), with_own(self.work)
        fields["card"] = evidence()[place].id  # it stays open, though another one comes next
        marks = {one.id: fields[_mark(place, one.id)] for one in every}
        keep_row(self.work, evidence()[place].id, marks, self.lesson)
        return Reply(forget=[_mark(place, one.id) for one in every])

    def do_own(self, fields: Fields, _: str) -> Reply:
        """Keep an explanation of the learner's own; new words begin with no marks."""
        before = OWN_REASON.answers(self.work)[-1:]
        keep_own(self.work, fields["own"], self.lesson)
        if not before or before == OWN_REASON.answers(self.work)[-1:]:
            return Reply("" if before else _ADDED, forget=["own"])
        marks = [_mark(place, OWN) for place, _ in enumerate(evidence())]
        return Reply(_REWORDED, forget=["own", *marks])


def _mark(place: int, id_: str) -> str:
    return f"mark-{place}-{id_}"


def _place(fields: Fields) -> int:
    """Return the number of the open card, from 0."""
    names = [one.id for one in evidence()]
    return names.index(fields["card"]) if fields["card"] in names else 0
