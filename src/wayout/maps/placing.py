"""Where a name can stand on a map: beside its pin, over no other pin, name or line.

``live/labels.js`` does the same in the browser, where the true width of a text is known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, cos, hypot, radians, sin

Point = tuple[float, float]

# Degrees clockwise from the right of the pin, most wanted first.
_TURNS = (0, 180, -90, 90, -45, 45, -135, 135, -22, 22, -158, 158, -68, 68, -112, 112)
_GAPS = (0, 10, 24, 42, 64)
_ROUNDS = 3
# A name this close to the pin of another leaves a reader in doubt whose it is.
_NEAR = 6
_DOUBT = 20
_COLLISION = 1000.0
# Dearer than any wish: who has to pay this much gets no place.
_CROSSING = 60


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

    def near(self, other: "Box") -> bool:
        """Say whether the other box is closer than a name's usual distance from its pin."""
        grown = Box(self.x - _NEAR, self.y - _NEAR, self.w + 2 * _NEAR, self.h + 2 * _NEAR)
        return grown.shared(other) > 0

    def holds(self, point: Point) -> bool:
        """Say whether the point lies in the box."""
        return self.x <= point[0] <= self.x + self.w and self.y <= point[1] <= self.y + self.h

    def nearest(self, point: Point) -> Point:
        """Return the point of the box that is nearest to ``point``."""
        x = min(max(point[0], self.x), self.x + self.w)
        return x, min(max(point[1], self.y), self.y + self.h)


@dataclass(frozen=True)
class Name:
    """A text that wants a place: its pin's middle and radius, the size of the text, its frame."""

    x: float
    y: float
    radius: float
    w: float
    h: float
    frame: Box

    @property
    def pin(self) -> Box:
        """The square that the pin covers."""
        return Box(self.x - self.radius, self.y - self.radius, 2 * self.radius, 2 * self.radius)


@dataclass(frozen=True)
class Spot:
    """One place for a name, with what it costs by itself."""

    box: Box
    price: float
    leader: tuple[Point, ...]


def place(
    names: Sequence[Name], walls: Sequence[Box] = (), lines: Sequence[Point] = ()
) -> list[Spot | None]:
    """Find a place for every name.

    Parameters
    ----------
    names
        The names, most important first.
    walls
        Boxes that stay free, for instance buttons.
    lines
        Points along drawn lines; a name avoids them if it can.

    Returns
    -------
    list of Spot or None
        In the order of ``names``; ``None`` where a name would cover a pin or another name, or
        where the line from its pin would cross one.
    """
    spots = [_fixed(name, walls, lines, names) for name in names]
    best: list[Spot | None] = [None] * len(names)
    for order in _orders(names):
        best = min(best, _settle(spots, order), key=_lost)
        if not _lost(best):
            break
    return best


def _orders(names: Sequence[Name]) -> list[list[int]]:
    """Who chooses first decides who finds a place: return a few orders to try."""
    given = list(range(len(names)))
    across = sorted(given, key=lambda index: names[index].x)
    down = sorted(given, key=lambda index: names[index].y)
    return [given, given[::-1], across, down]


def _lost(spots: Sequence[Spot | None]) -> int:
    return sum(spot is None for spot in spots)


def _settle(spots: Sequence[Sequence[Spot]], order: Sequence[int]) -> list[Spot | None]:
    """Let each name in turn take its cheapest place, a few rounds; then keep what is free."""
    chosen: dict[int, Spot] = {}
    for _ in range(_ROUNDS):
        for index in order:
            others = [spot for at, spot in chosen.items() if at != index]
            chosen[index] = _cheapest(spots[index], others)
    kept: dict[int, Spot] = {}
    for index in order:
        free = _free([chosen[index], *spots[index]], list(kept.values()))
        kept |= {index: free} if free else {}
    return [kept.get(index) for index in range(len(spots))]


def _free(options: Sequence[Spot], others: Sequence[Spot]) -> Spot | None:
    return next((s for s in options if s.price + _meeting(s, others) < _CROSSING), None)


def _cheapest(options: Sequence[Spot], others: Sequence[Spot]) -> Spot:
    best, least = options[0], float("inf")
    for spot in options:
        if spot.price >= least:
            break
        price = spot.price + _meeting(spot, others)
        if price < least:
            best, least = spot, price
    return best


def _fixed(
    name: Name, walls: Sequence[Box], lines: Sequence[Point], names: Sequence[Name]
) -> list[Spot]:
    """Return the places of one name, priced against all that does not move, cheapest first."""
    pins = [other.pin for other in names]
    spots = []
    for box, wish, leader in _around(name):
        price = wish + _outside(box, name.frame) + _covered(box, [*walls, *pins])
        price += min(24, 3 * sum(box.holds(point) for point in lines))
        price += _DOUBT * sum(box.near(pin) for pin in pins if pin != name.pin)
        price += _CROSSING * sum(pin.holds(p) for pin in pins if pin != name.pin for p in leader)
        spots.append(Spot(box, price, leader))
    return sorted(spots, key=lambda spot: spot.price)


def _around(name: Name) -> Iterator[tuple[Box, float, tuple[Point, ...]]]:
    for gap in _GAPS:
        for rank, turn in enumerate(_TURNS):
            reach = name.radius + 3 + gap
            x = name.x + cos(radians(turn)) * (reach + name.w / 2)
            y = name.y + sin(radians(turn)) * (reach + name.h / 2)
            box = Box(x - name.w / 2, y - name.h / 2, name.w, name.h)
            yield box, 0.6 * rank + 0.4 * gap, _leader(name, box) if gap else ()


def _leader(name: Name, box: Box) -> tuple[Point, ...]:
    """Return points from the pin's rim to the text, about six pixels apart."""
    x, y = box.nearest((name.x, name.y))
    far = max(hypot(x - name.x, y - name.y), 1e-9)
    rim = name.radius / far
    count = max(2, ceil((far - name.radius) / 6))
    shares = [rim + (1 - rim) * step / (count - 1) for step in range(count)]
    return tuple((name.x + (x - name.x) * s, name.y + (y - name.y) * s) for s in shares)


def _outside(box: Box, frame: Box) -> float:
    lost = box.w * box.h - box.shared(frame)
    return _COLLISION + lost if lost > 1 else 0.0


def _covered(box: Box, others: Sequence[Box]) -> float:
    shared = sum(box.shared(other) for other in others)
    return _COLLISION + shared if shared > 1 else 0.0


def _meeting(spot: Spot, others: Sequence[Spot]) -> float:
    crossed = sum(other.box.holds(point) for other in others for point in spot.leader)
    crossed += sum(spot.box.holds(point) for other in others for point in other.leader)
    crossed += sum(_cross(spot.leader, other.leader) for other in others)
    return _covered(spot.box, [other.box for other in others]) + _CROSSING * crossed


def _cross(one: Sequence[Point], two: Sequence[Point]) -> bool:
    """Say whether two straight leaders meet."""
    if not one or not two:
        return False
    a, b, c, d = one[0], one[-1], two[0], two[-1]
    return _side(a, b, c) != _side(a, b, d) and _side(c, d, a) != _side(c, d, b)


def _side(start: Point, end: Point, point: Point) -> bool:
    across = (end[0] - start[0]) * (point[1] - start[1])
    return across > (end[1] - start[1]) * (point[0] - start[0])
