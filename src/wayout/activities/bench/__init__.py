"""The map bench (W6): build the argument of the essay, one claim and its neighbours at a time."""

from wayout.activities.bench.bench import shared
from wayout.activities.bench.face import bench
from wayout.activities.bench.goals import ACTIVITIES
from wayout.argument import ArgumentMap
from wayout.work.session import current

__all__ = ["ACTIVITIES", "bench", "learner_map"]


def learner_map() -> ArgumentMap:
    """Return the map that the learner has drawn so far, for whatever goes on with it."""
    session = current()
    return shared(session.lesson, session.work).map
