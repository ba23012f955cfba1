"""Among states: clubs, disputed places, how far capitals lie apart, and what was expected."""

from wayout import measures
from wayout.facts.pick import Tables, row

CHECKS = "border_checks"


def standing(tables: Tables, organisation: str, country: str) -> str:
    """Return the standing of a country in a club, and the day since then."""
    found = row(tables["memberships"], organisation=organisation, country=country)
    return f"{found['standing']}, {found['date']}"


def apart_km(tables: Tables, one: str, other: str) -> float:
    """Return how far apart the capitals of two countries lie."""
    rows = (row(tables["capitals"], country=name) for name in (one, other))
    return measures.distance_km(*((found["latitude"], found["longitude"]) for found in rows))


def agreeing_places(tables: Tables) -> int:
    """Return how many places all data sets put in one country, or in the sea."""
    return sum(len(counts) <= 1 for counts in measures.drawn_in(tables[CHECKS]).values())


def no_change_right(tables: Tables) -> int:
    """Return to how many questions "nothing changes" is the answer that came."""
    asked = tables["outcomes"]
    return int((asked["no_change"] == asked["answer"]).sum())
