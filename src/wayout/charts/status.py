"""How sure a figure is, as a way of drawing it: every status has a look and a name."""

import pandas as pd

from wayout.charts.require import need

# What each word of a status column looks like. A word that is not here is drawn as an estimate.
LOOK = {
    "reported": "solid",
    "revised": "solid",
    "published": "solid",
    "first release": "pale",
    "computed": "hollow",
    "mixed": "hollow",
    "estimate": "dashed",
    "implausible": "dashed",
}
NAME = {
    "revised": "revised later",
    "first release": "first published",
    "computed": "computed from published figures",
    "mixed": "from totals of two kinds",
}
# Heading of the column that says so in a table.
MADE = "How the figure was made"
OPEN = ("hollow", "dashed")


def statuses(frame: pd.DataFrame, column: str | None) -> pd.Series:
    """Return the status word of each row of ``frame``.

    Parameters
    ----------
    frame
        The rows to be drawn.
    column
        A column of status words, or of true and false for "is an estimate". Without one,
        every row counts as reported.
    """
    if column is None:
        return pd.Series("reported", index=frame.index)
    words = need(frame, column)[column]
    if pd.api.types.is_bool_dtype(words):
        return words.map({True: "estimate", False: "reported"})
    return words.fillna("estimate").astype(str)


def told(frame: pd.DataFrame, column: str | None) -> dict[str, pd.Series]:
    """Return the table column that says how each figure was made, or none without ``column``."""
    return {MADE: statuses(frame, column).map(name)} if column else {}


def looks(words: pd.Series) -> pd.Series:
    """Return ``solid``, ``pale``, ``hollow`` or ``dashed`` for each status word."""
    return words.map(lambda word: LOOK.get(word, "dashed"))


def name(word: str) -> str:
    """Return a status word as a reader meets it in the key."""
    return NAME.get(word, word)
