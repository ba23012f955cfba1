"""Lesson 3, how big: the year totals, with the essay's part-year figure in its place."""

import altair as alt
import pandas as pd

from wayout.charts import layers, marks
from wayout.charts.axes import Axes
from wayout.charts.figure import Chart, Panel
from wayout.charts.headline import COUNTED, ESSAY, TABLES, essay_figure, essay_words, headline
from wayout.charts.status import MADE, name
from wayout.charts.upright import standing
from wayout.language import exact, listed, number, period, spans
from wayout.pages.caption import Caption

NOTE = (
    "The figure behind the essay covers {} months, each column covers 12. "
    "Prices rose too: a dollar of an early year bought more."
)


def totals(
    annual: pd.DataFrame,
    to_date: pd.DataFrame,
    *,
    essay: tuple[int, int] = ESSAY,
    title: str = "",
    note: str = "",
) -> Chart:
    """Draw the year totals as columns, with the essay's part-year figure set in its place.

    ``annual`` and ``to_date`` are the tables ``china_russia_annual``, of which one headline
    total a year is drawn, and ``china_russia_to_date``, in which the essay's figure is looked
    up; ``essay`` is the year and the last month that this figure covers. ``title`` and ``note``
    replace the sentences written from the data.

    Raises `ChartError` if a column or the essay's months are missing.
    """
    rows, value = headline(annual), essay_figure(to_date, essay)
    points = marks.columns(rows, "year", "usd_bn", rows["status"])
    panel = Panel(_drawing(points, value, essay), _describe(rows, value, essay))
    first, last = rows["year"].iloc[[0, -1]]
    part = f"the figure behind the essay, {essay[1]} months"
    return Chart(
        title or f"Trade between China and Russia, {first} to {last}",
        f"Billion US dollars of each year: {COUNTED}",
        (panel,),
        Caption(TABLES, _table(rows, value, essay, part), note or NOTE.format(essay[1])),
        (*marks.key(points), ("essay", part)),
    )


def _drawing(points: pd.DataFrame, value: float, essay: tuple[int, int]) -> alt.LayerChart:
    def mark(axes: Axes) -> list[alt.Chart]:
        place, words = (essay[0], value), essay_words(value, essay)
        return layers.essay(place, words, axes.x.domain[0], axes)

    labels = _labels(points, essay[0])
    return standing(points, "year", "usd_bn", labels, height=340, more=mark)


def _labels(points: pd.DataFrame, year: int) -> dict[int, str]:
    high = points["year"].iloc[int(points["usd_bn"].argmax())]
    chosen = points[points["year"].isin([year - 1, year, high, points["year"].max()])]
    pairs = zip(chosen["year"], chosen["usd_bn"], strict=True)
    return {int(y): f"{y}: {number(v)}" for y, v in pairs}


def _table(rows: pd.DataFrame, value: float, essay: tuple[int, int], part: str) -> pd.DataFrame:
    cells = [[str(y), v, name(s)] for y, v, s in rows.itertuples(index=False)]
    earlier = int((rows["year"] < essay[0]).sum())
    cells.insert(earlier, [period(*essay), value, f"{part}, first published"])
    return pd.DataFrame(cells, columns=["Period", "Billion US dollars", MADE])


def _describe(rows: pd.DataFrame, value: float, essay: tuple[int, int]) -> str:
    by_year = rows.set_index("year")["usd_bn"]
    spots = {"First": by_year.index[0], "Last": by_year.index[-1], "Highest": by_year.idxmax()}
    said = [f"{word}, {year}: {number(by_year[year])}." for word, year in spots.items()]
    made = [
        f"{name(str(word)).capitalize()}: {spans([int(year) for year in group])}."
        for word, group in rows.groupby("status", sort=False)["year"]
    ]
    mark = f"A diamond marks the figure behind the essay, {exact(value)} for {period(*essay)}."
    against = _against(by_year, value, essay[0])
    return " ".join([f"Bar chart of {len(rows)} year totals.", *said, mark, *against, *made])


def _against(by_year: pd.Series, value: float, year: int) -> list[str]:
    said = [
        f"{'above' if value > by_year[n] else 'below'} the whole of {n} ({number(by_year[n])})"
        for n in (year - 1, year)
        if n in by_year.index
    ]
    return [f"It stands {listed(said)}."] if said else []
