"""Answers in another form than asked for."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayout.exercises.expect import expectation, near, one_of
from wayout.exercises.forms import bare_number, list_form, nudge
from wayout.exercises.plain import plain

COMMA = "Python reads a comma as the end of one number and the start of the next. It wants a point"
LETTER = 'Write the letter that stands before your choice, alone and in quotes: `"A"` or `"B"`.'
LETTERS = 'Write single letters, each in quotes of its own: `"A", "B"`.'
ORDER = one_of(["B", "C", "A"], ["B", "A", "C"])


@pytest.mark.parametrize(
    ("expected", "answer", "says"),
    [
        (near(100 / 3, digits=1), (33, 3), f"{COMMA}: `33.3`."),
        (near(100 / 3, digits=1), [19, 83], f"{COMMA}: `19.83`."),
        (near(100 / 3, digits=1), [True, 3], ""),
        (near(100 / 3, digits=1), (33, 3, 3), ""),
        (
            near(100 / 3, digits=1),
            33,
            "That is right to the nearest whole number. Give one place after the point.",
        ),
        (
            near(1.2346, digits=3),
            1.2,
            "That is right to one place. Give three places after the point.",
        ),
        (near(100 / 3, digits=1), 34, ""),
        (near(0.3, digits=1), 0, ""),
        (near(5.0, tolerance=0.01), 4, ""),
        (expectation("C"), "Iran", LETTER),
        (expectation("C"), "C Iran", LETTER),
        (expectation("C"), "B", ""),
        (expectation("Moscow"), "Tehran", ""),
        (ORDER, ["Tehran", "Gulf", "x"], LETTERS),
        (ORDER, ["BCA"], LETTERS),
        (ORDER, ["A", "B", "C"], ""),
        (expectation({"A", "B"}), {"one", "two"}, LETTERS),
        (
            expectation([2010, 2018]),
            ["2010", "2018"],
            "Take the quotation marks away: a number stands without them, `2010`.",
        ),
        (expectation([2010, 2018]), [2018, 2010], ""),
        (expectation(["Iran", "Oman"]), ["2010", "2018"], ""),
    ],
)
def test_another_form_is_named(expected: Any, answer: Any, says: str) -> None:
    assert nudge(expected, plain(answer)) == says


@pytest.mark.parametrize(
    ("expected", "answer", "says"),
    [
        (ORDER, "BCA", 'Write it as `["B", …]`.'),
        (ORDER, "a, c", 'Write it as `["a", …]`.'),
        (expectation(["Iran", "Oman"]), "Saudi Arabia, Oman", 'Write it as `["Saudi Arabia", …]`.'),
        (expectation([2010, 2018]), "2018, 2010", "Write it as `[2018, …]`."),
        (expectation({"A", "B"}), "AB", 'Write it as `{"A", …}`.'),
        (expectation([2010, 2018]), "none", ""),
        (ORDER, "...", ""),
        (ORDER, 3, ""),
        (expectation("C"), "BCA", ""),
    ],
)
def test_a_text_in_place_of_a_list_is_shown_as_one(expected: Any, answer: Any, says: str) -> None:
    assert list_form(expected, answer) == says


def test_a_number_in_a_text_is_taken_out() -> None:
    assert bare_number("33,3 %") == "A number stands without quotes, unit or sign: `33.3`."
    assert bare_number("a third") == "A number stands without quotes, unit or sign."


@given(st.floats(-1e6, 1e6), st.integers(0, 4))
def test_a_right_number_needs_no_other_form(value: float, digits: int) -> None:
    expected = near(value, digits=digits)
    answer = round(value, digits)
    assert expected.accepts(answer)
    assert expected.accepts(plain(answer))
