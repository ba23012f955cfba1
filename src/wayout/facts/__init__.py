"""Named figures for prose: each is computed from the tables when it is asked for.

A lesson writes ``say("Trade reached {jan_nov_2023:.1f} billion dollars.")``. No figure in a
lesson is typed by hand, so a sentence and its table cannot part ways.
"""

# Each subject registers its facts when it is imported; the order is that of names().
from wayout.facts import (
    concentration,
    essay_words,
    goods,
    partners,
    politics,
    shares,
    trade,
    visits,
)  # isort: skip
from wayout.facts.prose import Fact, FactError, Prose, fact, names, say
from wayout.facts.registry import RULES, Rule
from wayout.facts.trade import headline
from wayout.facts.visits import country_visits

__all__ = [
    "RULES",
    "Fact",
    "FactError",
    "Prose",
    "Rule",
    "concentration",
    "country_visits",
    "essay_words",
    "fact",
    "goods",
    "headline",
    "names",
    "partners",
    "politics",
    "say",
    "shares",
    "trade",
    "visits",
]
