"""The files of a class, read one after the other: who counts, and what was found with the others.

Of each file a short sheet is kept and nothing else, so memory stays flat. A file is read again
only if it has changed; one that is torn, because it is being written, is read again each time, and
what it said before counts meanwhile.
"""

import os
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from wayout.errors import CourseError
from wayout.room.files import Found, Look, Stamp, contents, look, others_line
from wayout.room.sheet import Mark, Sheet, sheet

SAMPLE = "sample-"
"""How the random number of a made-up learner begins."""
_MANY = 10_000_000
"""From so many bytes on, several processes read: starting them takes a second or two."""
_CHUNK = 25
_YOUNG = 60
"""For so many seconds after it has changed, a torn file may still be being written."""


class RoomError(CourseError, OSError):
    """A folder that cannot be read, or a page that cannot be written; a sentence for a teacher."""


@dataclass(frozen=True)
class Note:
    """What was found with one file, and which other one it has to do with."""

    name: str
    why: str
    other: str = ""


@dataclass(frozen=True)
class Roll:
    """Who counts, in order of their names, and what is said of the files that do not, or not all.

    ``files`` is how many were read, ``sample`` how many of the learners are made up.
    """

    learners: tuple[Sheet, ...] = ()
    notes: tuple[Note, ...] = ()
    files: int = 0
    others: str = ""

    @property
    def sample(self) -> int:
        """How many of the learners are made up."""
        return sum(one.who.startswith(SAMPLE) for one in self.learners)


class Room:
    """One folder with the files of a class; ``jobs`` is how many processes read, 0 for all cores.

    Raises RoomError when there is no such folder.
    """

    def __init__(self, folder: Path | str, jobs: int = 0) -> None:
        self.folder = Path(folder).expanduser()
        self.jobs = jobs or os.cpu_count() or 1
        if not self.folder.exists():
            raise RoomError(f"There is no folder {self.folder}. Look for a slip in its name.")
        self._read: dict[Path, tuple[Stamp, tuple[Sheet, ...]]] = {}
        self._pool: dict[Mark, Mark] = {}
        self._seen: Look | None = None
        self._last = Roll()

    def roll(self) -> Roll:
        """Return who counts now; only files that have changed are read, and none if none has."""
        try:
            seen = look(self.folder)
        except OSError as error:
            why = error.strerror or error
            raise RoomError(f"The folder {self.folder} cannot be read ({why}).") from None
        due = [one for one in seen.found if self._is_due(one)]
        if not due and seen == self._seen:
            return self._last
        for one, sheets in zip(due, self._sheets(due), strict=True):
            self._take(one, sheets)
        here = {one.path for one in seen.found}
        self._read = {path: kept for path, kept in self._read.items() if path in here}
        read = [self._read[one.path][1] for one in seen.found]
        self._seen = seen
        self._last = _roll([sheet for some in read for sheet in some], seen.left, seen.others)
        return self._last

    def _is_due(self, one: Found) -> bool:
        stamp, sheets = self._read.get(one.path, ((0, 0, 0), ()))
        young = time.time() - one.stamp[0] / 1e9 < _YOUNG
        faults = {sheet.fault for sheet in sheets} - {""}
        return stamp != one.stamp or _WRITING in faults or (young and bool(faults))

    def _take(self, one: Found, sheets: tuple[Sheet, ...]) -> None:
        """Keep what was read; while a file is being written, what it said before."""
        _, before = self._read.get(one.path, (one.stamp, ()))
        young = time.time() - one.stamp[0] / 1e9 < _YOUNG
        if len(before) == len(sheets) == 1 and sheets[0].fault and before[0].marks:
            sheets = (replace(before[0], fault=_WRITING),)
        elif young and any(sheet.marks for sheet in before) and _faults(sheets) - _faults(before):
            kept = (sheet for sheet in before if sheet.fault != _WRITING)
            sheets = (Sheet(one.name, fault=_WRITING), *kept)
        self._read[one.path] = one.stamp, tuple(map(self._shared, sheets))

    def _shared(self, one: Sheet) -> Sheet:
        """Let all learners who say the same share the words for it."""
        marks = tuple(self._pool.setdefault(mark, mark) for mark in one.marks)
        return replace(one, marks=marks)

    def _sheets(self, due: list[Found]) -> Iterator[tuple[Sheet, ...]]:
        """Yield the sheets of each file, read by several processes where that pays."""
        if self.jobs == 1 or sum(one.size for one in due) < _MANY or len(due) < 2:
            yield from map(_of, due)
            return
        done = 0
        try:
            from concurrent.futures import ProcessPoolExecutor  # a browser's Python has none
            from multiprocessing import get_context

            fresh = get_context("spawn")
            with ProcessPoolExecutor(self.jobs, fresh) as pool:
                for sheets in pool.map(_of, due, chunksize=_CHUNK):
                    yield sheets
                    done += 1
        except (OSError, ImportError, BrokenExecutor):  # some computers allow no more processes
            yield from map(_of, due[done:])


_WRITING = "is being written, or was damaged since: what it said before counts"


def _faults(sheets: Iterable[Sheet]) -> set[tuple[str, str]]:
    return {(sheet.name, sheet.fault) for sheet in sheets if sheet.fault}


def _of(one: Found) -> tuple[Sheet, ...]:
    return tuple(
        Sheet(name, fault=why) if why else sheet(name, data) for name, data, why in contents(one)
    )


def _roll(sheets: list[Sheet], left: Iterable[tuple[str, str]], others: int) -> Roll:
    found = [*left, *((one.name, one.fault) for one in sheets if one.fault)]
    notes = [Note(name, why) for name, why in found]
    whole = [one for one in sheets if one.marks]
    if real := [one for one in whole if not one.who.startswith(SAMPLE)]:
        notes += [Note(one.name, _MADE_UP) for one in whole if one.who.startswith(SAMPLE)]
        whole = real
    chosen: dict[str, Sheet] = {}
    known = {one.first: one.who for one in whole if one.who}
    seen: dict[str, str] = {}
    for one in whole:
        if one.digest in seen:
            notes.append(Note(one.name, _SAME_FILE, seen[one.digest]))
            continue
        seen[one.digest] = one.name
        who = one.who or known.get(one.first, f"entry {one.first}")
        other = chosen.setdefault(who, one)
        if other is not one:
            newer, older = sorted((one, other), key=lambda sheet: sheet.newest, reverse=True)
            chosen[who] = newer
            notes.append(Note(older.name, _SAME_LEARNER, newer.name))
    learners = tuple(replace(one, who=who) for who, one in chosen.items())
    return Roll(learners, tuple(notes), len(sheets), others_line(others))


_MADE_UP = "is of a made-up learner: not counted beside real ones"
_SAME_FILE = "is word for word the same as another one, and is counted once"
_SAME_LEARNER = (
    "and another one come from one learner, by the random number in them: the one answered "
    "last counts. If they are two people, one began with a copy of the other's file"
)
