"""An expectation for one marker on a learner's map."""

# ruff: noqa: D102 - the base class says once what these methods do

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from wayout.exercises.expectation import Expectation
from wayout.exercises.plain import JSON, is_number
from wayout.words import holds

PAINT = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#f0e442", "#000000")


class Marker(NamedTuple):
    """A marker on a map; the colour is written as `one_colour` writes it."""

    latitude: float
    longitude: float
    label: str
    colour: str

    @classmethod
    def read(cls, answer: JSON) -> "Marker | None":
        """Return a marker that ``wayout.maps.marks`` listed, None if it has no place."""
        whole = answer if isinstance(answer, dict) else {}
        latitude, longitude = whole.get("latitude"), whole.get("longitude")
        if not is_number(latitude) or not is_number(longitude):
            return None
        colour = one_colour(str(whole.get("colour", "")))
        return cls(latitude, longitude, str(whole.get("label", "")), colour)


@dataclass(frozen=True)
class Mark(Expectation):
    """One marker, as ``wayout.maps.marks`` lists it; the place and ``within`` are in degrees.

    The label must hold one of ``labels``, words or phrases, and the colour be one of ``colours``;
    empty: any. Marks of one ``group`` share a colour, different groups differ; empty: no matter.
    """

    kind: ClassVar[str] = "mark"
    asks: ClassVar[str] = "a marker"
    latitude: float
    longitude: float
    labels: tuple[str, ...] = ()
    within: float = 1.0
    colours: tuple[str, ...] = ()
    group: str = ""

    def fits(self, answer: JSON) -> bool:
        return Marker.read(answer) is not None

    def accepts(self, answer: JSON) -> bool:
        marker = Marker.read(answer)
        return marker is not None and self.takes(marker)

    def example(self) -> JSON:
        return self.sample()._asdict()

    def sample(self) -> Marker:
        """Return a marker that is taken."""
        label, colour = (*self.labels, "")[0], (*self.colours, PAINT[0])[0]
        return Marker(self.latitude, self.longitude, label, colour)

    def takes(self, marker: Marker) -> bool:
        """Return whether a marker stands, is labelled and is painted as wanted."""
        painted = not self.colours or marker.colour in self.colours
        return painted and self.near(marker) and self.names(marker)

    def names(self, marker: Marker) -> bool:
        """Return whether the label of a marker is one of those wanted."""
        return not self.labels or any(holds(marker.label, wanted) for wanted in self.labels)

    def near(self, marker: Marker) -> bool:
        """Return whether a marker stands at the place wanted."""
        turn = abs(marker.longitude - self.longitude) % 360
        off = max(abs(marker.latitude - self.latitude), min(turn, 360 - turn))
        return off <= self.within


def one_colour(colour: str) -> str:
    """Return a colour in lower case, ``#abc`` as ``#aabbcc``."""
    low = colour.strip().lower()
    short = len(low) == 4 and low.startswith("#")
    return "#" + "".join(2 * digit for digit in low[1:]) if short else low
