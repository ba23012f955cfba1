"""Standing among states: votes, arms, budgets, polls, maps, and what came of it."""

import pandas as pd

from wayout.facts.pick import one, rows
from wayout.facts.registry import PERCENT, Tables, family, rule

DISTANCES = "un_distance"
VOTES = "un_votes"
ARMS = "arms"
SPENDING = "military_spending"
CHECKS = "border_checks"


# Votes in the United Nations ----------------------------------------------------------------

STATES = {
    "china": "China",
    "united_states": "United States",
    "germany": "Germany",
    "uae": "United Arab Emirates",
    "saudi_arabia": "Saudi Arabia",
    "iran": "Iran",
    "india": "India",
}
POINTS = "points of the scale"


@family(
    "un_distance_{country}_{year}",
    POINTS,
    "how far Russia and {country} stood apart in votes of the United Nations, {year}",
    "distance_to_russia of {country}, {year}",
    DISTANCES,
    country=STATES,
    year=(2012, 2019, 2021, 2022, 2023, 2024),
)
def _distance(tables: Tables, country: str, year: int) -> float:
    return one(tables[DISTANCES], "distance_to_russia", country=country, year=year)


@rule(
    POINTS,
    "how far China and the United States stood apart in votes of the United Nations, 2024",
    "distance_to_usa of China, 2024",
    DISTANCES,
)
def _un_distance_china_to_usa_2024(tables: Tables) -> float:
    return one(tables[DISTANCES], "distance_to_usa", country="China", year=2024)


@family(
    "votes_{resolution}_{vote}",
    "states",
    "states that voted so on resolution {resolution}: {vote}",
    "rows of un_votes, {resolution}, {vote}",
    VOTES,
    resolution={"68_262": "68/262", "es_11_1": "ES-11/1"},
    vote={"yes": "yes", "no": "no", "abstained": "abstained", "did_not_vote": "did not vote"},
)
def _votes(tables: Tables, resolution: str, vote: str) -> int:
    return len(rows(tables[VOTES], resolution=resolution, vote=vote))


@family(
    "vote_{country}_es_11_1",
    "",
    "how {country} voted on resolution ES-11/1 in March 2022",
    "vote of {country}",
    VOTES,
    country=STATES,
)
def _vote(tables: Tables, country: str) -> str:
    chosen = rows(tables[VOTES], resolution="ES-11/1", country=country)
    return str(chosen["vote"].iloc[0])


# Arms ---------------------------------------------------------------------------------------

TIV = "million TIV"
SPANS = {"2014_2018": 2014, "2019_2023": 2019}


def _delivered(tables: Tables, column: str, recipient: str, supplier: str, since: int) -> float:
    frame = rows(tables[ARMS], first_year=since, last_year=since + 4)
    return one(frame, column, recipient=recipient, supplier=supplier)


@family(
    "arms_russia_to_china_{year}",
    TIV,
    "arms that Russia delivered to China in {year}",
    "tiv_mn of {year}, Russia to China",
    ARMS,
    year=(2018, 2023),
)
def _to_china_in(tables: Tables, year: int) -> float:
    frame = rows(tables[ARMS], first_year=year, last_year=year)
    return one(frame, "tiv_mn", supplier="Russia", recipient="China")


@family(
    "arms_russia_to_china_{since}",
    TIV,
    "arms that Russia delivered to China in the five years from {since} on",
    "tiv_mn of the five years, Russia to China",
    ARMS,
    since=SPANS,
)
def _to_china(tables: Tables, since: int) -> float:
    return _delivered(tables, "tiv_mn", "China", "Russia", since)


def _change(tables: Tables, recipient: str) -> float:
    before = _delivered(tables, "tiv_mn", recipient, "Russia", 2014)
    return 100 * (_delivered(tables, "tiv_mn", recipient, "Russia", 2019) / before - 1)


@family(
    "arms_russia_to_{recipient}_change_pct",
    PERCENT,
    "change of what Russia delivered from 2014-2018 to 2019-2023, to: {recipient}",
    "100 x (tiv_mn of 2019-2023 / tiv_mn of 2014-2018 - 1)",
    ARMS,
    recipient={"china": "China", "all": "all recipients"},
)
def _arms_change(tables: Tables, recipient: str) -> float:
    return _change(tables, recipient)


@family(
    "arms_{recipient}_of_russian_exports_{since}_pct",
    PERCENT,
    "share of {recipient} in the arms that Russia delivered in the five years from {since} on",
    "share_of_exports_pct, Russia to {recipient}",
    ARMS,
    recipient={"china": "China", "india": "India"},
    since=SPANS,
)
def _of_exports(tables: Tables, recipient: str, since: int) -> float:
    return _delivered(tables, "share_of_exports_pct", recipient, "Russia", since)


@family(
    "arms_{recipient}_from_{supplier}_{since}_pct",
    PERCENT,
    "share of {supplier} in the arms that {recipient} got in the five years from {since} on",
    "share_of_imports_pct, {supplier} to {recipient}",
    ARMS,
    recipient={"saudi_arabia": "Saudi Arabia", "uae": "United Arab Emirates", "iran": "Iran"}
    | {"central_asia": "Central Asia", "africa": "Africa", "india": "India"},
    supplier={"russia": "Russia", "china": "China", "united_states": "United States"},
    since=SPANS,
)
def _of_imports(tables: Tables, recipient: str, supplier: str, since: int) -> float:
    return _delivered(tables, "share_of_imports_pct", recipient, supplier, since)


@family(
    "arms_china_from_russia_{since}_pct",
    PERCENT,
    "share of Russia in the arms that China got in the five years from {since} on",
    "share_of_imports_pct, Russia to China",
    ARMS,
    since=SPANS,
)
def _china_from_russia(tables: Tables, since: int) -> float:
    return _delivered(tables, "share_of_imports_pct", "China", "Russia", since)


@rule(TIV, "all arms that Iran got in 2019 to 2023, as SIPRI knows them", "from Russia", ARMS)
def _arms_iran_2019_2023(tables: Tables) -> float:
    return _delivered(tables, "tiv_mn", "Iran", "Russia", 2019)


# Military spending --------------------------------------------------------------------------


def _spent(tables: Tables, column: str, country: str, year: int) -> float:
    return one(tables[SPENDING], column, country=country, year=year)


@family(
    "military_{country}_{year}",
    "billion US dollars",
    "military spending of {country} in {year}",
    "current_usd_bn of {country}, {year}",
    SPENDING,
    country={"china": "China", "russia": "Russia", "united_states": "United States"},
    year=(2021, 2023),
)
def _military(tables: Tables, country: str, year: int) -> float:
    return _spent(tables, "current_usd_bn", country, year)


@family(
    "military_{country}_{year}_gdp_pct",
    PERCENT,
    "military spending of {country} in {year} as a share of gross domestic product",
    "share_of_gdp_pct of {country}, {year}",
    SPENDING,
    country={"china": "China", "russia": "Russia"},
    year=(2021, 2023),
)
def _military_share(tables: Tables, country: str, year: int) -> float:
    return _spent(tables, "share_of_gdp_pct", country, year)


@family(
    "military_ratio_{year}",
    "times",
    "how many times as much as Russia China spent on its armed forces in {year}",
    "military_china_{year} / military_russia_{year}",
    SPENDING,
    year=(2021, 2023),
)
def _military_ratio(tables: Tables, year: int) -> float:
    return _military(tables, "China", year) / _military(tables, "Russia", year)


@family(
    "{measure}",
    "exercises",
    "{measure[0]}, {measure[1]}",
    "exercises_held, {measure[0]}, {measure[1]}",
    "exercises_held",
    measure={
        "exercises_china_russia_2022": ("joint exercises", "2022"),
        "exercises_china_russia_2003_2024": (
            "combined China-Russia exercises counted",
            "2003 to July 2024",
        ),
    },
)
def _exercises(tables: Tables, measure: tuple[str, str]) -> int:
    frame = tables["exercises_held"]
    return int(one(frame, "value", measure=measure[0], period=measure[1]))


# Summits, clubs, polls ----------------------------------------------------------------------


@family(
    "africa_summit_{measure}",
    "",
    "Russia-Africa summit of {measure[0]}: {measure[1]}",
    "summits, {measure[0]}, {measure[1]}",
    "summits",
    measure={
        "heads_2019": ("2019-10", "heads of state"),
        "heads_2023": ("2023-07", "heads of state"),
        "leaders_2023": ("2023-07", "heads of state and government"),
        "delegations_2023": ("2023-07", "delegations"),
    },
)
def _summit(tables: Tables, measure: tuple[str, str]) -> int:
    return int(one(tables["summits"], "value", month=measure[0], measure=measure[1]))


@family(
    "opinion_china_friendly_{year}_pct",
    PERCENT,
    "people in Russia who called relations with China friendly in {year}, VCIOM",
    "opinion {year}, VCIOM",
    "opinion",
    year=(2005, 2009, 2014, 2022, 2023, 2024),
)
def _friendly(tables: Tables, year: int) -> int:
    return int(one(tables["opinion"], "share_pct", pollster="VCIOM", year=year))


@family(
    "brics_{country}",
    "",
    "standing of {country} in BRICS, and the day or month since then",
    "memberships, BRICS, {country}",
    "memberships",
    country={"iran": "Iran", "uae": "United Arab Emirates", "egypt": "Egypt"}
    | {"saudi_arabia": "Saudi Arabia", "argentina": "Argentina", "ethiopia": "Ethiopia"},
)
def _brics(tables: Tables, country: str) -> str:
    row = rows(tables["memberships"], organisation="BRICS", country=country).iloc[0]
    return f"{row['standing']}, {row['date']}"


# Maps and pages -----------------------------------------------------------------------------


def drawn(tables: Tables, place: str) -> "pd.Series[int]":
    """Return in how many data sets a place is drawn in which country; the sea left out."""
    frame = rows(tables[CHECKS], place=place)
    return frame[frame["drawn_in"] != ""]["drawn_in"].value_counts()


@rule("places", "places that not all five map data sets put in one country", "of 16", CHECKS)
def _border_places_disagreeing(tables: Tables) -> int:
    places = tables[CHECKS]["place"].unique()
    return sum(len(drawn(tables, place)) > 1 for place in places)


@rule("places", "places looked up in five map data sets", "different places", CHECKS)
def _border_places_total(tables: Tables) -> int:
    return int(tables[CHECKS]["place"].nunique())


@family(
    "crimea_drawn_in_{country}",
    "map data sets",
    "of five map data sets, those that draw Simferopol in {country}",
    "rows of border_checks, Crimea, {country}",
    CHECKS,
    country={"russia": "Russia", "ukraine": "Ukraine"},
)
def _crimea(tables: Tables, country: str) -> int:
    return int(drawn(tables, "Crimea (Simferopol)").get(country, 0))


@family(
    "{kind}s_total",
    "",
    "rows of the table of slips, kind: {kind}",
    "rows of slips of that kind",
    "slips",
    kind=("slip", "disagreement"),
)
def _slips(tables: Tables, kind: str) -> int:
    return len(rows(tables["slips"], kind=kind))


# What came of it ----------------------------------------------------------------------------

FORECASTS = (
    "trade_2024_up",
    "growth_2024_over_10",
    "trade_2025_up",
    "saudi_brics",
    "middle_east_2024",
    "more_visits_2024",
)


@family(
    "outcome_{forecast}",
    "",
    "the answer to the forecast {forecast}",
    "answer of {forecast}",
    "outcomes",
    forecast=FORECASTS,
)
def _outcome(tables: Tables, forecast: str) -> str:
    answer = rows(tables["outcomes"], forecast=forecast)["answer"].iloc[0]
    return "yes" if answer else "no"


@rule("forecasts", "forecasts in the table", "rows of outcomes", "outcomes")
def _outcomes_total(tables: Tables) -> int:
    return len(tables["outcomes"])


@rule("forecasts", "forecasts that came true", "rows of outcomes with answer yes", "outcomes")
def _outcomes_yes(tables: Tables) -> int:
    return int(tables["outcomes"]["answer"].sum())
