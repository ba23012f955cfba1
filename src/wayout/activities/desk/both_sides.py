"""The best case for a claim and the best case against it, held to one measure.

A box of two sides is fair only when both are given the same room. So each side gets the same
number of cards, and of these the same number of each standard: first what is firm, then all else.
What campaigns for a cause is left out. The description of the table of publishers has the rule.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from wayout.activities.desk.cards import Evidence, read
from wayout.errors import CourseError
from wayout.essay import Card, Claim, cards, claim, claims
from wayout.tables.publishers import FIRM, SET_ASIDE

Side = tuple[Card, ...]


class SidesError(CourseError, LookupError):
    """A claim that has no two sides to show; the message is one sentence or two."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Two sides of one claim, of one size and standard; ``left_out`` counts the other cards."""

    claim: Claim
    pro: tuple[Evidence, ...]
    con: tuple[Evidence, ...]
    left_out: tuple[int, int]


def sides(claim_id: str) -> Sides:
    """Return the best case for a claim, such as ``"s09"``, and against it, from its cards.

    Raises EssayError if there is no such claim, and SidesError if the course has no evidence of one
    standard on both sides of it.
    """
    about = _known(claim_id)
    every = cards(about.id, "for"), cards(about.id, "against")
    pro, con = max(_fair_pairs(*every), key=_worth, default=((), ()))
    if not about.contested or not pro:
        raise SidesError(_no_sides(about))
    left = len(every[0]) - len(pro), len(every[1]) - len(con)
    return Sides(about, tuple(map(read, pro)), tuple(map(read, con)), left)


def standard(card: Card) -> str:
    """Return ``"firm"``, ``"other"`` or ``"set aside"``: how much a card can bear."""
    if card.publisher_kind in SET_ASIDE:
        return "set aside"
    # What an office counts or decides stands in our tables; what it says of itself does not.
    counted = card.publisher_kind == "official" and bool(card.facts)
    return "firm" if counted or card.publisher_kind in FIRM else "other"


def _known(claim_id: str) -> Claim:
    if not isinstance(claim_id, str):
        raise SidesError(
            f'Write the id of a claim in quotation marks, such as "s09", not {claim_id!r}.'
        )
    return claim(claim_id)


def _no_sides(about: Claim) -> str:
    known = ", ".join(one.id for one in claims() if one.contested)
    return (
        f"The course has no sources of one standard both for and against the claim '{about.id}', "
        f"so there is no fair box to show. Choose one of: {known}."
    )


def _fair_pairs(pro: Side, con: Side) -> Iterator[tuple[Side, Side]]:
    """Give every choice in which both sides hold as many cards of each standard."""
    for one, other in product(_choices(pro), _choices(con)):
        if Counter(map(standard, one)) == Counter(map(standard, other)):
            yield one, other


def _choices(side: Side) -> Iterator[Side]:
    usable = [card for card in side if standard(card) != "set aside"]
    for size in range(1, len(usable) + 1):
        yield from combinations(usable, size)


def _worth(pair: tuple[Side, Side]) -> tuple[int, int, int, int]:
    """Rank a fair pair: more cards, then more of one kind, then more pages, then more figures.

    Where two pairs are worth the same, `max` keeps the first, which is the order of the table.
    """
    pro, con = pair
    kinds = Counter(card.publisher_kind for card in pro) & Counter(c.publisher_kind for c in con)
    pages = {card.address for card in (*pro, *con)}
    return len(pro), kinds.total(), len(pages), sum(bool(card.figure) for card in (*pro, *con))
