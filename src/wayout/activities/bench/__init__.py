"""The map bench (W6): build the argument of the essay, one claim and its neighbours at a time."""

from wayout.activities.bench.face import bench
from wayout.activities.bench.moves import ACTIVITIES

__all__ = ["ACTIVITIES", "bench"]
