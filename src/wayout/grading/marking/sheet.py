"""Marks as a table for a spreadsheet, there and back: one row a text, without a name.

The column ``code`` binds a row to its person and text, whoever marks and however many were graded
since; numbers of texts change with both.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from wayout.errors import CourseError
from wayout.grading.marking.queue import Piece, queue
from wayout.grading.marks import Given, Marks, Place
from wayout.grading.reading import comma, decoded
from wayout.grading.rubrics import LEVELS, Rubric, rubric
from wayout.grading.school import School
from wayout.grading.tame import cell, tame
from wayout.language import LONGEST, listed, short_repr
from wayout.pages.output import inert

BOM = "\ufeff"
_FIXED = ("code", "question", "text number", "words", "text")
_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjkmnpqrstv")
_COMPARED = 20
"""So many words of a text are looked for in its cell."""


class SheetError(CourseError):
    """A table of marks that cannot be taken over; the message names the row."""


@dataclass(frozen=True)
class _Row:
    """A row of the table: its number, its cells by column, and the text that it is bound to."""

    number: int
    cells: dict[str, str]
    question: str
    used: Rubric
    piece: Piece


def code(release: str, question: str, piece: Piece) -> str:
    """Return ten letters for a text and its person; no spreadsheet takes them for a number."""
    parts = "\0".join((release, question, piece.person, piece.text))
    return sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:10].translate(_LETTERS)


def table(school: School, marks: Marks) -> str:
    """Return a row for each text in the marker's order, a column for each criterion."""
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\r\n")
    names = _criteria(school)
    sheet.writerow([*_FIXED, *names, *(f"comment on {name}" for name in names)])
    for question, used, piece in _pieces(school, marks.marker, marks.second):
        own = {one.name for one in used.criteria}
        given = [
            marks.given.get(piece.place(question, name), Given()) if name in own else None
            for name in names
        ]
        levels = ["–" if one is None else "" if one.level is None else one.level for one in given]
        said = ["–" if one is None else cell(one.own) for one in given]
        text = cell(piece.text[:LONGEST])
        bound = code(school.key.release, question, piece)
        sheet.writerow([bound, question, piece.number, piece.words, text, *levels, *said])
    return BOM + out.getvalue()


def spare(path: Path, school: School, marks: Marks) -> None:
    """Raise SheetError where a file lies already that may hold what nobody took over."""
    try:
        if not path.exists() or not changes(path.read_bytes(), school, marks):
            return
    except SheetError:
        pass  # of another release, perhaps, or not a table of marks at all
    raise SheetError(
        f"{path} is there already, and holds what was not taken over. Take it over with --from-csv "
        "first, or give the new table another name."
    )


def changes(content: bytes, school: School, marks: Marks) -> dict[Place, Given]:
    """Return what a table says that differs from ``marks``; an empty level takes none away.

    Raises SheetError, naming the row, for the first thing that is wrong.
    """
    found: dict[Place, Given] = {}
    for row in _bound(content, school, marks.marker):
        found |= _row(row, marks)
    return found


def _bound(content: bytes, school: School, marker: str) -> Iterator[_Row]:
    """Yield the rows that are not empty, each with its text; raises SheetError."""
    rows = _rows(content)
    places = _places(next(rows, (1, []))[1], _criteria(school))
    every = {code(school.key.release, question, piece): (question, used, piece)
             for question, used, piece in _pieces(school, marker)}  # fmt: skip
    seen: dict[str, int] = {}
    for number, row in rows:
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in places.items()}
        if not any(cells.values()):
            continue
        bound = cells["code"]
        if bound not in every:
            raise SheetError(
                f"Row {number}: no text here has the code {short_repr(bound)}. Was it handed in "
                "anew, or is the table of another class? Write the table again with --csv, or take "
                "this row out. Nothing was taken over."
            )
        if bound in seen:
            raise SheetError(
                f"Row {number} is of the same text as row {seen[bound]}: take one of them out. "
                "Nothing was taken over."
            )
        seen[bound] = number
        question, used, piece = every[bound]
        if cells["question"] != question or not _same(piece.text, cells.get("text", "")):
            raise SheetError(
                f"Row {number}: code, question and text do not belong together. Sort whole rows "
                "only, and leave these columns as they were. Nothing was taken over."
            )
        yield _Row(number, cells, question, used, piece)


def _same(text: str, held: str) -> bool:
    """Say whether a cell may hold a text, whatever a spreadsheet did to letters that it lacks."""
    plain = [word for word in _words(text) if word.isascii()]
    return not held or {*plain[:_COMPARED]} <= {*_words(held)}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", tame(text)[:LONGEST]))


def _row(row: _Row, marks: Marks) -> dict[Place, Given]:
    found = {}
    for one in row.used.criteria:
        place = row.piece.place(row.question, one.name)
        old = marks.given.get(place, Given())
        level = _level(row.number, one.name, row.cells[one.name])
        made = old if level is None else replace(old, level=level)
        said = _own(row.cells.get(f"comment on {one.name}", ""))
        if said and said != _own(cell(old.own)).strip():
            made = replace(made, own=said[:LONGEST])
        if made != old:
            found[place] = made
    return found


def _level(number: int, name: str, held: str) -> int | None:
    """Return a level as any spreadsheet writes it: ``2``, ``2.0``, ``2,0``."""
    plain = held.removeprefix("'").replace(",", ".")
    if not plain:
        return None
    known = {form: level for level in LEVELS for form in (f"{level}", f"{level}.0", f"{level}.")}
    if plain not in known:
        raise SheetError(
            f"Row {number}, {name}: {short_repr(held)} is no level. Write 0, 1, 2 or 3, or leave "
            "the cell empty. Nothing was taken over."
        )
    return known[plain]


def _own(held: str) -> str:
    """Return a comment without the apostrophe that kept a spreadsheet from computing it."""
    return held[1:] if held.startswith("'") and inert(held[1:]) == held else held


def _rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = decoded(content).lstrip(BOM)
    sign = comma(text.split("\n", 1)[0])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    try:
        yield from enumerate(reader, 1)
    except csv.Error as error:
        raise SheetError(f"The table cannot be read ({error}). Save it as CSV.") from None


def _places(head: list[str], names: tuple[str, ...]) -> dict[str, int]:
    known = {cell.strip().casefold(): at for at, cell in reversed([*enumerate(head)])}
    wanted = ("code", "question", *names)
    if missing := [name for name in wanted if name not in known]:
        columns = "column {} is" if len(missing) == 1 else "columns {} are"
        raise SheetError(
            f"Row 1: the {columns.format(listed(missing))} missing. Begin from the table that "
            "`wayout mark --csv` writes."
        )
    others = ["text", *(f"comment on {name}" for name in names)]
    return {name: known[name] for name in (*wanted, *others) if name in known}


def _criteria(school: School) -> tuple[str, ...]:
    every = (one.name for each in school.key.written for one in rubric(each.rubric).criteria)
    return tuple(dict.fromkeys(every))


def _pieces(school: School, marker: str, second: float = 0) -> Iterator[tuple[str, Rubric, Piece]]:
    for one in school.key.written:
        for piece in queue(school, one.name, marker, second):
            yield one.name, rubric(one.rubric), piece
