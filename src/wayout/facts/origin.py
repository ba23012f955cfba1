"""Where the value of a fact comes from: a look-up in a table, two other facts, or a function."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from operator import mul, sub, truediv
from typing import Any, Protocol

import pandas as pd

from wayout.facts.pick import Tables, Value, row, rows
from wayout.language import day_in_words
from wayout.measures import changes, country_visits, headline, partner_figures, parts_of_trade


class Origin(Protocol):
    """Whatever a fact can be computed from."""

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables it reads."""

    def compute(self, tables: Tables) -> Any:
        """Compute the value: a number, a text, a day, or true and false."""


# A look-up in a table -----------------------------------------------------------------------

MEASURED: dict[str, tuple[Callable[..., pd.DataFrame], tuple[str, ...]]] = {
    "changes": (lambda annual: changes(headline(annual)), ("china_russia_annual",)),
    "country_visits": (country_visits, ("visits",)),
    "partner_figures": (partner_figures, ("russia_partners", "russia_totals")),
    "parts_of_trade": (parts_of_trade, ("partner_turnover",)),
}
"""What a look-up may name in place of a table: a measure that makes one, and of which tables."""

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
    """One cell of a table or measure, or what the cells of many rows make together."""

    table: str
    column: str = ""
    where: Mapping[str, object] = field(default_factory=dict)
    upto: str = ""
    take: str = ""

    @property
    def tables(self) -> tuple[str, ...]:
        """The one table, or those that the measure is made of."""
        return MEASURED[self.table][1] if self.table in MEASURED else (self.table,)

    def frame(self, tables: Tables) -> pd.DataFrame:
        """Return what is looked up in."""
        if self.table not in MEASURED:
            return tables[self.table]
        measure, names = MEASURED[self.table]
        return measure(*(tables[name] for name in names))

    def compute(self, tables: Tables) -> Any:
        """Return the value; a `LookupError` where one row is wanted and there is not one."""
        frame = self.frame(tables)
        if self.take == "count":
            return len(rows(frame, **self.where))
        if self.take:
            return _item(TAKES[self.take](rows(frame, **self.where)[self.column]))
        found = row(frame, **self.where)
        if self.upto:
            return span(found[self.column], found[self.upto])
        return _item(found[self.column])


def span(low: float, high: float) -> str:
    """Write two ends of a figure: ``40``, ``45 to 50``, or ``more than 33`` with no upper end."""
    if pd.isna(high):
        return f"more than {low:g}"
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _item(cell: Any) -> Any:
    return cell.item() if hasattr(cell, "item") else cell


def written(value: Any) -> Value:
    """Turn a value into what a sentence writes: a day in words, a truth as yes or no."""
    if isinstance(value, pd.Timestamp):
        return day_in_words(value)
    known: Value = ("yes" if value else "no") if isinstance(value, bool) else value
    return known


# Two facts ----------------------------------------------------------------------------------

VERBS: dict[str, Callable[[Any, Any], Any]] = {
    "change": lambda before, after: 100 * (after / before - 1),
    "days": lambda before, after: (after - before).days,
    "difference": sub,
    "percent": lambda part, whole: 100 * part / whole,
    "product": mul,
    "ratio": truediv,
    "sum": lambda one, other: one + other,
}
"""What can be made of two facts, or of a fact and a number."""


@dataclass(frozen=True)
class Made:
    """What two facts make, named and found among all facts, or two origins or numbers."""

    verb: str
    parts: tuple[str | float | Origin, ...]
    among: Mapping[str, Origin]

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables of both parts, each once."""
        origins = [self._origin(part) for part in self.parts if not isinstance(part, int | float)]
        return tuple(dict.fromkeys(table for origin in origins for table in origin.tables))

    def compute(self, tables: Tables) -> Any:
        """Return the value."""
        return VERBS[self.verb](*(self._part(part, tables) for part in self.parts))

    def _part(self, part: str | float | Origin, tables: Tables) -> Any:
        return part if isinstance(part, int | float) else self._origin(part).compute(tables)

    def _origin(self, part: str | Origin) -> Origin:
        return self.among[part] if isinstance(part, str) else part


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
