"""What an explorer is made of: its controls, and the function that finds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd


@dataclass(frozen=True)
class Choice:
    """One of several: ``options`` are pairs of value and words; a list where there are many."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    first: str
    kind: ClassVar[str] = "choice"

    def read(self, text: str) -> str:
        """Return the chosen value; what is no option counts as the first."""
        return text if text in dict(self.options) else self.first


@dataclass(frozen=True)
class Slider:
    """A whole number from ``low`` to ``high``; ``unit`` follows it in words, such as ``"%"``."""

    name: str
    label: str
    low: int
    high: int
    start: int
    step: int = 1
    unit: str = ""
    kind: ClassVar[str] = "slider"

    @property
    def first(self) -> str:
        """Where the slider stands at first."""
        return str(self.start)

    @property
    def words(self) -> dict[str, str]:
        """What the slider says at each of its steps."""
        steps = range(self.low, self.high + 1, self.step)
        return {str(n): f"{n} {self.unit}".strip() for n in steps}

    @property
    def ends(self) -> tuple[str, str]:
        """What stands below its ends."""
        return self.words[str(self.low)], self.words[str(self.high)]

    def read(self, text: str) -> int:
        """Return the number; what is none counts as the start."""
        return int(text) if text in self.words else self.start


@dataclass(frozen=True)
class Word:
    """Something to type; ``first`` stands there at the beginning, ``offers`` may be chosen."""

    name: str
    label: str
    first: str
    offers: tuple[str, ...] = ()
    kind: ClassVar[str] = "word"

    def read(self, text: str) -> str:
        """Return what was typed, without spaces around it."""
        return text.strip()


Control = Choice | Slider | Word


@dataclass(frozen=True)
class Found:
    """A sentence that says what was found, or what to do, and a table if there is one."""

    says: str
    table: pd.DataFrame | None = None


@dataclass(frozen=True)
class Look:
    """One thing to explore: what it is called, its controls, and what finds.

    ``find`` gets what each control holds, by name: a text, or a whole number from a slider.
    """

    title: str
    controls: tuple[Control, ...]
    find: Callable[[Mapping[str, Any]], Found]
    note: str = ""
