"""Two figures of each thing, one bar under the other: sold and bought, before and after."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from wayout.charts import layers, marks, status
from wayout.charts.figure import Chart, Panel
from wayout.charts.require import ChartError, need, need_finite, need_numbers, need_one_each
from wayout.charts.rows import Rows
from wayout.charts.theme import TEXT, ink
from wayout.language import exact, listed, number
from wayout.pages.caption import SERIES, Caption

ROW = 62
# Where the two bars lie below the middle of their row, in pixels.
LANES = (1, 18)


def pairs(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    by: str,
    title: str,
    unit: str,
    tables: Sequence[str],
    estimate: str | None = None,
    note: str = "",
) -> Chart:
    """Draw two bars for each name, each with its words at its end.

    ``x`` is the column of what is compared, in the order of the frame, ``y`` that of the amounts,
    none below zero: a missing one leaves a gap. ``by`` is a column with two values, such as two
    years; the first to come lies on top. ``estimate`` is a column of status words, or of true and
    false: estimates are drawn open and dashed. ``tables`` the frame came from make the source line.

    Raises `ChartError` if a column is missing or holds no numbers, a figure is below zero or
    infinite, two rows stand for one bar, or ``by`` has not exactly two values.
    """
    bars = paired(frame, x, y, by, status.statuses(need(frame, x, by), estimate))
    panel = Panel(_drawing(bars, x, y), describe(bars, x, y))
    table = {x.capitalize(): frame[x].astype(str), by.capitalize(): frame[by].astype(str)}
    table |= {unit: frame[y].astype(float)} | status.column(frame, estimate)
    return Chart(title, unit, (panel,), Caption(tables, pd.DataFrame(table), note), _key(bars))


def paired(frame: pd.DataFrame, x: str, y: str, by: str, words: pd.Series) -> pd.DataFrame:
    """Return the rows that have a figure, styled, with ``lane``, ``text`` and ``label``."""
    need_one_each(need_numbers(frame, y), x, by)
    need_finite(frame[y])
    series = frame[by].astype(str)
    values = list(series.unique())
    if len(values) != 2:
        raise ChartError(f"Column '{by}' has {len(values)} different values: a pair needs two.")
    lane = series.map(values.index)
    rows = frame[[x, y]].assign(series=series, lane=lane)
    bars = marks.styled(rows, words, lane.map(SERIES.__getitem__))
    bars["text"] = [f"{a}: {number(b)}" for a, b in zip(series, bars[y], strict=True)]
    bars["label"] = marks.labels(bars[x].astype(str) + ", " + series, bars[y], words)
    if (bars[y] < 0).any():
        raise ChartError(f"Column '{y}' has a figure below zero: draw it with charts.bars().")
    return bars.dropna(subset=[y])


def _drawing(bars: pd.DataFrame, x: str, y: str) -> alt.LayerChart:
    rows = Rows(bars, x, (0.0, float(bars[y].max())), layers.gutter(list(bars["text"])))
    drawn = [rows.names(dy=-9)]
    for lane, drop in enumerate(LANES):
        here = bars[bars["lane"] == lane]
        tone = ink(str(here["colour"].iloc[0])) if len(here) else TEXT
        drawn.append(rows.bars(y, rows=here, height=15, yOffset=drop))
        drawn.append(rows.words(y, rows=here, dy=drop, fill=tone))
    return rows.drawing(drawn, ROW)


def describe(bars: pd.DataFrame, x: str, y: str) -> str:
    """Return each pair in words, and which figures are not plain reports."""
    told = (bars["series"] + " " + bars[y].map(exact)).groupby(bars[x], sort=False)
    said = [f"{place}: {', '.join(figures)}." for place, figures in told]
    unsure = marks.unsure(bars)
    names = [f"{a} ({b})" for a, b in zip(unsure[x], unsure["series"], strict=True)]
    more = [f"Not plain reports: {listed(names)}."] if names else []
    return " ".join([f"{bars[x].nunique()} pairs of bars.", *said, *more])


def _key(bars: pd.DataFrame) -> marks.Key:
    unsure = status.names(marks.unsure(bars)["status"])
    return (("solid", "reported"), ("dashed", unsure)) if unsure else ()
