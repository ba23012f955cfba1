"""Russia's partners besides China: sellers in the east, the Middle East, and what is traded."""

from wayout.facts.pick import Tables, one, rows
from wayout.facts.shares import PARTNERS

EASTERN = ["East Asia", "South and South-East Asia"]
# Chapters of metals and precious stones, which the group of machines jumps over.
METALS = range(71, 84)


# Sellers to Russia by the IMF ---------------------------------------------------------------


def eastern_sellers_that_fell(tables: Tables, before: int, after: int) -> int:
    """Return how many who sold more than 1 billion dollars, China aside, sold less later."""
    sold = rows(tables[PARTNERS], flow="imports", region=EASTERN, country={"not": "China"})
    wide = sold.pivot(index="country", columns="year", values="usd_bn")
    return int((wide[after].fillna(0) < wide[before])[wide[before] > 1].sum())


# Goods --------------------------------------------------------------------------------------


def chapters(tables: Tables, first: int, last: int) -> float:
    """Return the share of some HS chapters without metals in the imports of 2022, per cent."""
    frame = rows(tables["russia_goods"], year=2022, flow="imports", source="2022")
    found = rows(frame, level="chapter")
    number = found["hs"].astype(int)
    chosen = number.between(first, last) & ~number.isin(METALS)
    return 100 * float(found.loc[chosen, "usd_bn"].sum()) / one(frame, "usd_bn", level="total")
