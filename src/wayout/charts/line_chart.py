"""The general line chart: estimates are drawn open, and what is missing stays missing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from wayout.charts import layers, marks, status
from wayout.charts.axes import Axes, XAxis, YAxis
from wayout.charts.figure import Chart, Panel
from wayout.charts.require import ChartError, need, need_drawn, need_numbers, need_one_each
from wayout.charts.scales import LINE_OF_TEXT, spread, ticks
from wayout.language import day_in_words, exact, listed, number
from wayout.pages.caption import SERIES, Caption


def line(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    title: str,
    unit: str,
    tables: Sequence[str],
    by: str | None = None,
    panels: str | None = None,
    estimate: str | None = None,
    mark: Mapping[Any, str] | None = None,
    note: str = "",
) -> Chart:
    """Draw one line, or one for each value of ``by``.

    With ``panels`` there is a drawing for each value of that column, all on one scale.

    ``x`` is a column of numbers (such as years) or dates, ``y`` that of the amounts: a missing one
    is left out, and the line across it is dotted. ``by`` tells the lines apart, five at most.
    ``estimate`` is a column of status words, or of true and false: estimates are drawn open and
    dashed, and named. ``mark`` picks points out: a value of ``x``, or ``(by, x)``, and the words to
    stand beside it. ``tables`` the frame came from make the source line.

    Raises `ChartError` if a column is missing or holds no numbers, two rows share a place, there
    are more than five lines, or ``mark`` names what is not drawn.
    """
    parts = frame.groupby(panels, sort=False) if panels else [("", frame)]
    drawn = {
        str(head): plotted(rows, x, y, by, status.statuses(rows, estimate)) for head, rows in parts
    }
    marked = {head: _marked(points, x, y, mark or {}) for head, points in drawn.items()}
    whole = pd.concat(drawn.values(), ignore_index=True)
    up = YAxis.over(y, whole[y], 220 if panels else 320)
    axes = Axes(_along(whole[x], x, *_gutters(drawn.values(), y, up)), up)
    made = [
        Panel(_drawing(points, marked[head], axes), describe(points, x, y), head)
        for head, points in drawn.items()
    ]
    table = {panels.capitalize(): frame[panels]} if panels else {}
    table |= {x.capitalize(): frame[x].map(_at)} | ({by.capitalize(): frame[by]} if by else {})
    table |= {unit: frame[y].astype(float)} | status.column(frame, estimate)
    signs = dict.fromkeys(sign for points in drawn.values() for sign in key(points, x, y))
    return Chart(title, unit, tuple(made), Caption(tables, pd.DataFrame(table), note), (*signs,))


def _gutters(drawn: Iterable[pd.DataFrame], y: str, up: YAxis) -> tuple[float, float]:
    """Return the room for the labels of all drawings, so that their years stand in line."""
    wide, tight = zip(*(layers.gutters(end_labels(points, y, up)) for points in drawn), strict=True)
    return max(wide), max(tight)


def _drawing(points: pd.DataFrame, marked: pd.DataFrame, axes: Axes) -> alt.LayerChart:
    ends = end_labels(points, axes.y.field, axes.y)
    drawn = [*pieces(points, axes), *label_layers(ends, axes, "right")]
    for side in ("above-end", "above-start"):
        drawn += label_layers(marked[marked["side"] == side], axes, side)
    return layers.put_together(drawn, axes.y.height)


def plotted(
    frame: pd.DataFrame,
    x: str,
    y: str,
    by: str | None,
    words: pd.Series,
    tones: Sequence[str] = SERIES,
) -> pd.DataFrame:
    """Return the rows that have a figure, styled, with ``series`` and ``label``, line by line.

    ``tones`` are the colours of the lines, in the order in which they come.
    """
    keys = [by] if by else []
    _need_order(need(need_numbers(frame, y), x, *keys), x)
    need_one_each(frame, *keys, x)
    series = frame[by].astype(str) if by else pd.Series("", index=frame.index)
    names = list(series.unique())
    if len(names) > len(tones):
        raise ChartError(f"{len(names)} lines are too many to tell apart: keep five or fewer.")
    colours = series.map(dict(zip(names, tones, strict=False)))
    points = marks.styled(frame[[x, y]].assign(series=series), words, colours)
    places = [
        f"{name}, {_at(at)}".removeprefix(", ") for name, at in zip(series, frame[x], strict=True)
    ]
    points["label"] = marks.labels(places, points[y], words)
    return points.dropna(subset=[y]).sort_values(["series", x]).reset_index(drop=True)


def _need_order(frame: pd.DataFrame, x: str) -> None:
    kinds = pd.api.types
    if not (kinds.is_numeric_dtype(frame[x]) or kinds.is_datetime64_any_dtype(frame[x])):
        raise ChartError(f"Column '{x}' holds neither numbers nor dates: draw names with bars.")


def _at(place: Any) -> str:
    return day_in_words(place) if isinstance(place, pd.Timestamp) else f"{place:g}"


def _along(values: pd.Series, field: str, gutter: float, tight: float) -> XAxis:
    if pd.api.types.is_datetime64_any_dtype(values):
        return XAxis(field, "temporal", (), gutter=gutter, tight=tight)
    first, last = float(values.min()), float(values.max())
    shown = [n for n in ticks(first, last, 6) if first <= n <= last]
    return XAxis(field, "quantitative", [first, last], shown, "datum.value", gutter, tight)


def pieces(points: pd.DataFrame, axes: Axes, width: float = 2.4) -> list[alt.Chart]:
    """Return the pieces of the lines and, on top, their points."""
    found = segments(points, axes.x.field, axes.y.field)
    dots = layers.dots(points, axes)
    return [layers.rules(found, axes, width), dots] if len(found) else [dots]


def segments(points: pd.DataFrame, x: str, y: str) -> pd.DataFrame:
    """Return one row for each piece of line between two neighbouring points.

    Its ``look`` is ``dotted`` where figures in between are missing, ``dashed`` where an end
    is an estimate, and ``solid`` otherwise.
    """
    after = points.groupby("series")[[x, y, "look"]].shift(-1)
    apart = after[x] - points[x]
    unsure = (points["look"] == "dashed") | (after["look"] == "dashed")
    look = unsure.map({True: "dashed", False: "solid"}).mask(apart > 1.6 * apart.median(), "dotted")
    found = points[[x, y, "colour"]].assign(x2=after[x], y2=after[y], look=look)
    return found[after[x].notna()]


def end_labels(points: pd.DataFrame, y: str, up: YAxis) -> pd.DataFrame:
    """Return one row a line: name and last figure, apart from the other lines' labels.

    Where it is narrow, ``short`` says the name alone.
    """
    last = points.groupby("series", sort=False).tail(1).copy()
    figures = last[y].map(number)
    last["text"] = (last["series"] + ": " + figures).str.removeprefix(": ")
    last["short"] = last["series"].mask(last["series"] == "", figures)
    last[y] = spread(list(last[y]), LINE_OF_TEXT * up.per_pixel)
    return last


def _marked(points: pd.DataFrame, x: str, y: str, mark: Mapping[Any, str]) -> pd.DataFrame:
    places = list(zip(points["series"], points[x], strict=True))
    need_drawn(mark, {*places, *points[x]})
    found = [mark.get(pair, mark.get(pair[1])) for pair in places]
    said = pd.Series(found, index=points.index, dtype=object)
    # Above a point, on the side from which the line comes up to it.
    falls = points.groupby("series")[y].diff() < 0
    side = falls.map({True: "above-start", False: "above-end"})
    return points.assign(text=said, short=said, side=side).dropna(subset=["text"])


def label_layers(labels: pd.DataFrame, axes: Axes, anchor: layers.Anchor) -> list[alt.Chart]:
    """Return one text layer for each colour of ``labels``."""
    return [
        layers.texts(rows, axes, anchor, str(colour))
        for colour, rows in labels.groupby("colour", sort=False)
    ]


def key(points: pd.DataFrame, x: str, y: str) -> marks.Key:
    """Return sign and words for what is drawn open, dashed or dotted; nothing if nothing is."""
    dotted = "dotted" in set(segments(points, x, y)["look"])
    gaps = (("dotted-line", "no figure in between"),) if dotted else ()
    return (*marks.open_signs(points), *gaps)


def describe(points: pd.DataFrame, x: str, y: str) -> str:
    """Return what each line does: first, last, highest figure, and what is not a plain report."""
    said = [_describe_one(s, rows, x, y) for s, rows in points.groupby("series", sort=False)]
    count = "Line chart." if len(said) == 1 else f"Line chart of {len(said)} lines."
    return " ".join([count, *said])


def _describe_one(series: Any, rows: pd.DataFrame, x: str, y: str) -> str:
    chosen = rows.iloc[0], rows.iloc[-1], rows.iloc[int(rows[y].argmax())]
    first, last, high = (f"{exact(row[y])} ({_at(row[x])})" for row in chosen)
    unsure = [_at(place) for place in marks.unsure(rows)[x]]
    start = f"{series}: from" if series else "From"
    more = f"; not plain reports: {listed(unsure)}" if unsure else ""
    return f"{start} {first} to {last}, highest {high}{more}."
