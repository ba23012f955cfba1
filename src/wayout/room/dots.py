"""Where numbers and guesses of a class lie, as marks on a scale or on a map, and in words."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from statistics import median

from wayout.activities.guess.picture import picture as drawn
from wayout.activities.guess.questions import Question

NOWHERE = -1e9
"""A number off every scale: nothing is drawn there."""
_BINS = 25


@dataclass(frozen=True)
class Dots:
    """Where guesses lie: places in per cent of the width, and of the height of a map.

    ``marks`` are places and how many lie there; of numbers a mark for each bin, and ``ticks`` stand
    below. Of places, ``land`` is what to draw on, and the marks are pixels of it. ``rows`` say the
    same in words.
    """

    marks: tuple[tuple[float, float, int], ...]
    truth: tuple[float, float]
    ticks: tuple[tuple[float, str], ...] = ()
    land: tuple[str, str] = ("", "")
    rows: tuple[tuple[str, int], ...] = ()

    @property
    def highest(self) -> int:
        """How many stand on one another at most."""
        return max(count for _, _, count in self.marks)


def number_dots(
    column: Mapping[str, str], low: float, high: float, step: float, true: float = NOWHERE
) -> Dots:
    """Return where numbers lie on a scale, the same ones on one another, or those in one bin."""
    steps = round((high - low) / step)
    many_a_bin = -(-steps // _BINS) if steps > 2 * _BINS else 1
    wide = many_a_bin * step
    found = Counter(int((float(word) - low) / wide) for word in column.values())
    middle = (wide - step) / 2
    marks = [(100 * min((place * wide + middle) / (high - low), 1), 0.0, many)
             for place, many in sorted(found.items())]  # fmt: skip
    ticks = [(25.0 * k, f"{low + (high - low) * k / 4:g}".replace("-", "−")) for k in range(5)]
    at = round(100 * (true - low) / (high - low), 2)
    ends = [(low + place * wide, low + place * wide + wide - step) for place in sorted(found)]
    told = [(f"{a:g} to {b:g}" if a < b else f"{a:g}").replace("-", "−") for a, b in ends]
    said = zip(told, (many for _, _, many in marks), strict=True)
    return Dots(tuple(marks), (at, 0.0), tuple(ticks), rows=tuple(said))


def _last(word: str) -> float:
    """Return the number of a guess that is shown: of a line, its end."""
    return float(word.split()[-1])


def middle(question: Question, column: Mapping[str, str]) -> str:
    """Return in a sentence where the middle one of some guesses lies."""
    middle = median(_last(word) for word in column.values())
    where = f" for {question.controls[-1].label}" if question.kind == "line" else ""
    unit = "" if question.sides else f" {question.unit}"
    return f"{len(column)} guesses{where}. The middle one: {question.told(middle)}{unit}."


def found(question: Question, column: Mapping[str, str]) -> Iterator[str]:
    """Yield what is right, nothing of a question that waits for other answers of a learner."""
    if question.waits:
        return
    if question.kind == "place":
        said = Counter(question.compare(tuple(map(float, word.split()))).split(":")[0].rstrip(".")
                       for word in column.values())  # fmt: skip
        yield f"{said['There']} pointed at it, {said['Near']} near it, of {len(column)}."
    yield question.found


def guessed(question: Question, column: Mapping[str, str]) -> Dots:
    """Return where guesses lie, and what is true unless the question waits."""
    control = question.controls[-1]
    if question.kind != "place":
        ends = {who: f"{_last(word):g}" for who, word in column.items()}
        return number_dots(ends, control.low, control.high, control.step, _true(question))
    names = [one.name for one in question.controls]
    marks = []
    for word, many in Counter(column.values()).items():
        mine = drawn(question, tuple(map(float, word.split())), names, opened=False)["mine"]
        marks.append((*mine[-1], many))
    told = [("latitude {}, longitude {}".format(*word.split()).replace("-", "−"), many)
            for word, many in sorted(Counter(column.values()).items())]  # fmt: skip
    (x, y), borders, disputed = _map(question)
    return Dots(tuple(sorted(marks)), (x, y), land=(borders, disputed), rows=tuple(told))


def _true(question: Question) -> float:
    return NOWHERE if question.waits else question.truth[-1]


@cache
def _map(question: Question) -> tuple[tuple[float, float], str, str]:
    """Return the pixel of the truth, and the outlines of land and of areas in dispute."""
    shown = drawn(question, question.truth, (), opened=True)
    return shown["true"][-1], shown["borders"], shown["disputed"]
