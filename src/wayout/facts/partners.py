"""Other doors: partners, parts of the world, goods, oil and gas, money."""

import pandas as pd

from wayout.facts.pick import one, rows, total
from wayout.facts.registry import PERCENT, USD, Tables, family, rule
from wayout.facts.shares import CUSTOMS_YEARS, FLOWS, PARTNERS, china_says, imf
from wayout.facts.trade import ANNUAL, year_total

REGIONS = "russia_regions"
GOODS = "russia_goods"
POINTS = "goods_points"
YEARS = (2021, 2022, 2023)


# Partners by the IMF ------------------------------------------------------------------------

SOLD_TO = {
    "china": "China",
    "india": "India",
    "turkiye": "Türkiye",
    "germany": "Germany",
    "united_states": "United States",
    "united_kingdom": "United Kingdom",
    "uae": "United Arab Emirates",
    "saudi_arabia": "Saudi Arabia",
    "iran": "Iran",
    "egypt": "Egypt",
    "uzbekistan": "Uzbekistan",
}
BOUGHT_FROM = {
    "china": "China",
    "south_korea": "South Korea",
    "japan": "Japan",
    "taiwan": "Taiwan",
    "vietnam": "Vietnam",
    "india": "India",
    "turkiye": "Türkiye",
    "germany": "Germany",
    "iran": "Iran",
    "uae": "United Arab Emirates",
    "saudi_arabia": "Saudi Arabia",
    "uzbekistan": "Uzbekistan",
    "uganda": "Uganda",
}
# fmt: off
EU27 = (
    "AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST",
    "FIN", "FRA", "GRC", "HRV", "HUN", "IRL", "ITA", "LTU", "LUX",
    "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "SWE",
)
# fmt: on
EASTERN = ("East Asia", "South and South-East Asia")


@family(
    "russia_exports_{country}_{year}",
    USD,
    "Russia's exports to {country} in {year}, IMF; estimated from 2022 on",
    "russia_partners {year}, exports, {country}",
    PARTNERS,
    country=SOLD_TO,
    year=YEARS,
)
def _sold(tables: Tables, country: str, year: int) -> float:
    return imf(tables, "exports", country, year)


@family(
    "russia_imports_{country}_{year}",
    USD,
    "Russia's imports from {country} in {year}, IMF; estimated from 2022 on",
    "russia_partners {year}, imports, {country}",
    PARTNERS,
    country=BOUGHT_FROM,
    year=YEARS,
)
def _bought(tables: Tables, country: str, year: int) -> float:
    return imf(tables, "imports", country, year)


@family(
    "russia_{flow}_eu_{year}",
    USD,
    "Russia's {flow} with the EU27 in {year}, IMF; estimated from 2022 on",
    "sum over the twenty-seven states, {flow}, {year}",
    PARTNERS,
    flow=FLOWS,
    year=YEARS,
)
def _with_eu(tables: Tables, flow: str, year: int) -> float:
    frame = rows(tables[PARTNERS], flow=flow, year=year)
    return float(frame[frame["country_code"].isin(EU27)]["usd_bn"].sum())


def _eastern(tables: Tables, year: int) -> pd.DataFrame:
    frame = rows(tables[PARTNERS], flow="imports", year=year)
    return frame[frame["region"].isin(EASTERN)]


@family(
    "east_asia_without_china_{year}",
    USD,
    "what East, South-East and South Asia without China sold to Russia in {year}, IMF",
    "imports of {year} from the two regions of Asia, without China",
    PARTNERS,
    year=YEARS,
)
def _without_china(tables: Tables, year: int) -> float:
    frame = _eastern(tables, year)
    return float(frame[frame["country"] != "China"]["usd_bn"].sum())


@family(
    "china_part_of_region_{year}_pct",
    PERCENT,
    "China's part of what East, South-East and South Asia sold to Russia in {year}, IMF",
    "100 x imports from China / imports from the two regions of Asia, {year}",
    PARTNERS,
    year=YEARS,
)
def _china_part(tables: Tables, year: int) -> float:
    return 100 * imf(tables, "imports", "China", year) / total(_eastern(tables, year), "usd_bn")


@rule(USD, "Uganda's gross domestic product in 2023", "gdp of Uganda, 2023", "gdp")
def _uganda_gdp_2023(tables: Tables) -> float:
    return one(tables["gdp"], "gdp_usd_bn", country="Uganda", year=2023)


@rule("estimates", "estimates marked implausible", "rows with that status", PARTNERS)
def _implausible_total(tables: Tables) -> int:
    return len(rows(tables[PARTNERS], status="implausible"))


# Parts of the world, by Russia's customs ----------------------------------------------------


def _part(tables: Tables, flow: str, region: str, year: int) -> float:
    return one(tables[REGIONS], "usd_bn", year=year, month=12, flow=flow, region=region)


PARTS = {"europe": "Europe", "asia": "Asia", "africa": "Africa", "americas": "Americas"}


@family(
    "{region}_{flow}_{year}",
    USD,
    "Russia's {flow} with {region} in {year}, Russian customs; Asia is wide there",
    "russia_regions {year}, month 12, {flow}, {region}",
    REGIONS,
    region=PARTS,
    flow=FLOWS,
    year=CUSTOMS_YEARS,
)
def _part_of_world(tables: Tables, region: str, flow: str, year: int) -> float:
    return _part(tables, flow, region, year)


@family(
    "{region}_trade_{year}",
    USD,
    "Russia's trade with {region} in {year}, Russian customs; Asia is wide there",
    "exports and imports with {region}, {year}",
    REGIONS,
    region=PARTS,
    year=CUSTOMS_YEARS,
)
def _trade_with_part(tables: Tables, region: str, year: int) -> float:
    return sum(_part(tables, flow, region, year) for flow in FLOWS)


@family(
    "{region}_share_{year}_pct",
    PERCENT,
    "share of {region} in Russia's trade of {year}, Russian customs; Asia is wide there",
    "100 x trade with {region} / trade in all, {year}",
    REGIONS,
    region=PARTS,
    year=CUSTOMS_YEARS,
)
def _share_of_part(tables: Tables, region: str, year: int) -> float:
    return 100 * _trade_with_part(tables, region, year) / _trade_with_part(tables, "World", year)


@rule(
    USD,
    "what the rest of wide Asia sold to Russia in 2023: Russia's figure less China's",
    "imports from Asia, Russian customs - China's exports to Russia",
    REGIONS,
    ANNUAL,
)
def _other_asia_imports_2023(tables: Tables) -> float:
    return _part(tables, "imports", "Asia", 2023) - china_says(tables, "exports", 2023)


@rule(
    PERCENT,
    "China's figure as a part of Russia's imports from wide Asia in 2023, two sources mixed",
    "100 x China's exports to Russia / imports from Asia",
    REGIONS,
    ANNUAL,
)
def _china_part_of_asia_imports_2023_pct(tables: Tables) -> float:
    return 100 * china_says(tables, "exports", 2023) / _part(tables, "imports", "Asia", 2023)


# Goods --------------------------------------------------------------------------------------


def _good(tables: Tables, flow: str, hs: str, year: int) -> float:
    chosen = rows(tables[GOODS], flow=flow, hs=hs, year=year)
    return one(chosen[chosen["source"] == chosen["source"].max()], "usd_bn")


GROUPS = {
    "food": "01-24",
    "minerals": "25-27",
    "chemicals": "28-40",
    "textiles": "50-67",
    "metals": "71-83",
    "machinery": "68-70, 84-97",
}


@family(
    "{hs}_{flow}_{year}",
    USD,
    "Russia's {flow} of the group {hs} with the whole world, {year}",
    "russia_goods {year}, {flow}, group {hs}, latest edition",
    GOODS,
    hs=GROUPS,
    flow=FLOWS,
    year=CUSTOMS_YEARS,
)
def _group(tables: Tables, hs: str, flow: str, year: int) -> float:
    return _good(tables, flow, hs, year)


@family(
    "{hs}_{flow}_{year}_pct",
    PERCENT,
    "share of the group {hs} in Russia's {flow} of {year}",
    "100 x group {hs} / all goods, {flow}, {year}",
    GOODS,
    hs={"machinery": "68-70, 84-97", "minerals": "25-27"},
    flow=FLOWS,
    year=CUSTOMS_YEARS,
)
def _group_share(tables: Tables, hs: str, flow: str, year: int) -> float:
    return 100 * _good(tables, flow, hs, year) / _good(tables, flow, "", year)


@family(
    "cars_imports_{year}",
    USD,
    "Russia's imports of cars, lorries and tractors in {year}",
    "russia_goods {year}, imports, chapter 87",
    GOODS,
    year=(2021, 2022),
)
def _cars(tables: Tables, year: int) -> float:
    return _good(tables, "imports", "87", year)


# Single points ------------------------------------------------------------------------------


def _point(tables: Tables, bound: str, **wanted: object) -> float:
    return one(tables[POINTS], bound, **wanted)


FROM_CHINA = "China's share of Russia's imports of it"


@rule(
    PERCENT,
    "China's share of cars that Russia imported, January to August 2023",
    "goods_points, passenger cars, January to August 2023",
    POINTS,
)
def _cars_from_china_2023_pct(tables: Tables) -> float:
    wanted = {"goods": "Passenger cars", "measure": FROM_CHINA}
    return _point(tables, "value_low", period="January to August 2023", **wanted)


@rule(PERCENT, "the same in 2021, at most", "goods_points, passenger cars, 2021", POINTS)
def _cars_from_china_2021_pct(tables: Tables) -> float:
    wanted = {"goods": "Passenger cars", "measure": FROM_CHINA}
    return _point(tables, "value_high", period="2021", **wanted)


@rule(
    PERCENT,
    "China's share of machine tools that Russia imported in 2023",
    "goods_points, metalworking machine tools, 2023",
    POINTS,
)
def _machine_tools_from_china_2023_pct(tables: Tables) -> float:
    return _point(tables, "value_low", goods="Metalworking machine tools", measure=FROM_CHINA)


@family(
    "crude_to_china_{year}_mt",
    "million tonnes",
    "crude oil that China bought from Russia in {year}",
    "goods_points {year}, crude oil, quantity",
    POINTS,
    year=(2022, 2023),
)
def _crude(tables: Tables, year: int) -> float:
    return _point(tables, "value_low", period=str(year), goods="Crude oil", measure="quantity")


@family(
    "crude_to_china_{year}_usd_bn",
    USD,
    "what China paid for crude oil from Russia in {year}",
    "goods_points {year}, crude oil, value",
    POINTS,
    year=(2022, 2023),
)
def _crude_value(tables: Tables, year: int) -> float:
    return _point(tables, "value_low", period=str(year), goods="Crude oil", measure="value")


@rule(
    PERCENT,
    "growth of trade between Russia and the United Arab Emirates in 2022, as a minister said",
    "goods_points 2022, United Arab Emirates, change of trade both ways",
    POINTS,
)
def _uae_trade_growth_2022_pct(tables: Tables) -> float:
    measure = "change against a year before: trade with Russia, both ways"
    return _point(tables, "value_low", period="2022", partner_code="ARE", measure=measure)


@rule(
    USD,
    "what the United Arab Emirates sold to Russia in 2022, as a minister said",
    "goods_points 2022, United Arab Emirates, exports to Russia",
    POINTS,
)
def _uae_to_russia_2022(tables: Tables) -> float:
    wanted = {"partner_code": "ARE", "measure": "exports to Russia"}
    return _point(tables, "value_low", period="2022", **wanted)


PUBLISHED = {
    "china_exports_growth_2023": (
        "China's exports to Russia, in dollars",
        "change against a year before: exports to Russia",
    ),
    "growth_2023_yuan": (
        "trade between China and Russia, counted in yuan",
        "change against a year before, counted in yuan: trade with Russia, both ways",
    ),
}


@family(
    "{change}_pct_published",
    PERCENT,
    "growth in 2023 of {change[0]}, as China's customs published it",
    "goods_points 2023, China, {change[1]}",
    POINTS,
    change=PUBLISHED,
)
def _published_change(tables: Tables, change: tuple[str, str]) -> float:
    return _point(tables, "value_low", period="2023", partner_code="CHN", measure=change[1])


# The European Union's sales -----------------------------------------------------------------


@family(
    "eu_exports_{country}_{year}",
    "billion euros",
    "exports of the EU27 to {country} in {year}",
    "eu_routes {year}, {country}",
    "eu_routes",
    country={"russia": "Russia", "kyrgyzstan": "Kyrgyzstan", "kazakhstan": "Kazakhstan"}
    | {"turkiye": "Türkiye", "armenia": "Armenia", "uae": "United Arab Emirates"},
    year=YEARS,
)
def _eu_exports(tables: Tables, country: str, year: int) -> float:
    return one(tables["eu_routes"], "eu27_exports_eur_bn", country=country, year=year)


# Oil and gas --------------------------------------------------------------------------------

BARREL = "US dollars a barrel"
BCM = "billion cubic metres"


@family(
    "urals_jan_sep_{year}",
    BARREL,
    "price of Urals from January to September {year}",
    "urals, average of January to September {year}",
    "urals",
    year=(2022, 2023),
)
def _urals(tables: Tables, year: int) -> float:
    period = f"January to September {year}"
    return one(tables["urals"], "usd_per_barrel", series="Urals", period=period)


@family(
    "urals_below_brent_{period}",
    BARREL,
    "how far Urals lay below Brent at {period[0]}, {period[1]} (Argus)",
    "urals, {period[1]}, series of {period[0]}",
    "urals",
    period={
        "jan_2023": ("Novorossiysk", "January 2023"),
        "june_2023": ("Primorsk", "early June 2023"),
        "july_2023": ("Novorossiysk", "11 July 2023"),
    },
)
def _below_brent(tables: Tables, period: tuple[str, str]) -> float:
    port, when = period
    return one(
        tables["urals"], "usd_per_barrel", series=f"Urals below Brent, at {port}", period=when
    )


def _energy(tables: Tables, **wanted: object) -> pd.Series:
    chosen = rows(tables["energy"], **wanted)
    if len(chosen) != 1:
        raise LookupError(f"{len(chosen)} rows where one was expected: {wanted}")
    return chosen.iloc[0]


NOVAK = {"commodity": "crude oil and products", "measure": "share of exports by destination"}


@family(
    "oil_share_{subject}_2023",
    "",
    "share of Russia's oil exports that went to {subject} in 2023, per cent, as its minister said",
    "energy 2023, crude oil and products, {subject}, lower and higher figure",
    "energy",
    subject={"china": "China", "india": "India", "europe": "Europe"},
)
def _oil_share(tables: Tables, subject: str) -> str:
    row = _energy(tables, period="2023", subject=subject, **NOVAK)
    low, high = f"{row['value_low']:g}", f"{row['value_high']:g}"
    return low if low == high else f"{low} to {high}"


GAS = {
    "gas_far_abroad_2021": ("far abroad (outside the former Soviet Union, with China)", "2021"),
    "gas_far_abroad_2022": ("far abroad (outside the former Soviet Union, with China)", "2022"),
    "gas_europe_2022": ("Europe (without Türkiye)", "2022"),
    "gas_europe_2023": ("Europe (without Türkiye)", "2023"),
    "gas_europe_jan_nov_2024": ("Europe (without Türkiye)", "January to November 2024"),
    "gas_china_jan_nov_2024": ("China", "January to November 2024"),
    "power_of_siberia_2021": ("China (Power of Siberia)", "2021"),
    "power_of_siberia_2022": ("China (Power of Siberia)", "2022"),
    "power_of_siberia_2023": ("China (Power of Siberia)", "2023"),
}


@family(
    "{flow}",
    BCM,
    "Russia's pipeline gas to {flow[0]}, {flow[1]}",
    "energy, pipeline gas, {flow[0]}, {flow[1]}",
    "energy",
    flow=GAS,
)
def _gas(tables: Tables, flow: tuple[str, str]) -> float:
    row = _energy(tables, commodity="pipeline gas", subject=flow[0], period=flow[1])
    return float(row["value_low"])


@family(
    "lng_eu_{period}_pct",
    PERCENT,
    "share of Russia's liquefied gas that went to the EU, {period}",
    "energy, LNG, share of exports, EU, {period}",
    "energy",
    period={"2021": "January to July 2021", "2022": "2022", "2023": "January to July 2023"},
)
def _lng(tables: Tables, period: str) -> float:
    wanted = {"commodity": "LNG", "measure": "share of exports by destination", "period": period}
    return float(_energy(tables, subject="EU", **wanted)["value_low"])


@family(
    "oil_india_{year}_mbd",
    "million barrels a day",
    "oil that Russia sold to India in {year}, estimate",
    "energy {year}, crude oil and condensate, India",
    "energy",
    year=(2020, 2024),
)
def _oil_india(tables: Tables, year: int) -> float:
    wanted = {"commodity": "crude oil and condensate", "measure": "exports", "subject": "India"}
    return float(_energy(tables, period=str(year), **wanted)["value_low"])


# Money --------------------------------------------------------------------------------------

YUAN = {
    "yuan_exports_jan_2022_pct": ("yuan share of export settlements", "January 2022"),
    "yuan_exports_dec_2022_pct": ("yuan share of export settlements", "December 2022"),
    "yuan_exports_mar_2023_pct": ("yuan share of export settlements", "March 2023"),
    "yuan_exports_late_2023_pct": ("yuan share of export settlements", "late 2023"),
    "yuan_imports_jan_2022_pct": ("yuan share of import settlements", "January 2022"),
    "yuan_imports_dec_2022_pct": ("yuan share of import settlements", "December 2022"),
    "yuan_imports_mar_2023_pct": ("yuan share of import settlements", "March 2023"),
    "yuan_imports_late_2023_pct": ("yuan share of import settlements", "late 2023"),
    "yuan_exchange_2023_pct": ("yuan share of trading on the Moscow Exchange", "2023"),
    "yuan_exchange_june_2024_pct": ("yuan share of exchange trading", "second half of June 2024"),
    "rouble_exports_2023_pct": ("rouble share of export settlements", "January to June 2023"),
}


@family(
    "{point}",
    PERCENT,
    "{point[0]}, {point[1]}",
    "yuan, {point[0]}, {point[1]}",
    "yuan",
    point=YUAN,
)
def _yuan(tables: Tables, point: tuple[str, str]) -> float:
    return one(tables["yuan"], "value", indicator=point[0], period=point[1])


def _in_yuan(tables: Tables, year: int) -> float:
    rate = one(tables["rates"], "units_per_usd", currency_code="CNY", year=year)
    return year_total(year, tables) * rate / 1000


@family(
    "year_{year}_yuan_tn",
    "trillion yuan",
    "trade between China and Russia in {year} at the average rate of the year",
    "year_{year} x yuan per dollar / 1000",
    ANNUAL,
    "rates",
    year=range(2013, 2026),
)
def _year_in_yuan(tables: Tables, year: int) -> float:
    return _in_yuan(tables, year)


@family(
    "growth_{year}_yuan_pct",
    PERCENT,
    "growth of trade in {year} counted in yuan, at average rates",
    "100 x (year_{year}_yuan_tn / the year before - 1)",
    ANNUAL,
    "rates",
    year=range(2014, 2026),
)
def _growth_in_yuan(tables: Tables, year: int) -> float:
    return 100 * (_in_yuan(tables, year) / _in_yuan(tables, year - 1) - 1)
