"""How large is large: in how few hands Russia's trade is, beside other countries'."""

from wayout import measures
from wayout.facts.pick import Tables, one, rows
from wayout.facts.shares import PARTNERS, TOTALS
from wayout.facts.trade import ANNUAL

WORLD = "concentration"


def russia(tables: Tables, flow: str, year: int, without: str = "") -> float:
    """Return Russia's Herfindahl index of a flow, without the rows of one status if asked."""
    frame = tables[PARTNERS]
    found = measures.concentration_by_year(frame[frame["status"] != without], flow)
    return one(found, "herfindahl", year=year)


def below_russia(tables: Tables, flow: str, year: int, without: str = "") -> int:
    """Return how many other countries have a lower index than Russia had in a year."""
    others = rows(tables[WORLD], flow=flow, country_code={"not": "RUS"})
    return int((others["herfindahl"] < russia(tables, flow, year, without)).sum())


def leaning_more(tables: Tables, flow: str, year: int) -> int:
    """Return how many countries lean more on one partner than Russia leaned on China."""
    mirrored = "imports" if flow == "exports" else "exports"
    china = rows(tables[ANNUAL], reporter="China", status="first release")
    part = one(china, "usd_bn", year=year, flow=mirrored)
    whole = one(tables[TOTALS], "usd_bn", year=year, flow=flow, source="Russian customs")
    above = {"above": 100 * part / whole}
    return len(rows(tables[WORLD], flow=flow, top_share_pct=above))
