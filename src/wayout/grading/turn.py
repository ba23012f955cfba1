"""Many may work at once, or one alone: who was kept waiting gets the machine to itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Turn:
    """Turns of the threads of one run; whoever wants to be alone goes before those who begin."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._working = self._alone = 0

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Work beside others, once nobody is alone or waits to be."""
        with self._changed:
            self._changed.wait_for(lambda: not self._alone)
            self._working += 1
        try:
            yield
        finally:
            self._done()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Work once all others are done, while nobody else does."""
        with self._changed:
            self._alone += 1
            self._changed.wait_for(lambda: not self._working)
            self._working += 1
        try:
            yield
        finally:
            with self._changed:
                self._alone -= 1
            self._done()

    def _done(self) -> None:
        with self._changed:
            self._working -= 1
            self._changed.notify_all()
