"""Facts by name, and sentences with their figures filled in."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from string import Formatter

import pandas as pd

from wayout.facts.pick import Tables, Value
from wayout.facts.registry import FACTS, PERCENT, FactError
from wayout.language import nearest
from wayout.pages.spoken import local
from wayout.tables.package import load


@dataclass(frozen=True)
class Fact:
    """A named figure, not rounded, or a text, such as a date in words, which has no unit.

    ``meaning`` is what it is, in words, and ``tables`` what it is computed from.
    """

    name: str
    value: Value
    unit: str
    meaning: str
    tables: tuple[str, ...]

    def __str__(self) -> str:
        return _plain(self.value, self.unit)

    def __format__(self, spec: str) -> str:
        return format(self.value, spec) if spec else str(self)


@dataclass(frozen=True)
class Prose:
    """A sentence with its figures filled in; a notebook shows it as Markdown."""

    markdown: str
    plain: str

    def __str__(self) -> str:
        return self.plain

    def _repr_markdown_(self) -> str:
        return self.markdown


def names() -> list[str]:
    """Return the names of all facts, in the order of ``data/facts.toml``."""
    return list(FACTS)


def fact(name: str) -> Fact:
    """Compute one named figure; a `FactError`, naming the nearest, if no fact has that name."""
    return _compute(name, _Shelf())


def say(text: str, **extra: object) -> Prose:
    """Fill the figures into a sentence.

    ``text`` is Markdown with fields: ``{jan_nov_2023}`` or, with a number format,
    ``{jan_nov_2023:.1f}``. ``extra`` are further values by name, which come before facts; their
    text is shown as it is, never as Markdown or HTML.

    Raises `FactError` if a field is unknown or its number format does not fit.
    """
    shelf = _Shelf()
    pieces = [_piece(field, shelf, extra) for field in _fields(text)]
    return Prose("".join(mark for mark, _ in pieces), "".join(plain for _, plain in pieces))


# Filling sentences --------------------------------------------------------------------------


class _Shelf(dict[str, pd.DataFrame]):
    """Reads each table once, when it is first needed."""

    def __missing__(self, name: str) -> pd.DataFrame:
        self[name] = load(name)
        return self[name]


def _compute(name: str, tables: Tables) -> Fact:
    if name not in FACTS:
        raise FactError(f"There is no fact '{name}'. {nearest(name, FACTS)}")
    spec = FACTS[name]
    return Fact(name, spec.compute(tables), spec.unit, spec.meaning, spec.tables)


def _plain(value: object, unit: str = "") -> str:
    if not isinstance(value, float):
        return str(value)
    if unit == PERCENT:
        return f"{value:.1f}"
    return f"{value:.2f}".rstrip("0").rstrip(".")


Field = tuple[str, str | None, str]


def _fields(text: str) -> Iterable[Field]:
    try:
        return [(literal, name, spec or "") for literal, name, spec, _ in Formatter().parse(text)]
    except ValueError as error:
        message = f"A brace stands alone in '{text}': write {{{{ or }}}} for a plain brace."
        raise FactError(message) from error


def _piece(field: Field, shelf: _Shelf, extra: Mapping[str, object]) -> tuple[str, str]:
    literal, name, spec = field
    if name is None:
        return literal, literal
    if name not in extra:
        written = _written(name, _known(name, shelf, extra), spec)
        return literal + written, literal + written
    written = _written(name, extra[name], spec)
    return literal + _harmless(written), literal + written


def _known(name: str, shelf: _Shelf, extra: Mapping[str, object]) -> Fact:
    if name not in FACTS:
        known = [*extra, *FACTS]
        raise FactError(f"There is no fact '{name}' to fill in. {nearest(name, known)}")
    return _compute(name, shelf)


def _written(name: str, value: object, spec: str) -> str:
    if not spec and not isinstance(value, Fact):
        return local(_plain(value))
    try:
        return local(format(value, spec))
    except (ValueError, TypeError) as error:
        message = f"The field '{{{name}:{spec}}}' does not fit the value '{value}'."
        raise FactError(f"{message} Write {{{name}}} alone, or a format such as :.1f.") from error


def _harmless(text: str) -> str:
    return re.sub(r"([\\`*_\[\]#|~$])", r"\\\1", escape(" ".join(text.split())))
