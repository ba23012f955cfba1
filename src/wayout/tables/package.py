"""The course's tables: read by name, typed by their schema, each with its source.

Every table is one resource of ``data/datapackage.json``. A lesson writes ``load("visits")``
and ``source("visits")``, never a path. What is wrong with a file is said in one sentence.
"""

import io
import json
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd

from wayout import paths
from wayout.errors import CourseError
from wayout.language import day_in_words, nearest

Entry = dict[str, Any]


class DataError(CourseError, LookupError):
    """A table is unknown, missing or damaged; the message is one sentence for the reader."""


def names() -> list[str]:
    """Return the names of all tables and map layers, in the order of the package."""
    return [*_entries(_package())]


def describe(name: str) -> Entry:
    """Return a table's entry in ``datapackage.json``; raises DataError if there is none."""
    entries = _entries(_package())
    if name not in entries:
        raise DataError(f"There is no table '{name}'. {nearest(name, entries)}")
    return dict(entries[name])


@lru_cache(maxsize=2)
def _entries(package: str) -> dict[str, Entry]:
    """Return the entries by name; to read the same text again takes longer than all else here."""
    return {entry["name"]: entry for entry in _read(package)["resources"]}


def load(name: str) -> pd.DataFrame:
    """Read a table by name, such as ``"visits"``: a fresh copy, typed by its schema.

    Dates are ``datetime64``, whole numbers ``int64`` (``Int64`` where some are missing), numbers
    ``float64``; an empty text stays one. Units are in the column names and in ``describe(name)``.
    Raises DataError for an unknown name, or a file that does not fit its schema.
    """
    entry = describe(name)
    if "schema" not in entry:
        raise DataError(f"'{name}' is a map layer, not a table: read it with geo('{name}').")
    fields = tuple((field["name"], field["type"]) for field in entry["schema"]["fields"])
    try:
        return _typed(_text(entry), fields).copy()
    except (KeyError, TypeError, ValueError) as error:
        message = f"Table '{name}' cannot be read as its schema says; {_fresh(name)}."
        raise DataError(message) from error


@lru_cache(maxsize=64)
def _typed(text: str, fields: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    """Read a table once, as long as its file says the same."""
    cells = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    return pd.DataFrame({name: _READERS[kind](cells[name]) for name, kind in fields})


def geo(name: str) -> dict[str, Any]:
    """Read a map layer as GeoJSON, in degrees; longitudes may run past 180 to keep it whole."""
    entry = describe(name)
    if "features" not in entry:
        verb = "load" if "schema" in entry else "text"
        raise DataError(f"'{name}' is not a map layer: read it with {verb}('{name}').")
    try:
        layer: dict[str, Any] = json.loads(_text(entry))
    except json.JSONDecodeError as error:
        message = f"Map layer '{name}' is damaged at line {error.lineno}; {_fresh(name)}."
        raise DataError(message) from error
    return layer


def text(name: str) -> str:
    """Return a file of the package that is neither a table nor a map layer, as it stands."""
    entry = describe(name)
    if "lines" not in entry:
        verb = "load" if "schema" in entry else "geo"
        raise DataError(f"'{name}' is not a text: read it with {verb}('{name}').")
    return _text(entry)


def attribution(name: str) -> str:
    """Return one plain line for under a figure: publishers, what they published, day read."""
    entry = describe(name)
    parts = dict.fromkeys(f"{s['publisher']}, {s['title']}" for s in entry["sources"])
    return f"{'; '.join(parts)}; read {day_in_words(entry['retrieved'])}"


def boundary_note() -> str:
    """Return the sentence that stands under every map: whose borders, and what is disputed."""
    return str(everything()["boundary_note"])


def verify() -> list[str]:
    """Return a sentence for each file in ``data/`` that is missing or unlike its fingerprint."""
    try:
        entries = everything()["resources"]
    except DataError as error:
        return [str(error)]
    return [sentence for entry in entries if (sentence := _compare(entry))]


def overview() -> str:
    """List all tables and map layers in plain lines: name, size, lessons, title."""
    rows = [summary(entry) for entry in everything()["resources"]]
    width = max(len(name) for name, *_ in rows)
    return "\n".join(
        f"{name:<{width}}  {size:>13}  lessons {lessons}: {title}"
        for name, size, lessons, title in rows
    )


# Reading ------------------------------------------------------------------------------------

_REPAIR = "take a fresh copy of it from the course"
_DAMAGED = f"data/datapackage.json is missing or damaged; {_REPAIR}."


def _fresh(name: str) -> str:
    return f"take a fresh copy of data/{describe(name)['path']} from the course"


def everything() -> dict[str, Any]:
    """Return the whole of ``datapackage.json``."""
    return _read(_package())


def _package() -> str:
    try:
        return (paths.DATA / "datapackage.json").read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise DataError(_DAMAGED) from error


def _read(package: str) -> dict[str, Any]:
    try:
        read: dict[str, Any] = json.loads(package)
    except ValueError as error:
        raise DataError(_DAMAGED) from error
    return read


def _text(entry: Entry) -> str:
    path: Path = paths.DATA / entry["path"]
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise DataError(f"The file data/{entry['path']} is missing; {_REPAIR}.") from error
    except UnicodeDecodeError as error:
        raise DataError(f"The file data/{entry['path']} is not UTF-8 text; {_REPAIR}.") from error


def _given(cells: pd.Series) -> pd.Series:
    """Return the cells with nothing in place of an empty text."""
    return cells.where(cells != "", None)


def _whole(cells: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(_given(cells)).astype("Int64")  # refuses what is no whole number
    return numbers if numbers.hasnans else numbers.astype("int64")


def _number(cells: pd.Series) -> pd.Series:
    return pd.to_numeric(_given(cells)).astype("float64")


def _day(cells: pd.Series) -> pd.Series:
    return pd.to_datetime(_given(cells), format="%Y-%m-%d").astype("datetime64[s]")


def _truth(cells: pd.Series) -> pd.Series:
    return cells.map({"true": True, "false": False}.__getitem__).astype(bool)


# frictionless holds every cell against the whole schema in the tests.
_READERS: dict[str, Callable[[pd.Series], pd.Series]] = {
    "boolean": _truth,
    "date": _day,
    "integer": _whole,
    "number": _number,
    "string": lambda cells: cells,
    "year": _whole,
}


def summary(entry: Entry) -> tuple[str, str, str, str]:
    """Return name, size, lessons and title of one entry."""
    size = next(f"{entry[kind]} {kind}" for kind in ("rows", "features", "lines") if kind in entry)
    return entry["name"], size, ", ".join(entry["lessons"]), entry["title"]


def _compare(entry: Entry) -> str:
    path = paths.DATA / entry["path"]
    if not path.exists():
        return f"The file data/{entry['path']} is missing; {_REPAIR}."
    if "sha256:" + sha256(path.read_bytes()).hexdigest() != entry["hash"]:
        return f"The file data/{entry['path']} was changed after it was published; {_REPAIR}."
    return ""
