"""How large is large: in how few hands Russia's trade is, beside other countries'."""

import pandas as pd

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


def _others(tables: Tables, flow: str) -> pd.DataFrame:
    frame = rows(tables[WORLD], flow=flow)
    return frame[frame["country_code"] != "RUS"]


def other_countries(tables: Tables, flow: str) -> int:
    """Return how many countries besides Russia the table has a flow for."""
    return len(_others(tables, flow))


def below_russia(tables: Tables, flow: str, year: int, without: str = "") -> int:
    """Return how many other countries have a lower index than Russia had in a year."""
    own = russia(tables, flow, year, without)
    return int((_others(tables, flow)["herfindahl"] < own).sum())


def leaning_above(tables: Tables, flow: str, share_pct: float) -> int:
    """Return how many countries have a largest partner whose share lies above one."""
    return int((rows(tables[WORLD], flow=flow)["top_share_pct"] > share_pct).sum())


def leaning_more(tables: Tables, flow: str, year: int) -> int:
    """Return how many countries lean more on one partner than Russia leaned on China."""
    mirrored = "imports" if flow == "exports" else "exports"
    china = rows(tables[ANNUAL], reporter="China", status="first release")
    part = one(china, "usd_bn", year=year, flow=mirrored)
    whole = one(tables[TOTALS], "usd_bn", year=year, flow=flow, source="Russian customs")
    return leaning_above(tables, flow, 100 * part / whole)
