"""What people marked: one file for each marker, written in one stroke after every key."""

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from wayout.errors import CourseError
from wayout.grading.reading import DAMAGED
from wayout.grading.roster import unsafe
from wayout.grading.rubrics import LEVELS
from wayout.pages.output import put
from wayout.work.lock import locked

FORMAT = 2
LARGEST = 50_000_000
_ASIDE = re.compile(r".*\.damaged-\d+", re.IGNORECASE)
"""How a damaged file is called that was kept beside, without its ending."""


class MarksError(CourseError):
    """Marks that cannot be read or kept; the message is a sentence for the marker."""


class Place(NamedTuple):
    """What a level is given for: a question, whose text, by which criterion, and which text.

    ``text`` is a mark of it: what is handed in anew is another text, which nobody has read.
    """

    question: str
    person: str
    criterion: str
    text: str

    @classmethod
    def of(cls, question: str, person: str, criterion: str, text: str) -> "Place":
        """Return the place of a text as it was written."""
        mark = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return cls(question, person, criterion, mark)


@dataclass(frozen=True)
class Given:
    """What a marker said of one criterion of one text; without a level it is not marked.

    ``comments`` are ready sentences of the rubric, ``own`` is the marker's.
    """

    level: int | None = None
    comments: tuple[str, ...] = ()
    own: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """All comments, the marker's own one last."""
        return tuple(one for one in (*self.comments, self.own.strip()) if one)


@dataclass(frozen=True)
class Marks:
    """All that one marker gave; ``second`` is the share of texts that a second one reads, or 0."""

    marker: str
    release: str
    second: float
    given: dict[Place, Given]


class MarkFile:
    """The file of one marker, which more pages than one may have open.

    It is read before each change, and only what was changed is written.

    Whether its marker is the second one is settled when it is made; ``second`` may change the share
    later, and being left out changes nothing.
    """

    def __init__(self, folder: Path, marker: str, release: str, second: float = 0) -> None:
        why = unsafe(marker) if marker else "is missing"
        if why or _ASIDE.fullmatch(marker):
            why = why or "is one of a damaged file: choose another"
            raise MarksError(f"The marker's name “{marker}” {why}.")
        self.path = folder / f"{marker}.json"
        self._empty = Marks(marker, release, second, {})
        self.note = ""

    def read(self) -> Marks:
        """Return what is marked so far; a damaged file is kept beside, and `note` says so."""
        if not self.path.exists():
            return self._empty
        try:
            held = load(self.path)
        except MarksError as error:
            aside = _free(self.path)
            with suppress(OSError):
                self.path.rename(aside)
                self.note = f"{error} It is kept as {aside.name}, and a new one begins."
                return self._empty
            raise
        if held.release != self._empty.release:
            raise MarksError(
                f"{self.path} belongs to another release. Choose another folder for these marks."
            )
        wanted = self._empty.second
        if wanted and held.given and not held.second:
            raise MarksError(
                f"{self.path} was begun by a first marker, whose levels count. Whoever reads texts "
                "again as second marker needs another name. If that was a slip, move the file out "
                "of its folder and give this command again; a filled table brings its levels back."
            )
        return Marks(self._empty.marker, held.release, wanted or held.second, held.given)

    def begin(self) -> Marks:
        """Return what is marked so far; that its marker is a second one is written down at once."""
        held = self.read()
        return self.put({}) if held.second and not self.path.exists() else held

    def put(self, new: Mapping[Place, Given], shown: Mapping[Place, Given] | None = None) -> Marks:
        """Keep what is new, and return all; what is neither marked nor commented leaves the file.

        With ``shown``, what its marker saw before, only the parts that differ from it are taken: of
        all others the file may have been told more since.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with locked(self.path.with_name(f".{self.path.name}.lock")):
                return self._put(new, shown)
        except CourseError:
            raise
        except OSError as error:
            why = error.strerror or error
            raise MarksError(f"{self.path} cannot be written ({why}).") from None

    def _put(self, new: Mapping[Place, Given], shown: Mapping[Place, Given] | None) -> Marks:
        held = self.read()
        if shown is not None:
            none = Given()
            new = {place: _joined(held.given.get(place, none), shown.get(place, none), one)
                   for place, one in new.items()}  # fmt: skip
        both = {**held.given, **new}.items()
        given = {place: one for place, one in both if one != Given()}
        made = Marks(held.marker, held.release, held.second, given)
        put(self.path, dumps(made))
        return made


def _joined(held: Given, shown: Given, new: Given) -> Given:
    """Return what the file holds, with the parts in which ``new`` differs from ``shown``."""
    if held == shown:
        return new
    kept = [one for one in held.comments if one in new.comments or one not in shown.comments]
    more = [one for one in new.comments if one not in (*shown.comments, *kept)]
    return Given(
        held.level if new.level == shown.level else new.level,
        (*kept, *more),
        held.own if new.own == shown.own else new.own,
    )


def load_all(folder: Path | None) -> tuple[tuple[Marks, ...], tuple[str, ...]]:
    """Return the marks of each marker in a folder, and a sentence for each file that is damaged.

    Those who mark everything come before those who read a part again, each by name.
    """
    found: list[Marks] = []
    faults: list[str] = []
    for path in sorted(folder.glob("*.json")) if folder and folder.is_dir() else ():
        if not _ASIDE.fullmatch(path.stem) and not path.name.startswith("."):
            try:
                found.append(load(path))
            except MarksError as error:
                faults.append(str(error))
    return tuple(sorted(found, key=lambda one: (one.second > 0, one.marker))), tuple(faults)


def load(path: Path) -> Marks:
    """Return the marks in a file, whose name is the marker's; raises MarksError."""
    if path.exists() and not path.is_file():
        raise MarksError(f"{path.name} is no file of marks.")
    try:
        if path.stat().st_size > LARGEST:
            raise MarksError(f"{path.name} is too large for a file of marks.")
        return replace(parse(path.read_bytes()), marker=path.stem)
    except OSError as error:
        raise MarksError(f"{path} cannot be read ({error.strerror or error}).") from None
    except DAMAGED:
        raise MarksError(f"The marks in {path.name} are damaged.") from None


def parse(content: bytes) -> Marks:
    """Return what `dumps` wrote; raises ValueError or the like if it is damaged."""
    body: dict[str, Any] = json.loads(content)
    if body["format"] != FORMAT:
        raise ValueError("another version")
    second = body["second"]
    if type(second) not in (int, float) or not 0 <= second <= 1:
        raise ValueError("no share")
    given = dict(map(_one, body["given"]))
    return Marks(_text(body["marker"]), _text(body["release"]), second, given)


def dumps(marks: Marks) -> bytes:
    """Return marks as the bytes of their file; the same marks give the same bytes."""
    given = [{**place._asdict(), **asdict(one)} for place, one in sorted(marks.given.items())]
    body = {"format": FORMAT, **asdict(marks), "given": given}
    return f"{json.dumps(body, indent=1)}\n".encode()


def _one(entry: dict[str, Any]) -> tuple[Place, Given]:
    level = entry["level"]
    if level is not None and (type(level) is not int or level not in LEVELS):
        raise ValueError("no level")
    place = Place(*(_text(entry[name]) for name in Place._fields))
    comments = entry["comments"]
    if type(comments) is not list:
        raise TypeError("no list")
    return place, Given(level, tuple(map(_text, comments)), _text(entry["own"]))


def _text(value: object) -> str:
    if type(value) is not str:
        raise TypeError("no text")
    return value


def _free(path: Path) -> Path:
    names = (path.with_name(f"{path.stem}.damaged-{number}.json") for number in range(1, 10**6))
    return next(one for one in names if not one.exists())


def levels(marks: Iterable[Marks], place: Place) -> dict[str, Given]:
    """Return, by marker, what may count at a place: the first markers', else the second ones'."""
    given = [(one, one.given[place]) for one in marks if place in one.given]
    rated = [(one, said) for one, said in given if said.level is not None]
    firsts = [(one, said) for one, said in rated if not one.second]
    return {one.marker: said for one, said in firsts or rated}


def first(marks: Iterable[Marks], place: Place) -> Given:
    """Return what counts at a place; nothing where two with the same right to it differ."""
    found = [*levels(marks, place).values()]
    return found[0] if len({one.level for one in found}) == 1 else Given()
