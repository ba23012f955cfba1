"""Rows of the tables ``visits`` and ``visitors``, each as a tuple of what the maps read of it."""

from datetime import date
from typing import NamedTuple, TypeVar

import pandas as pd

from wayout.language import day_in_words
from wayout.maps.mercator import Point


class Visit(NamedTuple):
    """One stay abroad: where, when, on which trip, with whom."""

    trip: int
    leg: int
    start: date
    end: date
    date_status: str
    city: str
    country_code: str
    country: str
    latitude: float
    longitude: float
    visit_type: str
    counterpart: str

    @property
    def sure(self) -> bool:
        """Whether both days are confirmed."""
        return self.date_status == "reported"

    @property
    def days(self) -> str:
        """The days in words; says so where a day is not confirmed."""
        text = " to ".join(dict.fromkeys(day_in_words(day) for day in (self.start, self.end)))
        return text if self.sure else f"{text} (one day not confirmed)"

    @property
    def short(self) -> str:
        """The days as a label has room for: ``6 Dec``, ``17–18 Oct``."""
        return short(self.start, self.end)


class Visitor(NamedTuple):
    """One visitor received in Russia; ``place`` is the name of a town."""

    start: date
    visitor: str
    place: str
    country_code: str
    country: str
    latitude: float
    longitude: float
    visit_type: str
    agenda: str

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.visitor.split()[-1]


Row = TypeVar("Row", Visit, Visitor)


def at(row: Visit | Visitor) -> Point:
    """Return where it was: latitude and longitude in degrees."""
    return float(row.latitude), float(row.longitude)


def read_visits(visits: pd.DataFrame) -> list[Visit]:
    """Return the rows of the table ``visits``, in the order of the days.

    Raises `ValueError` if the table lacks a column or has no rows; the message says what to pass.
    """
    found = _read(Visit, visits, "visits")
    return sorted(found, key=lambda visit: (visit.start, visit.trip, visit.leg))


def read_visitors(visitors: pd.DataFrame) -> list[Visitor]:
    """Return the rows of the table ``visitors``; raises like :func:`read_visits`."""
    return _read(Visitor, visitors, "visitors")


def short(start: date, end: date) -> str:
    """Write days as a label has room for them: ``6 Dec``, ``17–18 Oct``, ``31 Aug – 1 Sep``."""
    if start == end:
        return f"{start.day} {start:%b}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {end:%b}"
    return f"{start.day} {start:%b} – {end.day} {end:%b}"


def _read(kind: type[Row], frame: pd.DataFrame, table: str) -> list[Row]:
    lost = [name for name in kind._fields if name not in frame.columns]
    advice = f'Pass load("{table}") or some of its rows.'
    if lost:
        raise ValueError(f"This table has no column '{lost[0]}'. {advice}")
    if frame.empty:
        raise ValueError(f"This table has no rows. {advice}")
    days = {name: frame[name].dt.date for name in ("start", "end") if name in kind._fields}
    rows = frame.assign(**days)[list(kind._fields)]
    return [kind(*row) for row in rows.itertuples(index=False, name=None)]
