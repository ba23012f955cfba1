"""What a mark needs to be drawn: look, fill, outline, the words a screen reader speaks, a sign."""

from collections.abc import Collection, Hashable, Iterable

import pandas as pd

from wayout.charts.status import OPEN, look_of, name, names
from wayout.charts.theme import OTHERS, PALE, PALE_OTHERS, PAPER, TINT
from wayout.language import number
from wayout.pages.caption import SERIES

Key = tuple[tuple[str, str], ...]
PALES = {SERIES[0]: PALE, OTHERS: PALE_OTHERS}


def styled(rows: pd.DataFrame, words: pd.Series, colour: str | pd.Series) -> pd.DataFrame:
    """Return ``rows`` with ``status``, ``look``, ``colour`` and ``fill``: open if not reported."""
    made = rows.assign(status=words, look=look_of(words), colour=colour)
    return made.assign(fill=made["colour"].mask(made["look"].isin(OPEN), PAPER))


def columns(
    frame: pd.DataFrame,
    x: str,
    y: str,
    words: pd.Series,
    picked: Collection[Hashable] | None = None,
) -> pd.DataFrame:
    """Return columns ``x`` and ``y`` of ``frame``, styled and labelled, one row a bar.

    ``picked`` are values of ``x`` that stand out; the others turn grey. Without it, none does.
    """
    strong = frame[x].isin(list(picked)) if picked is not None else frame[x].notna()
    rows = styled(frame[[x, y]], words, strong.map({True: SERIES[0], False: OTHERS}))
    fill = rows["fill"].mask(rows["look"] == "pale", rows["colour"].map(PALES))
    # A computed bar is often the one that a chart is about: it must not look empty.
    fill = fill.mask((rows["look"] == "hollow") & (rows["colour"] == SERIES[0]), TINT)
    return rows.assign(fill=fill, label=labels(rows[x], rows[y], words))


def labels(places: Iterable[str], figures: pd.Series, words: pd.Series) -> list[str]:
    """Return what a screen reader says at each mark: place, figure, and how it was made."""
    rows = zip(places, figures, words, strict=True)
    return [f"{place}: {number(figure, 2)}, {name(word)}" for place, figure, word in rows]


def unsure(rows: pd.DataFrame) -> pd.DataFrame:
    """Return those of the styled ``rows`` that are no plain reports."""
    return rows[rows["look"].isin(OPEN)]


def key(rows: pd.DataFrame) -> Key:
    """Return sign and words for each look drawn, or nothing if every bar is a plain report."""
    tone = "" if set(rows["colour"]) == {SERIES[0]} else "-others"
    groups = rows.groupby("look", sort=False)["status"]
    found = tuple((f"{look}{tone}", names(words)) for look, words in groups)
    return () if set(rows["look"]) == {"solid"} else found


def open_signs(points: pd.DataFrame) -> Key:
    """Return sign and words for each way in which a point or its line is drawn open."""
    signs = {"hollow": "ring", "dashed": "dashed-line"}
    return tuple(
        (sign, name(word))
        for look, sign in signs.items()
        for word in points.loc[points["look"] == look, "status"].unique()
    )
