"""Calibration, odds and agreement: by hand, by their laws, and what they refuse."""

import random
from collections.abc import Callable
from fractions import Fraction
from math import inf, isclose, nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayout.activities.scoring import (
    MOST_BINS,
    Bin,
    agreement,
    brier,
    calibration,
    kappa,
    likelihood_ratio,
    odds,
    probability,
    updated,
)

shares = st.floats(0, 1)
ratios = st.floats(1e-6, 1e6)


# By hand --------------------------------------------------------------------------------------


def test_calibration_by_hand() -> None:
    said = [(0.1, False), (0.2, True), (0.6, True), (0.7, False), (0.7, True), (0.5, True)]
    low, high = calibration(said, bins=2)
    assert low == Bin(0.0, 0.5, 2, pytest.approx(0.15), 0.5)
    assert high == Bin(0.5, 1.0, 4, pytest.approx(0.625), 0.75)
    assert calibration([], bins=1) == (Bin(0.0, 1.0, 0, None, None),), "no zeros where is nothing"


def test_brier_by_hand() -> None:
    assert brier(0.5, True) == brier(0.5, False) == 0.25
    assert brier(0.9, True) == pytest.approx(0.01)
    assert brier(0.9, False) == pytest.approx(0.81)
    assert (brier(1, True), brier(1, False)) == (0, 1)


@pytest.mark.parametrize(
    ("share", "to_one"), [(0.5, 1), (0.75, 3), (0.2, 0.25), (0.9, 9), (0.99, 99), (0.001, 1 / 999)]
)
def test_odds_by_hand(share: float, to_one: float) -> None:
    assert odds(share) == to_one
    assert probability(to_one) == pytest.approx(share, rel=1e-15)


def test_even_odds_times_one_to_two_is_a_third() -> None:
    assert likelihood_ratio(0.2, 0.4) == 0.5
    assert probability(updated(odds(0.5), [0.5])) == 1 / 3
    assert updated(1, [Fraction(1, 3), 3]) == 1


@pytest.mark.parametrize(
    ("first", "second", "alike", "beyond_chance"),
    [
        # Of 50: 20 both yes, 15 both no, 5 and 10 apart; p = 0.7, e = 0.5 × 0.6 + 0.5 × 0.4.
        ("y" * 25 + "n" * 25, "y" * 20 + "n" * 5 + "y" * 10 + "n" * 15, 0.7, 0.4),
        # p = 4/6; e = (2×2 + 2×3 + 2×1) / 36 = 12/36; kappa = (4/6 - 1/3) / (2/3).
        (["fact", "fact", "motive", "motive", "norm", "norm"],
         ["fact", "motive", "motive", "motive", "norm", "fact"], 4 / 6, 0.5),
        ("ab", "ba", 0, -1), ("aabb", "abab", 0.5, 0), ("aaaa", "bbbb", 0, 0),
    ],
)  # fmt: skip
def test_agreement_by_hand(first: Any, second: Any, alike: float, beyond_chance: float) -> None:
    assert agreement(first, second) == pytest.approx(alike)
    assert kappa(first, second) == beyond_chance


# By their laws --------------------------------------------------------------------------------


@pytest.mark.parametrize("bins", range(1, MOST_BINS + 1))
def test_a_forecast_on_an_edge_belongs_to_the_bin_above(bins: int) -> None:
    for step in range(bins + 1):
        filled = [b.count for b in calibration([(step / bins, True)], bins)]
        assert filled.index(1) == min(step, bins - 1)


@pytest.mark.parametrize("percent", range(0, 101, 5))
def test_every_stop_of_the_dial_falls_where_it_reads(percent: int) -> None:
    filled = [b.count for b in calibration([(percent / 100, False)], 20)]
    assert filled.index(1) == min(percent // 5, 19)


@given(st.lists(st.tuples(shares, st.booleans())), st.integers(1, MOST_BINS))
def test_no_forecast_is_lost(said: list[tuple[float, bool]], bins: int) -> None:
    found = calibration(said, bins)
    assert len(found) == bins
    assert sum(b.count for b in found) == len(said)
    assert sum(round(b.count * (b.came_true or 0)) for b in found) == sum(c for _, c in said)
    for b in found:
        assert b.forecast is None or b.low - 1e-12 <= b.forecast <= b.high + 1e-12


@given(shares, st.booleans())
def test_brier_is_between_0_and_1_and_symmetric(share: float, happened: bool) -> None:
    assert 0 <= brier(share, happened) <= 1
    assert brier(share, happened) == pytest.approx(brier(1 - share, not happened))


@given(ratios, st.lists(ratios, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_evidence_changes_nothing_at_all(
    prior: float, evidence: list[float], dice: random.Random
) -> None:
    shuffled = dice.sample(evidence, len(evidence))
    assert updated(prior, evidence) == updated(prior, shuffled)
    if evidence:
        one_by_one = updated(updated(prior, evidence[:1]), evidence[1:])
        assert isclose(one_by_one, updated(prior, evidence), rel_tol=1e-12)


@given(ratios, shares.filter(lambda share: share > 0))
def test_evidence_equally_likely_either_way_moves_nothing(prior: float, share: float) -> None:
    assert likelihood_ratio(share, share) == 1
    assert updated(prior, [1, 1.0, likelihood_ratio(share, share)]) == prior
    assert updated(prior, []) == prior


@given(st.floats(1e-9, 1 - 1e-9))
def test_odds_and_probability_undo_each_other(share: float) -> None:
    assert isclose(probability(odds(share)), share, rel_tol=1e-9)


kinds = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1)


@given(kinds, st.randoms(use_true_random=False))
def test_kappa_has_no_favourite(pairs: list[tuple[str, str]], dice: random.Random) -> None:
    """Swapping readers, shuffling items and renaming categories change nothing."""
    first, second = zip(*pairs, strict=True)
    if len({*first, *second}) == 1:
        return
    found = kappa(first, second)
    assert -1 <= found <= 1
    assert (found == 1) == (first == second)
    assert found == kappa(second, first)
    again = [(a.upper(), b.upper()) for a, b in dice.sample(pairs, len(pairs))]
    assert found == kappa(*zip(*again, strict=True))


# What is refused ------------------------------------------------------------------------------

NO_NUMBERS = (nan, inf, None, True)
REFUSED: list[tuple[str, Callable[[Any], object], tuple[Any, ...]]] = [
    ("such as 0.7 for 70 per cent", lambda odd: calibration([(odd, True)]),
     (70, -0.1, 1.01, "0.7", *NO_NUMBERS)),
    ("give True or False", lambda odd: brier(0.5, odd), (None, "yes", 2, 0.5, nan)),
    ("choose from 1 to 20", lambda odd: calibration([(0.5, True)], odd),
     (0, -1, 21, 2.0, True, "2", None)),
    ("has no odds: give a number above 0 and below 1", odds,
     (0, 1, 0.0, 1.0, -0.5, 1.5, "half", *NO_NUMBERS)),
    ("A likelihood ratio of .* cannot be used", lambda odd: updated(1, [2, odd]),
     (0, 0.0, -1, -inf, "2", *NO_NUMBERS)),
    ("Odds of .* cannot be used", lambda odd: updated(odd, [2]), (0, -1, "2", *NO_NUMBERS)),
    ("Odds of .* cannot be used", probability, (0, -1, "2", *NO_NUMBERS)),
    ("no evidence could", probability, (1e17, Fraction(1, 10**400), Fraction(10**400))),
    ("both must be above 0 and at most 1", lambda pair: likelihood_ratio(*pair),
     ((0, 0.5), (0.5, 0), (0, 0), (1.5, 0.5), (0.5, 1.5), (nan, 0.5), (0.5, None))),
    ("too large or too small to write down", lambda odd: updated(odd, [odd, odd]),
     (1e300, 1e-300)),
    ("put them in a list", lambda odd: updated(1, odd), (0.5,)),
    ("One reader judged 2 items and the other 1", lambda pair: kappa(*pair), (("ab", "a"),)),
    ("nothing to compare", lambda pair: kappa(*pair), (([], []),)),
    ("chance alone explains", lambda pair: kappa(*pair), (("aaa", "aaa"),)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "ask", "odd"), [(said, ask, odd) for said, ask, every in REFUSED for odd in every]
)
def test_what_has_no_answer_is_refused_in_a_sentence(
    said: str, ask: Callable[[Any], object], odd: Any
) -> None:
    with pytest.raises(ValueError, match=said):
        ask(odd)
