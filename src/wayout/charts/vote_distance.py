"""How far states stood from Russia in the votes of the United Nations, over all years."""

from collections.abc import Sequence

import pandas as pd

from wayout.charts.figure import Chart
from wayout.charts.line_chart import line
from wayout.charts.require import ChartError, need, need_numbers

TABLE = "un_distance"
PANELS: dict[str, Sequence[str]] = {
    "China and India": ("China", "India"),
    "The Gulf": ("United Arab Emirates", "Saudi Arabia", "Iran"),
    "The United States and Germany": ("United States", "Germany"),
}
# A long name would leave a telephone no room for the line.
SHORT = {"United Arab Emirates": "Emirates"}
NOTE = (
    "Zero means that scholars place a state and Russia at one point of the line which they work "
    "out from a year's votes; near means voted alike, not acted together. A place on it is sure "
    "to about {sure:.1f} either way, so small ups and downs mean nothing."
)


def vote_distances(distances: pd.DataFrame) -> Chart:
    """Draw the distance from Russia of seven states, year by year, in three drawings on one scale.

    ``distances`` is the table ``un_distance``, or some of its rows.

    Raises `ChartError` if a column is missing or none of the seven states is there.
    """
    need_numbers(need(distances, "country"), "year", "distance_to_russia")
    need_numbers(distances, "position_low", "position_high")
    panel = {country: head for head, names in PANELS.items() for country in names}
    rows = distances[distances["country"].isin(panel)]
    if rows.empty:
        raise ChartError(f"The table has none of {', '.join(panel)}: pass load('{TABLE}').")
    rank = {country: at for at, country in enumerate(panel)}
    rows = rows.sort_values("country", key=lambda names: names.map(rank), kind="stable")
    sure = (distances["position_high"] - distances["position_low"]).median() / 2
    return line(
        rows.assign(states=rows["country"].map(panel), country=rows["country"].replace(SHORT)),
        x="year",
        y="distance_to_russia",
        by="country",
        panels="states",
        title=f"Distance from Russia in votes of the General Assembly, {_span(rows['year'])}",
        unit="Distance on the scholars' line: 0 is where Russia stands",
        tables=[TABLE],
        note=NOTE.format(sure=sure),
    )


def _span(years: pd.Series) -> str:
    return f"{years.min()} to {years.max()}"
