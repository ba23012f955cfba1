"""Rows: a name above each, marks along one scale below it, words at their ends.

Bars, pairs, points and the two shares of one trade are drawings of this kind. Each says how far
its scale goes, what stands in a row, and how far below the middle of the row (``drop``, pixels).
"""

from dataclasses import dataclass
from functools import cached_property
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from wayout.charts import layers
from wayout.charts.axes import SHORTEST
from wayout.charts.scales import LINE_OF_TEXT, width_of
from wayout.charts.theme import SIZE, TEXT

DROP = 9
# A telephone's drawing beside Lab's own bars, and the narrowest where a name has its wide lines.
NARROWEST, WIDER = 240.0, 560.0
_SAID = f"(width < {WIDER:.0f} ? datum.narrow_lines : datum.lines)"
_WORDS: dict[str, Any] = {"align": "left", "fontSize": SIZE, "aria": False}


@dataclass(frozen=True)
class Rows:
    """What the layers of a drawing in rows share.

    ``frame`` has one row a mark, as `marks.styled` makes them, and ``name`` is the column that
    tells the rows apart, in the order of the frame. ``ends`` are the first and last value of the
    scale, which ``axis`` shows, by default not at all; ``free`` and ``start`` are pixels kept free
    on the right, for words, and on the left. ``padding`` is the room above and below all rows.
    ``said`` are the columns that write the name, on a wide and on a narrow drawing.
    """

    frame: pd.DataFrame
    name: str
    ends: tuple[float, float]
    free: float
    start: float = 0
    axis: alt.Axis | None = None
    padding: float | None = None
    said: tuple[str, str] | None = None

    @property
    def end(self) -> alt.ExprRef:
        """Where the scale ends, in pixels; never before its start."""
        return alt.ExprRef(f"max({SHORTEST}, width - {self.free:.0f})")

    @cached_property
    def written(self) -> pd.DataFrame:
        """The names, and their ``lines`` and ``narrow_lines``.

        Vega makes room for a name that is wider than the drawing by a shorter scale: none is.
        """
        wide, narrow = (self.frame[column] for column in self.said or (self.name, self.name))
        lines = {"lines": folded(wide, WIDER), "narrow_lines": folded(narrow, NARROWEST)}
        return self.frame[[self.name]].assign(**lines).drop_duplicates()

    def across(self, field: str) -> alt.X:
        """Return the place of a mark on the scale."""
        scale = alt.Scale(domain=list(self.ends), range=[self.start, self.end], nice=False)
        return alt.X(field=field, type="quantitative", scale=scale, axis=self.axis)

    @cached_property
    def reach(self) -> str:
        """How high all rows are, with the further lines of their names: a Vega expression."""
        said = self.written[["narrow_lines", "lines"]]
        narrow, wide = (
            said[column].str.count("\n").max() * LINE_OF_TEXT * len(said) for column in said
        )
        return f"(height + (width < {WIDER:.0f} ? {narrow} : {wide}))"

    def base(self, rows: pd.DataFrame | None = None) -> alt.Chart:
        """Return marks to be drawn, each in its row; of all rows, or of those given."""
        order = list(self.frame[self.name].unique())
        fine: dict[str, Any] = {} if self.padding is None else {"paddingOuter": self.padding}
        # A height is fixed, so rows that need more reach above it: Vega makes room for them.
        top, height = alt.ExprRef(f"height - {self.reach}"), alt.ExprRef("height")
        scale = alt.Scale(range=[top, height], **fine)
        place = alt.Y(field=self.name, type="nominal", sort=order, axis=None, scale=scale)
        drawn: alt.Chart = alt.Chart(self.frame if rows is None else rows).encode(y=place)
        return drawn

    def names(self, **fine: Any) -> alt.Chart:
        """Return the name above each row; ``fine`` is how it is written, if not as usual."""
        fine = _WORDS | {"baseline": "bottom", "dy": -3, "fill": TEXT} | fine
        higher = f"{LINE_OF_TEXT} * (length(split({_SAID}, '\\n')) - 1)"
        fine |= {"lineBreak": "\n", "lineHeight": LINE_OF_TEXT, "text": alt.ExprRef(_SAID)}
        fine["dy"] = alt.ExprRef(f"{fine['dy']} - {higher}")
        drawn: alt.Chart = self.base(self.written).mark_text(**fine)
        return drawn.encode(x=alt.value(0))

    def words(
        self, field: str, said: str = "text", rows: pd.DataFrame | None = None, **fine: Any
    ) -> alt.Chart:
        """Return the words of column ``said``, each beside its place on the scale."""
        fine = _WORDS | {"dx": layers.GAP, "dy": DROP, "fontWeight": "bold", "fill": TEXT} | fine
        mark = self.base(rows).mark_text(**fine)
        drawn: alt.Chart = mark.encode(x=self.across(field), text=alt.Text(said, type="nominal"))
        return drawn

    def bars(
        self, first: str, last: str = "", rows: pd.DataFrame | None = None, **fine: Any
    ) -> alt.Chart:
        """Return a bar a row, from zero to column ``first``, or from ``first`` to ``last``."""
        mark = self.base(rows).mark_bar(**{"strokeWidth": 1.2, "yOffset": DROP} | fine)
        ends = {"x2": last} if last else {}
        channels = layers.paint() | layers.spoken() | {"strokeDash": layers.dash()} | ends
        drawn: alt.Chart = mark.encode(x=self.across(first), **channels)
        return drawn

    def dots(self, field: str, rows: pd.DataFrame | None = None, **fine: Any) -> alt.Chart:
        """Return a point a row, at column ``field``."""
        mark = self.base(rows).mark_point(filled=False, opacity=1, yOffset=DROP, **fine)
        drawn: alt.Chart = mark.encode(x=self.across(field), **layers.paint(), **layers.spoken())
        return drawn

    def drawing(self, drawn: list[alt.Chart], tall: int, more: int = 0) -> alt.LayerChart:
        """Return layers as one drawing, ``tall`` pixels a row and ``more`` in all."""
        return layers.put_together(drawn, tall * self.frame[self.name].nunique() + more)


def folded(names: pd.Series, pixels: float) -> pd.Series:
    """Return ``names`` whole, in lines that are no wider than ``pixels``."""
    letters = int(pixels / width_of("m", SIZE))
    return names.map(lambda name: "\n".join(wrap(str(name), letters)))
