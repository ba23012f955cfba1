"""The picture of a board: boxes on a ring, and arrows that bend towards its middle.

Everything is in pixels of the picture itself. No part has an id, so any number of pictures can
stand in one page.
"""

from bisect import bisect_left
from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, pi, sin
from typing import Any

from wayout.activities.standing.board import MOST, Board
from wayout.argument.drawing.lettering import wrap
from wayout.argument.labels import Label

SIGNS = {Label.IN: "✓ stands", Label.OUT: "✗ falls", Label.UNDECIDED: "? undecided"}
OFF = "– switched off"

Spot = tuple[float, float]

_WIDE, _HIGH, _SIZE, _LINE = 100.0, 70.0, 12.0, 15.0
_PAGES = {
    3: (300.0, 240.0),
    5: (340.0, 340.0),
    6: (360.0, 340.0),
    8: (360.0, 560.0),
    MOST: (820.0, 580.0),
}
"""How large the picture is, by the most points for which no boxes touch."""
_TALL = {12: (360.0, 840.0), MOST: (360.0, 1100.0)}
"""The same for a narrow screen, where there are more points than on the small pages."""
_BEND = 0.4
_TALL_BEND = 0.95
"""How far arrows bend towards the middle; on a tall page towards the line down its middle, and
nearly up to it, so that they pass the boxes between their own."""
_BARB = 8.0


def picture(
    board: Board, labels: Mapping[str, Label], off: Collection[str], *, tall: bool = False
) -> dict[str, Any]:
    """Return what the template draws; nothing for a board with more than `MOST` points.

    ``labels`` holds what is settled so far, ``off`` the points that are switched off. There is a
    ``tall`` picture only where the other one is too wide for a narrow screen.
    """
    count, small = len(board.points), [*_PAGES][-2]
    if not 0 < count <= MOST or (tall and count <= small):
        return {}
    pages = _TALL if tall else _PAGES
    width, height = next(page for most, page in pages.items() if count <= most)
    spots = (_evenly if tall else _ring)(count, width, height)
    at = {point.id: spot for point, spot in zip(board.points, spots, strict=True)}
    middle = width / 2, None if tall else height / 2
    return {
        "width": width,
        "height": height,
        "boxes": [_box(p.id, p.name, at[p.id], labels, off) for p in board.points],
        "arrows": [
            _arrow(at[a], at[b], middle, faint=a in off or b in off) for a, b in board.arrows
        ],
        "supports": [
            _arrow(at[a], at[b], middle, faint=a in off or b in off) for a, b in board.favour
        ],
    }


def _ring(count: int, width: float, height: float) -> list[Spot]:
    """Return the middles of boxes around the edge, the first at the top, clockwise."""
    across, up = (width - _WIDE) / 2 - 4, (height - _HIGH) / 2 - 4
    turns = [2 * pi * place / count for place in range(count)]
    return [(width / 2 + across * sin(a), height / 2 - up * cos(a)) for a in turns]


@lru_cache(maxsize=16)
def _evenly(count: int, width: float, height: float) -> list[Spot]:
    """Return the middles of boxes on the same ring, with as much room between them everywhere."""
    fine = _ring(2000, width, height)
    gone = [0.0]
    for (x, y), (u, v) in pairwise(fine):
        gone.append(gone[-1] + max(abs(u - x) / _WIDE, abs(v - y) / _HIGH))
    return [fine[bisect_left(gone, gone[-1] * place / count)] for place in range(count)]


def _box(
    id_: str, name: str, spot: Spot, labels: Mapping[str, Label], off: Collection[str]
) -> dict[str, Any]:
    x, y = spot
    lines = wrap(name, _WIDE - 10, _SIZE, 3, bold=True)
    label = labels.get(id_)
    kind = "off" if id_ in off else label.name.lower() if label else "open"
    sign = OFF if id_ in off else SIGNS[label] if label else ""
    top = y - (len(lines) + bool(sign)) * _LINE / 2 + 11
    return {
        "kind": kind,
        "x": round(x - _WIDE / 2, 1),
        "y": round(y - _HIGH / 2, 1),
        "middle": round(x, 1),
        "lines": [(round(top + _LINE * place, 1), line) for place, line in enumerate(lines)],
        "sign": (round(top + _LINE * len(lines), 1), sign),
    }


@lru_cache(maxsize=1024)  # a press changes what boxes say, not where they are
def _arrow(
    start: Spot, end: Spot, middle: tuple[float, float | None], *, faint: bool
) -> Mapping[str, Any]:
    """Return the line from the edge of one box to the edge of another, and its head."""
    if start == end:
        return _loop(start, faint=faint)
    half = _mixed(start, end, 0.5)
    x, y = middle
    bend = _mixed(half, (x, half[1]), _TALL_BEND) if y is None else _mixed(half, (x, y), _BEND)
    curve = start, bend, end
    first, last = _edge(curve, start, leaving=True), _edge(curve, end, leaving=False)
    (a, b), (c, d), (e, f) = (
        _at(curve, first, first),
        _at(curve, first, last),
        _at(curve, last, last),
    )
    line = f"M{a:.1f} {b:.1f}Q{c:.1f} {d:.1f} {e:.1f} {f:.1f}"
    a, b = _at(curve, (first + last) / 2, (first + last) / 2)
    half = round(a, 1), round(b, 1)
    return {"faint": faint, "line": line, "head": _head((c, d), (e, f)), "half": half}


Curve = tuple[Spot, Spot, Spot]


def _mixed(one: Spot, other: Spot, part: float) -> Spot:
    """Return the place so far on the way from one to the other, 0 to 1."""
    return one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1])


def _at(curve: Curve, first: float, last: float) -> Spot:
    """Return where a curve is, or the bend of its part between two places (its blossom)."""
    start, bend, end = curve
    return _mixed(_mixed(start, bend, first), _mixed(bend, end, first), last)


def _edge(curve: Curve, box: Spot, *, leaving: bool) -> float:
    """Return where on a curve, from 0 to 1, it crosses the edge of the box it leaves or enters."""
    low, high = 0.0, 1.0
    for _ in range(16):
        here = (low + high) / 2
        x, y = _at(curve, here, here)
        inside = abs(x - box[0]) <= _WIDE / 2 and abs(y - box[1]) <= _HIGH / 2
        low, high = (here, high) if inside == leaving else (low, here)
    return low


def _head(near: Spot, tip: Spot) -> str:
    """Return the three corners of an arrowhead that points from ``near`` to its tip."""
    across, down = tip[0] - near[0], tip[1] - near[1]
    part = _BARB / (hypot(across, down) or 1.0)
    x, y = across * part, down * part
    foot = tip[0] - x, tip[1] - y
    corners = (foot[0] - y / 2, foot[1] + x / 2), tip, (foot[0] + y / 2, foot[1] - x / 2)
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)


def _loop(spot: Spot, *, faint: bool) -> Mapping[str, Any]:
    """Return the arrow of a point that attacks itself, over the upper edge of its box."""
    x, y = spot[0], spot[1] - _HIGH / 2
    line = f"M{x - 12:.1f} {y:.1f}c0 16 24 16 24 0"
    head = _head((x + 12, y + 9), (x + 12, y))
    return {"faint": faint, "line": line, "head": head, "half": (x, y + 14)}
