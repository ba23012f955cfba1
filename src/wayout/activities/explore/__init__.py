"""The explorer: a few controls, and what the tables say for what they are set to.

It asks for no answer and keeps none. Each look is a module of this room with one function that
returns a `Look`; `LOOKS` names them.
"""

from collections.abc import Callable, Collection
from importlib import import_module
from typing import Any

from wayout.activities.explore.look import Choice, Found, Look, Slider, Word
from wayout.activities.face import Face, Fields
from wayout.errors import CourseError
from wayout.language import nearest
from wayout.pages.table import as_html
from wayout.work.session import current
from wayout.work.workfile import WorkFile

__all__ = ["LOOKS", "Choice", "ExploreFace", "Found", "Look", "Slider", "Word", "explore"]

LOOKS = {
    "index": "wayout.activities.explore.concentration",
    "largest": "wayout.activities.explore.partners",
    "words": "wayout.activities.explore.words",
    "partner": "wayout.activities.explore.partners",
    "visits": "wayout.activities.explore.travels",
    "threshold": "wayout.activities.explore.concentration",
    "whole_year": "wayout.activities.explore.part_year",
}
"""The module of each look, by the name that a lesson writes; a function there has that name."""


class ExploreError(CourseError, LookupError):
    """A look that does not exist; the message names the nearest."""


def explore(name: str) -> "ExploreFace":
    """Return a card that looks something up as its controls say, such as ``"largest"``.

    Raises ExploreError for an unknown name.
    """
    if name not in LOOKS:
        raise ExploreError(f"There is nothing to explore named '{name}'. {nearest(name, LOOKS)}")
    made: Callable[[], Look] = getattr(import_module(LOOKS[name]), name)
    return ExploreFace(name, made(), current().work)


class ExploreFace(Face):
    """Controls, a sentence, and a table, drawn anew with each change."""

    template = "explore.html"

    def __init__(self, name: str, look: Look, work: WorkFile) -> None:
        self.look = look
        super().__init__(work, f"explore {name}")

    def saved(self) -> Fields:
        """Return what the controls hold at first."""
        return Fields({one.name: one.first for one in self.look.controls})

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the controls, and what is found for what they hold."""
        found = self.look.find({one.name: one.read(fields[one.name]) for one in self.look.controls})
        table = None if found.table is None else as_html(found.table)
        return {"look": self.look, "says": found.says, "table": table}

    def do_find(self, fields: Fields, _: str) -> None:
        """Look up what was typed; each draft does so too, and this answers the Enter key."""
