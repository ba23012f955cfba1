"""The best case for a claim and the best case against it, held to one measure.

A box of two sides is fair only when both are given the same room. So each side gets the same
number of cards, and of these the same number of each standard: first what is firm, then all else.
What campaigns for a cause is left out. The page ``data/BALANCE.md`` has the rule.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations, product

from wayout.activities.desk.cards import Evidence, read
from wayout.errors import CourseError
from wayout.essay import Card, Claim, cards, claim, claims
from wayout.tables.publishers import FIRM, SET_ASIDE

Side = tuple[Card, ...]
STANDARDS = ("firm", "not firm")
"""What is set against what; what is set aside is in no side."""


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
    pro, con = max(_fair_pairs(*every), key=_worth)
    if not about.contested or not pro:
        raise SidesError(_no_sides(about))
    left = len(every[0]) - len(pro), len(every[1]) - len(con)
    return Sides(about, tuple(map(read, pro)), tuple(map(read, con)), left)


def standard(card: Card) -> str:
    """Return ``"firm"``, ``"not firm"`` or ``"set aside"``: how much a card can bear."""
    if card.publisher_kind in SET_ASIDE:
        return "set aside"
    decides = card.publisher_kind == "official" and card.counted
    return "firm" if decides or card.publisher_kind in FIRM else "not firm"


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
    """Give every choice in which both sides hold as many cards of each standard as both can."""
    most = Counter(map(standard, pro)) & Counter(map(standard, con))
    return product(_choices(pro, most), _choices(con, most))


def _choices(side: Side, most: Counter[str]) -> list[Side]:
    """Return every choice of so many cards of each standard, those first in the table first."""
    places = [[n for n, card in enumerate(side) if standard(card) == one] for one in STANDARDS]
    some = (combinations(of, most[one]) for of, one in zip(places, STANDARDS, strict=True))
    chosen = sorted(sorted(chain(*parts)) for parts in product(*some))
    return [tuple(side[n] for n in numbers) for numbers in chosen]


def _worth(pair: tuple[Side, Side]) -> tuple[int, int, int]:
    """Rank a fair pair: more of one kind, then more pages, then more figures.

    Where two pairs are worth the same, `max` keeps the first, which is the order of the table.
    """
    pro, con = pair
    kinds = Counter(card.publisher_kind for card in pro) & Counter(c.publisher_kind for c in con)
    pages = {card.address for card in (*pro, *con)}
    return kinds.total(), len(pages), sum(bool(card.figure) for card in (*pro, *con))
