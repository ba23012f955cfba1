"""Expectations for the markers on a learner's map: where, which label, which colour."""

# ruff: noqa: D102 - the base class says once what these methods do

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Any, ClassVar

from wayout.exercises.expectation import Expectation
from wayout.exercises.plain import JSON
from wayout.exercises.values import pair_up
from wayout.exercises.words import holds

MAX_MARKERS = 500
MAX_COLOURINGS = 200
_PAINT = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#f0e442", "#000000")


@dataclass(frozen=True)
class Mark(Expectation):
    """One marker, as ``wayout.maps.marks`` lists it.

    Attributes
    ----------
    latitude, longitude
        Where it stands, in degrees.
    labels
        Words or phrases; the label must hold one of them. Empty: any label.
    within
        How far off it may be, in degrees.
    colours
        Colours it may have. Empty: any colour.
    group
        Marks of one group share a colour; different groups differ. Empty: does not matter.
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
        return isinstance(answer, dict) and _place(answer) is not None

    def accepts(self, answer: JSON) -> bool:
        place = _place(answer) if isinstance(answer, dict) else None
        if place is None or not isinstance(answer, dict):
            return False
        label = str(answer.get("label", ""))
        named = not self.labels or any(holds(label, wanted) for wanted in self.labels)
        painted = not self.colours or colour_of(answer) in self.colours
        return self._near(*place) and named and painted

    def example(self) -> JSON:
        return {
            "latitude": self.latitude,
            "longitude": self.longitude,
            "label": self.labels[0].replace("*", "") if self.labels else "",
            "colour": self.colours[0] if self.colours else _PAINT[0],
        }

    def _near(self, latitude: float, longitude: float) -> bool:
        turn = abs(longitude - self.longitude) % 360
        return abs(latitude - self.latitude) <= self.within and min(turn, 360 - turn) <= self.within


@dataclass(frozen=True)
class Marks(Expectation):
    """The markers of a whole map.

    Attributes
    ----------
    marks
        Markers that must be there, each served by another marker of the map.
    exactly
        How many markers the map must hold; None: at least those listed.
    colours
        How many different colours the markers must have together; None: any number. A lone
        marker never counts as "all in one colour".
    """

    kind: ClassVar[str] = "marks"
    marks: tuple[Mark, ...]
    exactly: int | None = None
    colours: int | None = None

    @property
    def wants(self) -> str:
        return "a map with markers"

    @property
    def invitation(self) -> str:
        return "Put your markers on the map, run that cell, then run this one."

    def fits(self, answer: JSON) -> bool:
        return isinstance(answer, list) and all(Mark(0, 0).fits(item) for item in answer)

    def accepts(self, answer: JSON) -> bool:
        if not self.fits(answer) or not isinstance(answer, list) or len(answer) > MAX_MARKERS:
            return False
        if self.exactly is not None and len(answer) != self.exactly:
            return False
        if self.colours is not None and not _painted_in(answer, self.colours):
            return False
        return any(self._served(answer, paint) for paint in self._colourings(answer))

    def example(self) -> JSON:
        paint = self._paint()
        shown = [_painted(mark, paint) for mark in self.marks]
        least = max(2, self.colours) if self.colours is not None else 0
        extra = max(self.exactly or 0, least) - len(shown)
        shown += [_spare(i, _PAINT[0]) for i in range(extra)]
        return [*self._spread(shown)]

    def remark(self, answer: JSON) -> str:
        if not isinstance(answer, list) or not self.fits(answer) or len(answer) > MAX_MARKERS:
            return ""
        found = pair_up(self.marks, answer, _accepts)
        place = f"{found} of {len(self.marks)} expected markers are there." if self.marks else ""
        count = f"Your map has {len(answer)} of {self.exactly} markers."
        return place if self.exactly in (None, len(answer)) else f"{place} {count}".strip()

    def swapped(self) -> "Marks":
        """Return the mistake of giving the longitude first."""
        turned = (Mark(m.longitude, m.latitude, within=m.within) for m in self.marks)
        return Marks(tuple(turned)).checked()

    def _groups(self) -> list[str]:
        return list(dict.fromkeys(mark.group for mark in self.marks if mark.group))

    def _paint(self) -> dict[str, str]:
        paint: dict[str, str] = {}
        for mark in self.marks:
            allowed = [c for c in mark.colours or _PAINT if c not in paint.values()]
            if mark.group and allowed:
                paint.setdefault(mark.group, allowed[0])
        return paint

    def _colourings(self, answer: list[JSON]) -> Iterator[dict[str, str]]:
        """Yield each way to give the groups different colours that the map could show."""
        groups = self._groups()
        choices = [self._seen(answer, group) for group in groups]
        for colours in islice(product(*choices), MAX_COLOURINGS):
            if len(set(colours)) == len(groups):
                yield dict(zip(groups, colours, strict=True))

    def _seen(self, answer: list[JSON], group: str) -> list[str]:
        first = next(mark for mark in self.marks if mark.group == group)
        return _palette(item for item in answer if first.accepts(item))

    def _served(self, answer: list[JSON], paint: dict[str, str]) -> bool:
        painted = tuple(_in_colour(mark, paint) for mark in self.marks)
        return pair_up(painted, answer, _accepts) == len(painted)

    def _spread(self, shown: list[dict[str, JSON]]) -> Iterator[JSON]:
        """Repaint free markers until the map has the number of colours asked for."""
        lacking = (self.colours or 0) - len(_palette(shown))
        unused = [colour for colour in _PAINT if colour not in _palette(shown)]
        for i, marker in enumerate(shown):
            free = i >= len(self.marks) or not (self.marks[i].group or self.marks[i].colours)
            if free and lacking > 0 and unused and i > 0:
                marker = {**marker, "colour": unused.pop()}
                lacking -= 1
            yield marker


def _accepts(wanted: Expectation, given: JSON) -> bool:
    return wanted.accepts(given)


def _in_colour(mark: Mark, paint: dict[str, str]) -> Mark:
    if not mark.group:
        return mark
    colour = paint[mark.group]
    allowed = not mark.colours or colour in mark.colours
    return replace(mark, colours=(colour if allowed else "none of them",))


def _painted(mark: Mark, paint: dict[str, str]) -> dict[str, JSON]:
    shown: Any = mark.example()
    return {**shown, "colour": paint.get(mark.group, shown["colour"])}


def _spare(number: int, colour: str) -> dict[str, JSON]:
    return {"latitude": -60.0, "longitude": float(number), "label": "", "colour": colour}


def _place(marker: dict[str, JSON]) -> tuple[float, float] | None:
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


def _painted_in(markers: list[JSON], colours: int) -> bool:
    return len(markers) > 1 and len(_palette(markers)) == colours


def _palette(markers: Iterable[JSON]) -> list[str]:
    found = (colour_of(marker) for marker in markers if isinstance(marker, dict))
    return list(dict.fromkeys(found))
