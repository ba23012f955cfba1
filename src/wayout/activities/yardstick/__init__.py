"""Yardsticks for dependence: what to measure, where "too big" begins, what the tables answer.

Whoever says "dependent" has chosen a measure and a threshold. Here both can be chosen, and
each choice is held against every source we have, so that nobody picks the one that suits.
"""

from wayout.activities.yardstick.choice import ACTIVITY
from wayout.activities.yardstick.face import yardstick
from wayout.activities.yardstick.grid_face import yardstick_grid

__all__ = ["ACTIVITIES", "yardstick", "yardstick_grid"]

ACTIVITIES = (ACTIVITY,)
