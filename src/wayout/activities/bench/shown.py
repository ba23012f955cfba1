"""What the bench shows of a claim: its neighbours as rows, each with what there is to say of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wayout.activities.bench.bench import Bench, known, unsaid
from wayout.activities.bench.moves import OWN
from wayout.argument import SIGNS, Claim, Note, Reason, Verdict
from wayout.argument.drawing.scene import said_by, together
from wayout.argument.errors import called
from wayout.language import listed

MARKS = {
    Verdict.FOUND: "✓ found",
    Verdict.FAIR: "✓ yours: fair, though not in the essay",
    Verdict.OWN: "✓ yours: with a claim of your own",
    Verdict.SPLIT: "✓ yours: with a premise of your own",
}
"""How a note is marked; any other is marked by three dots and its word."""


_SAID, _OUTSIDE = "What the essay says, or needs", "From outside the essay"
_YOURS = "Yours"


@dataclass(frozen=True)
class Said:
    """What there is to say of a link or a reason: a mark, and the hints asked for so far.

    ``key`` names the note among the fields; ``more`` counts the hints that are left.
    """

    key: str
    mark: str
    hints: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class Row:
    """One neighbour: a claim or a reason as it is drawn, and what can be done with it.

    ``id`` is of the claim or the reason, ``link`` the ends of its link, parted by a blank, if it is
    a link. ``claims`` are the premises of a reason, ``cuts`` what does not let it count; ``fresh``
    is what was put on the map last.
    """

    id: str
    sign: str
    name: str
    text: str
    source: str
    link: str = ""
    said: Said | None = None
    claims: tuple["Row", ...] = ()
    cuts: tuple["Row", ...] = ()
    fresh: bool = False


@dataclass(frozen=True)
class Neighbours:
    """All around a claim: what leads to it, what speaks against it, and what it bears on."""

    leads: tuple[Row, ...]
    against: tuple[Row, ...]
    above: tuple[Row, ...]


def key_of(part: tuple[str, str] | str) -> str:
    """Return the name of a note among the fields, by the ends of a link or the id of a reason."""
    return "hint-" + (part if isinstance(part, str) else ".".join(part))


def key_to_find(name: str, note: Note) -> str:
    """Return the name among the fields of a note on what is still to find at a claim."""
    part = note.part
    end = part.id if isinstance(part, Reason) else f"{part.source}.{part.target}"
    return f"find-{name}-{end}"


def asked(fields: Mapping[str, str], key: str) -> int:
    """Return how many hints of a note were asked for."""
    given = fields.get(key, "")
    return int(given) if given.isdecimal() and len(given) < 3 else 0


def said(key: str, note: Note, step: int, first: int = 1) -> Said:
    """Return a note with its first hints; ``step`` more than ``first`` were asked for."""
    count = min(first + step, len(note.hints))
    mark = MARKS.get(note.verdict, f"… {note.verdict.value}")
    return Said(key, mark, note.hints[:count], len(note.hints) - count)


class Around:
    """What stands around one claim on a bench."""

    def __init__(self, bench: Bench, name: str, steps: Mapping[str, str]) -> None:
        self.drawn, self.name, self.steps = bench.drawn, name, steps
        self.notes, self.newest = bench.notes(), bench.newest()
        self.claims = {claim.id: claim for claim in bench.map.claims}
        self.names = {key: shown for shown, key in bench.keys().items()}

    def neighbours(self) -> Neighbours:
        """Return all rows, in the order in which they are drawn."""
        reasons = [key for key, one in self.drawn.reasons.items() if one.conclusion == self.name]
        leads = [self._reason(key) for key in reasons]
        return Neighbours(
            (*leads, *self._speaking("for")), tuple(self._speaking("against")), tuple(self._above())
        )

    def _said(self, part: tuple[str, str] | str) -> Said:
        key, note = key_of(part), self.notes[part]
        return said(key, note, asked(self.steps, key))

    def _claim(self, name: str, sign: str, part: tuple[str, str] | None = None) -> Row:
        about = self.claims[name]
        row = name, sign, about.title or name, about.text, said_by(about)
        if part is None:
            return Row(*row)
        fresh = part == self.newest
        return Row(*row, " ".join(part), self._said(part), fresh=fresh)

    def _speaking(self, wanted: str) -> Iterable[Row]:
        for ends, kind in self.drawn.links.items():
            if ends[1] == self.name and kind == wanted:
                yield self._claim(ends[0], SIGNS[kind], ends)

    def _reason(self, key: str) -> Row:
        joined = self.drawn.reasons[key]
        cutting = [ends for ends in self.drawn.links if ends[1] == key]
        return Row(
            key, together(joined.premises), self.names[key], "", "", "", self._said(key),
            tuple(self._claim(name, "") for name in joined.premises),
            tuple(self._claim(ends[0], SIGNS["undercut"], ends) for ends in cutting),
            key == self.newest,
        )  # fmt: skip

    def _cut(self, key: str) -> Row:
        """Return the row of a reason that the claim cuts; it leads to the reason's conclusion."""
        joined = self.drawn.reasons[key]
        premises = listed(self.claims[name].title for name in joined.premises)
        told = f"{premises}, therefore {self.claims[joined.conclusion].title}"
        return Row(joined.conclusion, "⊘ it does not let this count", self.names[key], told, "")

    def _above(self) -> Iterable[Row]:
        """Yield what the claim bears on, in the words of the picture."""
        for one in self.drawn.reasons.values():
            if self.name in one.premises:
                others = len(one.premises) - 1
                sign = f"+ with {others} more, a reason for" if others else "+ a reason for"
                yield self._claim(one.conclusion, sign)
        for (source, target), kind in self.drawn.links.items():
            if source == self.name and kind == "undercut":
                yield self._cut(target)
            elif source == self.name:
                sign = "+ it speaks for" if kind == "for" else "− it speaks against"
                yield self._claim(target, sign)


def groups(claims: Iterable[Claim], without: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the claims to choose from, in groups: id and title with the essay's sentences."""
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in (_SAID, _OUTSIDE, _YOURS)}
    for one in claims:
        outside = _OUTSIDE if one.origin == "outside" else _SAID
        if one.id != without:
            found[_YOURS if _is_own(one) else outside].append((one.id, label(one)))
    return [(name, some) for name, some in found.items() if some]


def _is_own(claim: Claim) -> bool:
    return claim.id.startswith(OWN)


def label(claim: Claim) -> str:
    """Return what a claim is called in a list: its title, and its sentences or first words."""
    if _is_own(claim):
        words = claim.text if len(claim.text) <= 50 else f"{claim.text[:49].rstrip()}…"
        return f"{claim.title}: {words}"
    numbers = f" ({', '.join(map(str, claim.sentences))})" if claim.sentences else ""
    return f"{claim.title or claim.id}{numbers}"


def named_by(note: Note) -> set[str]:
    """Return the claims, hidden at first, that the last hint of a note names."""
    return {name for name in unsaid() if called(known()[name].title) in note.hints[-1]}
