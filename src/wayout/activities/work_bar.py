"""The work bar (W1): what is saved, take it home, bring it back."""

from collections.abc import Collection
from typing import Any

from wayout.activities import activities, answered
from wayout.activities.face import Face, Fields, Reply, received
from wayout.work.entries import read
from wayout.work.session import current
from wayout.work.workfile import NAME, OthersError, WorkFile, where


def work_bar() -> "WorkBar":
    """Return the bar that shows what is saved and holds Download and Load."""
    return WorkBar(current().work)


class WorkBar(Face):
    """The face of the work file; it holds another person's file until it is said what to do."""

    template = "work_bar.html"

    def __init__(self, work: WorkFile) -> None:
        self._name = self._text = ""
        self._compares = False
        super().__init__(work, "work bar")

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return how many answers there are, where they are kept, and what is asked."""
        return {
            "number": answered(self.work.entries()),
            "where": where(self.work),
            "fine": self.work.state in ("new", "loaded"),
            "notice": self.work.notice(),
            "loaded": bool(answered(self.work.loaded())),
            "asked": self._name,
            "theirs": answered(read(self._text).entries),
            "compared": self._compared() if self._compares else None,
        }

    def _compared(self) -> list[tuple[str, str, str]]:
        """Return what both answered: the place, this answer in brief, and the other one."""
        mine, theirs = self.work.entries(), read(self._text).entries
        pairs = [(one.briefly(mine), one.briefly(theirs)) for one in activities() if one.label]
        return [
            (f"{place.replace('_', ' ')}", my[place], their[place])
            for my, their in pairs
            for place in my.keys() & their.keys()
        ]

    def do_download(self, fields: Fields, _: str) -> Reply:
        """Give the newest answers to the browser, as a file."""
        says = f"Your browser saves {NAME} now, in its folder for downloads."
        return Reply(says, file=(NAME, self.work.dumps()))

    def do_load(self, fields: Fields, file: dict[str, Any]) -> Reply:
        """Take in the answers of a file; ask first when they may be another person's."""
        self._forget()
        name = str(file["name"])
        try:
            return self._load(name, received(file))
        except OthersError:
            self._name, self._text = name, received(file)
            return Reply(f"{name}: not loaded yet. Whose answers are these?", focus="asked")
        except ValueError as error:
            return Reply(f"{name}: {error}", warns=True)

    def _load(self, name: str, text: str, *, mine: bool = False) -> Reply:
        known = {entry.id for entry in self.work.entries()}
        self.work.merge(text, mine=mine)
        fresh = [entry for entry in self.work.entries() if entry.id not in known]
        torn = "" if read(text).whole else " The file is damaged: what is whole in it was read."
        return Reply(f"{name}: {_loaded(answered(fresh))}{torn}", warns=bool(torn))

    def _forget(self) -> None:
        self._name, self._text, self._compares = "", "", False

    def do_compare(self, fields: Fields, _: str) -> Reply:
        """Show the answers of the file beside the learner's own; nothing of it is kept."""
        self._compares = not self._compares
        both = len(self._compared())
        return Reply(f"You both answered {both}." if self._compares else "")

    def do_mine(self, fields: Fields, _: str) -> Reply:
        """Take in the answers of another owner's file."""
        name, text = self._name, self._text
        self._forget()
        return self._load(name, text, mine=True)

    def do_leave(self, fields: Fields, _: str) -> Reply:
        """Take in nothing of another owner's file."""
        says = f"{self._name}: left as it is, nothing loaded."
        self._forget()
        return Reply(says)

    def do_undo(self, fields: Fields, _: str) -> Reply:
        """Take out again what was loaded last."""
        self.work.undo()
        return Reply("Undone: what was loaded last is out again. What you answered since is here.")


def _loaded(number: int) -> str:
    if number == 0:
        return "Nothing new loaded: all answers in it were here already."
    return f"{number} new answer{'s' if number > 1 else ''} loaded."
