"""Which countries the president of Russia visited, all years side by side, from ``visits``."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from wayout.activities.explore.look import Choice, Found, Look
from wayout.language import listed
from wayout.tables.package import load

_NOTE = "The list begins in June 2021. A country on two trips counts twice."
_ROWS = (("region", "Regions"), ("country", "Countries"))


def visits() -> Look:
    """Return the look at the country visits of each year."""
    rows = Choice("rows", "Count by", _ROWS, "region")
    return Look("Putin's visits abroad, year by year", (rows,), _visits, _NOTE)


def _visits(said: Mapping[str, Any]) -> Found:
    table, rows = load("visits"), said["rows"]
    stops = table.assign(year=table.start.dt.year).drop_duplicates(["trip", "country_code"])
    found = pd.crosstab(stops[rows], stops.year)
    found = found.loc[found.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    trips = listed([f"{n} in {year}" for year, n in stops.groupby("year").trip.nunique().items()])
    return Found(f"Trips abroad: {trips}.", found.rename_axis(columns=None).reset_index())
