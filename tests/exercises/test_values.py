import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from held import held
from wayout.exercises.expect import exactly, expectation, near, one_of, ordered, same_items
from wayout.exercises.plain import plain
from wayout.exercises.values import pairing


@pytest.mark.parametrize(("value", "options", "good", "bad"), held(__file__, "near"))
def test_near(value: float, options: dict[str, Any], good: list[Any], bad: list[Any]) -> None:
    wanted = near(value, **options)
    assert [answer for answer in good if not wanted.match(answer)] == []
    assert [answer for answer in bad if wanted.match(answer)] == []


@pytest.mark.parametrize("answer", [True, "218.17", None, [218.17], {}, math.nan, math.inf, ...])
def test_near_takes_numbers_only(answer: object) -> None:
    assert not near(1.0, tolerance=1e6).match(answer)


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ([math.nan], {}),
        ([math.inf], {}),
        ([1.0, -0.1], {}),
        ([1.0, math.nan], {}),
        ([1.0], {"digits": 1, "percent": 1}),
        ([1e301], {}),
    ],
)
def test_near_refuses_what_no_answer_can_be(
    arguments: list[float], options: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=r"\."):
        near(*arguments, **options)


def test_exactly_keeps_kinds_apart() -> None:
    assert exactly(1).match(1.0)
    assert not exactly(1).match(True)
    assert not exactly(True).match(1)
    assert not exactly("1").match(1)
    assert not exactly(0).match(False)
    assert exactly("Abu Dhabi").match("  abu  dhabi.")
    assert not exactly("Abu Dhabi").match("Dubai")


@pytest.mark.parametrize("empty", ["", "...", "  ", "___"])
def test_exactly_refuses_a_text_that_looks_like_no_answer(empty: str) -> None:
    with pytest.raises(ValueError, match="means no answer"):
        exactly(empty)


def test_exactly_refuses_other_kinds() -> None:
    with pytest.raises(ValueError, match="takes a text"):
        exactly(1.5)  # type: ignore[arg-type]


def test_one_of_takes_any() -> None:
    wanted = one_of("UAE", "Emirates", 3)
    assert [wanted.match(x) for x in ("uae", "emirates", 3, "Oman", 4)] == [True] * 3 + [False] * 2
    assert wanted.wants == "one text or one whole number"
    assert wanted.fits("Oman")
    assert not wanted.fits([1])


def test_ordered_wants_each_in_its_place() -> None:
    wanted = ordered(["Tehran", "Abu Dhabi", 2.5])
    assert wanted.match(("tehran", "abu dhabi", 2.5))
    assert not wanted.match(["Abu Dhabi", "Tehran", 2.5])
    assert not wanted.match(["Tehran", "Abu Dhabi"])
    assert not wanted.match("Tehran")
    assert not wanted.match({"Tehran", "Abu Dhabi", 2.5})
    assert wanted.remark(["Abu Dhabi", "Tehran", 2.5]) == "1 of 3 stand in the right place."
    assert wanted.remark(["Tehran"]) == "Your list has 1 item. The answer has 3."


def test_a_set_has_no_order() -> None:
    wanted = ordered([1, 2, 3])
    assert wanted.match([1, 2, 3])
    assert not wanted.match({3, 1, 2})
    assert not wanted.fits(plain({1, 2, 3}))
    assert wanted.remark(plain({1, 2, 3})) == ""
    assert same_items([1, 2, 3]).fits(plain(frozenset({1, 2, 3})))


def test_same_items_wants_each_once() -> None:
    wanted = same_items({"a", "b", "c"})
    assert wanted.match(["C", "a", "b"])
    assert wanted.match({"a", "b", "c"})
    assert not wanted.match(["a", "a", "b"])
    assert not wanted.match(["a", "b", "c", "c"])
    assert wanted.remark(["a", "b", "x"]) == "2 of 3 belong there."
    assert wanted.remark(["a"]) == "Your list has 1 item. The answer has 3."
    assert wanted.remark(plain({"a", "b", "x"})) == "2 of 3 belong there."


def test_same_items_is_fair_where_tolerances_overlap() -> None:
    wanted = same_items([near(1.0, tolerance=1), near(0.5, tolerance=0.1)])
    assert wanted.match([0.5, 1.5])
    assert wanted.match([1.5, 0.5])


@pytest.mark.parametrize("maker", [ordered, same_items])
def test_an_empty_list_cannot_be_expected(maker: Any) -> None:
    with pytest.raises(ValueError, match="at least one item"):
        maker([])


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


def test_nothing_can_be_expected_of_a_table() -> None:
    for value in (..., None, {"a": 1}, len):
        with pytest.raises(ValueError, match=r"\."):
            expectation(value)
