"""Expectations for the markers on a learner's map: where, which label, which colour."""

# ruff: noqa: D102 - the base class says once what these methods do

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Any, ClassVar

from wayout.exercises.expectation import Expectation
from wayout.exercises.map_faults import fault
from wayout.exercises.map_mark import PAINT, Mark, colour_of
from wayout.exercises.plain import JSON
from wayout.exercises.values import pair_up

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
    marks: tuple[Mark, ...]
    exactly: int | None = None
    colours: int | None = None
    secret: bool = False

    @property
    def wants(self) -> str:
        return "a map with markers"

    @property
    def invitation(self) -> str:
        return (
            "There is no marker on your map yet. Put one there, run that cell, then this one. "
            "If you did: does each line end in `.add_to(my_map)`?"
        )

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
        shown += [_spare(i, PAINT[0]) for i in range(extra)]
        return [*self._spread(shown)]

    def named(self, answer: JSON) -> str:
        if not isinstance(answer, list) or not self.fits(answer) or len(answer) > MAX_MARKERS:
            return ""
        found = fault(self.marks, answer, exactly=self.exactly, secret=self.secret)
        return found or self._count(answer)

    def _count(self, answer: list[JSON]) -> str:
        if self.exactly not in (None, len(answer)):
            return f"Your map has {len(answer)} of {self.exactly} markers."
        seen = len(_palette(answer))
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
        unused = [colour for colour in PAINT if colour not in _palette(shown)]
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


def _painted_in(markers: list[JSON], colours: int) -> bool:
    return len(markers) > 1 and len(_palette(markers)) == colours


def _palette(markers: Iterable[JSON]) -> list[str]:
    found = (colour_of(marker) for marker in markers if isinstance(marker, dict))
    return list(dict.fromkeys(found))
