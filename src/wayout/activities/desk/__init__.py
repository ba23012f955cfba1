"""The fact desk: cards on a claim, a verdict with two of them, and both sides at their best."""

from wayout.activities.desk.desk import ACTIVITIES
from wayout.activities.desk.face import fact_desk
from wayout.activities.desk.sides_face import both_sides

__all__ = ["ACTIVITIES", "both_sides", "fact_desk"]
