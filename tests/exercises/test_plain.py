import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import made
from held import held
from wayout.exercises.plain import (
    Blank,
    NotData,
    describe,
    guarded,
    is_blank,
    plain,
    show,
    way_out,
)

data = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(-1e299, 1e299)
    | st.text(st.characters(codec="utf-8"), max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab"), inner, max_size=4),
    max_leaves=12,
)


class Explodes:
    def __getattr__(self, name: str) -> Any:
        raise SystemExit(name)

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no comparing")

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        raise RuntimeError("no showing")

    def __len__(self) -> int:
        raise MemoryError


class Place(NamedTuple):
    x: int
    y: int


class Endless(list):  # type: ignore[type-arg]
    def __iter__(self) -> Iterator[int]:
        while True:
            yield 1


class LyingFloat(float):
    def __float__(self) -> float:
        raise RuntimeError("no number today")


@given(data)
def test_plain_data_stays_what_it_is(value: Any) -> None:
    assert plain(value) == value
    assert json.loads(json.dumps(plain(value), allow_nan=False)) == value


@pytest.mark.parametrize(("given_value", "wanted"), held(__file__, "plain"))
def test_values_become_plain(given_value: str, wanted: object) -> None:
    found = plain(made(given_value, **globals()))
    assert found == wanted
    assert type(found) is type(wanted)


@pytest.mark.parametrize(("odd", "words"), held(__file__, "named"))
def test_what_is_not_data_is_named(odd: str, words: str) -> None:
    with pytest.raises(NotData) as caught:
        plain(made(odd))
    assert caught.value.what == words


def test_a_list_inside_itself_is_refused() -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(NotData, match="too deep"):
        plain(loop)


def test_an_object_that_raises_on_every_touch_is_refused_calmly() -> None:
    with pytest.raises(NotData) as caught:
        plain(Explodes())
    assert caught.value.what == "a thing of the kind Explodes"
    assert describe(Explodes()) == caught.value.what
    assert way_out(Explodes()) == ""


def test_a_kind_that_hides_its_name_is_still_described() -> None:
    class Meta(type):
        def __getattribute__(cls, name: str) -> Any:
            raise RuntimeError(name)

    class Hidden(metaclass=Meta):
        pass

    assert describe(Hidden()) == "a thing of the kind Hidden"
    assert way_out(Hidden()) == ""
    with pytest.raises(NotData):
        plain(Hidden())


def test_no_method_of_the_learners_is_run() -> None:
    class Stops(dict):  # type: ignore[type-arg]
        def items(self) -> Any:
            raise AssertionError("the base class walks, not the object")

    class Interrupts(float):
        def __float__(self) -> float:
            raise KeyboardInterrupt

    assert plain(Stops(a=Interrupts(1))) == {"a": 1.0}


def test_a_keyboard_interrupt_passes() -> None:
    def stop() -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guarded(stop, "")


@pytest.mark.parametrize("blank", [..., [1, ...], (..., ...), {"a": ...}, [[...]]])
def test_three_dots_anywhere_mean_blank(blank: object) -> None:
    with pytest.raises(Blank):
        plain(blank)


@pytest.mark.parametrize(
    "blank", ["", " ", "...", "…", "___", [], {}, ["", "Moscow"], {"a set": []}]
)
def test_an_empty_answer_is_blank(blank: Any) -> None:
    assert is_blank(blank)


@pytest.mark.parametrize(
    "answer", ["?", "+", "−", "a", 0, 0.0, False, None, [0], [[]], {"a": ""}, [{"label": ""}]]
)
def test_a_short_answer_is_not_blank(answer: Any) -> None:
    assert not is_blank(answer)


def test_common_wrong_kinds_come_with_a_way_out() -> None:
    assert "`.item()`" in way_out(pd.Series([1]))
    assert "brackets" in way_out(len)
    assert "print" in way_out(None)
    assert way_out(3) == ""


def test_answers_are_read_back_briefly() -> None:
    assert show(218.17) == "218.17"
    assert show(218.17 / 11) == "19.83363636"
    assert show("Iran") == "“Iran”"
    assert show(plain({2, 1})) == "{1, 2}"
    assert show(plain({18, 3, 9.5})) == "{3, 9.5, 18}"
    assert show(plain({"b", 10, "a", 9})) == "{9, 10, “a”, “b”}"
    assert show(["a", 2]) == "“a”, 2"
    assert show([{"latitude": 1, "longitude": 2}]) == "a map with 1 marker"
    assert len(show("x" * 5000)) == 160
    assert show(list(range(100)), limit=1000).endswith("39, …")
