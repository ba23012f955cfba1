"""Pins on the capitals of countries, by name."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

import folium
import pandas as pd

from wayout.errors import CourseError
from wayout.language import listed, mark, marks
from wayout.maps.colours import hex_of
from wayout.maps.mercator import Point
from wayout.maps.pins import pin
from wayout.tables.package import load

Row = dict[Any, Any]
Draw = Callable[[str | Iterable[str], str], None]


class PlaceError(CourseError, LookupError):
    """A name that is no country of the table, or a colour that is none; says what to write."""


def main_towns() -> dict[str, Point]:
    """Return the capital, or else the main town, of each country and territory by its code."""
    towns = pd.concat([load("capitals"), load("territories")]).drop_duplicates("country_code")
    rows = zip(towns["country_code"], towns["latitude"], towns["longitude"], strict=True)
    return {code: (float(latitude), float(longitude)) for code, latitude, longitude in rows}


def capitals(on: folium.Map) -> Draw:
    """Return what draws on a map: countries, one name or a list, and a colour for their pins.

    It raises PlaceError, and draws nothing, if a name is unknown or the colour is none.
    """
    rows = {row["country"]: row for row in load("capitals").to_dict("records")}

    def draw(countries: str | Iterable[str], colour: str) -> None:
        named = [countries] if isinstance(countries, str) else [*countries]
        places = [rows[_country(name, rows)] for name in named]
        _check(colour)
        for place in places:
            where = place["latitude"], place["longitude"]
            pin(*where, place["capital"], colour=colour).add_to(on)

    return draw


def _check(colour: object) -> None:
    try:
        hex_of(str(colour))
    except ValueError as error:
        raise PlaceError(f'{error} The colour comes second: draw(["France"], "grey").') from None


def _country(name: object, rows: dict[str, Row]) -> str:
    """Return the country of the table that a name means, if only its letters' size differs."""
    said = " ".join(str(name).split()).casefold()
    found = [country for country in rows if country.casefold() == said]
    if found:
        return found[0]
    meant = [country for country, row in rows.items() if said in _other_names(country, row)]
    if meant:
        told = f"Write {listed(marks(meant))}, as in the table."
    else:
        near = get_close_matches(str(name), rows, n=3)
        told = f"Near it stand {listed(marks(near))}." if near else "Copy it from the table above."
    raise PlaceError(f"The table has no country {mark(str(name)[:40])}. {told}")


def _other_names(country: str, row: Row) -> set[str]:
    """Return the capital, the code of three letters and the initials, in small letters."""
    initials = "".join(word[0] for word in country.split())
    return {row["capital"].casefold(), row["country_code"].casefold(), initials.casefold()}
