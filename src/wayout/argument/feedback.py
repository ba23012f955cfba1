"""A learner's map beside ours: what is found, what to look at again, what is still to find.

Two things are compared with: our map of the essay, for its reasons, and a table of accepted
links, for everything else. The table also holds links that are not on our map and may well be
drawn. Each link or reason that the learner drew gets exactly one note, and each part of our
map that no note speaks of gets one too. Nothing here gives marks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wayout.argument.accepted import AcceptedLink
from wayout.argument.checks import check_whole
from wayout.argument.findings import (
    Key,
    Verdict,
    link_finding,
    link_to_find,
    reason_finding,
    reason_to_find,
)
from wayout.argument.graph import ArgumentMap, Link, Reason
from wayout.argument.hints import Hints


@dataclass(frozen=True, slots=True)
class Note:
    """What there is to say of one link or reason.

    ``part`` is the learner's, or ours for `Verdict.TO_FIND`; ``about`` is the part of our map that
    the note speaks of, if there is one. ``hints`` are one sentence where there is nothing to mend,
    else three, each a step closer to the answer; plain text: escape it where it is shown.
    """

    part: Link | Reason
    verdict: Verdict
    hints: Hints
    about: Link | Reason | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All there is to say of a learner's map, and counts over ours.

    There is a note for each link, then for each reason that the learner drew, in their order;
    ``to_find`` has one for each counted link, then each reason of our map that no note speaks of.
    ``faults`` are sentences about the map as a whole, none of which a note already says: circles,
    loose claims, the same words twice.
    """

    notes: tuple[Note, ...]
    to_find: tuple[Note, ...]
    faults: tuple[str, ...]
    links_found: int
    links_total: int
    reasons_found: int
    reasons_total: int

    @property
    def summary(self) -> str:
        """Return the counts as one sentence."""
        return (
            f"{self.links_found} of {self.links_total} links and {self.reasons_found} of"
            f" {self.reasons_total} reasons found."
        )


def compare(mine: ArgumentMap, ours: ArgumentMap, accepted: Iterable[AcceptedLink]) -> Report:
    """Return what there is to say of a learner's map, finished or not, beside ours.

    A claim is taken for one of ours if it has the same words, or the same id and much the same
    words or none; a reason, if it leads to the same conclusion and shares a premise. What a
    reason is called does not count, nor does the order in which claims are listed. Takes
    O(p q) steps for p parts of the learner's map and q of ours.
    """
    key = Key(mine, ours, accepted)
    notes = tuple(_notes(key))
    counted = [row for row in key.accepted if row.standing != "fair"]
    done = {note.about for note in notes if note.verdict is Verdict.FOUND}
    return Report(
        notes=notes,
        to_find=tuple(_to_find(key, counted, {note.about for note in notes})),
        faults=tuple(check_whole(mine, _circles_told(key, notes))),
        links_found=sum(row.link in done for row in counted),
        links_total=len(counted),
        reasons_found=sum(reason in done for reason in ours.reasons),
        reasons_total=len(ours.reasons),
    )


def _notes(key: Key) -> Iterator[Note]:
    earlier: set[Link] = set()
    for link in key.mine.links:
        yield Note(link, *link_finding(key, link, earlier))
        earlier.add(key.turned(link))
    for at, reason in enumerate(key.mine.reasons):
        yield Note(reason, *reason_finding(key, reason, key.mine.reasons[:at]))


def _circles_told(key: Key, notes: Iterable[Note]) -> set[tuple[str, ...]]:
    parts = [note.part for note in notes if note.verdict is Verdict.CIRCLE]
    return {key.circle_with(part.steps) for part in parts}


def _to_find(
    key: Key, counted: Iterable[AcceptedLink], spoken: set[Link | Reason | None]
) -> Iterator[Note]:
    for row in counted:
        if row.link not in spoken:
            yield Note(row.link, *link_to_find(key, row))
    for reason in key.ours.reasons:
        if reason not in spoken:
            yield Note(reason, *reason_to_find(key, reason))
