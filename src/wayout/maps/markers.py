"""Read a map back: which marks a learner put on it, as plain values for a check."""

from collections.abc import Iterator
from typing import Any

import folium
from branca.element import Element, Html
from folium.map import Icon, Tooltip

from wayout.maps.colours import known
from wayout.maps.mercator import Point
from wayout.maps.pins import Pin

PLAIN_PIN = "#0072b2"
_KINDS = ((Pin, "pin"), (folium.CircleMarker, "circle marker"), (folium.Circle, "circle"))


def marks(m: folium.Map) -> list[dict[str, Any]]:
    """List the marks on a folium map, also those in groups, in the order in which they are drawn.

    Each has ``latitude`` and ``longitude`` in degrees; ``label``, the text of the pin, the tooltip
    or the popup, empty if there is none; ``colour`` as ``#rrggbb`` where it is known (the filling
    of a circle); ``kind``: ``"pin"``, ``"marker"``, ``"circle marker"`` or ``"circle"``.
    """
    return [_mark(child) for child in descend(m) if isinstance(child, folium.Marker)]


def descend(element: Element) -> Iterator[Element]:
    """Yield everything below an element, in the order in which it is drawn."""
    for child in element._children.values():
        yield child
        yield from descend(child)


def popup_text(popup: folium.Popup) -> str:
    """Return what a learner wrote in a popup, without folium's escape signs."""
    parts = [child.data for child in popup.html._children.values() if isinstance(child, Html)]
    return " ".join(str(part) for part in parts).replace("\\`", "`").strip()


def label(marker: folium.Marker) -> str:
    """Return the text that names a marker, or an empty text."""
    if isinstance(marker, Pin):
        return marker.label
    children = list(marker._children.values())
    tips = [child.text for child in children if isinstance(child, Tooltip)]
    popups = [popup_text(child) for child in children if isinstance(child, folium.Popup)]
    titles = [str(marker.options.get("title", ""))]
    return next((text.strip() for text in (*tips, *popups, *titles) if text.strip()), "")


def colour(marker: folium.Marker) -> str:
    """Return the colour in which a marker is drawn."""
    if isinstance(marker, Pin):
        return marker.colour
    if isinstance(marker, folium.CircleMarker | folium.Circle):
        return known(str(marker.options["fillColor"]))
    if isinstance(marker.icon, Icon):
        return known(str(marker.icon.options.get("marker_color", PLAIN_PIN)))
    return PLAIN_PIN


def place_of(marker: folium.Marker) -> Point:
    """Return latitude and longitude of a marker, in degrees."""
    if marker.location is None:
        raise ValueError("A marker on this map has no place: give it a latitude and a longitude.")
    return float(marker.location[0]), float(marker.location[1])


def number(value: Any) -> float:
    """Return one of folium's loosely typed options as a number."""
    return float(value)


def _mark(marker: folium.Marker) -> dict[str, Any]:
    latitude, longitude = place_of(marker)
    return {
        "latitude": latitude,
        "longitude": longitude,
        "label": label(marker),
        "colour": colour(marker),
        "kind": next((name for kind, name in _KINDS if isinstance(marker, kind)), "marker"),
    }
