"""Where the interests of China and Russia meet, place by place, as the evidence cards tell it."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Any

import folium
import pandas as pd

from wayout.essay import Card, card
from wayout.maps.canvas import Map
from wayout.maps.ground import Window
from wayout.maps.mercator import Point
from wayout.maps.pins import DIAMOND, HOLLOW, ROUND, Pin
from wayout.pages.caption import SERIES

COMPETE, TOGETHER, BOTH = "compete", "together", "both"
# What a pin says, its shape and its colour.
SIDES = {
    COMPETE: ("they compete here", DIAMOND, SERIES[1]),
    TOGETHER: ("they act together here", ROUND, SERIES[0]),
    BOTH: ("both", HOLLOW, "#6a3d7c"),
}
_NEEDED = ("place", "card", "side", "latitude", "longitude", "contested")
_ADVICE = 'Pass load("meeting_places") or some of its rows.'
# From Central Asia to Alaska.
_WIDE = [(75.0, 52.0), (6.0, 194.0)]
_NARROW = [(75.0, 62.0), (6.0, 190.0)]
_NOTE = (
    "Diamond: they compete here. Round: they act together here. Hollow diamond: both. A pin stands "
    "for an area; open it for what the cards say. A dashed ring is water that two states claim. "
    "How many pins there are of a kind measures nothing: it is what we found."
)


@dataclass(frozen=True)
class Meeting:
    """One place with its cards, each with its side; ``contested`` says who claims what."""

    name: str
    point: Point
    cards: tuple[tuple[str, Card], ...]
    contested: str

    @property
    def side(self) -> str:
        """The side of all cards, or both."""
        sides = {side for side, _ in self.cards}
        return sides.pop() if len(sides) == 1 else BOTH

    @property
    def told(self) -> list[str]:
        """What each card says, with its publisher and year."""
        return [
            f"{_said(side)}{one.says} ({one.publisher}, {one.date[:4]})" for side, one in self.cards
        ]

    @property
    def more(self) -> str:
        """What the note of the pin says."""
        return "\n".join(
            [f"{self.name}: {SIDES[self.side][0]}.", *self.told, self.contested]
        ).strip()


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
    for place in places:
        words, shape, colour = SIDES[place.side]
        if place.contested and "waters" in place.contested:
            _ring(place).add_to(m)
        own: Any = {"shape": shape, "colour": colour, "detail": words, "more": place.more}
        Pin(*place.point, place.name, **own).add_to(m)
    m.add_child(Window(_WIDE, _NARROW, pad=26))
    return m


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
    return [_place(str(name), rows) for name, rows in frame.groupby("place", sort=False)]


def _place(name: str, rows: pd.DataFrame) -> Meeting:
    first = rows.iloc[0]
    east = float(first["longitude"])
    point = float(first["latitude"]), east + 360 if east < 0 else east
    cards = tuple(
        (str(side), card(str(c))) for side, c in zip(rows["side"], rows["card"], strict=True)
    )
    contested = "" if pd.isna(first["contested"]) else str(first["contested"])
    return Meeting(name, point, cards, contested)


def _said(side: str) -> str:
    return {COMPETE: "Compete: ", TOGETHER: "Together: ", BOTH: ""}[side]


def _ring(place: Meeting) -> folium.Polygon:
    """Return a dashed ring around waters that more than one state claims."""
    latitude, longitude = place.point
    turns = [radians(step * 15) for step in range(24)]
    round_it = [(latitude + 4.4 * sin(t), longitude + 4.4 * cos(t)) for t in turns]
    hatch: Any = {"fill": True, "fill_color": "#8d979f", "fill_opacity": 0.25}
    line: Any = {"color": "#6b7780", "weight": 1.2, "dash_array": "4 4"}
    return folium.Polygon(round_it, tooltip=place.contested, **line, **hatch)


def _words(places: list[Meeting]) -> str:
    sides = [f" {SIDES[side][0]}: {', '.join(_of(places, side))}." for side in SIDES]
    return f"Map from Central Asia to Alaska with {len(places)} pins.{''.join(sides)}"


def _of(places: list[Meeting], side: str) -> Iterator[str]:
    return (place.name for place in places if place.side == side)


def _table(places: list[Meeting]) -> pd.DataFrame:
    rows = [
        (place.name, SIDES[side][0], one.says, one.publisher, one.date[:4], place.contested)
        for place in places
        for side, one in place.cards
    ]
    heads = ["Place", "Side", "What the card says", "Publisher", "Year", "Who claims it"]
    return pd.DataFrame(rows, columns=heads)
