"""One writer at a time: a lock the operating system frees when its holder crashes."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

WAIT = 3.0
_PAUSE = 0.01

if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _free(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

elif sys.platform == "emscripten":
    # Python inside a browser page: one process, and no module that locks files.
    def _try(handle: int) -> None:
        return None

    def _free(handle: int) -> None:
        return None

else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _free(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


def _grab(handle: int) -> bool | None:
    """Return whether the lock is ours, ``None`` on a network disk that knows no locks."""
    try:
        _try(handle)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return None
    return True


@contextmanager
def locked(
    path: Path, wait: float = WAIT, sign: Callable[[], object] = lambda: None
) -> Iterator[bool]:
    """Hold the lock file ``path``, made when missing and never removed, while the block runs.

    Yields whether others are kept out: on a disk that knows no locks, nothing is.
    Raises TimeoutError when another program holds it for ``wait`` seconds, in which ``sign()`` did
    not change, and OSError when it cannot be opened, for instance on a read-only disk.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        alone = _wait_for(handle, path, wait, sign)
        try:
            yield alone
        finally:
            with suppress(OSError):  # closing frees it too, where the disk knows locks at all
                _free(handle)
    finally:
        os.close(handle)


def _wait_for(handle: int, path: Path, wait: float, sign: Callable[[], object]) -> bool:
    end, seen = time.monotonic() + wait, sign()
    while (ours := _grab(handle)) is False:
        if seen != (now := sign()):  # the others do not hang: they save, one after the other
            end, seen = time.monotonic() + wait, now
        if time.monotonic() > end:
            raise TimeoutError(f"another program has held {path.name} for {wait:g} seconds")
        time.sleep(_PAUSE)
    return ours is True
