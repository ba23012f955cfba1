"""The still picture of a map, as SVG text: what a reader sees where the live map may not run."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from math import atan2, ceil, degrees, hypot
from textwrap import wrap
from typing import Any
from urllib.parse import quote

import folium
from branca.element import Element

from wayout.maps.bubbles import Bubble, Strip
from wayout.maps.ground import Ground, Polygon, Way, disputed, land, polygons_of, turns
from wayout.maps.markers import colour, number
from wayout.maps.mercator import Point, View
from wayout.maps.pins import Pin
from wayout.maps.placing import Box, Name, Spot, place

_MARGIN = 4.0
# Areas are written in half pixels: whole numbers are shorter.
_HALF = 'transform="scale(.5)" vector-effect="non-scaling-stroke"'
_STYLE = (
    ":root{--s:#e3edf3;--l:#f8f6f1;--b:#b9c0c6;--v:#f2c879;--h:#8d979f;--t:#1d2730;--q:#4d5963;"
    "--o:#fff;--p:#005a8e}@media(prefers-color-scheme:dark){:root{--s:#15212b;--l:#2b3843;--b:#52626e;"
    "--v:#86672a;--h:#93a1ac;--t:#eef2f5;--q:#bcc7d0;--o:#10191f;--p:#7cc4f2}}"
    ".s,svg{fill:var(--s);background:var(--s)}.l{fill:var(--l);stroke:var(--b);stroke-width:.6}"
    ".v{fill:var(--v);stroke:var(--b);stroke-width:.6}"
    ".d{fill:url(#h);stroke:var(--h);stroke-width:.6;stroke-dasharray:2 2}"
    ".g{fill:var(--l)}.k{stroke:var(--h);stroke-width:2}"
    "text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif}"
    ".n,.m,.w{paint-order:stroke;stroke:var(--o);stroke-width:3.5px;stroke-linejoin:round}"
    ".n{fill:var(--t);font-size:13.5px;font-weight:650}.m{fill:var(--q);font-size:12px}"
    ".w{fill:var(--t);font-size:13px;font-weight:600;font-style:italic}"
    ".o{fill:var(--o)}.p{fill:var(--p);fill-opacity:.32;stroke:var(--p);stroke-width:1.3}"
    ".p.a{fill-opacity:.1;stroke-dasharray:3.5 2.5}.p.z{fill-opacity:0}"
    ".e{stroke:var(--q);stroke-width:1}.c{fill:none;stroke:var(--o);stroke-width:6;"
    "stroke-opacity:.75}"
)
_HATCH = (
    '<defs><pattern id="h" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="scale(2)rotate(45)"><path class="g" d="M0 0h6v6H0z"/>'
    '<path class="k" d="M0 0V6"/></pattern></defs>'
)


@dataclass
class _Drawing:
    """What has been drawn so far, and the names that still want a place."""

    view: View
    parts: list[str] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    whole: bool = False
    names: list[Name] = field(default_factory=list)
    texts: list[tuple[tuple[str, str], ...]] = field(default_factory=list)
    lines: list[Point] = field(default_factory=list)
    walls: list[Box] = field(default_factory=list)


def svg(m: folium.Map, view: View, *, whole: bool = False) -> str:
    """Draw a map as it looks before anybody touches it.

    Parameters
    ----------
    m
        The map; groups that are switched off are left out.
    view
        What the picture shows.
    whole
        In a narrow window show the whole picture, smaller, and not its middle at full size.
    """
    drawing = _Drawing(view, whole=whole)
    for element in _shown(m):
        _draw(drawing, element)
    fit = "meet" if whole else "slice"
    tall = view.height + view.below
    size = f'viewBox="0 0 {view.width} {tall}" width="{view.width}" height="{tall}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} preserveAspectRatio="xMidYMid {fit}">'
        f'<style>{_STYLE}</style>{_HATCH}<path class="s" d="M0 0h{view.width}v{tall}H0z"/>'
        f"{''.join(drawing.parts)}{_names(drawing)}{''.join(drawing.signs)}</svg>"
    )


def image(drawn: str, alt: str, height: int) -> str:
    """Return an ``<img>`` that carries the picture in itself."""
    data = quote(drawn.replace('"', "'"), safe=" /:;=,.-()[]!*'_@+$~")
    style = f"display:block;width:100%;height:{height}px"
    return f'<img alt="{escape(alt)}" style="{style}" src="data:image/svg+xml,{data}">'


def _shown(element: Element) -> Iterator[Element]:
    for child in element._children.values():
        if getattr(child, "show", True) or isinstance(child, folium.Popup):
            yield child
            yield from _shown(child)


def _draw(drawing: _Drawing, element: Element) -> None:
    drawers: tuple[tuple[type | tuple[type, ...], Callable[[_Drawing, Any], None]], ...] = (
        (Ground, _ground),
        (Way, _way),
        (Pin, _pin),
        (Bubble, _bubble),
        (Strip, _strip),
        (folium.Marker, _marker),
        (folium.GeoJson, _geojson),
        ((folium.PolyLine, folium.Polygon), _path),
    )
    draw = next((d for kind, d in drawers if isinstance(element, kind)), None)
    if draw:
        draw(drawing, element)


def _ground(drawing: _Drawing, ground: Ground) -> None:
    plain = [p for code, polygons in land() if code not in ground.visited for p in polygons]
    visited = [p for code, polygons in land() if code in ground.visited for p in polygons]
    hatched = [p for _, _, polygons in disputed() for p in polygons]
    for name, polygons in (("l", plain), ("v", visited), ("d", hatched)):
        path = "".join(_outline(drawing.view, polygon) for polygon in polygons)
        drawing.parts.append(f'<path class="{name}" {_HALF} d="{path}"/>' if path else "")


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
            yield (
                start[0] + (end[0] - start[0]) * share,
                start[1] + (end[1] - start[1]) * share,
            )
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


def _way(drawing: _Drawing, way: Way) -> None:
    points = [drawing.view.xy(*point) for point in way.points]
    path = f'd="M{_run(points)}" fill="none"'
    dash = ' stroke-dasharray="2 7"' if way.dashed else ""
    drawing.parts.append(f'<path class="c" {path}/>')
    drawing.parts.append(
        f'<path {path} stroke="{way.colour}" stroke-width="3" stroke-linecap="round"{dash}/>'
    )
    drawing.signs.append(_arrow(points, way))
    drawing.lines += _along(points)
    if way.word:
        texts = ((way.word, "w"),)
        drawing.names.append(_name(drawing, points[way.word_at], 4, texts))
        drawing.texts.append(texts)


def _arrow(points: Sequence[Point], way: Way) -> str:
    (ax, ay), (bx, by) = points[way.arrow_at - 1], points[way.arrow_at]
    turn = degrees(atan2(by - ay, bx - ax))
    return (
        f'<path transform="translate({bx:.1f} {by:.1f})rotate({turn:.0f})" d="M-6-7 9 0-6 7-3 0Z" '
        f'fill="{way.colour}" stroke="#fff" stroke-width="1.5"/>'
    )


def _along(points: Sequence[Point]) -> Iterator[Point]:
    for (ax, ay), (bx, by) in pairwise(points):
        count = max(1, ceil(hypot(bx - ax, by - ay) / 8))
        for step in range(count):
            yield ax + (bx - ax) * step / count, ay + (by - ay) * step / count


def _pin(drawing: _Drawing, pin: Pin) -> None:
    x, y = drawing.view.xy(*_place(pin))
    drawing.signs.append(f'<g transform="translate({x:.1f} {y:.1f})">{pin.sign()}</g>')
    texts = tuple((t, c) for full, c in ((pin.label, "n"), (pin.detail, "m")) for t in _lines(full))
    drawing.names.append(_name(drawing, (x, y), pin.radius, texts))
    drawing.texts.append(texts)


def _bubble(drawing: _Drawing, bubble: Bubble) -> None:
    x, y = drawing.view.xy(*_place(bubble))
    r = bubble.radius
    kind = ("p a" if r >= _DASHED else "p z") if bubble.dashed else "p"
    drawing.parts.append(f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>')
    texts = ((bubble.label, "n"), (bubble.detail, "m"))
    if bubble.named:
        drawing.names.append(_name(drawing, (x, y), r, texts))
        drawing.texts.append(texts)
    elif r >= _WALL:
        drawing.walls.append(Box(x - r, y - r, 2 * r, 2 * r))


def _strip(drawing: _Drawing, strip: Strip) -> None:
    drawing.signs.append(strip.still(drawing.view))


def _marker(drawing: _Drawing, marker: folium.Marker) -> None:
    x, y = drawing.view.xy(*_place(marker))
    fill, radius, rim = colour(marker), 8.0, "#fff"
    if isinstance(marker, folium.Circle | folium.CircleMarker):
        radius = _radius(drawing.view, marker)
        rim = str(marker.options["color"])
        fill = fill if marker.options["fill"] else "none"
    drawing.signs.append(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{escape(fill)}" '
        f'stroke="{escape(rim)}" stroke-width="2" fill-opacity="{_opacity(marker)}"/>'
    )


def _opacity(marker: folium.Marker) -> float:
    return number(marker.options.get("fillOpacity", 1))


def _radius(view: View, marker: folium.Marker) -> float:
    radius = number(marker.options.get("radius", 10))
    if isinstance(marker, folium.CircleMarker):
        return radius
    latitude, longitude = _place(marker)
    metres_a_degree = 111_320.0
    return abs(view.xy(latitude + radius / metres_a_degree, longitude)[1] - view.xy(latitude, 0)[1])


def _place(marker: folium.Marker) -> Point:
    if marker.location is None:
        raise ValueError("A marker on this map has no place: give it a latitude and a longitude.")
    return float(marker.location[0]), float(marker.location[1])


def _path(drawing: _Drawing, path: folium.PolyLine | folium.Polygon) -> None:
    places: Any = path.locations
    many = places if places and not isinstance(places[0][0], float | int) else [places]
    closed = "z" if isinstance(path, folium.Polygon) else ""
    for run in many:
        points = [drawing.view.xy(*point) for point in run]
        drawing.lines += _along(points) if not closed else ()
        drawing.parts.append(f'<path d="M{_run(points)}{closed}" {_paint(path.options)}/>')


def _geojson(drawing: _Drawing, layer: folium.GeoJson) -> None:
    style_of: Callable[[Any], dict[str, Any]] = getattr(layer, "style_function", lambda _: {})
    for feature in layer.data.get("features", []):
        path = "".join(_outline(drawing.view, polygon) for polygon in polygons_of(feature))
        style = {"fill": True, **style_of(feature)}
        drawing.parts.append(f'<path {_HALF} d="{path}" {_paint(style)}/>' if path else "")


def _paint(options: dict[str, Any]) -> str:
    """Return Leaflet's path options as SVG attributes; Leaflet's own defaults fill the gaps."""
    line = str(options.get("color", "#3388ff"))
    fill = str(options.get("fillColor") or line) if options.get("fill") else "none"
    values = {
        "stroke": line,
        "stroke-width": options.get("weight", 3),
        "stroke-opacity": options.get("opacity", 1),
        "stroke-dasharray": options.get("dashArray") or "none",
        "fill": fill,
        "fill-opacity": options.get("fillOpacity", 0.2),
    }
    return " ".join(f'{name}="{escape(str(value))}"' for name, value in values.items())


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


def _name(drawing: _Drawing, at: Point, radius: float, texts: Sequence[tuple[str, str]]) -> Name:
    width = max((_width(text, kind) for text, kind in texts), default=0)
    height = sum(_LINE[kind] for _, kind in texts)
    return Name(*at, radius, width, height, _frame(drawing, at))


def _lines(text: str) -> list[str]:
    return [line for part in text.splitlines() for line in wrap(part, _LONGEST)]


def _frame(drawing: _Drawing, at: Point) -> Box:
    view = drawing.view
    edge = (view.width - _NARROW) / 2
    middle = Box(edge, 4, _NARROW, view.height - 8)
    if not drawing.whole and middle.holds(at):
        return middle
    return Box(5, 4, view.width - 10, view.height - 8)


def _width(text: str, kind: str) -> float:
    thin = sum(letter in "iljtf.,:;'!|I ()" for letter in text)
    return (len(text) - 0.45 * thin) * _LETTER[kind] + 2


def _names(drawing: _Drawing) -> str:
    inside = [i for i, name in enumerate(drawing.names) if name.frame.holds((name.x, name.y))]
    names = [drawing.names[i] for i in inside]
    spots = place(names, [_BUTTONS, *drawing.walls], drawing.lines)
    texts = [drawing.texts[i] for i in inside]
    return "".join(_text(*three) for three in zip(names, spots, texts, strict=True))


def _text(name: Name, spot: Spot | None, texts: Sequence[tuple[str, str]]) -> str:
    if spot is None:
        return ""
    anchor, x = _anchor(name, spot.box)
    lines, y = "", spot.box.y
    for text, kind in texts:
        y += _LINE[kind]
        lines += f'<text class="{kind}" x="{x:.1f}" y="{y - 4:.1f}">{escape(text)}</text>'
    return f'{_leader(spot)}<g text-anchor="{anchor}">{lines}</g>'


def _anchor(name: Name, box: Box) -> tuple[str, float]:
    """Hold the text by the end at its pin: its true width is the reader's font's affair."""
    if box.x + box.w <= name.x:
        return "end", box.x + box.w
    if box.x >= name.x:
        return "start", box.x
    return "middle", box.x + box.w / 2


def _leader(spot: Spot) -> str:
    if not spot.leader:
        return ""
    (ax, ay), (bx, by) = spot.leader[0], spot.leader[-1]
    return f'<path class="e" d="M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}"/>'
