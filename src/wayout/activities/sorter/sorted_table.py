"""What a learner sorted, beside the readings that the key accepts, as a card of its own."""

from collections.abc import Collection
from typing import Any

from wayout.activities.face import Face, Fields
from wayout.activities.sorter.choices import Sorter
from wayout.activities.sorter.key import STATES, key
from wayout.work.session import current


def sorted_table() -> "SortedFace":
    """Return the learner's choices beside the key, and how often each kind was chosen."""
    session = current()
    return SortedFace(Sorter(session.lesson, session.work))


class SortedFace(Face):
    """All choices; it follows the work file."""

    template = "sorted_table.html"

    def __init__(self, sorter: Sorter) -> None:
        self.sorter = sorter
        super().__init__(sorter.work, "sorted table")

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return how far learner and key agree, and both readings of each sorted sentence."""
        return {
            "agreement": self.sorter.agreement(),
            "counts": self.sorter.counts(),
            "chosen": self.sorter.choices(),
            "states": self.sorter.states(),
            "signs": STATES,
            "sentences": key(),
        }
