import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from held import held
from wayout.exercises.expect import expectation, mark, marks, near, one_of, ordered, same_items
from wayout.exercises.expectation import Expectation, from_json, to_json
from wayout.exercises.plain import is_blank, plain

text = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(
    lambda found: not is_blank(found)
)
single = st.booleans() | st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15) | text
values = st.recursive(
    single,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4)
        | st.lists(single, min_size=1, max_size=4).map(frozenset)
    ),
    max_leaves=8,
)
places = st.tuples(st.floats(-80, 80), st.floats(-179, 179))
expectations = st.one_of(
    values.map(expectation),
    st.builds(near, st.floats(-1e9, 1e9), digits=st.integers(0, 6)),
    st.lists(values, min_size=1, max_size=3).map(lambda found: one_of(*found)),
    st.lists(
        st.builds(lambda place: mark(place[0], place[1], "x", group="g"), places),
        min_size=1,
        max_size=3,
    ).map(lambda found: marks(*found, exactly=len(found) + 1)),
    st.lists(st.builds(near, st.floats(-9, 9)), min_size=1, max_size=3).map(ordered),
    st.lists(st.builds(near, st.floats(-9, 9)), min_size=1, max_size=3).map(same_items),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just(...),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("al"), inner, max_size=3),
    max_leaves=10,
)


@given(values)
def test_an_expectation_built_from_a_value_accepts_it(value: Any) -> None:
    assert expectation(value).match(value)


@given(expectations)
def test_the_round_trip_through_json_is_exact(made: Expectation) -> None:
    again = from_json(json.loads(json.dumps(to_json(made), allow_nan=False)))
    assert again == made
    assert repr(again) == repr(made)


@given(expectations)
def test_every_expectation_accepts_its_own_example(made: Expectation) -> None:
    assert made.match(made.example())
    assert made.fits(plain(made.example()))
    assert made.wants
    assert made.invitation


@given(expectations, anything)
def test_matching_never_raises(made: Expectation, answer: Any) -> None:
    assert made.match(answer) in (True, False)


@given(expectations, anything)
def test_a_match_is_of_the_right_kind(made: Expectation, answer: Any) -> None:
    assert not made.match(answer) or made.fits(plain(answer))


@given(expectations, anything.filter(lambda found: "Ellipsis" not in repr(found)))
def test_a_remark_is_always_a_text(made: Expectation, answer: Any) -> None:
    try:
        assert isinstance(made.remark(plain(answer)), str)
    except ValueError:
        assert not made.match(answer)


@pytest.mark.parametrize("damaged", held(__file__, "damaged"))
def test_what_is_no_expectation_is_refused_in_a_sentence(damaged: str) -> None:
    with pytest.raises(ValueError, match=r"expectation .*\.$"):
        from_json(eval(damaged))
