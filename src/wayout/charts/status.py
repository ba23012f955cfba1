"""How sure a figure is, as a way of drawing it: every status has a look and a name."""

import pandas as pd

from wayout.charts.require import need

# What each word of a status column looks like. A word that is not here is drawn as an estimate.
LOOK = {
    **dict.fromkeys(("reported", "revised", "published"), "solid"),
    "first release": "pale",
    **dict.fromkeys(("computed", "mixed", "nameless"), "hollow"),
    **dict.fromkeys(("estimate", "implausible"), "dashed"),
}
NAME = {
    "revised": "revised later",
    "first release": "first published",
    "computed": "computed from published figures",
    "mixed": "from totals of two kinds",
    "nameless": "repeated without a name",
}
# Heading of the column that says so in a table.
MADE = "How the figure was made"
OPEN = ("hollow", "dashed")


def statuses(frame: pd.DataFrame, column: str | None) -> pd.Series:
    """Return the status word of each row of ``frame``.

    ``column`` holds status words, or true and false for "is an estimate". Without one, every
    row counts as reported.
    """
    if column is None:
        return pd.Series("reported", index=frame.index)
    words = need(frame, column)[column]
    if pd.api.types.is_bool_dtype(words):
        return words.map({True: "estimate", False: "reported"})
    return words.fillna("estimate").astype(str)


def column(frame: pd.DataFrame, given: str | None) -> dict[str, pd.Series]:
    """Return the table column that says how each figure was made, or none without ``given``."""
    return {MADE: statuses(frame, given).map(name)} if given else {}


def look_of(words: pd.Series) -> pd.Series:
    """Return ``solid``, ``pale``, ``hollow`` or ``dashed`` for each status word."""
    return words.map(lambda word: LOOK.get(word, "dashed"))


def name(word: str) -> str:
    """Return a status word as a reader meets it in the key."""
    return NAME.get(word, word)


def names(words: pd.Series) -> str:
    """Return each different status word once, as the key says it."""
    return " or ".join(name(word) for word in words.unique())
