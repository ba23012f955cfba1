"""Bring rows that were made one by one, by ``wayout grade-one``, into one folder of a class."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from wayout.grading import key as keys
from wayout.grading import row as rows
from wayout.grading.grade import Elsewhere, FolderError
from wayout.grading.key import Key
from wayout.grading.preflight import mark_of
from wayout.grading.row import Row, RowError


def made_before(folder: Path, key: Key) -> Elsewhere:
    """Return what finds the rows of files in a folder, ``ID.json`` each.

    A row counts if it is of that person, made with this very key, and of the file as it lies there
    now. Raises FolderError where there is no such folder.
    """
    if not folder.is_dir():
        raise FolderError(f"There is no folder {folder} with rows of `wayout grade-one`.")
    wanted = keys.mark(key)

    def find(files: Iterable[tuple[Path, str]]) -> Iterator[Row]:
        for path, person in files:
            row = _read(folder / f"{person}.json")
            if row and (row.person, row.key, row.mark) == (person, wanted, mark_of(path)):
                yield row

    return find


def _read(path: Path) -> Row | None:
    try:
        return rows.parse(path.read_bytes())
    except (OSError, RowError):
        return None
