"""Marks as a table for a spreadsheet, there and back: one row a text, without a name."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from wayout.errors import CourseError
from wayout.grading.marking.queue import Piece, queue
from wayout.grading.marks import Given, Marks, Place
from wayout.grading.rubrics import LEVELS, Rubric, rubric
from wayout.grading.school import School
from wayout.grading.tame import tame
from wayout.language import LONGEST, listed, short_repr
from wayout.pages.output import inert

BOM = "\ufeff"
_FIXED = ("question", "text number", "words", "text")


class SheetError(CourseError):
    """A table of marks that cannot be taken over; the message names the row."""


def table(school: School, marks: Marks) -> str:
    """Return a row for each text in the marker's order, a column for each criterion."""
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\r\n")
    names = _criteria(school)
    sheet.writerow([*_FIXED, *names, *(f"comment on {name}" for name in names)])
    for question, used, piece in _pieces(school, marks):
        own = {one.name for one in used.criteria}
        given = [
            marks.given.get(Place(question, piece.person, name), Given()) if name in own else None
            for name in names
        ]
        levels = ["–" if one is None else "" if one.level is None else one.level for one in given]
        said = ["–" if one is None else inert(tame(one.own)) for one in given]
        text = inert(tame(piece.text)[:LONGEST])
        sheet.writerow([question, piece.number, piece.words, text, *levels, *said])
    return BOM + out.getvalue()


def changes(content: bytes, school: School, marks: Marks) -> dict[Place, Given]:
    """Return what a table says that differs from ``marks``; an empty level takes none away.

    Raises SheetError, naming the row, for the first thing that is wrong.
    """
    rows = _rows(content)
    places = _places(next(rows, (1, []))[1], _criteria(school))
    pieces = {(question, str(piece.number)): (piece, used)
              for question, used, piece in _pieces(school, marks)}  # fmt: skip
    found: dict[Place, Given] = {}
    for number, row in rows:
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in places.items()}
        if not any(cells.values()):
            continue
        key = cells["question"], cells["text number"]
        if key not in pieces:
            raise SheetError(
                f"Row {number}: there is no text {short_repr(key[1])} of question "
                f"{short_repr(key[0])}. Leave the first two columns as they were."
            )
        found |= _row(number, cells, *pieces[key], key[0], marks)
    return found


def _row(
    number: int, cells: dict[str, str], piece: Piece, used: Rubric, question: str, marks: Marks
) -> dict[Place, Given]:
    found = {}
    for one in used.criteria:
        place = Place(question, piece.person, one.name)
        old = marks.given.get(place, Given())
        level = _level(number, one.name, cells[one.name])
        made = old if level is None else replace(old, level=level)
        said = _own(cells.get(f"comment on {one.name}", ""))
        if said and said != _own(inert(tame(old.own))).strip():
            made = replace(made, own=said[:LONGEST])
        if made != old:
            found[place] = made
    return found


def _level(number: int, name: str, cell: str) -> int | None:
    """Return a level as any spreadsheet writes it: ``2``, ``2.0``, ``2,0``."""
    plain = cell.removeprefix("'").replace(",", ".")
    if not plain:
        return None
    known = {form: level for level in LEVELS for form in (f"{level}", f"{level}.0", f"{level}.")}
    if plain not in known:
        raise SheetError(
            f"Row {number}, {name}: {short_repr(cell)} is no level. Write 0, 1, 2 or 3, or leave "
            "the cell empty. Nothing was taken over."
        )
    return known[plain]


def _own(cell: str) -> str:
    """Return a comment without the apostrophe that kept a spreadsheet from computing it."""
    return cell[1:] if cell.startswith("'") and inert(cell[1:]) == cell else cell


def _rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _text(content).lstrip(BOM)
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        yield from enumerate(reader, 1)
    except csv.Error as error:
        raise SheetError(f"The table cannot be read ({error}). Save it as CSV.") from None


def _text(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _places(head: list[str], names: tuple[str, ...]) -> dict[str, int]:
    known = {cell.strip().casefold(): at for at, cell in reversed([*enumerate(head)])}
    wanted = ("question", "text number", *names)
    if missing := [name for name in wanted if name not in known]:
        raise SheetError(
            f"Row 1: the column {listed(missing)} is missing. Begin from the table that "
            "`wayout mark --csv` writes."
        )
    comments = [f"comment on {name}" for name in names]
    return {name: known[name] for name in (*wanted, *comments) if name in known}


def _criteria(school: School) -> tuple[str, ...]:
    every = (one.name for each in school.key.written for one in rubric(each.rubric).criteria)
    return tuple(dict.fromkeys(every))


def _pieces(school: School, marks: Marks) -> Iterator[tuple[str, Rubric, Piece]]:
    for one in school.key.written:
        for piece in queue(school, one.name, marks.marker, marks.second):
            yield one.name, rubric(one.rubric), piece
