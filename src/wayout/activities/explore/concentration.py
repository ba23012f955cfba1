"""Many partners or few: the Herfindahl index by hand, and whom a line would catch."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from wayout.activities.explore.look import Choice, Found, Look, Slider
from wayout.measures import herfindahl
from wayout.tables.package import load

_PARTNERS = ("First", "Second", "Third", "Fourth")
_FLOWS = (("exports", "What a country sells"), ("imports", "What a country buys"))
_HEADS = {"country": "Country", "top_share_pct": "Per cent", "top_partner": "Largest partner"}
_NEAREST = 5


def index() -> Look:
    """Return the look at the Herfindahl index of four partners, set by hand."""
    controls = tuple(
        Slider(f"partner{place}", f"{name} partner buys for", 0, 100, 25, 5, "million")
        for place, name in enumerate(_PARTNERS, 1)
    )
    note = "A share is a part of the sum of all four. The index adds up the squares of the shares."
    return Look("Four partners, one index", controls, _index, note)


def _index(said: Mapping[str, Any]) -> Found:
    amounts = pd.Series(said, dtype=float)
    if not amounts.sum():
        return Found("Nobody buys anything: there is no share to work out. Move a slider.")
    shares, found = amounts / amounts.sum(), herfindahl(amounts)
    squares = [f"{share:.2f}²" for share in shares if share]
    many = f"{1 / found:.1f}".removesuffix(".0")
    says = f"{' + '.join(squares)} = {found:.2f}: as if from {many} equal partner"
    return Found(f"{says}{'' if many == '1' else 's'}.")


def threshold() -> Look:
    """Return the look at the countries whose largest partner has more than a line."""
    controls = (
        Choice("flow", "Direction", _FLOWS, "exports"),
        Slider("line", "Too big: one partner has more than", 5, 95, 30, 5, "%"),
    )
    note = "The trade of 2019, before the pandemic and the war, country by country."
    return Look("Who else would pass?", controls, _passing, note)


def _passing(said: Mapping[str, Any]) -> Found:
    world = load("concentration")
    world = world[world.flow == said["flow"]]
    passing = world[world.top_share_pct > said["line"]].sort_values("top_share_pct")
    if passing.empty:
        return Found("No country passes: for this line the word fits nobody.")
    near = passing.head(_NEAREST)
    own = world[world.country_code == "RUS"].iloc[0]
    side = "among them" if own.country_code in set(passing.country_code) else "not among them"
    says = (
        f"{len(passing)} of {len(world)} countries pass. Russia, with {own.top_share_pct:.0f} % "
        f"for {own.top_partner}, was {side}. The table shows who lies nearest above the line."
    )
    return Found(says, near[[*_HEADS]].rename(columns=_HEADS))
