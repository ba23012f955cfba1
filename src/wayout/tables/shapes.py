"""Outlines of countries and of disputed areas: rings of longitude and latitude in degrees."""

from functools import cache
from typing import Any

from wayout.tables.package import geo

Ring = list[list[float]]
Polygon = list[Ring]


@cache
def land() -> list[tuple[str, list[Polygon]]]:
    """Return ``(country code, polygons)`` for every country."""
    return [(f["properties"]["id"], polygons_of(f)) for f in geo("borders")["features"]]


@cache
def disputed() -> list[tuple[str, str, list[Polygon]]]:
    """Return ``(name, note, polygons)`` for every disputed area."""
    features = geo("disputed")["features"]
    return [(f["properties"]["name"], f["properties"]["note"], polygons_of(f)) for f in features]


def polygons_of(feature: dict[str, Any]) -> list[Polygon]:
    """Return the polygons of a GeoJSON feature; none for points and lines."""
    shape = feature.get("geometry") or {}
    kinds = {"Polygon": [shape.get("coordinates")], "MultiPolygon": shape.get("coordinates")}
    return list(kinds.get(shape.get("type", ""), []) or [])
