"""A work file that is read and never written: what a command makes of it leaves it alone."""

from pathlib import Path

from wayout.work.entries import NewerFormatError, Reading, WorkError, read
from wayout.work.limits import LARGEST
from wayout.work.workfile import WorkFile


class Held(WorkFile):
    """The answers of a file, in memory alone."""

    def __init__(self, reading: Reading, path: Path) -> None:
        super().__init__(path / path.name)  # within a file nothing can lie
        self.owner = reading.owner
        self._take(reading.entries)

    def _refresh(self) -> None:
        """Look at no disk."""

    def save(self) -> bool:
        """Leave the disk alone."""
        return False


def held(path: Path) -> Held:
    """Return the answers of a work file, which stays as it is.

    Raises WorkError where it cannot be read as a whole.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise WorkError(f"{path} is too large to be a work file.")
        reading = read(path.read_bytes())
    except NewerFormatError:
        raise WorkError(
            f"{path} was written by a newer version of the course. Update yours, then try again."
        ) from None
    except OSError as error:
        raise WorkError(f"{path} cannot be read ({error.strerror or error}).") from None
    if not reading.whole:
        raise WorkError(
            f"{path} is damaged, or no work file of this course. If it is your own, open a lesson: "
            "the course saves what can be read of it."
        )
    return Held(reading, path)
