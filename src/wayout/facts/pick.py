"""Taking rows and single figures out of a table."""

from collections.abc import Callable, Mapping
from operator import eq, ge, gt, le, ne
from typing import Any

import pandas as pd

Tables = Mapping[str, pd.DataFrame]
Value = int | float | str

# How the cells of a column may stand to a value.
BOUNDS: dict[str, Callable[[pd.Series, Any], pd.Series]] = {
    "is": eq,
    "as": eq,
    "in": pd.Series.isin,
    "not": ne,
    "above": gt,
    "since": ge,
    "till": le,
}


def rows(frame: pd.DataFrame, **wanted: object) -> pd.DataFrame:
    """Return the rows in which each named column holds the wanted value, or one of a list.

    In place of a value, ``{"since": 2000, "till": 2009}`` asks for cells within `BOUNDS`, and
    ``{"as": "last_year"}`` for those that hold what another column does.
    """
    for column, value in wanted.items():
        plain = {"in" if isinstance(value, list) else "is": value}
        for bound, limit in (value if isinstance(value, dict) else plain).items():
            other = frame[limit] if bound == "as" else limit
            frame = frame[BOUNDS[bound](frame[column], other)]
    return frame


def row(frame: pd.DataFrame, **wanted: object) -> "pd.Series[Any]":
    """Return the one row that holds what is wanted; a `LookupError` if there is not one."""
    chosen = rows(frame, **wanted)
    if len(chosen) != 1:
        raise LookupError(f"{len(chosen)} rows where one was expected: {wanted}")
    return chosen.iloc[0]


def one(frame: pd.DataFrame, column: str, **wanted: object) -> float:
    """Return the figure in a column of the one row that holds what is wanted."""
    return float(row(frame, **wanted)[column])
