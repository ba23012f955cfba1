"""Runs the notebooks as nobody has answered them yet: each with a work file of its own."""

import asyncio
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from wayout.errors import CourseError
from wayout.pages.output import put

AT_ONCE = 2
_PARTS = ("data", "exercises", "lessons", "src/wayout", "constraints.txt")
# What no notebook shows.
_APART = {"__pycache__", ".ipynb_checkpoints", "anywhere", "cli", "site"}
_SECONDS = 300


class RunError(CourseError):
    """A notebook that stopped; the message names it and its cell."""


def executed(
    root: Path, names: Iterable[str], seen: Callable[[int], None] = lambda _: None
) -> dict[str, Any]:
    """Return the notebooks of a course with what they show, by name, in order.

    A name is a path below ``root``. What ran before is taken from ``root/.tools`` as long as
    nothing of the course has changed. ``seen`` is told how many are there. Raises RunError.
    """
    kept = root / ".tools" / f"site-{mark(root)}"
    found = {name: _kept(kept / name) for name in names}
    missing = [name for name, book in found.items() if book is None]
    seen(len(found) - len(missing))
    if missing:
        before = len(found) - len(missing)
        made = asyncio.run(_run_all(root, missing, lambda number: seen(before + number)))
        _remember(kept, made)
        found |= made
    return found


def keep(path: Path, book: Any) -> None:
    """Write a notebook to a path whose folders may not be there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    put(path, nbformat.writes(book))  # type: ignore[no-untyped-call]


def mark(root: Path) -> str:
    """Return a mark of all that decides what a notebook shows."""
    made = sha256()
    for path in sorted(_files(root)):
        made.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return made.hexdigest()[:16]


def _files(root: Path) -> Iterator[Path]:
    for part in _PARTS:
        for path in [root / part, *(root / part).rglob("*")]:
            if path.is_file() and not _APART & set(path.relative_to(root).parts):
                yield path


def _kept(path: Path) -> Any:
    with suppress(OSError, ValueError):
        return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return None


def _remember(folder: Path, books: Mapping[str, Any]) -> None:
    """Keep what has run; where nothing can be written, it runs again next time."""
    with suppress(OSError):
        for old in folder.parent.glob("site-*"):
            if old != folder:
                shutil.rmtree(old)
        for name, book in books.items():
            keep(folder / name, book)


async def _run_all(root: Path, names: Iterable[str], seen: Callable[[int], None]) -> dict[str, Any]:
    turn, done = asyncio.Semaphore(AT_ONCE), count(1)
    with TemporaryDirectory(prefix="wayout-run-") as scratch:

        async def run(name: str) -> Any:
            async with turn:
                book = await _run(root / name, Path(scratch) / Path(name).stem)
            seen(next(done))
            return book

        books = await asyncio.gather(*map(run, names))
    return dict(zip(names, books, strict=True))


async def _run(path: Path, home: Path) -> Any:
    book = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    where = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(book, kernel_name="python3", timeout=_SECONDS, resources=where)
    bare = {name: value for name, value in os.environ.items() if not name.startswith("BINDER_")}
    home.mkdir()
    try:
        bare["WAYOUT_WORK"] = str(home / "my_work.json")
        await client.async_execute(env=bare, stderr=subprocess.DEVNULL)
    except CellExecutionError as error:
        raise RunError(f"{path.name} stops: {error.ename}: {error.evalue}") from None
    return book
