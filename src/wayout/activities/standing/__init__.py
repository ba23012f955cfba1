"""The standing board: which points stand once every attack is answered, and how strongly.

A board holds points and attacks, from the essay's argument map, from a learner's own, or made by
number to practise on. What stands comes from `wayout.argument`; here it is asked, predicted, shown
step by step, and tried out. No board knows whether a point is true.
"""

from wayout.activities.standing.answers import BOARD, STANDING
from wayout.activities.standing.face import StandingFace, standing

__all__ = ["ACTIVITIES", "StandingFace", "standing"]

ACTIVITIES = (STANDING, BOARD)
"""What a learner predicted of a board, before it was worked out, where the first prediction counts;
and what was done there besides."""
