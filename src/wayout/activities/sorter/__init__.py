"""The sentence sorter: what kind of claim each sentence makes, by learner, key and classmate."""

from wayout.activities.sorter.choices import ACTIVITY
from wayout.activities.sorter.face import sorter

__all__ = ["ACTIVITIES", "sorter"]

ACTIVITIES = (ACTIVITY,)
