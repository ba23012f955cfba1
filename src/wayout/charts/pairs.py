"""Two figures of each thing, one bar under the other: sold and bought, before and after."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from wayout.caption import SERIES, Foot
from wayout.charts import layers
from wayout.charts.figure import Chart, Panel
from wayout.charts.painting import Key
from wayout.charts.require import (
    ChartError,
    need,
    need_finite,
    need_numbers,
    need_one_each,
)
from wayout.charts.status import OPEN, looks, name, statuses, told
from wayout.charts.theme import PAPER, SIZE, TEXT, ink
from wayout.charts.wording import exact, number
from wayout.language import listed

ROW = 62
THICK = 15
# Where the two bars lie below the middle of their row, in pixels.
LANES = (1, 18)
_WORDS: dict[str, Any] = {"align": "left", "fontSize": SIZE, "aria": False}


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

    Parameters
    ----------
    frame
        The rows to draw: each ``x`` once for each value of ``by``. A missing figure leaves a
        gap.
    x
        Column of what is compared, in the order of the frame.
    y
        Column of the amounts, none below zero.
    by
        Column with two values, such as two years; the first to come lies on top.
    title, unit
        Stand above the drawing.
    tables
        Names of the tables the frame came from, for the source line.
    estimate
        Column of status words, or of true and false. Estimates are drawn open and dashed.
    note
        One sentence to stand under the drawing.

    Raises
    ------
    ChartError
        If a column is missing or holds no numbers, a figure is below zero or infinite, two rows
        stand for one bar, or ``by`` has not exactly two values.
    """
    bars = paired(frame, x, y, by, statuses(need(frame, x, by), estimate))
    panel = Panel(_drawing(bars, x, y), describe(bars, x, y))
    columns = {x.capitalize(): frame[x].astype(str), by.capitalize(): frame[by].astype(str)}
    columns |= {unit: frame[y].astype(float)} | told(frame, estimate)
    return Chart(title, unit, (panel,), Foot(tables, pd.DataFrame(columns), note), _key(bars))


def paired(frame: pd.DataFrame, x: str, y: str, by: str, words: pd.Series) -> pd.DataFrame:
    """Return the rows that have a figure, with what a bar needs to be drawn.

    Adds ``series``, ``lane``, ``status``, ``look``, ``colour``, ``fill``, ``text`` and
    ``label``.
    """
    need_one_each(need_numbers(frame, y), x, by)
    need_finite(frame[y])
    series = frame[by].astype(str)
    both = _two(list(series.unique()), by)
    bars = frame[[x, y]].assign(series=series, status=words, look=looks(words))
    bars["lane"] = series.map(both.index)
    bars["colour"] = [SERIES[lane] for lane in bars["lane"]]
    bars["fill"] = bars["colour"].mask(bars["look"].isin(OPEN), PAPER)
    bars["text"] = [f"{a}: {number(b)}" for a, b in zip(series, bars[y], strict=True)]
    bars["label"] = _labels(bars, x, y)
    return _none_below_zero(bars.dropna(subset=[y]), y)


def _two(values: list[str], by: str) -> list[str]:
    if len(values) != 2:
        raise ChartError(f"Column '{by}' has {len(values)} different values: a pair needs two.")
    return values


def _labels(bars: pd.DataFrame, x: str, y: str) -> list[str]:
    rows = zip(bars[x], bars["series"], bars[y], bars["status"], strict=True)
    return [f"{a}, {b}: {number(c, 2)}, {name(d)}" for a, b, c, d in rows]


def _none_below_zero(bars: pd.DataFrame, y: str) -> pd.DataFrame:
    if (bars[y] < 0).any():
        raise ChartError(f"Column '{y}' has a figure below zero: draw it with charts.bars().")
    return bars


def _drawing(bars: pd.DataFrame, x: str, y: str) -> alt.LayerChart:
    up = alt.Y(field=x, type="nominal", sort=list(bars[x].unique()), axis=None)
    room = layers.gutter(list(bars["text"]))
    across = _across(y, float(bars[y].max()), room)
    names = alt.Chart(bars[[x]].drop_duplicates()).mark_text(
        baseline="bottom", dy=-9, fill=TEXT, **_WORDS
    )
    drawn = [names.encode(x=alt.value(0), y=up, text=alt.Text(field=x, type="nominal"))]
    for lane, drop in enumerate(LANES):
        drawn += _lane(bars[bars["lane"] == lane], drop, across, up)
    return layers.put_together(drawn, ROW * bars[x].nunique())


def _across(y: str, longest: float, room: float) -> alt.X:
    ends = alt.Scale(domain=[0, longest], range=[0, alt.ExprRef(f"width - {room:.0f}")], nice=False)
    return alt.X(field=y, type="quantitative", scale=ends, axis=None)


def _lane(rows: pd.DataFrame, drop: int, across: alt.X, up: alt.Y) -> list[alt.Chart]:
    base = alt.Chart(rows).encode(x=across, y=up)
    bar = base.mark_bar(height=THICK, strokeWidth=1.2, yOffset=drop)
    tone = ink(str(rows["colour"].iloc[0])) if len(rows) else TEXT
    text = base.mark_text(dx=layers.GAP, dy=drop, fontWeight="bold", fill=tone, **_WORDS)
    return [
        bar.encode(**layers.look_of_a_bar(), tooltip=layers.hover()),
        text.encode(text=alt.Text("text", type="nominal")),
    ]


def describe(bars: pd.DataFrame, x: str, y: str) -> str:
    """Return each pair in words, and which figures are not plain reports."""
    said = [_both(str(place), rows, y) for place, rows in bars.groupby(x, sort=False)]
    unsure = bars[bars["look"].isin(OPEN)]
    names = [f"{a} ({b})" for a, b in zip(unsure[x], unsure["series"], strict=True)]
    more = [f"Not plain reports: {listed(names)}."] if names else []
    return " ".join([f"{bars[x].nunique()} pairs of bars.", *said, *more])


def _both(place: str, rows: pd.DataFrame, y: str) -> str:
    figures = zip(rows["series"], rows[y], strict=True)
    return f"{place}: " + ", ".join(f"{a} {exact(b)}" for a, b in figures) + "."


def _key(bars: pd.DataFrame) -> Key:
    unsure = bars.loc[bars["look"].isin(OPEN), "status"].unique()
    if not len(unsure):
        return ()
    return (("solid", "reported"), ("dashed", " or ".join(name(word) for word in unsure)))
