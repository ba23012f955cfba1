"""The course as a whole: its lessons, and how far a learner has come in them.

What a lesson says about itself stands in its notebook's metadata under ``wayout``; nothing is
listed twice. Dials, sentences to sort, fact desks, yardsticks and questions are counted from the
code cells that ask them.
"""

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from wayout import paths
from wayout.activities.dial import STAGES, Dial
from wayout.errors import CourseError
from wayout.essay import sentences
from wayout.work.entries import Entry, moment
from wayout.work.workfile import WorkFile

START = "00"
_NUMBER = re.compile(r"\d\d")
_DIAL = re.compile(r"""\bdial\(\s*["'](\w+)["']\s*,\s*(?:stage\s*=\s*)?["'](\w+)["']""")
_SORTER = re.compile(r"\bsorter\(")
_DESK = re.compile(r"""\bfact_desk\(\s*["'](\w+)["']""")
_YARDSTICK = re.compile(r"""\byardstick\(\s*["'](\w+)["']""")
_MINUTES = re.compile(r"\*\*Time:\*\* about (\d+) minutes")
_CHECK = re.compile(r"""\bcheck\(\s*["'](\w+)["']""")


class LessonError(CourseError, LookupError):
    """A lesson that is not in the course; the message names those that are."""


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

    @property
    def practice(self) -> int:
        """How many minutes its exercise takes, as its text says; 0 if it does not say."""
        found = _MINUTES.search(_prose(self.exercise))
        return int(found[1]) if found else 0

    def dials(self) -> list[tuple[str, str]]:
        """Return claim and stage of each dial in the lesson and its exercise, in order."""
        found = _DIAL.findall(self._cells)
        return [pair for pair in dict.fromkeys(found) if pair[1] in STAGES]

    def sentences(self) -> list[str]:
        """Return the numbers of the sentences to sort: all of them, or none without a sorter."""
        return [str(one.number) for one in sentences()] if _SORTER.search(self._cells) else []

    def desks(self) -> list[str]:
        """Return the claims of the fact desks in the lesson and its exercise, in order."""
        return list(dict.fromkeys(_DESK.findall(self._cells)))

    def yardsticks(self) -> list[str]:
        """Return the stage of each yardstick in the lesson and its exercise, in order."""
        return list(dict.fromkeys(_YARDSTICK.findall(self._cells)))

    @property
    def _cells(self) -> str:
        return _code(self.path) + _code(self.exercise)

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
    dials, answers, sentences, desks, yardsticks
        How many are done, and out of how many.
    """

    lesson: Lesson
    opened: datetime | None
    dials: tuple[int, int]
    answers: tuple[int, int]
    sentences: tuple[int, int] = (0, 0)
    desks: tuple[int, int] = (0, 0)
    yardsticks: tuple[int, int] = (0, 0)

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1.

        Opening it counts one, and so do each dial, each desk, each yardstick, each question, and
        all sentences to sort together.
        """
        single = (self.dials, self.desks, self.yardsticks, self.answers)
        done = bool(self.opened) + sum(pair[0] for pair in single)
        some, most = self.sentences
        sorting = some / most if most else 0
        return (done + sorting) / (1 + sum(pair[1] for pair in single) + bool(most))

    def words(self) -> str:
        """Return the progress as a sentence or two."""
        if self.opened is None and self.share == 0:
            return "Not opened yet."
        counted = {
            "Dials saved": self.dials,
            "Sentences sorted": self.sentences,
            "Fact desks with a verdict": self.desks,
            "Yardsticks saved": self.yardsticks,
            "Questions right": self.answers,
        }
        said = [f"{what}: {done} of {total}." for what, (done, total) in counted.items() if total]
        return " ".join(["Opened.", *said])


@dataclass(frozen=True)
class _Notebook:
    """What the course reads of a notebook: its metadata, its code and its prose."""

    metadata: dict[str, Any]
    code: str
    prose: str


def lessons() -> list[Lesson]:
    """Return the lessons whose notebooks are here, in order of their number.

    Of several notebooks with one number, the one with the shortest name is the lesson: the
    others are a learner's copies. A notebook that cannot be read is no lesson; see `broken`.
    """
    found: dict[str, Lesson] = {}
    for path in sorted(_notebooks(), key=lambda path: (len(path.name), path.name)):
        with suppress(ValueError):
            one = _lesson(path)
            if one:
                found.setdefault(one.number, one)
    return [found[number] for number in sorted(found)]


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


def broken() -> list[str]:
    """Return the names of lessons and exercises that cannot be read as such."""
    exercises = sorted((paths.ROOT / "exercises").glob("*.ipynb"))
    faulty = [*filter(_is_torn, _notebooks()), *filter(_is_torn, exercises)]
    return list(dict.fromkeys(path.name for path in faulty))


def _is_torn(path: Path) -> bool:
    try:
        _lesson(path)
    except ValueError:
        return True
    return False


def _notebooks() -> list[Path]:
    return sorted((paths.ROOT / "lessons").glob("*.ipynb"))


def _lesson(path: Path) -> Lesson | None:
    """Return the lesson in a notebook, or ``None`` if it does not say that it is one.

    Raises
    ------
    ValueError
        When it cannot be read, or says something about itself that no lesson can.
    """
    about = _notebook(path).metadata.get("wayout")
    if about is None:
        return None
    _must(isinstance(about, dict) and _NUMBER.fullmatch(str(about.get("lesson"))))
    minutes = about.get("minutes", 0)
    _must(isinstance(minutes, int))
    return Lesson(
        number=str(about["lesson"]),
        title=str(about.get("title", path.stem)),
        question=str(about.get("question", "")),
        minutes=minutes,
        path=path,
        claims=_words(about.get("claims", [])),
        tables=_words(about.get("tables", [])),
    )


def _words(names: Any) -> tuple[str, ...]:
    _must(isinstance(names, list) and all(isinstance(name, str) for name in names))
    return tuple(names)


def _notebook(path: Path) -> _Notebook:
    try:
        found = path.stat()
        return _parsed(path, (found.st_mtime_ns, found.st_size, found.st_ino))
    except (OSError, RecursionError) as error:
        raise ValueError(f"{path.name} cannot be read") from error


@lru_cache(maxsize=64)
def _parsed(path: Path, stamp: tuple[int, ...]) -> _Notebook:
    """Read a notebook once for each ``stamp`` its file has had."""
    found = json.loads(path.read_text("utf-8"))
    _must(isinstance(found, dict) and isinstance(found.get("cells"), list))
    about = found.get("metadata", {})
    _must(isinstance(about, dict) and all(isinstance(cell, dict) for cell in found["cells"]))
    code, prose = (
        "\n".join(_source(cell) for cell in found["cells"] if cell.get("cell_type") == kind)
        for kind in ("code", "markdown")
    )
    return _Notebook(about, code, prose)


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source")
    lines: list[Any] = source if isinstance(source, list) else [source]
    _must(all(isinstance(line, str) for line in lines))
    return "".join(lines)


def _must(fine: Any) -> None:
    if not fine:
        raise ValueError("This is no notebook of the course.")


def _code(path: Path | None) -> str:
    """Return the source of all code cells; nothing for a notebook that cannot be read."""
    with suppress(ValueError):
        return _notebook(path).code if path else ""
    return ""


def _prose(path: Path | None) -> str:
    """Return the text of all text cells; nothing for a notebook that cannot be read."""
    with suppress(ValueError):
        return _notebook(path).prose if path else ""
    return ""


def _progress(one: Lesson, work: WorkFile) -> Progress:
    opened = work.entries(kind="opened", lesson=one.number)
    wanted = one.questions()
    done = [Dial(claim, one.number, work).answer(stage) for claim, stage in one.dials()]
    return Progress(
        lesson=one,
        opened=moment(opened[0].when) if opened else None,
        dials=(sum(answer is not None for answer in done), len(done)),
        answers=(len(_right(one, work) & set(wanted)), len(wanted)),
        sentences=_done(one.sentences(), _named(work.entries("sorted"), "sentence")),
        desks=_done(one.desks(), {entry.claim for entry in work.entries("verdict")}),
        yardsticks=_done(one.yardsticks(), _named(work.entries("yardstick"), "stage")),
    )


def _done(wanted: list[str], found: set[str]) -> tuple[int, int]:
    return len(found & set(wanted)), len(wanted)


def _named(entries: list[Entry], field: str) -> set[str]:
    """Return what a field of some entries holds; what another program wrote is passed over."""
    values = [entry.value for entry in entries if isinstance(entry.value, dict)]
    return {str(value.get(field)) for value in values}


def _right(one: Lesson, work: WorkFile) -> set[str]:
    values = [entry.value for entry in work.entries(kind="answer", lesson=one.number)]
    good = [v for v in values if isinstance(v, dict) and v.get("verdict") == "right"]
    return {str(value.get("question")) for value in good}
