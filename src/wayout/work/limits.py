"""How much a work file takes in, said before it is full."""

from typing import Any

LARGEST = 5_000_000
"""The largest work file, in bytes: hundreds of times a term's work."""
MOST = 10_000
"""The most entries of a work file."""


def nearly_full(name: str, entries: int, size: int, near: float = 0.8) -> str:
    """Return a sentence when a file of ``size`` bytes is fuller than the share ``near``."""
    share = max(entries / MOST, size / LARGEST)
    if share <= near:
        return ""
    return (
        f"{name} is {'full' if share > 1 else 'nearly full'}: {entries:,} of {MOST:,} entries, "
        f"{size / 1e6:.1f} of {LARGEST / 1e6:.0f} MB. Close all notebooks of the course and give "
        "the file another name, to keep it: a new one then begins."
    )


def longest(value: Any) -> int:
    """Return how many characters the longest text in an answer has."""
    if isinstance(value, str):
        return len(value)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return max(map(longest, inner), default=0)
