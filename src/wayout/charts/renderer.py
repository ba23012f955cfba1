"""Hands a chart to JupyterLab in the one form that its own Vega-Lite draws without a network.

Altair 6 writes Vega-Lite 6 and, left alone, fetches a drawing program from the internet.
JupyterLab brings Vega-Lite 5 with it. What this course draws is the same in both.
"""

from typing import Any

import altair as alt

from wayout.pages import MEDIA_TYPE

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
# Vega's own style sheet makes the chart as narrow as its contents: without it, it fills the cell.
EMBED_OPTIONS: dict[str, Any] = {"actions": False, "defaultStyle": False, "renderer": "svg"}
# A drawing that must fit a width of nothing, as in a folded part of a page, never comes to an end
# and freezes the page. So it fits its place once it has one. Vega-Lite has no word for that.
_FITS = "width > 100 ? {type: 'fit-x', contains: 'padding'} : {type: 'pad'}"
FOLDABLE = {"op": "add", "path": "/autosize", "value": {"signal": _FITS}}
NO_ALTERNATIVE = (
    'A chart without a text alternative. Add one with .properties(description="What it shows").'
)
_SEVERAL_VIEWS = ("facet", "hconcat", "vconcat", "concat", "repeat")

Bundle = dict[str, Any]


def render(spec: Bundle, **options: Any) -> tuple[Bundle, Bundle]:
    """Return a specification of Altair's as the ``(data, metadata)`` that Lab stores and draws.

    ``options`` override `EMBED_OPTIONS`.
    """
    drawn = {**spec, "$schema": SCHEMA}
    if _may_fill(spec):
        drawn["width"] = "container"
    if drawn.get("width") == "container":
        options = {"patch": [FOLDABLE], **options}
    data = {MEDIA_TYPE: drawn, "text/plain": spec.get("description", NO_ALTERNATIVE)}
    return data, {MEDIA_TYPE: {"embed_options": {**EMBED_OPTIONS, **options}}}


def _may_fill(spec: Bundle) -> bool:
    facets = {"row", "column", "facet"} & set(spec.get("encoding", {}))
    return not facets and "width" not in spec and not any(k in spec for k in _SEVERAL_VIEWS)


def enable() -> None:
    """Make Altair show every chart of this notebook through `render`."""
    alt.renderers.register("wayout", render)
    alt.renderers.enable("wayout")
