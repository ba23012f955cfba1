"""Rows of the tables ``visits`` and ``visitors`` as typed values."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from wayout.language import day_in_words
from wayout.maps.mercator import Point

_SHARED = ("country_code", "country", "latitude", "longitude", "visit_type")


@dataclass(frozen=True)
class Visit:
    """One stay abroad: where, when, on which trip, with whom."""

    trip: int
    leg: int
    start: date
    end: date
    sure: bool
    code: str
    country: str
    city: str
    place: Point
    occasion: str
    host: str

    @property
    def days(self) -> str:
        """The days in words; says so where a day is not confirmed."""
        text = " to ".join(dict.fromkeys(day_in_words(day) for day in (self.start, self.end)))
        return text if self.sure else f"{text} (one day not confirmed)"

    @property
    def short(self) -> str:
        """The days as a label has room for: ``6 Dec``, ``17–18 Oct``."""
        return short(self.start, self.end)


@dataclass(frozen=True)
class Visitor:
    """One visitor received in Russia."""

    day: date
    name: str
    code: str
    country: str
    place: Point
    city: str
    occasion: str
    agenda: str

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]


def read_visits(visits: pd.DataFrame) -> list[Visit]:
    """Return the rows of the table ``visits``, in the order of the days.

    Raises
    ------
    ValueError
        If the table lacks a column or has no rows; the message says what to pass.
    """
    rows = _records(visits, "visits", "trip", "leg", "start", "end", "date_status", "city")
    found = [
        Visit(
            int(row["trip"]),
            int(row["leg"]),
            row["start"].date(),
            row["end"].date(),
            row["date_status"] == "reported",
            row["country_code"],
            row["country"],
            row["city"],
            _place(row),
            row["visit_type"],
            row["counterpart"],
        )
        for row in rows
    ]
    return sorted(found, key=lambda visit: (visit.start, visit.trip, visit.leg))


def read_visitors(visitors: pd.DataFrame) -> list[Visitor]:
    """Return the rows of the table ``visitors``; raises like :func:`read_visits`."""
    return [
        Visitor(
            row["start"].date(),
            row["visitor"],
            row["country_code"],
            row["country"],
            _place(row),
            row["place"],
            row["visit_type"],
            row["agenda"],
        )
        for row in _records(visitors, "visitors", "start", "visitor", "place")
    ]


def short(start: date, end: date) -> str:
    """Write days as a label has room for them: ``6 Dec``, ``17–18 Oct``, ``31 Aug – 1 Sep``."""
    if start == end:
        return f"{start.day} {start:%b}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {end:%b}"
    return f"{start.day} {start:%b} – {end.day} {end:%b}"


def _place(row: dict[str, Any]) -> Point:
    return float(row["latitude"]), float(row["longitude"])


def _records(frame: pd.DataFrame, table: str, *extra: str) -> list[dict[str, Any]]:
    lost = [name for name in (*extra, *_SHARED) if name not in frame.columns]
    advice = f'Pass load("{table}") or some of its rows.'
    if lost:
        raise ValueError(f"This table has no column '{lost[0]}'. {advice}")
    if frame.empty:
        raise ValueError(f"This table has no rows. {advice}")
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
