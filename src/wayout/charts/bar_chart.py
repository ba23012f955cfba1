"""The general bar chart: numbers such as years stand as columns, names lie as rows."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from wayout.caption import Foot
from wayout.charts import layers
from wayout.charts.figure import Chart, Panel
from wayout.charts.painting import key, painted
from wayout.charts.require import need, need_drawn, need_numbers, need_one_each
from wayout.charts.status import OPEN, statuses, told
from wayout.charts.theme import SIZE, TEXT
from wayout.charts.upright import standing
from wayout.charts.wording import exact, number
from wayout.language import listed

ROW = 44
_WORDS: dict[str, Any] = {"align": "left", "fill": TEXT, "fontSize": SIZE, "aria": False}


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

    Parameters
    ----------
    frame
        The rows to draw, each value of ``x`` once. A row without a figure leaves a gap.
    x
        Column of what is compared. Whole numbers, such as years, stand in their order with
        gaps left open; names lie in rows, in the order of the frame.
    y
        Column of the amounts.
    title, unit
        Stand above the drawing.
    tables
        Names of the tables the frame came from, for the source line.
    estimate
        Column of status words, or of true and false. Estimates are drawn dashed and named.
    mark
        What to pick out: a value of ``x`` and the words to stand beside its bar.
    note
        One sentence to stand under the drawing.

    Raises
    ------
    ChartError
        If a column is missing or holds no numbers, two rows share an ``x``, or ``mark``
        names what is not drawn.
    """
    need_numbers(need(frame, x), y)
    drawn = need_one_each(frame, x).dropna(subset=[y])
    need_drawn(mark or (), set(drawn[x]))
    points = painted(drawn, x, y, statuses(drawn, estimate), mark)
    panel = Panel(_drawing(points, x, y, mark), describe(points, x, y, mark or {}))
    foot = Foot(tables, _twin(frame, x, y, unit, estimate), note)
    return Chart(title, unit, (panel,), foot, key(points))


def _drawing(
    points: pd.DataFrame, x: str, y: str, mark: Mapping[Any, str] | None
) -> alt.LayerChart:
    if not pd.api.types.is_integer_dtype(points[x]):
        return lying(points, x, y, mark or {})
    ordered = points.sort_values(x)
    return standing(ordered, x, y, _highest_and_last(ordered, x, y) if mark is None else mark)


def _highest_and_last(points: pd.DataFrame, x: str, y: str) -> dict[Any, str]:
    rows = points.loc[[points[y].idxmax(), points.index[-1]]]
    return {a: f"{a}: {number(b)}" for a, b in zip(rows[x], rows[y], strict=True)}


def lying(points: pd.DataFrame, x: str, y: str, mark: Mapping[Any, str]) -> alt.LayerChart:
    """Return bars that lie: a name above each, and the figure (or marked words) at its end."""
    text = [mark.get(n, exact(v)) for n, v in zip(points[x], points[y], strict=True)]
    length = alt.Scale(
        domain=[min(0.0, points[y].min()), max(0.0, points[y].max())],
        range=[0, alt.ExprRef(f"width - {layers.gutter(text):.0f}")],
        nice=False,
    )
    base = alt.Chart(points.assign(text=text)).encode(
        x=alt.X(field=y, type="quantitative", scale=length, axis=None),
        y=alt.Y(field=x, type="nominal", sort=list(points[x]), axis=None),
    )
    rows = base.mark_bar(height=18, strokeWidth=1.2, yOffset=9)
    ends = base.mark_text(dx=layers.GAP, dy=9, fontWeight="bold", **_WORDS)
    names = base.mark_text(baseline="bottom", dy=-3, **_WORDS)
    drawn = [
        rows.encode(**layers.look_of_a_bar(), tooltip=layers.hover()),
        ends.encode(text=alt.Text("text", type="nominal")),
        names.encode(text=alt.Text(field=x, type="nominal"), x=alt.value(0)),
    ]
    return layers.put_together(drawn, ROW * len(points))


def _twin(frame: pd.DataFrame, x: str, y: str, unit: str, estimate: str | None) -> pd.DataFrame:
    columns = {x.capitalize(): frame[x].astype(str), unit: frame[y].astype(float)}
    return pd.DataFrame(columns | told(frame, estimate))


def describe(points: pd.DataFrame, x: str, y: str, mark: Mapping[Any, str]) -> str:
    """Return what the bars show: how many, first, last, highest, lowest, and what is marked."""
    spots: dict[str, int] = {
        "First": 0,
        "Last": -1,
        "Highest": int(points[y].argmax()),
        "Lowest": int(points[y].argmin()),
    }
    said = [
        f"{word}, {points[x].iloc[n]}: {exact(points[y].iloc[n])}." for word, n in spots.items()
    ]
    unsure = points.loc[points["look"].isin(OPEN), x].astype(str)
    said += [f"Not a plain report: {listed(list(unsure))}."] if len(unsure) else []
    said += [f"Picked out, {value}: {words}." for value, words in mark.items()]
    return " ".join([f"Bar chart of {len(points)} figures.", *said])
