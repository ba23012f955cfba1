"""An evidence card in words: figure filled in, date, publisher, and whose words it holds.

Cards come out of the tables half written: figures stand in braces, dates are ISO text, and what
kind of publisher it is, is one word. Whoever shows a card takes the words from here.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from textwrap import shorten

from wayout.activities.desk.chain import chain
from wayout.activities.desk.known import PART
from wayout.essay import Card
from wayout.facts import say
from wayout.language import day_in_words
from wayout.tables.publishers import KINDS

SIGNS = {
    "for": "+ for",
    PART: "◐ for a part",
    "against": "− against",
    "bears not": "⊘ does not bear on it",
}
"""A filing with its sign and its words."""
OURS = "From our tables"
"""The head of a figure that this course took or worked out from its tables."""

_HEADLINE = 70
_MONTH, _DAY = len("2023-12"), len("2023-12-07")
_WROTE = re.compile(r", (?:quoted by|in a text of) (.+)")
_MINUS = re.compile(r"(?<!\w)-(?=\d)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One card, ready to be read: extract and figure filled in, dates and kind in words."""

    card: Card
    extract: str
    figure: str
    dated: str
    retrieved: str
    kind: str

    @property
    def stated(self) -> str:
        """Its figure, headed as ours where we took it from our tables and not from the page."""
        return f"{OURS}: {self.figure}" if self.figure and self.card.facts else self.figure

    @property
    def headline(self) -> str:
        """The first words of what it says, to tell it from other cards of one publisher."""
        return shorten(self.card.says, _HEADLINE, placeholder=" …")

    @property
    def page(self) -> str:
        """Who wrote the page that was read, without whom it quotes: what its kind is about."""
        wrote = self.card.publisher.partition(", quoting ")[0]
        found = _WROTE.search(wrote)
        return found[1].replace(" and by ", " and ") if found else wrote

    @property
    def way(self) -> str:
        """Who cites whom, from the page to the origin."""
        return str(chain(self.card))


@lru_cache(maxsize=256)
def read(card: Card) -> Evidence:
    """Return a card with its figure filled in and its dates in words."""
    return Evidence(
        card=card,
        extract=_filled(card.extract),
        figure=_filled(card.figure),
        dated=dated(card.date),
        retrieved=dated(card.retrieved),
        kind=KINDS[card.publisher_kind],
    )


def _filled(text: str) -> str:
    return _MINUS.sub("−", str(say(text))) if text else ""


def dated(iso: str) -> str:
    """Return a day, a month or a year in words: ``2023-12`` becomes ``December 2023``."""
    if len(iso) < _MONTH:
        return iso
    day, rest = day_in_words(iso[:_DAY] if len(iso) >= _DAY else f"{iso}-01").split(" ", 1)
    return f"{day} {rest}" if len(iso) >= _DAY else rest
