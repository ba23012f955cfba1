"""Pages about the tables: what each is, ``data/README.md``; how cards balance, ``BALANCE.md``."""

from collections import defaultdict
from typing import Any

from wayout import essay
from wayout.activities.desk.both_sides import STANDARDS, standard
from wayout.pages import render
from wayout.pages.source_card import source
from wayout.tables.package import everything, summary

_NONE = dict.fromkeys((*STANDARDS, "set aside", "first hand"), 0)
"""How many cards a side has of each standing and how many are first hand, before the count."""


def handbook() -> str:
    """Write the package out for a person: the Markdown text of ``data/README.md``."""
    package = everything()
    entries = package["resources"]
    chapters = [(source(e["name"]), e.get("schema", {}).get("fields", [])) for e in entries]
    contents = map(summary, entries)
    return _page("handbook.md", package=package, contents=contents, chapters=chapters)


def balance() -> str:
    """Write for each claim how many cards of which standing each side has, and which are weak."""
    cards = essay.cards()
    found = defaultdict[tuple[str, str], dict[str, int]](lambda: dict(_NONE))
    for card in cards:
        counts = found[card.claim, card.bearing]
        counts[standard(card)] += 1
        counts["first hand"] += card.first_hand
    ends = (("for", "against"), ("against", "for"))
    asked = {card.claim for card in cards}
    sides = [
        (one, here, found[one.id, here], found[one.id, there])
        for one in essay.every_claim()
        if one.id in asked
        for here, there in ends
    ]
    return _page("balance.md", kinds=list(_NONE), sides=sides)


def _page(template: str, **words: Any) -> str:
    return str(render(template, **words)).rstrip() + "\n"
