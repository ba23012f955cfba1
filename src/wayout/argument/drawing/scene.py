"""What a picture shows: one claim, what speaks to it and what it speaks to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest

from wayout.argument.graph import SIGNS, ArgumentMap, Claim, Link, LinkKind, Reason
from wayout.language import listed

MOST = 7
"""The most boxes in a picture, the one in the middle among them."""

UNSAID = "not said by the essay"
"""How a claim is marked that the essay needs and does not say."""

_ABOVE = 2
_CLAIM_ABOVE: dict[LinkKind, str] = {"for": "+ it speaks for", "against": "− it speaks against"}


@dataclass(frozen=True, slots=True)
class Box:
    """A claim or a reason, ready to be shown.

    ``kind`` is how it stands to the claim in the middle, or the middle to it, and ``sign`` the same
    as sign and word, such as ``"− against"``. ``source`` is who says it, such as ``"sentence 6"``.
    A reason has ``premises`` and ``cuts``, what shows that it does not bear on its conclusion;
    ``more`` of them were folded away.
    """

    kind: LinkKind
    sign: str
    name: str
    text: str
    source: str = ""
    premises: tuple["Box", ...] = ()
    cuts: tuple["Box", ...] = ()
    more: int = 0

    @property
    def unsaid(self) -> bool:
        """Tell whether the essay needs the claim without saying it."""
        return self.source == UNSAID


@dataclass(frozen=True, slots=True)
class Scene:
    """One claim in the middle, what it speaks to above it, and what speaks to it.

    ``more`` counts what was folded away above, for it, and against it.
    """

    middle: Box
    above: tuple[Box, ...]
    for_it: tuple[Box, ...]
    against_it: tuple[Box, ...]
    more: tuple[int, int, int] = (0, 0, 0)


def scene(map_: ArgumentMap, name: str) -> Scene:
    """Return everything around a claim; `MapError` if there is no such claim.

    Parts of a map that point at nothing are passed over.
    """
    reasons = tuple(_reason(map_, one, together(one.premises)) for one in map_.reasons_for(name))
    return Scene(
        _box(map_.claim(name), "for", "The claim"),
        tuple(_above(map_, name)),
        (*reasons, *_speaking(map_, name, "for")),
        tuple(_speaking(map_, name, "against")),
    )


def together(premises: Sequence[str]) -> str:
    """Return the sign of a reason with these premises."""
    return "+ for, together" if len(set(premises)) > 1 else SIGNS["for"]


def folded(whole: Scene, most: int = MOST) -> Scene:
    """Return a scene of no more than so many boxes, taken in turn from every side.

    So that neither side is hidden behind the other, boxes are taken in rounds: one for the
    claim, one against it, one that it speaks to, one that cuts a reason, and again.
    """
    owner = {id(cut): id(box) for box in whole.for_it for cut in box.cuts}
    cuts = [cut for box in whole.for_it for cut in box.cuts]
    rounds = zip_longest(whole.for_it, whole.against_it, whole.above[:_ABOVE], cuts)
    kept: set[int] = set()  # by identity: two boxes may say the same
    for box in (*(box for turn in rounds for box in turn if box), *cuts):
        if len(kept) < most - 1 and owner.get(id(box)) in {None, *kept}:
            kept.add(id(box))
    return _only(whole, kept)


def said_by(claim: Claim) -> str:
    """Return who brings a claim in, in words."""
    numbers = [str(number) for number in claim.sentences]
    if claim.origin == "unstated":
        return UNSAID
    if claim.origin == "outside":
        return "from outside the essay"
    if not numbers:
        return ""
    return f"sentence{'s' if len(numbers) > 1 else ''} {listed(numbers)}"


def _only(whole: Scene, kept: set[int]) -> Scene:
    def shown(boxes: Sequence[Box]) -> tuple[Box, ...]:
        return tuple(box for box in boxes if id(box) in kept)

    above, against = shown(whole.above), shown(whole.against_it)
    cuts = ((box, shown(box.cuts)) for box in shown(whole.for_it))
    for_it = tuple(replace(box, cuts=cut, more=len(box.cuts) - len(cut)) for box, cut in cuts)
    sides = ((whole.above, above), (whole.for_it, for_it), (whole.against_it, against))
    above_more, for_more, against_more = (len(every) - len(some) for every, some in sides)
    return Scene(whole.middle, above, for_it, against, (above_more, for_more, against_more))


def _box(claim: Claim, kind: LinkKind, sign: str) -> Box:
    return Box(kind, sign, claim.title or claim.id, claim.text, said_by(claim))


def _claim(map_: ArgumentMap, name: str, kind: LinkKind, sign: str) -> Iterator[Box]:
    """Give the box of a claim, or none if it is not on the map."""
    known = (claim for claim in map_.claims if claim.id == name)
    yield from (_box(claim, kind, sign) for claim in islice(known, 1))


def _reason(map_: ArgumentMap, reason: Reason, sign: str, kind: LinkKind = "for") -> Box:
    parts = [box for name in reason.premises for box in _claim(map_, name, "for", "")]
    cutting = [link for link in map_.links_to(reason.id) if link.kind == "undercut"]
    cuts = [box for cut in cutting for box in _claim(map_, cut.source, cut.kind, SIGNS[cut.kind])]
    return Box(kind, sign, reason.id, reason.title, "", tuple(parts), tuple(cuts))


def _speaking(map_: ArgumentMap, name: str, kind: LinkKind) -> Iterator[Box]:
    for link in map_.links_to(name):
        if link.kind == kind:
            yield from _claim(map_, link.source, kind, SIGNS[kind])


def _above(map_: ArgumentMap, name: str) -> Iterator[Box]:
    for reason in map_.reasons_from(name):
        others = len(set(reason.premises)) - 1
        sign = f"+ with {others} more, a reason for" if others else "+ a reason for"
        yield from _claim(map_, reason.conclusion, "for", sign)
    for link in map_.links_from(name):
        yield from _spoken_to(map_, link)


def _spoken_to(map_: ArgumentMap, link: Link) -> Iterator[Box]:
    if link.kind != "undercut":
        yield from _claim(map_, link.target, link.kind, _CLAIM_ABOVE[link.kind])
    for reason in map_.reasons:
        if link.kind == "undercut" and reason.id == link.target:
            bare = _reason(map_, reason, "⊘ it does not let this count", "undercut")
            yield replace(bare, cuts=())
