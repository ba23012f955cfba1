"""The learner's answers: one JSON file, in which nothing that was answered is ever changed.

Whoever changes an answer adds a new entry, and the old one stays; only what came from another file
can be taken out again. Each save reads the file again, joins what another notebook wrote meanwhile,
writes a second file beside it and swaps the two, so that a crash leaves the old file or the new
one, never half of one; where no lock keeps others out, it looks again whether all of it stands.
When the file cannot be used, answers stay in memory and ``message`` says so.
A file has an owner, a number made once at random: what another's file holds comes in only when the
learner says so, and can be taken out again.
"""

import glob
import os
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from random import random
from secrets import token_hex
from typing import Any, Literal, TypeVar
from uuid import uuid4

from wayout import paths
from wayout.language import LONGEST, clock, listed, marks
from wayout.work.entries import (
    AHEAD,
    FIRST,
    LAST,
    Entry,
    NewerFormatError,
    Reading,
    WorkError,
    given_at,
    moment,
    plain,
    read,
    write,
)
from wayout.work.limits import LARGEST, longest, nearly_full
from wayout.work.loads import LOADED, NOTES, STEPS, UNDONE, account, texts
from wayout.work.lock import WAIT, locked

NAME = "my_work.json"
State = Literal["new", "loaded", "damaged", "read-only", "newer"]

_T = TypeVar("_T")
_TICK = timedelta(microseconds=1)
_DAY = timedelta(days=1)
_BRIEFLY = 0.3
_AGAIN = 5.0
_SWAPS, _MOMENT = 40, 0.03
_YOURS = (
    " If it is a backup of your own, press “Load answers from a file” at the end of a lesson and "
    "choose {}: your answers of both then stand together."
)


class OthersError(WorkError):
    """A file that may be another person's: the learner has to say what is to be done with it."""


class WorkFile:
    """The answers of one learner, in memory and on disk.

    ``path`` is by default the file that the environment variable ``WAYOUT_WORK`` names, or
    ``my_work.json`` in the course folder. ``message`` says what ``state`` means, ready to be shown;
    ``saved`` is when the file was last written, in UTC, ``None`` before the first save; then the
    file gets its ``owner``.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = Path(os.path.realpath(path or default_path()))
        self.state: State = "new"
        self.message = f"Your answers will be kept in {self.path.name}."
        self.saved: datetime | None = None
        self.owner = ""
        self._entries: dict[str, Entry] = {}
        self._given: dict[str, datetime] = {}
        self._latest = FIRST
        self._notes: list[Entry] = []
        self._ordered: dict[str | None, list[Entry]] = {}
        # A card's message may arrive in another thread while a cell runs.
        self._guard = threading.RLock()
        self._stills = 0
        self._version = 0
        self._unsaved: set[str] = set()
        self._stamp: tuple[int, ...] | None = None
        self._whole = True
        self._damage = ""
        self._wait, self._again = WAIT, 0.0
        self._watchers: dict[str, Callable[[], object]] = {}
        _sweep(self.path)
        self._refresh()

    @property
    def unsaved(self) -> int:
        """How many entries are in memory only."""
        return len(self._unsaved)

    @property
    def version(self) -> int:
        """A number that is another one whenever entries came or went."""
        with self._guard:
            self._refresh()
            return self._version

    @contextmanager
    def still(self) -> Iterator[None]:
        """Look at the file once: what others write meanwhile is seen afterwards.

        Whoever asks twice while something is done gets answers that belong together. What is added
        meanwhile is there at once, and what others wrote comes in with it.
        """
        with self._guard:
            self._refresh()
            self._stills += 1
            try:
                yield
            finally:
                self._stills -= 1

    def add(self, kind: str, value: Any, *, lesson: str = "", claim: str = "") -> Entry:
        """Append one entry and save; it is kept even when the disk refuses: see ``state``.

        Raises WorkError when ``value`` holds something that JSON cannot, or too much of it.
        """
        with self._guard:
            self._refresh()
            entry = self._made(kind, value, lesson, claim)
            if kind not in STEPS:
                if (length := longest(entry.value)) > LONGEST:
                    raise WorkError(f"{length:,} characters: {LONGEST:,} is the most. Shorten it.")
                self._check_room([entry])
            self._append(entry)
            self.save()
        self._tell()
        return entry

    def _made(self, kind: str, value: Any, lesson: str = "", claim: str = "") -> Entry:
        return Entry(uuid4().hex, kind, self._now(), lesson, claim, plain(value))

    def _append(self, entry: Entry) -> None:
        self._take([entry], self._latest)
        self._unsaved.add(entry.id)

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

    def latest(self, kind: str | None = None, lesson: str | None = None) -> Entry | None:
        """Return the newest entry that fits, or ``None``."""
        found = self.entries(kind, lesson)
        return found[-1] if found else None

    def owns(self, reading: Reading) -> bool:
        """Return whether a file is the learner's own, as far as can be told.

        Its owner is this one, or one whose answers were made the learner's, or nothing is answered
        here yet. A file older than owners is the learner's when most of it is here.
        """
        owners, _ = account(self._notes)
        if reading.owner and self.owner:
            return reading.owner in owners | {self.owner} or not self._is_answered()
        known = sum(one.id in self._entries for one in reading.entries)
        return 2 * known > len(reading.entries) or not self._is_answered()

    def merge(self, given: str | bytes | Reading, *, mine: bool = False) -> int:
        """Take in the entries of a downloaded ``my_work.json``; return how many were new.

        What is here already is left alone; of a torn file, all that is whole comes in. Raises
        OthersError when it is another person's, unless ``mine`` makes it the learner's own, and
        WorkError when it is no work file or too large. Nothing is changed then.
        """
        if not isinstance(given, Reading) and len(given) > LARGEST:
            raise WorkError(f"This file is too large to be a {NAME}, so it was not read.")
        reading = given if isinstance(given, Reading) else read(given)
        if not reading.whole and not reading.entries:
            raise WorkError(
                f"This is not a whole {NAME} of the course, so nothing was changed. "
                "Choose the file that you downloaded here before."
            )
        with self._guard:
            self._refresh()
            answers = {one.id: one for one in reading.entries if one.kind not in NOTES}
            fresh = {name: answers[name] for name in answers if name not in self._entries}
            if fresh and not mine and not self.owns(reading):
                raise OthersError(
                    "This file is from another person, or from you on another computer: "
                    "nothing of it was loaded yet."
                )
            if fresh:
                self._check_room(fresh.values())
                self._bring(reading.owner, fresh)
            self.save()
        self._tell()
        return len(fresh)

    def _bring(self, owner: str, fresh: dict[str, Entry]) -> None:
        """Take in entries, with a note by which they can be taken out again."""
        note = self._made(LOADED, {"owner": owner, "was": self.owner, "ids": [*fresh]})
        self.owner = self.owner if self._is_answered() else owner or self.owner
        self._append(note)
        self._take(fresh.values())
        self._unsaved.update(fresh)

    def undo(self) -> int:
        """Take out what the newest load brought and return how many entries that was.

        Answers given since stay. Raises WorkError when nothing was loaded during the last day.
        """
        with self._guard:
            out = self.loaded()
            if not out:
                raise WorkError("Nothing was loaded during the last day.")
            load = self._notes[-1]
            if self.owner in texts(load, "owner"):
                self.owner = "".join(texts(load, "was"))
            self._append(self._made(UNDONE, load.value))
            self.save()
        self._tell()
        return len(out)

    def loaded(self) -> list[Entry]:
        """Return the entries that `undo` would take out."""
        with self._guard:
            self._refresh()
            last = self._notes[-1:]
            if not last or last[0].kind == UNDONE or self._given[last[0].id] < _clock() - _DAY:
                return []
            return [self._entries[one] for one in texts(last[0], "ids") & self._entries.keys()]

    def notice(self) -> str:
        """Return what the learner should know before it is too late, empty if nothing."""
        _, out = account(self._notes)
        known = out | self._entries.keys()
        near = [(name, copy) for name, copy in _copies(self.path) if self.owns(copy)]
        more = [name for name, copy in near if not known.issuperset(_answers(copy.entries))]
        beside = f"Beside {self.path.name} lies {listed(marks(more))} with answers missing here"
        full = nearly_full(self.path.name, *self._filled())
        said = [full, f"{beside}: load it on the card “Your answers”." if more else ""]
        return " ".join(filter(None, said))

    def _check_room(self, more: Collection[Entry]) -> None:
        number, size = self._filled()
        size += len(write(more).encode())
        if full := nearly_full(self.path.name, number + len(more), size, near=1):
            raise WorkError(full)

    def _filled(self) -> tuple[int, int]:
        size = self._stamp[1] if self._stamp else 0
        return (len(self._entries), size) if self._is_answered() else (0, 0)

    def _is_answered(self) -> bool:
        return any(_answers(self._entries.values()))

    def dumps(self) -> str:
        """Return all entries as the text of a work file, for a download."""
        with self._guard:
            self._refresh()
            if self._unsaved:
                self.owner = self.owner or uuid4().hex
            return write(self._in_order(), self.owner)

    def save(self) -> bool:
        """Write the file now; return whether that worked. ``message`` says why not."""
        with self._guard, self._noting():
            self._write()
        return not self._unsaved

    def _write(self) -> None:
        """Save, and where no lock keeps others out, write again what they left out."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # Once another program has held the lock for long, later answers do not wait for it again.
        wait, self._wait = self._wait, _BRIEFLY
        with locked(self._lock, wait, lambda: _stamp(self.path)) as alone:
            self._wait, owner, done = WAIT, self.owner, False
            for left in reversed(range(_SWAPS)):
                self._pull(owner)
                if done and not self._unsaved:
                    return
                done = left > 0 and self._swap()
                if done and alone:
                    return
                time.sleep(_MOMENT * (done + random()))
        raise OSError("other programs write it all the time")

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
        # A clock set back must not put the newest answer before an older one, or beside it; but
        # one that stands far from the clock says nothing about today.
        now, next_one = _clock(), self._latest + _TICK
        latest = max(now, FIRST, next_one if next_one <= now + AHEAD else FIRST)
        return min(latest, LAST).isoformat(timespec="microseconds")

    def _in_order(self) -> list[Entry]:
        return sorted(self._entries.values(), key=lambda entry: self._given[entry.id])

    def _sorted(self, kind: str | None = None) -> list[Entry]:
        """Return all entries without the file's own notes, or those of one kind, in order."""
        if not self._ordered:
            self._ordered = {None: []}
            for entry in self._in_order():
                self._file(entry)
        return self._ordered.get(kind, [])

    def _file(self, entry: Entry) -> None:
        for kind in (entry.kind,) if entry.kind in NOTES else (entry.kind, None):
            self._ordered.setdefault(kind, []).append(entry)

    def _take(self, entries: Iterable[Entry], after: datetime = FIRST) -> None:
        """Join entries, given one after the other, to those here; what was taken out stays out."""
        listed, before = [*entries], len(self._entries)
        for entry, given in zip(listed, given_at(listed, _clock(), after), strict=True):
            if self._entries.setdefault(entry.id, entry) is entry:
                if given < self._latest:
                    self._ordered = {}
                elif self._ordered:
                    self._file(entry)
                self._given[entry.id] = given
                self._latest = max(self._latest, given)
                self._notes += [entry] * (entry.kind in NOTES)
        self._version += len(self._entries) > before
        _, out = account(self._notes)
        for gone in out & self._entries.keys():
            del self._entries[gone]
            self._ordered = {}
            self._version += 1
        self._unsaved &= self._entries.keys()

    def _refresh(self) -> None:
        """Read the file again if it has changed since we last looked; mend it where it must be.

        What could be read of a damaged file, and what a vanished or an older file no longer
        holds, is written at once: the next notebook would not find it.
        """
        if self._stills:
            return
        due = self._unsaved and self.state == "read-only" and time.monotonic() > self._again
        if _stamp(self.path) == self._stamp and not due:
            return
        with self._noting():
            whole = self._look().whole
            if self._unsaved or not whole:
                self._write()

    def _pull(self, owner: str) -> None:
        """Join what is on disk to what is in memory; set a damaged file aside."""
        if self._whole and _seen(self.path) == self._stamp:
            return
        self.owner = owner  # of several that begin a file at once, the first one names it
        if not (reading := self._look()).whole:
            self._set_aside(reading)

    def _look(self) -> Reading:
        """Take in what is on disk, note what is not, and return what could be read."""
        self._stamp, self._whole = _stamp(self.path), False  # until it has been read
        try:
            reading = read(_patiently(self.path.read_bytes))
        except FileNotFoundError:
            reading = Reading([], whole=True)
        if self._is_foreign(reading):
            reading = replace(reading, entries=[], whole=False)
        else:
            self.owner = reading.owner or self.owner
        self._take(reading.entries)
        self._unsaved.update(self._entries.keys() - {entry.id for entry in reading.entries})
        self._whole = reading.whole
        return reading

    def _is_foreign(self, reading: Reading) -> bool:
        """Return whether another person's file was put in the place of this one."""
        shared = any(entry.id in self._entries for entry in reading.entries)
        return not shared and not self.owns(reading) and bool(reading.owner and self.owner)

    def _set_aside(self, reading: Reading) -> None:
        """Keep a copy of a file that cannot be gone on with, under a name that is still free."""
        foreign, name = reading.owner not in ("", self.owner), self.path.name
        self._unsaved.update(self._entries)
        data = _patiently(self.path.read_bytes)
        aside = _free_name(self.path.with_name(f"{name}.{'other' if foreign else 'damaged'}"), data)
        if not aside.exists():
            _put(aside, data, self.path)
        found = f"what could be read (entries: {len(reading.entries)}), and your new answers,"
        more = _YOURS.format(aside.name) if foreign else ""
        self._damage = (
            f"{name} was {'replaced by another file' if foreign else 'damaged'}. It is kept as "
            f"{aside.name}; {'your answers' if foreign else found} go into a new {name}.{more}"
        )

    def _swap(self) -> bool:
        """Swap in all that is here, unless the file was changed since it was read."""
        owner, before = self.owner or uuid4().hex, self._stamp
        text = write(self._in_order(), owner).encode()
        if stamp := _put(self.path, text, self.path, lambda: _seen(self.path) == before):
            self.owner, self._stamp = owner, stamp
            self._unsaved.clear()
        return stamp is not None

    @contextmanager
    def _noting(self) -> Iterator[None]:
        """Turn what happens to the file into ``state`` and ``message``."""
        try:
            yield
        except NewerFormatError:
            self._stamp = _stamp(self.path)
            why = "was written by a newer version of the course and is left as it is"
            self._note("newer", why, " Then update the course.")
        except OSError as error:
            self._again = time.monotonic() + _AGAIN
            self._note("read-only", f"cannot be used ({error.strerror or error})")
        else:
            self._note_saved()

    def _note(self, state: State, why: str, then: str = "") -> None:
        self.state = state
        self.message = (
            f"{self.path.name} {why}. Your answers stay in this notebook until you close it. "
            f"Press “Download my answers” before you leave.{then}"
        )

    def _note_saved(self) -> None:
        if self._unsaved and not self._damage:
            return
        changed = _changed(self.path)
        self.saved = changed or self.saved
        self.state = "damaged" if self._damage else "loaded" if changed else "new"
        kept = "are" if changed else "will be"
        self.message = self._damage or f"Your answers {kept} kept in {self.path.name}."


def where(work: WorkFile) -> str:
    """Return where answers are kept and when one was last given, or what is wrong."""
    given = [entry.when for entry in work.entries() if entry.kind not in STEPS]
    if work.state != "loaded" or work.unsaved or not given:
        return work.message
    return f"{work.message} Last answer {clock(max(map(moment, given)))}."


def default_path() -> Path:
    """Return where answers are kept: ``WAYOUT_WORK`` if set, else in the course folder.

    Where the package was installed without the lessons, that is the folder Python runs in.
    """
    named = os.environ.get("WAYOUT_WORK")
    if named:
        return Path(named).expanduser()
    return (paths.ROOT if (paths.ROOT / "lessons").is_dir() else Path.cwd()) / NAME


def _clock() -> datetime:
    return datetime.now(UTC)


def _answers(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the ids of what a learner answered."""
    return (entry.id for entry in entries if entry.kind not in STEPS)


def _copies(path: Path) -> Iterator[tuple[str, Reading]]:
    """Yield what is named like a copy: ``my_work (1).json``, ``Copy of my_work.json``."""
    like = f"*{glob.escape(path.stem)}*{glob.escape(path.suffix)}"
    for found in sorted(path.parent.glob(like))[:20]:
        if found != path and (stamp := _stamp(found)):
            yield found.name, _copy(found, stamp)


@lru_cache(maxsize=20)
def _copy(path: Path, stamp: tuple[int, ...]) -> Reading:
    """Read a copy, anew when its stamp has changed."""
    try:
        return read(path.read_bytes() if stamp[1] <= LARGEST else b"")
    except (OSError, WorkError):
        return Reading([], whole=False)


def _stamp(path: Path) -> tuple[int, ...] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _seen(path: Path) -> tuple[int, ...] | None:
    """Return the stamp of a file, looked at anew: a network drive does so when it is opened."""
    with suppress(OSError):
        path.open("rb").close()
    return _stamp(path)


def _changed(path: Path) -> datetime | None:
    stamp = _stamp(path)
    return datetime.fromtimestamp(stamp[0] / 1e9, UTC) if stamp else None


def _free_name(path: Path, data: bytes) -> Path:
    """Return a name that is still free, or that of a copy of the same ``data``."""
    names = [path, *(path.with_name(f"{path.name}{number}") for number in range(2, 1000))]
    for name in names:
        with suppress(OSError):  # a copy that cannot be read is passed over
            if not name.exists() or name.read_bytes() == data:
                return name
    return names[-1]


def _put(
    path: Path, data: bytes, like: Path, ready: Callable[[], bool] = lambda: True
) -> tuple[int, ...] | None:
    """Write a second file beside ``path``, with the rights of ``like``, then swap the two.

    Returns the stamp of what was written, ``None`` if it was not ``ready`` to be swapped.
    """
    beside = path.with_name(f".{like.name}.{token_hex(8)}.new")
    file = beside.open("xb")  # anew: never through a link that lies there
    try:
        with file:
            with suppress(OSError):
                if sys.platform != "win32":
                    os.fchmod(file.fileno(), like.stat().st_mode & 0o777)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        stamp = _stamp(beside) or (0,)
        if not ready():
            return None
        _patiently(lambda: beside.replace(path))
    finally:  # on a full disk, half a file takes the room of the next try
        with suppress(OSError):
            beside.unlink()
    _settle(path.parent)
    return stamp


def _sweep(path: Path) -> None:
    """Remove second files that a crash left beside ``path`` more than a day ago."""
    with suppress(OSError):
        for left in path.parent.glob(f".{glob.escape(path.name)}.{'[0-9a-f]' * 16}.new"):
            if left.lstat().st_mtime < (_clock() - _DAY).timestamp():
                left.unlink()


def _settle(folder: Path) -> None:
    """Write the names in a folder to the disk, so that a swap outlives a power cut."""
    with suppress(OSError):  # Windows and some network drives have no such thing
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _patiently(action: Callable[[], _T]) -> _T:
    # On Windows a file that another program is reading cannot be swapped for a moment.
    for _ in range(4):
        try:
            return action()
        except PermissionError:
            time.sleep(0.05)
    return action()
