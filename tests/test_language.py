"""Small pieces of language: lists, counts, days, and what a refusal quotes."""

from datetime import UTC, datetime

import pytest

from wayout.language import (
    clock,
    count_words,
    counted,
    day_in_words,
    either,
    exact,
    listed,
    nearest,
    number,
    period,
    short_months,
    short_repr,
    signed,
    spans,
)


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (iter(["a", "b", "c"]), "a, b and c")],
)
def test_words_are_listed_with_one_and(words, text):
    assert listed(words) == text


def test_a_choice_is_listed_with_or():
    assert [either(["a"]), either(["a", "b", "c"])] == ["a", "a, b or c"]


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


@pytest.mark.parametrize(
    ("text", "words"),
    [("one two  three", 3), ("Это не так", 3), ("我不知道", 4), ("👍 👍 👍", 0), ("- … !", 0)],
)
def test_words_are_counted_in_any_script(text, words):
    assert count_words(text) == words


def test_a_moment_is_said_with_the_day_unless_it_is_today() -> None:
    now = datetime(2026, 11, 22, 18, tzinfo=UTC).astimezone()
    noon = now.replace(hour=12, minute=3)
    assert clock(noon, now) == "at 12:03"
    assert clock(noon.replace(day=5), now) == "on 5 November 2026 at 12:03"
    assert day_in_words("2023-12-07") == day_in_words(datetime(2023, 12, 7)) == "7 December 2023"


def test_the_nearest_names_are_offered_or_all_of_them():
    assert nearest("visit", ["visits", "gdp"]) == "Nearest: visits."
    assert nearest("qqqq", iter(["visits", "gdp"])) == "Known: visits, gdp."


def test_whatever_was_given_is_shown_in_one_short_line() -> None:
    class Broken:
        def __repr__(self) -> str:
            raise RuntimeError

    assert short_repr("no\nise") == r"'no\nise'"
    assert short_repr(Broken()) == "Broken"
    assert short_repr(10**5000) == "int"
    assert short_repr("x" * 99) == "'" + "x" * 38 + "…"


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
