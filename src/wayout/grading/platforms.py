"""Points for a learning platform: its own exported table filled in, or files as it takes them."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from wayout.errors import CourseError
from wayout.grading.feedback import answer
from wayout.grading.naming import tokens
from wayout.grading.roster import Person
from wayout.grading.school import Learner, School
from wayout.grading.spreadsheet import Cell, Spreadsheet, SpreadsheetError, read
from wayout.grading.tame import line
from wayout.language import exact, listed
from wayout.pages.output import put
from wayout.words import fold

_POSSIBLE = "points possible"
_MOST = 1e6
_ASSIGNMENT = re.compile(r".+\(\d+\)")
_NOBODY: Mapping[str, str] = MappingProxyType({})
Row = tuple[Cell, ...]


class ExportError(CourseError):
    """Points that cannot be handed on as asked; the message says what to do."""


@dataclass(frozen=True)
class Filled:
    """A table with points: ``content`` is the file, ``notes`` what the teacher has to know."""

    content: bytes
    given: int
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Layout:
    """Where in a table things stand.

    ``ids`` and ``names`` are columns, ``own`` that of the platform's own numbers, which are no ids
    of a roster; ``first`` is the first row.
    """

    ids: tuple[int, ...]
    own: tuple[int, ...]
    names: tuple[int, ...]
    grade: int
    first: int
    most: Callable[[Row], str]


def canvas(
    sheet: Spreadsheet, school: School, roster: Sequence[Person] = (), column: str = "",
    *, scale: bool = False, numbers: Mapping[str, str] = _NOBODY,
) -> Filled:  # fmt: skip
    """Fill in one assignment of a table that Canvas exported; raises ExportError.

    ``numbers`` are Canvas's own of the learners, by id, as the names of collected files have them.
    """
    head = _head(sheet)
    if not {"student", "id"} <= {*head}:
        raise ExportError(
            "This is no table of Canvas: it has no columns Student and ID. In Canvas choose "
            "Grades, Export, and give that file as it is."
        )
    grade = _assignment(sheet, school, column)
    possible = next(
        (row for row in sheet.rows[1:4] if row and row[0].text.strip().casefold() == _POSSIBLE), ()
    )
    most = possible[grade].text if grade < len(possible) else ""
    first = sheet.rows.index(possible) + 1 if possible else 1
    ids, own = _columns(head, "sis user id", "sis login id", "integration id"), _columns(head, "id")
    layout = _Layout(ids, own, _columns(head, "student"), grade, first, lambda _: most)
    return _fill(sheet, layout, school, roster, scale=scale, numbers=numbers)


def moodle(
    sheet: Spreadsheet, school: School, roster: Sequence[Person] = (), column: str = "",
    *, scale: bool = False, numbers: Mapping[str, str] = _NOBODY,
) -> Filled:  # fmt: skip
    """Fill in a grading worksheet that Moodle exported; raises ExportError.

    ``numbers`` are Moodle's own of the learners, by id, as the folders of collected files have
    them.
    """
    head = _head(sheet)
    wanted = column.strip().casefold() or "grade"
    if wanted not in head or not {"identifier", "full name", "email address"} & {*head}:
        raise ExportError(
            f"This is no grading worksheet of Moodle: its columns are {listed(head[:12])}. In the "
            "assignment choose Download grading worksheet, in English, and give that file as it "
            "is. A grade column of another name goes with --column."
        )
    ids, own = (
        _columns(head, "id number", "username", "email address"),
        _columns(head, "identifier"),
    )
    most = next(iter(_columns(head, "maximum grade")), None)
    names = _columns(head, "full name") or _columns(head, "first name", "last name")
    layout = _Layout(
        ids, own, names, head.index(wanted), 1,
        lambda row: row[most].text if most is not None and most < len(row) else "",
    )  # fmt: skip
    return _fill(sheet, layout, school, roster, scale=scale, numbers=numbers)


def fill(
    how: Callable[..., Filled], table: Path, place: Path, school: School,
    roster: Sequence[Person], column: str, *, scale: bool, numbers: Mapping[str, str] = _NOBODY,
) -> tuple[int, tuple[str, ...]]:  # fmt: skip
    """Write an exported table with points into ``place``; return how many, and what to know."""
    if place.exists() and table.exists() and place.samefile(table):
        raise ExportError("The exported table stays as it is: give --out another name.")
    made = how(read(table), school, roster, column, scale=scale, numbers=numbers)
    if not made.given:
        hint = "With --roster roster.csv, names and logins are compared too."
        why = made.notes or ("The table has no row of a person.",)
        says = f"Nobody's points fit into {table.name}, so nothing is written:"
        raise ExportError("\n".join((says, *why, *([] if roster else [hint]))))
    put(place, made.content)
    return made.given, made.notes


def _head(sheet: Spreadsheet) -> list[str]:
    if not sheet.rows:
        raise SpreadsheetError("The table is empty.")
    return [cell.text.strip().casefold() for cell in sheet.rows[0]]


def _columns(head: list[str], *names: str) -> tuple[int, ...]:
    return tuple(head.index(name) for name in names if name in head)


def _assignment(sheet: Spreadsheet, school: School, column: str) -> int:
    """Return the column of the exercise: the one named, or the one that bears its name."""
    every = [cell.text.strip() for cell in sheet.rows[0]]
    names = [name for name in every if _ASSIGNMENT.fullmatch(name)]
    if column:
        found = [name for name in every if column.strip().casefold() == name.casefold()]
        found = found or [name for name in names if column.casefold() in name.casefold()]
    else:
        file = school.key.name.replace("_", " ")
        number = school.key.lesson.lstrip("0") or "0"
        marks = (fold(file), fold(school.key.name), f"exercise {number}")
        found = [name for name in names if _bears(fold(name), marks)]
    if len(found) == 1:
        return every.index(found[0])
    which = "Several columns fit" if found else "No column fits"
    raise ExportError(
        f"{which}. Name one with --column; the table has: {listed(map(line, names), 12) or 'none'}."
    )


def _bears(name: str, marks: Iterable[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(mark)}(?!\w)", name) for mark in marks)


def _fill(
    sheet: Spreadsheet, layout: _Layout, school: School, roster: Sequence[Person], *, scale: bool,
    numbers: Mapping[str, str],
) -> Filled:  # fmt: skip
    rows = [n for n in range(layout.first, len(sheet.rows)) if _is_person(sheet.rows[n], layout)]
    where, odd = _matches(sheet, layout, rows, school, _Known.of(roster, numbers))
    changes: dict[tuple[int, int], str] = {}
    empty: list[str] = []
    for one in school.learners:
        row = where.get(one.person)
        if row is None:
            continue
        if one.points is None:
            empty.append(f"{one.person} ({one.state})")
        elif layout.grade >= len(sheet.rows[row]):
            raise ExportError(f"Row {row + 1} of the table is too short for its grade.")
        else:
            most = layout.most(sheet.rows[row])
            changes[row, layout.grade] = _points(one.points, school.of, most, scale=scale)
    called = {n: line(_called(sheet.rows[n], layout)) for n in rows if n not in where.values()}
    unmatched = [name for n, name in called.items() if n not in odd]
    crossed = [called[n] for n in odd]
    absent = [one.person for one in school.learners if one.person not in where]
    foreign = "in the table with the id of one learner and a name or number that is not theirs"
    notes = _notes((foreign, crossed),
                   ("in the table, and no learner of ours fits, or several do", unmatched),
                   ("of ours, and no row of the table fits, or several do", absent),
                   ("left as it was, which is not 0", empty))  # fmt: skip
    return Filled(sheet.filled(changes), len(changes), notes)


def _notes(*found: tuple[str, list[str]]) -> tuple[str, ...]:
    return tuple(f"{len(who)} {what}: {listed(who)}." for what, who in found if who)


def _is_person(row: Row, layout: _Layout) -> bool:
    places = (*layout.ids, *layout.own, *layout.names)
    return any(at < len(row) and row[at].text.strip() for at in places)


def _called(row: Row, layout: _Layout) -> str:
    places = (*layout.names, *layout.ids, *layout.own)
    cells = (row[at].text.strip() for at in places if at < len(row))
    return next(filter(None, cells), "a row without a name")


def _points(points: float, of: float, most: str, *, scale: bool) -> str:
    """Return points as the table writes them; another full mark is refused unless scaled."""
    plain = most.strip().replace(",", ".")
    full = float(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else of
    if not 0 < full < _MOST:
        raise ExportError(f"The platform gives at most {line(most, 20)} points. Change it there.")
    if full != of and not scale:
        raise ExportError(
            f"The platform gives at most {exact(full)} points, this exercise has {exact(of)}. "
            "Change it there, or write --scale: then points are turned into those of the platform."
        )
    text = f"{points * full / of if of else points:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if "," in most else text


@dataclass(frozen=True)
class _Known:
    """What is known of learners, by id: the roster, words of names, and platforms' numbers.

    ``called`` and ``numbered`` say whose each name and each number is.
    """

    people: Mapping[str, Person]
    words: Mapping[str, set[str]]
    numbers: Mapping[str, str]
    called: Mapping[str, set[str]]
    numbered: Mapping[str, set[str]]

    @staticmethod
    def of(roster: Sequence[Person], numbers: Mapping[str, str]) -> "_Known":
        people = {one.id: one for one in roster}
        words = {one.id: _words(one.name) for one in roster}
        called = _whose((one.name, one.id) for one in roster)
        numbered = _whose((number, person) for person, number in numbers.items() if number)
        return _Known(people, words, numbers, called, numbered)

    def ids(self, person: str) -> set[str]:
        one = self.people.get(person)
        own = [one.login, one.email] if one else []
        return {_key(text) for text in (person, *own) if text}

    def number(self, person: str) -> set[str]:
        return {_key(self.numbers[person])} if self.numbers.get(person) else set()

    def name(self, person: str) -> set[str]:
        one = self.people.get(person)
        return {_key(one.name)} if one and one.name else set()


def _whose(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return whose each name or number is, given with an id."""
    found: dict[str, set[str]] = {}
    for text, person in pairs:
        found.setdefault(_key(text), set()).add(person)
    return found


def _matches(
    sheet: Spreadsheet, layout: _Layout, rows: list[int], school: School, known: _Known
) -> tuple[dict[str, int], list[int]]:
    """Return the row of each learner, by ids first and by names next; nothing is guessed.

    Where an id is one learner's and the name or the platform's number beside it is not, nobody gets
    the row: those rows are returned too.
    """
    found: dict[str, int] = {}
    odd: list[int] = []
    for columns, of in (
        *(((at,), known.ids) for at in layout.ids),
        *(((at,), known.number) for at in layout.own),
        *([(layout.names, known.name)] if layout.names else []),
    ):
        keys: dict[str, list[int]] = {}
        for n in rows:
            if n not in found.values() and n not in odd:
                keys.setdefault(_cells(sheet.rows[n], columns), []).append(n)
        mine: dict[str, list[str]] = {}
        for one in school.learners:
            if one.person not in found:
                for name in of(one.person):
                    mine.setdefault(name, []).append(one.person)
        for name, at in keys.items():
            if name and len(at) == 1 and len(whose := mine.get(name, [])) == 1:
                if _crosses(sheet.rows[at[0]], layout, whose[0], name, known):
                    odd.append(at[0])
                else:
                    found[whose[0]] = at[0]
    return found, odd


def _crosses(row: Row, layout: _Layout, person: str, by: str, known: _Known) -> bool:
    """Return whether a row that has an id of somebody says otherwise that it is another's.

    A name may be written in many ways: one word of it is enough, if no other learner has more; and
    beside an address any name that is nobody else's. ``by`` is the id.
    """
    numbers = {_cells(row, (at,)) for at in layout.own}
    if any(known.numbered.get(number, set()) - {person} for number in numbers):
        return True
    name = _cells(row, layout.names)
    if whose := known.called.get(name, set()):
        return person not in whose
    if "@" in by:
        return False
    said = _words(name)
    if not (said and known.words.get(person)):
        return False
    shared = {one: len(said & words) for one, words in known.words.items()}
    return not shared[person] or shared[person] < max(shared.values())


def _words(name: str) -> set[str]:
    both = {*tokens(name), *tokens(name, german=True)}
    return {word for word in both if not word.isdecimal()}


def _cells(row: Row, columns: tuple[int, ...]) -> str:
    return _key(" ".join(row[at].text for at in columns if at < len(row)))


def _key(text: str) -> str:
    """Return an id or a name in one form: “Last, First” is “First Last”, a participant a number."""
    plain = re.sub(r"^participant\s+(?=\d)", "", " ".join(text.split()), flags=re.IGNORECASE)
    last, comma, first = plain.partition(", ")
    return fold(f"{first} {last}" if comma else plain)


def gradescope(school: School, folder: Path) -> tuple[int, tuple[str, ...]]:
    """Write ``ID/results.json`` for each graded learner; return how many, and what to know.

    Fields: https://gradescope-autograders.readthedocs.io/en/latest/specs/#output-format.
    """
    done = [one for one in school.learners if one.points is not None]
    left = [f"{one.person} ({one.state})" for one in school.learners if one.points is None]
    if not done:
        raise ExportError(f"Nobody has points yet: nothing is written. {school.told()}")
    for one in done:
        place = folder / one.person
        place.mkdir(parents=True, exist_ok=True)
        text = json.dumps(results(one, school), indent=1)
        put(place / "results.json", f"{text}\n")
    now = {one.person for one in done}
    old = sorted(path.parent.name for path in folder.glob("*/results.json"))
    return len(done), _notes(
        ("without a file of this run, which is not 0", left),
        (f"from before in {folder}: do not hand these on", [one for one in old if one not in now]),
    )


def results(one: Learner, school: School) -> dict[str, Any]:
    """Return one learner's results as Gradescope takes them."""
    tests = [
        {"name": mark.question, "score": mark.points, "max_score": mark.of,
         "output": _output(one, mark.question), "visibility": "after_published"}
        for mark in one.row.marks
    ]  # fmt: skip
    tests += [
        {"name": essay.written.name, "score": essay.points, "max_score": essay.written.points,
         "output": "\n".join(said for given in essay.given.values() for said in given.said),
         "visibility": "after_published"}
        for essay in one.essays
    ]  # fmt: skip
    return {"score": one.points, "output": "", "visibility": "after_published", "tests": tests}


def _output(one: Learner, question: str) -> str:
    mark = one.mark(question)
    assert mark is not None
    found = answer(one, mark, keep=True)
    return " ".join(filter(None, (f"{found.word[:1].upper()}{found.word[1:]}.", found.says)))
