"""The command ``wayout room``: page and table once, or again and again while a class votes."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from wayout.pages.output import put
from wayout.room.face import said
from wayout.room.guard import Guard
from wayout.room.output import page, table
from wayout.room.picture import Picture, picture
from wayout.room.roll import Roll, Room, RoomError
from wayout.room.sample import make_sample


@dataclass(frozen=True)
class Wanted:
    """What to make: the page's place, one lesson or all, names of files, seconds between looks."""

    out: Path
    lesson: str = ""
    names: bool = True
    every: int = 0


@contextmanager
def place(folder: Path | None) -> Iterator[Path]:
    """Give the folder to read; without one, a made-up class that is gone afterwards."""
    if folder is not None:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="wayout-sample-") as scratch:
        yield make_sample(Path(scratch))


def pages(folder: Path, wanted: Wanted, jobs: int = 0) -> Iterator[str]:
    """Write page and table, and yield what to say of it; with ``every``, until Ctrl-C.

    Raises RoomError when the folder holds no learner's file, WriteError where none can be written.
    """
    room = Room(folder, jobs)
    if not wanted.every:
        roll = room.roll()
        if not roll.learners:
            raise RoomError(f"{said(roll)} {_notes(roll)}")
        _write(picture(roll, lesson=wanted.lesson), wanted)
        yield said(roll)
        yield f"Wrote {wanted.out} and {wanted.out.with_suffix('.csv').name}."
        return
    yield f"Open {wanted.out.absolute()} in a browser. It looks again by itself; Ctrl-C ends it."
    guard, roll = Guard(), Roll()
    try:
        while True:
            now = room.roll()
            if now != roll:
                roll = now
                _write(picture(roll, guard, wanted.lesson, grouped=False), wanted)
                yield said(roll)
            time.sleep(wanted.every)
    except KeyboardInterrupt:
        if roll.files:
            seen = picture(roll, guard, wanted.lesson, grouped=False)
            _write(seen, replace(wanted, every=0))
        yield "Ended. The page stays as it is."


def _write(seen: Picture, wanted: Wanted) -> None:
    put(wanted.out, page(seen, names=wanted.names, every=wanted.every))
    put(wanted.out.with_suffix(".csv"), table(seen))


def _notes(roll: Roll) -> str:
    """Return what was found with the first few files."""
    told = [f"{one.name} {one.why}." for one in roll.notes[:5]]
    return "\n".join([roll.others, *told]).strip()
