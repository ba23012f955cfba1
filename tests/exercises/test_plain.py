import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calls import calls
from cases import made
from held import held
from wayout.exercises import plain as module
from wayout.exercises.plain import NotData, describe, guarded, plain, way_out

LOOP: list[Any] = []
LOOP.append(LOOP)
test_calls = calls(__file__, module, {"LOOP": LOOP})

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
