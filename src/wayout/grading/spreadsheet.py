"""A table of another program, filled in: every byte that is not a grade stays as it was."""

import re
from dataclasses import dataclass
from pathlib import Path

from wayout.errors import CourseError
from wayout.grading.reading import comma

LARGEST = 50_000_000
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class SpreadsheetError(CourseError):
    """A table that cannot be read or filled in; the message says what to do."""


@dataclass(frozen=True)
class Cell:
    """A cell and where it stands in the text of its table, its quotation marks included."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Spreadsheet:
    """A table as text, and its cells by row; ``codec`` turns the text back into its bytes."""

    text: str
    codec: str
    comma: str
    rows: tuple[tuple[Cell, ...], ...]

    def filled(self, changes: dict[tuple[int, int], str]) -> bytes:
        """Return the bytes of the table with some cells changed, by row and place from 0."""
        parts, last = [], 0
        cells = sorted((self.rows[row][at].start, row, at) for row, at in changes)
        for start, row, at in cells:
            cell = self.rows[row][at]
            quoted = self.text[start : start + 1] == '"'
            parts += [self.text[last:start], self._written(changes[row, at], quoted=quoted)]
            last = cell.end
        return _encoded("".join([*parts, self.text[last:]]), self.codec)

    def _written(self, value: str, *, quoted: bool) -> str:
        return f'"{value}"' if quoted or self.comma in value else value


def read(path: Path) -> Spreadsheet:
    """Return a table in a file; raises SpreadsheetError."""
    try:
        if path.stat().st_size > LARGEST:
            raise SpreadsheetError(f"{path.name} is too large for a table of grades.")
        return parse(path.read_bytes())
    except OSError as error:
        says = f"{path} cannot be read ({error.strerror or error})."
        raise SpreadsheetError(says) from None


def parse(content: bytes) -> Spreadsheet:
    """Return the cells of a table that is separated by commas, semicolons or tabs."""
    codec = _UTF16.get(content[:2], "utf-8")
    errors = "surrogateescape" if codec == "utf-8" else "surrogatepass"
    text = content.decode(codec, errors) if len(content) % 2 == 0 or codec == "utf-8" else ""
    head = re.sub(r'"[^"]*"', "", text.split("\n", 1)[0])
    sign = comma(head)
    return Spreadsheet(text, codec, sign, tuple(_rows(text, sign)))


def _encoded(text: str, codec: str) -> bytes:
    return text.encode(codec, "surrogateescape" if codec == "utf-8" else "surrogatepass")


def _rows(text: str, sign: str) -> list[tuple[Cell, ...]]:
    start = 1 if text.startswith("\ufeff") else 0
    pattern = re.compile(rf'(?:"((?:[^"]|"")*+)"|([^{sign}\r\n]*))({sign}|\r\n|\r|\n|\Z)')
    rows: list[tuple[Cell, ...]] = []
    row: list[Cell] = []
    while start < len(text) or row:
        found = pattern.match(text, start)
        assert found is not None  # a cell may be empty, and whatever is no end belongs to it
        quoted, bare, ends = found.groups()
        said = bare if quoted is None else quoted.replace('""', '"')
        row.append(Cell(said, start, found.start(3)))
        start = found.end()
        if ends != sign:
            rows.append(tuple(row))
            row = []
    return rows
