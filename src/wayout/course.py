"""The course as a whole: its lessons, how far a learner has come, and whether all works.

What a lesson says about itself stands in its notebook's metadata under ``wayout``; nothing is
listed twice. Dials and questions are counted from the code cells that ask them.
"""

import json
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import quote

from wayout import data
from wayout.beliefs import STAGES, Dial
from wayout.entries import moment
from wayout.errors import CourseError
from wayout.session import current
from wayout.workfile import WorkFile

START = "00"
_PYTHON = (3, 11)
_DIAL = re.compile(r"""\bdial\(\s*["'](\w+)["']\s*,\s*(?:stage\s*=\s*)?["'](\w+)["']""")
_CHECK = re.compile(r"""\bcheck\(\s*["'](\w+)["']""")
_REQUIREMENT = re.compile(r"([\w.-]+)\s*(?:>=\s*([\d.]+))?")


class LessonError(CourseError, LookupError):
    """A lesson that is not in the course, or a notebook that cannot be read."""


@dataclass(frozen=True)
class Lesson:
    """One lesson, as its notebook describes it.

    Attributes
    ----------
    number
        Lesson id, two digits: ``"02"``.
    title, question
        Its name, and the question it answers.
    minutes
        How long it takes, about.
    path
        Its notebook.
    claims, tables
        Ids of the claims it looks at and names of the tables it uses.
    """

    number: str
    title: str
    question: str
    minutes: int
    path: Path
    claims: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()

    @property
    def exercise(self) -> Path | None:
        """The exercise notebook of the same name, if there is one."""
        path = self.path.parents[1] / "exercises" / self.path.name
        return path if path.exists() else None

    def dials(self) -> list[tuple[str, str]]:
        """Return claim and stage of each dial in the lesson and its exercise, in order."""
        found = _DIAL.findall(_code(self.path) + _code(self.exercise))
        return [pair for pair in dict.fromkeys(found) if pair[1] in STAGES]

    def questions(self) -> list[str]:
        """Return the ids of the questions that the exercise checks, in order."""
        return list(dict.fromkeys(_CHECK.findall(_code(self.exercise))))


@dataclass(frozen=True)
class Progress:
    """How far a learner has come in one lesson.

    Attributes
    ----------
    lesson
        The lesson.
    opened
        When it was first opened, or ``None``.
    dials, answers
        How many are done, and out of how many.
    """

    lesson: Lesson
    opened: datetime | None
    dials: tuple[int, int]
    answers: tuple[int, int]

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1: opening it, each dial and each question count one."""
        done = bool(self.opened) + self.dials[0] + self.answers[0]
        return done / (1 + self.dials[1] + self.answers[1])

    def words(self) -> str:
        """Return the progress as a sentence or two."""
        if self.opened is None and self.share == 0:
            return "Not opened yet."
        parts = ["Opened."]
        if self.dials[1]:
            parts.append(f"Dials saved: {self.dials[0]} of {self.dials[1]}.")
        if self.answers[1]:
            parts.append(f"Questions right: {self.answers[0]} of {self.answers[1]}.")
        return " ".join(parts)


@dataclass(frozen=True)
class CourseMap:
    """All lessons with minutes and progress; a notebook shows it as a list of links."""

    steps: tuple[Progress, ...]
    folder: Path

    def _repr_html_(self) -> str:
        if not self.steps:
            return f'<p class="wo-card">{escape(str(self))}</p>'
        items = "".join(_step_html(step, self.folder) for step in self.steps)
        return f'<ol class="wo-course">{items}</ol><p class="wo-note">{escape(self._total())}</p>'

    def __str__(self) -> str:
        if not self.steps:
            return "There are no lessons here yet."
        lines = [
            f"{step.lesson.number} {step.lesson.title} "
            f"({step.lesson.minutes} minutes). {step.words()}"
            for step in self.steps
        ]
        return "\n".join([*lines, self._total()])

    __repr__ = __str__

    def _total(self) -> str:
        minutes = sum(step.lesson.minutes for step in self.steps)
        number = len(self.steps)
        return f"{number} lesson{'s' if number > 1 else ''}, about {minutes} minutes in all."


@dataclass(frozen=True)
class SelfCheck:
    """What was looked at before work begins: one sentence each, and whether it is in order."""

    results: tuple[tuple[bool, str], ...]

    @property
    def fine(self) -> bool:
        """Whether everything works."""
        return all(good for good, _ in self.results)

    def headline(self) -> str:
        """Return ``"Everything works."``, or how much does not."""
        wrong = sum(not good for good, _ in self.results)
        if not wrong:
            return "Everything works."
        return f"{wrong} thing{'s need' if wrong > 1 else ' needs'} your attention."

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<li class="{"wo-good" if good else "wo-bad"}">'
            f"<strong>{'Fine' if good else 'To do'}:</strong> {escape(text)}</li>"
            for good, text in self.results
        )
        return (
            f'<div class="wo-card wo-self-check"><p><strong>{escape(self.headline())}</strong></p>'
            f"<ul>{rows}</ul></div>"
        )

    def __str__(self) -> str:
        rows = [f"{'Fine' if good else 'To do'}: {text}" for good, text in self.results]
        return "\n".join([self.headline(), *rows])

    __repr__ = __str__


def lessons() -> list[Lesson]:
    """Return the lessons whose notebooks are here, in order of their number."""
    found = [_lesson(path) for path in _notebooks()]
    return sorted((one for one in found if one), key=lambda one: one.number)


def lesson(number: str) -> Lesson:
    """Return one lesson by its id.

    Raises
    ------
    LessonError
        When there is none; the message names those there are.
    """
    known = lessons()
    for one in known:
        if one.number == number:
            return one
    names = ", ".join(f'"{one.number}"' for one in known) or "none yet"
    raise LessonError(f'There is no lesson "{number}". The lessons here are: {names}.')


def progress(work: WorkFile) -> list[Progress]:
    """Return how far the learner has come in each lesson."""
    return [_progress(one, work) for one in lessons()]


def course_map(work: WorkFile | None = None) -> CourseMap:
    """Return the lessons after the first page as links, with minutes and progress.

    Links start from the folder the notebook runs in, so that JupyterLab opens them in place.

    Parameters
    ----------
    work
        Whose progress to show; by default that of the open session.
    """
    done = progress(work or current().work)
    steps = [step for step in done if step.lesson.number != START]
    return CourseMap(tuple(steps), Path.cwd())


def self_check(work: WorkFile | None = None) -> SelfCheck:
    """Look at Python, the packages, the data, the lessons and the work file.

    Parameters
    ----------
    work
        The work file to try; by default that of the open session.
    """
    results = [
        _check_python(sys.version_info[:2]),
        _check_packages(_requirements()),
        _check_data(data.verify()),
        _check_lessons(_broken()),
        _check_work(work or current().work),
    ]
    return SelfCheck(tuple(results))


def _notebooks() -> list[Path]:
    return sorted((data.ROOT / "lessons").glob("*.ipynb"))


def _lesson(path: Path) -> Lesson | None:
    """Return the lesson in a notebook, or ``None`` if it does not say that it is one."""
    about = _notebook(path).get("metadata", {}).get("wayout")
    if not isinstance(about, dict) or "lesson" not in about:
        return None
    return Lesson(
        number=str(about["lesson"]),
        title=str(about.get("title", path.stem)),
        question=str(about.get("question", "")),
        minutes=int(about.get("minutes", 0)),
        path=path,
        claims=tuple(about.get("claims", ())),
        tables=tuple(about.get("tables", ())),
    )


def _notebook(path: Path | None) -> dict[str, Any]:
    """Return a notebook's JSON, empty if it cannot be read."""
    try:
        found = json.loads(path.read_text("utf-8")) if path else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _code(path: Path | None) -> str:
    cells = _notebook(path).get("cells", [])
    return "\n".join("".join(c["source"]) for c in cells if c.get("cell_type") == "code") + "\n"


def _progress(one: Lesson, work: WorkFile) -> Progress:
    opened = work.entries(kind="opened", lesson=one.number)
    wanted = one.questions()
    done = [Dial(claim, one.number, work).answer(stage) for claim, stage in one.dials()]
    return Progress(
        lesson=one,
        opened=moment(opened[0].when) if opened else None,
        dials=(sum(answer is not None for answer in done), len(done)),
        answers=(len(_right(one, work) & set(wanted)), len(wanted)),
    )


def _right(one: Lesson, work: WorkFile) -> set[str]:
    values = [entry.value for entry in work.entries(kind="answer", lesson=one.number)]
    good = [v for v in values if isinstance(v, dict) and v.get("verdict") == "right"]
    return {str(value.get("question")) for value in good}


def _step_html(step: Progress, folder: Path) -> str:
    one = step.lesson
    exercise = f" · {_link(one.exercise, folder, 'Exercise')}" if one.exercise else ""
    return (
        f'<li><span class="wo-number" aria-hidden="true">{escape(one.number.lstrip("0"))}</span>'
        f'<div><p class="wo-course-title">{_link(one.path, folder, one.title)}</p>'
        f"<p>{escape(one.question)}</p>"
        f'<p class="wo-quiet">About {one.minutes} minutes{exercise}</p>'
        f'<p class="wo-quiet">{_bar(step.share)}{escape(step.words())}</p></div></li>'
    )


def _bar(share: float) -> str:
    return (
        f'<span class="wo-bar" aria-hidden="true"><span style="width: {share:.0%}"></span></span>'
    )


def _link(path: Path, folder: Path, text: str) -> str:
    beside = folder.parent / path.parent.name / path.name
    try:  # a copy of the notebooks links to itself, not to the course it was copied from
        relative = os.path.relpath(beside if beside.exists() else path, folder)
    except ValueError:  # another drive of a Windows machine
        relative = path.name
    return f'<a href="{escape(quote(relative.replace(os.sep, "/")))}">{escape(text)}</a>'


def _check_python(version: tuple[int, ...]) -> tuple[bool, str]:
    name, needed = (".".join(map(str, numbers)) for numbers in (version, _PYTHON))
    if version >= _PYTHON:
        return True, f"Python {name} runs."
    return False, f"Python {name} is too old. Install Python {needed} or newer and start again."


def _requirements() -> list[str]:
    listed = metadata.requires("wayout") or []
    return [line for line in listed if "extra ==" not in line]


def _check_packages(lines: Iterable[str]) -> tuple[bool, str]:
    problems = [problem for problem in map(_problem, lines) if problem]
    if problems:
        again = "Run “python start.py lab” once more to install what is missing."
        return False, f"{'; '.join(problems)}. {again}"
    return True, "All packages are installed."


def _problem(line: str) -> str:
    """Return what is wrong with one required package, empty if nothing is."""
    name, least = next(_REQUIREMENT.finditer(line)).groups()
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return f"{name} is not installed"
    old = least and _numbers(version) < _numbers(least)
    return f"{name} {version} is older than {least}" if old else ""


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)[:3]]


def _check_data(problems: list[str]) -> tuple[bool, str]:
    if problems:
        return False, " ".join(problems)
    return True, f"The data are complete and unchanged: {len(data.names())} tables and maps."


def _broken() -> list[str]:
    return [path.name for path in _notebooks() if not _notebook(path)]


def _check_lessons(broken: list[str]) -> tuple[bool, str]:
    if broken:
        return False, f"Not readable: {', '.join(broken)}. Fetch the course again to mend this."
    return True, f"Lessons found: {len(lessons())}."


def _check_work(work: WorkFile) -> tuple[bool, str]:
    kept = work.save()
    return kept and work.state == "loaded", work.message
