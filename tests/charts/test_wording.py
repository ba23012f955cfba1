from wayout.charts.wording import exact, number, period, signed


def test_numbers_carry_separators_and_a_true_minus() -> None:
    assert number(-1234.56) == "−1,234.6"
    assert signed(26.19) == "+26.2"
    assert signed(-6.83) == "−6.8"


def test_exact_keeps_the_decimals_a_figure_was_given_with() -> None:
    assert exact(218.17) == "218.17"
    assert exact(318.0) == "318"


def test_periods() -> None:
    assert period(2023, 11) == "January to November 2023"
    assert period(2023, 12) == "year 2023"
