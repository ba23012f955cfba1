"""The layers that charts are put together from. Each function returns one Altair layer."""

from collections.abc import Sequence
from typing import Any, Literal

import altair as alt
import pandas as pd

from wayout.charts.axes import NARROW, Axes
from wayout.charts.scales import width_of
from wayout.charts.theme import DOMAIN, PAPER, SIZE, ink
from wayout.pages.caption import SERIES

Words = tuple[str, str]
Anchor = Literal["left", "right", "above", "above-end", "above-start", "below"]
DASH = {"solid": [1, 0], "pale": [1, 0], "hollow": [1, 0], "dashed": [4, 3], "dotted": [1, 4]}
ESSAY = SERIES[1]
GAP = 6
SAID = alt.ExprRef(f"{NARROW} ? datum.short : datum.text")


def as_given(field: str, channel: Any = alt.Stroke) -> Any:
    """Return the channel that paints by the colour which stands in ``field``."""
    return channel(field, type="nominal", scale=None)


def dash() -> alt.StrokeDash:
    """Return the channel that dashes an outline by its ``look``."""
    scale = alt.Scale(domain=list(DASH), range=list(DASH.values()))
    return alt.StrokeDash("look", type="nominal", scale=scale, legend=None)


def paint() -> dict[str, Any]:
    """Return the channels by which a mark is drawn by its ``fill`` and ``colour``."""
    return {"fill": as_given("fill", alt.Fill), "stroke": as_given("colour")}


def spoken(field: str = "label") -> dict[str, Any]:
    """Return the channels that tell a screen reader and a pointer the same words."""
    words: dict[str, Any] = {"type": "nominal"}
    return {"description": alt.Description(field, **words), "tooltip": alt.Tooltip(field, **words)}


def rules(segments: pd.DataFrame, axes: Axes, width: float) -> alt.Chart:
    """Return straight pieces of lines, ``width`` pixels thick.

    One row a piece: the fields of both axes, ``x2``, ``y2``, ``colour`` and ``look``.
    """
    mark = alt.Chart(segments).mark_rule(strokeWidth=width, strokeCap="round", aria=False)
    return axes.hold(mark, x2="x2", y2="y2", stroke=as_given("colour"), strokeDash=dash())


def dots(points: pd.DataFrame, axes: Axes) -> alt.Chart:
    """Return one dot a row, filled or open by its ``fill``, outlined in its ``colour``."""
    mark = alt.Chart(points).mark_point(size=34, strokeWidth=1.8, filled=False, opacity=1)
    return axes.hold(mark, **paint(), **spoken())


def columns(points: pd.DataFrame, axes: Axes) -> alt.Chart:
    """Return one column a row, standing on zero, drawn by its ``fill``, ``colour`` and ``look``."""
    mark = alt.Chart(points).mark_bar(strokeWidth=1.2)
    return axes.hold(mark, **paint(), **spoken(), strokeDash=dash())


def zero(axes: Axes) -> alt.Chart:
    """Return the line that columns stand on."""
    base = pd.DataFrame({axes.y.field: [0.0]})
    mark = alt.Chart(base).mark_rule(stroke=DOMAIN, strokeWidth=1, aria=False)
    return axes.hold(mark, x=alt.value(0), x2=alt.value(axes.x.end()))


def texts(
    words: pd.DataFrame, axes: Axes, anchor: Anchor, colour: str, weight: str = "bold"
) -> alt.Chart:
    """Return one text a row, on the side of its place that ``anchor`` says.

    ``words`` holds the fields of both axes, ``text``, and ``short`` for where it is narrow. A
    series ``colour`` is written in its darker tone; ``weight`` is ``bold`` or ``normal``.
    """
    said = words[[axes.x.field, axes.y.field, "text", "short"]]
    fine: dict[str, Any] = {"fontSize": SIZE, "fontWeight": weight, "fill": ink(colour)}
    side = _side(anchor, bands=axes.x.kind == "ordinal")
    return axes.hold(alt.Chart(said).mark_text(text=SAID, aria=False, **fine, **side))


def _side(anchor: Anchor, *, bands: bool) -> dict[str, Any]:
    half = "bandwidth('x') / 2 + " if bands else ""
    sides: dict[str, dict[str, Any]] = {
        "left": {"align": "right", "dx": alt.ExprRef(f"-({half}{GAP})"), "dy": -3},
        "right": {"align": "left", "dx": alt.ExprRef(f"{half}{GAP}")},
        "above-end": {"align": "right", "dx": alt.ExprRef(f"{half}4"), "dy": -GAP},
        "above-start": {"align": "left", "dx": -4, "dy": -GAP},
        "above": {"align": "center", "dy": -GAP},
        "below": {"align": "center", "dy": GAP},
    }
    bases = {"left": "middle", "right": "middle", "below": "top"}
    return {"baseline": bases.get(anchor, "bottom")} | sides[anchor]


def essay(
    place: tuple[Any, float], words: Sequence[Words], start: Any, axes: Axes
) -> list[alt.Chart]:
    """Return the essay's figure: a diamond in its place, and a dashed line from its words.

    ``words`` are what stands above the line and what below it, each long and, where it is
    narrow, short. The line and the words begin at ``start`` on the horizontal axis.
    """
    x, y = axes.x.field, axes.y.field
    point = pd.DataFrame({x: [place[0]], y: [place[1]], "text": [words[0][0]]})
    line = pd.DataFrame({x: [start], "x2": [place[0]], y: [place[1]]})
    leader = alt.Chart(line).mark_rule(stroke=ESSAY, strokeDash=[2, 3], strokeWidth=1.4, aria=False)
    diamond = alt.Chart(point).mark_point(
        shape="diamond", size=170, filled=True, fill=ESSAY, stroke=PAPER, strokeWidth=1.5, opacity=1
    )
    return [
        axes.hold(leader, x2="x2"),
        _beside(line, words[0], axes, baseline="bottom", dy=-5, fontWeight="bold", fontSize=13),
        _beside(line, words[1], axes, baseline="top", dy=5, fontSize=SIZE),
        axes.hold(diamond, **spoken("text")),
    ]


def _beside(line: pd.DataFrame, words: Words, axes: Axes, **fine: Any) -> alt.Chart:
    base = alt.Chart(line.assign(text=words[0], short=words[1]))
    return axes.hold(base.mark_text(align="left", fill=ink(ESSAY), aria=False, text=SAID, **fine))


def gutter(words: Sequence[str]) -> float:
    """Return how many pixels the longest of ``words`` needs at the end of an axis."""
    return 8.0 + max((width_of(text, SIZE) + GAP for text in words), default=0.0)


def gutters(labels: pd.DataFrame) -> tuple[float, float]:
    """Return how many pixels ``labels`` need on the right, on a wide and on a narrow drawing."""
    return gutter(list(labels["text"])), gutter([text for text in labels["short"] if text])


def put_together(layers: Sequence[alt.Chart], height: int) -> alt.LayerChart:
    """Return ``layers`` as one drawing that fills the width it is given."""
    return alt.LayerChart(layer=list(layers), width="container", height=height)
