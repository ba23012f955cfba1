"""With whom Russia trades, by year and direction, from ``russia_partners``."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import pandas as pd

from wayout.activities.explore.look import Choice, Found, Look, Slider, Word
from wayout.language import either, mark
from wayout.tables.package import load
from wayout.words import fold, same

_FLOWS = (("imports", "Russia buys (imports)"), ("exports", "Russia sells (exports)"))
_ROWS = 10
_NAME = 40
_NEAR = 0.7
_CERTAINTY = {True: "Reported figures.", False: "These figures are estimates."}


def largest() -> Look:
    """Return the look at the largest partners of a year, in billion dollars."""
    years = load("russia_partners").year
    controls = (
        Choice("flow", "Direction", _FLOWS, "imports"),
        Slider("year", "Year", int(years.min()), int(years.max()), 2023),
    )
    return Look("The largest partners", controls, _largest)


def _largest(said: Mapping[str, Any]) -> Found:
    partners, year, flow = load("russia_partners"), said["year"], said["flow"]
    rows = partners[(partners.year == year) & (partners.flow == flow)].nlargest(_ROWS, "usd_bn")
    verb = "bought most from" if flow == "imports" else "sold most to"
    reported = bool((rows.status == "reported").all())
    says = f"In {year} Russia {verb} {rows.country.iloc[0]}. {_CERTAINTY[reported]}"
    return Found(says, rows[["country", "usd_bn"]].rename(columns={"usd_bn": "billion US dollars"}))


def partner() -> Look:
    """Return the look at one country: what Russia bought and sold there, beside its GDP."""
    names = tuple(sorted(load("russia_partners").country.unique()))
    word = Word("country", "Country", "", names)
    note = (
        "What Russia bought and sold there, in billion US dollars, beside the GDP (gross domestic "
        "product): all that the country makes in a year. "
        "“No figure” means that our table has none. It does not mean nought."
    )
    return Look("One country, year by year", (word,), _partner, note)


def _partner(said: Mapping[str, Any]) -> Found:
    text, names = said["country"], load("russia_partners").country.unique()
    if not text:
        return Found("Write the name of a country.")
    name = next((one for one in names if same(text, one)), None)
    return _years(name) if name else Found(_unknown(text[:_NAME], sorted(names)))


def _unknown(text: str, names: list[str]) -> str:
    """Return a sentence on a name that no partner has: what is near, or what to try."""
    typed, folded = fold(text), {fold(name): name for name in names}
    if same(text, "Russia"):
        return "Russia is no partner of its own. Write the name of another country."
    within = [key for key in folded if len(typed) > 2 and typed in key]
    near = get_close_matches(typed, folded, cutoff=_NEAR)
    offered = [folded[key] for key in dict.fromkeys([*within, *near])][:3]
    what = f"Did you mean {either(offered)}?" if offered else "Try another name."
    return f"The table has no partner named {mark(text)}. {what}"


def _years(name: str) -> Found:
    rows = load("russia_partners").query("country == @name")
    table = rows.pivot(index="year", columns="flow", values="usd_bn")
    table = table.reindex(columns=["imports", "exports"]).astype(float)
    table["gdp"] = load("gdp").query("country == @name").set_index("year").gdp_usd_bn.round()
    table.columns = pd.Index(["bought", "sold", "GDP"])
    guessed = rows[rows.status != "reported"].year
    known = f"The figures since {guessed.min()} are estimates." if len(guessed) else ""
    last = f"{name}: {rows.year.nunique()} years from {rows.year.min()} to {rows.year.max()}."
    return Found(f"{last} {known}".strip(), table.reset_index())
