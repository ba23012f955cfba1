"""How large is large: Russia's partners beside other countries', and two counts of one year."""

import re
from typing import Any

import pandas as pd

from wayout import measures
from wayout.facts import shares
from wayout.facts.pick import one, rows
from wayout.facts.registry import PERCENT, RULES, Tables, family, rule
from wayout.facts.trade import ANNUAL

SLIPS = "slips"
IMPLAUSIBLE = "implausible"


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
    "other_countries_{flow}_2019",
    "countries",
    "how many countries besides Russia the table has {flow} for, 2019",
    "rows of concentration, {flow}, without Russia",
    shares.WORLD,
    flow=shares.FLOWS,
)
def _other_countries(tables: Tables, flow: str) -> int:
    return len(_others(tables, flow))


def _others(tables: Tables, flow: str) -> pd.DataFrame:
    frame = rows(tables[shares.WORLD], flow=flow)
    return frame[frame["country_code"] != "RUS"]


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
    "other countries whose index of {flow} in 2019 was lower than Russia's in {year}",
    "rows of concentration but Russia, {flow}, with herfindahl below herfindahl_{flow}_{year}",
    shares.WORLD,
    shares.PARTNERS,
    flow=shares.FLOWS,
    year=(2021, 2023, 2024),
)
def _below_russia(tables: Tables, flow: str, year: int) -> int:
    return _below(tables, flow, _index(tables, flow, year))


def _below(tables: Tables, flow: str, index: float) -> int:
    return int((_others(tables, flow)["herfindahl"] < index).sum())


def _index(tables: Tables, flow: str, year: int, dropped: str = "") -> float:
    """Return Russia's index, without the rows of one status if asked."""
    frame = tables[shares.PARTNERS]
    found = measures.concentration_by_year(frame[frame["status"] != dropped], flow)
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


# The same without the estimates that the table marks as implausible --------------------------

_WITHOUT: dict[str, Any] = {"flow": shares.FLOWS, "year": (2023, 2024)}


@family(
    "herfindahl_exports_{year}_without_implausible",
    "",
    "Herfindahl index of exports of {year} without the estimates marked implausible",
    "sum of the squares of the other partners' shares, {year}",
    shares.PARTNERS,
    year=_WITHOUT["year"],
)
def _herfindahl_exports_without(tables: Tables, year: int) -> float:
    return _index(tables, "exports", year, IMPLAUSIBLE)


@family(
    "equal_partners_{flow}_{year}_without_implausible",
    "partners",
    "how many equal partners would give the index of Russia's {flow} in {year} without the "
    "estimates marked implausible",
    "1 / herfindahl_{flow}_{year}_without_implausible",
    shares.PARTNERS,
    **_WITHOUT,
)
def _equal_without(tables: Tables, flow: str, year: int) -> float:
    return 1 / _index(tables, flow, year, IMPLAUSIBLE)


@family(
    "below_russia_{flow}_{year}_without_implausible",
    "countries",
    "other countries whose index of {flow} in 2019 was lower than Russia's in {year} without the "
    "estimates marked implausible",
    "rows of concentration but Russia, {flow}, below herfindahl_{flow}_{year}_without_implausible",
    shares.WORLD,
    shares.PARTNERS,
    **_WITHOUT,
)
def _below_without(tables: Tables, flow: str, year: int) -> int:
    return _below(tables, flow, _index(tables, flow, year, IMPLAUSIBLE))


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


@family(
    "other_partners_2023_{end}_pct",
    PERCENT,
    "{end} share of all countries but China in Russia's trade of 2023, by the answers for China",
    "100 - share_2023_lowest_pct or share_2023_highest_pct, whichever gives the {end}",
    shares.ANSWERS,
    end=("lowest", "highest"),
)
def _other_partners(tables: Tables, end: str) -> float:
    return 100 - _end(tables, "", "highest" if end == "lowest" else "lowest")


def _end(tables: Tables, flow: str, end: str) -> float:
    return float(RULES[f"share_{flow}2023_{end}_pct"].compute(tables))


@family(
    "share_{flow}2023_{end}_who",
    "",
    "who gives the {end} answer for {flow} in 2023, and that it is an estimate if it is one",
    "who and status of that row of share_estimates",
    shares.ANSWERS,
    flow=shares.ASKED,
    end=("lowest", "highest"),
)
def _who(tables: Tables, flow: str, end: str) -> str:
    column = {"lowest": "share_pct_low", "highest": "share_pct_high"}[end]
    frame = rows(tables[shares.ANSWERS], year=2023, flow=flow)
    name = next(name for name, asked in shares.ASKED.items() if asked == flow)
    found = frame[frame[column] == _end(tables, name, end)].iloc[0]
    return f"{found['who']}, an estimate" if found["status"] == "estimate" else str(found["who"])


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
    "how far the higher of the two totals of 2010 lies above the lower",
    "100 x (higher / lower - 1)",
    shares.MIRROR,
)
def _mirror_apart_2010_pct(tables: Tables) -> float:
    totals = rows(tables[shares.MIRROR], direction="both ways", year=2010)["usd_bn"]
    return 100 * (float(totals.max()) / float(totals.min()) - 1)


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
