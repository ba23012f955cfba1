"""What every map stands on: land, borders, disputed areas, and the ways drawn over them."""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from wayout.maps.mercator import Point
from wayout.maps.page import Script
from wayout.tables.shapes import Polygon, Ring, disputed, land

# The world goes round: a shape is drawn again one turn away where a map can look that far.
EAST_END, WEST_END = 330, -190


class Ground(Script):
    """The base map. ``visited`` holds the country codes to tint, alpha-3."""

    def __init__(self, visited: Iterable[str] = ()) -> None:
        super().__init__("Ground")
        self.visited = tuple(visited)
        # How the still picture draws a country: the class of each code that is not plain land.
        self.still_looks = dict.fromkeys(self.visited, "v")

    def code(self) -> str:
        """Return the script that draws land and disputed areas."""
        visited = json.dumps(self.visited)
        return f"wayout.ground({self.holder()}, {_packed()}, {visited});"


class Way(Script):
    """A journey on the map, schematic: a line from first to last point, an arrow, a word.

    Of two travellers one is dashed, to tell them apart without colour.
    """

    def __init__(self, points: Sequence[Point], word: str, colour: str, dashed: bool) -> None:
        super().__init__("Way")
        self.points, self.word, self.colour, self.dashed = points, word, colour, dashed

    @property
    def arrow_at(self) -> int:
        """Index of the point where the arrow sits; the word stands at :attr:`word_at`."""
        return round(len(self.points) * 0.56)

    @property
    def word_at(self) -> int:
        """Index of the point beside which the word stands."""
        return round(len(self.points) * 0.42)

    def code(self) -> str:
        """Return the script that draws the line."""
        drawn: dict[str, Any] = {"points": self.points, "word": self.word, "colour": self.colour}
        drawn |= {"dashed": self.dashed, "arrowAt": self.arrow_at, "wordAt": self.word_at}
        return f"wayout.way({self.holder()}, {in_script(drawn)});"


class Window(Script):
    """The part of the world to show, whatever the width of the frame.

    A wide frame holds the places ``wide``, ``pad`` pixels from its edge; one under 560 pixels
    holds the places ``narrow``.
    """

    def __init__(self, wide: Sequence[Point], narrow: Sequence[Point], pad: int) -> None:
        super().__init__("Window")
        self.wide, self.narrow, self.pad = list(wide), list(narrow), pad

    def code(self) -> str:
        """Return the script that fits the map to the places."""
        places = f"{in_script(self.wide)}, {in_script(self.narrow)}"
        return f"wayout.show({self.holder()}, {places}, {self.pad});"


def in_script(value: Any) -> str:
    """Return ``value`` as JavaScript that cannot end the script it stands in."""
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")


def turns(polygon: Polygon) -> list[int]:
    """Return the shifts in degrees at which a polygon lies in reach of a map, 0 first."""
    xs = [x for x, _ in polygon[0]]
    return [t for t in (0, 360, -360) if min(xs) + t < EAST_END and max(xs) + t > WEST_END]


@cache
def _packed() -> str:
    """Return land and disputed areas as steps of a hundredth of a degree, which pack small."""
    shapes = {
        "land": [[code, _shapes(polygons)] for code, polygons in land()],
        "disputed": [[f"{name}: {note}", _shapes(areas)] for name, note, areas in disputed()],
    }
    return in_script(shapes)


def _shapes(polygons: list[Polygon]) -> list[Any]:
    return [[turns(polygon), [_steps(ring) for ring in polygon]] for polygon in polygons]


def _steps(ring: Ring) -> list[int]:
    steps, last = [], (0, 0)
    for x, y in ring:
        here = round(x * 100), round(y * 100)
        steps += [here[0] - last[0], here[1] - last[1]]
        last = here
    return steps
