"""Where a name can stand on the still picture: beside its pin, over no other pin, name or line.

The live map, which knows the true width of a text, moves names about until most have a place
(``live/labels.js``). Here each name in turn takes the best place that is left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, cos, hypot, inf, radians, sin

Point = tuple[float, float]

# Degrees clockwise from the right of the pin, most wanted first, and pixels between pin and name.
_TURNS = (0, 180, -90, 90, -45, 45, -135, 135, -22, 22, -158, 158, -68, 68, -112, 112)
_GAPS = (0, 10, 24, 42, 64)
# A name this close to the pin of another leaves a reader in doubt whose it is.
_NEAR = 6
_DOUBT = 20


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float

    def shared(self, other: "Box") -> float:
        """Return the area that two boxes share."""
        wide = min(self.x + self.w, other.x + other.w) - max(self.x, other.x)
        tall = min(self.y + self.h, other.y + other.h) - max(self.y, other.y)
        return wide * tall if wide > 0 and tall > 0 else 0.0

    def grown(self, by: float) -> "Box":
        """Return the box with ``by`` pixels more on every side."""
        return Box(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def holds(self, point: Point) -> bool:
        """Say whether the point lies in the box."""
        return self.x <= point[0] <= self.x + self.w and self.y <= point[1] <= self.y + self.h

    def nearest(self, point: Point) -> Point:
        """Return the point of the box that is nearest to ``point``."""
        x = min(max(point[0], self.x), self.x + self.w)
        return x, min(max(point[1], self.y), self.y + self.h)


@dataclass(frozen=True)
class Name:
    """A text that wants a place: its pin's middle and radius, its size, its frame, its lines.

    Each line of ``texts`` comes with the class it is written in.
    """

    x: float
    y: float
    radius: float
    w: float
    h: float
    frame: Box
    texts: tuple[tuple[str, str], ...] = ()

    @property
    def pin(self) -> Box:
        """The square that the pin covers."""
        return Box(self.x, self.y, 0, 0).grown(self.radius)


@dataclass(frozen=True)
class Spot:
    """One place for a name: how little it is wanted, and the line that leads there, if any."""

    box: Box
    wish: float
    leader: tuple[Point, ...]

    @property
    def covers(self) -> list[Box]:
        """The room that is taken by the name and by its line."""
        return [self.box, *(Box(*point, 0, 0).grown(3) for point in self.leader)]


def place(
    names: Sequence[Name], walls: Sequence[Box] = (), lines: Sequence[Point] = ()
) -> list[Spot | None]:
    """Find a place for every name, the most important of which comes first.

    ``walls`` stay free, for instance buttons; ``lines``, points along drawn lines, are avoided
    where it can be done. ``None`` stands where a name would cover a pin or another name, or
    where the line from its pin would cross one.
    """
    best: list[Spot | None] = []
    for order in _orders(names):
        spots = _in_turn(names, order, walls, lines)
        best = min(best or spots, spots, key=lambda found: found.count(None))
        if None not in best:
            break
    return best


def _orders(names: Sequence[Name]) -> list[list[int]]:
    """Who chooses first decides who finds a place: return a few orders to try."""
    given = list(range(len(names)))
    across = sorted(given, key=lambda index: names[index].x)
    down = sorted(given, key=lambda index: names[index].y)
    return [given, given[::-1], across, down]


def _in_turn(
    names: Sequence[Name], order: Sequence[int], walls: Sequence[Box], lines: Sequence[Point]
) -> list[Spot | None]:
    spots: list[Spot | None] = [None] * len(names)
    taken: list[Box] = []
    for at in order:
        pins = [other.pin for index, other in enumerate(names) if index != at]
        best = _best(names[at], walls, pins, taken, lines)
        spots[at] = best
        taken += best.covers if best else []
    return spots


def _best(
    name: Name,
    walls: Sequence[Box],
    pins: Sequence[Box],
    taken: Sequence[Box],
    lines: Sequence[Point],
) -> Spot | None:
    """Return the cheapest place that is free, the first of equals; dear ones are not looked at."""
    near = _near(name)
    ways = [box for box in (*pins, *taken) if near.shared(box)]
    stops = [name.pin, *(box for box in walls if near.shared(box)), *ways]
    lines = [point for point in lines if near.holds(point)]
    best, least = None, inf
    for spot in sorted(_around(name), key=lambda one: one.wish):
        if spot.wish >= least:
            break
        if _fits(spot, name, stops, ways) and (price := _price(spot, pins, lines)) < least:
            best, least = spot, price
    return best


def _near(name: Name) -> Box:
    """Return a box that holds every place of a name, and the lines that lead there."""
    w, h = (2 * (name.radius + _GAPS[-1] + side + 4) for side in (name.w, name.h))
    return Box(name.x - w / 2, name.y - h / 2, w, h)


def _fits(spot: Spot, name: Name, stops: Sequence[Box], ways: Sequence[Box]) -> bool:
    """Say whether a name stands in its frame, on nothing, and its line crosses nothing."""
    if spot.box.w * spot.box.h - spot.box.shared(name.frame) > 1:
        return False
    if sum(spot.box.shared(box) for box in stops) > 1:
        return False
    return not any(box.holds(point) for box in ways for point in spot.leader)


def _price(spot: Spot, pins: Sequence[Box], lines: Sequence[Point]) -> float:
    near = spot.box.grown(_NEAR)
    doubt = _DOUBT * sum(near.shared(pin) > 0 for pin in pins)
    return spot.wish + doubt + min(24, 3 * sum(spot.box.holds(point) for point in lines))


def _around(name: Name) -> Iterator[Spot]:
    for gap in _GAPS:
        for rank, turn in enumerate(_TURNS):
            reach = name.radius + 3 + gap
            x = name.x + cos(radians(turn)) * (reach + name.w / 2)
            y = name.y + sin(radians(turn)) * (reach + name.h / 2)
            box = Box(x - name.w / 2, y - name.h / 2, name.w, name.h)
            yield Spot(box, 0.6 * rank + 0.4 * gap, _leader(name, box) if gap else ())


def _leader(name: Name, box: Box) -> tuple[Point, ...]:
    """Return points from the pin's rim to the text, about six pixels apart."""
    x, y = box.nearest((name.x, name.y))
    far = max(hypot(x - name.x, y - name.y), 1e-9)
    rim = name.radius / far
    count = max(2, ceil((far - name.radius) / 6))
    shares = [rim + (1 - rim) * step / (count - 1) for step in range(count)]
    return tuple((name.x + (x - name.x) * s, name.y + (y - name.y) * s) for s in shares)
