from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calls import calls
from held import held
from wayout.exercises import expect
from wayout.exercises.expect import near, same_items
from wayout.exercises.values import pairing

test_calls = calls(__file__, expect)


@pytest.mark.parametrize(("value", "options", "good", "bad"), held(__file__, "near"))
def test_near(value: float, options: dict[str, Any], good: list[Any], bad: list[Any]) -> None:
    wanted = near(value, **options)
    assert [answer for answer in good if not wanted.match(answer)] == []
    assert [answer for answer in bad if wanted.match(answer)] == []


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=6), st.randoms())
def test_same_items_do_not_mind_the_order(items: list[float], random: Any) -> None:
    shuffled = random.sample(items, len(items))
    assert same_items(items).match(shuffled)


@given(st.lists(st.integers(0, 6), max_size=5), st.lists(st.integers(0, 6), max_size=5))
def test_the_largest_pairing_is_found(wanted: list[int], given_values: list[int]) -> None:
    expected = [near(value, tolerance=1) for value in wanted]

    def best(left: list[int], values: tuple[int, ...]) -> int:
        if not left:
            return 0
        served = [
            1 + best(left[1:], values[:i] + values[i + 1 :])
            for i, value in enumerate(values)
            if abs(value - left[0]) <= 1
        ]
        return max([best(left[1:], values), *served])

    found = len(pairing(expected, given_values, lambda want, have: want.accepts(have)))
    assert found == best(wanted, tuple(given_values))
