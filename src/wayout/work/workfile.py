"""The learner's answers: one JSON file that only ever grows.

Entries are added and never changed: whoever changes an answer adds a new entry, and the old
one stays. Each save reads the file again, joins what another notebook wrote meanwhile, writes
a second file beside it and swaps the two, so that a crash leaves the old file or the new one,
never half of one. When the file cannot be used, answers stay in memory and ``message`` says so.
"""

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, TypeVar
from uuid import uuid4

from wayout import paths
from wayout.language import clock
from wayout.work.entries import (
    FIRST,
    LAST,
    Entry,
    NewerFormatError,
    Reading,
    WorkError,
    moment,
    plain,
    read,
    write,
)
from wayout.work.lock import locked

NAME = "my_work.json"
State = Literal["new", "loaded", "damaged", "read-only", "newer"]

_T = TypeVar("_T")
_TICK = timedelta(microseconds=1)
_DOWNLOAD = "Press “Download my answers” before you leave."


class WorkFile:
    """The answers of one learner, in memory and on disk.

    ``path`` is by default the file that the environment variable ``WAYOUT_WORK`` names, or
    ``my_work.json`` in the course folder. ``message`` says what ``state`` means, ready to be shown;
    ``saved`` is when the file was last written, in UTC, ``None`` before the first save.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = Path(os.path.realpath(path or default_path()))
        self.state: State = "new"
        self.message = f"Your answers will be kept in {self.path.name}."
        self.saved: datetime | None = None
        self._entries: dict[str, Entry] = {}
        self._ordered: dict[str | None, list[Entry]] = {}
        # A card's message may arrive in another thread while a cell runs.
        self._guard = threading.RLock()
        self._unsaved: set[str] = set()
        self._stamp: tuple[int, ...] | None = None
        self._whole = True
        self._damage = ""
        self._watchers: dict[str, Callable[[], object]] = {}
        self._refresh()

    @property
    def unsaved(self) -> int:
        """How many entries are in memory only."""
        return len(self._unsaved)

    def add(self, kind: str, value: Any, *, lesson: str = "", claim: str = "") -> Entry:
        """Append one entry and save; it is kept even when the disk refuses: see ``state``.

        Raises WorkError when ``value`` holds something that JSON cannot.
        """
        with self._guard:
            self._refresh()
            entry = Entry(uuid4().hex, kind, self._now(), lesson, claim, plain(value))
            self._take([entry])
            self._unsaved.add(entry.id)
            self.save()
        self._tell()
        return entry

    def entries(
        self, kind: str | None = None, lesson: str | None = None, claim: str | None = None
    ) -> list[Entry]:
        """Return the entries that fit all given fields, oldest first.

        The file is read again only if it has changed; entries and their values are frozen.
        """
        with self._guard:
            self._refresh()
            return [
                entry
                for entry in self._sorted(kind)
                if (lesson is None or entry.lesson == lesson)
                and (claim is None or entry.claim == claim)
            ]

    def latest(
        self, kind: str | None = None, lesson: str | None = None, claim: str | None = None
    ) -> Entry | None:
        """Return the newest entry that fits, or ``None``."""
        found = self.entries(kind, lesson, claim)
        return found[-1] if found else None

    def merge(self, text: str | bytes) -> int:
        """Take in the entries of a downloaded ``my_work.json``; return how many were new.

        What is here already is left alone. Raises WorkError, and changes nothing, when the text is
        no work file of this course.
        """
        reading = read(text)
        if not reading.whole:
            raise WorkError(
                f"This is not a whole {NAME} of the course, so nothing was changed. "
                "Choose the file that you downloaded here before."
            )
        with self._guard:
            self._refresh()
            fresh = {entry.id for entry in reading.entries} - self._entries.keys()
            self._take(reading.entries)
            self._unsaved.update(fresh)
            self.save()
        self._tell()
        return len(fresh)

    def dumps(self) -> str:
        """Return all entries as the text of a work file, for a download."""
        with self._guard:
            self._refresh()
            return write(self._sorted())

    def save(self) -> bool:
        """Write the file now; return whether that worked. ``message`` says why not."""
        with self._guard, self._noting():
            self._write()
        return not self._unsaved

    def _write(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with locked(self._lock):
            self._pull()
            self._swap()

    def watch(self, callback: Callable[[], object], face: str) -> None:
        """Call ``callback()`` after each new entry, for a face that shows the answers.

        A new ``face`` takes the place of an older one of the same name: whoever runs a cell again
        sees the new card, and the old one need not be drawn.
        """
        self._watchers.pop(face, None)
        self._watchers[face] = callback

    def _tell(self) -> None:
        for callback in list(self._watchers.values()):
            callback()

    @property
    def _lock(self) -> Path:
        return self.path.with_name(f".{self.path.name}.lock")

    def _now(self) -> str:
        # A clock set back must not put the newest answer before an older one, or beside it.
        made = [moment(entry.when) + _TICK for entry in self._sorted()[-1:]]
        latest = max([datetime.now(UTC), FIRST, *made])
        return min(latest, LAST).isoformat(timespec="microseconds")

    def _sorted(self, kind: str | None = None) -> list[Entry]:
        """Return all entries, or those of one kind, in the order of time."""
        if not self._ordered:
            self._ordered = {None: []}
            for entry in sorted(self._entries.values(), key=lambda entry: moment(entry.when)):
                self._ordered[None].append(entry)
                self._ordered.setdefault(entry.kind, []).append(entry)
        return self._ordered.get(kind, [])

    def _take(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self._entries.setdefault(entry.id, entry)
        self._ordered = {}

    def _refresh(self) -> None:
        """Read the file again if it has changed since we last looked; mend it where it must be.

        What could be read of a damaged file, and what a vanished or an older file no longer
        holds, is written at once: the next notebook would not find it.
        """
        if _stamp(self.path) == self._stamp:
            return
        with self._noting():
            whole = self._look()
            if self._unsaved or not whole:
                self._write()

    def _pull(self) -> None:
        """Join what is on disk to what is in memory; set a damaged file aside."""
        unchanged = self._whole and _stamp(self.path) == self._stamp
        if not unchanged and not self._look():
            self._set_aside()

    def _look(self) -> bool:
        """Take in what is on disk and note what is not; return whether all could be read."""
        self._stamp, self._whole = _stamp(self.path), False  # until it has been read
        try:
            reading = read(_patiently(self.path.read_bytes))
        except FileNotFoundError:
            reading = Reading([], whole=True)
        self._take(reading.entries)
        self._unsaved.update(self._entries.keys() - {entry.id for entry in reading.entries})
        self._whole = reading.whole
        return reading.whole

    def _set_aside(self) -> None:
        """Keep a file that cannot be read, under a name that is still free."""
        aside = _free_name(self.path.with_name(f"{self.path.name}.damaged"))
        _patiently(lambda: self.path.replace(aside))
        self._stamp = None
        self._unsaved.update(self._entries)
        self._damage = (
            f"{self.path.name} was damaged. It is kept as {aside.name}; "
            f"what could be read, and your new answers, go into a new {self.path.name}."
        )

    def _swap(self) -> None:
        """Write a second file beside the first, then swap the two in one step."""
        beside = self.path.with_name(f".{self.path.name}.new")
        text = write(self._sorted())
        with beside.open("wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        _patiently(lambda: beside.replace(self.path))
        self._stamp = _stamp(self.path)
        self._unsaved.clear()

    @contextmanager
    def _noting(self) -> Iterator[None]:
        """Turn what happens to the file into ``state`` and ``message``."""
        try:
            yield
        except NewerFormatError:
            self._note_newer()
        except OSError as error:
            self._note_refused(error)
        else:
            self._note_saved()

    def _note_saved(self) -> None:
        if self._unsaved and not self._damage:
            return
        changed = _changed(self.path)
        self.saved = changed or self.saved
        self.state = "damaged" if self._damage else "loaded" if changed else "new"
        kept = "are" if changed else "will be"
        self.message = self._damage or f"Your answers {kept} kept in {self.path.name}."

    def _note_newer(self) -> None:
        self.state = "newer"
        self._stamp = _stamp(self.path)
        self.message = (
            f"{self.path.name} was written by a newer version of the course and is left as it is. "
            f"Your answers stay in this notebook for now. {_DOWNLOAD} Then update the course."
        )

    def _note_refused(self, error: OSError) -> None:
        self.state = "read-only"
        self.message = (
            f"{self.path.name} cannot be used ({error.strerror or error}). "
            f"Your answers stay in this notebook until you close it. {_DOWNLOAD}"
        )


def where(work: WorkFile) -> str:
    """Return where answers are kept and when they were last saved, or what is wrong."""
    if work.state != "loaded" or work.unsaved or work.saved is None:
        return work.message
    return f"{work.message} Last saved {clock(work.saved)}."


def default_path() -> Path:
    """Return where answers are kept: ``WAYOUT_WORK`` if set, else in the course folder.

    Where the package was installed without the lessons, that is the folder Python runs in.
    """
    named = os.environ.get("WAYOUT_WORK")
    if named:
        return Path(named).expanduser()
    return (paths.ROOT if (paths.ROOT / "lessons").is_dir() else Path.cwd()) / NAME


def _stamp(path: Path) -> tuple[int, ...] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _changed(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        return None


def _free_name(path: Path) -> Path:
    names = [path, *(path.with_name(f"{path.name}{number}") for number in range(2, 1000))]
    return next((name for name in names if not name.exists()), names[-1])


def _patiently(action: Callable[[], _T]) -> _T:
    # On Windows a file that another program is reading cannot be swapped for a moment.
    for _ in range(4):
        try:
            return action()
        except PermissionError:
            time.sleep(0.05)
    return action()
