"""Reading something once for all that is asked of it in one go."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """Something that is read again at each call, but once only while it is held.

    Parameters
    ----------
    read
        Reads it.
    """

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._kept: list[T] = []

    def __call__(self) -> T:
        """Return what was read when the holding began, or read it now."""
        return self._kept[0] if self._kept else self._read()

    @contextmanager
    def held(self) -> Iterator[T]:
        """Read once and keep that to the end; within another holding, keep to that one."""
        if self._kept:
            yield self._kept[0]
            return
        self._kept.append(self._read())
        try:
            yield self._kept[0]
        finally:
            self._kept.clear()
