"""Answers in another form than asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calls import calls
from held import held
from wayout.exercises import forms
from wayout.exercises.expect import expectation, near, one_of
from wayout.exercises.forms import list_form, nudge
from wayout.exercises.plain import plain

COMMA = "Python reads a comma as the end of one number and the start of the next. It wants a point"
LETTER = 'Write the letter that stands before your choice, alone and in quotes: `"A"` or `"B"`.'
LETTERS = 'Write single letters, each in quotes of its own: `"A", "B"`.'
ORDER = one_of(["B", "C", "A"], ["B", "A", "C"])

test_calls = calls(__file__, forms)


@pytest.mark.parametrize(("expected", "answer", "says"), held(__file__, "nudges"))
def test_another_form_is_named(expected: str, answer: str, says: str) -> None:
    assert nudge(expectation(eval(expected)), plain(eval(answer))) == eval(says)


@pytest.mark.parametrize(("expected", "answer", "says"), held(__file__, "lists"))
def test_a_text_in_place_of_a_list_is_shown_as_one(expected: str, answer: str, says: str) -> None:
    assert list_form(expectation(eval(expected)), eval(answer)) == says


@given(st.floats(-1e6, 1e6), st.integers(0, 4))
def test_a_right_number_needs_no_other_form(value: float, digits: int) -> None:
    expected = near(value, digits=digits)
    answer = round(value, digits)
    assert expected.accepts(answer)
    assert expected.accepts(plain(answer))
