"""With whom Russia trades, by year and direction, from ``russia_partners``."""

from collections.abc import Mapping
from typing import Any

from wayout.activities.explore.look import Choice, Found, Look, Slider
from wayout.tables.package import load

_FLOWS = (("imports", "Russia buys (imports)"), ("exports", "Russia sells (exports)"))
_ROWS = 10
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
    return Found(says, rows[["country", "usd_bn", "status"]])
