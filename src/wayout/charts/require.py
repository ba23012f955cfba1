"""What a chart asks of the frame it is given, and what it says when it does not get it."""

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
    """Return ``frame`` if it has rows and every column named.

    Raises
    ------
    ChartError
        If there is no row, or a column is missing.
    """
    for column in columns:
        if column not in frame.columns:
            raise ChartError(_missing(column, [str(c) for c in frame.columns]))
    if frame.empty:
        raise ChartError(
            "The table has no rows, so there is nothing to draw: check how you cut it."
        )
    return frame


def need_numbers(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Return ``frame`` if the columns named are there, hold numbers, and are not all empty.

    Raises
    ------
    ChartError
        If a column is missing, holds something else, or holds no figure at all.
    """
    need(frame, *columns)
    for column in columns:
        if not pd.api.types.is_numeric_dtype(frame[column]):
            raise ChartError(
                f"Column '{column}' holds no numbers: name a column that can be drawn."
            )
        if frame[column].isna().all():
            raise ChartError(f"Column '{column}' has no figure in any row: nothing can be drawn.")
    return frame


def need_finite(values: "pd.Series[float]") -> "pd.Series[float]":
    """Return ``values`` if no figure is infinite; a missing one is allowed.

    Raises
    ------
    ChartError
        If a figure is infinite, for instance after a division by zero.
    """
    if values.isin([math.inf, -math.inf]).any():
        raise ChartError(
            f"Column '{values.name}' has an infinite figure: look for a division by zero."
        )
    return values


def need_one_each(frame: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """Return ``frame`` if no two rows share the same ``keys``.

    Raises
    ------
    ChartError
        If two rows would be drawn at the same place.
    """
    twice = frame[frame.duplicated(list(keys))]
    if not twice.empty:
        place = ", ".join(f"{key} {twice.iloc[0][key]}" for key in keys)
        raise ChartError(f"Two rows stand for {place}: keep one, or name the column that differs.")
    return frame


def need_drawn(marked: Iterable[Any], drawn: Collection[Any]) -> None:
    """Say what is marked and stands nowhere in the drawing.

    Raises
    ------
    ChartError
        If a value that is ``marked`` is not among those ``drawn``.
    """
    strange = [str(value) for value in marked if value not in drawn]
    if strange:
        raise ChartError(f"Nothing is drawn at {listed(strange)}: mark what is drawn.")


def _missing(column: str, present: Iterable[str]) -> str:
    names = list(present)
    near = get_close_matches(column, names, n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    return f"The table has no column '{column}'; it has {', '.join(names)}.{hint}"
