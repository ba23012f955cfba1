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

PART = f"the figure behind the essay, {ESSAY[1]} months"
NOTE = (
    f"The figure behind the essay covers {ESSAY[1]} months, each column covers 12. "
    "Prices rose too: a dollar of an early year bought more."
)


def totals(annual: pd.DataFrame, to_date: pd.DataFrame) -> Chart:
    """Draw the year totals as columns, with the essay's part-year figure set in its place.

    The tables are ``china_russia_annual``, of which one headline total a year is drawn, and
    ``china_russia_to_date``, in which the essay's figure is looked up.

    Raises `ChartError` if a column or the essay's months are missing.
    """
    rows, value = headline(annual), essay_figure(to_date)
    points = marks.columns(rows, "year", "usd_bn", rows["status"])
    panel = Panel(_drawing(points, value), _describe(rows, value))
    first, last = rows["year"].iloc[[0, -1]]
    return Chart(
        f"Trade between China and Russia, {first} to {last}",
        f"Billion US dollars of each year: {COUNTED}",
        (panel,),
        Caption(TABLES, _table(rows, value), NOTE),
        (*marks.key(points), ("essay", PART)),
    )


def _drawing(points: pd.DataFrame, value: float) -> alt.LayerChart:
    def mark(axes: Axes) -> list[alt.Chart]:
        return layers.essay((ESSAY[0], value), essay_words(value), axes.x.domain[0], axes)

    by_year = points.set_index("year")["usd_bn"]
    named = (ESSAY[0] - 1, ESSAY[0], by_year.idxmax(), by_year.index.max())
    labels = {year: f"{year}: {number(v)}" for year, v in by_year.items() if year in named}
    return standing(points, "year", "usd_bn", labels, height=340, more=mark)


def _table(rows: pd.DataFrame, value: float) -> pd.DataFrame:
    cells = [[str(y), v, name(s)] for y, v, s in rows.itertuples(index=False)]
    earlier = int((rows["year"] < ESSAY[0]).sum())
    cells.insert(earlier, [period(*ESSAY), value, f"{PART}, first published"])
    return pd.DataFrame(cells, columns=["Period", "Billion US dollars", MADE])


def _describe(rows: pd.DataFrame, value: float) -> str:
    by_year = rows.set_index("year")["usd_bn"]
    spots = {"First": by_year.index[0], "Last": by_year.index[-1], "Highest": by_year.idxmax()}
    said = [f"{word}, {year}: {number(by_year[year])}." for word, year in spots.items()]
    made = [
        f"{name(str(word)).capitalize()}: {spans([int(year) for year in group])}."
        for word, group in rows.groupby("status", sort=False)["year"]
    ]
    mark = f"A diamond marks the figure behind the essay, {exact(value)} for {period(*ESSAY)}."
    against = [
        f"{'above' if value > by_year[n] else 'below'} the whole of {n} ({number(by_year[n])})"
        for n in (ESSAY[0] - 1, ESSAY[0])
        if n in by_year.index
    ]
    stands = [f"It stands {listed(against)}."] if against else []
    return " ".join([f"Bar chart of {len(rows)} year totals.", *said, mark, *stands, *made])
