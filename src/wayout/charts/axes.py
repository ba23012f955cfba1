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
class Across:
    """The horizontal axis: which field, of what kind, how far, and what stays free at its end.

    Attributes
    ----------
    field, kind
        Column of the data, and how Vega-Lite is to read it.
    domain
        First and last value, or for an ordinal axis every value, gaps included. Without one,
        the data decide.
    labels
        Values that get a label.
    show
        Vega expression that turns a value into its label, or empty.
    gutter
        Pixels kept free on the right for labels.
    tight
        The same where the drawing is narrow.
    line
        Whether the axis has a line of its own.
    apart
        Pixels that labels keep between them; a label that comes too close is left out.
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

    def end(self) -> str:
        """Return the Vega expression for where the axis ends, in pixels; never before its start."""
        return f"max({SHORTEST}, width - ({NARROW} ? {self.tight:.0f} : {self.gutter:.0f}))"

    def _scale(self) -> alt.Scale:
        start = 0 if self.kind == "ordinal" else 10
        free: dict[str, Any] = {"range": [start, alt.ExprRef(self.end())]}
        ends: dict[str, Any] = {"domain": list(self.domain)} if self.domain else {"nice": False}
        bands: dict[str, Any] = (
            {"paddingInner": 0.28, "paddingOuter": 0.2} if self.kind == "ordinal" else {}
        )
        return alt.Scale(**ends, **free, **bands)

    def _axis(self) -> alt.Axis:
        more: dict[str, Any] = {"labelExpr": self.show} if self.show else {}
        values: dict[str, Any] = {"values": list(self.labels)} if self.labels else {}
        return alt.Axis(
            title=None,
            labelAngle=0,
            labelSeparation=self.apart,
            domain=self.line,
            ticks=self.line,
            **values,
            **more,
        )


@dataclass(frozen=True)
class Up:
    """The vertical axis: which field, between which round numbers."""

    field: str
    values: list[float]
    height: int

    @classmethod
    def over(cls, field: str, figures: pd.Series, height: int) -> "Up":
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
        return alt.Y(field=self.field, type="quantitative", scale=scale, axis=self._axis())

    def _axis(self) -> alt.Axis:
        return alt.Axis(title=None, values=self.values, format=",~f", minExtent=30)
