"""Taking rows and single figures out of a table."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

Tables = Mapping[str, pd.DataFrame]
Value = int | float | str


def rows(frame: pd.DataFrame, **wanted: object) -> pd.DataFrame:
    """Return the rows in which each named column holds the wanted value, or one of a list."""
    for column, value in wanted.items():
        cells = frame[column]
        frame = frame[cells.isin(value) if isinstance(value, list) else cells == value]
    return frame


def row(frame: pd.DataFrame, **wanted: object) -> "pd.Series[Any]":
    """Return the one row that holds what is wanted.

    Raises
    ------
    LookupError
        If there is none, or more than one.
    """
    chosen = rows(frame, **wanted)
    if len(chosen) != 1:
        raise LookupError(f"{len(chosen)} rows where one was expected: {wanted}")
    return chosen.iloc[0]


def one(frame: pd.DataFrame, column: str, **wanted: object) -> float:
    """Return the figure in a column of the one row that holds what is wanted."""
    return float(row(frame, **wanted)[column])
