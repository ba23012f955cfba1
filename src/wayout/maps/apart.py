"""How far apart capitals lie: a line between the two of each pair, told apart by dashes."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from folium import PolyLine

from wayout.errors import CourseError
from wayout.language import nearest
from wayout.maps.canvas import Map
from wayout.maps.ground import Window
from wayout.maps.mercator import Point
from wayout.maps.pins import pin
from wayout.measures import distance_km

_LOOKS = (("blue", None, "Full line"), ("orange", "8 7", "Dashed line"))
_NEEDED = ("country", "capital", "latitude", "longitude")
_PAD = 56


def apart(capitals: pd.DataFrame, *pairs: tuple[str, str], title: str) -> Map:
    """Draw pairs of countries, one or two, by their capitals, and say how far apart these lie.

    Distances are ways on a round earth, to a hundred kilometres; the lines are schematic. Raises
    `CourseError` for any other number of pairs, a column that is missing, or a country that is not
    in ``capitals``, the table of this name or some of its rows.
    """
    _check(capitals, pairs)
    rows: dict[Any, Any] = {row["country"]: row for row in capitals.to_dict("records")}
    ends = [[rows[name] for name in pair] for pair in pairs]
    found = [(one["capital"], other["capital"], _km(one, other)) for one, other in ends]
    told = " ".join(
        f"{look}: {one} to {other}, about {km:,} km."
        for (_, _, look), (one, other, km) in zip(_LOOKS, found, strict=False)
    )
    table = pd.DataFrame(found, columns=["From", "To", "Kilometres"])
    alt = f"Map ({title}). {told}"
    m = Map(title=title, alt=alt, tables=("capitals",), table=table, note=told)
    places = [_place(seat) for pair in ends for seat in pair]
    m.add_child(Window(places, places, _PAD))
    for (colour, dashes, _), pair in zip(_LOOKS, ends, strict=False):
        line = [_place(seat) for seat in pair]
        drawn = PolyLine(line, color="grey", weight=2, dash_array=dashes)  # type: ignore[no-untyped-call]
        drawn.add_to(m)
        for seat in pair:
            pin(*_place(seat), seat["capital"], colour=colour).add_to(m)
    return m


def _check(capitals: pd.DataFrame, pairs: Sequence[tuple[str, str]]) -> None:
    lost = [name for name in _NEEDED if name not in capitals.columns]
    if lost:
        raise CourseError(f"This table has no column '{lost[0]}'. Pass load(\"capitals\").")
    if len(pairs) not in (1, 2):
        raise CourseError(f"Give this map one pair of countries or two, not {len(pairs)}.")
    known = [*capitals["country"]]
    for name in (name for pair in pairs for name in pair):
        if name not in known:
            raise CourseError(f"This table has no country '{name}'. {nearest(name, known)}")


def _place(seat: dict[str, Any]) -> Point:
    return float(seat["latitude"]), float(seat["longitude"])


def _km(one: dict[str, Any], other: dict[str, Any]) -> int:
    return round(distance_km(_place(one), _place(other)) / 100) * 100
