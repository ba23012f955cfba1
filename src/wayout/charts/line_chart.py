"""The general line chart: estimates are drawn open, and what is missing stays missing."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd

from wayout.caption import SERIES, Foot
from wayout.charts import layers
from wayout.charts.axes import Across, Up
from wayout.charts.figure import Chart, Panel
from wayout.charts.painting import Key
from wayout.charts.require import ChartError, need, need_drawn, need_numbers, need_one_each
from wayout.charts.scales import spread, ticks
from wayout.charts.status import OPEN, looks, name, statuses, told
from wayout.charts.theme import PAPER
from wayout.charts.wording import exact, number
from wayout.language import day_in_words, listed

LINE_OF_TEXT = 15


def line(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    title: str,
    unit: str,
    tables: Sequence[str],
    by: str | None = None,
    estimate: str | None = None,
    mark: Mapping[Any, str] | None = None,
    note: str = "",
) -> Chart:
    """Draw one line, or one for each value of ``by``.

    Parameters
    ----------
    frame
        The rows to draw. A missing figure is left out; the line across it is dotted.
    x
        Column of numbers (such as years) or dates, from left to right.
    y
        Column of the amounts.
    title, unit
        Stand above the drawing.
    tables
        Names of the tables the frame came from, for the source line.
    by
        Column that tells the lines apart: at most five values.
    estimate
        Column of status words, or of true and false. Estimates are drawn open and dashed,
        and named.
    mark
        Points to pick out: a value of ``x``, or ``(by, x)``, and the words to stand beside it.
    note
        One sentence to stand under the drawing.

    Raises
    ------
    ChartError
        If a column is missing or holds no numbers, two rows share a place, there are more
        than five lines, or ``mark`` names what is not drawn.
    """
    points = plotted(frame, x, y, by, statuses(frame, estimate))
    marked = _marked(points, x, y, mark or {})
    panel = Panel(_drawing(points, marked, x, y, named=by is not None), describe(points, x, y))
    foot = Foot(tables, _twin(frame, x, y, by, unit, estimate), note)
    return Chart(title, unit, (panel,), foot, key(points, x, y))


def _drawing(
    points: pd.DataFrame, marked: pd.DataFrame, x: str, y: str, *, named: bool
) -> alt.LayerChart:
    up = Up.over(y, points[y], 320)
    ends = end_labels(points, x, y, up, named=named)
    across = _along(points[x], x, *gutters(ends))
    drawn = [*pieces(points, across, up), *label_layers(ends, across, up, "right")]
    for side in ("above-end", "above-start"):
        drawn += label_layers(marked[marked["side"] == side], across, up, side)
    return layers.put_together(drawn, up.height)


def plotted(
    frame: pd.DataFrame,
    x: str,
    y: str,
    by: str | None,
    words: pd.Series,
    tones: Sequence[str] = SERIES,
) -> pd.DataFrame:
    """Return the rows that have a figure, with what a point needs to be drawn.

    Adds ``series``, ``status``, ``look``, ``colour``, ``fill`` and ``label``; ``tones`` are
    the colours of the lines, in the order in which they come.
    """
    keys = [by] if by else []
    _need_order(need(need_numbers(frame, y), x, *keys), x)
    need_one_each(frame, *keys, x)
    names = frame[by].astype(str) if by else pd.Series("", index=frame.index)
    points = frame[[x, y]].assign(series=names, status=words, look=looks(words))
    points["colour"] = points["series"].map(_colours(list(names.unique()), tones))
    points["fill"] = points["colour"].mask(points["look"].isin(OPEN), PAPER)
    rows = zip(names, points[x], points[y], points["status"], strict=True)
    points["label"] = [_label(*row) for row in rows]
    return points.dropna(subset=[y]).sort_values(["series", x]).reset_index(drop=True)


def _need_order(frame: pd.DataFrame, x: str) -> None:
    kinds = pd.api.types
    if not (kinds.is_numeric_dtype(frame[x]) or kinds.is_datetime64_any_dtype(frame[x])):
        raise ChartError(f"Column '{x}' holds neither numbers nor dates: draw names with bars.")


def _colours(names: list[str], tones: Sequence[str]) -> dict[str, str]:
    if len(names) > len(tones):
        raise ChartError(f"{len(names)} lines are too many to tell apart: keep five or fewer.")
    return dict(zip(names, tones, strict=False))


def _label(series: str, x: Any, y: float, status: str) -> str:
    return f"{series}, {_at(x)}: {number(y, 2)}, {name(status)}".removeprefix(", ")


def _at(place: Any) -> str:
    return day_in_words(place) if isinstance(place, pd.Timestamp) else f"{place:g}"


def _along(values: pd.Series, field: str, gutter: float, tight: float) -> Across:
    first, last = values.min(), values.max()
    if pd.api.types.is_datetime64_any_dtype(values):
        return Across(field, "temporal", (), gutter=gutter, tight=tight)
    round_ones = [n for n in ticks(float(first), float(last), 6) if first <= n <= last]
    return Across(
        field, "quantitative", [float(first), float(last)], round_ones, "datum.value", gutter, tight
    )


def pieces(points: pd.DataFrame, across: Across, up: Up, width: float = 2.4) -> list[alt.Chart]:
    """Return the pieces of the lines and, on top, their points."""
    found = segments(points, across.field, up.field)
    dots = layers.dots(points, across, up)
    return [layers.rules(found, across, up, width), dots] if len(found) else [dots]


def segments(points: pd.DataFrame, x: str, y: str) -> pd.DataFrame:
    """Return one row for each piece of line between two neighbouring points.

    Its ``look`` is ``dotted`` where figures in between are missing, ``dashed`` where an end
    is an estimate, and ``solid`` otherwise.
    """
    usual = points.groupby("series")[x].diff().median()
    found = [
        _piece(a, b, x, y, (b[x] - a[x]) > 1.6 * usual)
        for _, rows in points.groupby("series", sort=False)
        for a, b in pairwise(rows.to_dict("records"))
    ]
    return pd.DataFrame(found, columns=[x, y, "x2", "y2", "colour", "look"])


def _piece(a: dict[Any, Any], b: dict[Any, Any], x: str, y: str, gap: bool) -> dict[str, Any]:
    unsure = "dashed" in (a["look"], b["look"])
    look = "dotted" if gap else "dashed" if unsure else "solid"
    return {x: a[x], y: a[y], "x2": b[x], "y2": b[y], "colour": a["colour"], "look": look}


def end_labels(points: pd.DataFrame, x: str, y: str, up: Up, *, named: bool) -> pd.DataFrame:
    """Return one row a line: name and last figure, apart from the other lines' labels.

    Where it is narrow, ``short`` says the name alone.
    """
    last = points.groupby("series", sort=False).tail(1).copy()
    figures = last[y].map(number)
    last["text"] = last["series"] + ": " + figures if named else figures
    last["short"] = last["series"] if named else figures
    last[y] = spread(list(last[y]), LINE_OF_TEXT * up.per_pixel)
    return last


def gutters(ends: pd.DataFrame) -> tuple[float, float]:
    """Return how many pixels the labels need on the right, on a wide and a narrow drawing."""
    return layers.gutter(list(ends["text"])), layers.gutter(list(ends["short"]))


def _marked(points: pd.DataFrame, x: str, y: str, mark: Mapping[Any, str]) -> pd.DataFrame:
    places = list(zip(points["series"], points[x], strict=True))
    found = [mark.get(pair, mark.get(pair[1])) for pair in places]
    need_drawn(mark, {*places, *points[x]})
    said = pd.Series(found, index=points.index, dtype=object)
    # Above a point, on the side from which the line comes up to it.
    falls = points.groupby("series")[y].diff() < 0
    side = falls.map({True: "above-start", False: "above-end"})
    return points.assign(text=said, short=said, side=side).dropna(subset=["text"])


def label_layers(
    labels: pd.DataFrame, across: Across, up: Up, anchor: layers.Anchor
) -> list[alt.Chart]:
    """Return one text layer for each colour of ``labels``."""
    return [
        layers.texts(rows, across, up, anchor, str(colour))
        for colour, rows in labels.groupby("colour", sort=False)
    ]


def key(points: pd.DataFrame, x: str, y: str) -> Key:
    """Return sign and words for what is drawn open, dashed or dotted; nothing if nothing is."""
    found = [
        (sign, name(word))
        for look, sign in (("hollow", "ring"), ("dashed", "dashed-line"))
        for word in points.loc[points["look"] == look, "status"].unique()
    ]
    if "dotted" in set(segments(points, x, y)["look"]):
        found.append(("dotted-line", "no figure in between"))
    return tuple(found)


def _twin(
    frame: pd.DataFrame, x: str, y: str, by: str | None, unit: str, estimate: str | None
) -> pd.DataFrame:
    columns = {x.capitalize(): frame[x].map(_at)}
    columns |= {by.capitalize(): frame[by]} if by else {}
    columns[unit] = frame[y].astype(float)
    return pd.DataFrame(columns | told(frame, estimate))


def describe(points: pd.DataFrame, x: str, y: str) -> str:
    """Return what each line does: first, last, highest figure, and what is not a plain report."""
    said = [_describe_one(s, rows, x, y) for s, rows in points.groupby("series", sort=False)]
    count = "Line chart." if len(said) == 1 else f"Line chart of {len(said)} lines."
    return " ".join([count, *said])


def _describe_one(series: Any, rows: pd.DataFrame, x: str, y: str) -> str:
    first, last, high = rows.iloc[0], rows.iloc[-1], rows.iloc[int(rows[y].argmax())]
    unsure = [_at(place) for place in rows.loc[rows["look"].isin(OPEN), x]]
    start = f"{series}: from" if series else "From"
    more = f"; not plain reports: {listed(unsure)}" if unsure else ""
    return (
        f"{start} {exact(first[y])} ({_at(first[x])}) to {exact(last[y])} ({_at(last[x])}), "
        f"highest {exact(high[y])} ({_at(high[x])}){more}."
    )
