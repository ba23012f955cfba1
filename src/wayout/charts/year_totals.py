"""Lesson 3, how big: the year totals, with the essay's part-year figure in its place."""

import altair as alt
import pandas as pd

from wayout.caption import Foot
from wayout.charts import layers
from wayout.charts.axes import Across, Up
from wayout.charts.figure import Chart, Panel
from wayout.charts.headline import (
    ANNUAL,
    COUNTED,
    ESSAY,
    TO_DATE,
    essay_figure,
    essay_words,
    headline,
)
from wayout.charts.painting import key, painted
from wayout.charts.status import MADE, name
from wayout.charts.upright import standing
from wayout.charts.wording import exact, number, period
from wayout.language import listed, spans


def totals(
    annual: pd.DataFrame,
    to_date: pd.DataFrame,
    *,
    essay: tuple[int, int] = ESSAY,
    title: str = "",
    note: str = "",
) -> Chart:
    """Draw the year totals as columns, with the essay's part-year figure set in its place.

    Parameters
    ----------
    annual
        ``load("china_russia_annual")``; one headline total a year is drawn.
    to_date
        ``load("china_russia_to_date")``; the essay's figure is looked up in it.
    essay
        Year and last month that the essay's figure covers.
    title, note
        Replace the sentences written from the data.

    Raises
    ------
    ChartError
        If a column or the essay's months are missing.
    """
    rows, value = headline(annual), essay_figure(to_date, essay)
    points = painted(rows, "year", "usd_bn", rows["status"])
    panel = Panel(_drawing(points, value, essay), _describe(rows, value, essay))
    foot = Foot((ANNUAL, TO_DATE), _twin(rows, value, essay), note or _note(essay))
    first, last = rows["year"].iloc[[0, -1]]
    return Chart(
        title or f"Trade between China and Russia, {first} to {last}",
        f"Billion US dollars of each year: {COUNTED}",
        (panel,),
        foot,
        (*key(points), ("essay", f"the figure behind the essay, {essay[1]} months")),
    )


def _drawing(points: pd.DataFrame, value: float, essay: tuple[int, int]) -> alt.LayerChart:
    words = essay_words(value, essay)

    def mark(across: Across, up: Up) -> list[alt.Chart]:
        return layers.essay((essay[0], value), words, across.domain[0], across, up)

    labels = _labels(points, essay[0])
    return standing(points, "year", "usd_bn", labels, height=340, more=mark)


def _labels(points: pd.DataFrame, year: int) -> dict[int, str]:
    high = points["year"].iloc[int(points["usd_bn"].argmax())]
    chosen = points[points["year"].isin([year - 1, year, high, points["year"].max()])]
    pairs = zip(chosen["year"], chosen["usd_bn"], strict=True)
    return {int(y): f"{y}: {number(v)}" for y, v in pairs}


def _note(essay: tuple[int, int]) -> str:
    return (
        f"The figure behind the essay covers {essay[1]} months, each column covers 12. "
        "Prices rose too: a dollar of an early year bought more."
    )


def _twin(rows: pd.DataFrame, value: float, essay: tuple[int, int]) -> pd.DataFrame:
    part = [
        period(*essay),
        value,
        f"the figure behind the essay, {essay[1]} months, first published",
    ]
    cells = [[str(y), v, name(s)] for y, v, s in rows.itertuples(index=False)]
    earlier = int((rows["year"] < essay[0]).sum())
    heads = ["Period", "Billion US dollars", MADE]
    return pd.DataFrame([*cells[:earlier], part, *cells[earlier:]], columns=heads)


def _describe(rows: pd.DataFrame, value: float, essay: tuple[int, int]) -> str:
    by_year = rows.set_index("year")["usd_bn"]
    spots = {"First": by_year.index[0], "Last": by_year.index[-1], "Highest": by_year.idxmax()}
    said = [f"{word}, {year}: {number(by_year[year])}." for word, year in spots.items()]
    return " ".join(
        [
            f"Bar chart of {len(rows)} year totals.",
            *said,
            f"A diamond marks the figure behind the essay, {exact(value)} for {period(*essay)}.",
            *_against(by_year, value, essay[0]),
            *_made(rows),
        ]
    )


def _against(by_year: pd.Series, value: float, year: int) -> list[str]:
    said = [
        f"{'above' if value > by_year[n] else 'below'} the whole of {n} ({number(by_year[n])})"
        for n in (year - 1, year)
        if n in by_year.index
    ]
    return [f"It stands {listed(said)}."] if said else []


def _made(rows: pd.DataFrame) -> list[str]:
    return [
        f"{name(str(word)).capitalize()}: {spans([int(year) for year in group])}."
        for word, group in rows.groupby("status", sort=False)["year"]
    ]
