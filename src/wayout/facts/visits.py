"""Visits: how many, where, and on which day."""

from functools import partial

import pandas as pd

from wayout import measures
from wayout.facts.registry import Tables, add, rule
from wayout.facts.trade import TO_DATE
from wayout.language import day_in_words, listed

VISITED = range(2021, 2026)


def country_visits(tables: Tables) -> pd.DataFrame:
    """Return one row for each country on each trip, in order of time."""
    return measures.country_visits(tables["visits"])


def _started(year: int, tables: Tables) -> pd.DataFrame:
    return measures.starting_in(country_visits(tables), year)


def _visits_in(year: int, tables: Tables) -> int:
    return len(_started(year, tables))


def _countries_in(year: int, tables: Tables) -> str:
    chosen = _started(year, tables)["country"]
    return listed(dict.fromkeys(_called(country) for country in chosen))


def _region_in(region: str, year: int, tables: Tables) -> int:
    return int((_started(year, tables)["region"] == region).sum())


def _country_in(code: str, year: int, tables: Tables) -> int:
    return int((_started(year, tables)["country_code"] == code).sum())


def _visits_to(column: str, place: str, tables: Tables) -> int:
    return int((country_visits(tables)[column] == place).sum())


def _called(country: str) -> str:
    return f"the {country}" if country.startswith("United") else country


_REGIONS = {
    "post_soviet": "post-Soviet",
    "east_asia": "East Asia",
    "middle_east": "Middle East",
    "south_asia": "South and South-East Asia",
    "europe": "Europe",
    "north_america": "North America",
    "africa": "Africa",
}


def _add_visits() -> None:
    for year in VISITED:
        span = f"in {year}" + " from 16 June on" * (year == 2021)
        rows = f"rows of visits with start in {year}, one a trip and country"
        meaning = f"countries visited {span}, each once a trip"
        add(f"visits_{year}", "country visits", meaning, rows, partial(_visits_in, year), "visits")
        meaning = f"the countries visited {span}, in order of time, each once"
        add(f"visits_{year}_countries", "", meaning, rows, partial(_countries_in, year), "visits")
        meaning = f"of the visits {span}, those in the Middle East"
        compute = partial(_region_in, "Middle East", year)
        how = f"{rows}, region Middle East"
        add(f"visits_middle_east_{year}", "country visits", meaning, how, compute, "visits")
        meaning = f"of the visits {span}, those to China"
        compute = partial(_country_in, "CHN", year)
        how = f"{rows}, country CHN"
        add(f"visits_china_{year}", "country visits", meaning, how, compute, "visits")


def _add_places() -> None:
    for key, region in _REGIONS.items():
        add(
            f"visits_{key}_total",
            "country visits",
            f"country visits from June 2021 to 2025, region: {region}",
            f"rows of visits with region {region}, one a trip and country",
            partial(_visits_to, "region", region),
            "visits",
        )
    for key, code in {"china": "CHN", "iran": "IRN"}.items():
        add(
            f"visits_{key}_total",
            "country visits",
            f"visits to {key.capitalize()} from June 2021 to 2025",
            f"rows of visits with country {code}, one a trip",
            partial(_visits_to, "country_code", code),
            "visits",
        )


_add_visits()
_add_places()


@rule("trips", "foreign trips from June 2021 to 2025", "different trip numbers", "visits")
def _trips_total(tables: Tables) -> int:
    return int(tables["visits"]["trip"].nunique())


@rule("stops", "stops on those trips", "rows of visits", "visits")
def _legs_total(tables: Tables) -> int:
    return len(tables["visits"])


@rule("country visits", "countries on those trips, each once a trip", "trip and country", "visits")
def _visits_total(tables: Tables) -> int:
    return len(country_visits(tables))


@rule("stops", "stops with a day that no page confirmed", "date_status unconfirmed", "visits")
def _unconfirmed_total(tables: Tables) -> int:
    return int((tables["visits"]["date_status"] == "unconfirmed").sum())


@rule("", "all country visits by region, most first", "count of visits by region", "visits")
def _visits_by_region(tables: Tables) -> str:
    counts = country_visits(tables)["region"].value_counts(sort=False).sort_index()
    ordered = sorted(counts.items(), key=lambda pair: -int(pair[1]))
    return ", ".join(f"{region} {count}" for region, count in ordered)


# Dates --------------------------------------------------------------------------------------


def _gulf_trip(tables: Tables) -> pd.Timestamp:
    frame = tables["visits"]
    return pd.Timestamp(frame[frame["country_code"] == "ARE"]["start"].iloc[0])


def _tehran(tables: Tables) -> pd.Timestamp:
    frame = tables["visits"]
    return pd.Timestamp(frame[frame["city"] == "Tehran"]["start"].iloc[0])


def _raisi(tables: Tables) -> pd.Timestamp:
    frame = tables["visitors"]
    visitor = frame[frame["visitor"] == "Ebrahim Raisi"]
    return pd.Timestamp(visitor["start"].max())


def _release(month: int, tables: Tables) -> pd.Timestamp:
    return pd.Timestamp(measures.months(tables[TO_DATE], 2023, month)["released"].iloc[0])


def _gap_2023(tables: Tables) -> tuple[pd.Timestamp, pd.Timestamp]:
    frame = country_visits(tables)
    first = _started(2023, tables)["start"].min()
    return pd.Timestamp(frame[frame["end"] < first]["end"].max()), pd.Timestamp(first)


@rule("", "day on which the figure for eleven months came out", "released, month 11", TO_DATE)
def _release_date(tables: Tables) -> str:
    return day_in_words(_release(11, tables))


@rule("", "day on which the figure for ten months came out", "released, month 10", TO_DATE)
def _release_date_jan_oct(tables: Tables) -> str:
    return day_in_words(_release(10, tables))


@rule("", "day of the trip to Abu Dhabi and Riyadh", "start of the stop in the UAE", "visits")
def _trip_date(tables: Tables) -> str:
    return day_in_words(_gulf_trip(tables))


@rule("", "day of Putin's visit to Tehran", "start of the stop in Tehran", "visits")
def _tehran_date(tables: Tables) -> str:
    return day_in_words(_tehran(tables))


@rule("", "day on which Iran's president was in Moscow", "last start of his visits", "visitors")
def _raisi_date(tables: Tables) -> str:
    return day_in_words(_raisi(tables))


@rule("", "first day of the first trip of 2023", "first start in 2023", "visits")
def _first_trip_2023_date(tables: Tables) -> str:
    return day_in_words(_gap_2023(tables)[1])


@rule("", "last day of the last trip of 2023", "last end in 2023", "visits")
def _last_trip_2023_date(tables: Tables) -> str:
    ends = tables["visits"]["end"]
    return day_in_words(pd.Timestamp(ends[ends.dt.year == 2023].max()))


@rule("", "last day of the last trip before that", "last end before it", "visits")
def _last_trip_2022_date(tables: Tables) -> str:
    return day_in_words(_gap_2023(tables)[0])


@rule(
    "days",
    "whole days between the last trip of 2022 and the first of 2023, neither day of travel counted",
    "first_trip_2023_date - last_trip_2022_date - 1",
    "visits",
)
def _days_without_trip(tables: Tables) -> int:
    last, first = _gap_2023(tables)
    return (first - last).days - 1


@rule(
    "days",
    "days from the visit to Tehran to the trip to the Gulf",
    "trip_date - tehran_date",
    "visits",
)
def _tehran_to_trip_days(tables: Tables) -> int:
    return (_gulf_trip(tables) - _tehran(tables)).days


@rule(
    "days",
    "days from the trip to the release of the eleven-month figure",
    "release_date - trip_date",
    "visits",
    TO_DATE,
)
def _trip_to_release_days(tables: Tables) -> int:
    return (_release(11, tables) - _gulf_trip(tables)).days


# The pages on Iran --------------------------------------------------------------------------


# Origins on the Russian side: an office, and the news agency of the state.
_MOSCOW = ("Kremlin", "TASS")


def _pages(bearing: str, tables: Tables) -> int:
    return int((tables["iran_check"]["bearing"] == bearing).sum())


def _against_from(tables: Tables, *origins: str) -> int:
    frame = tables["iran_check"]
    return int(((frame["bearing"] == "against") & frame["origin"].isin(origins)).sum())


@rule("pages", "pages compared on the visit to Iran", "rows of iran_check", "iran_check")
def _iran_pages_total(tables: Tables) -> int:
    return len(tables["iran_check"])


@rule(
    "pages",
    "of the pages against the visit, those that come from the Kremlin or from TASS",
    "rows of iran_check with bearing against and origin Kremlin or TASS",
    "iran_check",
)
def _iran_pages_against_moscow(tables: Tables) -> int:
    return _against_from(tables, *_MOSCOW)


@rule(
    "pages",
    "of the pages against the visit, those whose words name no origin",
    "rows of iran_check with bearing against and origin not named",
    "iran_check",
)
def _iran_pages_against_unnamed(tables: Tables) -> int:
    return _against_from(tables, "not named")


def _add_bearings() -> None:
    for bearing in ("against", "for", "consistent", "context"):
        add(
            f"iran_pages_{bearing}",
            "pages",
            f"of those pages, the ones marked {bearing}",
            f"rows of iran_check with bearing {bearing}",
            partial(_pages, bearing),
            "iran_check",
        )


_add_bearings()
