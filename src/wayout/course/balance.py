"""The page on how the evidence is balanced: ``data/BALANCE.md``, written from cards and tables."""

from collections import Counter
from collections.abc import Iterator, Sequence

from wayout import essay
from wayout.activities.desk.both_sides import standard
from wayout.tables.package import describe

_SIDES = ("for", "against")
_HEAD = """# How the evidence is balanced

Written from the cards, so it changes when they do. For each claim it counts the cards for it and
against it: how many are firm, how many are not, how many are set aside, and how many are first
hand, which means that every publisher named gives its own words, report or count. Then it names
the weak sides. Equal numbers do not mean that both sides are equally strong.

## The rule

{rule}

## Claim by claim

| claim | side | firm | other | set aside | first hand |
| --- | --- | --- | --- | --- | --- |
{rows}

## Weak sides

{weak}
"""


def page() -> str:
    """Write the page: the Markdown text of ``data/BALANCE.md``."""
    every = {one.id: one.title for one in essay.every_claim() if essay.cards(one.id)}
    sides = [(name, side, essay.cards(name, side)) for name in every for side in _SIDES]
    rows = [f"| {every[name]} (`{name}`) | {side} | {_counts(of)} |" for name, side, of in sides]
    weak = [
        f"- {every[name]} (`{name}`), {side}: {', '.join(why)}."
        for name, side, of in sides
        if (why := list(_weak(of, _other_side(name, side))))
    ]
    rule = describe("publishers")["description"]
    return _HEAD.format(rule=rule, rows="\n".join(rows), weak="\n".join(weak))


def _other_side(name: str, side: str) -> Sequence[essay.Card]:
    return essay.cards(name, _SIDES[side == "for"])


def _counts(cards: Sequence[essay.Card]) -> str:
    counted = Counter(map(standard, cards))
    first = sum(card.first_hand for card in cards)
    return " | ".join(map(str, (*(counted[k] for k in ("firm", "other", "set aside")), first)))


def _weak(cards: Sequence[essay.Card], others: Sequence[essay.Card]) -> Iterator[str]:
    """Say what a side lacks: firm cards, as many of them as the other side, or a first hand."""
    firm, theirs = (sum(standard(c) == "firm" for c in side) for side in (cards, others))
    if not firm:
        yield "no firm card"
    elif theirs > firm + 1:
        yield f"{firm} firm against {theirs}"
    if not any(card.first_hand for card in cards):
        yield "nothing first hand"
