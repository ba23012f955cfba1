"""Let folium draw without the internet, and show what a learner wrote as text.

While a page is written, what would load something is set aside and texts are escaped;
afterwards the learner's map is as it was.
"""

import json
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from html import escape
from typing import Any

import folium
from branca.colormap import ColorMap
from branca.element import CssLink, Element, Figure, Html, JavascriptLink
from folium.map import Icon, Tooltip
from folium.raster_layers import TileLayer, WmsTileLayer
from folium.utilities import JsCode

from wayout.maps.colours import known
from wayout.maps.markers import descend, popup_text

_SIGNS = {"`": "&#96;", "$": "&#36;", "\\": "&#92;", "{": "&#123;", "}": "&#125;"}


@contextmanager
def tamed(figure: Figure) -> Iterator[None]:
    """Hold back what needs the internet, and escape every popup and tooltip, for a while."""
    with ExitStack() as stack:
        page = (figure.header, figure.html, figure.script)
        for element in [figure, *descend(figure), *page]:
            stack.enter_context(_changed(element, {"_children": _offline(element)}))
        for element in list(descend(figure)):
            for thing, changes in _as_text(element):
                stack.enter_context(_changed(thing, changes))
        yield


def left_out(figure: Figure) -> list[str]:
    """Return the kinds of layers that an offline map cannot draw, each once."""
    return list(dict.fromkeys(type(e).__name__ for e in descend(figure) if needs_net(e)))


def needs_net(element: Element) -> bool:
    """Say whether drawing this element would load something from another machine."""
    if isinstance(element, folium.Map):
        return False
    loads = isinstance(element, TileLayer | WmsTileLayer | ColorMap)
    linked = getattr(element, "default_js", None) or getattr(element, "default_css", None)
    remote = str(getattr(element, "url", "")).startswith(("http:", "https:", "//"))
    fetched = isinstance(element, folium.GeoJson) and not element.embed
    return bool(loads or linked or remote or fetched)


def unlink(figure: Figure) -> None:
    """Drop links to scripts and style sheets that a layer put into the page's head."""
    head = figure.header._children
    for name in [n for n, c in head.items() if isinstance(c, JavascriptLink | CssLink)]:
        del head[name]


def as_text(text: str) -> str:
    """Return HTML that shows ``text`` as it is, also inside a JavaScript template string."""
    return "".join(_SIGNS.get(letter, letter) for letter in escape(text))


def _as_text(element: Element) -> Iterator[tuple[Any, dict[str, Any]]]:
    if isinstance(element, Tooltip):
        yield element, {"text": as_text(element.text)}
    if isinstance(element, folium.Popup):
        html = Html(as_text(popup_text(element)), script=True)
        html._id = element._id
        yield element.html, {"_children": {"text": html}}
    if isinstance(element, Icon) and "marker_color" in element.options:
        colour = known(str(element.options["marker_color"]))
        yield element, {"options": {**element.options, "marker_color": colour}}
    elif isinstance(element, folium.Marker | folium.DivIcon):
        yield element, {"options": {k: _literal(v) for k, v in element.options.items()}}


def _literal(value: Any) -> Any:
    # folium reads its own output as a template a second time, so a brace must not survive.
    if not isinstance(value, str) or "{" not in value:
        return value
    return JsCode(json.dumps(value).replace("{", "\\u007b").replace("<", "\\u003c"))


@contextmanager
def _changed(thing: Any, changes: dict[str, Any]) -> Iterator[None]:
    before = {name: getattr(thing, name) for name in changes}
    for name, value in changes.items():
        setattr(thing, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(thing, name, value)


def _offline(element: Element) -> OrderedDict[str, Element]:
    """Return a copy of an element's children without those that need the internet."""
    children = element._children.items()
    return OrderedDict((name, child) for name, child in children if not needs_net(child))
