"""Web Mercator in pixels, the way Leaflet counts them, for the still picture of a map."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asinh, atan, degrees, floor, log2, pi, radians, sinh, tan

Point = tuple[float, float]

_TILE = 256


def project(latitude: float, longitude: float) -> Point:
    """Return ``(x, y)`` on a world that is one unit wide; ``y`` grows to the south."""
    return longitude / 360 + 0.5, 0.5 - asinh(tan(radians(latitude))) / (2 * pi)


def unproject(x: float, y: float) -> Point:
    """Return ``(latitude, longitude)`` in degrees of a point that :func:`project` made."""
    return degrees(atan(sinh((0.5 - y) * 2 * pi))), (x - 0.5) * 360


@dataclass(frozen=True)
class View:
    """What a map frame shows: its middle in degrees, its zoom, its size in pixels.

    At Leaflet's zoom level the world is ``256 * 2 ** zoom`` pixels wide. ``below`` are the pixels
    that the picture goes on under the frame.
    """

    latitude: float
    longitude: float
    zoom: float
    width: int = 860
    height: int = 430
    below: int = 0

    @classmethod
    def around(
        cls, places: Iterable[Point], width: int, height: int, pad: float, max_zoom: float = 6
    ) -> "View":
        """Return the view that holds every ``(latitude, longitude)``, ``pad`` pixels inside."""
        xs, ys = zip(*(project(*place) for place in places), strict=True)
        wide = (width - 2 * pad) / max(max(xs) - min(xs), 1e-9)
        tall = (height - 2 * pad) / max(max(ys) - min(ys), 1e-9)
        zoom = min(floor(log2(min(wide, tall) / _TILE) * 100) / 100, max_zoom)
        middle = unproject((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        return cls(*middle, zoom, width, height)

    def xy(self, latitude: float, longitude: float) -> Point:
        """Return the pixel of a place, counted from the upper left corner of the frame."""
        x, y = project(latitude, longitude)
        middle_x, middle_y = project(self.latitude, self.longitude)
        scale = _TILE * 2**self.zoom
        return (x - middle_x) * scale + self.width / 2, (y - middle_y) * scale + self.height / 2


def arc(start: Point, end: Point, bend: float, steps: int = 32) -> list[Point]:
    """Return ``steps + 1`` places on a smooth line between two, rounded to two decimals.

    ``bend`` is the height of the bow as a share of the distance; positive bends to the left.
    """
    (ax, ay), (bx, by) = project(*start), project(*end)
    cx, cy = (ax + bx) / 2 + (by - ay) * 2 * bend, (ay + by) / 2 - (bx - ax) * 2 * bend
    shares = [step / steps for step in range(steps + 1)]
    points = [(_bezier(ax, cx, bx, share), _bezier(ay, cy, by, share)) for share in shares]
    return [(round(lat, 2), round(lon, 2)) for lat, lon in (unproject(*p) for p in points)]


def _bezier(start: float, control: float, end: float, share: float) -> float:
    rest = 1 - share
    return rest * rest * start + 2 * rest * share * control + share * share * end
