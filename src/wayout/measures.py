"""What is measured, once: prose, charts and maps take the same figure from the same place.

Tables in, tables and figures out; nothing here draws, loads or words anything.
"""

from math import asin, cos, radians, sin, sqrt

import pandas as pd

from wayout.errors import CourseError

# Status words of a total that was published as it stands, not worked out.
PLAIN = ("reported", "revised", "first release")
# Who is taken out of which region of partner_turnover, and what is then left of it.
OUT = {
    "Asia": ("China", "Rest of Asia"),
    "Middle East": ("Türkiye", "Middle East without Türkiye"),
}

_EARTH_KM = 6371
Place = tuple[float, ...]
"""Latitude and longitude in degrees."""


def distance_km(one: Place, other: Place) -> float:
    """Return the way between two places on a round earth."""
    (lat1, lon1), (lat2, lon2) = map(radians, one), map(radians, other)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


def headline(annual: pd.DataFrame) -> pd.DataFrame:
    """Return the one total a year that the course draws as its line, in order of time.

    From ``china_russia_annual``: ``year``, ``usd_bn`` (billion US dollars) and ``status``.
    """
    chosen = annual[annual["headline"].astype(bool)].sort_values("year")
    return chosen[["year", "usd_bn", "status"]].reset_index(drop=True)


def changes(totals: pd.DataFrame) -> pd.DataFrame:
    """Return what each year added to the year before it, where both have a total.

    Takes what :func:`headline` returns and gives ``year``, ``rise_usd_bn``, ``growth_pct`` and
    ``status``: ``computed`` where one of the two totals was worked out, ``mixed`` where they are of
    two kinds (for instance a first release and a later figure), and ``reported`` otherwise.
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
    """Return the row of ``china_russia_to_date`` for January to month ``last``, 1 to 12, if any."""
    return to_date[(to_date["year"] == year) & (to_date["month"] == last)]


def country_visits(visits: pd.DataFrame) -> pd.DataFrame:
    """Return the first stop of ``visits`` in each country on each trip, in order of time."""
    stops = visits.sort_values(["start", "trip", "leg"])
    return stops.drop_duplicates(["trip", "country_code"])


def starting_in(visits: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the rows of ``visits`` that start in ``year``."""
    started: pd.DataFrame = visits[visits["start"].dt.year == year]
    return started


def drawn_in(checks: pd.DataFrame) -> "dict[str, pd.Series[int]]":
    """Return by place of ``border_checks`` in how many map data sets it is drawn in which country.

    A place that a data set puts in the sea is not counted there.
    """
    on_land = checks[checks["drawn_in"] != ""]
    places = (str(place) for place in checks["place"].unique())
    return {p: on_land.loc[on_land["place"] == p, "drawn_in"].value_counts() for p in places}


def herfindahl(amounts: pd.Series) -> float:
    """Return how far a trade is gathered in few hands: the sum of the squares of all shares.

    ``amounts`` are what is traded with each partner, in one unit, none below zero. 1 means one
    partner only, 1/n means n equal ones.
    """
    shares = amounts / amounts.sum()
    return float((shares**2).sum())


def equal_partners(index: float) -> str:
    """Return in words how many equal partners would give a Herfindahl index: 1 / index."""
    number = f"{1 / index:.1f}".removesuffix(".0")
    return f"{number} equal partner{'' if number == '1' else 's'}"


def concentration_by_year(partners: pd.DataFrame, flow: str) -> pd.DataFrame:
    """Return Russia's Herfindahl index of ``"exports"`` or ``"imports"``, year by year.

    From ``russia_partners``: ``year``, ``herfindahl`` and ``status``, which is ``estimate`` where
    any partner's figure is one.
    """
    chosen = partners[partners["flow"] == flow].groupby("year")
    found = chosen["usd_bn"].agg(herfindahl).rename("herfindahl").to_frame()
    plain = chosen["status"].agg(lambda words: set(words) <= set(PLAIN)).astype(bool)
    found["status"] = plain.map({True: "reported", False: "estimate"})
    return found.reset_index()


def share_of_china(
    annual: pd.DataFrame, china_totals: pd.DataFrame, year: int, flow: str = "turnover"
) -> float:
    """Return Russia's share of what China trades with the world in a year, per cent.

    From ``china_russia_annual`` and ``china_totals``. ``flow`` is China's ``"exports"`` or
    ``"imports"``, or ``"turnover"`` for both. Not a number where a table has no figure.
    """
    rows = annual[(annual["year"] == year) & (annual["reporter"] == "China")]
    mine = rows["headline"] if flow == "turnover" else rows["flow"] == flow
    part = rows[mine.astype(bool)].drop_duplicates("flow")["usd_bn"]
    whole = china_totals[china_totals["year"] == year]
    whole = whole if flow == "turnover" else whole[whole["flow"] == flow]
    known = len(part) > 0 and len(whole) > 0
    return 100 * float(part.sum()) / float(whole["usd_bn"].sum()) if known else float("nan")


def world_totals(totals: pd.DataFrame) -> "pd.Series[float]":
    """Return Russia's trade with the world by the IMF, billion US dollars, by year and flow.

    From ``russia_totals``; ``"turnover"`` is there where exports and imports are known.
    """
    known = totals[totals["source"] == "IMF"].set_index(["year", "flow"])["usd_bn"]
    wide = known.unstack("flow").reindex(columns=["exports", "imports"])
    wide["turnover"] = wide["exports"] + wide["imports"]
    long = wide.reset_index().melt("year", var_name="flow", value_name="usd_bn").dropna()
    return long.set_index(["year", "flow"])["usd_bn"]


def partner_figures(partners: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """Return what each partner is worth, its share and its rank, by year and flow.

    ``partners`` is ``russia_partners``, or some of its rows; a share is one of the whole trade in
    ``totals``, the table ``russia_totals``, whatever rows are given. Columns: ``year``, ``flow``
    (also ``turnover``, for partners with both ways), ``country_code``, ``usd_bn``, ``estimate``,
    ``share_pct`` (not a number where no total is known) and ``rank`` among the rows given, where 1
    is the largest and equal figures share a rank.
    """
    ways = _by_partner(partners)
    both = ways[ways["ways"] == 2].assign(flow="turnover")
    figures = pd.concat([_one_way(partners), both.drop(columns="ways").reset_index()])
    keys = pd.MultiIndex.from_frame(figures[["year", "flow"]])
    whole = world_totals(totals).reindex(keys).to_numpy()
    figures["share_pct"] = 100 * figures["usd_bn"] / whole
    ranks = figures.groupby(["year", "flow"])["usd_bn"].rank(ascending=False, method="min")
    return figures.assign(rank=ranks.astype(int)).reset_index(drop=True)


def one_way_only(partners: pd.DataFrame) -> "pd.Series[int]":
    """Return by year how many partners have a figure for exports or for imports alone."""
    alone = _by_partner(partners)["ways"] == 1
    return alone.astype(int).groupby("year").sum()


def _one_way(partners: pd.DataFrame) -> pd.DataFrame:
    known = partners.dropna(subset=["usd_bn"])
    rows = known[["year", "flow", "country_code", "usd_bn"]].reset_index(drop=True)
    return rows.assign(estimate=~known["status"].isin(PLAIN).to_numpy())


def _by_partner(partners: pd.DataFrame) -> pd.DataFrame:
    grouped = _one_way(partners).groupby(["year", "country_code"])
    return grouped.agg(
        usd_bn=("usd_bn", "sum"), estimate=("estimate", "any"), ways=("flow", "size")
    )


def parts_of_trade(listed: pd.DataFrame) -> pd.DataFrame:
    """Return the parts of Russia's trade in 2023, the largest first.

    China and Türkiye are taken out of their regions in ``partner_turnover``. Columns: ``part``,
    ``share_pct``, ``usd_bn`` and ``status`` (``reported`` or ``computed``). Raises CourseError if
    the list has no row, or several, for one of the two, a region or the total.
    """
    whole = _listed(listed, "turnover_usd_bn", "total", "World")
    regions = listed.loc[listed["kind"] == "region", "name"].unique()
    found = [row for region in regions for row in _split(listed, str(region), whole)]
    frame = pd.DataFrame(found, columns=["part", "share_pct", "status"])
    frame["usd_bn"] = whole * frame["share_pct"] / 100
    return frame.sort_values("share_pct", ascending=False, ignore_index=True)


def _split(listed: pd.DataFrame, region: str, whole: float) -> list[tuple[str, float, str]]:
    share = _listed(listed, "share_pct", "region", region)
    if region not in OUT:
        return [(region, share, "reported")]
    partner, rest = OUT[region]
    taken = 100 * _listed(listed, "turnover_usd_bn", "partner", partner) / whole
    return [(partner, taken, "computed"), (rest, share - taken, "computed")]


def _listed(listed: pd.DataFrame, column: str, kind: str, name: str) -> float:
    rows = listed[(listed["kind"] == kind) & (listed["name"] == name)]
    if len(rows) != 1:
        raise CourseError(
            f"This list of partners has {len(rows)} rows for the {kind} '{name}', and one is "
            'needed. Pass load("partner_turnover") as it is.'
        )
    return float(rows[column].iloc[0])
