import json
import math
from collections import OrderedDict
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayout.exercises.plain import (
    MAX_TEXT,
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


@pytest.mark.parametrize(
    ("given_value", "wanted"),
    [
        (np.float64(218.17), 218.17),
        (np.int64(6), 6),
        (np.bool_(True), True),
        (np.str_("Moscow"), "Moscow"),
        (np.datetime64("2023-12-06"), "2023-12-06"),
        (pd.Series([1.5, 2.5])[0], 1.5),
        (pd.Timestamp("2023-12-06"), "2023-12-06"),
        (pd.Timestamp("2023-12-06 10:30"), "2023-12-06T10:30:00"),
        (date(2023, 12, 6), "2023-12-06"),
        (datetime(2023, 12, 6), "2023-12-06"),
        (Decimal("218.17"), 218.17),
        (Fraction(1, 4), 0.25),
        ((1, 2), [1, 2]),
        ({3, 1, 2}, {"a set": [1, 2, 3]}),
        (frozenset({"b", "a"}), {"a set": ["a", "b"]}),
        (Place(1, 2), [1, 2]),
        (OrderedDict(a=np.int64(1)), {"a": 1}),
        ({2022: 43.1, np.int64(2023): 49.8}, {"2022": 43.1, "2023": 49.8}),
        (Endless([7]), [7]),
        (LyingFloat(1), 1.0),
        (np.array(1.5), 1.5),
        (np.array("Moscow"), "Moscow"),
        (np.longdouble(1.5), 1.5),
        (np.datetime64("2023-12-06T00:00:00.000000000"), "2023-12-06"),
        ("half an emoji \ud83d", "half an emoji ?"),
    ],
)
def test_values_become_plain(given_value: object, wanted: object) -> None:
    found = plain(given_value)
    assert found == wanted
    assert type(found) is type(wanted)


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        (pd.DataFrame({"a": range(12)}), "a table with 12 rows"),
        (pd.DataFrame({"a": [1]}), "a table with 1 row"),
        (pd.Series([1, 2]), "a column with 2 values"),
        (pd.Index([1]), "a column with 1 value"),
        (np.array([1, 2, 3]), "an array with 3 values"),
        (pd.NaT, "a missing date"),
        (pd.NA, "a missing value"),
        (math.nan, "nan, which means that there is no number"),
        (np.float64("nan"), "nan, which means that there is no number"),
        (math.inf, "a number without end"),
        (-math.inf, "a number without end"),
        pytest.param(10**5000, "a vast number", id="vast"),
        (1e308, "a vast number"),
        (Decimal("NaN"), "nan, which means that there is no number"),
        (1 + 2j, "a complex number"),
        (len, "a function"),
        (lambda: 1, "a function"),
        ((n for n in [1]), "a generator"),
        (range(3), "a range"),
        (b"Moscow", "bytes"),
        (int, "a class"),
        (math, "a module"),
        ("x" * (MAX_TEXT + 1), "a text of 20,001 characters"),
        ({("a", "b"): 1}, "a dictionary with keys that are neither text nor number"),
        ([1, math.nan], "nan, which means that there is no number"),
        ([[1]] * 30_000, "a list that is too deep or too long to read"),
        (np.complex64(1), "a complex number"),
        (pd.DataFrame({"a": ["x"]}).a.unique(), "a column with 1 value"),
        (pd.Categorical(["x", "y"]), "a column with 2 values"),
        ({}.keys(), "the keys of a dictionary"),
    ],
)
def test_what_is_not_data_is_named(odd: object, words: str) -> None:
    with pytest.raises(NotData) as caught:
        plain(odd)
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
