"""Every country visit of 2021 to 2025 on one map, with a slider for the year inside it."""

from collections.abc import Sequence
from dataclasses import dataclass

import folium
import pandas as pd

from wayout.caption import SERIES
from wayout.maps.canvas import Map
from wayout.maps.ground import Window, in_script
from wayout.maps.mercator import Point
from wayout.maps.page import Script
from wayout.maps.pins import DOT, Pin
from wayout.maps.stays import Stay, stays
from wayout.measures import country_visits, starting_in

_BAR = 96
# West of this longitude a place is drawn one turn further east, next to Chukotka.
_SEAM = -30.0


@dataclass(frozen=True)
class _State:
    """What one position of the slider shows."""

    name: str
    stays: list[Stay]
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
            f'"codes": {in_script(_codes(s.stays))}, "layer": {s.layer.get_name()}}}'
            for s in self.states
        )
        return f"wayout.years({self.holder()}, [{', '.join(parts)}]);"

    def html(self) -> str:
        """Return the bar."""
        ticks = "".join(f"<span>{_tick(state.name)}</span>" for state in self.states)
        return (
            '<div class="wo-years"><label for="wo-year">Year</label>'
            f'<input id="wo-year" type="range" min="0" max="{len(self.states) - 1}" '
            'step="1" value="0">'
            f'<div class="wo-ticks" aria-hidden="true">{ticks}</div>'
            '<p id="wo-count" role="status"></p></div>'
        )


def visits(frame: pd.DataFrame) -> Map:
    """Draw all visits, with a slider that picks one year or all.

    Parameters
    ----------
    frame
        The table ``visits``, or some of its rows.

    Returns
    -------
    Map
        Visited countries are tinted; each place has a dot and its name. The table under the
        map lists every visit, whatever the slider says.

    Raises
    ------
    ValueError
        If the frame lacks a column of the table or has no rows.
    """
    everything = stays(frame)
    states = _states(frame)
    m = Map(
        title=f"Putin's visits abroad, {_range(everything)}",
        alt=_words(states),
        tables=("visits",),
        note="Countries visited are tinted.",
        twin=_twin(everything),
        visited=_codes(everything),
    )
    m.bar = _BAR
    for state in states:
        m.add_child(state.layer)
    places = [_shown_at(stay) for stay in everything]
    near = [place for place in places if place[1] < 180]
    m.add_child(Window(places, near or places, pad=44))
    m.add_child(_Slider(states))
    return m


def _tick(name: str) -> str:
    """Return a mark of the scale; a narrow frame shows 21 for 2021."""
    return f"<i>{name[:2]}</i>{name[2:]}" if name.isdigit() else "all"


def _states(frame: pd.DataFrame) -> list[_State]:
    counted = country_visits(frame)
    states = [_state("all years", frame, counted, always=True)]
    for year in sorted(frame["start"].dt.year.unique()):
        parts = starting_in(frame, year), starting_in(counted, year)
        states.append(_state(str(year), *parts, always=False))
    return states


def _state(name: str, rows: pd.DataFrame, counted: pd.DataFrame, *, always: bool) -> _State:
    chosen = stays(rows)
    layer = folium.FeatureGroup(name=name, show=always, control=False)
    for city in dict.fromkeys((stay.country, stay.city) for stay in chosen):
        here = [stay for stay in chosen if (stay.country, stay.city) == city]
        _dot(here, _often(here) if always else _days(here)).add_to(layer)
    return _State(name, chosen, f"{_range(chosen)}: {_count(counted)}.", layer)


def _dot(here: Sequence[Stay], detail: str) -> Pin:
    lines = (f"{s.city}, {s.country}. {s.days}: {s.occasion}." for s in here)
    place, city = _shown_at(here[0]), here[0].city
    more = "\n".join(lines)
    return Pin(*place, city, detail=detail, shape=DOT, colour=SERIES[0], more=more)


def _count(counted: pd.DataFrame) -> str:
    trips = int(counted["trip"].nunique())
    return f"{_many(len(counted), 'country visit')} in {_many(trips, 'trip')}"


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _range(chosen: Sequence[Stay]) -> str:
    years = sorted({stay.start.year for stay in chosen})
    return " to ".join(dict.fromkeys((str(years[0]), str(years[-1]))))


def _codes(chosen: Sequence[Stay]) -> list[str]:
    return sorted({stay.code for stay in chosen})


def _shown_at(stay: Stay) -> Point:
    latitude, longitude = stay.place
    return latitude, longitude + (360 if longitude < _SEAM else 0)


def _often(here: Sequence[Stay]) -> str:
    return f"{len(here)} times" if len(here) > 1 else ""


def _days(here: Sequence[Stay]) -> str:
    return " and ".join(stay.short for stay in here)


def _words(states: Sequence[_State]) -> str:
    return (
        "World map with the countries that Vladimir Putin visited tinted and a dot with its name "
        f"for each place. {' '.join(state.sentence for state in states)} "
        "The table under the map lists every visit."
    )


def _twin(everything: Sequence[Stay]) -> pd.DataFrame:
    rows = [(s.days, s.city, s.country, s.occasion, s.host) for s in everything]
    return pd.DataFrame(rows, columns=["Days", "City", "Country", "Occasion", "Met"])
