"""What is known of one submission after grading: data only, ready for a file."""

import json
import math
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal, TypeAlias, get_args

from wayout.errors import CourseError
from wayout.exercises.plain import JSON
from wayout.grading.reading import DAMAGED

FORMAT = 1
RUN = "run.json"
"""The file beside the rows that says whom the last run of `wayout grade` saw."""
Status: TypeAlias = Literal["graded", "unreadable", "missing", "crashed", "other"]
"""Whether there are marks; ``other`` is a notebook of another exercise. None of them is a 0."""
Seen: TypeAlias = Literal[
    "right", "mistake", "form", "kind", "other", "blank", "stopped", "lost", "gone"
]
"""A verdict of `judge`, or why there was none: ``stopped``, reading the answer raised an error;
``lost``, its code ran out of time or ended Python; ``gone``, its cell was taken out."""


class RowError(CourseError):
    """A row that is damaged, or of another version of the course."""


@dataclass(frozen=True)
class Mark:
    """How one question stands.

    ``shown`` is the answer as text, at most 200 characters, ``answer`` the same as data where it is
    small, None where there is none. ``says`` is for the learner: a sentence, no trace of code.
    ``mistake`` is the place of the known mistake among those of the question, from 0.
    """

    question: str
    seen: Seen
    points: float
    of: float
    shown: str = ""
    answer: JSON = None
    says: str = ""
    mistake: int | None = None


@dataclass(frozen=True)
class Text:
    """What a learner wrote where people mark, as it stands in the notebook."""

    question: str
    text: str
    words: int


@dataclass(frozen=True)
class Row:
    """One submission.

    ``person`` is the id of the roster, ``mark`` the SHA-256 of the file as hex, ``key`` that of the
    key (`key.mark`), ``notes`` are sentences for the teacher. ``seconds`` is the one part that
    differs from run to run.
    """

    person: str
    lesson: str
    release: str
    status: Status
    file: str = ""
    mark: str = ""
    late: bool = False
    notes: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    texts: tuple[Text, ...] = ()
    settings: dict[str, JSON] = field(default_factory=dict)
    seconds: float = 0.0
    key: str = ""

    @property
    def points(self) -> float | None:
        """The sum of the points, None where nothing was graded: that is not 0."""
        return sum(one.points for one in self.marks) if self.status == "graded" else None

    @property
    def of(self) -> float:
        """How many points there are, without what people mark."""
        return sum(one.of for one in self.marks)


def dumps(row: Row) -> bytes:
    """Return a row as the bytes of its file."""
    text = json.dumps({"format": FORMAT, **asdict(row)}, indent=1, ensure_ascii=True)
    return f"{text}\n".encode()


def parse(content: bytes) -> Row:
    """Return the row that `dumps` wrote, each part of its kind; raises RowError."""
    try:
        body: dict[str, Any] = json.loads(content)
        if body.pop("format") != FORMAT:
            raise RowError("This row is of another version of the course: grade anew.")
        known = {one.name for one in fields(Row)}
        parts = {name: value for name, value in body.items() if name in known}
        parts["notes"] = (*_all(str, parts["notes"]),)
        parts["marks"] = tuple(Mark(**one) for one in _all(dict, parts["marks"]))
        parts["texts"] = tuple(Text(**one) for one in _all(dict, parts["texts"]))
        row = Row(**parts)
        _check(row)
        return row
    except (*DAMAGED, OverflowError):
        raise RowError(
            "This file holds no row of graded work, or is damaged: grade anew."
        ) from None


def _check(row: Row) -> None:
    """Raise ValueError or TypeError unless each part is of its kind and nobody has a point extra.

    What an answer was, as data, is anybody's: it may be of any kind.
    """
    _all(str, [row.person, row.lesson, row.release, row.status, row.file, row.mark])
    _all(dict, [row.settings])
    _all(bool, [row.late])
    _all(str, [part for one in row.marks for part in (one.question, one.seen, one.shown, one.says)])
    _all(str, [part for one in row.texts for part in (one.question, one.text)])
    _all(int, [one.words for one in row.texts])
    _all(int, [one.mistake for one in row.marks if one.mistake is not None])
    fits = [
        row.status in get_args(Status),
        all(one.seen in get_args(Seen) for one in row.marks),
        all(_number(one.of) and _number(one.points) and one.points <= one.of for one in row.marks),
        _number(row.seconds),
        len({one.question for one in row.marks}) == len(row.marks),
        len({one.question for one in row.texts}) == len(row.texts),
    ]
    if not all(fits):
        raise ValueError("a part that no row has")


def _all(kind: type, values: Any) -> list[Any]:
    if type(values) is not list or any(type(one) is not kind for one in values):
        raise TypeError(f"not all of kind {kind.__name__}")
    return values


def _number(value: object) -> bool:
    """Say whether a value is a number that points or seconds may be."""
    return type(value) in (int, float) and math.isfinite(value) and value >= 0  # type: ignore[operator, arg-type]
