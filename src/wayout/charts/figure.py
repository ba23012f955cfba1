"""A chart as a reader meets it: title, unit, key, drawing, note, source, table."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import altair as alt
from IPython.display import display

from wayout.caption import Foot
from wayout.charts.painting import Key
from wayout.charts.renderer import render
from wayout.tables.package import attribution


@dataclass(frozen=True)
class Panel:
    """One drawing of a chart.

    Attributes
    ----------
    drawing
        The Altair chart.
    alternative
        What the drawing shows, in sentences, written from its data.
    heading
        Stands above the drawing where a chart has more than one. May be empty.
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

    Attributes
    ----------
    title, unit
        What is drawn, and in what unit.
    panels
        One drawing, or several that share the title.
    foot
        Note, source line and the numbers as a table.
    key
        ``(sign, words)`` for each way of drawing that needs a name; signs are
        `SIGNS`, with ``-others`` where the marks are grey.
    """

    title: str
    unit: str
    panels: tuple[Panel, ...]
    foot: Foot
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
        _show(self._head(), f"{self.title}\n{self.unit}")
        for panel in self.panels:
            if panel.heading:
                _show(f'<p class="wo-chart-panel">{escape(panel.heading)}</p>', panel.heading)
            data, metadata = render(panel.spec())
            _display(data, metadata)
        _show(self.foot.html(), _plain_foot(self.foot))

    def _head(self) -> str:
        key = "".join(map(_key_item, self.key))
        return (
            f'<div class="wo-chart-head"><p class="wo-chart-title">{escape(self.title)}</p>'
            f'<p class="wo-chart-unit">{escape(self.unit)}</p>'
            + (f'<p class="wo-chart-key">{key}</p>' if key else "")
            + "</div>"
        )


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


def _key_item(item: tuple[str, str]) -> str:
    sign, words = item
    typed = SIGNS[sign.removesuffix("-others")]
    mark = f'<span class="wo-sign wo-sign-{sign}" aria-hidden="true">{typed}</span>'
    return f'<span class="wo-chart-key-item">{mark} {escape(words)}</span> '


def _spoken(panel: Panel) -> str:
    return f"{panel.heading}: {panel.alternative}" if panel.heading else panel.alternative


def _plain_foot(foot: Foot) -> str:
    return " ".join([*filter(None, [foot.note]), f"Source: {plain_sources(foot.tables)}."])


def plain_sources(tables: Sequence[str]) -> str:
    """Return the publishers of the tables named, in order, as one line of text."""
    return "; ".join(dict.fromkeys(attribution(name) for name in tables))


def _show(html: str, text: str) -> None:
    _display({"text/html": html, "text/plain": text}, {})


def _display(data: dict[str, Any], metadata: dict[str, Any]) -> None:
    display(data, metadata=metadata, raw=True)  # type: ignore[no-untyped-call]
