"""Small pieces of language that prose, tables and charts share."""

from collections.abc import Iterable


def listed(words: Iterable[str]) -> str:
    """Write words one after the other: ``a``, ``a and b`` or ``a, b and c``."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
