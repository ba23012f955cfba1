"""Named figures for prose: each is computed from the tables when it is asked for.

A lesson writes ``say("Trade reached {jan_nov_2023:.1f} billion dollars.")``. No figure in a
lesson is typed by hand, so a sentence and its table cannot part ways. ``data/facts.toml`` says
what each fact is called, what it means, and where its value comes from.
"""

from wayout.facts.prose import Fact, Prose, fact, names, say
from wayout.facts.registry import FACTS, FactError, FactSpec
from wayout.facts.trade import headline
from wayout.facts.visits import country_visits

__all__ = [
    "FACTS",
    "Fact",
    "FactError",
    "FactSpec",
    "Prose",
    "country_visits",
    "fact",
    "headline",
    "names",
    "say",
]
