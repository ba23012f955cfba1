"""The register: what a fact is, what each is called, and how it is computed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Any, TypeVar

import pandas as pd

Tables = Mapping[str, pd.DataFrame]
Value = int | float | str
Compute = Callable[[Tables], Value]
Choice = Iterable[Any] | Mapping[str, Any]
_Given = TypeVar("_Given", bound=Callable[[Tables], Value])
_Many = TypeVar("_Many", bound=Callable[..., Value])

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
    if name in RULES:
        raise ValueError(f"Two facts are called '{name}'.")
    RULES[name] = Rule(unit, meaning, formula, tables, compute)


def rule(unit: str, meaning: str, formula: str, *tables: str) -> Callable[[_Given], _Given]:
    """Register a function under its own name, without the underscore."""

    def register(compute: _Given) -> _Given:
        add(compute.__name__[1:], unit, meaning, formula, compute, *tables)
        return compute

    return register


def family(
    name: str, unit: str, meaning: str, formula: str, *tables: str, **choices: Choice
) -> Callable[[_Many], _Many]:
    """Register a function once for every combination of choices.

    Name, meaning and formula are templates. A choice given as a mapping puts its key into the
    name and its value into everything else.
    """

    def register(compute: _Many) -> _Many:
        for picked in product(*map(_pairs, choices.values())):
            keys = dict(zip(choices, (key for key, _ in picked), strict=True))
            values = dict(zip(choices, (value for _, value in picked), strict=True))
            texts = (name.format(**keys), unit, meaning.format(**values), formula.format(**values))
            add(*texts, partial(compute, **values), *tables)
        return compute

    return register


def _pairs(choice: Choice) -> list[tuple[Any, Any]]:
    if isinstance(choice, Mapping):
        return list(choice.items())
    return [(value, value) for value in choice]
