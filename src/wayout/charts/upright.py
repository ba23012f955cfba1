"""Columns that stand on an axis of years or other whole numbers, each label beside its column."""

from collections.abc import Callable, Mapping
from typing import Any

import altair as alt
import pandas as pd

from wayout.charts import layers
from wayout.charts.axes import Axes, XAxis, YAxis
from wayout.charts.layers import Anchor
from wayout.charts.scales import LINE_OF_TEXT, spread
from wayout.charts.theme import OTHERS, TEXT

REACH = 7


def standing(
    points: pd.DataFrame,
    x: str,
    y: str,
    labels: Mapping[Any, str],
    *,
    height: int = 320,
    short: Mapping[Any, str] | None = None,
    gutters: tuple[float, float] | None = None,
    more: Callable[[Axes], list[alt.Chart]] = lambda _: [],
) -> alt.LayerChart:
    """Return columns ``y`` on an axis of whole numbers ``x``, ``height`` pixels high.

    ``points`` are rows as `marks.columns` makes them, ``labels`` words by value of ``x``; for
    ``short`` see `place`. ``gutters`` are the pixels kept free on the right, on a wide and on a
    narrow drawing, so that several drawings share one axis; by default as many as the labels
    need. ``more`` returns further layers, drawn on top.
    """
    up = YAxis.over(y, points[y], height)
    placed = place(points, x, y, labels, up, short)
    free = gutters or layers.gutters(placed[placed["side"] == "right"])
    across = whole_numbers(points[x], x, *free, hangs=up.values[0] < 0)
    axes = Axes(across, up)
    drawn = [layers.columns(points, axes), layers.zero(axes), *_label_layers(placed, axes)]
    return layers.put_together([*drawn, *more(axes)], height)


def whole_numbers(
    values: pd.Series, field: str, free: float, tight: float = 8.0, *, hangs: bool
) -> XAxis:
    """Return an axis with a band for each whole number from the first to the last.

    A number without a row keeps its band, so that what is missing is seen. ``hangs`` says
    that columns hang below zero, so that the axis itself is not their base.
    """
    domain = list(range(int(values.min()), int(values.max()) + 1))
    shown = domain if len(domain) <= 16 else [n for n in domain if n % 5 == 0]
    return XAxis(field, "ordinal", domain, shown, gutter=free, tight=tight, line=not hangs)


def place(
    points: pd.DataFrame,
    x: str,
    y: str,
    labels: Mapping[Any, str],
    up: YAxis,
    short: Mapping[Any, str] | None = None,
) -> pd.DataFrame:
    """Return one row a label: where it stands, on which side of its column, in what tone.

    ``short`` is what it says on a narrow drawing. There is no room on the right there: such a
    label says nothing, unless it is given words for it.
    """
    rows = points[points[x].isin(list(labels))].astype({y: float})
    rows["text"] = rows[x].map(labels)
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


def _label_layers(placed: pd.DataFrame, axes: Axes) -> list[alt.Chart]:
    tones = placed["colour"].where(placed["colour"] != OTHERS, TEXT)
    return [
        layers.texts(rows, axes, rows["side"].iloc[0], rows["tone"].iloc[0])
        for _, rows in placed.assign(tone=tones).groupby(["side", "tone"])
    ]
