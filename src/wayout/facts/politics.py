"""Standing among states: clubs, and places that map data sets put in several countries."""

from wayout import measures
from wayout.facts.pick import Tables, row

CHECKS = "border_checks"


def standing(tables: Tables, organisation: str, country: str) -> str:
    """Return the standing of a country in a club, and the day since then."""
    found = row(tables["memberships"], organisation=organisation, country=country)
    return f"{found['standing']}, {found['date']}"


def agreeing_places(tables: Tables) -> int:
    """Return how many places all data sets put in one country, or in the sea."""
    return sum(len(counts) <= 1 for counts in measures.drawn_in(tables[CHECKS]).values())
