"""What a work file holds: entries, and how they are written as text and read again."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import chain
from math import isfinite
from typing import Any, NoReturn
from uuid import NAMESPACE_OID, uuid5

from wayout.errors import CourseError

FORMAT = 1
COURSE = "A Way Out?"
FIRST = datetime(2000, 1, 1, tzinfo=UTC)
LAST = datetime(2100, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
"""No answer is older or younger; dates near the ends of the calendar break local time."""
AHEAD = timedelta(hours=14)
"""How far ahead of this clock a date is believed: as far as time zones can be mixed up."""

_FIELDS = ("id", "kind", "when", "lesson", "claim")
_QUOTED = [f'"{name}"' for name in (*_FIELDS, "value")]
_DEEPEST = 50
_LOOSE_SURROGATE = re.compile("[\ud800-\udfff]")
_OWNER = re.compile(r"[\w-]{1,64}", re.ASCII)
_DECODER = json.JSONDecoder()
# An entry stands on a line of its own, unless another program laid the file out.
_ROWS = (re.compile(r"\n\s*"), re.compile(r'(?=\{\s*"(?:id|claim)"\s*:)'))


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
    """What a text holds: the entries that can be read, and whether that is all of it.

    ``owner`` is a number made once at random; empty in files that are older than it.
    """

    entries: list[Entry]
    whole: bool
    owner: str = ""


def write(entries: Iterable[Entry], owner: str = "") -> str:
    """Return the text of a work file that holds ``entries``, one line each."""
    rows = ",\n".join(_json(vars(entry)) for entry in entries)
    head = f'"format": {FORMAT}, "course": {_json(COURSE)}'
    head += f', "owner": {_json(owner)}' if owner else ""
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


def _refuse(kept: Any, *_: Any, **__: Any) -> NoReturn:
    plain = type(kept).__mro__[1].__name__
    raise TypeError(f"A kept answer cannot be changed. Make a copy of it with {plain}() first.")


class _FrozenDict(dict[str, Any]):
    """A dict that refuses changes; all who ask for an entry get the same object."""

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type, tuple[dict[str, Any]]]:
        return dict, (dict(self),)


class _FrozenList(list[Any]):
    """A list that refuses changes."""

    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse
    append = clear = extend = insert = pop = remove = reverse = sort = _refuse

    def __reduce__(self) -> tuple[type, tuple[list[Any]]]:
        return list, (list(self),)


def _frozen(value: Any, left: int = _DEEPEST) -> Any:
    # Python's own limit of depth depends on who calls: what was read could then not be written.
    if left == 0:
        raise ValueError(f"lists within lists, more than {_DEEPEST} deep")
    if isinstance(value, dict):
        return _FrozenDict({key: _frozen(item, left - 1) for key, item in value.items()})
    if isinstance(value, list):
        return _FrozenList(_frozen(item, left - 1) for item in value)
    if isinstance(value, float) and not isfinite(value):
        raise ValueError(f"{value} is no number that a file can hold")
    return value


def plain(value: Any) -> Any:
    """Return ``value`` as JSON would give it back: a copy of its own, frozen.

    Raises WorkError when JSON cannot hold it.
    """
    try:
        return _frozen(json.loads(_json(value)))
    except (TypeError, ValueError, RecursionError) as error:
        raise WorkError(
            "This answer cannot be kept in a file. "
            f"Use text, numbers, lists and true or false ({error})."
        ) from error


def read(text: str | bytes) -> Reading:
    """Read the text of a work file; whatever cannot be read makes it not ``whole``.

    Of a torn text, each entry that is whole is read. Raises NewerFormatError when a later version
    of the course wrote it.
    """
    doubled: list[None] = []

    def joined(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Return an object; where its entries stand twice, all of them."""
        found = dict(pairs)
        if len(found) < len(pairs):
            doubled.append(None)
            given = [rows for name, rows in pairs if name == "entries" and isinstance(rows, list)]
            found |= {"entries": [*chain.from_iterable(given)]} if given else {}
        return found

    plain = text.removeprefix("\ufeff") if isinstance(text, str) else text
    data = _parsed(plain, lambda one: json.loads(one, object_pairs_hook=joined))
    if isinstance(data, dict):
        raw = data.get("entries")
        return _reading(data, [*raw, *doubled] if isinstance(raw, list) else raw)
    torn = text.decode("utf-8", "surrogateescape") if isinstance(text, bytes) else text
    head = _parsed(torn.partition("\n")[0] + "]}")
    return _reading(head if isinstance(head, dict) else {}, [*_rows(torn), None])


def _parsed(text: Any, parse: Callable[[Any], Any] = json.loads) -> Any:
    try:
        return parse(text)
    except (ValueError, RecursionError):
        return None


def _rows(torn: str) -> list[Any]:
    """Return each object that is whole and may be an entry, without bytes that are no text."""
    for cut in _ROWS:
        likely = filter(_may_be_row, cut.split(torn))
        rows = [_parsed(one, _DECODER.raw_decode) for one in likely]
        if found := [row[0] for row in rows if row]:
            return found
    return []


def _may_be_row(piece: str) -> bool:
    whole = piece.startswith("{") and all(name in piece for name in _QUOTED)
    return whole and not _LOOSE_SURROGATE.search(piece)


def _reading(head: dict[str, Any], raw: Any) -> Reading:
    number, owner = head.get("format"), head.get("owner")
    if isinstance(number, int) and number > FORMAT:
        raise NewerFormatError(
            "This file was written by a newer version of the course, so nothing was changed. "
            "Update the course, then load it again."
        )
    rows = raw if isinstance(raw, list) else [None]
    good = [entry for entry in map(_entry, rows) if entry is not None]
    own = _each_its_own(good)
    whole = number == FORMAT and len(good) == len(rows) and own.keys() == {one.id for one in good}
    owner = owner if isinstance(owner, str) and _OWNER.fullmatch(owner) else ""
    return Reading([*own.values()], whole, owner)


def _each_its_own(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return entries by id; what says something else under an id gets one that follows from it."""
    own = dict[str, Entry]()
    for entry in entries:
        if own.setdefault(entry.id, entry) != entry:
            other = uuid5(NAMESPACE_OID, _json(vars(entry))).hex
            own[other] = replace(entry, id=other)
    return own


def _entry(raw: Any) -> Entry | None:
    """Return one entry, or ``None`` when a field is missing or of the wrong kind."""
    if not isinstance(raw, dict) or "value" not in raw:
        return None
    if not all(isinstance(raw.get(name), str) for name in _FIELDS):
        return None
    try:
        moment(raw["when"])
        return Entry(**{name: raw[name] for name in _FIELDS}, value=_frozen(raw["value"]))
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


def given_at(
    entries: Iterable[Entry], now: datetime, after: datetime = FIRST
) -> Iterator[datetime]:
    """Yield when each entry of a file was given, to put entries of several files in order.

    In one file they stand in order: none is older than the one above it, or than ``after``,
    whatever the clock said; a date that is still to come says nothing.
    """
    for entry in entries:
        named = moment(entry.when)
        after = max(after, named) if named <= now + AHEAD else after
        yield after
