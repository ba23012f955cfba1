"""Hands a chart to JupyterLab in the one form that its own Vega-Lite draws without a network.

Altair 6 writes Vega-Lite 6 and, left alone, fetches a drawing program from the internet.
JupyterLab brings Vega-Lite 5 with it. What this course draws is the same in both.
"""

from typing import Any

import altair as alt

from wayout.pages import MEDIA_TYPE

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
# Vega's own style sheet makes the chart as narrow as its contents: without it, it fills the cell.
EMBED_OPTIONS = {"actions": False, "defaultStyle": False, "renderer": "svg"}
# In a folded section a chart has no width. Lab would draw it again without end, as it waits for a
# picture of it that is not empty; so it gets this width till it shows. The width is the first
# signal of what Vega-Lite makes.
_WIDTH = "containerSize()[0] || 600"
FOLDED = [
    {"op": "replace", "path": "/signals/0/init", "value": _WIDTH},
    {"op": "replace", "path": "/signals/0/on/0/update", "value": _WIDTH},
]
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
    data = {MEDIA_TYPE: drawn, "text/plain": spec.get("description", NO_ALTERNATIVE)}
    fills = {"patch": FOLDED} if drawn.get("width") == "container" else {}
    return data, {MEDIA_TYPE: {"embed_options": {**EMBED_OPTIONS, **fills, **options}}}


def _may_fill(spec: Bundle) -> bool:
    facets = {"row", "column", "facet"} & set(spec.get("encoding", {}))
    return not facets and "width" not in spec and not any(k in spec for k in _SEVERAL_VIEWS)


def enable() -> None:
    """Make Altair show every chart of this notebook through `render`."""
    alt.renderers.register("wayout", render)
    alt.renderers.enable("wayout")
