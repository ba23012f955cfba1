"""The dial: how sure a learner is of one claim, before, after and after the debate, and why."""

from wayout.activities.dial.answers import ACTIVITY
from wayout.activities.dial.change import change
from wayout.activities.dial.face import dial

__all__ = ["ACTIVITIES", "change", "dial"]

ACTIVITIES = (ACTIVITY,)
