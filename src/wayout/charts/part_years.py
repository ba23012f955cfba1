"""Lesson 3, part and whole: how each year's trade adds up month by month."""

from calendar import month_abbr, month_name
from collections.abc import Sequence

import altair as alt
import pandas as pd

from wayout.charts import layers
from wayout.charts.axes import NARROW, Axes, XAxis, YAxis
from wayout.charts.figure import Chart, Panel
from wayout.charts.headline import COUNTED, ESSAY, TO_DATE, essay_figure, essay_words
from wayout.charts.line_chart import end_labels, key, label_layers, pieces, plotted
from wayout.charts.require import need
from wayout.charts.status import column
from wayout.charts.theme import QUIET, TEXT
from wayout.language import exact, listed, period
from wayout.pages.caption import SERIES, Caption

X, Y = "month", "turnover_usd_bn"
# The first letter of a month where it is narrow, and three letters otherwise.
MONTHS = f"slice(monthAbbrevFormat(datum.value - 1), 0, {NARROW} ? 1 : 3)"
NOTE = (
    "A month without a figure has no point. "
    f"The figure behind the essay leaves out {listed(month_name[ESSAY[1] + 1 :])}."
)


def part_year(
    to_date: pd.DataFrame,
    *,
    years: Sequence[int] = tuple(range(ESSAY[0] - 2, ESSAY[0] + 3)),
) -> Chart:
    """Draw how each year's trade added up month by month, with the essay's figure in its place.

    ``to_date`` is the table ``china_russia_to_date``, and ``years`` are five at most. A month
    without a figure has no point, and the line across it is dotted.

    Raises `ChartError` if a column, the essay's months or every one of ``years`` is missing.
    """
    value = essay_figure(to_date)
    rows = need(to_date[to_date["year"].isin(list(years))]).sort_values(["year", X])
    # Here first releases are the rule, so they get the plain dot.
    plain = rows["status"].replace("first release", "published")
    points = plotted(rows, X, Y, "year", plain, _tones(rows))
    panel = Panel(_drawing(points, value), _describe(rows, value))
    return Chart(
        "How each year's trade adds up, month by month",
        f"Billion US dollars from January to the end of the month: {COUNTED}",
        (panel,),
        Caption((TO_DATE,), _table(rows), NOTE),
        (("dot", "first published"), *key(points, X, Y)),
    )


def _tones(rows: pd.DataFrame) -> list[str]:
    # Vermilion stays the essay's own; its year is blue, as in the totals.
    others = iter((QUIET, *SERIES[2:]))
    return [SERIES[0] if year == ESSAY[0] else next(others, "") for year in rows["year"].unique()]


def _drawing(points: pd.DataFrame, value: float) -> alt.LayerChart:
    up = YAxis.over(Y, points[Y], 380)
    ends = end_labels(points, Y, up)
    months = list(range(1, 13))
    axes = Axes(
        XAxis(X, "quantitative", [1, 12], months, MONTHS, *layers.gutters(ends), apart=0), up
    )
    own = points["series"] == str(ESSAY[0])
    drawn = [
        *pieces(points[~own], axes, 1.8),
        *pieces(points[own], axes, 3.2),
        *_estimates(points, axes),
        *label_layers(ends, axes, "right"),
        *layers.essay((ESSAY[1], value), essay_words(value), 1, axes),
    ]
    return layers.put_together(drawn, up.height)


def _estimates(points: pd.DataFrame, axes: Axes) -> list[alt.Chart]:
    """Return the word that stands beside the estimates of a year, where there is room."""
    unsure = points[points["look"] == "dashed"]
    near_the_end = unsure.groupby("series").tail(2).groupby("series").head(1)
    words = near_the_end.assign(text=near_the_end["series"] + ": estimates", short="")
    return [layers.texts(words, axes, "left", TEXT, "normal")] if len(words) else []


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    periods = [period(y, m) for y, m in zip(rows["year"], rows[X], strict=True)]
    columns = {"Period": periods, "Billion US dollars": rows[Y]}
    return pd.DataFrame(columns | column(rows, "status"))


def _describe(rows: pd.DataFrame, value: float) -> str:
    said = [_describe_year(int(str(year)), group) for year, group in rows.groupby("year")]
    whole = rows.loc[(rows["year"] == ESSAY[0]) & (rows[X] == 12), Y]
    more = f"; the whole year came to {exact(whole.iloc[0])}" if len(whole) else ""
    mark = (
        f"A diamond marks the figure behind the essay, {exact(value)} for {period(*ESSAY)}{more}."
    )
    return " ".join([f"Line chart of {len(said)} years.", *said, mark])


def _describe_year(year: int, rows: pd.DataFrame) -> str:
    last = rows.iloc[-1]
    said = [f"{year} reaches {exact(last[Y])} by {month_name[int(last[X])]}"]
    said += _months("estimates", rows.loc[rows["status"] == "estimate", X])
    said += _months("no figure", sorted(set(range(1, 13)) - set(rows[X])))
    return "; ".join(said) + "."


def _months(word: str, numbers: Sequence[int] | pd.Series) -> list[str]:
    return [f"{word}: {listed([month_abbr[n] for n in numbers])}"] if len(numbers) else []
