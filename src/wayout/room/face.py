"""The card of the class: where the files are, and the picture of what they say."""

import tempfile
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from wayout import paths
from wayout.activities.face import Face, Fields, Reply
from wayout.errors import CourseError
from wayout.language import in_figures, listed
from wayout.room.guard import Guard
from wayout.room.output import page, table
from wayout.room.picture import Picture, picture
from wayout.room.roll import Roll, Room
from wayout.room.sample import make_sample
from wayout.work.lessons import lessons
from wayout.work.session import current
from wayout.work.workfile import WorkFile

_opened: dict[str, str] = {}
"""The folder that a card showed last, by its work file: a cell that runs again shows it again."""
_guards: dict[Path, Guard] = {}
"""What was shown of each folder so far: to read it again must not show a single new answer.

Each guard knows of all the others, since one learner may lie in several folders.
"""
_NOTHING = "No files read yet."
_ASK = "Not looked for yet: the card does so with a button, which in a large class takes seconds."
Asked = tuple[Roll, str, bool, bool]


def class_view(folder: str = "") -> "RoomFace":
    """Return the card of the class; without a folder, of a made-up class to try it with."""
    work = current().work
    return RoomFace(work, folder or _opened.get(str(work.path)) or sample())


def sample() -> str:
    """Return the folder of the made-up class, which is made once for this computer's session."""
    if "sample" not in _opened:
        _opened["sample"] = str(make_sample(Path(tempfile.mkdtemp(prefix="wayout-sample-"))))
    return _opened["sample"]


class RoomFace(Face):
    """A field for the folder, a few ticks, and the picture; it asks nobody anything."""

    template = "room.html"

    def __init__(self, work: WorkFile, folder: str) -> None:
        super().__init__(work, "class_view")
        self._room: Room | None = None
        self._roll: Roll | None = None
        self._kept: tuple[Asked, Picture] | None = None
        self._folder, self._says, self._grouped = "", _NOTHING, False
        self._open(folder)

    def saved(self) -> Fields:
        """Return the folder that is shown; what is right is hidden until the teacher shows it."""
        folder = "" if self._folder == _opened.get("sample") else self._folder
        return Fields(folder=folder, hide="yes")

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the picture; while a class votes, the files are looked at each time."""
        seen = self._seen(fields)
        numbered = [
            (one.number, f"{one.number.lstrip('0') or '0'}. {one.title}") for one in lessons()
        ]
        return {"seen": seen, "lessons": [("", "all lessons"), *numbered], "now": self._says}

    def _seen(self, fields: Fields) -> Picture | None:
        if self._room is None or self._roll is None:
            return None
        live = bool(fields["live"])
        try:
            if live:
                self._roll = self._room.roll()
                self._says = said(self._roll)
            lesson = fields.one_of("lesson", (one.number for one in lessons()), "")
            return self._made(self._room.folder, self._roll, lesson, live)
        except CourseError as error:
            self._says = str(error)
            return None

    def _made(self, folder: Path, roll: Roll, lesson: str, live: bool) -> Picture:
        """Return the picture, made anew only when something else was answered or is asked."""
        asked = roll, lesson, live, self._grouped
        if self._kept is None or self._kept[0] != asked:
            grouped = self._grouped and not live
            made = picture(roll, _guard(folder.resolve()), lesson, grouped=grouped)
            self._kept = asked, made if live or grouped else replace(made, groups=(_ASK,))
        return self._kept[1]

    def do_page(self, fields: Fields, _: str) -> Reply:
        """Give the picture as a page of its own."""
        return self._saved(fields, "class_view.html", partial(page, names=not fields["names"]))

    def do_table(self, fields: Fields, _: str) -> Reply:
        """Give all counts as a table for a spreadsheet."""
        return self._saved(fields, "class_view.csv", table)

    def _saved(self, fields: Fields, name: str, made: Callable[[Picture], str]) -> Reply:
        seen = self._seen(fields)
        if seen is None:
            return Reply(self._says, warns=True)
        return Reply(f"Your browser saves {name} now, in its folder for downloads.",
                     file=(name, str(made(seen))))  # fmt: skip

    def do_groups(self, _: Fields, __: str) -> None:
        """Look for groups of opinion, until other files are read."""
        self._grouped = True

    def do_read(self, fields: Fields, _: str) -> Reply:
        """Read the files of the folder that was typed."""
        folder = fields["folder"].strip().strip("\"'")
        if not folder:
            return Reply("Type the name of the folder first.", warns=True, focus="folder")
        return self._open(folder)

    def do_sample(self, fields: Fields, _: str) -> Reply:
        """Show the made-up class."""
        fields["folder"] = ""
        return self._open(sample())

    def _open(self, folder: str) -> Reply:
        try:
            room = Room(_found(folder))
            roll = room.roll()
        except CourseError as error:
            self._says = str(error)
            return Reply(self._says, warns=True)
        except (OSError, ValueError):  # such as a name of more letters than a disk takes
            self._says = "This folder cannot be read. Look for a slip in its name."
            return Reply(self._says, warns=True)
        self._room, self._roll, self._kept, self._grouped = room, roll, None, False
        self._folder = _opened[str(self.work.path)] = folder
        self._says = said(roll)
        return Reply(self._says, forget=("folder",))


def _guard(folder: Path) -> Guard:
    """Return the guard of a folder, made with those of all folders that were read before."""
    if folder not in _guards:
        _guards[folder] = Guard(next(iter(_guards.values()), None))
    return _guards[folder]


def _found(folder: str) -> Path:
    """Return a folder from where the notebook runs, or else from the folder of the course."""
    here = Path(folder).expanduser()
    return paths.ROOT / here if not here.exists() and (paths.ROOT / here).exists() else here


_LOOK = "Look for files whose names begin with my_work, or for the zip of your platform."


def said(roll: Roll) -> str:
    """Return in a sentence how many files were read and how many learners count."""
    notes = [f"{len(roll.notes)} with a note below"] if roll.notes else []
    if not roll.files:
        return f"No work file is there. {roll.others} {_LOOK}".replace("  ", " ")
    people = f"{in_figures(len(roll.learners), 'learner')} counted"
    return f"Read {in_figures(roll.files, 'file')}: {listed([people, *notes])}."
