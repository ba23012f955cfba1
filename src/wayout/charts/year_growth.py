"""Lesson 3, how fast: what each year added, in dollars and in per cent."""

from collections.abc import Sequence

import pandas as pd

from wayout.caption import Foot
from wayout.charts import layers
from wayout.charts.figure import Chart, Panel
from wayout.charts.headline import ANNUAL, COUNTED, ESSAY, headline
from wayout.charts.painting import Key, painted
from wayout.charts.require import ChartError
from wayout.charts.upright import standing
from wayout.charts.wording import signed
from wayout.language import spans
from wayout.measures import changes

WORDS = {
    "computed": "a computed total",
    "mixed": "totals of two kinds, such as a first release and a later figure",
    "reported": "two totals of one kind",
}
# Both panels keep the same room for labels on the right, so that their years stand in line.
_ROOM = (layers.gutter(["2023: +26.2 %"]), layers.gutter(["+26.2"]))


def growth(
    annual: pd.DataFrame,
    *,
    picked: Sequence[int] = (ESSAY[0] - 2, ESSAY[0] - 1, ESSAY[0]),
    title: str = "",
    note: str = "",
) -> Chart:
    """Draw what each year added, in dollars above and in per cent below.

    Parameters
    ----------
    annual
        ``load("china_russia_annual")``; growth is worked out from its headline totals.
    picked
        Years to pick out; the best year of each panel is named too.
    title, note
        Replace the sentences written from the data.

    Raises
    ------
    ChartError
        If a column is missing, or no year follows another.
    """
    rows = yearly_growth(annual)
    panels = (
        _panel(rows, "rise_usd_bn", "", "In billion US dollars", picked),
        _panel(rows, "growth_pct", " %", "In per cent of the year before", picked),
    )
    first, last = rows["year"].iloc[[0, -1]]
    return Chart(
        title or f"What each year added to the trade of China and Russia, {first} to {last}",
        f"Change from the year before: {COUNTED}",
        panels,
        Foot((ANNUAL,), _twin(rows), note or _note(rows)),
        _key(rows),
    )


def yearly_growth(annual: pd.DataFrame) -> pd.DataFrame:
    """Return ``year``, ``rise_usd_bn``, ``growth_pct`` and ``status``, one row a year.

    A year is there if the year before has a total too. What its status says is told at
    :func:`wayout.measures.changes`.

    Raises
    ------
    ChartError
        If a column is missing, or no year follows another.
    """
    rows = changes(headline(annual))
    if rows.empty:
        raise ChartError("No year follows another in this table, so no growth can be worked out.")
    return rows


def _panel(rows: pd.DataFrame, y: str, suffix: str, heading: str, picked: Sequence[int]) -> Panel:
    best = rows["year"].iloc[int(rows[y].argmax())]
    named = rows[rows["year"].isin([*picked, best])]
    pairs = list(zip(named["year"], named[y], strict=True))
    labels = {int(year): f"{year}: {signed(value)}{suffix}" for year, value in pairs}
    short = {int(year): signed(value) for year, value in pairs if year in picked}
    points = painted(rows, "year", y, rows["status"], picked)
    drawing = standing(points, "year", y, labels, height=200, short=short, gutters=_ROOM)
    return Panel(drawing, _describe(rows, y, suffix, picked), heading)


def _describe(rows: pd.DataFrame, y: str, suffix: str, picked: Sequence[int]) -> str:
    by_year = rows.set_index("year")[y]
    rank = by_year.rank(ascending=False).astype(int)
    said = [
        f"{year}: {signed(by_year[year])}{suffix}, place {rank[year]} of {len(rank)}."
        for year in picked
        if year in by_year.index
    ]
    ends = {"Highest": int(by_year.argmax()), "Lowest": int(by_year.argmin())}
    said += [
        f"{word}, {by_year.index[n]}: {signed(by_year.iloc[n])}{suffix}."
        for word, n in ends.items()
    ]
    return " ".join([f"Bar chart of {len(rows)} years.", *said])


def _twin(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Year": rows["year"].astype(str),
            "Change, billion US dollars": rows["rise_usd_bn"].map(lambda v: signed(v, 2)),
            "Change, per cent": rows["growth_pct"].map(signed),
            "Worked out from": rows["status"].map(WORDS),
        }
    )


def _note(rows: pd.DataFrame) -> str:
    found = [
        (spans([int(y) for y in rows.loc[rows["status"] == s, "year"]]), s) for s in _open(rows)
    ]
    rests = [f"on {WORDS[status]} ({years})" for years, status in found]
    more = f" The open columns rest {', or '.join(rests)}." if rests else ""
    return f"Worked out from the year totals.{more}"


def _open(rows: pd.DataFrame) -> list[str]:
    return [status for status in ("computed", "mixed") if (rows["status"] == status).any()]


def _key(rows: pd.DataFrame) -> Key:
    short = {"computed": "a computed total", "mixed": "totals of two kinds"}
    rests = " or ".join(short[status] for status in _open(rows))
    return (("hollow-others", f"rests on {rests}"),) if rests else ()
