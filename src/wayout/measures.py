"""What is measured, once: prose, charts and maps take the same figure from the same place.

Tables in, tables and figures out; nothing here draws, loads or words anything.
"""

import pandas as pd

# Status words of a total that was published as it stands, not worked out.
PLAIN = ("reported", "revised", "first release")


def headline(annual: pd.DataFrame) -> pd.DataFrame:
    """Return the one total a year that the course draws as its line, in order of time.

    Parameters
    ----------
    annual
        The table ``china_russia_annual``.

    Returns
    -------
    DataFrame
        ``year``, ``usd_bn`` (billion US dollars) and ``status``, one row a headline.
    """
    chosen = annual[annual["headline"].astype(bool)].sort_values("year")
    return chosen[["year", "usd_bn", "status"]].reset_index(drop=True)


def changes(totals: pd.DataFrame) -> pd.DataFrame:
    """Return what each year added to the year before it.

    Parameters
    ----------
    totals
        ``year``, ``usd_bn`` and ``status`` in order of time, as :func:`headline` returns them.

    Returns
    -------
    DataFrame
        ``year``, ``rise_usd_bn``, ``growth_pct`` and ``status``, one row for each year whose
        year before has a total too. The status is ``computed`` where one of the two totals was
        worked out, ``mixed`` where they are of two kinds (for instance a first release and a
        later figure), and ``reported`` otherwise.
    """
    before = totals.shift()
    rise = totals["usd_bn"] - before["usd_bn"]
    rows = pd.DataFrame({"year": totals["year"], "rise_usd_bn": rise})
    rows["growth_pct"] = 100 * rise / before["usd_bn"]
    pairs = zip(before["status"], totals["status"], strict=True)
    rows["status"] = [_made_from(*pair) for pair in pairs]
    return rows[totals["year"] - before["year"] == 1].reset_index(drop=True)


def _made_from(before: object, now: object) -> str:
    if before not in PLAIN or now not in PLAIN:
        return "computed"
    return "reported" if before == now else "mixed"


def months(to_date: pd.DataFrame, year: int, last: int) -> pd.DataFrame:
    """Return the row that covers January to month ``last`` of a year; no row if there is none.

    Parameters
    ----------
    to_date
        The table ``china_russia_to_date``.
    year, last
        The year and its last month counted, 1 to 12.
    """
    return to_date[(to_date["year"] == year) & (to_date["month"] == last)]


def country_visits(visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each country on each trip, the first stop there, in order of time.

    Parameters
    ----------
    visits
        The table ``visits``, or some of its rows.
    """
    stops = visits.sort_values(["start", "trip", "leg"])
    return stops.drop_duplicates(["trip", "country_code"])


def starting_in(visits: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the rows of ``visits`` that start in ``year``."""
    started: pd.DataFrame = visits[visits["start"].dt.year == year]
    return started


def herfindahl(amounts: pd.Series) -> float:
    """Return how far a trade is gathered in few hands: the sum of the squares of all shares.

    Parameters
    ----------
    amounts
        What is traded with each partner, in one unit, none below zero.

    Returns
    -------
    float
        1 where there is one partner only, 1/n where n partners are equal.
    """
    shares = amounts / amounts.sum()
    return float((shares**2).sum())


def concentration_by_year(partners: pd.DataFrame, flow: str) -> pd.DataFrame:
    """Return Russia's Herfindahl index of exports or imports, year by year.

    Parameters
    ----------
    partners
        The table ``russia_partners``.
    flow
        ``"exports"`` or ``"imports"``.

    Returns
    -------
    DataFrame
        ``year``, ``herfindahl`` and ``status``: ``estimate`` where any partner's figure is one.
    """
    chosen = partners[partners["flow"] == flow].groupby("year")
    found = chosen["usd_bn"].agg(herfindahl).rename("herfindahl").to_frame()
    plain = chosen["status"].agg(lambda words: set(words) <= set(PLAIN)).astype(bool)
    found["status"] = plain.map({True: "reported", False: "estimate"})
    return found.reset_index()


def share_of_china(
    annual: pd.DataFrame, china_totals: pd.DataFrame, year: int, flow: str = "turnover"
) -> float:
    """Return Russia's share of what China trades with the world, per cent.

    Parameters
    ----------
    annual
        The table ``china_russia_annual``.
    china_totals
        The table ``china_totals``.
    year
        Calendar year.
    flow
        China's ``"exports"`` or ``"imports"``, or ``"turnover"`` for both.

    Returns
    -------
    float
        Not a number where a table has no figure for the year.
    """
    rows = annual[(annual["year"] == year) & (annual["reporter"] == "China")]
    mine = rows["headline"] if flow == "turnover" else rows["flow"] == flow
    part = rows[mine.astype(bool)].drop_duplicates("flow")["usd_bn"]
    whole = china_totals[china_totals["year"] == year]
    whole = whole if flow == "turnover" else whole[whole["flow"] == flow]
    known = len(part) > 0 and len(whole) > 0
    return 100 * float(part.sum()) / float(whole["usd_bn"].sum()) if known else float("nan")
