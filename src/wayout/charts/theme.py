"""How a chart looks on white; styles/charts.css gives the same colours their dark twins."""

import altair as alt

from wayout.pages.caption import INK, SERIES

TEXT = "#24292f"
QUIET = "#57606a"
DOMAIN = "#8c959f"
GRID = "#e4e7eb"
PAPER = "#ffffff"
OTHERS = "#aab4bf"
PALE = "#8cc0de"
PALE_OTHERS = "#d3dae1"
TINT = "#d6e8f4"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
SIZE = 12

_LABEL = {"fill": QUIET, "font": FONT, "fontSize": SIZE}
_AXIS = {
    "domainColor": DOMAIN,
    "gridColor": GRID,
    "labelOverlap": "greedy",
    "labelSeparation": 10,
    "tickColor": DOMAIN,
    "tickSize": 4,
    "titleFontWeight": "normal",
}
CONFIG = {
    "axis": _AXIS,
    "axisX": {"grid": False, "labelFlush": False, "labelPadding": 6, "titlePadding": 8},
    "axisY": {"domain": False, "ticks": False, "labelPadding": 6},
    "background": "transparent",
    "bar": {"color": SERIES[0]},
    "font": FONT,
    "legend": {"labelColor": TEXT, "titleColor": TEXT},
    "line": {"color": SERIES[0], "strokeWidth": 2.5},
    "padding": {"left": 0, "right": 2, "top": 4, "bottom": 4},
    "point": {"color": SERIES[0], "filled": True, "size": 50},
    "range": {"category": list(SERIES)},
    "style": {"guide-label": _LABEL, "guide-title": _LABEL},
    "text": {"color": TEXT, "font": FONT, "fontSize": SIZE},
    "title": {"anchor": "start", "color": TEXT, "font": FONT, "fontSize": 16},
    "view": {"continuousHeight": 320, "continuousWidth": 560, "stroke": None},
}


@alt.theme.register("wayout", enable=True)
def theme() -> alt.theme.ThemeConfig:
    """Return the Altair theme that every chart of a notebook uses, a learner's own too."""
    return {"config": CONFIG}  # type: ignore[typeddict-item]


def ink(colour: str) -> str:
    """Return the tone of ``colour`` that is dark enough for text on white."""
    if colour in SERIES:
        return INK[SERIES.index(colour)]
    return QUIET if colour == QUIET else TEXT
