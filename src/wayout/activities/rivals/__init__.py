"""The rival reasons board: one trip, several explanations, and what evidence tells them apart.

Evidence that fits each explanation helps none of them. What a card is worth between two is how many
times likelier it is under one than under the other. No answer here is graded: what fits what is a
reader's judgment, and only the arithmetic is checked.
"""

from wayout.activities.rivals.grid import tells_apart
from wayout.activities.rivals.odds import ODDS
from wayout.activities.rivals.reasons import DEFENCE, OWN_REASON, ROW
from wayout.activities.rivals.sheets import rivals
from wayout.activities.rivals.weighing import weigh

__all__ = ["ACTIVITIES", "rivals", "tells_apart", "weigh"]

ACTIVITIES = (ROW, OWN_REASON, DEFENCE, ODDS)
