"""What was asked as of 7 December 2023, and, kept apart from it, what came of it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from wayout.language import day_in_words, exact
from wayout.tables.package import load

DAY = "2023-12-07"
"""The day as of which everything is asked."""
_CONTESTED = "Contested. "


@dataclass(frozen=True)
class Question:
    """One question, the rule that settles it, its last day, and what was known when it was asked.

    Nothing in it depends on what came of it.
    """

    id: str
    asks: str
    rule: str
    closes: str
    known: str


@dataclass(frozen=True)
class Outcome:
    """What came of one question; ``figure`` and ``note`` may be empty.

    ``contested``: by another rule, told in the note, the answer is the opposite. ``no_change`` is
    the answer of whoever expects that the last time repeats itself.
    """

    answer: bool
    figure: str
    known_on: str
    source: str
    addresses: tuple[str, ...]
    note: str
    contested: bool
    no_change: bool


@cache
def questions() -> dict[str, Question]:
    """Return all questions by name, in the order of the table ``outcomes``."""
    return {row["forecast"]: _question(row) for row in _rows()}


@cache
def outcomes() -> dict[str, Outcome]:
    """Return what came of each question, by name."""
    return {row["forecast"]: _outcome(row) for row in _rows()}


def _rows() -> list[dict[str, Any]]:
    return load("outcomes").to_dict("records")  # type: ignore[return-value]


def _question(row: dict[str, Any]) -> Question:
    closes = day_in_words(row["closes"].date())
    return Question(row["forecast"], row["question"], row["rule"], closes, row["known"])


def _outcome(row: dict[str, Any]) -> Outcome:
    return Outcome(
        answer=bool(row["answer"]),
        figure="" if pd.isna(row["value"]) else f"{exact(row['value'])} {row['unit']}",
        known_on=day_in_words(row["known_on"].date()),
        source=row["source"],
        addresses=tuple(row["source_address"].split(" ; ")),
        note="" if pd.isna(row["note"]) else row["note"].removeprefix(_CONTESTED),
        contested=bool(row["contested"]),
        no_change=bool(row["no_change"]),
    )
