"""Russia's partners besides China: sellers in the east, the Middle East, and what is traded."""

import pandas as pd

from wayout import measures
from wayout.facts.pick import Tables, one, rows
from wayout.facts.shares import PARTNERS, TOTALS

EASTERN = ["East Asia", "South and South-East Asia"]
# Chapters of metals and precious stones, which the group of machines jumps over.
METALS = range(71, 84)


# Sellers to Russia by the IMF ---------------------------------------------------------------


def _sellers(tables: Tables, year: int, **wanted: object) -> "pd.Series[float]":
    """Return what Russia bought by country, billion US dollars."""
    frame = rows(tables[PARTNERS], flow="imports", year=year, **wanted)
    return frame.set_index("country")["usd_bn"]


def seller_rank(tables: Tables, country_code: str, year: int) -> int:
    """Return a country's place among the sellers to Russia."""
    sellers = rows(tables[PARTNERS], flow="imports", year=year)
    ranked = measures.partner_figures(sellers, tables[TOTALS])
    return int(one(ranked, "rank", country_code=country_code))


def eastern_without_china(tables: Tables, year: int) -> float:
    """Return what the east of Asia without China sold to Russia, billion US dollars."""
    return float(_sellers(tables, year, region=EASTERN).drop("China").sum())


def china_part_of_eastern(tables: Tables, year: int) -> float:
    """Return China's part of what the east of Asia sold to Russia, per cent."""
    sellers = _sellers(tables, year, region=EASTERN)
    return 100 * float(sellers["China"]) / float(sellers.sum())


def _large_eastern(tables: Tables, year: int) -> "pd.Series[float]":
    sellers = _sellers(tables, year, region=EASTERN).drop("China")
    return sellers[sellers > 1]


def large_eastern_sellers(tables: Tables, year: int) -> int:
    """Return how many places there sold more than 1 billion dollars, China aside."""
    return len(_large_eastern(tables, year))


def eastern_sellers_that_fell(tables: Tables, before: int, after: int) -> int:
    """Return how many of the large sellers there sold less in a later year."""
    large = _large_eastern(tables, before)
    later = _sellers(tables, after, region=EASTERN).reindex(large.index).fillna(0)
    return int((later < large).sum())


def plausible_middle_east(tables: Tables, year: int) -> float:
    """Return what the Middle East without Türkiye sold, without implausible estimates."""
    frame = rows(tables[PARTNERS], flow="imports", year=year, region="Middle East")
    kept = frame[(frame["country"] != "Türkiye") & (frame["status"] != "implausible")]
    return float(kept["usd_bn"].sum())


# Goods --------------------------------------------------------------------------------------


def chapters(tables: Tables, first: int, last: int) -> float:
    """Return the share of some HS chapters without metals in the imports of 2022, per cent."""
    frame = rows(tables["russia_goods"], year=2022, flow="imports", source="2022")
    found = rows(frame, level="chapter")
    number = found["hs"].astype(int)
    chosen = number.between(first, last) & ~number.isin(METALS)
    return 100 * float(found.loc[chosen, "usd_bn"].sum()) / one(frame, "usd_bn", level="total")
