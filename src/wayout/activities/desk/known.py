"""What the course knows of a claim beside its cards, from ``data/essay/desks.toml``."""

import tomllib
from functools import cache
from typing import Any

from wayout.facts import say
from wayout.tables.package import text

PART = "for a part"
"""How a card is filed that speaks for some of the things that a claim joins."""


def joins(claim: str) -> tuple[str, ...]:
    """Return the things that a claim holds together; empty for most."""
    return tuple(_about(claim).get("joins", ()))


def in_order(claim: str) -> bool:
    """Tell whether a claim turns on what came first."""
    return bool(_about(claim).get("order"))


def part(claim: str, card: str) -> str:
    """Return for which part a card speaks; empty if it is filed for or against the whole."""
    return str(_about(claim).get("part", {}).get(card, ""))


def why(claim: str, card: str) -> str:
    """Return why we filed a card as we did, in a sentence or two; empty if not written."""
    return str(_about(claim).get("why", {}).get(card, ""))


def correction(claim: str, outcome: str) -> str:
    """Return what the tables say against a verdict on a claim of fact; empty if nothing."""
    return str(say(_about(claim).get("against", {}).get(outcome, "")))


def there(claim: str, origin: str) -> str:
    """Return how an origin came to know; empty if we do not know better than its name."""
    return str(_about(claim).get("there", {}).get(origin, ""))


@cache
def desks() -> dict[str, Any]:
    """Return the whole file."""
    return tomllib.loads(text("desks"))


def _about(claim: str) -> dict[str, Any]:
    return dict(desks().get(claim, {}))
