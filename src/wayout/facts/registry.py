"""The register: what a fact is, what each is called, and how it is computed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd

Tables = Mapping[str, pd.DataFrame]
Value = int | float | str
Compute = Callable[[Tables], Value]
_Given = TypeVar("_Given", bound=Callable[[Tables], Value])

USD = "billion US dollars"
USD_2023 = "billion US dollars of 2023"
PERCENT = "%"


@dataclass(frozen=True)
class Rule:
    """How one fact is computed, from which tables, and what it means."""

    unit: str
    meaning: str
    formula: str
    tables: tuple[str, ...]
    compute: Compute


RULES: dict[str, Rule] = {}


def add(name: str, unit: str, meaning: str, formula: str, compute: Compute, *tables: str) -> None:
    """Register a fact."""
    RULES[name] = Rule(unit, meaning, formula, tables, compute)


def rule(unit: str, meaning: str, formula: str, *tables: str) -> Callable[[_Given], _Given]:
    """Register a function under its own name, without the underscore."""

    def register(compute: _Given) -> _Given:
        add(compute.__name__[1:], unit, meaning, formula, compute, *tables)
        return compute

    return register
