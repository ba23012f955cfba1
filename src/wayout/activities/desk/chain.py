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

_ON = re.compile(r"(.+?),? (?:in a text of|quoted by|in translation at|on(?= China)) (.+)")
_THROUGH = re.compile(r"(.+),? through (.+)")
_BACK = re.compile(r"(.+?),? (?:with )?(?:text of|quoting) (?:the )?(.+)")
_IN = re.compile(r"(.+?) (?:at|in) ([A-Z].+)")
_OWN = {"official": "its own words", "research": "its own paper", "our search": "our own search"}


@dataclass(frozen=True, slots=True)
class Chain:
    """The links from the page to the origin, who the origin is, and how it came to know."""

    links: tuple[str, ...]
    origin: str
    end: str

    def __str__(self) -> str:
        return " ← ".join(self.links)


@cache
def chain(card: Card) -> Chain:
    """Return who cites whom for one card; it ends, and nobody stands in it twice."""
    links = list(_printed(card.publisher))
    said = card.quoted_from.partition(":")[0].replace("; ", " and ")
    if said and not _same(said, links[-1]):
        links.append(said)
    elif len(said) > len(links[-1]):
        links[-1] = said
    if card.first_hand and card.counted:
        return _ending(card, links, card.publisher.split(", ")[0])
    found = _origins().get(card.address, "")
    origin = {"": links[-1], "not named": UNNAMED}.get(found, found)
    if not any(_same(origin, link) for link in links):
        speaks = said and origin != UNNAMED
        links[-1:] = [f"{said} ({origin})"] if speaks else [links[-1], origin]
        return _ending(card, links, origin)
    return _ending(card, links, origin if _same(origin, links[-1]) else links[-1])


def _ending(card: Card, links: list[str], origin: str) -> Chain:
    return Chain(tuple(links), origin, _end(card, origin))


def _printed(words: str) -> tuple[str, ...]:
    """Return the names in the words for a publisher, the page that was read first."""
    first, *others = words.split("; ")
    if found := _THROUGH.fullmatch(first):
        return (*reversed(found[2].split(" and ")), *_printed(found[1].rstrip(",")))
    if found := _ON.fullmatch(first):
        shared = " and by " in found[2]
        page = None if shared else _IN.fullmatch(found[2])
        passed = (page[2], page[1]) if page else (found[2].replace(" and by ", " and "),)
        return (*passed, found[1])
    if found := _BACK.fullmatch(first):
        return found[1], *_printed(found[2])
    return (" and ".join([first, *others]),)


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
