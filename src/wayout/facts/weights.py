"""How large is large: Russia's partners beside other countries', and two counts of one year."""

import re

from wayout import measures
from wayout.facts import shares
from wayout.facts.pick import one, rows
from wayout.facts.registry import PERCENT, RULES, Tables, family, rule
from wayout.facts.trade import ANNUAL, year_total

SLIPS = "slips"


# In proportion ------------------------------------------------------------------------------


@family(
    "countries_{flow}_2019",
    "countries",
    "how many countries the table has {flow} for, 2019",
    "rows of concentration, {flow}",
    shares.WORLD,
    flow=shares.FLOWS,
)
def _countries(tables: Tables, flow: str) -> int:
    return len(rows(tables[shares.WORLD], flow=flow))


@family(
    "leaning_more_{flow}_2019",
    "countries",
    "countries whose largest partner had a larger share of their {flow} in 2019 than China had "
    "of Russia's in 2023",
    "rows of concentration, {flow}, with top_share_pct above share_{flow}_2023_pct",
    shares.WORLD,
    ANNUAL,
    shares.TOTALS,
    flow=shares.FLOWS,
)
def _leaning_more(tables: Tables, flow: str) -> int:
    other = "imports" if flow == "exports" else "exports"
    own = 100 * shares.china_says(tables, other, 2023) / shares.customs(tables, flow, 2023)
    return int((rows(tables[shares.WORLD], flow=flow)["top_share_pct"] > own).sum())


@family(
    "above_half_{flow}_2019",
    "countries",
    "countries whose largest partner had more than half of their {flow} in 2019",
    "rows of concentration, {flow}, with top_share_pct above 50",
    shares.WORLD,
    flow=shares.FLOWS,
)
def _above_half(tables: Tables, flow: str) -> int:
    return int((rows(tables[shares.WORLD], flow=flow)["top_share_pct"] > 50).sum())


@family(
    "below_russia_{flow}_{year}",
    "countries",
    "countries whose index of {flow} in 2019 was lower than Russia's in {year}",
    "rows of concentration, {flow}, with herfindahl below herfindahl_{flow}_{year}",
    shares.WORLD,
    shares.PARTNERS,
    flow=shares.FLOWS,
    year=(2021, 2023, 2024),
)
def _below_russia(tables: Tables, flow: str, year: int) -> int:
    own = _index(tables, flow, year)
    return int((rows(tables[shares.WORLD], flow=flow)["herfindahl"] < own).sum())


def _index(tables: Tables, flow: str, year: int) -> float:
    found = measures.concentration_by_year(tables[shares.PARTNERS], flow)
    return one(found, "herfindahl", year=year)


@family(
    "equal_partners_{flow}_{year}",
    "partners",
    "how many equal partners would give the index of Russia's {flow} in {year}",
    "1 / herfindahl_{flow}_{year}",
    shares.PARTNERS,
    flow=shares.FLOWS,
    year=shares.IMF_YEARS,
)
def _equal_partners(tables: Tables, flow: str, year: int) -> float:
    return 1 / _index(tables, flow, year)


@family(
    "equal_partners_median_{flow}_2019",
    "partners",
    "how many equal partners would give the median index of {flow}, 2019",
    "1 / median_herfindahl_{flow}_2019",
    shares.WORLD,
    flow=shares.FLOWS,
)
def _equal_partners_median(tables: Tables, flow: str) -> float:
    return 1 / float(rows(tables[shares.WORLD], flow=flow)["herfindahl"].median())


@rule(
    PERCENT,
    "share of all countries but China in Russia's trade of 2023",
    "100 - share_of_russia_2023_pct",
    ANNUAL,
    shares.TOTALS,
)
def _other_partners_2023_pct(tables: Tables) -> float:
    whole = shares.customs_turnover(tables, 2023)
    return 100 - 100 * year_total(2023, tables) / whole


# Two counts ---------------------------------------------------------------------------------


@family(
    "buyer_above_seller_2010_{direction}_pct",
    PERCENT,
    "how far the buyer's figure lies above the seller's, goods from {direction} in 2010",
    "100 x (the buyer's / the seller's - 1)",
    shares.MIRROR,
    direction={"china_to_russia": "China to Russia", "russia_to_china": "Russia to China"},
)
def _buyer_above_seller(tables: Tables, direction: str) -> float:
    seller, _, buyer = direction.partition(" to ")
    both = {"direction": direction, "year": 2010}
    sold = one(tables[shares.MIRROR], "usd_bn", told_by=seller, **both)
    return 100 * (one(tables[shares.MIRROR], "usd_bn", told_by=buyer, **both) / sold - 1)


@rule(
    PERCENT,
    "how far apart the two totals of 2010 lie, whichever is higher",
    "mirror_gap_2010_pct without its sign",
    shares.MIRROR,
)
def _mirror_apart_2010_pct(tables: Tables) -> float:
    return abs(float(shares.mirror_gaps(tables).loc[2010]))


@rule(
    PERCENT,
    "fall of trade in 2025, as the customs office printed it",
    "growth_2025_pct_published without its sign",
    "china_russia_to_date",
)
def _fall_2025_pct_published(tables: Tables) -> float:
    return -float(RULES["growth_2025_pct_published"].compute(tables))


@rule(PERCENT, "what a page prints for the share of the five largest partners", "slip 11", SLIPS)
def _top5_printed_pct(tables: Tables) -> float:
    printed = str(rows(tables[SLIPS], number=11)["printed"].iloc[0])
    found = re.search(r"([\d.]+) per cent", printed)
    if found is None:
        raise LookupError(f"no share in '{printed}'")
    return float(found.group(1))
