"""The work bar (W1): what is saved, take it home, bring it back."""

from collections.abc import Collection
from typing import Any

from wayout.activities import activities, answered
from wayout.activities.face import Face, Fields, Reply, received
from wayout.work.entries import Reading, read
from wayout.work.session import current
from wayout.work.workfile import NAME, OthersError, WorkFile, where

_NOTHING = Reading([], whole=True)


def work_bar() -> "WorkBar":
    """Return the bar that shows what is saved and holds Download and Load."""
    return WorkBar(current().work)


class WorkBar(Face):
    """The face of the work file; it holds another person's file until it is said what to do."""

    template = "work_bar.html"

    def __init__(self, work: WorkFile) -> None:
        super().__init__(work, "work bar")
        self._ask()

    def _ask(self, name: str = "", theirs: Reading = _NOTHING) -> None:
        self._name, self._theirs, self._compares = name, theirs, False

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return how many answers there are, where they are kept, and what is asked."""
        return {
            "number": answered(self.work.entries()),
            "where": where(self.work),
            "fine": self.work.state in ("new", "loaded"),
            "notice": self.work.notice(),
            "loaded": bool(self.work.loaded()),
            "asked": self._name,
            "theirs": answered(self._theirs.entries),
            "compared": self._compared() if self._compares else None,
        }

    def _compared(self) -> list[tuple[str, str, str]]:
        """Return what both have answered: where, the learner's answer, and the file's."""
        rows = list[tuple[str, str, str]]()
        for one in activities():
            mine, theirs = one.briefly(self.work.entries()), one.briefly(self._theirs.entries)
            both = (place for place in mine if place in theirs)
            rows += [(f"{one.label}: {place}", mine[place], theirs[place]) for place in both]
        return rows

    def do_download(self, fields: Fields, _: str) -> Reply:
        """Give the newest answers to the browser, as a file."""
        says = f"Your browser saves {NAME} now, in its folder for downloads."
        return Reply(says, file=(NAME, self.work.dumps()))

    def do_load(self, fields: Fields, file: dict[str, Any]) -> Reply:
        """Take in the answers of a file; ask first when they may be another person's."""
        name = str(file["name"])
        self._ask()
        try:
            reading = read(received(file))
            return self._load(name, reading)
        except OthersError:
            self._ask(name, reading)
            return Reply(f"{name}: not loaded yet. Whose answers are these?", focus="asked")
        except ValueError as error:
            return Reply(f"{name}: {error}", warns=True)

    def do_whose(self, fields: Fields, what: str) -> Reply:
        """Show the file's answers beside the learner's, make them the learner's, or leave them."""
        name, theirs = self._name, self._theirs
        if what == "compare":
            self._compares = not self._compares
            return Reply(f"Answered by both: {len(self._compared())}." if self._compares else "")
        reply = Reply(f"{name}: left as it is, nothing loaded.")
        reply = self._load(name, theirs, mine=True) if what == "mine" else reply
        self._ask()
        return reply

    def do_undo(self, fields: Fields, _: str) -> Reply:
        """Take out again what was loaded last."""
        self.work.undo()
        return Reply("Undone: what was loaded last is out again. What you answered since is here.")

    def _load(self, name: str, reading: Reading, *, mine: bool = False) -> Reply:
        known = {entry.id for entry in self.work.entries()}
        self.work.merge(reading, mine=mine)
        fresh = [entry for entry in self.work.entries() if entry.id not in known]
        torn = "" if reading.whole else " The file is damaged: what is whole in it was read."
        return Reply(f"{name}: {_loaded(answered(fresh))}{torn}", warns=bool(torn))


def _loaded(number: int) -> str:
    if number == 0:
        return "Nothing new loaded: all answers in it were here already."
    return f"{number} new answer{'s' if number > 1 else ''} loaded."
