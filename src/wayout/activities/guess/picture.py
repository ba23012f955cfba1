"""The picture of a guess, in its own pixels: axes, what is known, what is guessed, what is true."""

from collections.abc import Callable, Collection
from functools import cache
from itertools import pairwise
from typing import Any

from wayout.activities.guess.questions import Control, Point, Question, Values
from wayout.tables.shapes import disputed, land

LEFT, RIGHT, TOP, BOTTOM = 52, 612, 16, 284
MIDDLE = 150
_WIDE, _HIGH = 90, 18

Scale = Callable[[float], float]
Shape = dict[str, Any]


def picture(
    question: Question, values: Values, moved: Collection[str], *, opened: bool
) -> dict[str, Any]:
    """Return what the template draws: pixels of the axes, of what is known, guessed and true."""
    x, y = _scales(question)
    known = [(x(a), y(b)) for a, b in question.known]
    mine = _points(question, values, x, y, moved)
    true = _points(question, question.truth, x, y) if opened else []
    return {
        "plot": [_handle(control, x) for control in question.controls],
        "known": known,
        "mine": [*known[-1:], *mine] if mine else [],
        "true": [*known[-1:], *true] if true else [],
        "marks": _named([(x(lon), y(lat), name) for (lat, lon), name in question.marks]),
        "higher": bool(mine and true and mine[-1][1] <= true[-1][1]),
        "xs": [(x(value), f"{value:g}".replace("-", "−")) for value in _ticks(question, "x")],
        "ys": [(y(value), f"{value:g}") for value in _ticks(question, "y")],
        **(
            {layer: _land(layer, _window(question)) for layer in ("borders", "disputed")}
            if question.kind == "place"
            else {}
        ),
    }


def _handle(control: Control, x: Scale) -> Shape:
    """Return what the page needs to move a slider by pointing at the picture."""
    pixels = [LEFT, RIGHT] if control.along == "x" else [BOTTOM, TOP]
    at = None if control.at is None else x(control.at)
    scale = [control.low, control.high, control.step]
    about = {"name": control.name, "along": control.along}
    return {**about, "at": at, "pixels": pixels, "scale": scale}


def _scales(question: Question) -> tuple[Scale, Scale]:
    up, across = question.controls[0], question.controls[-1]
    ends = across.low, across.high
    if question.kind == "line":
        ends = question.known[0][0], across.at or 0

    return _scale(ends, (LEFT, RIGHT)), _scale((up.low, up.high), (BOTTOM, TOP))


def _scale(ends: tuple[float, ...], pixels: tuple[int, int]) -> Scale:
    """Return what puts a value between two ends at its pixel between two others."""
    low, high = ends
    start, end = pixels
    return lambda value: round(start + (end - start) * (value - low) / (high - low), 1)


def _window(question: Question) -> tuple[float, ...]:
    return tuple(end for one in reversed(question.controls) for end in (one.low, one.high))


def _points(
    question: Question, values: Values, x: Scale, y: Scale, moved: Collection[str] | None = None
) -> list[Point]:
    """Return the pixels of a guess or of the truth; of a place only when it is whole."""
    named = zip(question.controls, values, strict=True)
    kept = [(c, v) for c, v in named if moved is None or c.name in moved]
    if question.kind == "line":
        return [(x(c.at or 0), y(v)) for c, v in kept]
    if len(kept) < len(values):
        return []
    return [(x(values[-1]), y(values[0]) if question.kind == "place" else MIDDLE)]


def _ticks(question: Question, axis: str) -> list[float]:
    """Return what is written along an axis: values that can be guessed, or years."""
    control = question.controls[0]
    if question.kind == "line" and axis == "x":
        return [question.known[0][0], question.known[-1][0], question.controls[-1].at or 0]
    if question.kind == "place" or control.along != axis:
        return []
    wide = control.high - control.low
    parts = next((n for n in (4, 3, 2) if (wide / n / control.step).is_integer()), 1)
    return [control.low + wide * part / parts for part in range(parts + 1)]


def _named(marks: list[tuple[float, float, str]]) -> list[tuple[float, float, str, bool]]:
    """Return marks, and whether their names stand to the left: there is another to the right."""

    def beside(a: float, b: float) -> bool:
        return any(0 < x - a < _WIDE and abs(y - b) < _HIGH for x, y, _ in marks)

    return [(x, y, name, beside(x, y)) for x, y, name in marks]


@cache
def _land(layer: str, window: tuple[float, ...]) -> str:
    """Return the outlines of a map layer as one path, degrees straight on both axes.

    ``window`` is west, east, south and north. A map is drawn anew with each move: this once.
    """
    x, y = _scale(window[:2], (LEFT, RIGHT)), _scale(window[2:], (BOTTOM, TOP))
    shapes = [one[-1] for one in (land() if layer == "borders" else disputed())]
    rings = [ring for polygons in shapes for polygon in polygons for ring in polygon]
    drawn = [[(round(x(a)), round(y(b))) for a, b, *_ in ring] for ring in rings]
    return "".join(_path(ring) for ring in drawn if _reaches(ring) and len({*ring}) > 1)


def _reaches(ring: list[tuple[int, int]]) -> bool:
    return any(LEFT <= a <= RIGHT and TOP <= b <= BOTTOM for a, b in ring)


def _path(points: list[tuple[int, int]]) -> str:
    """Return a ring as steps, which are shorter than places; nothing where it is but a dot."""
    steps = [(c - a, d - b) for (a, b), (c, d) in pairwise(points) if (a, b) != (c, d)]
    run = " ".join(f"{a} {b}" for a, b in steps).replace(" -", "-")  # a minus parts them, too
    return f"M{points[0][0]} {points[0][1]}l{run}z" if run else ""
