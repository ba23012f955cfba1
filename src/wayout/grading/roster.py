"""Who is in a class: a table that any school program or spreadsheet writes, read leniently."""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from wayout.errors import CourseError
from wayout.grading.reading import comma, decoded
from wayout.grading.tame import line
from wayout.language import counted, listed, short_repr

LARGEST = 5_000_000
LONGEST = 60
"""The most characters of an id."""
_COLUMNS = {
    "id": ("id", "idnumber", "studentid", "sisuserid", "sisid", "number", "participant"),
    "name": ("name", "fullname", "student", "studentname", "learner"),
    "first": ("firstname", "givenname", "forename"),
    "last": ("lastname", "surname", "familyname"),
    "email": ("email", "emailaddress", "mail"),
    "login": ("login", "username", "user", "sisloginid", "loginid", "account"),
    "section": ("section", "group", "class", "course", "groups"),
}
_UNSAFE = re.compile(r"""[\x00-\x1f\x7f\ufffd/\\:*?"<>|]|^[.\s-]|[.\s]$""")
_CELL = 500
_SEP = re.compile(r"sep=([,;\t])", re.IGNORECASE)
_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class RosterError(CourseError):
    """A roster that cannot be read; the message is a sentence for the teacher."""


@dataclass(frozen=True)
class Person:
    """One learner: ``id`` names files and folders, the rest is as the roster has it."""

    id: str
    name: str = ""
    email: str = ""
    section: str = ""
    login: str = ""

    @property
    def called(self) -> str:
        """The name, or the id of someone without one."""
        return self.name or self.id


def read(path: Path) -> tuple[Person, ...]:
    """Return the people of a roster in its order.

    The first line names the columns: ``id`` (needed) and ``name``, ``email``, ``section`` and
    ``login``, in any order and case; further ones are ignored. Commas, semicolons and tabs, UTF-8,
    UTF-16 and Windows' own letters are told apart. Raises RosterError with what to do.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        says = f"The roster {path} cannot be read ({error.strerror or error})."
        raise RosterError(says) from None
    if len(data) > LARGEST:
        raise RosterError(f"{path.name} is larger than {LARGEST // 10**6} MB: that is no roster.")
    try:
        return parse(data)
    except RosterError as error:
        raise RosterError(f"{path.name}: {error.args[0]}") from None


def parse(data: bytes) -> tuple[Person, ...]:
    """Return the people in the bytes of a roster, as `read` does."""
    rows = _rows(decoded(data))
    _, head = next(rows, (0, []))
    places = _places(head)
    people = tuple(_person(places, row, number) for number, row in rows)
    if not people:
        raise RosterError("The roster names nobody: write one line for each learner.")
    _once(people)
    return people


def unsafe(name: str) -> str:
    """Say why an id cannot be the name of a file everywhere, empty if it can."""
    if _UNSAFE.search(name) or not name.isprintable():
        return "cannot be the name of a file everywhere: use letters, digits, - and _"
    if _WINDOWS.fullmatch(name):
        return "is a name that Windows keeps for itself: put a letter in front of it"
    return f"is longer than {LONGEST} characters" if len(name) > LONGEST else ""


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of the line and the cells of each row that is not empty."""
    lines = [one for one in text.splitlines() if one.strip()]
    told = _SEP.fullmatch(lines[0].strip()) if lines else None  # Excel may say so in a first line
    sign = told[1] if told else comma(lines[0] if lines else "")
    reader = csv.reader(StringIO(text, newline=""), delimiter=sign)
    try:
        for row in reader:
            cells = [line(unicodedata.normalize("NFC", one), _CELL) for one in row]
            if any(cells) and not (told and reader.line_num == 1):
                yield reader.line_num, cells
    except csv.Error as error:
        says = f"Line {reader.line_num} cannot be read as a table ({error})."
        raise RosterError(says) from None


def _places(head: list[str]) -> dict[str, int]:
    """Return where each column stands."""
    words = [re.sub(r"[\W_]", "", one.casefold()) for one in head]
    places = {
        column: words.index(found)
        for column, names in _COLUMNS.items()
        if (found := next((one for one in names if one in words), ""))
    }
    if "id" not in places:
        says = f"the columns are {listed(map(short_repr, head[:8]))}" if head else "it is empty"
        raise RosterError(
            f"A roster needs a column id in its first line; {says}. "
            "Its columns are: id, name, and if you like email, section, login."
        )
    return places


def _person(places: dict[str, int], row: list[str], number: int) -> Person:
    def cell(column: str) -> str:
        place = places.get(column, len(row))
        return row[place] if place < len(row) else ""

    own = cell("id")
    why = unsafe(own) if own else "is missing"
    if why:
        raise RosterError(f"Line {number}: the id{f' {short_repr(own)}' if own else ''} {why}.")
    name = cell("name") or f"{cell('first')} {cell('last')}".strip()
    return Person(own, name, cell("email"), cell("section"), cell("login"))


def _once(people: tuple[Person, ...]) -> None:
    """Refuse ids that are there twice, also those that differ in capitals alone."""
    times = Counter(one.id.casefold() for one in people)
    twice = [one.id for one in people if times[one.id.casefold()] > 1]
    if twice:
        named = listed(dict.fromkeys(twice), 6)
        raise RosterError(
            f"{counted(len(twice), 'line')} share an id ({named}): give each its own."
        )
