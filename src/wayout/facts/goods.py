"""What is needed, and how much of it each other door holds (lesson 5)."""

import pandas as pd

from wayout import measures
from wayout.facts.partners import GOODS, POINTS, REGIONS
from wayout.facts.pick import one, rows, total
from wayout.facts.registry import PERCENT, USD, Tables, family, rule
from wayout.facts.shares import (
    FLOWS,
    LIST,
    PARTNERS,
    TOTALS,
    WITHOUT_TURKIYE,
    imf,
    part_of_trade,
)

MIDDLE_EAST = "Middle East"
EAST = ("East Asia", "South and South-East Asia")


# Estimates held against what a country makes ------------------------------------------------


@rule(
    PERCENT,
    "what Uganda sold to Russia in 2023 by the IMF, set against its gross domestic product",
    "100 x russia_imports from Uganda / gross domestic product of Uganda, 2023",
    PARTNERS,
    "gdp",
)
def _uganda_sales_of_gdp_2023_pct(tables: Tables) -> float:
    made = one(tables["gdp"], "gdp_usd_bn", country="Uganda", year=2023)
    return 100 * imf(tables, "imports", "Uganda", 2023) / made


@rule(
    "times",
    "about how many times the figure of 2021 the estimate for Uganda's sales of 2023 is",
    "russia_imports_uganda_2023 / russia_imports_uganda_2021, to the hundred: the divisor is short",
    PARTNERS,
)
def _uganda_times_2021(tables: Tables) -> int:
    after, before = (imf(tables, "imports", "Uganda", year) for year in (2023, 2021))
    return int(round(after / before, -2))


@rule(
    "",
    "Uganda's place among the sellers to Russia in the estimates for 2023",
    "1 + sellers with a larger estimate, 2023",
    PARTNERS,
    TOTALS,
)
def _uganda_rank_2023(tables: Tables) -> int:
    sellers = rows(tables[PARTNERS], flow="imports", year=2023)
    ranked = measures.partner_figures(sellers, tables[TOTALS])
    return int(one(ranked, "rank", country_code="UGA"))


@rule(
    USD,
    "Russia's trade with Uzbekistan in 2023 by the IMF, both ways",
    "exports and imports, Uzbekistan, 2023",
    PARTNERS,
)
def _uzbekistan_imf_trade_2023(tables: Tables) -> float:
    return sum(imf(tables, flow, "Uzbekistan", 2023) for flow in FLOWS)


@rule(
    USD,
    "Russia's trade with Uzbekistan in 2023, the partner's own figure",
    "turnover of Uzbekistan in the list",
    LIST,
)
def _listed_uzbekistan_2023(tables: Tables) -> float:
    return one(tables[LIST], "turnover_usd_bn", kind="partner", name="Uzbekistan")


# The other doors ----------------------------------------------------------------------------


@rule(
    USD,
    "Russia's imports from the Middle East without Türkiye in 2023, IMF, as far as plausible",
    "imports from the region, 2023, without Türkiye and estimates marked implausible",
    PARTNERS,
)
def _gulf_and_region_imports_2023(tables: Tables) -> float:
    frame = rows(tables[PARTNERS], flow="imports", year=2023, region=MIDDLE_EAST)
    kept = frame[(frame["country"] != "Türkiye") & (frame["status"] != "implausible")]
    return float(kept["usd_bn"].sum())


@rule(
    USD,
    "trade with the Middle East and Africa in 2023 without Türkiye",
    "total of the list x middle_east_africa_without_turkiye_2023_pct / 100",
    LIST,
)
def _middle_east_africa_without_turkiye_2023_usd_bn(tables: Tables) -> float:
    return part_of_trade(tables, "usd_bn", *WITHOUT_TURKIYE)


@rule(
    PERCENT,
    "part of Russia's trade with Africa in 2023 that was Russia's sales, Russian customs",
    "100 x exports to Africa / trade with Africa",
    REGIONS,
)
def _africa_sold_part_2023_pct(tables: Tables) -> float:
    sold, bought = (
        one(tables[REGIONS], "usd_bn", year=2023, month=12, flow=flow, region="Africa")
        for flow in FLOWS
    )
    return 100 * sold / (sold + bought)


@rule(
    "",
    "places in East, South-East and South Asia that sold Russia less in 2023 than in 2021",
    "count of partners with lower imports in 2023 among those above 1 billion dollars in 2021",
    PARTNERS,
)
def _eastern_sellers_fell(tables: Tables) -> int:
    before, after = (_eastern(tables, year) for year in (2021, 2023))
    large = before[(before > 1) & (before.index != "China")]
    return int((after.reindex(large.index).fillna(0) < large).sum())


@rule(
    "",
    "places there without China that sold Russia more than 1 billion dollars in 2021",
    "count of partners above 1 billion dollars in 2021",
    PARTNERS,
)
def _eastern_sellers_total(tables: Tables) -> int:
    before = _eastern(tables, 2021)
    return int(((before > 1) & (before.index != "China")).sum())


def _eastern(tables: Tables, year: int) -> "pd.Series[float]":
    frame = rows(tables[PARTNERS], flow="imports", year=year)
    return frame[frame["region"].isin(EAST)].set_index("country")["usd_bn"]


# Goods --------------------------------------------------------------------------------------

MACHINES_AND_MORE = "68-70, 84-97"
# Chapters of metals and precious stones, which the group jumps over.
METALS = range(71, 84)


@rule(
    USD,
    "by how much Russia sold more food and farm goods than it bought in 2023",
    "exports - imports of food and farm goods, 2023",
    GOODS,
)
def _food_balance_2023(tables: Tables) -> float:
    frame = rows(tables[GOODS], hs="01-24", year=2023)
    sold, bought = (one(frame, "usd_bn", flow=flow) for flow in FLOWS)
    return sold - bought


@rule(
    "times",
    "how many times what Russia sold of machines, vehicles and other goods it bought in 2023",
    "imports / exports of the group of machines, vehicles and other goods, 2023",
    GOODS,
)
def _machinery_bought_times_sold_2023(tables: Tables) -> float:
    frame = rows(tables[GOODS], hs=MACHINES_AND_MORE, year=2023)
    sold, bought = (one(frame, "usd_bn", flow=flow) for flow in FLOWS)
    return bought / sold


@family(
    "{part}_imports_2022_chapters_pct",
    PERCENT,
    "share of Russia's imports of 2022, by the file that has chapters: HS {part[0]} to {part[1]}",
    "100 x chapters {part[0]} to {part[1]} without metals / all goods, imports, 2022, file of 2022",
    GOODS,
    part={"machines_and_vehicles": (84, 89), "group": (68, 97)},
)
def _chapters(tables: Tables, part: tuple[int, int]) -> float:
    frame = rows(tables[GOODS], year=2022, flow="imports", source="2022")
    chapters = rows(frame, level="chapter")
    number = chapters["hs"].astype(int)
    chosen = number.between(*part) & ~number.isin(METALS)
    return 100 * float(chapters.loc[chosen, "usd_bn"].sum()) / one(frame, "usd_bn", level="total")


@rule(
    USD,
    "machines, equipment and vehicles that China sold to Russia, January to October 2023",
    "goods_points, machines, equipment and vehicles, value",
    POINTS,
)
def _china_machines_jan_oct_2023(tables: Tables) -> float:
    wanted = {"goods": "Machines, equipment and vehicles", "measure": "value"}
    return one(tables[POINTS], "value_low", period="January to October 2023", **wanted)


# Coal and prices ----------------------------------------------------------------------------


@family(
    "coal_{country}_jan_sep_2023_mt",
    "million tonnes",
    "coal from Russia to {country}, January to September 2023, as its energy ministry said",
    "energy, coal, exports, {country}, January to September 2023",
    "energy",
    country={"china": "China", "india": "India"},
)
def _coal(tables: Tables, country: str) -> float:
    frame = rows(tables["energy"], commodity="coal", measure="exports", subject=country)
    return one(frame, "value_low", period="January to September 2023")


# The European Union's sales -----------------------------------------------------------------


@rule(
    PERCENT,
    "change in the exports of the EU27 to Kazakhstan from 2021 to 2023",
    "100 x (2023 / 2021 - 1), Kazakhstan",
    "eu_routes",
)
def _eu_exports_kazakhstan_change_pct(tables: Tables) -> float:
    return 100 * (_eu_times(tables, "Kazakhstan") - 1)


@rule(
    "times",
    "how many times the exports of the EU27 to Kyrgyzstan of 2021 those of 2023 were",
    "exports to Kyrgyzstan 2023 / 2021",
    "eu_routes",
)
def _eu_exports_kyrgyzstan_times(tables: Tables) -> float:
    return _eu_times(tables, "Kyrgyzstan")


def _eu_times(tables: Tables, country: str) -> float:
    before, after = (
        total(tables["eu_routes"], "eu27_exports_eur_bn", country=country, year=y)
        for y in (2021, 2023)
    )
    return after / before
