"""Visits: how many, where, and on which day."""

import pandas as pd

from wayout import measures
from wayout.facts.pick import Tables, row, rows
from wayout.facts.trade import TO_DATE
from wayout.language import day_in_words, listed

VISITS = "visits"


def country_visits(tables: Tables) -> pd.DataFrame:
    """Return one row for each country on each trip, in order of time."""
    return measures.country_visits(tables[VISITS])


def _chosen(tables: Tables, year: int | None, **wanted: object) -> pd.DataFrame:
    visits = country_visits(tables)
    started = visits if year is None else measures.starting_in(visits, year)
    return rows(started, **wanted)


def count(tables: Tables, year: int | None = None, **wanted: object) -> int:
    """Return how many country visits there were, in a year, or with what a column must hold."""
    return len(_chosen(tables, year, **wanted))


def countries(tables: Tables, year: int) -> str:
    """Return the countries visited in a year, in order of time, each once."""
    return listed(dict.fromkeys(map(_called, _chosen(tables, year)["country"])))


def _called(country: str) -> str:
    return f"the {country}" if country.startswith("United") else country


def by_region(tables: Tables) -> str:
    """Return the number of country visits by region, most first."""
    counts = country_visits(tables)["region"].value_counts(sort=False).sort_index()
    ordered = sorted(counts.items(), key=lambda pair: -int(pair[1]))
    return ", ".join(f"{region} {number}" for region, number in ordered)


# Days ---------------------------------------------------------------------------------------


def _first(tables: Tables, year: int) -> pd.Timestamp:
    return pd.Timestamp(_chosen(tables, year)["start"].min())


def _last(tables: Tables, year: int) -> pd.Timestamp:
    ends = tables[VISITS]["end"]
    return pd.Timestamp(ends[ends.dt.year == year].max())


def first_day(tables: Tables, year: int) -> str:
    """Return the first day of the first trip of a year, in words."""
    return day_in_words(_first(tables, year))


def last_day(tables: Tables, year: int) -> str:
    """Return the last day of the last trip of a year, in words."""
    return day_in_words(_last(tables, year))


def days_without_trip(tables: Tables, year: int) -> int:
    """Return the whole days between the last trip of the year before and the first of a year."""
    return (_first(tables, year) - _last(tables, year - 1)).days - 1


def _arrival(tables: Tables, city: str) -> pd.Timestamp:
    return pd.Timestamp(row(tables[VISITS], city=city)["start"])


def days_between(tables: Tables, first: str, then: str) -> int:
    """Return the days from the visit to one city to the visit to another."""
    return (_arrival(tables, then) - _arrival(tables, first)).days


def days_to_release(tables: Tables, city: str, year: int, month: int) -> int:
    """Return the days from the visit to a city to the release of a year's trade up to a month."""
    released = row(measures.months(tables[TO_DATE], year, month))["released"]
    return (pd.Timestamp(released) - _arrival(tables, city)).days
