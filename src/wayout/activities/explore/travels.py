"""Which countries the president of Russia visited in a year, by region, from ``visits``."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from wayout.activities.explore.look import Found, Look, Slider
from wayout.language import listed
from wayout.tables.package import load

_NOTE = "The list begins in June 2021. A country on two trips counts twice."


def visits() -> Look:
    """Return the look at the country visits of a year."""
    years = load("visits").start.dt.year
    year = Slider("year", "Year", int(years.min()), int(years.max()), int(years.min()))
    return Look("Putin's visits abroad, by year", (year,), _visits, _NOTE)


def _visits(said: Mapping[str, Any]) -> Found:
    table, year = load("visits"), said["year"]
    stops = table[table.start.dt.year == year].drop_duplicates(["trip", "country_code"])
    found = stops.groupby("region", sort=False).country.agg(["size", listed])
    found = found.sort_values("size", ascending=False, kind="stable").reset_index()
    found.columns = ["region", "country visits", "countries"]
    many = f"{len(stops)} country visit{'' if len(stops) == 1 else 's'}"
    says = f"In {year}: {many}, on {stops.trip.nunique()} trips."
    return Found(says if year == table.start.dt.year.min() else f"{says} {_idle(stops)}", found)


def _idle(stops: pd.DataFrame) -> str:
    """Return in how many months no trip began; of a year that the list holds as a whole."""
    return f"In {12 - stops.start.dt.month.nunique()} of the twelve months he was nowhere abroad."
