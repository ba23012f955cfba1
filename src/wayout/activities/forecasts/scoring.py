"""How near forecasts came: Brier scores, exact, and how often each band came true."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Pair = tuple[int, bool]
"""What was said in per cent, and whether it came true."""

HALF = 50
BANDS = ((0, 19), (20, 39), (40, 60), (61, 80), (81, 100))
"""What is said, in per cent, from and to; the middle band is the one of "no idea"."""


@dataclass(frozen=True)
class Band:
    """The forecasts of one band: how many, what they said on average, and how many came true."""

    low: int
    high: int
    many: int
    said: Fraction
    came: int


def brier(percent: int, came: bool) -> Fraction:
    """Return the square of how far a forecast lay off: 0 is best, 1 is worst."""
    return (Fraction(percent, 100) - came) ** 2


def mean(pairs: Sequence[Pair]) -> Fraction:
    """Return the mean Brier score of one forecast or more."""
    return sum((brier(*pair) for pair in pairs), Fraction()) / len(pairs)


def bands(pairs: Sequence[Pair]) -> list[Band]:
    """Return the bands in which there is a forecast, the lowest first."""
    found = []
    for low, high in BANDS:
        here = [pair for pair in pairs if low <= pair[0] <= high]
        if here:
            said = Fraction(sum(percent for percent, _ in here), len(here))
            found.append(Band(low, high, len(here), said, sum(came for _, came in here)))
    return found


def boldest_miss(pairs: Mapping[str, Pair]) -> str | None:
    """Return the forecast on the wrong side of 50 % that lay farthest off, if there is one."""
    if not pairs:
        return None
    name = max(pairs, key=lambda one: brier(*pairs[one]))
    return name if brier(*pairs[name]) > brier(HALF, True) else None
