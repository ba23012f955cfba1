"""Who cites whom: from the page of a card back to the first who was there or counted.

``"Al Bawaba, text of AFP"`` with words of a spokesman is a chain of three. Independent are those
cards whose chains end at different places, however many pages print them.
"""

import re
from dataclasses import dataclass
from functools import cache

from wayout.activities.desk.known import there
from wayout.essay import Card
from wayout.tables.package import load
from wayout.tables.publishers import publishers

UNNAMED = "nobody named"
"""The end of a chain whose page does not say where it has its report from."""

_ON = re.compile(r"(.+?),? (in a text of|quoted by|in translation at|on(?= China)) (.+)")
_THROUGH = re.compile(r"(.+),? through (.+)")
_BACK = re.compile(r"(.+?),? ((?:with )?text of|quoting) (?:the )?(.+)")
_IN = re.compile(r"(.+?) (?:at|in) ([A-Z].+)")
_QUOTES = ("quoted by", "in a text of", "quoting")
"""After or before these stands whoever wrote the page; the other name is only quoted there."""
_OWN = {"official": "its own words", "research": "its own paper", "our search": "our own search"}


@dataclass(frozen=True, slots=True)
class Chain:
    """The links from the page to the origin, who the origin is, and how it came to know."""

    links: tuple[str, ...]
    origin: str
    end: str

    def __str__(self) -> str:
        return " ← ".join(self.links)


@dataclass(frozen=True, slots=True)
class Printed:
    """The words for a publisher, taken apart.

    ``page`` is who wrote the page that was read, without whom it quotes: what its kind is about.
    ``links`` are all names, that of the page first.
    """

    page: str
    links: tuple[str, ...]


@cache
def chain(card: Card) -> Chain:
    """Return who cites whom for one card; it ends, and nobody stands in it twice."""
    said = card.quoted_from.partition(":")[0].replace("; ", " and ")
    links = _heard(printed(card.publisher).links, said)
    if card.first_hand and card.counted:
        return _ending(card, links, card.publisher.split(", ")[0])
    found = _origins().get(card.address, "")
    origin = {"": links[-1], "not named": UNNAMED}.get(found, found)
    if not any(_same(origin, link) for link in links):
        last = (f"{said} ({origin})",) if said and origin != UNNAMED else (links[-1], origin)
        return _ending(card, (*links[:-1], *last), origin)
    return _ending(card, links, origin if _same(origin, links[-1]) else links[-1])


def _heard(links: tuple[str, ...], said: str) -> tuple[str, ...]:
    """Return the links with whoever is quoted at their end; of two names for one the fuller."""
    if said and not _same(said, links[-1]):
        return (*links, said)
    return (*links[:-1], max(links[-1], said, key=len))


def _ending(card: Card, links: tuple[str, ...], origin: str) -> Chain:
    return Chain(links, origin, _end(card, origin))


@cache
def printed(words: str) -> Printed:
    """Take apart the words for a publisher, such as ``"AFP, quoted by RT at Commersant.ge"``."""
    first, *others = words.split("; ")
    page, links = _parted(first)
    if len(links) == 1:
        return Printed(words, (words,))
    return Printed("; ".join([page, *others]), links)


def _parted(words: str) -> tuple[str, tuple[str, ...]]:
    if found := _THROUGH.fullmatch(words):
        inner = printed(found[1].rstrip(","))
        copies = reversed(found[2].split(" and "))
        return f"{inner.page}, through {found[2]}", (*copies, *inner.links)
    if found := _ON.fullmatch(words):
        on = found[3].replace(" and by ", " and ")
        inside = _IN.fullmatch(on) if on == found[3] else None
        copies = (inside[2], inside[1]) if inside else (on,)
        return on if found[2] in _QUOTES else words, (*copies, found[1])
    if found := _BACK.fullmatch(words):
        return found[1] if found[2] in _QUOTES else words, (found[1], *printed(found[3]).links)
    return words, (words,)


def _same(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _end(card: Card, origin: str) -> str:
    if origin == UNNAMED:
        return "it does not say who was there"
    if known := there(card.claim, origin):
        return known
    if card.first_hand and not card.counted:
        return _OWN.get(card.publisher_kind, "its own report")
    row = publishers().get(origin)
    decides = card.counted or (row and row["kind"] == "official")
    return "counted or decided it" if decides else "the first that is named"


@cache
def _origins() -> dict[str, str]:
    """Return where a page had its report from, by address, as far as our table tells."""
    rows = load("iran_check")[["source_address", "origin"]].itertuples(index=False)
    return {str(page): str(origin) for page, origin in rows}
