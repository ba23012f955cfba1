"""Where the value of a fact comes from: a look-up in a table, two other facts, or a function."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from operator import mul, sub, truediv
from typing import Any, Protocol

import pandas as pd

from wayout.facts.pick import Tables, Value, row, rows
from wayout.language import day_in_words


class Origin(Protocol):
    """Whatever a fact can be computed from."""

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables it reads."""

    def compute(self, tables: Tables) -> Value:
        """Compute the value."""


# A look-up in a table -----------------------------------------------------------------------

TAKES: dict[str, Callable[["pd.Series[Any]"], Any]] = {
    "distinct": lambda cells: cells.nunique(),
    "highest": lambda cells: cells.max(),
    "lowest": lambda cells: cells.min(),
    "median": lambda cells: cells.median(),
    "sum": lambda cells: cells.sum(),
}
"""What can be made of many cells of a column, beside a count of rows, which needs no column."""


@dataclass(frozen=True)
class LookUp:
    """One cell of a table, or what the cells of many rows make together."""

    table: str
    column: str = ""
    where: Mapping[str, object] = field(default_factory=dict)
    upto: str = ""
    take: str = ""

    @property
    def tables(self) -> tuple[str, ...]:
        """The one table."""
        return (self.table,)

    def compute(self, tables: Tables) -> Value:
        """Return the value; a `LookupError` where one row is wanted and there is not one."""
        frame = tables[self.table]
        if self.take == "count":
            return len(rows(frame, **self.where))
        if self.take:
            return _plain(TAKES[self.take](rows(frame, **self.where)[self.column]))
        found = row(frame, **self.where)
        if self.upto:
            return span(found[self.column], found[self.upto])
        return _plain(found[self.column])


def span(low: float, high: float) -> str:
    """Write two ends of a figure: ``40``, ``45 to 50``, or ``more than 33`` with no upper end."""
    if pd.isna(high):
        return f"more than {low:g}"
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _plain(cell: Any) -> Value:
    """Turn a cell into what a sentence writes: a day in words, a truth as yes or no."""
    if isinstance(cell, pd.Timestamp):
        return day_in_words(cell)
    plain = cell.item() if hasattr(cell, "item") else cell
    known: Value = ("yes" if plain else "no") if isinstance(plain, bool) else plain
    return known


# Two facts ----------------------------------------------------------------------------------

VERBS: dict[str, Callable[[Any, Any], Any]] = {
    "change": lambda before, after: 100 * (after / before - 1),
    "difference": sub,
    "percent": lambda part, whole: 100 * part / whole,
    "product": mul,
    "ratio": truediv,
    "sum": lambda one, other: one + other,
}
"""What can be made of two facts, or of a fact and a number."""


@dataclass(frozen=True)
class Made:
    """What two facts make, named and found among all facts; either may be a number instead."""

    verb: str
    parts: tuple[str | float, ...]
    among: Mapping[str, Origin]

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables of both parts, each once."""
        named = (self.among[part].tables for part in self.parts if isinstance(part, str))
        return tuple(dict.fromkeys(table for tables in named for table in tables))

    def compute(self, tables: Tables) -> Value:
        """Return the value."""
        made: Value = VERBS[self.verb](*(self._part(part, tables) for part in self.parts))
        return made

    def _part(self, part: str | float, tables: Tables) -> Value:
        return self.among[part].compute(tables) if isinstance(part, str) else part


# A function ---------------------------------------------------------------------------------


def function(name: str) -> Callable[..., Value]:
    """Return the function of this room that is called so, such as ``"trade.growth"``."""
    module, _, called = name.partition(".")
    found: Callable[..., Value] = getattr(import_module(f"wayout.facts.{module}"), called)
    return found


@dataclass(frozen=True)
class Computed:
    """What a function of this room makes of the tables and of what it is told."""

    named: str
    told: Mapping[str, Any]
    tables: tuple[str, ...]

    def compute(self, tables: Tables) -> Value:
        """Return the value."""
        return function(self.named)(tables, **self.told)
