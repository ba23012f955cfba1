import pytest

from wayout.language import exact, listed, number, period, short_months, signed, spans


@pytest.mark.parametrize(
    ("words", "text"),
    [(["a"], "a"), (["a", "b"], "a and b"), (iter(["a", "b", "c"]), "a, b and c")],
)
def test_words_are_listed_with_one_and(words, text):
    assert listed(words) == text


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
