"""An expectation for one marker on a learner's map."""

# ruff: noqa: D102 - the base class says once what these methods do

from dataclasses import dataclass
from typing import ClassVar

from wayout.exercises.expectation import Expectation
from wayout.exercises.plain import JSON
from wayout.exercises.words import holds

PAINT = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#f0e442", "#000000")


@dataclass(frozen=True)
class Mark(Expectation):
    """One marker, as ``wayout.maps.marks`` lists it; the place and ``within`` are in degrees.

    The label must hold one of ``labels``, words or phrases, and the colour be one of ``colours``;
    empty: any. Marks of one ``group`` share a colour, different groups differ; empty: no matter.
    """

    kind: ClassVar[str] = "mark"
    latitude: float
    longitude: float
    labels: tuple[str, ...] = ()
    within: float = 1.0
    colours: tuple[str, ...] = ()
    group: str = ""

    @property
    def wants(self) -> str:
        return "a marker"

    def fits(self, answer: JSON) -> bool:
        return isinstance(answer, dict) and place_of(answer) is not None

    def accepts(self, answer: JSON) -> bool:
        if not isinstance(answer, dict):
            return False
        painted = not self.colours or colour_of(answer) in self.colours
        return self.near(answer) and self.names(answer) and painted

    def example(self) -> JSON:
        return {
            "latitude": self.latitude,
            "longitude": self.longitude,
            "label": self.labels[0] if self.labels else "",
            "colour": self.colours[0] if self.colours else PAINT[0],
        }

    def names(self, marker: JSON) -> bool:
        """Return whether the label of a marker is one of those wanted."""
        label = str(marker.get("label", "")) if isinstance(marker, dict) else ""
        return not self.labels or any(holds(label, wanted) for wanted in self.labels)

    def near(self, marker: JSON) -> bool:
        """Return whether a marker stands at the place wanted."""
        place = place_of(marker) if isinstance(marker, dict) else None
        if place is None:
            return False
        latitude, longitude = place
        turn = abs(longitude - self.longitude) % 360
        return abs(latitude - self.latitude) <= self.within and min(turn, 360 - turn) <= self.within


def place_of(marker: dict[str, JSON]) -> tuple[float, float] | None:
    """Return latitude and longitude of a marker, None if it has none."""
    latitude, longitude = marker.get("latitude"), marker.get("longitude")
    if isinstance(latitude, bool) or not isinstance(latitude, int | float):
        return None
    if isinstance(longitude, bool) or not isinstance(longitude, int | float):
        return None
    return latitude, longitude


def colour_of(marker: dict[str, JSON]) -> str:
    """Return a marker's colour in one form: lower case, six digits after the hash."""
    return one_colour(str(marker.get("colour", "")))


def one_colour(colour: str) -> str:
    """Return a colour in lower case, ``#abc`` as ``#aabbcc``."""
    low = colour.strip().lower()
    short = len(low) == 4 and low.startswith("#")
    return "#" + "".join(2 * digit for digit in low[1:]) if short else low
