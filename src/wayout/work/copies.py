"""Copies of the work file beside it: a second download, or what a synchronised folder made."""

import glob
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from wayout.work.entries import Reading, WorkError, read
from wayout.work.limits import LARGEST


def copies(path: Path) -> Iterator[tuple[str, Reading]]:
    """Yield name and content of files that are named like copies of ``path``.

    Such as ``my_work (1).json`` and ``Copy of my_work.json``; the first twenty.
    """
    like = f"*{glob.escape(path.stem)}*{glob.escape(path.suffix)}"
    for found in sorted(path.parent.glob(like))[:20]:
        if found != path and found.is_file() and found.stat().st_size <= LARGEST:
            yield found.name, _read(found, found.stat().st_mtime_ns)


@lru_cache(maxsize=20)
def _read(path: Path, _: int) -> Reading:
    """Read a copy, anew only when it has changed."""
    try:
        return read(path.read_bytes())
    except (OSError, WorkError):
        return Reading([], whole=False)
