"""Yardsticks for dependence: what to measure, where "too big" begins, what the tables answer.

Whoever says "dependent" has chosen a measure and a threshold. Here both can be chosen, and
each choice is held against every source we have, so that nobody picks the one that suits.
"""

from wayout.activities.yardstick.choice import ACTIVITY, STAGES, Choice, Yardstick
from wayout.activities.yardstick.face import yardstick
from wayout.activities.yardstick.grid_face import yardstick_grid
from wayout.activities.yardstick.judging import (
    ANSWERS,
    STATES,
    WORDS,
    Row,
    Verdict,
    grid,
    side,
    state,
    verdicts,
)
from wayout.activities.yardstick.measures import (
    MEASURES,
    STEPS,
    YEAR,
    YEARS,
    Measure,
    Reading,
    measure,
    measures,
)
from wayout.activities.yardstick.sources import readings

__all__ = [
    "ACTIVITIES",
    "ANSWERS",
    "MEASURES",
    "STAGES",
    "STATES",
    "STEPS",
    "WORDS",
    "YEAR",
    "YEARS",
    "Choice",
    "Measure",
    "Reading",
    "Row",
    "Verdict",
    "Yardstick",
    "grid",
    "measure",
    "measures",
    "readings",
    "side",
    "state",
    "verdicts",
    "yardstick",
    "yardstick_grid",
]

ACTIVITIES = (ACTIVITY,)
