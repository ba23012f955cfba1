"""The still picture of a map, as SVG text: what a reader sees where the live map may not run."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import singledispatch
from itertools import pairwise
from math import atan2, ceil, degrees, hypot
from textwrap import wrap
from typing import Any
from urllib.parse import quote

import folium
from branca.element import Element
from markupsafe import Markup

from wayout.maps.bubbles import Bubble
from wayout.maps.ground import Ground, Way, turns
from wayout.maps.markers import colour, number, place_of
from wayout.maps.markup import shape
from wayout.maps.mercator import Point, View
from wayout.maps.page import Script
from wayout.maps.pins import Pin
from wayout.maps.placing import Box, Name, Spot, place
from wayout.pages import render
from wayout.tables.shapes import Polygon, disputed, land, polygons_of

_MARGIN = 4.0


@dataclass
class _Drawing:
    """What has been drawn so far, and the names that still want a place between the two."""

    view: View
    whole: bool
    below: list[Markup] = field(default_factory=list)
    above: list[Markup] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    lines: list[Point] = field(default_factory=list)
    walls: list[Box] = field(default_factory=list)


def svg(m: folium.Map, view: View, *, whole: bool = False) -> str:
    """Draw a map as it looks before anybody touches it: without groups that are switched off.

    A narrow window shows the ``whole`` picture, smaller, or else its middle at full size.
    """
    drawing = _Drawing(view, whole)
    for element in _shown(m):
        _draw(element, drawing)
    parts = Markup("").join([*drawing.below, *_names(drawing), *drawing.above])
    size = {"wide": view.width, "tall": view.height + view.below}
    return str(render("maps/still.svg", fit="meet" if whole else "slice", parts=parts, **size))


def address(drawn: str) -> Markup:
    """Return the address of an image that carries the picture in itself."""
    data = quote(drawn.replace('"', "'"), safe=" /:;=,.-()[]!*'_@+$~")
    return Markup("data:image/svg+xml,") + Markup(data)


def _shown(element: Element) -> Iterator[Element]:
    for child in element._children.values():
        if getattr(child, "show", True) or isinstance(child, folium.Popup):
            yield child
            yield from _shown(child)


@singledispatch
def _draw(element: Element, drawing: _Drawing) -> None:
    """Draw an element in the way of its kind; there is nothing to draw of most."""


# Areas ---------------------------------------------------------------------------------------


@_draw.register
def _ground(ground: Ground, drawing: _Drawing) -> None:
    areas: dict[str, list[Polygon]] = {"l": []}
    for code, polygons in land():
        areas.setdefault(ground.still_looks.get(code, "l"), []).extend(polygons)
    areas["d"] = [p for _, _, polygons in disputed() for p in polygons]
    for name, polygons in areas.items():
        drawing.below += _area(drawing.view, polygons, class_=name)


@_draw.register
def _geojson(layer: folium.GeoJson, drawing: _Drawing) -> None:
    style_of: Callable[[Any], dict[str, Any]] = getattr(layer, "style_function", lambda _: {})
    for feature in layer.data.get("features", []):
        paint = _paint({"fill": True, **style_of(feature)})
        drawing.below += _area(drawing.view, polygons_of(feature), **paint)


def _paint(options: dict[str, Any]) -> dict[str, object]:
    """Return Leaflet's path options as SVG attributes; Leaflet's own defaults fill the gaps."""
    line = options.get("color", "#3388ff")
    return {
        "stroke": line,
        "stroke_width": options.get("weight", 3),
        "stroke_opacity": options.get("opacity", 1),
        "stroke_dasharray": options.get("dashArray") or "none",
        "fill": options.get("fillColor") or line if options.get("fill") else "none",
        "fill_opacity": options.get("fillOpacity", 0.2),
    }


def _area(view: View, polygons: Sequence[Polygon], **paint: object) -> list[Markup]:
    path = "".join(_outline(view, polygon) for polygon in polygons)
    # Areas are written in half pixels: whole numbers are shorter.
    fine = {"transform": "scale(.5)", "vector_effect": "non-scaling-stroke"}
    return [shape("path", **paint, **fine, d=path)] if path else []


def _outline(view: View, polygon: Polygon) -> str:
    shifted = ([[x + turn, y] for x, y in ring] for turn in turns(polygon) for ring in polygon)
    return "".join(_ring(view, ring) for ring in shifted)


def _ring(view: View, ring: Sequence[Sequence[float]]) -> str:
    points = _clip([view.xy(y, x) for x, y in ring], view)
    halves = list(dict.fromkeys((round(2 * x), round(2 * y)) for x, y in points))
    # A path without a step is an error, at which a browser stops drawing.
    return f"M{_run(halves, 0)}z" if len(halves) > 2 else ""


def _clip(points: list[Point], view: View) -> list[Point]:
    """Cut a ring to the frame and a little more (Sutherland and Hodgman's way)."""
    low, wide = -_MARGIN, view.width + _MARGIN
    tall = view.height + view.below + _MARGIN
    for axis, limit, sign in ((0, low, 1), (0, wide, -1), (1, low, 1), (1, tall, -1)):
        points = list(_half(points, axis, limit, sign))
    return points


def _half(points: list[Point], axis: int, limit: float, sign: int) -> Iterator[Point]:
    for start, end in zip(points[-1:] + points[:-1], points, strict=True):
        before, after = (sign * (point[axis] - limit) for point in (start, end))
        if (before < 0) != (after < 0):
            share = before / (before - after)
            yield (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
        if after >= 0:
            yield end


def _run(points: Sequence[Point], digits: int = 1) -> str:
    """Write points as short steps, rounded to ``digits`` places; steps of nothing are dropped."""
    (x, y), *rest = [(round(px, digits), round(py, digits)) for px, py in points]
    text = f"{x:g} {y:g}l"
    for px, py in rest:
        if (px, py) != (x, y):
            text += f"{px - x:.{digits}f} {py - y:.{digits}f} "
            x, y = px, py
    return text.replace(" -", "-").rstrip()


# Lines and marks -----------------------------------------------------------------------------


@_draw.register
def _path(path: folium.PolyLine | folium.Polygon, drawing: _Drawing) -> None:
    places: Any = path.locations
    many = places if places and not isinstance(places[0][0], float | int) else [places]
    closed = "z" if isinstance(path, folium.Polygon) else ""
    for run in many:
        points = [drawing.view.xy(*point) for point in run]
        drawing.lines += _along(points) if not closed else ()
        drawing.below.append(shape("path", d=f"M{_run(points)}{closed}", **_paint(path.options)))


@_draw.register
def _way(way: Way, drawing: _Drawing) -> None:
    points = [drawing.view.xy(*point) for point in way.points]
    path = {"d": f"M{_run(points)}", "fill": "none"}
    ink = {"stroke": way.colour, "stroke_width": 3, "stroke_linecap": "round"}
    dash = {"stroke_dasharray": "2 7"} if way.dashed else {}
    drawing.below += [shape("path", class_="c", **path), shape("path", **path, **ink, **dash)]
    drawing.above.append(_arrow(points, way))
    drawing.lines += _along(points)
    if way.word:
        _name(drawing, points[way.word_at], 4, [(way.word, "w")])


def _arrow(points: Sequence[Point], way: Way) -> Markup:
    (ax, ay), (bx, by) = points[way.arrow_at - 1], points[way.arrow_at]
    place = f"translate({bx:.1f} {by:.1f})rotate({degrees(atan2(by - ay, bx - ax)):.0f})"
    rim = {"fill": way.colour, "stroke": "#fff", "stroke_width": 1.5}
    return shape("path", transform=place, d="M-6-7 9 0-6 7-3 0Z", **rim)


def _along(points: Sequence[Point]) -> Iterator[Point]:
    for (ax, ay), (bx, by) in pairwise(points):
        count = max(1, ceil(hypot(bx - ax, by - ay) / 8))
        for step in range(count):
            yield ax + (bx - ax) * step / count, ay + (by - ay) * step / count


@_draw.register
def _pin(pin: Pin, drawing: _Drawing) -> None:
    x, y = drawing.view.xy(*place_of(pin))
    drawing.above.append(shape("g", *pin.sign(), transform=f"translate({x:.1f} {y:.1f})"))
    both = ((pin.label, "n"), (pin.detail, "m"))
    lines = [(line, kind) for text, kind in both for line in _lines(text)]
    _name(drawing, (x, y), pin.radius, lines)


@_draw.register
def _bubble(bubble: Bubble, drawing: _Drawing) -> None:
    x, y = drawing.view.xy(*place_of(bubble))
    r = bubble.radius
    kind = ("p a" if r >= _DASHED else "p z") if bubble.dashed else "p"
    drawing.below.append(shape("circle", class_=kind, **_circle(x, y, r)))
    if bubble.named:
        _name(drawing, (x, y), r, [(bubble.label, "n"), (bubble.detail, "m")])
    elif r >= _WALL:
        drawing.walls.append(Box(x, y, 0, 0).grown(r))


@_draw.register
def _script(script: Script, drawing: _Drawing) -> None:
    drawing.above += script.still(drawing.view)


@_draw.register
def _marker(marker: folium.Marker, drawing: _Drawing) -> None:
    x, y = drawing.view.xy(*place_of(marker))
    fill, radius, rim = colour(marker), 8.0, "#fff"
    if isinstance(marker, folium.Circle | folium.CircleMarker):
        radius = _radius(drawing.view, marker)
        rim = str(marker.options["color"])
        fill = fill if marker.options["fill"] else "none"
    paint = {"fill": fill, "stroke": rim, "stroke_width": 2}
    opacity = number(marker.options.get("fillOpacity", 1))
    drawing.above.append(shape("circle", **_circle(x, y, radius), **paint, fill_opacity=opacity))


def _circle(x: float, y: float, r: float) -> dict[str, str]:
    return {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{r:.1f}"}


def _radius(view: View, marker: folium.Marker) -> float:
    radius = number(marker.options.get("radius", 10))
    if isinstance(marker, folium.CircleMarker):
        return radius
    latitude, longitude = place_of(marker)
    metres_a_degree = 111_320.0
    return abs(view.xy(latitude + radius / metres_a_degree, longitude)[1] - view.xy(latitude, 0)[1])


# Names ---------------------------------------------------------------------------------------

_LONGEST = 22
_LINE = {"n": 17, "m": 15, "w": 16}
_LETTER = {"n": 8.8, "m": 7.0, "w": 8.0}
# A narrow window shows this much of the middle; names of places in it stay in it.
_NARROW = 252
# Where the live map has its zoom buttons.
_BUTTONS = Box(8, 8, 38, 70)
# Smaller circles may lie under a name; still smaller ones are hollow, but not dashed.
_WALL, _DASHED = 7.0, 3.5


def _name(drawing: _Drawing, at: Point, radius: float, texts: Sequence[tuple[str, str]]) -> None:
    """Ask for a place for a name, unless its mark is out of sight."""
    width = max((_width(text, kind) for text, kind in texts), default=0)
    height = sum(_LINE[kind] for _, kind in texts)
    frame = _frame(drawing, at)
    if frame.holds(at):
        drawing.names.append(Name(*at, radius, width, height, frame, tuple(texts)))


def _lines(text: str) -> list[str]:
    return [line for part in text.splitlines() for line in wrap(part, _LONGEST)]


def _frame(drawing: _Drawing, at: Point) -> Box:
    view = drawing.view
    middle = Box((view.width - _NARROW) / 2, 4, _NARROW, view.height - 8)
    if not drawing.whole and middle.holds(at):
        return middle
    return Box(5, 4, view.width - 10, view.height - 8)


def _width(text: str, kind: str) -> float:
    thin = sum(letter in "iljtf.,:;'!|I ()" for letter in text)
    return (len(text) - 0.45 * thin) * _LETTER[kind] + 2


def _names(drawing: _Drawing) -> Iterator[Markup]:
    spots = place(drawing.names, [_BUTTONS, *drawing.walls], drawing.lines)
    for name, spot in zip(drawing.names, spots, strict=True):
        if spot:
            yield from _text(name, spot)


def _text(name: Name, spot: Spot) -> Iterator[Markup]:
    if spot.leader:
        (ax, ay), (bx, by) = spot.leader[0], spot.leader[-1]
        yield shape("path", class_="e", d=f"M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}")
    anchor, x = _anchor(name, spot.box)
    lines, y = [], spot.box.y
    for text, kind in name.texts:
        y += _LINE[kind]
        lines.append(shape("text", text, class_=kind, x=f"{x:.1f}", y=f"{y - 4:.1f}"))
    yield shape("g", *lines, text_anchor=anchor)


def _anchor(name: Name, box: Box) -> tuple[str, float]:
    """Hold the text by the end at its pin: its true width is the reader's font's affair."""
    if box.x + box.w <= name.x:
        return "end", box.x + box.w
    if box.x >= name.x:
        return "start", box.x
    return "middle", box.x + box.w / 2
