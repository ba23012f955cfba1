"""Lesson 3, how fast: what each year added, in dollars and in per cent."""

from collections.abc import Sequence

import pandas as pd

from wayout.charts import layers, marks
from wayout.charts.figure import Chart, Panel
from wayout.charts.headline import ANNUAL, COUNTED, ESSAY, headline
from wayout.charts.require import ChartError
from wayout.charts.upright import standing
from wayout.language import signed, spans
from wayout.measures import changes
from wayout.pages.caption import Caption

# What a figure that is drawn open rests on.
OPEN = {
    "computed": "a computed total",
    "mixed": "totals of two kinds, such as a first release and a later figure",
}
WORDS = OPEN | {"reported": "two totals of one kind"}
# Both panels keep the same room for labels on the right, so that their years stand in line.
_ROOM = (layers.gutter(["2023: +26.2 %"]), layers.gutter(["+26.2"]))


def growth(
    annual: pd.DataFrame,
    *,
    picked: Sequence[int] = (ESSAY[0] - 2, ESSAY[0] - 1, ESSAY[0]),
) -> Chart:
    """Draw what each year added, in dollars above and in per cent below.

    ``annual`` is the table ``china_russia_annual``; growth is worked out from its headline
    totals. The years ``picked`` stand out, and the best year of each panel is named too.

    Raises `ChartError` if a column is missing, or no year follows another.
    """
    rows = yearly_growth(annual)
    panels = (
        _panel(rows, "rise_usd_bn", "", "In billion US dollars", picked),
        _panel(rows, "growth_pct", " %", "In per cent of the year before", picked),
    )
    first, last = rows["year"].iloc[[0, -1]]
    return Chart(
        f"What each year added to the trade of China and Russia, {first} to {last}",
        f"Change from the year before: {COUNTED}",
        panels,
        Caption((ANNUAL,), _table(rows), _note(rows)),
        _key(rows),
    )


def yearly_growth(annual: pd.DataFrame) -> pd.DataFrame:
    """Return what :func:`wayout.measures.changes` says of the headline totals."""
    rows = changes(headline(annual))
    if rows.empty:
        raise ChartError("No year follows another in this table, so no growth can be worked out.")
    return rows


def _panel(rows: pd.DataFrame, y: str, suffix: str, heading: str, picked: Sequence[int]) -> Panel:
    by_year = rows.set_index("year")[y]
    named = [year for year in by_year.index if year in (*picked, by_year.idxmax())]
    figures = {year: signed(by_year[year]) for year in named}
    labels = {year: f"{year}: {figure}{suffix}" for year, figure in figures.items()}
    short = {year: figure for year, figure in figures.items() if year in picked}
    points = marks.columns(rows, "year", y, rows["status"], picked)
    drawing = standing(points, "year", y, labels, height=200, short=short, gutters=_ROOM)
    return Panel(drawing, _describe(by_year, suffix, picked), heading)


def _describe(by_year: pd.Series, suffix: str, picked: Sequence[int]) -> str:
    rank = by_year.rank(ascending=False).astype(int)
    said = [
        f"{year}: {signed(by_year[year])}{suffix}, place {rank[year]} of {len(rank)}."
        for year in picked
        if year in by_year.index
    ]
    for word, at in (("Highest", int(by_year.argmax())), ("Lowest", int(by_year.argmin()))):
        said.append(f"{word}, {by_year.index[at]}: {signed(by_year.iloc[at])}{suffix}.")
    return " ".join([f"Bar chart of {len(by_year)} years.", *said])


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Year": rows["year"].astype(str),
            "Change, billion US dollars": rows["rise_usd_bn"].map(lambda v: signed(v, 2)),
            "Change, per cent": rows["growth_pct"].map(signed),
            "Worked out from": rows["status"].map(WORDS),
        }
    )


def _open(rows: pd.DataFrame) -> dict[str, list[int]]:
    """Return the years that rest on each kind of total, of those drawn open."""
    found = {words: list(rows.loc[rows["status"] == word, "year"]) for word, words in OPEN.items()}
    return {words: years for words, years in found.items() if years}


def _note(rows: pd.DataFrame) -> str:
    rests = [f"on {words} ({spans(years)})" for words, years in _open(rows).items()]
    more = f" The open columns rest {', or '.join(rests)}." if rests else ""
    return f"Worked out from the year totals.{more}"


def _key(rows: pd.DataFrame) -> marks.Key:
    rests = " or ".join(words.partition(",")[0] for words in _open(rows))
    return (("hollow-others", f"rests on {rests}"),) if rests else ()
