"""Every country visit of 2021 to 2025 on one map, with a slider for the year inside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import folium
import pandas as pd

from wayout.language import in_figures
from wayout.maps.canvas import Map
from wayout.maps.ground import Window, in_script
from wayout.maps.journeys import Visit, at, read_visits
from wayout.maps.mercator import Point
from wayout.maps.page import Script
from wayout.maps.pins import DOT, Pin
from wayout.measures import country_visits, starting_in
from wayout.pages import render
from wayout.pages.caption import SERIES

_BAR = 96
# West of this longitude a place is drawn one turn further east, next to Chukotka.
_SEAM = -30.0


@dataclass(frozen=True)
class _State:
    """What one position of the slider shows."""

    name: str
    visits: list[Visit]
    sentence: str
    layer: folium.FeatureGroup


class _Slider(Script):
    """The bar under the map: a range input, its years, and a sentence that counts."""

    def __init__(self, states: Sequence[_State]) -> None:
        super().__init__("Years")
        self.states = states

    def code(self) -> str:
        """Return the script that wires the slider to its layers."""
        parts = (
            f'{{"name": {in_script(s.name)}, "sentence": {in_script(s.sentence)}, '
            f'"codes": {in_script(_codes(s.visits))}, "layer": {s.layer.get_name()}}}'
            for s in self.states
        )
        return f"wayout.years({self.holder()}, [{', '.join(parts)}]);"

    def html(self) -> str:
        """Return the bar."""
        ticks = [(state.name.removesuffix(" years"), False) for state in self.states]
        return render("maps/slider.html", ticks=ticks, at=0)


def visits(frame: pd.DataFrame) -> Map:
    """Draw all visits, with a slider that picks one year or all.

    ``frame`` is the table ``visits``, or some of its rows. Visited countries are tinted; each
    place has a dot and its name. The table under the map lists every visit, whatever the slider
    says.

    Raises `ValueError` if the frame lacks a column of the table or has no rows.
    """
    everything = read_visits(frame)
    states = _states(frame)
    m = Map(
        title=f"Putin's visits abroad, {_range(everything)}",
        alt=_words(states),
        tables=("visits",),
        note="Countries visited are tinted.",
        table=_table(everything),
        visited=_codes(everything),
    )
    m.bar = _BAR
    for state in states:
        m.add_child(state.layer)
    places = [_shown_at(visit) for visit in everything]
    near = [place for place in places if place[1] < 180]
    m.add_child(Window(places, near or places, pad=44))
    m.add_child(_Slider(states))
    return m


def _states(frame: pd.DataFrame) -> list[_State]:
    counted = country_visits(frame)
    states = [_state("all years", frame, counted, always=True)]
    for year in sorted(frame["start"].dt.year.unique()):
        parts = starting_in(frame, year), starting_in(counted, year)
        states.append(_state(str(year), *parts, always=False))
    return states


def _state(name: str, rows: pd.DataFrame, counted: pd.DataFrame, *, always: bool) -> _State:
    chosen = read_visits(rows)
    layer = folium.FeatureGroup(name=name, show=always, control=False)
    for city in dict.fromkeys((visit.country, visit.city) for visit in chosen):
        here = [visit for visit in chosen if (visit.country, visit.city) == city]
        days = " and ".join(visit.short for visit in here)
        often = f"{len(here)} times" if len(here) > 1 else ""
        _dot(here, often if always else days).add_to(layer)
    return _State(name, chosen, f"{_range(chosen)}: {_count(counted)}.", layer)


def _dot(here: Sequence[Visit], detail: str) -> Pin:
    more = "\n".join(f"{v.city}, {v.country}. {v.days}: {v.visit_type}." for v in here)
    own: Any = {"shape": DOT, "colour": SERIES[0], "more": more}
    return Pin(*_shown_at(here[0]), here[0].city, detail=detail, **own)


def _count(counted: pd.DataFrame) -> str:
    trips = int(counted["trip"].nunique())
    return f"{in_figures(len(counted), 'country visit')} in {in_figures(trips, 'trip')}"


def _range(chosen: Sequence[Visit]) -> str:
    years = sorted({visit.start.year for visit in chosen})
    return " to ".join(dict.fromkeys((str(years[0]), str(years[-1]))))


def _codes(chosen: Sequence[Visit]) -> list[str]:
    return sorted({visit.country_code for visit in chosen})


def _shown_at(visit: Visit) -> Point:
    latitude, longitude = at(visit)
    return latitude, longitude + (360 if longitude < _SEAM else 0)


def _words(states: Sequence[_State]) -> str:
    return (
        "World map with the countries that Vladimir Putin visited tinted and a dot with its name "
        f"for each place. {' '.join(state.sentence for state in states)} "
        "The table under the map lists every visit."
    )


def _table(everything: Sequence[Visit]) -> pd.DataFrame:
    rows = [(v.days, v.city, v.country, v.visit_type, v.counterpart) for v in everything]
    return pd.DataFrame(rows, columns=["Days", "City", "Country", "Occasion", "Met"])
