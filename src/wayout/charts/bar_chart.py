"""The general bar chart: numbers such as years stand as columns, names lie as rows."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from wayout.charts import layers, marks, status
from wayout.charts.figure import Chart, Panel
from wayout.charts.require import need, need_drawn, need_numbers, need_one_each
from wayout.charts.rows import Rows
from wayout.charts.upright import standing
from wayout.language import exact, listed, number
from wayout.pages.caption import Caption

ROW = 44


def bars(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    title: str,
    unit: str,
    tables: Sequence[str],
    estimate: str | None = None,
    mark: Mapping[Any, str] | None = None,
    note: str = "",
) -> Chart:
    """Draw one bar a row.

    ``x`` is the column of what is compared, each value once: whole numbers, such as years, stand
    in their order with gaps left open; names lie in rows, in the order of the frame. ``y`` is the
    column of the amounts; a missing one leaves a gap. ``estimate`` is a column of status words, or
    of true and false: estimates are drawn dashed and named. ``mark`` picks bars out: a value of
    ``x``, and the words to stand beside it. ``tables`` the frame came from make the source line.

    Raises `ChartError` if a column is missing or holds no numbers, two rows share an ``x``, or
    ``mark`` names what is not drawn.
    """
    need_numbers(need(frame, x), y)
    drawn = need_one_each(frame, x).dropna(subset=[y])
    need_drawn(mark or (), set(drawn[x]))
    points = marks.columns(drawn, x, y, status.statuses(drawn, estimate), mark)
    panel = Panel(_drawing(points, x, y, mark), describe(points, x, y, mark or {}))
    table = {x.capitalize(): frame[x].astype(str), unit: frame[y].astype(float)}
    table |= status.column(frame, estimate)
    return Chart(
        title, unit, (panel,), Caption(tables, pd.DataFrame(table), note), marks.key(points)
    )


def _drawing(
    points: pd.DataFrame, x: str, y: str, mark: Mapping[Any, str] | None
) -> alt.LayerChart:
    if not pd.api.types.is_integer_dtype(points[x]):
        return horizontal_bars(points, x, y, mark or {})
    ordered = points.sort_values(x)
    return standing(ordered, x, y, _highest_and_last(ordered, x, y) if mark is None else mark)


def _highest_and_last(points: pd.DataFrame, x: str, y: str) -> dict[Any, str]:
    rows = points.loc[[points[y].idxmax(), points.index[-1]]]
    return {a: f"{a}: {number(b)}" for a, b in zip(rows[x], rows[y], strict=True)}


def horizontal_bars(
    points: pd.DataFrame, x: str, y: str, mark: Mapping[Any, str]
) -> alt.LayerChart:
    """Return bars in rows: a name above each, and the figure (or marked words) at its end."""
    text = [mark.get(n, exact(v)) for n, v in zip(points[x], points[y], strict=True)]
    ends = min(0.0, points[y].min()), max(0.0, points[y].max())
    rows = Rows(points.assign(text=text), x, ends, layers.gutter(text))
    return rows.drawing([rows.bars(y, height=18), rows.words(y), rows.names()], ROW)


def describe(points: pd.DataFrame, x: str, y: str, mark: Mapping[Any, str]) -> str:
    """Return what the bars show: how many, first, last, highest, lowest, and what is marked."""
    spots = {"First": 0, "Last": -1}
    spots |= {"Highest": int(points[y].argmax()), "Lowest": int(points[y].argmin())}
    said = [
        f"{word}, {points[x].iloc[n]}: {exact(points[y].iloc[n])}." for word, n in spots.items()
    ]
    unsure = marks.unsure(points)[x].astype(str)
    said += [f"Not a plain report: {listed(unsure)}."] if len(unsure) else []
    said += [f"Picked out, {value}: {words}." for value, words in mark.items()]
    return " ".join([f"Bar chart of {len(points)} figures.", *said])
