import pytest

from wayout.language import (
    counted,
    exact,
    listed,
    number,
    period,
    short_months,
    signed,
    spans,
)


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (iter(["a", "b", "c"]), "a, b and c")],
)
def test_words_are_listed_with_one_and(words, text):
    assert listed(words) == text


@pytest.mark.parametrize(
    ("words", "text"), [("ab", "a and b"), ("abc", "a, b and c"), ("abcdefg", "a, b, c and 4 more")]
)
def test_a_long_list_is_cut_and_the_rest_is_counted(words, text):
    assert listed(words, 3) == text


@pytest.mark.parametrize(
    ("number", "text"), [(0, "no links"), (1, "one link"), (5, "five links"), (6, "6 links")]
)
def test_small_numbers_are_counted_in_words(number, text):
    assert counted(number, "link") == text
    assert counted(number) == text.split()[0]


def test_runs_read_as_sentences() -> None:
    assert spans([2013, 2016, 2017, 2018, 2020, 2021]) == "2013, 2016 to 2018, 2020 and 2021"


def test_numbers_carry_separators_and_a_true_minus() -> None:
    assert number(-1234.56) == "−1,234.6"
    assert signed(26.19) == "+26.2"
    assert signed(-6.83) == "−6.8"


def test_exact_keeps_the_decimals_a_figure_was_given_with() -> None:
    assert exact(218.17) == "218.17"
    assert exact(318.0) == "318"


def test_periods() -> None:
    assert period(2023, 11) == "January to November 2023"
    assert short_months(period(2023, 11)) == "Jan to Nov 2023"
    assert period(2023, 12) == "year 2023"
