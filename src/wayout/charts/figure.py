"""A chart as a reader meets it: title, unit, key, drawing, note, source, table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
from IPython.display import display

from wayout import pages
from wayout.charts.marks import Key
from wayout.charts.renderer import render
from wayout.pages.caption import Caption
from wayout.tables.package import attribution

# How a mark is drawn, as a piece of text that needs no style sheet to be told apart.
SIGNS = {
    "solid": "\N{BLACK SQUARE}",
    "pale": "\N{SQUARE WITH UPPER LEFT TO LOWER RIGHT FILL}",
    "hollow": "\N{WHITE SQUARE}",
    "dashed": "\N{DOTTED SQUARE}",
    "dot": "\N{BLACK CIRCLE}",
    "ring": "\N{WHITE CIRCLE}",
    "dashed-line": "\N{BOX DRAWINGS LIGHT TRIPLE DASH HORIZONTAL}",
    "dotted-line": "\N{TWO DOT LEADER}",
    "essay": "\N{BLACK DIAMOND}",
}


@dataclass(frozen=True)
class Panel:
    """One drawing of a chart, and what it shows, in sentences written from its data.

    The heading stands above it where a chart has more than one.
    """

    drawing: alt.LayerChart
    alternative: str
    heading: str = ""

    def spec(self) -> dict[str, Any]:
        """Return the Vega-Lite specification, with the alternative as its description."""
        return self.drawing.properties(description=self.alternative).to_dict()


@dataclass(frozen=True, repr=False)
class Chart:
    """Something a lesson shows by naming it on the last line of a cell.

    It has one drawing, or several that share title and unit. The caption has note, source line
    and the numbers as a table. The key holds ``(sign, words)`` for each way of drawing that
    needs a name; signs are `SIGNS`, with ``-others`` where the marks are grey.
    """

    title: str
    unit: str
    panels: tuple[Panel, ...]
    caption: Caption
    key: Key = ()

    @property
    def alternative(self) -> str:
        """What the chart shows, in sentences, without looking at it."""
        return " ".join([f"{self.title}.", f"Unit: {self.unit}.", *map(_spoken, self.panels)])

    def specs(self) -> list[dict[str, Any]]:
        """Return the Vega-Lite specification of each panel."""
        return [panel.spec() for panel in self.panels]

    def __str__(self) -> str:
        return self.alternative

    def __repr__(self) -> str:
        return f"<Chart: {self.title}>"

    def _ipython_display_(self) -> None:
        _show(
            pages.render("charts/head.html", chart=self, signs=SIGNS), f"{self.title}\n{self.unit}"
        )
        for panel in self.panels:
            if panel.heading:
                _show(pages.render("charts/panel.html", heading=panel.heading), panel.heading)
            data, metadata = render(panel.spec())
            display(data, metadata=metadata, raw=True)  # type: ignore[no-untyped-call]
        note = [self.caption.note] if self.caption.note else []
        _show(self.caption.html(), " ".join([*note, plain_sources(self.caption.tables)]))


def plain_sources(tables: Sequence[str]) -> str:
    """Return one sentence that names the publishers of the tables, in order."""
    return f"Source: {'; '.join(dict.fromkeys(attribution(name) for name in tables))}."


def _spoken(panel: Panel) -> str:
    return f"{panel.heading}: {panel.alternative}" if panel.heading else panel.alternative


def _show(page: str, text: str) -> None:
    display({"text/html": page, "text/plain": text}, raw=True)  # type: ignore[no-untyped-call]
