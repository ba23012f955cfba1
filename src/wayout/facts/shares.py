"""How large a partner is: shares, two counts of one trade, and concentration."""

import pandas as pd

from wayout import measures
from wayout.facts.pick import one, rows, total
from wayout.facts.registry import PERCENT, USD, Tables, family, rule
from wayout.facts.trade import ANNUAL, year_total
from wayout.language import listed

PARTNERS = "russia_partners"
TOTALS = "russia_totals"
LIST = "partner_turnover"
CHINA = "china_totals"
MIRROR = "mirror"
ANSWERS = "share_estimates"
WORLD = "concentration"

FLOWS = ("exports", "imports")
IMF_YEARS = range(2013, 2025)
CUSTOMS_YEARS = (2022, 2023)
MIRROR_YEARS = (2000, 2001, 2010, 2019, 2021, 2022, 2023)


# Totals: the figure below the line ----------------------------------------------------------


@family(
    "customs_{flow}_{year}",
    USD,
    "Russia's {flow} of goods in {year}, Russian customs, latest edition",
    "russia_totals {year}, {flow}, Russian customs",
    TOTALS,
    flow=FLOWS,
    year=CUSTOMS_YEARS,
)
def customs(tables: Tables, flow: str, year: int) -> float:
    """Return Russia's exports or imports by its customs, latest edition, billion US dollars."""
    chosen = rows(tables[TOTALS], year=year, flow=flow, source="Russian customs")
    revised = rows(chosen, status="revised")
    return one(chosen if revised.empty else revised, "usd_bn")


@family(
    "customs_turnover_{year}",
    USD,
    "Russia's trade in goods in {year}, Russian customs, latest edition",
    "customs_exports_{year} + customs_imports_{year}",
    TOTALS,
    year=CUSTOMS_YEARS,
)
def customs_turnover(tables: Tables, year: int) -> float:
    """Return Russia's exports and imports by its customs, billion US dollars."""
    return sum(customs(tables, flow, year) for flow in FLOWS)


# China's share of Russia's trade ------------------------------------------------------------


@family(
    "share_of_russia_{year}_pct",
    PERCENT,
    "China's share of Russia's trade in {year}: China's figure over Russia's total",
    "100 x year_{year} / customs_turnover_{year}",
    ANNUAL,
    TOTALS,
    year=CUSTOMS_YEARS,
)
def _share_of_russia(tables: Tables, year: int) -> float:
    return 100 * year_total(year, tables) / customs_turnover(tables, year)


@family(
    "china_{flow}_{year}",
    USD,
    "China's {flow} in trade with Russia in {year}, first release of its customs",
    "china_russia_annual {year}, China, {flow}, first release",
    ANNUAL,
    flow=FLOWS,
    year=CUSTOMS_YEARS,
)
def china_says(tables: Tables, flow: str, year: int) -> float:
    """Return China's exports to or imports from Russia, as its customs first announced them."""
    frame = rows(tables[ANNUAL], reporter="China", status="first release")
    return one(frame, "usd_bn", year=year, flow=flow)


@family(
    "china_{flow}_growth_2023_pct",
    PERCENT,
    "growth of China's {flow} in trade with Russia from 2022 to 2023, by two first releases",
    "100 x (China's {flow} of 2023 / of 2022 - 1)",
    ANNUAL,
    flow=FLOWS,
)
def _flow_growth(tables: Tables, flow: str) -> float:
    return 100 * (china_says(tables, flow, 2023) / china_says(tables, flow, 2022) - 1)


@family(
    "share_{flow}_{year}_pct",
    PERCENT,
    "China's share of Russia's {flow} in {year}: China's figure over Russia's total",
    "100 x what China says it bought or sold / customs_{flow}_{year}",
    ANNUAL,
    TOTALS,
    flow=FLOWS,
    year=CUSTOMS_YEARS,
)
def _share_of_flow(tables: Tables, flow: str, year: int) -> float:
    other = "imports" if flow == "exports" else "exports"
    return 100 * china_says(tables, other, year) / customs(tables, flow, year)


def imf(tables: Tables, flow: str, country: str, year: int) -> float:
    """Return Russia's exports to or imports from a country by the IMF, billion US dollars."""
    return total(tables[PARTNERS], "usd_bn", flow=flow, country=country, year=year)


@family(
    "share_imf_{flow}_{year}_pct",
    PERCENT,
    "China's share of Russia's {flow} in {year}, IMF; estimated from 2022 on",
    "100 x {flow} with China / {flow} in all, {year}",
    PARTNERS,
    TOTALS,
    flow=FLOWS,
    year=IMF_YEARS,
)
def _share_imf_flow(tables: Tables, flow: str, year: int) -> float:
    return _chinas_share(tables, flow, year)


@family(
    "share_imf_{year}_pct",
    PERCENT,
    "China's share of Russia's trade in {year}, IMF; estimated from 2022 on",
    "100 x exports and imports with China / exports and imports in all, {year}",
    PARTNERS,
    TOTALS,
    year=IMF_YEARS,
)
def _share_imf(tables: Tables, year: int) -> float:
    return _chinas_share(tables, "turnover", year)


def _chinas_share(tables: Tables, flow: str, year: int) -> float:
    china = rows(tables[PARTNERS], year=year, country_code="CHN")
    return one(measures.partner_figures(china, tables[TOTALS]), "share_pct", flow=flow)


def _answers(tables: Tables, flow: str, column: str) -> "pd.Series[float]":
    frame = rows(tables[ANSWERS], year=2023, flow=flow)
    whole = rows(frame, period="whole year") if flow == "turnover" else frame
    return whole[column].dropna()


ASKED = {"": "turnover", "exports_": "exports", "imports_": "imports"}


@family(
    "share_{flow}2023_lowest_pct",
    PERCENT,
    "lowest of the answers: China's share of Russia's {flow} in 2023",
    "smallest share_pct_low of {flow} 2023; for turnover the whole year only",
    ANSWERS,
    flow=ASKED,
)
def _lowest(tables: Tables, flow: str) -> float:
    return float(_answers(tables, flow, "share_pct_low").min())


@family(
    "share_{flow}2023_highest_pct",
    PERCENT,
    "highest of the answers: China's share of Russia's {flow} in 2023",
    "largest share_pct_high of {flow} 2023; for turnover the whole year only",
    ANSWERS,
    flow=ASKED,
)
def _highest(tables: Tables, flow: str) -> float:
    return float(_answers(tables, flow, "share_pct_high").max())


# Russia's share of China's trade ------------------------------------------------------------


@family(
    "share_of_china_{year}_pct",
    PERCENT,
    "Russia's share of China's trade in {year}",
    "100 x year_{year} / China's exports and imports in all",
    ANNUAL,
    CHINA,
    year=range(2014, 2025),
)
def _share_of_china(tables: Tables, year: int) -> float:
    return measures.share_of_china(tables[ANNUAL], tables[CHINA], year)


@family(
    "share_of_china_{flow}_2023_pct",
    PERCENT,
    "Russia's share of China's {flow} in 2023",
    "100 x China's {flow} with Russia / China's {flow} in all",
    ANNUAL,
    CHINA,
    flow=FLOWS,
)
def _share_of_china_flow(tables: Tables, flow: str) -> float:
    return measures.share_of_china(tables[ANNUAL], tables[CHINA], 2023, flow)


@rule(
    "times",
    "how many times larger China's share of Russia's trade is than Russia's share of China's, 2023",
    "share_of_russia_2023_pct / share_of_china_2023_pct",
    ANNUAL,
    TOTALS,
    CHINA,
)
def _share_ratio_2023(tables: Tables) -> float:
    return _share_of_russia(tables, 2023) / _share_of_china(tables, 2023)


ABOVE_RUSSIA = {
    "countries": ("country",),
    "countries_and_territories": ("country", "territory"),
    "all": ("country", "territory", "bloc"),
}


@family(
    "russia_rank_{kinds}",
    "",
    "Russia's place among China's partners in 2023, counting {kinds}",
    "1 + partners with more turnover",
    "china_partners",
    kinds=ABOVE_RUSSIA,
)
def _russia_rank(tables: Tables, kinds: tuple[str, ...]) -> int:
    frame = tables["china_partners"]
    counted = frame[frame["kind"].isin(kinds)]
    own = one(frame, "turnover_usd_bn", country_code="RUS")
    return int((counted["turnover_usd_bn"] > own).sum()) + 1


@family(
    "trade_to_gdp_{country}_{year}_pct",
    PERCENT,
    "trade between China and Russia set against the gross domestic product of {country}, {year}",
    "100 x year_{year} / gross domestic product of {country}",
    ANNUAL,
    "gdp",
    country={"russia": "Russia", "china": "China"},
    year=range(2013, 2024),
)
def _trade_to_gdp(tables: Tables, country: str, year: int) -> float:
    return (
        100
        * year_total(year, tables)
        / one(tables["gdp"], "gdp_usd_bn", country=country, year=year)
    )


@family(
    "gdp_ratio_{year}",
    "times",
    "how many times as large as Russia's China's gross domestic product was in {year}",
    "gross domestic product of China / of Russia, {year}",
    "gdp",
    year=(1992, 2000, 2008, 2013, 2021, 2022, 2023),
)
def _gdp_ratio(tables: Tables, year: int) -> float:
    products = rows(tables["gdp"], year=year)
    china = one(products, "gdp_usd_bn", country="China")
    return china / one(products, "gdp_usd_bn", country="Russia")


@rule(USD, "China's trade with ASEAN in 2023", "turnover of ASEAN", "china_partners")
def _china_asean_2023(tables: Tables) -> float:
    return one(tables["china_partners"], "turnover_usd_bn", partner="ASEAN")


# The list of the largest partners in 2023 ---------------------------------------------------


def _first_five(tables: Tables) -> pd.DataFrame:
    return rows(tables[LIST], kind="partner").nlargest(5, "turnover_usd_bn")


def _listed_total(tables: Tables) -> float:
    return one(tables[LIST], "turnover_usd_bn", kind="total")


def _region(tables: Tables, name: str) -> float:
    return one(tables[LIST], "share_pct", kind="region", name=name)


def _partner(tables: Tables, name: str) -> float:
    return one(tables[LIST], "turnover_usd_bn", kind="partner", name=name)


WITHOUT_TURKIYE = ("Middle East without Türkiye", "Africa")


def part_of_trade(tables: Tables, column: str, *names: str) -> float:
    """Return what some parts of Russia's trade in 2023 are together, by the list."""
    found = measures.parts_of_trade(tables[LIST]).set_index("part")[column]
    return float(found.loc[list(names)].sum())


@rule(USD, "Russia's five largest partners in 2023 together", "sum of the five largest", LIST)
def _top5_2023_usd_bn(tables: Tables) -> float:
    return float(_first_five(tables)["turnover_usd_bn"].sum())


@rule(PERCENT, "their share of Russia's trade", "100 x top5_2023_usd_bn / total of the list", LIST)
def _top5_2023_pct(tables: Tables) -> float:
    return 100 * _top5_2023_usd_bn(tables) / _listed_total(tables)


@rule("", "their names, largest first", "the five largest partners of the list", LIST)
def _top5_2023_names(tables: Tables) -> str:
    return listed(_first_five(tables)["name"])


@family(
    "region_{region}_2023_pct",
    PERCENT,
    "share of Russia's trade in 2023, region: {region}; the Middle East includes Türkiye",
    "share_pct of the region",
    LIST,
    region={"asia": "Asia", "europe": "Europe", "middle_east": "Middle East", "africa": "Africa"},
)
def _region_pct(tables: Tables, region: str) -> float:
    return _region(tables, region)


@family(
    "listed_{partner}_2023",
    USD,
    "Russia's trade with {partner} in 2023, the partner's own figure",
    "turnover of {partner} in the list",
    LIST,
    partner={"india": "India", "turkiye": "Türkiye", "south_korea": "South Korea", "japan": "Japan"}
    | {"belarus": "Belarus", "kazakhstan": "Kazakhstan", "uae": "United Arab Emirates"},
)
def _listed_partner(tables: Tables, partner: str) -> float:
    return _partner(tables, partner)


@rule(
    PERCENT,
    "Asia without China in Russia's trade of 2023 (the list's Asia, without the Middle East)",
    "share of Asia - 100 x China's turnover / total of the list",
    LIST,
)
def _other_asia_2023_pct(tables: Tables) -> float:
    return part_of_trade(tables, "share_pct", "Rest of Asia")


@rule(PERCENT, "Middle East and Africa in Russia's trade of 2023", "sum of the two shares", LIST)
def _middle_east_africa_2023_pct(tables: Tables) -> float:
    return part_of_trade(tables, "share_pct", "Türkiye", *WITHOUT_TURKIYE)


@rule(
    USD,
    "the same in dollars",
    "total of the list x middle_east_africa_2023_pct / 100",
    LIST,
)
def _middle_east_africa_2023_usd_bn(tables: Tables) -> float:
    return part_of_trade(tables, "usd_bn", "Türkiye", *WITHOUT_TURKIYE)


@rule(
    PERCENT,
    "Türkiye's share of Russia's trade in 2023",
    "100 x Türkiye's turnover / total of the list",
    LIST,
)
def _turkiye_2023_pct(tables: Tables) -> float:
    return part_of_trade(tables, "share_pct", "Türkiye")


@rule(
    PERCENT,
    "Middle East and Africa in Russia's trade of 2023, without Türkiye",
    "middle_east_africa_2023_pct - turkiye_2023_pct",
    LIST,
)
def _middle_east_africa_without_turkiye_2023_pct(tables: Tables) -> float:
    return part_of_trade(tables, "share_pct", *WITHOUT_TURKIYE)


# Two counts of one trade --------------------------------------------------------------------

WAYS = {
    "china_to_russia": "China to Russia",
    "russia_to_china": "Russia to China",
    "both_ways": "both ways",
}


@family(
    "mirror_{year}_both_ways_{told_by}",
    USD,
    "trade between China and Russia in {year} as told by {told_by}",
    "mirror {year}, both ways, told by {told_by}",
    MIRROR,
    year=MIRROR_YEARS,
    told_by={"china": "China", "russia": "Russia"},
)
def _both_ways(tables: Tables, year: int, told_by: str) -> float:
    return one(tables[MIRROR], "usd_bn", direction="both ways", year=year, told_by=told_by)


@family(
    "mirror_2010_{direction}_{told_by}",
    USD,
    "goods from {direction} in 2010 as told by {told_by}",
    "mirror 2010, {direction}, told by {told_by}",
    MIRROR,
    direction={"china_to_russia": "China to Russia", "russia_to_china": "Russia to China"},
    told_by={"china": "China", "russia": "Russia"},
)
def _one_way(tables: Tables, direction: str, told_by: str) -> float:
    return one(tables[MIRROR], "usd_bn", direction=direction, year=2010, told_by=told_by)


def mirror_gaps(tables: Tables) -> "pd.Series[float]":
    """Return by year how far China's total lies above Russia's, per cent of Russia's."""
    both = rows(tables[MIRROR], direction="both ways")
    wide = both.pivot(index="year", columns="told_by", values="usd_bn")
    gaps: pd.Series[float] = 100 * (wide["China"] / wide["Russia"] - 1)
    return gaps.dropna()


@family(
    "mirror_gap_{year}_pct",
    PERCENT,
    "how far China's total of {year} lies above Russia's",
    "100 x (China's / Russia's - 1)",
    MIRROR,
    year=MIRROR_YEARS,
)
def _gap(tables: Tables, year: int) -> float:
    return float(mirror_gaps(tables).loc[year])


@rule(PERCENT, "smallest such gap, 2008 to 2020", "smallest mirror_gap_…_pct", MIRROR)
def _mirror_gap_lowest_2008_2020_pct(tables: Tables) -> float:
    return float(mirror_gaps(tables).loc[2008:2020].min())


@rule(PERCENT, "largest such gap, 2008 to 2020", "largest mirror_gap_…_pct", MIRROR)
def _mirror_gap_highest_2008_2020_pct(tables: Tables) -> float:
    return float(mirror_gaps(tables).loc[2008:2020].max())


@rule(PERCENT, "largest such gap before 2008", "largest mirror_gap_…_pct, 1992 to 2007", MIRROR)
def _mirror_gap_highest_before_2008_pct(tables: Tables) -> float:
    return float(mirror_gaps(tables).loc[1992:2007].max())


# Concentration ------------------------------------------------------------------------------


def _index(frame: pd.DataFrame) -> float:
    return measures.herfindahl(frame["usd_bn"])


@family(
    "herfindahl_{flow}_{year}",
    "",
    "Herfindahl index of Russia's {flow} by partner, {year}; 1 means one partner only",
    "sum of the squares of all partners' shares, {year}",
    PARTNERS,
    flow=FLOWS,
    year=IMF_YEARS,
)
def _herfindahl(tables: Tables, flow: str, year: int) -> float:
    return _index(rows(tables[PARTNERS], flow=flow, year=year))


@family(
    "herfindahl_imports_{year}_without_implausible",
    "",
    "the same for imports of {year} without the estimates marked implausible",
    "sum of the squares of the other partners' shares, {year}",
    PARTNERS,
    year=(2022, 2023, 2024),
)
def _herfindahl_without(tables: Tables, year: int) -> float:
    frame = rows(tables[PARTNERS], flow="imports", year=year)
    return _index(frame[frame["status"] != "implausible"])


@family(
    "median_herfindahl_{flow}_2019",
    "",
    "Herfindahl index of {flow} in the middle of all countries, 2019",
    "median over all countries, {flow}",
    WORLD,
    flow=FLOWS,
)
def _median(tables: Tables, flow: str) -> float:
    return float(rows(tables[WORLD], flow=flow)["herfindahl"].median())


EXAMPLES = {"mexico": "Mexico", "mongolia": "Mongolia", "belarus": "Belarus", "russia": "Russia"}


@family(
    "{country}_{flow}_herfindahl_2019",
    "",
    "Herfindahl index of the {flow} of {country}, 2019",
    "herfindahl of {country}, {flow}",
    WORLD,
    country=EXAMPLES,
    flow=FLOWS,
)
def _example(tables: Tables, country: str, flow: str) -> float:
    return one(tables[WORLD], "herfindahl", country=country, flow=flow)


@family(
    "{country}_{flow}_top_share_2019_pct",
    PERCENT,
    "share of the largest partner in the {flow} of {country}, 2019",
    "top_share_pct of {country}, {flow}",
    WORLD,
    country=EXAMPLES,
    flow=FLOWS,
)
def _top_share(tables: Tables, country: str, flow: str) -> float:
    return one(tables[WORLD], "top_share_pct", country=country, flow=flow)
