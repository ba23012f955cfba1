"""The comparison outside the jail: edges of tolerance, types, and whatever data may come."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayout.exercises.expect import expectation, near, one_of
from wayout.exercises.judge import Mistake, Question
from wayout.grading.compare import SHOWN, SMALL, clean, mark
from wayout.grading.key import Asked

MISTAKE = Mistake(near(218.18, tolerance=0.01), "That is the total.", 218.18)
NUMBER = Asked(Question("q1", "answer_1", near(19.8336, tolerance=0.05), (MISTAKE,)), 2.0)
COUNT = Asked(Question("q2", "answer_2", expectation(1)), 1.0)
TRUTH = Asked(Question("q3", "answer_3", expectation(True)), 1.0)
LETTER = Asked(Question("q4", "answer_4", expectation("B")), 1.0)
ORDER = Asked(Question("q5", "answer_5", expectation([3, 1, 2])), 1.0)
ALL = (NUMBER, COUNT, TRUTH, LETTER, ORDER)

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=30,
)


def points(asked: Asked, answer: Any) -> float:
    """Return the points of what a jail would have sent as JSON."""
    return mark(asked, json.loads(json.dumps({"q": "x", "answer": answer}))).points


@given(VALUES, st.sampled_from(ALL))
def test_any_data_gets_a_mark_that_can_be_written(answer: Any, asked: Asked) -> None:
    made = mark(asked, {"q": "x", "answer": answer})
    assert made.points in (0.0, asked.points)
    assert made.of == asked.points
    assert len(made.shown) <= SHOWN
    assert made.shown.isprintable()
    assert made.says.isprintable()
    assert len(json.dumps(made.answer, allow_nan=False)) <= SMALL


@given(st.floats(-0.0499, 0.0499))
def test_within_tolerance_all_points(off: float) -> None:
    assert points(NUMBER, 19.8336 + off) == 2.0


@given(st.floats(0.0501, 1e300) | st.floats(-1e300, -0.0501))
def test_beyond_tolerance_none(off: float) -> None:
    assert points(NUMBER, 19.8336 + off) == 0.0


@pytest.mark.parametrize(
    ("asked", "answer", "worth"),
    [
        (COUNT, 1, 1.0),
        (COUNT, 1.0, 1.0),
        (COUNT, True, 0.0),
        (COUNT, [1], 1.0),  # right, but for its brackets
        (COUNT, [1, 2], 0.0),
        (COUNT, 10**299, 0.0),
        (COUNT, 10**400, 0.0),
        (TRUTH, True, 1.0),
        (TRUTH, 1, 0.0),
        (TRUTH, 1.0, 0.0),
        (NUMBER, math.nan, 0.0),
        (NUMBER, math.inf, 0.0),
        (NUMBER, -math.inf, 0.0),
        (NUMBER, {"kind": "near", "value": 19.8336}, 0.0),
        (LETTER, "B", 1.0),
        (LETTER, "BB", 0.0),
        (LETTER, ["A", "B", "C"], 0.0),
        (ORDER, [3, 1, 2], 1.0),
        (ORDER, [1, 2, 3], 0.0),
        (ORDER, [3, True, 2], 0.0),
        (ORDER, [[3, 1, 2]] * 40, 0.0),
        (ORDER, "3, 1, 2", 1.0),
        (ORDER, {"a set": [1, 2, 3]}, 0.0),  # no order was given
        (ORDER, {"a set": [3, 1, 2]}, 0.0),
        (NUMBER, " ".join(map(str, range(300))), 0.0),  # all numbers at once
    ],
)
def test_types_are_exact(asked: Asked, answer: Any, worth: float) -> None:
    assert points(asked, answer) == worth


@pytest.mark.parametrize(
    ("reply", "seen"),
    [
        (None, "lost"),
        ({"slow": True}, "lost"),
        ({"missing": "answer_1"}, "blank"),
        ({"blank": True}, "blank"),
        ({"answer": "..."}, "blank"),
        ({"stopped": "ValueError: x"}, "stopped"),
        ({"odd": "a table with 3 rows"}, "kind"),
        ({"odd": 7, "right": True, "points": 100}, "blank"),
        ({"stopped": ["x"]}, "blank"),
        ({"answer": 218.18}, "mistake"),
        ({"answer": 1}, "other"),
        ({"answer": [19.8336] * 20_000}, "kind"),
    ],
)
def test_every_reply_has_its_name(reply: dict[str, Any] | None, seen: str) -> None:
    made = mark(NUMBER, reply)
    assert (made.seen, made.points) == (seen, 0.0)
    assert made.mistake == (0 if seen == "mistake" else None)


def test_a_cell_that_is_gone_is_named() -> None:
    assert mark(NUMBER, {"missing": "answer_1"}, gone=True).seen == "gone"


def test_a_right_value_in_another_form_gets_its_points_and_its_note() -> None:
    made = mark(Asked(Question("q", "a", one_of("B")), 1.0), {"answer": ["B"]})
    assert (made.seen, made.points) == ("kind", 1.0)
    says = "q wants one text; you have a list with 1 item. Write it as `"
    assert made.says == f'{says}"B"`, without brackets or a comma at its end.'


def test_of_mistakes_with_one_sentence_each_has_its_own_place() -> None:
    twins = tuple(Mistake(near(wrong), "Look once more.", wrong) for wrong in (3.0, 4.0, 5.0))
    asked = Asked(Question("q", "a", near(2.0, tolerance=0.1), twins), 1.0)
    assert [mark(asked, {"answer": one}).mistake for one in (3, 4.0, "5", 6)] == [0, 1, 2, None]


@pytest.mark.parametrize("wrong", [{"odd": "a table with 20 rows"}, {"answer": "20:1"}])
def test_what_an_answer_is_called_is_no_answer(wrong: dict[str, Any]) -> None:
    assert mark(Asked(Question("q", "a", near(20.0)), 1.0), wrong).points == 0


@given(st.text(), st.integers(1, 50))
def test_nothing_in_a_text_is_obeyed(text: str, most: int) -> None:
    made = clean(text, most)
    assert len(made) <= most
    assert made.isprintable()
