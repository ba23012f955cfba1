"""Turn what a learner made into plain JSON values, or say in words what it is instead.

Answers are compared as data: numbers, texts, lists. Nothing here imports more than the
standard library, so the same code can run inside a jail and beside it.
"""

import json
import math
import numbers
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")
JSON: TypeAlias = bool | int | float | str | list["JSON"] | dict[str, "JSON"] | None

MAX_DEPTH = 20
MAX_PARTS = 20_000
MAX_TEXT = 20_000
MAX_NUMBER = 10**300
SET = "a set"


class NotData(ValueError):  # noqa: N818 - a finding about an answer, not a fault
    """The answer is no plain data; ``what`` names it, such as "a table with 12 rows"."""

    def __init__(self, what: str) -> None:
        super().__init__(f"The answer is {what}, which is not plain data.")
        self.what = what


class Blank(NotData):
    """The answer still holds the three dots of the empty exercise."""


def guarded(look: Callable[[], T], otherwise: T) -> T:
    """Return what ``look`` returns, or ``otherwise`` if it raises anything but an interrupt.

    A learner's object may raise whatever it likes when it is looked at, SystemExit too.
    """
    try:
        return look()
    except KeyboardInterrupt:
        raise
    except BaseException:
        return otherwise


def plain(answer: object) -> JSON:
    """Return any ``answer`` as JSON values, all numbers finite.

    Numbers and single values of numpy and pandas become Python's own, dates become ISO text, tuples
    become lists. A set becomes ``{"a set": [...]}``, sorted: it has no order to judge. Raises Blank
    if ``...`` stands anywhere in it, and NotData if it is anything else: a table, a function, nan,
    a list inside itself.
    """
    try:
        return _Reader().read(answer, 0)
    except NotData:
        raise
    except KeyboardInterrupt:
        raise
    except BaseException:  # a learner's object may raise anything when it is looked at
        raise NotData(describe(answer)) from None


class _Reader:
    """One walk through an answer; counts parts so that no answer is endless."""

    def __init__(self) -> None:
        self.parts = 0

    def read(self, value: object, depth: int) -> JSON:
        self.parts += 1
        if depth > MAX_DEPTH or self.parts > MAX_PARTS:
            raise NotData("a list that is too deep or too long to read")
        if isinstance(value, list | tuple):
            return [self.read(item, depth + 1) for item in _items(value)]
        if isinstance(value, set | frozenset):
            found = [self.read(item, depth + 1) for item in _items(value)]
            return {SET: sorted(found, key=_sort_key)}
        if isinstance(value, dict):
            return {_key(key): self.read(item, depth + 1) for key, item in dict.items(value)}
        return _single(value)


def _items(value: Any) -> list[object]:
    # The base class walks, not the object: a learner's own list may never end.
    base = next(kind for kind in (list, tuple, set, frozenset) if isinstance(value, kind))
    return list(base.__iter__(value))


def _sort_key(value: JSON) -> tuple[bool, float, str]:
    """Put numbers before everything else, by size, and the rest by how it is written."""
    number = isinstance(value, int | float)
    size = float(value) if isinstance(value, int | float) else 0.0
    return not number, size, json.dumps(value, sort_keys=True)


def _key(key: object) -> str:
    if isinstance(key, str | numbers.Number | date):
        return str(_single(key))
    raise NotData("a dictionary with keys that are neither text nor number")


def _single(value: object) -> JSON:
    if value is ...:
        raise Blank("`...`")
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        return _text(str.__str__(value))
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, numbers.Number):
        return _number(value)
    if _is_numpy_single(value):
        return _single(value.item())  # type: ignore[attr-defined]
    raise NotData(describe(value))


def _is_numpy_single(value: object) -> bool:
    kind = type(value)
    return kind.__module__ == "numpy" and not hasattr(kind, "__len__") and hasattr(kind, "item")


def _text(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise NotData(f"a text of {len(text):,} characters")
    return text.encode("utf-8", "replace").decode("utf-8")


def _day(value: date) -> str:
    text = value.isoformat()
    if not isinstance(text, str) or text == "NaT":
        raise NotData("a missing date")
    if isinstance(value, datetime):
        return text.removesuffix("T00:00:00")
    return text


def _number(value: Any) -> int | float:
    if isinstance(value, numbers.Integral):
        return _size_checked(int(value))
    if not isinstance(value, numbers.Real) and type(value).__name__ != "Decimal":
        raise NotData("a complex number")
    number = float(value)
    if math.isnan(number):
        raise NotData("nan, which means that there is no number")
    return _size_checked(number)


def _size_checked(number: int | float) -> int | float:
    if not -MAX_NUMBER < number < MAX_NUMBER:
        raise NotData("a number without end" if math.inf in (number, -number) else "a vast number")
    return number


def set_items(answer: JSON) -> list[JSON] | None:
    """Return the items of plain data that was a set, None for anything else."""
    items = answer.get(SET) if isinstance(answer, dict) and len(answer) == 1 else None
    return items if isinstance(items, list) else None


def is_blank(answer: JSON) -> bool:
    """Return whether plain data is an empty answer: an empty list, or text of dots and lines."""
    if (items := set_items(answer)) is not None:
        return is_blank(items)
    if isinstance(answer, str):
        return not answer.strip(" \t\r\n._…")
    if isinstance(answer, list):
        return not answer or any(isinstance(item, str) and is_blank(item) for item in answer)
    return answer == {}


def describe(answer: object) -> str:
    """Name any Python object in a few plain words; never raises."""
    return guarded(lambda: _name(answer), "something that cannot be read")


_SIMPLE = {
    "function": "a function",
    "builtin_function_or_method": "a function",
    "method": "a function",
    "generator": "a generator",
    "map": "a generator",
    "zip": "a generator",
    "filter": "a generator",
    "module": "a module",
    "type": "a class",
    "bytes": "bytes",
    "range": "a range",
    "NAType": "a missing value",
    "NaTType": "a missing date",
    "ellipsis": "`...`",
    "NoneType": "nothing (None)",
    "bool": "True or False",
    "complex": "a complex number",
}


def _name(answer: object) -> str:
    kind = type(answer)
    if kind.__name__ in _SIMPLE:
        return _SIMPLE[kind.__name__]
    if isinstance(answer, str):
        return "a text"
    if isinstance(answer, numbers.Number):
        return "a number"
    return _sized(answer) or f"a thing of the kind {kind.__name__[:60]}"


_SIZED = {
    "DataFrame": ("a table with {}", "row"),
    "Series": ("a column with {}", "value"),
    "Index": ("a column with {}", "value"),
    "ndarray": ("an array with {}", "value"),
    "list": ("a list with {}", "item"),
    "tuple": ("a list with {}", "item"),
    "set": ("a set with {}", "item"),
    "dict": ("a dictionary with {}", "entry"),
}


def _sized(answer: Any) -> str:
    for kind in type(answer).__mro__:
        if kind.__name__ in _SIZED:
            pattern, part = _SIZED[kind.__name__]
            return pattern.format(_count(len(answer), part))
    return ""


def _count(number: int, part: str) -> str:
    several = part.removesuffix("y") + "ies" if part.endswith("y") else part + "s"
    return f"{number:,} {part if number == 1 else several}"


_HELP = {
    "Series": "`.item()` takes the value out of a column that has one; `list(...)` makes a list.",
    "Index": "`list(...)` makes a list of it.",
    "ndarray": "`list(...)` makes a list of it.",
    "generator": "`list(...)` makes a list of it.",
    "range": "`list(...)` makes a list of it.",
    "map": "`list(...)` makes a list of it.",
    "function": "Put brackets after its name to run it.",
    "method": "Put brackets after its name to run it.",
    "builtin_function_or_method": "Put brackets after its name to run it.",
    "NoneType": "Did you print the answer? Give it the name instead.",
}


def way_out(answer: object) -> str:
    """Return a sentence on how to turn a common wrong kind of answer into data, or ""."""
    names: list[str] = guarded(lambda: [kind.__name__ for kind in type(answer).__mro__], [])
    return next((_HELP[name] for name in names if name in _HELP), "")


def show(answer: JSON, limit: int = 160) -> str:
    """Return plain data as a short text to read back to the learner."""
    text = _shown(answer)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _shown(answer: JSON) -> str:
    if (items := set_items(answer)) is not None:
        return f"{{{_shown_list(items)}}}"
    if isinstance(answer, str):
        return f"“{answer}”"
    if isinstance(answer, float):
        return f"{answer:.10g}"
    if isinstance(answer, list):
        return _shown_list(answer)
    return str(answer)


def is_map(answer: JSON) -> bool:
    """Return whether plain data lists the markers of a map."""
    if not isinstance(answer, list) or not answer:
        return False
    return all(isinstance(item, dict) and "latitude" in item for item in answer)


def _shown_list(answer: list[JSON]) -> str:
    if is_map(answer):
        return f"a map with {_count(len(answer), 'marker')}"
    return ", ".join(_shown(item) for item in answer[:40]) + (", …" if len(answer) > 40 else "")
