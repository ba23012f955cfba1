"""The debate desk (W9): a structured controversy in seven steps, on two seats that are changed."""

from wayout.activities.controversy.desk import DEBATE
from wayout.activities.controversy.face import seats

__all__ = ["ACTIVITIES", "seats"]

ACTIVITIES = (DEBATE,)
