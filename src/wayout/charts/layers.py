"""The layers that charts are put together from. Each function returns one Altair layer."""

from collections.abc import Sequence
from typing import Any, Literal

import altair as alt
import pandas as pd

from wayout.caption import SERIES
from wayout.charts.axes import NARROW, Across, Up
from wayout.charts.scales import width_of
from wayout.charts.theme import DOMAIN, PAPER, SIZE, ink

Words = tuple[str, str]
Anchor = Literal["left", "right", "above", "above-end", "above-start", "below"]
DASH = {"solid": [1, 0], "pale": [1, 0], "hollow": [1, 0], "dashed": [4, 3], "dotted": [1, 4]}
ESSAY = SERIES[1]
GAP = 6
SAID = alt.ExprRef(f"{NARROW} ? datum.short : datum.text")


def rules(segments: pd.DataFrame, across: Across, up: Up, width: float) -> alt.Chart:
    """Return straight pieces of lines.

    Parameters
    ----------
    segments
        One row a piece: the fields of both axes, ``x2``, ``y2``, ``colour`` and ``look``.
    across, up
        The axes.
    width
        Thickness in pixels.
    """
    mark = alt.Chart(segments).mark_rule(strokeWidth=width, strokeCap="round", aria=False)
    return _on(mark, across, up, x2="x2", y2="y2", stroke=_as_given("colour"), strokeDash=_dash())


def _on(mark: alt.Chart, across: Across, up: Up, **channels: Any) -> alt.Chart:
    """Return ``mark`` with both axes and ``channels``."""
    drawn: alt.Chart = mark.encode(**{"x": across.encoding(), "y": up.encoding()} | channels)
    return drawn


def _as_given(field: str) -> alt.Stroke:
    return alt.Stroke(field, type="nominal", scale=None)


def _dash() -> alt.StrokeDash:
    scale = alt.Scale(domain=list(DASH), range=list(DASH.values()))
    return alt.StrokeDash("look", type="nominal", scale=scale, legend=None)


def dots(points: pd.DataFrame, across: Across, up: Up) -> alt.Chart:
    """Return one dot a row, filled or open by its ``fill``, outlined in its ``colour``."""
    mark = alt.Chart(points).mark_point(size=34, strokeWidth=1.8, filled=False, opacity=1)
    return _on(mark, across, up, tooltip=hover(), **_painted())


def columns(points: pd.DataFrame, across: Across, up: Up) -> alt.Chart:
    """Return one column a row, standing on zero, drawn by its ``fill``, ``colour`` and ``look``."""
    mark = alt.Chart(points).mark_bar(strokeWidth=1.2)
    return _on(mark, across, up, tooltip=hover(), **look_of_a_bar())


def _painted() -> dict[str, Any]:
    return {
        "fill": alt.Fill("fill", type="nominal", scale=None),
        "stroke": _as_given("colour"),
        "description": alt.Description("label", type="nominal"),
    }


def hover(field: str = "label") -> alt.Tooltip:
    """Return what a pointer is told: the same words that a screen reader speaks."""
    return alt.Tooltip(field, type="nominal")


def look_of_a_bar() -> dict[str, Any]:
    """Return the encodings by which a bar is drawn by its ``fill``, ``colour`` and ``look``."""
    return _painted() | {"strokeDash": _dash()}


def zero(across: Across, up: Up) -> alt.Chart:
    """Return the line that columns stand on."""
    base = pd.DataFrame({up.field: [0.0]})
    mark = alt.Chart(base).mark_rule(stroke=DOMAIN, strokeWidth=1, aria=False)
    end = alt.value(alt.ExprRef(across.end()))
    return _on(mark, across, up, x=alt.value(0), x2=end)


def texts(
    words: pd.DataFrame,
    across: Across,
    up: Up,
    anchor: Anchor,
    colour: str,
    weight: str = "bold",
) -> alt.Chart:
    """Return one text a row, on one side of its place.

    Parameters
    ----------
    words
        The fields of both axes, ``text``, and ``short`` for where it is narrow.
    across, up
        The axes.
    anchor
        The side of its place on which a text stands.
    colour
        A series colour; the text is drawn in its darker tone.
    weight
        ``bold`` or ``normal``.
    """
    fine: dict[str, Any] = {
        "fontSize": SIZE,
        "fontWeight": weight,
        "fill": ink(colour),
        "aria": False,
    }
    said = words[[across.field, up.field, "text", "short"]]
    mark = alt.Chart(said).mark_text(text=SAID, **fine, **_side(anchor, across))
    return _on(mark, across, up)


def _side(anchor: Anchor, across: Across) -> dict[str, Any]:
    half = "bandwidth('x') / 2 + " if across.kind == "ordinal" else ""
    if anchor == "left":
        return {
            "align": "right",
            "baseline": "middle",
            "dx": alt.ExprRef(f"-({half}{GAP})"),
            "dy": -3,
        }
    if anchor == "right":
        return {"align": "left", "baseline": "middle", "dx": alt.ExprRef(f"{half}{GAP}")}
    if anchor == "above-end":
        return {"align": "right", "baseline": "bottom", "dx": alt.ExprRef(f"{half}4"), "dy": -GAP}
    if anchor == "above-start":
        return {"align": "left", "baseline": "bottom", "dx": -4, "dy": -GAP}
    up = anchor == "above"
    return {"align": "center", "baseline": "bottom" if up else "top", "dy": -GAP if up else GAP}


def essay(
    place: tuple[Any, float], words: Sequence[Words], start: Any, across: Across, up: Up
) -> list[alt.Chart]:
    """Return the essay's figure: a diamond in its place, and a dashed line from its words.

    Parameters
    ----------
    place
        Where the diamond stands, in the units of the axes.
    words
        What stands above the line and what below it, each long and, where it is narrow, short.
    start
        Where on the horizontal axis the line and the words begin.
    across, up
        The axes.
    """
    point = pd.DataFrame({across.field: [place[0]], up.field: [place[1]], "text": [words[0][0]]})
    line = pd.DataFrame({across.field: [start], "x2": [place[0]], up.field: [place[1]]})
    return [
        _leader(line, across, up),
        _beside(line, words[0], across, up, above=True),
        _beside(line, words[1], across, up, above=False),
        _diamond(point, across, up),
    ]


def _leader(line: pd.DataFrame, across: Across, up: Up) -> alt.Chart:
    mark = alt.Chart(line).mark_rule(stroke=ESSAY, strokeDash=[2, 3], strokeWidth=1.4, aria=False)
    return _on(mark, across, up, x2="x2")


def _beside(line: pd.DataFrame, words: Words, across: Across, up: Up, *, above: bool) -> alt.Chart:
    fine: dict[str, Any] = {"fontWeight": "bold", "fontSize": 13} if above else {"fontSize": SIZE}
    where: dict[str, Any] = {"baseline": "bottom" if above else "top", "dy": -5 if above else 5}
    mark = alt.Chart(line.assign(text=words[0], short=words[1])).mark_text(
        align="left", fill=ink(ESSAY), aria=False, text=SAID, **fine, **where
    )
    return _on(mark, across, up)


def _diamond(point: pd.DataFrame, across: Across, up: Up) -> alt.Chart:
    mark = alt.Chart(point).mark_point(
        shape="diamond", size=170, filled=True, fill=ESSAY, stroke=PAPER, strokeWidth=1.5, opacity=1
    )
    said = alt.Description("text", type="nominal")
    return _on(mark, across, up, description=said, tooltip=hover("text"))


def gutter(words: Sequence[str]) -> float:
    """Return how many pixels the longest of ``words`` needs at the end of an axis."""
    return 8.0 + max((width_of(text, SIZE) + GAP for text in words), default=0.0)


def put_together(layers: Sequence[alt.Chart], height: int) -> alt.LayerChart:
    """Return ``layers`` as one drawing that fills the width it is given."""
    return alt.LayerChart(layer=list(layers), width="container", height=height)
