"""One test that walks over many things of one kind, and says at which one it stopped."""

from collections.abc import Callable, Iterable
from typing import Any

Check = Callable[[Any], None]


def each(items: Iterable[Any]) -> Callable[[Check], Callable[[], None]]:
    """Run a test for each item, as one test: what walks over data is no test of its own."""
    every = list(items)

    def around(check: Check) -> Callable[[], None]:
        def walk() -> None:
            assert every, "nothing to walk over"
            for item in every:
                try:
                    check(item)
                except BaseException as error:
                    called = getattr(item, "id", "") or getattr(item, "number", "") or item
                    error.add_note(f"at {called!s:.60}")
                    raise

        walk.__name__, walk.__doc__ = check.__name__, check.__doc__
        return walk

    return around
