"""Turn what a learner made into plain JSON values, or say in words what it is instead.

Answers are compared as data: numbers, texts, lists. Nothing here imports more than the
standard library, so the same code can run inside a jail and beside it. Nothing here runs a line
of the learner's, which may lie or never end: the built-in base class is asked in its place.
"""

import json
import math
import sys
import tomllib
from collections import deque
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any, TypeAlias, TypeGuard, TypeVar

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

    Numbers and single values of numpy and pandas become Python's own, dates become ISO text; tuples
    become lists, and so do columns, ranges, and the keys and values of a dictionary, if all in them
    can be read. A set becomes ``{"a set": [...]}``, sorted: it has no order to judge. Raises Blank
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
        kind: type[Any] = type(value)  # isinstance would ask the object for its __class__
        if issubclass(kind, str):  # many long texts are as endless as many short ones
            self.parts += str.__len__(value) // 100  # type: ignore[arg-type]
        if issubclass(kind, list | tuple | deque):
            return [self.read(item, depth + 1) for item in _items(value)]
        if issubclass(kind, set | frozenset):
            found = [self.read(item, depth + 1) for item in _items(value)]
            return {SET: sorted(found, key=_sort_key)}
        if issubclass(kind, dict):
            entries: Any = dict.items(value)  # type: ignore[arg-type]
            return {_key(key): self.read(item, depth + 1) for key, item in entries}
        if (column := _column(value)) is not None:
            return self._whole(value, column, depth)
        return _single(value)

    def _whole(self, value: object, column: list[object], depth: int) -> JSON:
        """Read a column; name it where it is empty or a value of it cannot be read."""
        try:
            if items := [self.read(item, depth + 1) for item in column]:
                return items
        except Blank:
            raise
        except NotData:
            pass
        raise NotData(describe(value))


_VIEWS: tuple[type[Any], ...] = range, type({}.keys()), type({}.values())
_COLUMNS = {"Series", "Index", "ExtensionArray", "ndarray"}


def _column(value: Any) -> list[object] | None:
    """Return what stands in a column of numpy or pandas, or a view of Python's own, else None."""
    kind = type(value)
    if issubclass(kind, str | int | float):
        return None
    if not any(kind is view for view in _VIEWS):  # not `in`: its class may say what it equals
        named = _COLUMNS.intersection(map(_name_of, _bases(kind)))
        if not named or not genuine(kind) or (named == {"ndarray"} and value.ndim == 0):
            return None
        value = value.array if named & {"Series", "Index"} else value
        if not genuine(type(value)):  # a learner's own may never end
            return None
    return list(islice(value, MAX_PARTS + 1))


_HOLDERS: tuple[type[Any], ...] = list, tuple, deque, set, frozenset


def _items(value: Any) -> list[object]:
    base = next(kind for kind in _HOLDERS if issubclass(type(value), kind))
    return list(base.__iter__(value))


def _sort_key(value: JSON) -> tuple[bool, float, str]:
    """Put numbers before everything else, by size, and the rest by how it is written."""
    size = float(value) if isinstance(value, int | float) else None
    return size is None, size or 0.0, json.dumps(value, sort_keys=True)


def _key(key: object) -> str:
    try:
        return str(_single(key))
    except NotData:
        raise NotData("a dictionary with keys that are neither text nor number") from None


def _single(value: Any) -> JSON:
    if value is ...:
        raise Blank("`...`")
    if value is None or value is True or value is False:
        return value
    kind = type(value)
    if issubclass(kind, str):
        return _text(str.__str__(value))
    if issubclass(kind, int):
        return _size_checked(int.__int__(value))
    if issubclass(kind, float | Decimal):
        return _real((float if issubclass(kind, float) else Decimal).__float__(value))
    if kind is Fraction:  # its parts may be the learner's own numbers
        return _real(int.__int__(value.numerator) / int.__int__(value.denominator))
    return _day(value) if issubclass(kind, date) else _of_numpy(value, sys.modules.get("numpy"))


def _of_numpy(value: Any, numpy: Any) -> JSON:
    """Read a scalar of numpy, or an array without dimensions."""
    kind = type(value)
    if numpy is not None and genuine(kind):
        if kind is numpy.ndarray and value.ndim == 0:
            return _single(value[()])
        if issubclass(kind, numpy.floating):
            return _real(float(value))
        if issubclass(kind, numpy.generic) and kind is not numpy.timedelta64:
            return _single((value.astype("M8[us]") if kind is numpy.datetime64 else value).item())
    raise NotData(describe(value))


def _text(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise NotData(f"a text of {len(text):,} characters")
    return text.encode("utf-8", "replace").decode("utf-8")


def _day(value: Any) -> str:
    if _name_of(type(value)) == "NaTType":
        raise NotData("a missing date")
    if issubclass(type(value), datetime) and datetime.tzinfo.__get__(value) is None:
        return datetime.isoformat(value).removesuffix("T00:00:00")
    return date.isoformat(value)


def _real(number: float) -> float:
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


def is_number(answer: JSON) -> TypeGuard[int | float]:
    """Return whether plain data is a number; True and False are none."""
    return isinstance(answer, int | float) and not isinstance(answer, bool)


def is_blank(answer: JSON) -> bool:
    """Return whether plain data is an empty answer: an empty list, or text of dots and lines."""
    if (items := set_items(answer)) is not None:
        return is_blank(items)
    if isinstance(answer, str):
        return not any(sign.isprintable() and sign not in " ._…" for sign in answer)
    if isinstance(answer, list):
        return not answer or any(isinstance(item, str) and is_blank(item) for item in answer)
    return answer == {}


def describe(answer: object) -> str:
    """Name any Python object in a few plain words; never raises."""
    return guarded(lambda: _name(answer), "something that cannot be read")


@cache
def _kinds() -> dict[str, dict[str, str]]:
    """Return what ``kinds.toml`` says of each class, by its name."""
    text = files("wayout.exercises").joinpath("kinds.toml").read_text("utf-8")
    return {name: row for row in tomllib.loads(text)["kind"] for name in row["names"]}


def _name(answer: object) -> str:
    kind = type(answer)
    name = _name_of(kind)
    known = _kinds().get(name, {"part": ""})
    if "part" not in known:
        return known["called"]
    if issubclass(kind, str):
        return "a text"
    if kind is Fraction or issubclass(kind, int | float | complex | Decimal):
        return "a number"
    return _sized(answer) or f"a thing of the kind {name[:60]}"


def _name_of(kind: type) -> str:
    return str.__str__(vars(type)["__name__"].__get__(kind))  # the class itself may hide it


_bases: Callable[[type], tuple[Any, ...]] = vars(type)["__mro__"].__get__


def _sized(answer: Any) -> str:
    named = ((kind, _kinds().get(_name_of(kind), {})) for kind in _bases(type(answer)))
    base, known = next((one for one in named if "part" in one[1]), (None, {}))
    if base is None:
        return ""
    thing, part = known["called"], known["part"]
    built_in = any(base is kind for kind in (list, tuple, set, dict))
    if not built_in and not genuine(type(answer)):
        return thing  # its own length may be a lie
    return f"{thing} with {_count((base if built_in else type(answer)).__len__(answer), part)}"


LIBRARIES = ("numpy", "pandas", "folium", "wayout")


def genuine(kind: type) -> bool:
    """Return whether a class is a library's own, and not one that only bears its name."""
    module = vars(type)["__module__"].__get__(kind)
    if type(module) is not str or module.partition(".")[0] not in LIBRARIES:
        return False
    return getattr(sys.modules.get(module), _name_of(kind), None) is kind


def _count(number: int, part: str) -> str:
    several = part.removesuffix("y") + "ies" if part.endswith("y") else part + "s"
    return f"{number:,} {part if number == 1 else several}"


def way_out(answer: object) -> str:
    """Return a sentence on how to turn a common wrong kind of answer into data, or ""."""
    known = (_kinds().get(_name_of(kind), {}) for kind in _bases(type(answer)))
    return next((row["help"] for row in known if "help" in row), "")


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
