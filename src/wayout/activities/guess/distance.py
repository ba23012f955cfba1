"""How far a place lies from a country, on a round earth."""

from collections.abc import Iterator
from itertools import pairwise
from math import cos, radians

from wayout.measures import Place, distance_km
from wayout.tables.shapes import Polygon


def outside_km(place: Place, polygons: list[Polygon]) -> float:
    """Return the way from a place to the nearest border of a country; 0 inside it."""
    steps = [step for polygon in polygons for ring in polygon for step in pairwise(ring)]
    return 0 if _within(place, steps) else min(_ways(place, steps))


Step = tuple[list[float], list[float]]
"""A piece of a border; each end is longitude and latitude, as in GeoJSON."""


def _within(place: Place, steps: list[Step]) -> bool:
    """Whether a line to the east crosses the border an odd number of times."""
    lat, lon = place
    crossed = [
        lon < x1 + (lat - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in steps
        if (y1 > lat) != (y2 > lat)
    ]
    return sum(crossed) % 2 == 1


def _ways(place: Place, steps: list[Step]) -> Iterator[float]:
    """Yield the way to the nearest point of each step; a step is short enough to be straight."""
    lat, lon = place
    for (x1, y1), (x2, y2) in steps:
        wide = cos(radians((lat + y1) / 2)) ** 2
        long = (x2 - x1) ** 2 * wide + (y2 - y1) ** 2
        along = ((lon - x1) * (x2 - x1) * wide + (lat - y1) * (y2 - y1)) / long if long else 0
        part = min(max(along, 0), 1)
        yield distance_km(place, (y1 + part * (y2 - y1), x1 + part * (x2 - x1)))
