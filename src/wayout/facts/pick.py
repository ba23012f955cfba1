"""Taking rows and single figures out of a table."""

import pandas as pd


def rows(frame: pd.DataFrame, **wanted: object) -> pd.DataFrame:
    """Return the rows in which each named column holds the wanted value."""
    for column, value in wanted.items():
        frame = frame[frame[column] == value]
    return frame


def one(frame: pd.DataFrame, column: str, **wanted: object) -> float:
    """Return the one figure in a column; more or fewer than one row is an error."""
    chosen = rows(frame, **wanted)
    if len(chosen) != 1:
        raise LookupError(f"{len(chosen)} rows where one was expected: {wanted}")
    return float(chosen[column].iloc[0])


def total(frame: pd.DataFrame, column: str, **wanted: object) -> float:
    """Return the sum of a column over the wanted rows."""
    return float(rows(frame, **wanted)[column].sum())
