"""Where the interests of China and Russia meet, place by place, as the evidence cards tell it."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Any

import folium
import pandas as pd
from markupsafe import Markup

from wayout.maps.canvas import Map
from wayout.maps.ground import Window, in_script
from wayout.maps.markup import shape
from wayout.maps.mercator import Point, View
from wayout.maps.page import Script
from wayout.maps.pins import DIAMOND, HOLLOW, ROUND, Pin
from wayout.pages import render
from wayout.pages.caption import SERIES
from wayout.tables.package import load

COMPETE, TOGETHER, BOTH = "compete", "together", "both"
# What a pin says, its shape and its colour.
SIDES = {
    COMPETE: ("reported: they compete", DIAMOND, SERIES[1]),
    TOGETHER: ("reported: they act together", ROUND, SERIES[0]),
    BOTH: ("reported: both", HOLLOW, "#6a3d7c"),
}
_NEEDED = ("place", "card", "side", "latitude", "longitude", "contested", "waters")
_ADVICE = 'Pass load("meeting_places") or some of its rows.'
_BAR = 214
# From Central Asia to Alaska.
_WIDE = [(75.0, 52.0), (6.0, 194.0)]
_NARROW = [(75.0, 62.0), (6.0, 190.0)]
_NOTE = (
    "A pin stands for an area, not for a spot. A dashed ring is water that two states claim. How "
    "many pins there are of a kind measures nothing: it is what we found. Each card tells of its "
    "own year."
)


@dataclass(frozen=True)
class Told:
    """What one evidence card tells of a place: its side, its sentence, who published it when."""

    side: str
    says: str
    publisher: str
    year: str


@dataclass(frozen=True)
class Meeting:
    """One place with its cards; ``contested`` says who claims what."""

    name: str
    point: Point
    cards: tuple[Told, ...]
    contested: str
    waters: bool = False

    @property
    def side(self) -> str:
        """The side of all cards, or both."""
        sides = {one.side for one in self.cards}
        return sides.pop() if len(sides) == 1 else BOTH


def meeting(frame: pd.DataFrame) -> Map:
    """Pin the places where China and Russia compete, act together, or do both.

    ``frame`` is the table ``meeting_places``, or some of its rows; the words come from the cards.

    Raises `ValueError` if the frame lacks a column, has no rows, or has a side that is none.
    """
    places = read(frame)
    m = Map(
        title="Where the interests of China and Russia meet",
        alt=_words(places),
        tables=("meeting_places",),
        note=_NOTE,
        table=_table(places),
    )
    m.bar = _BAR
    for place in places:
        words, sign, colour = SIDES[place.side]
        if place.waters:
            _ring(place).add_to(m)
        own: Any = {"shape": sign, "colour": colour, "detail": words}
        Pin(*place.point, place.name, **own).add_to(m)
    m.add_child(_Reader(places))
    m.add_child(Window(_WIDE, _NARROW, pad=26))
    return m


class _Reader(Script):
    """The bar under the map: a list of the places, and what the cards say of the one chosen."""

    def __init__(self, places: list[Meeting]) -> None:
        super().__init__("Meeting")
        self.places = places

    def code(self) -> str:
        """Return the script that wires pins and list to the bar."""
        packed = [
            [p.name, SIDES[p.side][0], [*map(_card, p.cards)], p.contested] for p in self.places
        ]
        return f"wayout.meeting({self.holder()}, {in_script(packed)});"

    def html(self) -> str:
        """Return the bar."""
        signs = [(words, Pin(0, 0, words, shape=s, colour=c)) for words, s, c in SIDES.values()]
        places = [(place.name, SIDES[place.side][0]) for place in self.places]
        return render("maps/meeting.html", signs=signs, places=places)

    def still(self, view: View) -> Iterator[Markup]:
        """Return what the signs mean, for the still picture."""
        low = view.height
        yield shape("path", class_="o", d=f"M0 {low}h{view.width}v{view.below}H0z")
        for i, (words, sign, colour) in enumerate(SIDES.values()):
            at = f"translate({30 + 230 * i} {low + 24})"
            yield shape("g", *Pin(0, 0, words, shape=sign, colour=colour).sign(), transform=at)
            yield shape("text", words, class_="m", x=50 + 230 * i, y=low + 28)


def _card(one: Told) -> tuple[str, str, str]:
    return SIDES[one.side][0], one.says, f"{one.publisher}, {one.year}"


def read(frame: pd.DataFrame) -> list[Meeting]:
    """Return the places in the order of the table; raises like :func:`meeting`."""
    lost = [name for name in _NEEDED if name not in frame.columns]
    if lost:
        raise ValueError(f"This table has no column '{lost[0]}'. {_ADVICE}")
    if frame.empty:
        raise ValueError(f"This table has no rows. {_ADVICE}")
    odd = frame.loc[~frame["side"].isin(list(SIDES)), "side"]
    if len(odd):
        raise ValueError(f"There is no side '{odd.iloc[0]}': compete, together or both. {_ADVICE}")
    lost = [name for name in frame["card"] if name not in set(load("cards")["card"])]
    if lost:
        raise ValueError(f"There is no evidence card '{lost[0]}'. {_ADVICE}")
    return [_place(str(name), rows) for name, rows in frame.groupby("place", sort=False)]


def _place(name: str, rows: pd.DataFrame) -> Meeting:
    first = rows.iloc[0]
    east = float(first["longitude"])
    point = float(first["latitude"]), east + 360 if east < 0 else east
    known = load("cards").set_index("card")[["says", "publisher", "date"]]
    cards = known.loc[list(rows["card"])].assign(date=lambda card: card["date"].str[:4])
    told = map(Told, rows["side"], cards["says"], cards["publisher"], cards["date"])
    contested = "" if pd.isna(first["contested"]) else str(first["contested"])
    return Meeting(name, point, tuple(told), contested, bool(first["waters"]))


def _ring(place: Meeting) -> folium.Polygon:
    """Return a dashed ring around waters that more than one state claims."""
    latitude, longitude = place.point
    turns = [radians(step * 15) for step in range(24)]
    round_it = [(latitude + 4.4 * sin(t), longitude + 4.4 * cos(t)) for t in turns]
    hatch: Any = {"fill": True, "fill_color": "#8d979f", "fill_opacity": 0.25}
    line: Any = {"color": "#6b7780", "weight": 1.2, "dash_array": "4 4"}
    return folium.Polygon(round_it, tooltip=place.contested, **line, **hatch)


def _words(places: list[Meeting]) -> str:
    some = ((SIDES[side][0], ", ".join(_of(places, side))) for side in SIDES)
    told = "".join(f" {words.capitalize()}: {names}." for words, names in some if names)
    pins = "1 pin" if len(places) == 1 else f"{len(places)} pins"
    return f"Map from Central Asia to Alaska with {pins}.{told}"


def _of(places: list[Meeting], side: str) -> Iterator[str]:
    return (place.name for place in places if place.side == side)


def _table(places: list[Meeting]) -> pd.DataFrame:
    rows = [
        (place.name, *_card(one)[:2], one.publisher, one.year, place.contested)
        for place in places
        for one in place.cards
    ]
    heads = ["Place", "Side", "What the card says", "Publisher", "Year", "Who claims it"]
    return pd.DataFrame(rows, columns=heads)
