"""How well forecasts fit, how far evidence moves odds, how far two readers agree.

Plain numbers in, plain numbers out. A number that would end the discussion is refused: no
evidence a class can hold makes a claim certain, so neither 0 nor infinity is a fair ratio.

References
----------
.. [1] M. H. DeGroot, S. E. Fienberg (1983). The comparison and evaluation of forecasters.
   Journal of the Royal Statistical Society D (The Statistician) 32(1-2), 12-22.
   doi:10.2307/2987588
.. [2] I. J. Good (1950). Probability and the weighing of evidence. London: Griffin.
.. [3] J. Cohen (1960). A coefficient of agreement for nominal scales. Educational and
   Psychological Measurement 20(1), 37-46. doi:10.1177/001316446002000104
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import fsum, isfinite, prod
from numbers import Rational, Real

MOST_BINS = 20
"""The most bins a calibration table may have: 5 per cent each, the step of the dial."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts from ``low`` up to, but not including, ``high``; the last bin holds 1 as well.

    ``forecast`` is their mean, ``came_true`` the share that did; None where the bin is empty.
    """

    low: float
    high: float
    count: int
    forecast: float | None
    came_true: float | None


def calibration(forecasts: Iterable[tuple[float, bool]], bins: int = 10) -> tuple[Bin, ...]:
    """Return, for each of ``bins`` equal steps from 0 to 1, what was forecast and what came.

    Each of ``forecasts`` is a number from 0 to 1 and whether it came true. They are well calibrated
    if, of all that said 70 per cent, about 70 per cent came true [1]_. Takes O(n log b) steps for n
    forecasts and b bins. Raises ValueError for any other forecast, an outcome that is neither true
    nor false, or bins not from 1 to `MOST_BINS`.
    """
    if type(bins) is not int or not 1 <= bins <= MOST_BINS:
        raise ValueError(f"{bins!r} bins cannot be drawn: choose from 1 to {MOST_BINS}.")
    edges = [step / bins for step in range(bins + 1)]
    inside: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for forecast, came_true in forecasts:
        _check_forecast(forecast, came_true)
        inside[min(bisect_right(edges, forecast), bins) - 1].append((forecast, came_true))
    return tuple(_bin(*sides) for sides in zip(edges, edges[1:], inside, strict=False))


def brier(forecast: float, came_true: bool) -> float:
    """Return the Brier score of one forecast: 0 is perfect, 1 is the worst, 0.25 a coin.

    Raises ValueError unless the forecast is from 0 to 1 and the outcome True or False.

    Examples
    --------
    >>> brier(0.5, True)
    0.25
    """
    _check_forecast(forecast, came_true)
    return (forecast - came_true) ** 2


def odds(probability: float) -> float:
    """Return the odds of a probability: 0.5 is 1 (to 1), 0.75 is 3, and 0.2 is 0.25 [2]_.

    Raises ValueError unless it is above 0 and below 1.
    """
    exact = _exact(probability)
    if exact is None or not 0 < exact < 1:
        raise ValueError(
            f"A probability of {probability!r} has no odds: give a number above 0 and below 1."
            " At 0 or 1 no evidence could change your mind."
        )
    return _rounded(exact / (1 - exact))


def probability(odds: float) -> float:
    """Return the probability that belongs to ``odds`` (to 1): 0.5, that is 1 to 2, is a third.

    Raises ValueError unless the odds are above 0 and finite, and the probability can be written as
    something else than 0 or 1.
    """
    exact = _positive(odds, "Odds")
    share = float(exact / (1 + exact))
    if not 0 < share < 1:
        raise ValueError(
            f"Odds of {odds!r} come out as a probability of {share:g}, which no evidence could"
            " change: give odds nearer to 1."
        )
    return share


def likelihood_ratio(under_first: float, under_second: float) -> float:
    """Return how many times likelier a piece of evidence is under the first explanation.

    Takes the probability of meeting it if the first, or the second, is right. Raises ValueError
    unless both are above 0 and at most 1: the ratio would be 0 or without end.
    """
    first, second = _exact(under_first), _exact(under_second)
    if first is None or second is None or not (0 < first <= 1 and 0 < second <= 1):
        raise ValueError(
            f"{under_first!r} and {under_second!r} give no fair ratio: both must be above 0 and"
            " at most 1. Evidence that one explanation rules out would end the debate; ask"
            " whether it is impossible there, or only unlikely."
        )
    return _rounded(first / second)


def updated(odds: float, ratios: Iterable[float]) -> float:
    """Return the odds after all the evidence: the odds before, times every likelihood ratio.

    The product is taken exactly and rounded once, so the order of the evidence cannot change even
    the last digit. The pieces of evidence have to be independent of one another under each
    explanation [2]_. Raises ValueError unless the ratios are in a list, all numbers are above 0 and
    finite, and the odds after can be written down.
    """
    if not isinstance(ratios, Iterable):
        raise ValueError(
            f"The ratios are given as {ratios!r}: put them in a list, such as [2, 0.5]."
        )
    factors = [_positive(ratio, "A likelihood ratio") for ratio in ratios]
    return _rounded(_positive(odds, "Odds") * prod(factors))


def agreement(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Return the share of items that two readers put into the same category.

    Raises ValueError unless both judged the same number of items, and one at least.
    """
    return float(_agreement(first, second))


def kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Return Cohen's kappa: agreement beyond what chance alone would give [3]_.

    Let p be the share of agreement, and e the share that two readers would reach who used each
    category as often as these did, but at random. Then kappa is (p - e) / (1 - e): 1 for full
    agreement, 0 for no more than chance, below 0 for less. Both readers' categories stand in the
    order of the items; takes O(n) steps for n of them. Raises ValueError as `agreement` does, and
    if both used one category only and the same one: then chance explains everything.
    """
    observed = _agreement(first, second)
    ours, theirs = Counter(first), Counter(second)
    by_chance = Fraction(sum(ours[kind] * theirs[kind] for kind in ours), len(first) ** 2)
    if by_chance == 1:
        raise ValueError(
            "Both readers put every item into the same one category, so chance alone explains"
            " their agreement and kappa has no value: judge items of more than one kind."
        )
    return float((observed - by_chance) / (1 - by_chance))


def _check_forecast(forecast: float, came_true: bool) -> None:
    exact = _exact(forecast)
    if exact is None or not 0 <= exact <= 1:
        raise ValueError(
            f"A forecast of {forecast!r} is not a share: give a number from 0 to 1,"
            " such as 0.7 for 70 per cent."
        )
    if came_true not in (True, False):
        raise ValueError(f"Whether it came true is {came_true!r}: give True or False.")


def _bin(low: float, high: float, inside: Sequence[tuple[float, bool]]) -> Bin:
    count = len(inside)
    if not count:
        return Bin(low, high, 0, None, None)
    forecast = fsum(forecast for forecast, _ in inside) / count
    return Bin(low, high, count, forecast, sum(came_true for _, came_true in inside) / count)


def _agreement(first: Sequence[Hashable], second: Sequence[Hashable]) -> Fraction:
    if len(first) != len(second):
        raise ValueError(
            f"One reader judged {len(first)} items and the other {len(second)}:"
            " compare only items that both have judged."
        )
    if not first:
        raise ValueError("No item was judged by both readers, so there is nothing to compare.")
    return Fraction(sum(a == b for a, b in zip(first, second, strict=True)), len(first))


def _positive(value: float, what: str) -> Fraction:
    exact = _exact(value)
    if exact is None or exact <= 0:
        raise ValueError(
            f"{what} of {value!r} cannot be used: give a number above 0, such as 0.5 for 1 to 2."
            " Neither 0 nor infinity leaves anything for later evidence to change."
        )
    return exact


def _exact(value: object) -> Fraction | None:
    """Return the number as it is written, so that 0.9 is nine tenths; None if it is not one."""
    if isinstance(value, bool) or not isinstance(value, Real):
        return None
    if isinstance(value, Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    return Fraction(repr(float(value))) if isfinite(value) else None


def _rounded(exact: Fraction) -> float:
    """Return the nearest float, where there is one above 0."""
    try:
        nearest = float(exact)
    except OverflowError:
        nearest = 0.0
    if not nearest:
        raise ValueError(
            "The evidence multiplies up to odds too large or too small to write down:"
            " check whether its ratios are meant as they are."
        )
    return nearest
