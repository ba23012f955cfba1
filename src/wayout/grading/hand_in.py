"""The last card of a class copy: what is answered, whether it is saved, and one file to hand in."""

import os
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from wayout.activities.face import Face, Fields, Reply
from wayout.errors import CourseError
from wayout.exercises import class_copy
from wayout.exercises.class_copy import ClassCopy
from wayout.exercises.ran import UNKNOWN, Ran, ran
from wayout.grading.reading import LARGEST
from wayout.grading.submission import Submission, find, submission
from wayout.language import counted, listed
from wayout.work.session import current
from wayout.work.workfile import WorkFile

_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,19}")


class NoCopyError(CourseError):
    """A notebook that is no class copy, or whose first cell has not run."""


def hand_in(shell: Any) -> "HandIn":
    """Return the card that hands in the class copy which ``start`` opened.

    It reads answers where ``shell``, IPython's own object, keeps them. Raises NoCopyError.
    """
    copy = class_copy.current()
    if copy is None:
        raise NoCopyError(
            "This hands in a class copy of an exercise. Run the first cell of the notebook that "
            "your teacher gave you, then this cell again."
        )
    return HandIn(current().work, copy, {} if shell is None else shell.user_ns)


class HandIn(Face):
    """What stands in the notebook now; pressed again, it looks again. Nothing is sent anywhere."""

    template = "hand_in.html"

    def __init__(
        self, work: WorkFile, copy: ClassCopy, names: dict[str, Any], runs: Ran = ran
    ) -> None:
        super().__init__(work, f"hand in {copy.release}")
        self.copy, self.names, self.ran = copy, names, runs

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return how each question is read now, and how the file on the disk stands to it."""
        cards = [class_copy.look(self.copy, name, self.names) for name in self.copy.asks]
        made = self._made()
        return {
            "cards": cards,
            "missing": [card.question for card in cards if card.state == "blank"],
            "odd": [card.question for card in cards if card.state == "kind"],
            "saved": _saved(made),
            "fine": made.saved and not made.unsaved and not made.unrun,
        }

    def do_look(self, fields: Fields, _: str) -> Reply:
        """Look again at what stands in the notebook."""
        return Reply("Looked again: this is how it stands now.")

    def do_download(self, fields: Fields, _: str) -> Reply:
        """Give the submission to the browser, as a file."""
        number = fields["number"].strip()
        if number and not _NUMBER.fullmatch(number):
            says = "A class number has letters, figures and hyphens, at most 20. No file was made."
            return Reply(says, warns=True, focus="number")
        made = self._made()
        if len(made.content) > LARGEST:
            says = "The notebook is too large to hand in: take long texts out of it, then save."
            return Reply(says, warns=True)
        name = self._name(number)
        return Reply(
            f"Your browser saves {name} now. Hand in that file.", file=(name, made.content)
        )

    def _name(self, number: str) -> str:
        return f"{self.copy.name}{f'_{number}' if number else ''}.ipynb"

    def _made(self) -> Submission:
        runs = self.ran.runs()
        hint = os.environ.get("JPY_SESSION_NAME", "")
        saved = find(self.copy.release, Path.cwd(), hint, runs)
        return submission(self.copy.lesson, self.copy.release, saved, runs)


def _saved(made: Submission) -> str:
    """Return a sentence on the file of the notebook."""
    if not made.saved:
        return (
            "The file of this notebook was not found, so the submission is made of the cells that "
            "ran. Run all cells with an answer of yours first. Notes outside of them are not in it."
        )
    if made.unsaved:
        known = [name for name in made.unsaved if not name.startswith(UNKNOWN)]
        which = f" ({listed(known)})" if known else ""
        says = f"Not saved yet: {counted(len(made.unsaved), 'cell')}{which}. Save with Ctrl + S."
        return f"{says} The submission has what ran, even so."
    if made.unrun:
        return f"Changed and not run: {listed(made.unrun)}. Run it, so that you see how it is read."
    return "The notebook is saved."
