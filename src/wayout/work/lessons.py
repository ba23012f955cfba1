"""The course's lessons, as their notebooks describe themselves.

What a lesson says about itself stands in its notebook's metadata under ``wayout``; nothing is
listed twice. ``activities`` there names what the notebook asks: for each kind of answer the
places, or ``"*"`` for all of them.
"""

import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from wayout import paths
from wayout.errors import CourseError

START = "00"
CLOSING = "so_far"
"""The closing page, which `start` opens like a lesson: it looks back on them and is none."""
CLOSING_TITLE = "What have you found so far?"
TEACHER = {"class_view": "The class view", "mark_essays": "Marking texts"}
"""The teacher's pages, in a folder of their own, with their titles."""
_NUMBER = re.compile(r"\d\d")
_MINUTES = re.compile(r"\*\*Time:\*\* about (\d+) minutes")

Asked = dict[str, tuple[str, ...]]


class LessonError(CourseError, LookupError):
    """A lesson that is not in the course; the message names those that are."""


@dataclass(frozen=True)
class Lesson:
    """One lesson, as its notebook describes it.

    ``number`` is its id, two digits such as ``"02"``. ``activities`` says which answers the
    notebook itself asks for: kind and places.
    """

    number: str
    title: str
    question: str
    minutes: int
    path: Path
    claims: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    activities: Asked = field(default_factory=dict)

    @property
    def exercise(self) -> Path | None:
        """Its exercise notebook, if there is one: ``02_exercise_who`` for ``02_who``.

        JupyterLab shows the first letters of a file name on its tab, so the names differ there.
        """
        name = self.path.name.replace(f"{self.number}_", f"{self.number}_exercise_", 1)
        path = self.path.parents[1] / "exercises" / name
        return path if path.exists() else None

    @property
    def practice(self) -> int:
        """How many minutes its exercise takes, as its text says; 0 if it does not say."""
        found = _MINUTES.search(_prose(self.exercise))
        return int(found[1]) if found else 0

    @property
    def asks(self) -> Asked:
        """Which answers lesson and exercise ask for: kind and places, in order."""
        asked: Asked = {}
        for about in (self.activities, _about(self.exercise)):
            for kind, places in about.items():
                asked[kind] = tuple(dict.fromkeys([*asked.get(kind, ()), *places]))
        return asked


@dataclass(frozen=True)
class _Notebook:
    """What the course reads of a notebook: its metadata and its prose."""

    metadata: dict[str, Any]
    prose: str


def lessons() -> list[Lesson]:
    """Return the lessons whose notebooks are here, in order of their number.

    Of several notebooks with one number, that with the shortest name is the lesson: the others are
    a learner's copies. A notebook that cannot be read is no lesson; see `broken`.
    """
    found: dict[str, Lesson] = {}
    for path in sorted(_notebooks(), key=lambda path: (len(path.name), path.name)):
        with suppress(ValueError):
            one = _lesson(path)
            if one:
                found.setdefault(one.number, one)
    return [found[number] for number in sorted(found)]


def lesson(number: str) -> Lesson:
    """Return one lesson by its id; raises LessonError, naming those there are, if there is none."""
    known = {one.number: one for one in lessons()}
    if number in known:
        return known[number]
    names = ", ".join(f'"{one}"' for one in known) or "none yet"
    raise LessonError(f'There is no lesson "{number}". The lessons here are: {names}.')


def closing() -> Path | None:
    """Return the closing page, if it is here."""
    path = paths.ROOT / "lessons" / f"{CLOSING}.ipynb"
    return path if path.exists() else None


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

    Raises ValueError when it cannot be read, or says something about itself that no lesson can.
    """
    about = _notebook(path).metadata.get("wayout")
    if about is None or (isinstance(about, dict) and about.get("page")):
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
        activities=_asked(about),
    )


def _asked(about: dict[str, Any]) -> Asked:
    activities = about.get("activities", {})
    _must(isinstance(activities, dict))
    return {str(kind): _words(places) for kind, places in activities.items()}


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
    texts = [cell for cell in found["cells"] if cell.get("cell_type") == "markdown"]
    return _Notebook(about, "\n".join(map(_source, texts)))


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source")
    lines: list[Any] = source if isinstance(source, list) else [source]
    _must(all(isinstance(line, str) for line in lines))
    return "".join(lines)


def _must(fine: Any) -> None:
    if not fine:
        raise ValueError("This is no notebook of the course.")


def _about(path: Path | None) -> Asked:
    """Return what an exercise asks; nothing for one that cannot be read."""
    with suppress(ValueError):
        about = _notebook(path).metadata.get("wayout") if path else None
        return _asked(about) if isinstance(about, dict) else {}
    return {}


def _prose(path: Path | None) -> str:
    """Return the text of all text cells; nothing for a notebook that cannot be read."""
    with suppress(ValueError):
        return _notebook(path).prose if path else ""
    return ""
