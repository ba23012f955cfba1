"""The report of a class: one page for the teacher, and one table with a row for each learner."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from wayout.grading.agreement import agreements, gaps
from wayout.grading.key import Key
from wayout.grading.rubrics import rubric
from wayout.grading.school import STATES, Learner, School, questions
from wayout.grading.summary import (
    askings,
    levels,
    middle,
    nobody_missed,
    points,
    seconds,
    stopped,
)
from wayout.grading.tame import cell, line
from wayout.language import clock, day_in_words, exact, listed, number
from wayout.pages import render
from wayout.pages.output import put
from wayout.work.lessons import lessons

BOM = "\ufeff"
PAGE, SCORES = "class.html", "scores.csv"
_HIGH = 90


@dataclass(frozen=True)
class _Bar:
    """One bar: where it is and how wide in per cent of the drawing, how high in pixels."""

    x: float
    middle: float
    wide: float
    high: float
    count: int
    word: str


@dataclass(frozen=True)
class _Plot:
    bars: tuple[_Bar, ...]
    says: str
    coarse: bool


def write(school: School, folder: Path, names: Mapping[str, str] | None = None) -> list[Path]:
    """Write page and table into a folder; ``names`` go by id. Raises WriteError."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {PAGE: page(school, names or {}), SCORES: scores(school, names or {})}
    for name, content in made.items():
        put(folder / name, content)
    return [folder / name for name in made]


def title(key: Key) -> str:
    """Return what an exercise is called, such as ``Exercise 3: How big``."""
    known = {one.number: one.title for one in lessons()}
    number = key.lesson.lstrip("0") or "0"
    return line(f"Exercise {number}: {known.get(key.lesson, key.name)}")


def page(school: School, names: Mapping[str, str]) -> str:
    """Return the page of a class: one file without a script, everything escaped."""
    asked = askings(school)
    now = datetime.now()

    def who(person: str) -> str:
        return f"{line(names[person])} ({person})" if person in names else person

    return render(
        "class_report.html",
        school=school,
        title=title(school.key),
        made=f"{day_in_words(now.date())} {clock(now.astimezone())}",
        states=STATES,
        late=sum(one.row.late for one in school.learners),
        names=names,
        who=who,
        middle=middle(school),
        full=exact(school.key.points()),
        plot=_plot(school),
        asked=asked,
        nobody=listed(nobody_missed(asked)),
        rubric=list(_by_question(school)),
        agreed=agreements(school.marks),
        gaps=gaps(school.marks),
        seconds=seconds(school),
        stopped=stopped(school),
        people=[_person(one, who(one.person)) for one in school.learners],
        number=number,
    )


def _plot(school: School) -> _Plot:
    steps = points(school)
    highest, wide = max(1, *(count for _, count in steps)), 100 / len(steps)
    every = 1 if len(steps) <= 12 else 2
    told = listed(f"{exact(low)}: {count}" for low, count in steps if count)
    bars = (
        _Bar(round((n + 0.1) * wide, 2), round((n + 0.5) * wide, 2), round(0.8 * wide, 2),
             round(_HIGH * count / highest, 1), count, "" if n % every else exact(low))
        for n, (low, count) in enumerate(steps)
    )  # fmt: skip
    return _Plot(tuple(bars), told, any(low % 1 for low, _ in steps) or steps[-1][0] > 20)


def _by_question(school: School) -> Iterator[tuple[str, str, list[Any]]]:
    titles = {one.name: rubric(one.rubric).title for one in school.key.written}
    for question, some in groupby(levels(school), key=lambda one: one.question):
        yield question, titles[question], [*some]


def _person(one: Learner, who: str) -> dict[str, str]:
    texts = [essay.points for essay in one.essays]
    known = [value for value in texts if value is not None]
    state = f"{one.state}, late" if one.row.late else one.state
    return {
        "who": who,
        "state": state,
        "compared": _told(one.row.points),
        "texts": _told(sum(known)) if known and known == texts else "",
        "all": _told(one.points),
        "notes": " ".join(map(line, one.row.notes)),
    }


def _told(value: float | None) -> str:
    return "" if value is None else exact(value)


def scores(school: School, names: Mapping[str, str]) -> str:
    """Return one row a person as CSV for a spreadsheet; what nobody knows is empty, never 0."""
    asked = questions(school.key)
    texts = [one.name for one in school.key.written]
    head = ["id", *(["name"] if names else []), "state", "late", *asked, *texts,
            "points", "of", "notes"]  # fmt: skip
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow(map(cell, head))
    for one in school.learners:
        marks = {mark.question: mark.points for mark in one.row.marks if one.row.status == "graded"}
        given = {essay.written.name: essay.points for essay in one.essays}
        name = [cell(line(names.get(one.person, "")))] if names else []
        late = "late" if one.row.late else ""
        found = [*(marks.get(each) for each in asked), *(given.get(each) for each in texts)]
        row = [*map(_cell, found), _cell(one.points), _cell(school.of)]
        notes = cell(" ".join(map(line, one.row.notes)))
        sheet.writerow([cell(one.person), *name, one.state, late, *row, notes])
    return BOM + out.getvalue()


def _cell(value: float | None) -> str:
    """Return points without a separator that a spreadsheet would take for something else."""
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")
