"""Expectations for the markers on a learner's map: where, which label, which colour."""

# ruff: noqa: D102 - the base class says once what these methods do

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import ClassVar

from wayout.exercises.expectation import Expectation
from wayout.exercises.map_faults import fault
from wayout.exercises.map_mark import PAINT, Mark, Marker
from wayout.exercises.plain import JSON
from wayout.exercises.values import pairing

MAX_MARKERS = 500
MAX_COLOURINGS = 200


@dataclass(frozen=True)
class Marks(Expectation):
    """The markers of a whole map, each of ``marks`` served by another marker of the map.

    ``exactly`` is how many markers the map must hold; None: at least those listed. ``colours`` is
    how many different colours they must have together; None: any number. A lone marker never counts
    as "all in one colour". If ``secret``, a missing place is not named: finding it is the question.
    """

    kind: ClassVar[str] = "marks"
    asks: ClassVar[str] = "a map with markers"
    marks: tuple[Mark, ...]
    exactly: int | None = None
    colours: int | None = None
    secret: bool = False

    @property
    def invitation(self) -> str:
        return (
            "There is no marker on your map yet. Put one there, run that cell, then this one. "
            "If you did with `maps.pin`: does that line end in `.add_to(my_map)`?"
        )

    def fits(self, answer: JSON) -> bool:
        return _read(answer) is not None

    def accepts(self, answer: JSON) -> bool:
        given = _read(answer)
        if given is None or len(given) > MAX_MARKERS or self.exactly not in (None, len(given)):
            return False
        if self._all_at_once(given):
            return False
        painted = len(given) > 1 and len(_palette(given)) == self.colours
        if self.colours is not None and not painted:
            return False
        return any(self._served(given, paint) for paint in self._colourings(given))

    def example(self) -> JSON:
        paint = self._paint()
        shown = [_painted(mark, paint) for mark in self.marks]
        least = max(2, self.colours) if self.colours is not None else 0
        extra = max(self.exactly or 0, least) - len(shown)
        shown += [Marker(-60.0, float(i), "", PAINT[0]) for i in range(extra)]
        return [marker._asdict() for marker in self._spread(shown)]

    def named(self, answer: JSON) -> str:
        given = _read(answer)
        if given is None or len(given) > MAX_MARKERS:
            return ""
        found = fault(self.marks, given, exactly=self.exactly, secret=self.secret)
        return found or self._all_at_once(given) or self._count(given)

    def _all_at_once(self, given: list[Marker]) -> str:
        """Return what to say to a marker whose label names every place of three or more, or ""."""
        named = {mark.labels for mark in self.marks}
        if len(named) < 3 or () in named:
            return ""
        every = any(all(mark.names(marker) for mark in self.marks) for marker in given)
        return (
            "One of your labels names every place. Write at each marker the name of its own."
            * every
        )

    def _count(self, given: list[Marker]) -> str:
        if self.exactly not in (None, len(given)):
            return f"Your map has {len(given)} of {self.exactly} markers."
        seen = len(_palette(given))
        if self.colours in (None, seen):
            return ""
        word = "colour" if seen == 1 else "colours"
        return f"Your markers have {seen} {word}; I ask for {self.colours}."

    def one_colour(self) -> "Marks":
        """Return the mistake of painting the right markers all alike."""
        plain = tuple(replace(mark, group="", colours=()) for mark in self.marks)
        return Marks(plain, self.exactly, 1).checked()

    def swapped(self) -> "Marks":
        """Return the mistake of giving the longitude first."""
        turned = (Mark(m.longitude, m.latitude, within=m.within) for m in self.marks)
        return Marks(tuple(turned)).checked()

    def _groups(self) -> list[str]:
        return list(dict.fromkeys(mark.group for mark in self.marks if mark.group))

    def _paint(self) -> dict[str, str]:
        paint: dict[str, str] = {}
        for mark in self.marks:
            allowed = [c for c in mark.colours or PAINT if c not in paint.values()]
            if mark.group and allowed:
                paint.setdefault(mark.group, allowed[0])
        return paint

    def _colourings(self, given: list[Marker]) -> Iterator[dict[str, str]]:
        """Yield each way to give the groups different colours that the map could show."""
        groups = self._groups()
        choices = [self._seen(given, group) for group in groups]
        for colours in islice(product(*choices), MAX_COLOURINGS):
            if len(set(colours)) == len(groups):
                yield dict(zip(groups, colours, strict=True))

    def _seen(self, given: list[Marker], group: str) -> list[str]:
        first = next(mark for mark in self.marks if mark.group == group)
        return _palette(filter(first.takes, given))

    def _served(self, given: list[Marker], paint: dict[str, str]) -> bool:
        painted = tuple(_in_colour(mark, paint) for mark in self.marks)
        return len(pairing(painted, given, Mark.takes)) == len(painted)

    def _spread(self, shown: list[Marker]) -> Iterator[Marker]:
        """Repaint free markers until the map has the number of colours asked for."""
        lacking = (self.colours or 0) - len(_palette(shown))
        unused = [colour for colour in PAINT if colour not in _palette(shown)]
        for i, marker in enumerate(shown):
            free = i >= len(self.marks) or not (self.marks[i].group or self.marks[i].colours)
            if free and lacking > 0 and unused and i > 0:
                marker = marker._replace(colour=unused.pop())
                lacking -= 1
            yield marker


def _read(answer: JSON) -> list[Marker] | None:
    """Return the markers that an answer lists, None if it is anything else."""
    items = answer if isinstance(answer, list) else [None]
    found = [marker for marker in map(Marker.read, items) if marker is not None]
    return found if len(found) == len(items) else None


def _in_colour(mark: Mark, paint: dict[str, str]) -> Mark:
    if not mark.group:
        return mark
    colour = paint[mark.group]
    allowed = not mark.colours or colour in mark.colours
    return replace(mark, colours=(colour if allowed else "none of them",))


def _painted(mark: Mark, paint: dict[str, str]) -> Marker:
    marker = mark.sample()
    return marker._replace(colour=paint.get(mark.group, marker.colour))


def _palette(markers: Iterable[Marker]) -> list[str]:
    return list(dict.fromkeys(marker.colour for marker in markers))
