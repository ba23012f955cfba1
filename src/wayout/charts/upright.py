"""Columns that stand on an axis of years or other whole numbers, each label beside its column."""

from collections.abc import Callable, Mapping
from typing import Any

import altair as alt
import pandas as pd

from wayout.charts import layers
from wayout.charts.axes import Across, Up
from wayout.charts.layers import Anchor
from wayout.charts.scales import spread
from wayout.charts.theme import OTHERS, TEXT

LINE_OF_TEXT = 15
REACH = 7

More = Callable[[Across, Up], list[alt.Chart]]


def standing(
    points: pd.DataFrame,
    x: str,
    y: str,
    labels: Mapping[Any, str],
    *,
    height: int = 320,
    short: Mapping[Any, str] | None = None,
    gutters: tuple[float, float] | None = None,
    more: More | None = None,
) -> alt.LayerChart:
    """Return columns on an axis of whole numbers.

    Parameters
    ----------
    points
        Rows as `painting.painted` makes them.
    x, y
        Their columns.
    labels
        A value of ``x`` and the words that stand beside its column.
    height
        Of the plot, in pixels.
    short
        What a label says where the drawing is narrow, if not the same. A label on the right of
        its column that is not named here is left out there.
    gutters
        Pixels kept free on the right for labels, on a wide and on a narrow drawing, so that
        several drawings share one axis; by default as many as the labels need.
    more
        A function that takes both axes and returns further layers, drawn on top.
    """
    up = Up.over(y, points[y], height)
    placed = place(points, x, y, labels, up, short)
    wide, tight = gutters or _gutters(placed)
    across = whole_numbers(points[x], x, wide, tight, hangs=up.values[0] < 0)
    drawn = [layers.columns(points, across, up), layers.zero(across, up)]
    drawn += _label_layers(placed, across, up)
    return layers.put_together([*drawn, *(more(across, up) if more else [])], height)


def _gutters(placed: pd.DataFrame) -> tuple[float, float]:
    right = placed[placed["side"] == "right"]
    return layers.gutter(list(right["text"])), layers.gutter([t for t in right["short"] if t])


def whole_numbers(
    values: pd.Series, field: str, free: float, tight: float = 8.0, *, hangs: bool
) -> Across:
    """Return an axis with a band for each whole number from the first to the last.

    A number without a row keeps its band, so that what is missing is seen. ``hangs`` says
    that columns hang below zero, so that the axis itself is not their base.
    """
    first, last = int(values.min()), int(values.max())
    domain = list(range(first, last + 1))
    shown = domain if len(domain) <= 16 else [n for n in domain if n % 5 == 0]
    return Across(field, "ordinal", domain, shown, gutter=free, tight=tight, line=not hangs)


def place(
    points: pd.DataFrame,
    x: str,
    y: str,
    labels: Mapping[Any, str],
    up: Up,
    short: Mapping[Any, str] | None = None,
) -> pd.DataFrame:
    """Return one row a label: where it stands, on which side of its column, in what tone.

    ``short`` is what it says on a narrow drawing. There is no room on the right there: such a
    label says nothing, unless it is given words for it.
    """
    rows = points[points[x].isin(list(labels))].copy()
    rows["text"] = [labels[value] for value in rows[x]]
    rows["side"] = [_side(points, x, y, value, up.per_pixel) for value in rows[x]]
    said = rows["text"].mask(rows["side"] == "right", "")
    rows["short"] = [(short or {}).get(n, text) for n, text in zip(rows[x], said, strict=True)]
    for anchor in ("left", "right"):
        on = rows["side"] == anchor
        rows.loc[on, y] = spread(list(rows.loc[on, y]), LINE_OF_TEXT * up.per_pixel)
    return rows


def _side(points: pd.DataFrame, x: str, y: str, value: Any, per_pixel: float) -> Anchor:
    """Return the side of a column on which a label meets no other column."""
    height = float(points.loc[points[x] == value, y].iloc[0])
    away = points[x] - value
    tops = {n: points.loc[(away * n > 0) & (away * n <= REACH), y].max() for n in (-1, 1)}
    clear = {n: pd.isna(top) or top < height - 5 * per_pixel for n, top in tops.items()}
    if height < 0:
        return "below"
    if all(pd.isna(top) or top <= height for top in tops.values()):
        return "above" if value - points[x].min() < REACH else "above-end"
    return "left" if clear[-1] else "right" if clear[1] else "above"


def _label_layers(placed: pd.DataFrame, across: Across, up: Up) -> list[alt.Chart]:
    tones = placed["colour"].where(placed["colour"] != OTHERS, TEXT)
    looks_alike = [rows for _, rows in placed.assign(tone=tones).groupby(["side", "tone"])]
    return [
        layers.texts(rows, across, up, rows["side"].iloc[0], rows["tone"].iloc[0])
        for rows in looks_alike
    ]
