"""What is needed, and how much of it each other door holds (lesson 5)."""

import pandas as pd

from wayout.facts.doors import GOODS, POINTS, REGIONS
from wayout.facts.pick import one, rows, total
from wayout.facts.registry import PERCENT, USD, Tables, family, rule
from wayout.facts.shares import FLOWS, LIST, PARTNERS, imf

YEARS = (2021, 2022, 2023)
MIDDLE_EAST = "Middle East"
EAST = ("East Asia", "South and South-East Asia")
OF_CHINA = "China's share of Russia's imports of it"


# Estimates held against what a country makes ------------------------------------------------

SELLERS = {
    "uganda": "Uganda",
    "uzbekistan": "Uzbekistan",
    "belarus": "Belarus",
    "kazakhstan": "Kazakhstan",
    "turkiye": "Türkiye",
    "china": "China",
}


@family(
    "{country}_sales_of_gdp_2023_pct",
    PERCENT,
    "what {country} sold to Russia in 2023 by the IMF, set against its gross domestic product",
    "100 x russia_imports from {country} / gross domestic product of {country}, 2023",
    PARTNERS,
    "gdp",
    country=SELLERS,
)
def _sales_of_gdp(tables: Tables, country: str) -> float:
    made = one(tables["gdp"], "gdp_usd_bn", country=country, year=2023)
    return 100 * imf(tables, "imports", country, 2023) / made


@rule(
    "times",
    "how many times the figure of 2021 the estimate for Uganda's sales of 2023 is",
    "russia_imports_uganda_2023 / russia_imports_uganda_2021",
    PARTNERS,
)
def _uganda_times_2021(tables: Tables) -> float:
    return imf(tables, "imports", "Uganda", 2023) / imf(tables, "imports", "Uganda", 2021)


@rule(
    "",
    "Uganda's place among the sellers to Russia in the estimates for 2023",
    "1 + sellers with a larger estimate, 2023",
    PARTNERS,
)
def _uganda_rank_2023(tables: Tables) -> int:
    sellers = rows(tables[PARTNERS], flow="imports", year=2023)
    own = one(sellers, "usd_bn", country="Uganda")
    return int((sellers["usd_bn"] > own).sum()) + 1


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


@family(
    "gulf_and_region_{flow}_{year}",
    USD,
    "Russia's {flow} with the Middle East without Türkiye in {year}, IMF, as far as plausible",
    "{flow} of the region, {year}, without Türkiye and estimates marked implausible",
    PARTNERS,
    flow=FLOWS,
    year=YEARS,
)
def _region_without_turkiye(tables: Tables, flow: str, year: int) -> float:
    frame = rows(tables[PARTNERS], flow=flow, year=year, region=MIDDLE_EAST)
    kept = frame[(frame["country"] != "Türkiye") & (frame["status"] != "implausible")]
    return float(kept["usd_bn"].sum())


@rule(
    USD,
    "trade with the Middle East and Africa in 2023 without Türkiye",
    "middle_east_africa_2023_usd_bn - Türkiye's turnover",
    LIST,
)
def _middle_east_africa_without_turkiye_2023_usd_bn(tables: Tables) -> float:
    frame = tables[LIST]
    shares = sum(
        one(frame, "share_pct", kind="region", name=name) for name in (MIDDLE_EAST, "Africa")
    )
    whole = one(frame, "turnover_usd_bn", kind="total")
    return whole * shares / 100 - one(frame, "turnover_usd_bn", kind="partner", name="Türkiye")


@rule(
    PERCENT,
    "trade with the Middle East and Africa in 2023 set against trade with China",
    "100 x middle_east_africa_2023_usd_bn / China's turnover in the list",
    LIST,
)
def _middle_east_africa_of_china_2023_pct(tables: Tables) -> float:
    frame = tables[LIST]
    shares = sum(
        one(frame, "share_pct", kind="region", name=name) for name in (MIDDLE_EAST, "Africa")
    )
    whole = one(frame, "turnover_usd_bn", kind="total")
    china = one(frame, "turnover_usd_bn", kind="partner", name="China")
    return whole * shares / china


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


@rule(
    PERCENT,
    "change in what Russia earned by minerals, oil and gas among them, from 2022 to 2023",
    "100 x (exports of minerals 2023 / 2022 - 1)",
    GOODS,
)
def _minerals_exports_change_2023_pct(tables: Tables) -> float:
    frame = rows(tables[GOODS], hs="25-27", flow="exports", source="2023")
    return 100 * (one(frame, "usd_bn", year=2023) / one(frame, "usd_bn", year=2022) - 1)


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
    "how many times what Russia sold of machines and vehicles it bought in 2023",
    "imports / exports of the group of machines, 2023",
    GOODS,
)
def _machinery_bought_times_sold_2023(tables: Tables) -> float:
    frame = rows(tables[GOODS], hs="68-70, 84-97", year=2023)
    sold, bought = (one(frame, "usd_bn", flow=flow) for flow in FLOWS)
    return bought / sold


@rule(
    PERCENT,
    "China's share of goods under sanctions that Russia imported in 2023",
    "goods_points, goods under sanctions, 2023",
    POINTS,
)
def _sanctioned_goods_from_china_2023_pct(tables: Tables) -> float:
    wanted = {"goods": "Goods under sanctions", "measure": OF_CHINA}
    return one(tables[POINTS], "value_low", **wanted)


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


@rule(
    PERCENT,
    "change in the price of Urals, January to September 2023 against the same months of 2022",
    "100 x (urals_jan_sep_2023 / urals_jan_sep_2022 - 1)",
    "urals",
)
def _urals_change_pct(tables: Tables) -> float:
    before, after = (
        one(tables["urals"], "usd_per_barrel", series="Urals", period=f"January to September {y}")
        for y in (2022, 2023)
    )
    return 100 * (after / before - 1)


# The European Union's sales -----------------------------------------------------------------


@family(
    "eu_exports_{country}_change_pct",
    PERCENT,
    "change in the exports of the EU27 to {country} from 2021 to 2023",
    "100 x (2023 / 2021 - 1), {country}",
    "eu_routes",
    country={"russia": "Russia", "turkiye": "Türkiye", "kazakhstan": "Kazakhstan"},
)
def _eu_change(tables: Tables, country: str) -> float:
    before, after = (
        total(tables["eu_routes"], "eu27_exports_eur_bn", country=country, year=y)
        for y in (2021, 2023)
    )
    return 100 * (after / before - 1)


@rule(
    "times",
    "how many times the exports of the EU27 to Kyrgyzstan of 2021 those of 2023 were",
    "exports to Kyrgyzstan 2023 / 2021",
    "eu_routes",
)
def _eu_exports_kyrgyzstan_times(tables: Tables) -> float:
    before, after = (
        total(tables["eu_routes"], "eu27_exports_eur_bn", country="Kyrgyzstan", year=y)
        for y in (2021, 2023)
    )
    return after / before
