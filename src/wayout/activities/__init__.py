"""The activities: what is asked, what counts as an answer, what it gives back, what a card shows.

No widget is imported here. Each line of `REGISTRY` names a module of this room and the cards that
it offers; its entries in the work file are its ``ACTIVITIES``. Lessons, progress, the work bar and
the tests walk the register, so a new activity is one module, one template and one line here.
"""

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import Any

from wayout.work.activity import Activity
from wayout.work.entries import Entry

REGISTRY: dict[str, tuple[str, ...]] = {
    "wayout.activities.guess": ("guess",),
    "wayout.activities.dial": ("dial", "change"),
    "wayout.activities.sorter": ("sorter",),
    "wayout.activities.desk": ("fact_desk", "both_sides"),
    "wayout.activities.yardstick": ("yardstick", "yardstick_grid"),
    "wayout.activities.bench": ("bench",),
    "wayout.activities.question": (),
    "wayout.activities.builder": ("build", "match"),
    "wayout.activities.reveal": ("reveal",),
    "wayout.activities.explore": ("explore",),
    "wayout.activities.closing": ("dials", "findings", "last_word"),
    "wayout.activities.rivals": ("rivals", "tells_apart", "weigh"),
    "wayout.activities.standing": ("standing",),
    "wayout.activities.forecasts": ("forecasts",),
    "wayout.activities.controversy": ("seats",),
    "wayout.activities.work_bar": ("work_bar",),
}


def activities() -> tuple[Activity[Any], ...]:
    """Return all kinds of answers, in the order of the register."""
    return tuple(
        one for module in REGISTRY for one in getattr(import_module(module), "ACTIVITIES", ())
    )


def cards() -> dict[str, str]:
    """Return the module of each card, by the name that a lesson writes."""
    return {name: module for module, names in REGISTRY.items() for name in names}


@cache
def maker(name: str) -> Callable[..., Any]:
    """Return the function that makes the face of a card; its module is imported now."""
    made: Callable[..., Any] = getattr(import_module(cards()[name]), name)
    return made


def answered(entries: Iterable[Entry]) -> int:
    """Return how many dials, questions, sentences and verdicts there are, each counted once."""
    given = list(entries)
    return sum(len(one.places(given)) for one in activities() if one.label)
