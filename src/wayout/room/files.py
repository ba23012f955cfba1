"""Which files of a folder are read: within limits, through no link, and nothing is unpacked.

A learning platform hands out one zip, or a folder for each learner. A zip is read where it lies;
what stands in it is a name and bytes, and no file is ever made of it.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from wayout.language import counted
from wayout.work.limits import LARGEST

DEEPEST = 8
"""How many folders within folders are looked into."""
MOST = 20_000
"""How many files are looked at, in a folder and in a zip."""
ALL = 40 * LARGEST
"""How many bytes are unpacked of one zip: those of thousands of learners."""

Stamp = tuple[int, int, int]
Content = tuple[str, bytes, str]
"""The name of a file, what stands in it, and why it was not read, empty if it was."""
_TOO_LARGE = f"is larger than {LARGEST // 10**6} MB, which no work file is: not read"
_TOO_MUCH = f"holds more than {ALL // 10**6} MB: what comes after them is not read"
_IN_ZIP = "(in {}) {}"


@dataclass(frozen=True)
class Found:
    """One file to read: its path, its name below the folder, and what changes when it does."""

    path: Path
    name: str
    stamp: Stamp

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


def look(folder: Path) -> Look:
    """Return the work files and zips in a folder, in order of their names; or of one such file.

    Raises OSError where the folder cannot be read.
    """
    seen = Look([], [])
    if folder.is_file():
        _file(folder, folder.name, seen)
    else:
        with os.scandir(folder):
            pass  # one that cannot be read at all is said at once
        _folder(folder, "", seen, DEEPEST)
    return seen


def _folder(folder: Path, above: str, seen: Look, left: int) -> None:
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
        if len(seen.found) + len(seen.left) >= MOST:
            seen.left.append((shown(name), f"and what comes after: {MOST:,} files are the most"))
            return
        if one.is_symlink():
            seen.left.append((shown(name), "is a link to another place: not followed"))
        elif not one.is_dir(follow_symlinks=False):
            _file(Path(one.path), name, seen)
        elif left:
            _folder(Path(one.path), f"{name}/", seen, left - 1)
        else:
            seen.left.append((shown(name), f"lies more than {DEEPEST} folders deep: not read"))


def _file(path: Path, name: str, seen: Look) -> None:
    if not _is_ours(name):
        seen.others += 1
        return
    try:
        about = path.lstat()
    except OSError as error:
        seen.left.append((shown(name), f"cannot be read ({error.strerror})"))
        return
    if not stat.S_ISREG(about.st_mode):
        seen.left.append((shown(name), "is no ordinary file: not read"))
    elif about.st_size > LARGEST and not _is_zip(name):
        seen.left.append((shown(name), _TOO_LARGE))
    else:
        stamp = about.st_mtime_ns, about.st_size, about.st_ino
        seen.found.append(Found(path, shown(name), stamp))


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "__MACOSX"))


def _is_zip(name: str) -> bool:
    return name.lower().endswith(".zip")


def _is_ours(name: str) -> bool:
    """Tell a work file by its name, however a browser or a platform has changed it."""
    last = name.rpartition("/")[2].lower()
    return last.endswith((".json", ".zip")) or "my_work" in last


def shown(name: str) -> str:
    """Return a name that can be written anywhere, on one line."""
    text = name.encode("utf-8", "replace").decode("utf-8")
    plain = "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
    return plain if len(plain) <= 120 else f"…{plain[-119:]}"


def contents(one: Found) -> Iterator[Content]:
    """Yield what stands in a file, or in each work file of a zip."""
    if _is_zip(one.name):
        yield from _zipped(one)
        return
    try:
        data = _bytes(one.path)
    except OSError as error:
        yield one.name, b"", f"cannot be read ({error.strerror})"
    else:
        yield one.name, data[:LARGEST], _TOO_LARGE if len(data) > LARGEST else ""


def _bytes(path: Path) -> bytes:
    """Read a file as far as a work file goes; a link that was put in its place is refused."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(0, "no ordinary file")
        return file.read(LARGEST + 1)


def _zipped(one: Found) -> Iterator[Content]:
    try:
        with ZipFile(one.path) as archive:
            within = [info for info in archive.infolist() if not info.is_dir()]
            if len(within) > MOST:
                said = f"holds more than {MOST:,} files: what comes after them is not read"
                yield one.name, b"", said
            left = ALL
            for info in within[:MOST]:
                for name, data, why in _member(one, archive, info):
                    left -= len(data)
                    yield name, data, why
                if left <= 0:
                    yield one.name, b"", _TOO_MUCH
                    break
    except Exception as error:  # zipfile raises many kinds for a torn or a hostile archive
        yield one.name, b"", f"cannot be opened as a zip ({type(error).__name__})"


def _member(one: Found, archive: ZipFile, info: ZipInfo) -> Iterator[Content]:
    parts = info.filename.replace("\\", "/").split("/")
    if any(_is_hidden(part) for part in parts if part not in ("..", ".")):
        return
    name = _IN_ZIP.format(one.name, shown(info.filename))
    if _is_zip(parts[-1]):
        yield name, b"", "is a zip inside a zip: not opened"
    elif _is_ours(parts[-1]):
        try:
            with archive.open(info) as file:  # what it says of its size is not believed
                data = file.read(LARGEST + 1)
        except Exception as error:
            yield name, b"", f"cannot be read from the zip ({type(error).__name__})"
        else:
            yield name, data[:LARGEST], _TOO_LARGE if len(data) > LARGEST else ""


def others_line(number: int) -> str:
    """Return a sentence on the files that no work file can be, empty if there are none."""
    if not number:
        return ""
    verb = "was" if number == 1 else "were"
    return f"{counted(number, 'other file').capitalize()} {verb} left aside: neither JSON nor zip."
