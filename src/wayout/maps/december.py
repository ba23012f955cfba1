"""The journeys of 6 and 7 December 2023: who flew where, and who came to Moscow."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

import pandas as pd

from wayout.language import day_in_words
from wayout.maps import picture
from wayout.maps.canvas import Map
from wayout.maps.ground import Way, Window
from wayout.maps.journeys import Visit, Visitor, at, read_visitors, read_visits, short
from wayout.maps.mercator import Point, arc
from wayout.maps.pins import DIAMOND, HOLLOW, Pin
from wayout.pages.caption import SERIES, called
from wayout.tables.package import load

_HOST, _GUEST = SERIES[0], SERIES[1]
_HOME = "RUS"
_TRIP, _VISIT = date(2023, 12, 6), date(2023, 12, 7)
# The map reaches down to here, so that the tinted countries are whole.
_SOUTH = (17.0, 47.0)

_NOTE = "The lines link places in order; they are not flight paths. Countries visited are tinted."

Row = TypeVar("Row")


class _Seat(NamedTuple):
    """Where a government sits: name and place of the capital."""

    city: str
    place: Point


def picture_of_trip() -> str:
    """Return the map of the trip as it stands on the page to print, as SVG: its middle alone."""
    found = december_map(load("visits"), load("visitors"))
    return picture.svg(found, replace(found.view(), width=400), whole=True)


def december_map(visits: pd.DataFrame, visitors: pd.DataFrame) -> Map:
    """Draw Vladimir Putin's trip of 6 December 2023 and the visitor of 7 December.

    From the tables ``visits`` and ``visitors``: numbered stops, and the way of Iran's president
    from Tehran to Moscow as a dashed line.

    Raises `ValueError` if a table does not hold those days.
    """
    stops = _some([v for v in read_visits(visits) if v.start == _TRIP], "visits", _TRIP)
    day = [v for v in read_visitors(visitors) if v.start == _VISIT and v.country_code == "IRN"]
    guest = _some(day, "visitors", _VISIT)[0]
    home, away = _capital(_HOME), _capital(guest.country_code)
    m = Map(
        title="Two journeys, 6 and 7 December 2023",
        alt=_words(stops, guest, home, away),
        tables=("visits", "visitors", "capitals"),
        table=_table(stops, guest, home, away),
        note=_NOTE,
        visited=[stop.country_code for stop in stops],
    )
    _ways(m, [at(stop) for stop in stops], guest, home, away)
    _pins(m, stops, guest, away)
    return m


def _some(rows: list[Row], table: str, day: date) -> list[Row]:
    if not rows:
        advice = f'Pass load("{table}") whole.'
        raise ValueError(f"The table {table} has no row of {day_in_words(day)}. {advice}")
    return rows


def _capital(code: str) -> _Seat:
    rows = load("capitals").to_dict("records")
    row = next(row for row in rows if row["country_code"] == code)
    return _Seat(row["capital"], (float(row["latitude"]), float(row["longitude"])))


def _ways(m: Map, stops: Sequence[Point], guest: Visitor, home: _Seat, away: _Seat) -> None:
    m.add_child(Way(arc(home.place, stops[0], 0.2), "Putin", _HOST, dashed=False))
    for start, end in pairwise(stops):
        m.add_child(Way(arc(start, end, 0.2), "", _HOST, dashed=False))
    m.add_child(Way(arc(stops[-1], home.place, 0.12), "Putin, back", _HOST, dashed=False))
    m.add_child(Way(arc(away.place, at(guest), 0.0), guest.surname, _GUEST, dashed=True))
    everywhere = [home.place, at(guest), away.place, *stops, _SOUTH]
    m.add_child(Window(everywhere, everywhere, pad=44))


def _pins(m: Map, stops: Sequence[Visit], guest: Visitor, away: _Seat) -> None:
    own: Any
    for number, stop in enumerate(stops, 1):
        detail = f"{stop.country}\n{stop.short}"
        more = f"{stop.city}, {stop.days}: {stop.visit_type} with {stop.counterpart}."
        own = {"colour": _HOST, "number": str(number), "more": more}
        Pin(*at(stop), stop.city, detail=detail, **own).add_to(m)
    came = f"{short(guest.start, guest.start)}: {guest.surname} visits"
    talks = (
        f"{guest.place}, {day_in_words(guest.start)}: {guest.visitor} of {guest.country} visits."
    )
    own = {"colour": _GUEST, "shape": DIAMOND, "more": f"{talks} {guest.agenda}."}
    Pin(*at(guest), guest.place, detail=came, **own).add_to(m)
    start = f"{guest.surname} sets out"
    Pin(*away.place, away.city, detail=start, colour=_GUEST, shape=HOLLOW).add_to(m)


def _words(stops: Sequence[Visit], guest: Visitor, home: _Seat, away: _Seat) -> str:
    cities = ", then to ".join(f"{stop.city} ({stop.country})" for stop in stops)
    return (
        f"Map of two journeys. On {day_in_words(_TRIP)} Vladimir Putin flies from {home.city} to "
        f"{cities}, and back: a solid {called(_HOST)} line with numbered stops. "
        f"On {day_in_words(_VISIT)} {guest.visitor} of {guest.country} flies from {away.city} to "
        f"{guest.place}: a dashed {called(_GUEST)} line."
    )


def _table(stops: Sequence[Visit], guest: Visitor, home: _Seat, away: _Seat) -> pd.DataFrame:
    starts = [home.city, *(stop.city for stop in stops)]
    rows = [
        (stop.days, "Vladimir Putin", start, stop.city, f"{stop.visit_type}; {stop.counterpart}")
        for start, stop in zip(starts, stops, strict=False)
    ]
    rows.append(("after that", "Vladimir Putin", stops[-1].city, home.city, "way back"))
    rows.append(
        (day_in_words(guest.start), guest.visitor, away.city, guest.place, guest.visit_type)
    )
    return pd.DataFrame(rows, columns=["Day", "Who travels", "From", "To", "Occasion"])
