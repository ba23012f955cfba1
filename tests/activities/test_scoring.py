"""Calibration, odds and agreement: by hand, by their laws, and what they refuse."""

import random
from fractions import Fraction
from math import inf, isclose, nan

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

# Calibration


def test_calibration_by_hand() -> None:
    said = [(0.1, False), (0.2, True), (0.6, True), (0.7, False), (0.7, True), (0.5, True)]
    low, high = calibration(said, bins=2)
    assert low == Bin(0.0, 0.5, 2, pytest.approx(0.15), 0.5)
    assert high == Bin(0.5, 1.0, 4, pytest.approx(0.625), 0.75)


def test_an_empty_bin_has_no_numbers_rather_than_zeros() -> None:
    assert calibration([], bins=1) == (Bin(0.0, 1.0, 0, None, None),)
    assert calibration([(0.9, True)], bins=2)[0] == Bin(0.0, 0.5, 0, None, None)


@pytest.mark.parametrize("bins", range(1, MOST_BINS + 1))
def test_a_forecast_on_an_edge_belongs_to_the_bin_above(bins: int) -> None:
    for step in range(bins):
        filled = [b.count for b in calibration([(step / bins, True)], bins)]
        assert filled.index(1) == step
    assert calibration([(1.0, True)], bins)[-1].count == 1


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


@pytest.mark.parametrize("forecast", [70, -0.1, 1.01, nan, inf, "0.7", None, True])
def test_a_forecast_is_a_share(forecast: float) -> None:
    for ask in (lambda: calibration([(forecast, True)]), lambda: brier(forecast, True)):
        with pytest.raises(ValueError, match=r"such as 0\.7 for 70 per cent"):
            ask()


@pytest.mark.parametrize("outcome", [None, "yes", 2, 0.5, nan])
def test_an_outcome_is_true_or_false(outcome: bool) -> None:
    for ask in (lambda: calibration([(0.5, outcome)]), lambda: brier(0.5, outcome)):
        with pytest.raises(ValueError, match="give True or False"):
            ask()


@pytest.mark.parametrize("bins", [0, -1, 21, 2.0, True, "2", None])
def test_bins_are_a_few_whole_ones(bins: int) -> None:
    with pytest.raises(ValueError, match="choose from 1 to 20"):
        calibration([(0.5, True)], bins)


def test_brier_by_hand() -> None:
    assert brier(0.5, True) == brier(0.5, False) == 0.25
    assert brier(0.9, True) == pytest.approx(0.01)
    assert brier(0.9, False) == pytest.approx(0.81)
    assert (brier(1, True), brier(1, False)) == (0, 1)


@given(shares, st.booleans())
def test_brier_is_between_0_and_1_and_symmetric(share: float, happened: bool) -> None:
    assert 0 <= brier(share, happened) <= 1
    assert brier(share, happened) == pytest.approx(brier(1 - share, not happened))


# Odds


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


@pytest.mark.parametrize("share", [0, 1, 0.0, 1.0, -0.5, 1.5, nan, inf, "half", None, True])
def test_certainty_has_no_odds(share: float) -> None:
    with pytest.raises(ValueError, match="has no odds: give a number above 0 and below 1"):
        odds(share)


@pytest.mark.parametrize("ratio", [0, 0.0, -1, inf, -inf, nan, "2", None, True])
def test_a_ratio_that_ends_the_debate_is_refused(ratio: float) -> None:
    with pytest.raises(ValueError, match=r"A likelihood ratio of .* cannot be used"):
        updated(1, [2, ratio])
    with pytest.raises(ValueError, match=r"Odds of .* cannot be used"):
        updated(ratio, [2])
    with pytest.raises(ValueError, match=r"Odds of .* cannot be used"):
        probability(ratio)


@pytest.mark.parametrize(
    "pair", [(0, 0.5), (0.5, 0), (0, 0), (1.5, 0.5), (0.5, 1.5), (nan, 0.5), (0.5, None)]
)
def test_evidence_ruled_out_by_one_side_is_refused(pair: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="both must be above 0 and at most 1"):
        likelihood_ratio(*pair)


@pytest.mark.parametrize("ratio", [1e300, 1e-300])
def test_numbers_beyond_writing_are_refused(ratio: float) -> None:
    with pytest.raises(ValueError, match="too large or too small to write down"):
        updated(ratio, [ratio, ratio])


# Agreement


def test_kappa_by_hand() -> None:
    """Of 50: 20 both yes, 15 both no, 5 and 10 apart; p = 0.7, e = 0.5 × 0.6 + 0.5 × 0.4."""
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert agreement(first, second) == 0.7
    assert kappa(first, second) == 0.4


def test_kappa_with_three_kinds_by_hand() -> None:
    """p = 4/6; e = (2×2 + 2×3 + 2×1) / 36 = 12/36; kappa = (4/6 - 1/3) / (2/3)."""
    first = ["fact", "fact", "motive", "motive", "norm", "norm"]
    second = ["fact", "motive", "motive", "motive", "norm", "fact"]
    assert kappa(first, second) == 0.5


def test_kappa_can_be_below_chance() -> None:
    assert kappa("ab", "ba") == -1
    assert kappa("aabb", "abab") == 0
    assert kappa("aaaa", "bbbb") == 0


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


def test_kappa_refuses_what_it_cannot_judge() -> None:
    with pytest.raises(ValueError, match="One reader judged 2 items and the other 1"):
        kappa("ab", "a")
    with pytest.raises(ValueError, match="nothing to compare"):
        kappa([], [])
    with pytest.raises(ValueError, match="chance alone explains"):
        kappa("aaa", "aaa")
    assert agreement("aaa", "aaa") == 1


@pytest.mark.parametrize("value", [1e17, Fraction(1, 10**400), Fraction(10**400)])
def test_odds_that_come_out_as_certainty_are_refused(value: float) -> None:
    with pytest.raises(ValueError, match="no evidence could"):
        probability(value)


def test_a_single_ratio_belongs_in_a_list() -> None:
    with pytest.raises(ValueError, match="put them in a list"):
        updated(1, 0.5)  # type: ignore[arg-type]
