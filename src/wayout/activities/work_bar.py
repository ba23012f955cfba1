"""The work bar (W1): what is saved, take it home, bring it back."""

from collections.abc import Collection
from typing import Any

from wayout.activities import answered
from wayout.activities.face import Face, Fields, Reply, received
from wayout.work.session import current
from wayout.work.workfile import NAME, WorkFile, where


def work_bar() -> "WorkBar":
    """Return the bar that shows what is saved and holds Download and Load."""
    return WorkBar(current().work)


class WorkBar(Face):
    """The face of the work file."""

    template = "work_bar.html"

    def __init__(self, work: WorkFile) -> None:
        super().__init__(work, "work bar")

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return how many answers there are, where they are kept, and whether all is well."""
        return {
            "number": answered(self.work.entries()),
            "where": where(self.work),
            "fine": self.work.state in ("new", "loaded"),
        }

    def do_download(self, fields: Fields, _: str) -> Reply:
        """Give the newest answers to the browser, as a file."""
        says = f"Your browser saves {NAME} now, in its folder for downloads."
        return Reply(says, file=(NAME, self.work.dumps()))

    def do_load(self, fields: Fields, file: dict[str, Any]) -> Reply:
        """Take in the answers of a file."""
        name = str(file["name"])
        known = {entry.id for entry in self.work.entries()}
        try:
            self.work.merge(received(file))
        except ValueError as error:
            return Reply(f"{name}: {error}", warns=True)
        fresh = [entry for entry in self.work.entries() if entry.id not in known]
        return Reply(f"{name}: {_loaded(answered(fresh))}")


def _loaded(number: int) -> str:
    if number == 0:
        return "Nothing new loaded: all answers in it were here already."
    return f"{number} new answer{'s' if number > 1 else ''} loaded."
