"""What a work file holds: entries, and how they are written as text and read again."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NoReturn

from wayout.errors import CourseError

FORMAT = 1
COURSE = "A Way Out?"
FIRST = datetime(2000, 1, 1, tzinfo=UTC)
LAST = datetime(2100, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
"""No answer is older or younger; dates near the ends of the calendar break local time."""

_FIELDS = ("id", "kind", "when", "lesson", "claim")
_DEEPEST = 50
_LOOSE_SURROGATE = re.compile("[\ud800-\udfff]")


class WorkError(CourseError, ValueError):
    """An answer or a file that cannot be taken in; the message is a sentence for the learner."""


class NewerFormatError(WorkError):
    """A work file written by a later version of the course."""


@dataclass(frozen=True)
class Entry:
    """One thing the learner did.

    ``id`` is made once and never used again: the same entry in two files has the same id. ``kind``
    is ``"opened"`` or one of the kinds in `wayout.activities`; ``when`` is ISO 8601 with time zone
    (UTC when made here). ``lesson`` and ``claim`` are ids such as ``"02"`` and ``"way_out"``, empty
    if none. ``value`` is anything JSON can hold; it cannot be changed.
    """

    id: str
    kind: str
    when: str
    lesson: str
    claim: str
    value: Any


@dataclass(frozen=True)
class Reading:
    """What a text holds: the entries that can be read, and whether that is all of it."""

    entries: list[Entry]
    whole: bool


def write(entries: Iterable[Entry]) -> str:
    """Return the text of a work file that holds ``entries``, one line each."""
    rows = ",\n".join(_json(vars(entry)) for entry in entries)
    head = f'"format": {FORMAT}, "course": {_json(COURSE)}'
    return f'{{{head}, "entries": [\n{rows}\n]}}\n'


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, default=_item)
    # Half an emoji cannot be written as UTF-8; its escape can, and JSON reads it back.
    return _LOOSE_SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def _item(value: Any) -> Any:
    """Turn a single number of numpy or pandas into Python's own."""
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(type(value).__name__)


class _FrozenDict(dict[str, Any]):
    """A dict that refuses changes; all who ask for an entry get the same object."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("A kept answer cannot be changed. Make a copy of it with dict() first.")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type, tuple[dict[str, Any]]]:
        return dict, (dict(self),)


class _FrozenList(list[Any]):
    """A list that refuses changes."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("A kept answer cannot be changed. Make a copy of it with list() first.")

    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse
    append = clear = extend = insert = pop = remove = reverse = sort = _refuse

    def __reduce__(self) -> tuple[type, tuple[list[Any]]]:
        return list, (list(self),)


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return _FrozenDict({key: _frozen(item) for key, item in value.items()})
    return _FrozenList(map(_frozen, value)) if isinstance(value, list) else value


def plain(value: Any) -> Any:
    """Return ``value`` as JSON would give it back: a copy of its own, frozen.

    Raises WorkError when JSON cannot hold it.
    """
    try:
        copy = json.loads(_json(value))
        _check_depth(copy, _DEEPEST)
    except (TypeError, ValueError, RecursionError) as error:
        raise WorkError(
            "This answer cannot be kept in a file. "
            f"Use text, numbers, lists and true or false ({error})."
        ) from error
    return _frozen(copy)


def _check_depth(value: Any, left: int) -> None:
    # Python's own limit depends on who calls: what was read could then not be written.
    if left == 0:
        raise ValueError(f"lists within lists, more than {_DEEPEST} deep")
    children = value.values() if isinstance(value, dict) else value
    for child in children if isinstance(value, dict | list) else ():
        _check_depth(child, left - 1)


def read(text: str | bytes) -> Reading:
    """Read the text of a work file; whatever cannot be read makes it not ``whole``.

    Raises NewerFormatError when a later version of the course wrote it.
    """
    data = _decoded(text)
    raw = data.get("entries")
    if not isinstance(raw, list):
        return Reading([], whole=False)
    good = [entry for entry in map(_entry, raw) if entry is not None]
    return Reading(good, whole=data.get("format") == FORMAT and len(good) == len(raw))


def _decoded(text: str | bytes) -> dict[str, Any]:
    """Return the JSON object in ``text``, empty if there is none."""
    try:
        data = json.loads(text.decode("utf-8-sig") if isinstance(text, bytes) else text)
    except (ValueError, RecursionError):
        return {}
    number = data.get("format") if isinstance(data, dict) else None
    if isinstance(number, int) and number > FORMAT:
        raise NewerFormatError(
            "This file was written by a newer version of the course, so nothing was changed. "
            "Update the course, then load it again."
        )
    return data if isinstance(data, dict) else {}


def _entry(raw: Any) -> Entry | None:
    """Return one entry, or ``None`` when a field is missing or of the wrong kind."""
    if not isinstance(raw, dict) or "value" not in raw:
        return None
    if not all(isinstance(raw.get(name), str) for name in _FIELDS):
        return None
    try:
        moment(raw["when"])
        return Entry(**{name: raw[name] for name in _FIELDS}, value=plain(raw["value"]))
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=16_384)
def moment(when: str) -> datetime:
    """Return the moment an entry names, in UTC; a time without a zone counts as UTC.

    Raises ValueError or OverflowError for no moment, or one outside the years 2000 to 2100.
    """
    named = datetime.fromisoformat(when)
    utc = (named if named.tzinfo else named.replace(tzinfo=UTC)).astimezone(UTC)
    if not FIRST <= utc <= LAST:
        raise ValueError(f"{when} lies outside the years {FIRST.year} to {LAST.year}")
    return utc
