"""What a bar needs to be drawn: look, fill, outline, and the words a screen reader speaks."""

from collections.abc import Collection, Hashable

import pandas as pd

from wayout.caption import SERIES
from wayout.charts.status import looks, name
from wayout.charts.theme import OTHERS, PALE, PALE_OTHERS, PAPER
from wayout.charts.wording import number

Key = tuple[tuple[str, str], ...]


def painted(
    frame: pd.DataFrame,
    x: str,
    y: str,
    words: pd.Series,
    picked: Collection[Hashable] | None = None,
) -> pd.DataFrame:
    """Return columns ``x`` and ``y`` with ``status``, ``look``, ``colour``, ``fill``, ``label``.

    Parameters
    ----------
    frame
        One row a bar.
    x, y
        What is compared, and how much.
    words
        The status of each row.
    picked
        Values of ``x`` that stand out; the others turn grey. Without it, none does.
    """
    points = frame[[x, y]].assign(status=words, look=looks(words))
    strong = points[x].isin(list(picked)) if picked is not None else points[x].notna()
    points["colour"] = strong.map({True: SERIES[0], False: OTHERS})
    points["fill"] = [_fill(look, s) for look, s in zip(points["look"], strong, strict=True)]
    rows = zip(points[x], points[y], points["status"], strict=True)
    points["label"] = [f"{a}: {number(b, 2)}, {name(c)}" for a, b, c in rows]
    return points


def _fill(look: str, strong: bool) -> str:
    if look == "solid":
        return SERIES[0] if strong else OTHERS
    if look == "pale":
        return PALE if strong else PALE_OTHERS
    return PAPER


def key(points: pd.DataFrame) -> Key:
    """Return sign and words for each look drawn, or nothing if every bar is a plain report."""
    tone = "" if set(points["colour"]) == {SERIES[0]} else "-others"
    found = tuple(
        (f"{look}{tone}", " or ".join(name(word) for word in words.unique()))
        for look, words in points.groupby("look", sort=False)["status"]
    )
    return () if set(points["look"]) == {"solid"} else found
