"""The class after grading: each learner's row, what people marked, and the points of both."""

import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from wayout.errors import CourseError
from wayout.grading.key import Key, Variant, Written
from wayout.grading.marks import Given, Marks, Place, first, levels, load_all
from wayout.grading.reading import DAMAGED
from wayout.grading.roster import unsafe
from wayout.grading.row import RUN, Mark, Row, RowError, Status, Text, parse
from wayout.grading.rubrics import LEVELS, Rubric, rubric
from wayout.grading.tame import line
from wayout.language import in_figures, listed

State: TypeAlias = Status | Literal["needs marking"]
LARGEST = 20_000_000
STATES: dict[State, str] = {
    "graded": "graded",
    "needs marking": "needs marking: a text waits for a person",
    "crashed": "crashed: its code could not be run, see the notes",
    "unreadable": "unreadable: ask for the file again",
    "other": "another exercise was handed in",
    "missing": "missing: no file is known to be theirs",
}
"""What each state means, in the order in which they are told."""


class SchoolError(CourseError):
    """A folder without rows of this key; the message is a sentence for the teacher."""


@dataclass(frozen=True)
class Essay:
    """A text that people mark, with what was given for each criterion; ``points`` once all are."""

    written: Written
    rubric: Rubric
    text: Text
    given: dict[str, Given]

    def places(self, person: str) -> dict[str, Place]:
        """Return by criterion what levels are given for."""
        names = (one.name for one in self.rubric.criteria)
        return {name: Place.of(self.written.name, person, name, self.text.text) for name in names}

    @property
    def points(self) -> float | None:
        """The part of full marks that its levels make, None while a criterion is unmarked."""
        levels = [self.given[one.name].level for one in self.rubric.criteria]
        known = [level for level in levels if level is not None]
        most = LEVELS[-1] * len(levels)
        return round(self.written.points * sum(known) / most, 2) if known == levels else None


@dataclass(frozen=True)
class Learner:
    """One person: the row, the questions that he or she had, and the texts."""

    row: Row
    variant: Variant
    essays: tuple[Essay, ...] = ()

    @property
    def person(self) -> str:
        """The id of the roster."""
        return self.row.person

    @property
    def state(self) -> State:
        """How the submission stands, what people have to do included."""
        waits = self.row.status == "graded" and any(one.points is None for one in self.essays)
        return "needs marking" if waits else self.row.status

    @property
    def points(self) -> float | None:
        """The sum of all points, None unless all of them are known: that is not 0."""
        if self.state != "graded" or self.row.points is None:
            return None
        return round(self.row.points + sum(one.points or 0 for one in self.essays), 4)

    def mark(self, question: str) -> Mark | None:
        """Return how one question stands, None where nothing was graded."""
        return next((one for one in self.row.marks if one.question == question), None)


@dataclass(frozen=True)
class School:
    """All learners of one release, by id; ``notes`` are sentences for the teacher."""

    key: Key
    learners: tuple[Learner, ...]
    marks: tuple[Marks, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def of(self) -> float:
        """How many points there are, with what people mark."""
        return self.key.points() + sum(one.points for one in self.key.written)

    @property
    def graded(self) -> tuple[Learner, ...]:
        """Those whose answers were compared, whether or not a text still waits."""
        return tuple(one for one in self.learners if one.row.status == "graded")

    def states(self) -> dict[State, int]:
        """Return how many learners are in each state, without states that nobody is in."""
        found = Counter(one.state for one in self.learners)
        return {state: found[state] for state in STATES if found[state]}

    def told(self) -> str:
        """Return in one line how many learners there are and how they stand."""
        parts = listed(f"{number} {state}" for state, number in self.states().items())
        return f"{in_figures(len(self.learners), 'learner')}: {parts}."


def questions(key: Key) -> tuple[str, ...]:
    """Return the names of the questions that are compared, in order."""
    return tuple(one.question.name for one in next(iter(key.variants.values())).asked)


def read_school(graded: Path, key: Key, marks: Path | None = None) -> School:
    """Return the class in a folder of rows, with the marks in another.

    A row that is damaged or of another release is named and left out. Raises SchoolError where
    no row is left.
    """
    rows, notes = _rows(graded, key)
    given, faults = load_all(marks)
    others = [one.marker for one in given if one.release != key.release]
    own = [one for one in given if one.release == key.release]
    blank = [learner(row, key) for row in rows]
    here = {place for one in blank for essay in one.essays
            for place in essay.places(one.person).values()}  # fmt: skip
    mine = tuple(
        replace(one, given={place: said for place, said in one.given.items() if place in here})
        for one in own
    )
    if others:
        notes.append(f"The marks of {listed(map(line, others))} belong to another release.")
    learners = tuple(learner(row, key, mine) for row in rows)
    notes += [*faults, *_undecided(learners, mine), *_anew(own, here)]
    return School(key, learners, mine, (*notes,))


def _anew(marks: list[Marks], here: Collection[Place]) -> Iterator[str]:
    """Yield a sentence on those who handed another text in since theirs was marked."""
    given = {place for one in marks for place in one.given}
    old, now, known = (
        {place[:2] for place in some} for some in (given.difference(here), given & {*here}, here)
    )
    if people := dict.fromkeys(who for _, who in sorted((old & known) - now)):
        yield (
            f"{listed(people, 10)} handed in another text after theirs was marked: what was given "
            "for the old one does not count. Mark the new one."
        )


def _undecided(learners: tuple[Learner, ...], marks: tuple[Marks, ...]) -> Iterator[str]:
    """Yield a sentence for each pair of markers of whom neither is the second, and who differ."""
    apart: dict[tuple[str, ...], dict[str, None]] = {}
    for one in learners:
        for essay in one.essays:
            found = (levels(marks, place) for place in essay.places(one.person).values())
            differ = {who for given in found if len({said.level for said in given.values()}) > 1
                      for who in given}  # fmt: skip
            if differ:
                apart.setdefault((*sorted(differ),), {})[one.person] = None
    for markers, people in apart.items():
        yield (
            f"{listed(map(line, markers))} gave different levels to texts of {listed(people, 10)}, "
            "and nobody of them is the second marker, so none counts. Agree, and let all but one "
            "take theirs back, or take a file out of the folder of marks."
        )


def _rows(folder: Path, key: Key) -> tuple[list[Row], list[str]]:
    """Return the rows of the last run, and a sentence for each kind of those left out."""
    if not folder.is_dir():
        raise SchoolError(f"There is no folder {folder}: `wayout grade` makes it.")
    rows: dict[str, Row] = {}
    notes: list[str] = []
    foreign: list[str] = []
    gone: list[str] = []
    here = _last(folder)
    parsed: set[str] = set()
    for path in sorted(folder.glob("*.json")):
        if path.name.casefold() == RUN or path.name.startswith("."):
            continue
        try:
            row = _row(path)
        except RowError as error:
            notes.append(f"{line(path.name)}: {error}")
            continue
        parsed.add(row.person)
        if not _fits(row, key):
            foreign.append(line(path.name))
        elif not row.person or unsafe(row.person):
            notes.append(f"{line(path.name)} has an id that cannot be the name of a file.")
        elif here is not None and row.person not in here:
            gone.append(row.person)
        elif row.person in rows:
            notes.append(f"{line(path.name)} is of somebody who has a row already.")
        else:
            rows[row.person] = row
    if foreign:
        was = "was" if len(foreign) == 1 else "were"
        notes.append(f"{listed(foreign, 5)} {was} graded with another key and left out: take the "
                     "key of that release, or grade anew.")  # fmt: skip
    if gone:
        notes.append(f"{listed(gone, 10)} left out: the last run of `wayout grade` had nothing of "
                     "theirs.")  # fmt: skip
    if waiting := sorted((here or set()) - parsed):
        has = "has" if len(waiting) == 1 else "have"
        notes.append(f"{listed(waiting, 10)} {has} no row that can be read: give `wayout grade` "
                     "again.")  # fmt: skip
    if not rows or (foreign and not any(row.status == "graded" for row in rows.values())):
        why = f" {' '.join(notes)}" if notes else ""
        raise SchoolError(f"{folder} holds no graded work of this key.{why}")
    return [rows[person] for person in sorted(rows)], notes


def _fits(row: Row, key: Key) -> bool:
    """Say whether a row was made with this key: its release, its questions and their points."""
    asked = {one.question.name: one.points for one in key.of(row.person).asked}
    same = row.status != "graded" or {one.question: one.of for one in row.marks} == asked
    return same and (row.release, row.lesson) == (key.release, key.lesson)


def _last(folder: Path) -> frozenset[str] | None:
    """Return the ids of the last run of `wayout grade`, None where nothing says whom it saw."""
    try:
        path = folder / RUN
        fits = path.is_file() and path.stat().st_size <= LARGEST
        body = json.loads(path.read_bytes()) if fits else {}
        return frozenset(map(line, dict(body["rows"])))
    except (OSError, *DAMAGED):
        return None


def _row(path: Path) -> Row:
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST:
            raise RowError("This is no row: it is a link or a folder, or too large.")
        row = parse(path.read_bytes())
    except OSError:
        raise RowError("This file cannot be read.") from None
    return replace(row, person=line(row.person))


def learner(row: Row, key: Key, marks: tuple[Marks, ...] = ()) -> Learner:
    """Return one learner with the texts that people mark; a text that is not there is empty."""
    if row.status != "graded":
        return Learner(row, key.of(row.person))
    texts = {one.question: one for one in row.texts}
    essays = (
        _essay(one, row.person, texts.get(one.name, Text(one.name, "", 0)), marks)
        for one in key.written
    )
    return Learner(row, key.of(row.person), tuple(essays))


def _essay(written: Written, person: str, text: Text, marks: tuple[Marks, ...]) -> Essay:
    made = Essay(written, rubric(written.rubric), text, {})
    given = {name: first(marks, place) for name, place in made.places(person).items()}
    return replace(made, given=given)
