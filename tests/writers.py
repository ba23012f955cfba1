"""What runs in a process of its own; it loads no more than it needs, to begin soon."""

import errno
import time
from multiprocessing.synchronize import Event
from pathlib import Path

from wayout.work import lock
from wayout.work.workfile import WorkFile


def no_locks(*_: object) -> None:
    """Stand in for a disk that knows no locks."""
    raise OSError(errno.ENOLCK, "No locks available")


def fill(path: Path, name: str, count: int, locks: bool) -> None:
    """Add so many answers to a work file, on a disk with or without locks."""
    lock._try = lock._try if locks else no_locks
    work = WorkFile(path)
    assert [work.unsaved for n in range(count) if work.add("answer", f"{name}{n}")] == [0] * count


def hold(path: Path, held: Event) -> None:
    """Hold a lock, and tell when it is held."""
    with lock.locked(path):
        held.set()
        time.sleep(60)
