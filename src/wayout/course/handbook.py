"""Pages about the tables: what each is, ``data/README.md``; how cards balance, ``BALANCE.md``."""

from collections import Counter
from typing import Any

from wayout import essay
from wayout.activities.desk.both_sides import standard
from wayout.pages import render
from wayout.pages.source_card import source
from wayout.tables.package import describe, everything, summary

_KINDS = ("firm", "other", "set aside", "first hand")


def handbook() -> str:
    """Write the package out for a person: the Markdown text of ``data/README.md``."""
    entries = everything()["resources"]
    chapters = [(source(e["name"]), e.get("schema", {}).get("fields", [])) for e in entries]
    contents = map(summary, entries)
    return _page("handbook.md", package=everything(), contents=contents, chapters=chapters)


def balance() -> str:
    """Write for each claim how many cards of which standing each side has, and which are weak."""
    claims = [one for one in essay.every_claim() if essay.cards(one.id)]
    ends = (("for", "against"), ("against", "for"))
    sides = [(c, one, _counts(c.id, one), _counts(c.id, two)) for c in claims for one, two in ends]
    rule = describe("publishers")["description"]
    return _page("balance.md", rule=rule, kinds=_KINDS, sides=sides)


def _page(template: str, **words: Any) -> str:
    return render(template, **words).rstrip() + "\n"


def _counts(claim: str, side: str) -> dict[str, int]:
    cards = essay.cards(claim, side)
    found = Counter(map(standard, cards))
    return {kind: found[kind] for kind in _KINDS} | {"first hand": sum(c.first_hand for c in cards)}
