"""The sentence sorter: what kind of claim each sentence makes, by learner, key and classmate."""

from wayout.activities.sorter.choices import ACTIVITY
from wayout.activities.sorter.face import sorter
from wayout.activities.sorter.sorted_table import sorted_table

__all__ = ["ACTIVITIES", "sorted_table", "sorter"]

ACTIVITIES = (ACTIVITY,)
