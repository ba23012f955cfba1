"""What a chart asks of the frame it is given, and what it says when it does not get it.

Each function returns the frame as it is, or raises `ChartError`.
"""

import math
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import Any

import pandas as pd

from wayout.errors import CourseError
from wayout.language import listed


class ChartError(CourseError, ValueError):
    """A chart cannot be drawn from this frame; the message is one sentence for the reader."""


def need(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Ask for rows, and for every column named."""
    for column in columns:
        if column not in frame.columns:
            raise ChartError(_missing(column, [str(c) for c in frame.columns]))
    if frame.empty:
        raise ChartError(
            "The table has no rows, so there is nothing to draw: check how you cut it."
        )
    return frame


def need_numbers(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Ask for columns that hold numbers, not all of them missing."""
    need(frame, *columns)
    for column in columns:
        need_numeric(frame[column])
        if frame[column].isna().all():
            raise ChartError(f"Column '{column}' has no figure in any row: nothing can be drawn.")
    return frame


def need_numeric(values: pd.Series) -> pd.Series:
    """Ask for a column of numbers; all of them may be missing."""
    if not pd.api.types.is_numeric_dtype(values):
        raise ChartError(
            f"Column '{values.name}' holds no numbers: name a column that can be drawn."
        )
    return values


def need_finite(values: pd.Series) -> pd.Series:
    """Ask for figures that are not infinite, as after a division by zero; some may be missing."""
    if values.isin([math.inf, -math.inf]).any():
        raise ChartError(
            f"Column '{values.name}' has an infinite figure: look for a division by zero."
        )
    return values


def need_one_each(frame: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """Ask that no two rows share the same ``keys``: they would be drawn at the same place."""
    twice = frame[frame.duplicated(list(keys))]
    if not twice.empty:
        place = ", ".join(f"{key} {twice.iloc[0][key]}" for key in keys)
        raise ChartError(f"Two rows stand for {place}: keep one, or name the column that differs.")
    return frame


def need_drawn(marked: Iterable[Any], drawn: Collection[Any]) -> None:
    """Ask that every value ``marked`` is among those ``drawn``."""
    strange = [str(value) for value in marked if value not in drawn]
    if strange:
        raise ChartError(f"Nothing is drawn at {listed(strange)}: mark what is drawn.")


def _missing(column: str, present: list[str]) -> str:
    near = get_close_matches(column, present, n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    return f"The table has no column '{column}'; it has {', '.join(present)}.{hint}"
