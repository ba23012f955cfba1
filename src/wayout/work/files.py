"""Which files of a folder are read: within limits, through no link, and nothing is unpacked.

A learning platform hands out one zip, or a folder for each learner. A zip is read where it lies;
what stands in it is a name and bytes, and no file is ever made of it.
"""

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import ZipFile, ZipInfo

from wayout.language import counted
from wayout.work.limits import LARGEST

DEEPEST = 8
"""How many folders within folders are looked into."""
MOST = 20_000
"""How many files are looked at, in a folder and in a zip."""
LONGEST = 255, 1000
"""How many signs a part of a name in a zip may have, and the whole: no disk takes more."""
INDEX = 10_000_000
"""How many bytes the table of contents of a zip may have."""
INNER_INDEX = 500_000
"""The same of all zips that an upload holds: some thousands of files."""
REST = "what comes after"
"""Stands in the reason where a zip or a folder was not read to its end."""
UTF8 = 0x800
"""The bit by which a zip says that a name is UTF-8."""

Stamp = tuple[int, int, int]
Parts = tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """Which files are read: by the ending of their names, or a word in them.

    ``largest`` is the most bytes of one file and ``whole`` of all in one zip, those of thousands of
    learners. ``inner`` is how many zips deep a zip may lie in a zip; ``strict`` refuses in a zip
    each name that leads out of it. ``share`` says in whose upload a path in a zip lies: of each at
    most ``upload`` bytes in ``uploaded`` files are read, so that none uses up what is for all.
    With ``named``, files of other kinds are named too, unread, with ``other`` as the reason.
    """

    what: str
    endings: tuple[str, ...]
    word: str = ""
    largest: int = LARGEST
    whole: int = 40 * LARGEST
    inner: int = 0
    strict: bool = False
    share: Callable[[Parts], str] = field(default=lambda parts: "")
    upload: int = 50_000_000
    uploaded: int = 200
    named: bool = False

    def holds(self, name: str) -> bool:
        """Tell by its name, however a browser or a platform has changed it, if a file is ours."""
        last = name.rpartition("/")[2].lower()
        return last.endswith((*self.endings, ".zip")) or bool(self.word and self.word in last)

    @property
    def other(self) -> str:
        """What is said of a file of another kind."""
        return f"is no {self.what}"

    @property
    def too_large(self) -> str:
        """What is said of a file that is too large."""
        return f"is larger than {self.largest // 10**6} MB, which no {self.what} is: not read"


def _of_moodle(parts: Parts) -> str:
    """Return Moodle's folder of a learner, "" in another zip."""
    return next((part for part in parts if "_assignsubmission_" in part), "")


WORK = Kind("work file", (".json",), "my_work", share=_of_moodle)


@dataclass(frozen=True)
class Content:
    """What stands in a file, and why it was not read, empty if it was.

    ``parts`` is its path, with the name of the zip it lies in. ``when`` is the time of the file on
    this disk, by the clock on the wall, for what lies in a zip that of the outermost zip: nothing
    was handed in later. ``inner`` is the time that its zip says: a platform writes that of the
    download there, and a learner whatever they like.
    """

    name: str
    data: bytes
    why: str = ""
    parts: Parts = ()
    when: str = ""
    inner: str = ""


_IN_ZIP = "(in {}) {}"
_LINK = "is a link to another place: not followed"
_ODD = "is no ordinary file: not read"


@dataclass(frozen=True)
class Found:
    """One file to read: its path, its name below the folder, and what changes when it does.

    ``whole`` is the name as it stands on the disk, however long.
    """

    path: Path
    name: str
    stamp: Stamp
    whole: str = ""

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.stamp[1]


@dataclass
class Look:
    """What a look at a folder found: files to read, names and reasons of those left aside."""

    found: list[Found]
    left: list[tuple[str, str]]
    others: int = 0


def look(folder: Path, kind: Kind) -> Look:
    """Return the work files and zips in a folder, in order of their names; or of one such file.

    Raises OSError where the folder cannot be read.
    """
    seen = Look([], [])
    if folder.is_file():
        _file(folder, folder.name, seen, kind)
    else:
        with os.scandir(folder):
            pass  # one that cannot be read at all is said at once
        _folder(folder, "", seen, DEEPEST, kind)
    return seen


def _folder(folder: Path, above: str, seen: Look, left: int, kind: Kind) -> None:
    try:
        with os.scandir(folder) as entries:
            within = sorted(entries, key=lambda one: one.name)
    except OSError as error:
        seen.left.append((shown(above), f"cannot be opened ({error.strerror})"))
        return
    for one in within:
        name = f"{above}{one.name}"
        if _is_hidden(one.name):
            continue
        ours = len(seen.found) - (seen.others if kind.named else 0)
        if ours + len(seen.left) >= MOST:
            seen.left.append((shown(name), f"and {REST}: {MOST:,} files are the most"))
            return
        if one.is_symlink():
            seen.left.append((shown(name), _LINK))
        elif not one.is_dir(follow_symlinks=False):
            _file(Path(one.path), name, seen, kind)
        elif left:
            _folder(Path(one.path), f"{name}/", seen, left - 1, kind)
        else:
            seen.left.append((shown(name), f"lies more than {DEEPEST} folders deep: not read"))


def _file(path: Path, name: str, seen: Look, kind: Kind) -> None:
    if not kind.holds(name):
        seen.others += 1
        if kind.named:
            seen.found.append(Found(path, shown(name), (0, 0, 0), name))
        return
    try:
        about = path.lstat()
    except OSError as error:
        seen.left.append((shown(name), f"cannot be read ({error.strerror})"))
        return
    if not stat.S_ISREG(about.st_mode):
        seen.left.append((shown(name), _ODD))
    elif about.st_size > kind.largest and not _is_zip(name):
        seen.left.append((shown(name), kind.too_large))
    else:
        stamp = about.st_mtime_ns, about.st_size, about.st_ino
        seen.found.append(Found(path, shown(name), stamp, name))


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "__MACOSX"))


def _is_zip(name: str) -> bool:
    return name.lower().endswith(".zip")


def shown(name: str) -> str:
    """Return a name that can be written anywhere, on one line."""
    text = name.encode("utf-8", "replace").decode("utf-8")
    plain = "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
    return plain if len(plain) <= 120 else f"…{plain[-119:]}"


def contents(one: Found, kind: Kind) -> Iterator[Content]:
    """Yield what stands in a file, or in each file of a zip that may be ours."""
    parts = tuple((one.whole or one.name).split("/"))
    if not kind.holds(parts[-1]):
        yield Content(one.name, b"", kind.other, parts)
        return
    when = _wall(one.stamp[0] / 1e9)
    try:
        if not _is_zip(one.name):
            yield _cut(one.name, _bytes(one.path, kind.largest), parts, when, kind)
            return
        with _opened(one.path) as file:
            for found in _Zip(kind).within(file, one.name, parts, kind.inner):
                yield replace(found, when=when)
    except OSError as error:
        yield Content(one.name, b"", f"cannot be read ({error.strerror})", parts)


def _cut(name: str, data: bytes, parts: Parts, when: str, kind: Kind) -> Content:
    why = kind.too_large if len(data) > kind.largest else ""
    return Content(name, data[: kind.largest], why, parts, when)


def _wall(seconds: float) -> str:
    try:
        return datetime.fromtimestamp(seconds).isoformat(timespec="seconds")
    except (OverflowError, OSError, ValueError):
        return ""


def _opened(path: Path) -> IO[bytes]:
    """Open an ordinary file; a link or a pipe that was put in its place is refused."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    file = os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(0, "no ordinary file")
    return file


def _bytes(path: Path, largest: int) -> bytes:
    with _opened(path) as file:
        return file.read(largest + 1)


@dataclass
class _Zip:
    """One zip, with those inside it: how many bytes and files of each upload were unpacked.

    ``tables`` is how many bytes its zips have as their tables of contents.
    """

    kind: Kind
    read: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    full: set[str] = field(default_factory=set)
    tables: Counter[str] = field(default_factory=Counter)

    def within(self, file: IO[bytes], name: str, parts: Parts, inner: int) -> Iterator[Content]:
        try:
            share = self.kind.share((*parts, "")) if inner < self.kind.inner else ""
            most = INDEX if inner == self.kind.inner else INNER_INDEX - self.tables[share]
            opening = _Opening(file, most)
            try:
                archive = ZipFile(opening)
            finally:
                self.tables[share] += opening.close_table()
            with archive:
                for info in archive.infolist():
                    if not info.is_dir():
                        yield from self._member(archive, info, name, parts, inner)
        except _TooManyNamesError:
            yield Content(name, b"", "names more files than anybody hands in: not opened", parts)
        except Exception as error:  # zipfile raises many kinds for a torn or a hostile archive
            says = f"cannot be opened as a zip ({type(error).__name__})"
            yield Content(name, b"", says, parts)

    def _left(self, share: str) -> int:
        return (self.kind.upload if share else self.kind.whole) - self.read[share]

    def _full(self, share: str, name: str, parts: Parts) -> Iterator[Content]:
        """Yield once for each upload that it holds too much, nothing while it may hold more."""
        most = self.kind.uploaded if share else MOST
        if self._left(share) > 0 and self.seen[share] < most:
            return
        if share not in self.full:
            self.full.add(share)
            size = (self.kind.upload if share else self.kind.whole) // 10**6
            much = f"{most:,} files" if self._left(share) > 0 else f"{size} MB"
            what = "is of an upload that holds" if share else "holds"
            says = f"{what} more than {much}: {REST} is not read"
            yield Content(name, b"", says, parts)

    def _member(
        self, archive: ZipFile, info: ZipInfo, above: str, parents: Parts, inner: int
    ) -> Iterator[Content]:
        path = _path(info)
        parts = path.split("/")
        if any(_is_hidden(part) for part in parts if part not in ("..", ".")):
            return
        held = self.kind.holds(path)
        if not (held or self.kind.named):
            return
        name, whole = _IN_ZIP.format(above, shown(path)), (*parents, *parts)
        why = _refused(info, parts, self.kind.strict) or ("" if held else self.kind.other)
        share = "" if _too_long(parts) else self.kind.share(whole)
        told = (name, whole) if share else (above, parents)
        yield from self._full(share, *told)
        if share in self.full:
            return
        self.seen[share] += 1
        zipped = _is_zip(parts[-1])
        if zipped and not inner and not why:
            why = "is a zip inside a zip: not opened"
        if why:
            yield Content(name, b"", why, parents if _too_long(parts) else whole)
            return
        most = min(self._left(share), WORK.whole) if zipped else self.kind.largest
        try:
            with archive.open(info) as file:  # what it says of its size is not believed
                data = file.read(most + 1)
        except Exception as error:
            locked = "it is locked with a password" if info.flag_bits & 1 else type(error).__name__
            yield Content(name, b"", f"cannot be read from the zip ({locked})", whole)
            return
        if zipped:
            self.read[share] += len(data)
            yield from self.within(BytesIO(data), name, whole, inner - 1)
            return
        made = _cut(name, data, whole, "", self.kind)
        self.read[share] += len(made.data)
        own = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*info.date_time)
        yield replace(made, inner=own)


class _TooManyNamesError(Exception):
    """A table of contents that is too long to be read."""


class _Opening:
    """A file as a zip reads it: of its table of contents no more than ``most`` bytes.

    What the zip asks for is counted, so that no second reading of its end can say otherwise.
    """

    def __init__(self, file: IO[bytes], most: int) -> None:
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable
        self._file, self._most, self._read, self._opens = file, most, 0, True

    def read(self, size: int = -1) -> bytes:
        if self._opens and size > 0:
            self._read += size
            if self._read > self._most:
                raise _TooManyNamesError
        return self._file.read(size)

    def close_table(self) -> int:
        """Say that the table has been read; return how many bytes were, 0 where it was refused."""
        self._opens = False
        return self._read if self._read <= self._most else 0


def _path(info: ZipInfo) -> str:
    """Return a name with / between its parts; many programs write UTF-8 and do not say so."""
    name = info.filename
    if not info.flag_bits & UTF8:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.filename
    return name.replace("\\", "/")


def _refused(info: ZipInfo, parts: list[str], strict: bool) -> str:
    if _too_long(parts):
        return f"has a name of more than {LONGEST[0]} signs: not read"
    form = stat.S_IFMT(info.external_attr >> 16)
    if stat.S_ISLNK(form):
        return _LINK
    if form and not stat.S_ISREG(form):
        return _ODD
    out = not parts[0] or ".." in parts or parts[0][1:2] == ":"
    return "has a path that leads out of its zip: not read" if strict and out else ""


def _too_long(parts: list[str]) -> bool:
    return max(map(len, parts)) > LONGEST[0] or sum(map(len, parts)) > LONGEST[1]


def others_line(number: int, what: str = "JSON") -> str:
    """Return a sentence on the files that cannot be ours, empty if there are none."""
    if not number:
        return ""
    verb = "was" if number == 1 else "were"
    some = counted(number, "other file").capitalize()
    return f"{some} {verb} left aside: neither {what} nor zip."
