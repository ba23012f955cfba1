"""Where things go: round ends for an axis, and labels that keep their distance."""

import math
from collections.abc import Sequence

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
# Pixels from one line of a label to the next.
LINE_OF_TEXT = 15


def ticks(low: float, high: float, wanted: int = 5) -> list[float]:
    """Return round numbers from at or below ``low`` to at or above ``high``.

    There are about as many steps as ``wanted``.
    """
    step = _round_step((high - low or abs(high) or 1.0) / wanted)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(n * step, 10) for n in range(first, last + 1)]


def _round_step(rough: float) -> float:
    size = 10.0 ** math.floor(math.log10(rough))
    return size * next(s for s in STEPS if s * size >= rough)


def spread(places: Sequence[float], gap: float) -> list[float]:
    """Return ``places`` moved as little as possible so that neighbours are ``gap`` apart.

    The order stays. Touching places form a block, and a block sits at the mean of the
    places its members asked for, which is the least-squares answer.
    """
    order = sorted(range(len(places)), key=lambda i: places[i])
    blocks: list[list[float]] = []
    for rank, i in enumerate(order):
        blocks.append([places[i] - rank * gap])
        while len(blocks) > 1 and _mean(blocks[-2]) > _mean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    level = [_mean(block) for block in blocks for _ in block]
    moved = {i: level[rank] + rank * gap for rank, i in enumerate(order)}
    return [moved[i] for i in range(len(places))]


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def width_of(text: str, size: float = 12.0) -> float:
    """Return about how many pixels wide ``text`` is in a sans-serif font of ``size`` pixels."""
    return 0.58 * size * len(text)
