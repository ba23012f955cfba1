"""The two axes of a chart: what they carry, how far they go, what their labels say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt
import pandas as pd

from wayout.charts.scales import ticks

# A drawing on a telephone; ``width`` is what is left of it beside the vertical axis.
NARROW = "width < 460"
# Pixels that an axis keeps where there is no room at all, so that it never runs backwards.
SHORTEST = 60
Kind = Literal["quantitative", "ordinal", "nominal", "temporal"]


@dataclass(frozen=True)
class XAxis:
    """The horizontal axis: a column of the data, and how Vega-Lite is to read it.

    ``domain`` is the first and the last value, or every value of an ordinal axis; without one, the
    data decide. ``labels`` get a label, which the Vega expression ``show`` makes of a value, and
    one that comes less than ``apart`` pixels near another is left out. ``gutter`` and ``tight`` are
    pixels kept free on the right, on a wide and on a narrow drawing.
    """

    field: str
    kind: Kind
    domain: Sequence[Any]
    labels: Sequence[Any] = ()
    show: str = ""
    gutter: float = 8.0
    tight: float = 8.0
    line: bool = True
    apart: float = 10.0

    def encoding(self) -> alt.X:
        """Return the horizontal place of a mark."""
        return alt.X(field=self.field, type=self.kind, scale=self._scale(), axis=self._axis())

    def end(self) -> alt.ExprRef:
        """Return where the axis ends, in pixels; never before its start."""
        free = f"{NARROW} ? {self.tight:.0f} : {self.gutter:.0f}"
        return alt.ExprRef(f"max({SHORTEST}, width - ({free}))")

    def _scale(self) -> alt.Scale:
        bands = self.kind == "ordinal"
        ends: dict[str, Any] = {"domain": list(self.domain)} if self.domain else {"nice": False}
        gaps: dict[str, Any] = {"paddingInner": 0.28, "paddingOuter": 0.2} if bands else {}
        return alt.Scale(**ends, **gaps, range=[0 if bands else 10, self.end()])

    def _axis(self) -> alt.Axis:
        more: dict[str, Any] = {"title": None, "labelAngle": 0, "labelSeparation": self.apart}
        more |= {"labelExpr": self.show} if self.show else {}
        more |= {"values": list(self.labels)} if self.labels else {}
        return alt.Axis(domain=self.line, ticks=self.line, **more)


@dataclass(frozen=True)
class YAxis:
    """The vertical axis: which field, between which round numbers, how many pixels high."""

    field: str
    values: list[float]
    height: int

    @classmethod
    def over(cls, field: str, figures: pd.Series, height: int) -> "YAxis":
        """Return an axis that holds ``figures`` and zero."""
        low, high = min(0.0, float(figures.min())), max(0.0, float(figures.max()))
        return cls(field, ticks(low, high, 5 if height > 240 else 4), height)

    @property
    def per_pixel(self) -> float:
        """How much of the unit one pixel stands for."""
        return (self.values[-1] - self.values[0]) / self.height

    def encoding(self) -> alt.Y:
        """Return the vertical place of a mark."""
        scale = alt.Scale(domain=[self.values[0], self.values[-1]], nice=False)
        axis = alt.Axis(title=None, values=self.values, format=",~f", minExtent=30)
        return alt.Y(field=self.field, type="quantitative", scale=scale, axis=axis)


@dataclass(frozen=True)
class Axes:
    """Both axes of one drawing."""

    x: XAxis
    y: YAxis

    def hold(self, mark: alt.Chart, **channels: Any) -> alt.Chart:
        """Return ``mark`` in its place on both axes, and with ``channels``."""
        places = {"x": self.x.encoding(), "y": self.y.encoding()}
        drawn: alt.Chart = mark.encode(**places | channels)
        return drawn
