"""How much a work file takes in, said before it is full."""

from wayout.language import LONGEST
from wayout.work.entries import WorkError

LARGEST = 5_000_000
"""The largest work file, in bytes: hundreds of times a term's work."""
MOST = 10_000
"""The most entries of a work file."""
NEAR = 0.8


def nearly_full(name: str, entries: int, size: int, near: float = NEAR) -> str:
    """Return a sentence when a file of ``size`` bytes is fuller than the share ``near``."""
    share = max(entries / MOST, size / LARGEST)
    if share <= near:
        return ""
    return (
        f"{name} is {'full' if share > 1 else 'nearly full'}: {entries:,} of {MOST:,} entries, "
        f"{size / 1e6:.1f} of {LARGEST / 1e6:.0f} MB. Close all notebooks of the course and give "
        "the file another name, to keep it: a new one then begins."
    )


def check_length(text: str) -> None:
    """Raise WorkError when an answer is too long to be kept."""
    if len(text) > LONGEST:
        raise WorkError(
            f"This answer has {len(text):,} characters; {LONGEST:,} is the most. Shorten it."
        )
