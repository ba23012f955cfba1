"""Odds: what is taken as a ratio, what is refused and why, and that order is all the same."""

from fractions import Fraction
from itertools import permutations
from math import isclose, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayout.activities.rivals.odds import (
    FARTHEST,
    chance,
    in_words,
    path,
    per_cent,
    push,
    ratio,
    times,
    turned,
)
from wayout.work.activity import AnswerError

RATIOS = st.fractions(Fraction(1, FARTHEST), FARTHEST, max_denominator=1000)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[("2", 2), (" 2 ", 2), ("1.5", Fraction(3, 2)), ("1,5", Fraction(3, 2))],
        *[("½", Fraction(1, 2)), ("1⁄2", Fraction(1, 2)), ("1∶3", Fraction(1, 3)), ("+3", 3)],
        *[(".5", Fraction(1, 2)), ("5.", 5), ("３", 3), ("1\xa0:\xa03", Fraction(1, 3))],
        *[("0,125", Fraction(1, 8)), ("1,2500", Fraction(5, 4))],
        *[("1/3", Fraction(1, 3)), ("1:3", Fraction(1, 3)), ("3 : 2", Fraction(3, 2))],
        *[("0.5:2", Fraction(1, 4)), ("1000", 1000), ("1/1000", Fraction(1, 1000))],
    ],
)
def test_a_ratio_is_read_as_it_is_written(text: str, value: Fraction) -> None:
    assert ratio(text) == value


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        (["0", "0.0", "0/3", "0:1"], "0 times anything is 0"),
        (["inf", "∞", "-inf", "Infinity", "1/0", "1:0"], "no card could ever change"),
        (["1,000", "1/1,000", "1,000:1", "10,000", "0,5:1,250"], "read in two ways"),
        (["1001", "1/1001", "9" * 9, "1/999999999"], "stay between 1/1000 and 1000"),
        (
            [
                "",
                "two",
                "-2",
                "1/2/3",
                "2x",
                "٢",
                "1e3",
                "0/0",
                "+",
                "1½",
                "5²",
                ".",
                "nan",
                "9" * 5000,
            ],
            "Write a number",
        ),
    ],
)
def test_what_is_no_ratio_is_refused_with_the_reason(texts: list[str], why: str) -> None:
    for text in texts:
        with pytest.raises(AnswerError, match=why):
            ratio(text)


def test_even_odds_and_a_card_half_as_likely_give_a_third() -> None:
    assert [chance(odds) for odds in path(Fraction(1), [Fraction(1, 2)])] == [
        0.5,
        pytest.approx(1 / 3),
    ]


@given(RATIOS, st.lists(RATIOS, max_size=5))
def test_the_end_is_the_product_in_every_order(prior: Fraction, ratios: list[Fraction]) -> None:
    ends = {path(prior, order)[-1] for order in permutations(ratios)}
    assert ends == {prior * prod(ratios)}
    assert path(prior, [*ratios, Fraction(1)])[-1] == path(prior, ratios)[-1], "1 moves nothing"


@given(RATIOS, RATIOS, RATIOS)
def test_odds_are_bayes_rule(prior: Fraction, first: Fraction, second: Fraction) -> None:
    """Beside the rule in probabilities, worked out by itself."""
    before = prior / (1 + prior)
    likely, other = first / (first + second), second / (first + second)
    after = before * likely / (before * likely + (1 - before) * other)
    assert isclose(chance(prior * (first / second)), after)


@pytest.mark.parametrize(
    "text", ["2", "1.5", "1/3", "1:3", " 3 : 2 ", "0,5", "2/3", "1", "½", "5.", "+3"]
)
def test_a_ratio_that_is_turned_is_one_over_it(text: str) -> None:
    assert ratio(turned(text)) == 1 / ratio(text)


@given(RATIOS)
def test_a_push_and_its_contrary_are_as_long(value: Fraction) -> None:
    assert isclose(push(value), -push(1 / value), abs_tol=1e-12)
    assert (push(value) > 0) == (value > 1)
    assert in_words(value).split(" : ") == in_words(1 / value).split(" : ")[::-1]


def test_odds_and_ratios_are_said_in_words() -> None:
    assert [
        in_words(Fraction(*one))
        for one in ((1, 1), (3, 1), (2, 5), (1000, 1), (10**6, 3), (1000**9, 1))
    ] == [
        "1 : 1",
        "3 : 1",
        "1 : 2.5",
        "1,000 : 1",
        "333,333 : 1",
        "over 1,000,000 : 1",
    ]
    assert times(Fraction(1, 3), "A", "B") == "3 times as likely under “B” as under “A”"
    assert times(Fraction(3, 2), "A", "B") == "1.5 times as likely under “A” as under “B”"
    assert times(Fraction(999, 1000), "A", "B") == "Hardly likelier under “B” than under “A”"
    assert [per_cent(Fraction(*one)) for one in ((1000, 1), (1, 300), (198, 2), (1, 1))] == [
        *["over 99", "under 1", "99", "50"]
    ]
    assert times(Fraction(1), "A", "B") == "As likely under both: it tells nothing apart"
