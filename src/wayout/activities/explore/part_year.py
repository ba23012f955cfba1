"""A guess for the whole year from its first months, from ``china_russia_to_date``."""

from collections.abc import Mapping
from typing import Any

from wayout import measures
from wayout.activities.explore.look import Choice, Found, Look, Slider
from wayout.language import period
from wayout.tables.package import load

_YEARS = tuple((str(year), str(year)) for year in (2021, 2022, 2023))


def whole_year() -> Look:
    """Return the look at what the mean of the first months, times twelve, says of a year."""
    controls = (
        Choice("year", "Year", _YEARS, "2023"),
        Slider("month", "Months that are known", 2, 11, 3),
    )
    note = "The guess: the sum so far, divided by the months that are known, times twelve."
    return Look("A guess for the whole year", controls, _guessed, note)


def _guessed(said: Mapping[str, Any]) -> Found:
    to_date, year, month = load("china_russia_to_date"), int(said["year"]), said["month"]
    known = measures.months(to_date, year, month).turnover_usd_bn
    if known.empty:
        return Found(f"Our table holds no figure for {period(year, month)}: choose another month.")
    whole = measures.months(to_date, year, 12).turnover_usd_bn.item()
    guess = known.item() / month * 12
    off = 100 * (guess - whole) / whole
    return Found(
        f"{period(year, month)}: {known.item():.1f} billion dollars. That makes a guess of "
        f"{guess:.1f} for the year. It came to {whole:.1f}: the guess lies {abs(off):.1f} % "
        f"{'above' if off > 0 else 'below'} it."
    )
