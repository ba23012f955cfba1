"""Visits: the countries and the regions."""

import pandas as pd

from wayout import measures
from wayout.facts.pick import Tables
from wayout.language import listed

VISITS = "visits"


def country_visits(tables: Tables) -> pd.DataFrame:
    """Return one row for each country on each trip, in order of time."""
    return measures.country_visits(tables[VISITS])


def countries(tables: Tables, year: int) -> str:
    """Return the countries visited in a year, in order of time, each once."""
    visits = measures.starting_in(country_visits(tables), year)
    return listed(dict.fromkeys(map(_called, visits["country"])))


def _called(country: str) -> str:
    return f"the {country}" if country.startswith("United") else country


def bound(tables: Tables, year: int) -> int:
    """Return how many countries visited in a year were party to the Rome Statute on that day."""
    visits = measures.starting_in(country_visits(tables), year)
    clubs = tables["memberships"]
    court = clubs[clubs["organisation"] == "ICC (Rome Statute)"].set_index("country")
    found = court.loc[visits["country"]]  # a country without a row is no country that is free
    since = pd.to_datetime(found["date"], format="ISO8601").to_numpy()
    return int(((found["standing"] == "party") & (since <= visits["start"].to_numpy())).sum())


def by_region(tables: Tables) -> str:
    """Return the number of country visits by region, most first."""
    counts = country_visits(tables)["region"].value_counts(sort=False).sort_index()
    ordered = sorted(counts.items(), key=lambda pair: -int(pair[1]))
    return ", ".join(f"{region} {number}" for region, number in ordered)
