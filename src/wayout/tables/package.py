"""The course's tables: read by name, typed by their schema, each with its source.

Every table is one resource of ``data/datapackage.json``. A lesson writes ``load("visits")``
and ``source("visits")``, never a path. What is wrong with a file is said in one sentence.
"""

import csv
import io
import json
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from wayout import paths
from wayout.errors import CourseError

Entry = dict[str, Any]


class DataError(CourseError, LookupError):
    """A table is unknown, missing or damaged; the message is one sentence for the reader."""


@dataclass(frozen=True)
class SourceCard:
    """Where a table came from and what it cannot tell.

    Shows itself as a card in a notebook and as plain text when printed.

    Attributes
    ----------
    name, title, description
        The table's name, its title, and its story in a few sentences.
    publisher
        Who published the figures.
    sources
        ``(label, address)`` of each place the table was made from.
    retrieved
        Day on which the sources were read, in words.
    vintage
        As published when.
    licence
        Terms of use, or that the terms were not seen.
    limits
        What the table cannot show.
    lessons
        Lessons that use it, for instance ``("02", "10")``.
    """

    name: str
    title: str
    description: str
    publisher: str
    sources: tuple[tuple[str, str], ...]
    retrieved: str
    vintage: str
    licence: str
    limits: str
    lessons: tuple[str, ...]

    def rows(self) -> list[tuple[str, str]]:
        """Return the card as ``(heading, text)`` pairs, in reading order."""
        return [
            ("What it is", self.description),
            ("Published by", self.publisher),
            ("Read on", self.retrieved),
            ("State of the figures", self.vintage),
            ("What it cannot show", self.limits),
            ("Licence", self.licence),
            ("Used in lessons", ", ".join(self.lessons)),
        ]

    def __str__(self) -> str:
        lines = [f"{self.title} ({self.name})"]
        lines += [f"{heading}: {text}" for heading, text in self.rows()]
        lines += [f"Source: {label} {address}".rstrip() for label, address in self.sources]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        told = {heading: escape(text) for heading, text in self.rows()}
        told["Where"] = "; ".join(_link(*pair) for pair in self.sources)
        first, rest = _first_sentence(self.description)
        told |= {"What it is": escape(first), "More on it": escape(rest)}
        return (
            f'<section class="wo-card wo-source-card" aria-label="Source: {escape(self.title)}">'
            f'<p class="wo-card-title"><strong>{escape(self.title)}</strong> '
            f"<code>{escape(self.name)}</code></p>{_pairs(told, _SHOWN)}"
            f"<details><summary>How it was made, and its terms</summary>{_pairs(told, _FOLDED)}"
            "</details></section>"
        )


def names() -> list[str]:
    """Return the names of all tables and map layers, in the order of the package."""
    return [entry["name"] for entry in _package()["resources"]]


def describe(name: str) -> Entry:
    """Return a table's entry in ``datapackage.json``.

    Raises
    ------
    DataError
        If no table has that name; the message names the nearest ones.
    """
    entries = {entry["name"]: entry for entry in _package()["resources"]}
    if name not in entries:
        raise DataError(f"There is no table '{name}'. {nearest(name, entries)}")
    return dict(entries[name])


def load(name: str) -> pd.DataFrame:
    """Read a table.

    Parameters
    ----------
    name
        A name from :func:`names`, for instance ``"visits"``.

    Returns
    -------
    pandas.DataFrame
        A fresh copy: dates as ``datetime64``, whole numbers as ``int64`` (``Int64`` where
        some are missing), numbers as ``float64``. An empty text stays an empty text. Units
        are in the column names and in ``describe(name)``.

    Raises
    ------
    DataError
        If the name is unknown, or a cell does not fit the schema; the message names table,
        row (counted from 1 under the headings), column, and what was expected.
    """
    entry = describe(name)
    if "schema" not in entry:
        raise DataError(f"'{name}' is a map layer, not a table: read it with geo('{name}').")
    fields = entry["schema"]["fields"]
    rows = _cells(entry, [field["name"] for field in fields])
    columns = zip(*rows, strict=True) if rows else ([] for _ in fields)
    return pd.DataFrame(
        {f["name"]: _column(name, f, cells) for f, cells in zip(fields, columns, strict=True)}
    )


def geo(name: str) -> dict[str, Any]:
    """Read a map layer as a GeoJSON FeatureCollection; longitude, latitude in degrees.

    Longitudes run past 180 where a country crosses that meridian, so that it stays whole.
    """
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


def source(name: str) -> SourceCard:
    """Return the card that says where a table came from and what it cannot tell."""
    entry = describe(name)
    return SourceCard(
        name=name,
        title=entry["title"],
        description=entry["description"],
        publisher=_join(s["publisher"] for s in entry["sources"]),
        sources=tuple((s["title"], s.get("path", "")) for s in entry["sources"]),
        retrieved=in_words(entry["retrieved"]),
        vintage=entry["vintage"],
        licence=_licence(entry),
        limits=entry["limits"],
        lessons=tuple(entry["lessons"]),
    )


def attribution(name: str) -> str:
    """Return one plain line for under a figure: publishers, what they published, day read."""
    entry = describe(name)
    parts = (f"{s['publisher']}, {s['title']}" for s in entry["sources"])
    return f"{_join(parts)}; read {in_words(entry['retrieved'])}"


def boundary_note() -> str:
    """Return the sentence that stands under every map: whose borders, and what is disputed."""
    return str(_package()["boundary_note"])


def verify() -> list[str]:
    """Compare every file in ``data/`` with its fingerprint.

    Returns
    -------
    list of str
        One sentence for each file that is missing or changed; empty if all is well.
    """
    try:
        entries = _package()["resources"]
    except DataError as error:
        return [str(error)]
    return [sentence for entry in entries if (sentence := _compare(entry))]


def handbook() -> str:
    """Write the package out for a person: the Markdown text of ``data/README.md``."""
    package = _package()
    head = f"# {package['title']}\n\n{package['description']} {package['boundary_note']}\n"
    entries = package["resources"]
    return head + _contents(entries) + "".join(_chapter(entry) for entry in entries)


def overview() -> str:
    """List all tables and map layers in plain lines: name, size, lessons, title."""
    rows = [_summary(entry) for entry in _package()["resources"]]
    width = max(len(name) for name, *_ in rows)
    return "\n".join(
        f"{name:<{width}}  {size:>13}  lessons {lessons}: {title}"
        for name, size, lessons, title in rows
    )


def in_words(day: date | str) -> str:
    """Write a day in words: ``2023-12-07`` becomes ``7 December 2023``."""
    moment = pd.Timestamp(day)
    return f"{moment.day} {moment.strftime('%B %Y')}"


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a sentence that offers the known names closest to ``name``, or all of them."""
    known = list(known)
    near = get_close_matches(str(name), known, n=3, cutoff=0.5)
    return f"Nearest: {', '.join(near)}." if near else f"Known: {', '.join(known)}."


# Reading ------------------------------------------------------------------------------------

_REPAIR = "take a fresh copy of it from the course"


def _fresh(name: str) -> str:
    return f"take a fresh copy of data/{describe(name)['path']} from the course"


def _package() -> dict[str, Any]:
    path = paths.DATA / "datapackage.json"
    try:
        package: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"data/datapackage.json is missing or damaged; {_REPAIR}.") from error
    return package


def _text(entry: Entry) -> str:
    path: Path = paths.DATA / entry["path"]
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise DataError(f"The file data/{entry['path']} is missing; {_REPAIR}.") from error
    except UnicodeDecodeError as error:
        raise DataError(f"The file data/{entry['path']} is not UTF-8 text; {_REPAIR}.") from error


def _cells(entry: Entry, columns: list[str]) -> list[list[str]]:
    head, *rows = list(csv.reader(io.StringIO(_text(entry), newline=""))) or [[]]
    if head != columns:
        raise DataError(_heading_sentence(entry["name"], head, columns))
    for number, row in enumerate(rows, 1):
        if len(row) != len(columns):
            message = f"it has {len(row)} cells, expected {len(columns)}"
            raise DataError(
                f"Table '{entry['name']}', row {number}: {message}; {_fresh(entry['name'])}."
            )
    return rows


def _heading_sentence(name: str, head: list[str], columns: list[str]) -> str:
    lost = [column for column in columns if column not in head]
    extra = [column for column in head if column not in columns]
    found = f"column '{lost[0]}' is missing" if lost else "the columns are in another order"
    if extra and not lost:
        found = f"column '{extra[0]}' is not expected"
    return f"Table '{name}', heading row: {found}; expected {', '.join(columns)}; {_fresh(name)}."


def _whole(text: str) -> int:
    return int(text)


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


def _truth(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


_READERS: dict[str, tuple[Callable[[str], object], str]] = {
    "boolean": (_truth, "true or false"),
    "date": (_day, "a date such as 2023-12-07"),
    "integer": (_whole, "a whole number"),
    "number": (_number, "a number"),
    "string": (str, "text"),
    "year": (_whole, "a year such as 2023"),
}


def _column(table: str, field: Entry, cells: Iterable[str]) -> pd.Series:
    values = [_value(table, field, row, cell) for row, cell in enumerate(cells, 1)]
    return _typed(field["type"], values)


def _value(table: str, field: Entry, row: int, cell: str) -> object:
    read, expected = _READERS[field["type"]]
    limits = field.get("constraints", {})
    if cell == "" and not limits.get("required", False):
        return "" if field["type"] == "string" else None
    try:
        value = read(cell)
    except ValueError:
        raise DataError(_cell_sentence(table, field["name"], row, cell, expected)) from None
    if cell == "" or not _allowed(value, cell, limits):
        wanted = _wanted(expected, limits)
        raise DataError(_cell_sentence(table, field["name"], row, cell, wanted))
    return value


def _allowed(value: Any, cell: str, limits: Entry) -> bool:
    if "enum" in limits and cell not in limits["enum"]:
        return False
    if "pattern" in limits and not re.fullmatch(limits["pattern"], cell):
        return False
    below = "minimum" in limits and value < limits["minimum"]
    return not below and not ("maximum" in limits and value > limits["maximum"])


def _wanted(expected: str, limits: Entry) -> str:
    if "enum" in limits:
        return f"one of {', '.join(limits['enum'])}"
    if "pattern" in limits:
        return f"text of the form {limits['pattern']}"
    ends = [f"{word} {limits[end]}" for end, word in _ENDS.items() if end in limits]
    return " ".join([expected, *ends])


_ENDS = {"minimum": "not below", "maximum": "not above"}


def _cell_sentence(table: str, column: str, row: int, cell: str, expected: str) -> str:
    found = f"found '{cell}'" if cell else "found nothing"
    place = f"Table '{table}', row {row}, column '{column}'"
    return f"{place}: expected {expected}, {found}; {_fresh(table)}."


def _typed(kind: str, values: list[Any]) -> pd.Series:
    if kind == "date":
        return pd.Series(pd.to_datetime(pd.Series(values, dtype=object)))
    if kind in ("integer", "year"):
        return pd.Series(values, dtype="Int64" if None in values else "int64")
    if kind == "number":
        return pd.Series(values, dtype="float64")
    return pd.Series(values, dtype=bool if kind == "boolean" else str)


# Cards, handbook and checks ----------------------------------------------------------------


# What a source card shows at once, and what it keeps folded.
_SHOWN = ("What it is", "Published by", "Where", "What it cannot show")
_FOLDED = ("More on it", "Read on", "State of the figures", "Licence", "Used in lessons")


def _pairs(told: dict[str, str], headings: Iterable[str]) -> str:
    given = [heading for heading in headings if told[heading]]
    return f"<dl>{''.join(f'<dt>{heading}</dt><dd>{told[heading]}</dd>' for heading in given)}</dl>"


def _first_sentence(text: str) -> tuple[str, str]:
    first, _, rest = text.partition(". ")
    return (f"{first}.", rest) if rest else (text, "")


def _link(label: str, address: str) -> str:
    if not address.startswith(("https://", "http://")):
        return escape(label)
    return f'<a href="{escape(address)}" rel="noopener">{escape(label)}</a>'


def _join(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(parts))


def _licence(entry: Entry) -> str:
    granted = [licence["title"] for licence in entry.get("licenses", [])]
    noted = [entry["licence_note"]] if entry.get("licence_note") else []
    return "; ".join(granted + noted)


def _summary(entry: Entry) -> tuple[str, str, str, str]:
    size = next(f"{entry[kind]} {kind}" for kind in ("rows", "features", "lines") if kind in entry)
    return entry["name"], size, ", ".join(entry["lessons"]), entry["title"]


def _contents(entries: Iterable[Entry]) -> str:
    rows = [
        f"| `{name}` | {title} | {size} | {lessons} |"
        for name, size, lessons, title in map(_summary, entries)
    ]
    return "\n".join(["", "| name | what it is | size | lessons |", "|---|---|---|---|", *rows, ""])


def _chapter(entry: Entry) -> str:
    card = source(entry["name"])
    rows = [f"- **{heading}:** {text}" for heading, text in card.rows()[1:]]
    rows += [f"- **Source:** {label} {address}".rstrip() for label, address in card.sources]
    fields = entry.get("schema", {}).get("fields", [])
    columns = [f"| `{f['name']}` | {f['type']} | {f['description']} |" for f in fields]
    table = ["", "| column | type | what it holds |", "|---|---|---|", *columns] if fields else []
    title = f"\n## `{card.name}`: {card.title}"
    return "\n".join([title, "", card.description, "", *rows, *table]) + "\n"


def _compare(entry: Entry) -> str:
    path = paths.DATA / entry["path"]
    if not path.exists():
        return f"The file data/{entry['path']} is missing; {_REPAIR}."
    if "sha256:" + sha256(path.read_bytes()).hexdigest() != entry["hash"]:
        return f"The file data/{entry['path']} was changed after it was published; {_REPAIR}."
    return ""
