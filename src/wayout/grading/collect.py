"""Bring what a class handed in into one folder, and say of each person what was found.

Nothing is run and nothing is unpacked: of each notebook its bytes are copied to
``submitted/ID/NAME.ipynb``. ``collected.json`` beside them says where each came from.

Of several notebooks of one person one of this release that can be read goes before others; then
the one that the platform counts as the last attempt; then the one with the latest time; then the
highest number of a copy, as in ``x (2).ipynb``. The others are named.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, TypeAlias

from wayout.errors import CourseError
from wayout.grading import preflight
from wayout.grading.key import Key
from wayout.grading.naming import Names, Said, Whose, copy_number, said, slug
from wayout.grading.roster import Person
from wayout.language import counted, listed
from wayout.pages.output import put
from wayout.work.files import Content, Kind, contents, look, others_line

FORMAT = 1
NAME = "collected.json"
NOTEBOOKS = Kind("notebook", (".ipynb",), ".ipynb", whole=500_000_000, inner=1, strict=True)
Status: TypeAlias = Literal["collected", "unreadable", "missing"]
_RANKS = {"unreadable": 0, "other": 1}
_OURS = 2
_TOLD = 5  # so many other files of one person are named


class CollectError(CourseError):
    """A folder that cannot be read or written; the message is a sentence for the teacher."""


@dataclass(frozen=True)
class Handed:
    """What was found of one person.

    ``file`` is where it came from, below the folder of downloads, ``mark`` its SHA-256 as hex,
    ``when`` its time without a zone, ``by`` what told whose it is, ``folder`` what Moodle wants
    back with feedback.
    """

    person: str
    status: Status
    file: str = ""
    mark: str = ""
    when: str = ""
    late: bool = False
    by: str = ""
    folder: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Aside:
    """A file that was not taken, why, and the ids that it may be of."""

    file: str
    why: str
    may: tuple[str, ...] = ()


@dataclass(frozen=True)
class Collected:
    """A class's files of one release; ``due`` is empty if nobody said until when."""

    lesson: str
    name: str
    release: str
    due: str = ""
    people: tuple[Handed, ...] = ()
    unknown: tuple[Aside, ...] = ()
    left: tuple[Aside, ...] = ()
    others: int = 0
    said: tuple[str, ...] = field(default=(), compare=False)
    """What this run did beside that, such as what it replaced: told, not kept."""


def dumps(found: Collected) -> bytes:
    """Return the bytes of ``collected.json``; the same folder gives the same bytes."""
    body = {"format": FORMAT, **asdict(found)}
    del body["said"]
    return f"{json.dumps(body, indent=1)}\n".encode()


def read(folder: Path) -> Collected | None:
    """Return what `collect` said of a folder, None where it said nothing or it is damaged."""
    try:
        body: dict[str, Any] = json.loads((folder / NAME).read_bytes())
        if body.pop("format") != FORMAT:
            return None
        people = (Handed(**{**one, "notes": tuple(one["notes"])}) for one in body["people"])
        aside = {
            name: tuple(Aside(one["file"], one["why"], tuple(one["may"])) for one in body[name])
            for name in ("unknown", "left")
        }
        return Collected(**{**body, "people": tuple(people), **aside})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


@dataclass(frozen=True)
class _One:
    """A notebook of one person; ``rank`` is how well it fits the release, ``why`` not wholly."""

    content: Content
    said: Said
    rank: int
    why: str
    mark: str
    by: str

    @property
    def order(self) -> tuple[Any, ...]:
        last = self.content.parts[-1]
        when, copy = self.content.when, copy_number(last)
        return self.rank, self.said.order, when, copy, self.content.name, self.mark


def collect(
    downloads: Path, people: tuple[Person, ...], key: Key, to: Path, due: datetime | None = None
) -> Collected:
    """Collect a class into the folder ``to``; without a roster, people go by their files' names.

    Raises CollectError where a folder cannot be read or holds another release.
    """
    before = _before(downloads, to, key)
    with TemporaryDirectory(prefix="wayout-collect-") as scratch:
        found = _sort(downloads, people, key, Path(scratch))
        told: list[str] = []
        ids = [one.id for one in people] or sorted({*found.handed, *before})
        handed = [
            _of(one, found, before.get(one), to / one / f"{key.name}.ipynb", due, told)
            for one in ids
        ]
    made = Collected(
        key.lesson, key.name, key.release, due.isoformat() if due else "", tuple(handed),
        tuple(found.unknown), tuple(found.left), found.others, tuple(told),
    )  # fmt: skip
    to.mkdir(parents=True, exist_ok=True)
    put(to / NAME, dumps(made))
    return made


def _before(downloads: Path, to: Path, key: Key) -> dict[str, Handed]:
    """Return what was collected of each person before."""
    here, there = downloads.resolve(), to.resolve()
    if here == there or here in there.parents:
        raise CollectError(f"{to} lies in {downloads}, which is read: choose another place (--to).")
    if to.exists() and not to.is_dir():
        raise CollectError(f"{to} is a file: choose another place (--to).")
    kept = read(to)
    if kept and (kept.name, kept.release) != (key.name, key.release):
        says = f"{to} holds what was collected of {kept.name}, release {kept.release}"
        raise CollectError(f"{says}: choose another place (--to).")
    return {one.person: one for one in kept.people if one.mark} if kept else {}


@dataclass
class _Found:
    """What a look at the downloads found; the bytes of each notebook lie in ``scratch``."""

    scratch: Path
    handed: dict[str, list[_One]] = field(default_factory=dict)
    unknown: list[Aside] = field(default_factory=list)
    left: list[Aside] = field(default_factory=list)
    others: int = 0


def _sort(downloads: Path, people: tuple[Person, ...], key: Key, scratch: Path) -> _Found:
    names, found = Names(people, key.name), _Found(scratch)
    for item in _contents(downloads, found):
        platform = said(item.parts)
        whose = names.whose(item.parts, platform)
        if not people:
            own = slug(item.parts, platform, key.name)
            whose = replace(whose, person=own, by="file", why="")
        if item.why:
            found.left.append(Aside(item.name, item.why, tuple(filter(None, [whose.person]))))
        elif whose.person:
            one = _one(item, platform, whose, key, scratch)
            found.handed.setdefault(whose.person, []).append(one)
        else:
            found.unknown.append(Aside(item.name, whose.why, whose.may))
    if not people:
        _apart(found)
    return found


def _contents(downloads: Path, found: _Found) -> Iterator[Content]:
    try:
        seen = look(downloads, NOTEBOOKS)
    except OSError as error:
        why = error.strerror or error
        raise CollectError(f"The folder {downloads} cannot be read ({why}).") from None
    found.left += [Aside(name, why) for name, why in seen.left]
    found.others = seen.others
    for one in seen.found:
        yield from contents(one, NOTEBOOKS)


def _apart(found: _Found) -> None:
    """Set aside those whose names differ in capitals alone: on many disks they are one folder."""
    times = Counter(own.casefold() for own in found.handed)
    for own in [own for own in found.handed if times[own.casefold()] > 1]:
        why = "has a name that differs from another one in capitals alone: rename one of them"
        found.unknown += [Aside(one.content.name, why) for one in found.handed.pop(own)]


def _one(item: Content, platform: Said, whose: Whose, key: Key, scratch: Path) -> _One:
    """Put the bytes of a notebook aside, and tell from its form how well it fits the release."""
    mark = sha256(item.data).hexdigest()
    (scratch / mark).write_bytes(item.data)
    seen = preflight.look(scratch / mark, key, whose.person)
    rank, why = (
        (_RANKS.get(seen.status, 0), seen.why) if isinstance(seen, preflight.Aside) else (_OURS, "")
    )
    return _One(replace(item, data=b""), platform, rank, why, mark, whose.by)


def _of(
    person: str, found: _Found, before: Handed | None, target: Path, due: datetime | None,
    told: list[str],
) -> Handed:  # fmt: skip
    """Choose the notebook of one person, write it, and say what was found."""
    some = found.handed.get(person, [])
    if not some:
        return _none(person, found, before if target.is_file() else None, told)
    best = max(some, key=lambda one: one.order)
    made = _handed(person, best, some, due)
    if before and made.mark != before.mark and "" < made.when < before.when:
        told.append(f"{person}: {made.file} is older than what was collected before: not taken.")
        return before
    return _write(made, before, (found.scratch / best.mark).read_bytes(), target, told)


def _none(person: str, found: _Found, before: Handed | None, told: list[str]) -> Handed:
    if before:
        told.append(f"{person}: nothing new; what was collected before stays.")
        return before
    own = [one for one in found.left if person in one.may]
    notes = tuple(f"{one.file} {one.why}." for one in own)
    return Handed(
        person, "unreadable" if own else "missing", own[0].file if own else "", notes=notes
    )


def _handed(person: str, best: _One, some: list[_One], due: datetime | None) -> Handed:
    when, late, notes = best.content.when, best.said.late, list[str]()
    if late:
        notes.append("The platform marks it as late.")
    elif due and when > due.isoformat(timespec="seconds"):
        late = True
        notes.append(f"Its time, {_clock(when)}, is after {_clock(due.isoformat())}.")
    notes += [best.why] if best.why else []
    beside = [*_others(best, some)]
    notes += beside[:_TOLD]
    if len(beside) > _TOLD:
        notes.append(f"There are {len(beside) - _TOLD} more files.")
    status: Status = "collected" if best.rank else "unreadable"
    return Handed(
        person, status, best.content.name, best.mark, when, late, best.by, best.said.folder,
        tuple(notes),
    )  # fmt: skip


def _clock(when: str) -> str:
    return when.replace("T", " ")[:16]


def _others(best: _One, some: Iterable[_One]) -> Iterator[str]:
    """Yield a sentence for each other notebook of a person."""
    for one in sorted(some, key=lambda one: one.order, reverse=True):
        if one is best:
            continue
        if one.mark == best.mark:
            yield f"The same file lies in {one.content.name} too."
        elif one.rank < best.rank:
            yield f"Not taken: {one.content.name}. {one.why}"
        elif one.order[:4] == best.order[:4]:
            yield f"Not taken: {one.content.name} is just as new; please look which one counts."
        else:
            yield f"Not taken: {one.content.name} is older."


def _write(
    made: Handed, before: Handed | None, data: bytes, target: Path, told: list[str]
) -> Handed:
    """Write a notebook to its place, unless someone has changed what lies there."""
    try:
        there = sha256(target.read_bytes()).hexdigest() if target.is_file() else ""
        if there not in ("", made.mark, before.mark if before else ""):
            note = "The file in the class's folder was changed by hand: it stays as it is."
            told.append(f"{made.person}: {target} was changed by hand: delete it to take the new.")
            return replace(made, notes=(*made.notes, note))
        if there != made.mark:
            target.parent.mkdir(parents=True, exist_ok=True)
            put(target, data)
            if there:
                told.append(f"{made.person}: replaced by {made.file}, which is newer.")
        return made
    except OSError as error:
        why = error.args[0] if isinstance(error, CourseError) else error
        return replace(made, status="unreadable", notes=(*made.notes, f"Not written: {why}"))


def lines(found: Collected, people: tuple[Person, ...]) -> Iterator[str]:
    """Yield what to say on screen of what was collected."""
    called = {one.id: one.called for one in people}
    counts = Counter(one.status for one in found.people)
    late = sum(one.late for one in found.people)
    yield (
        f"{counted(len(found.people), 'learner').capitalize()} of {found.name}: "
        + listed(
            [f"{counts['collected']} collected"]
            + [f"{counts[name]} {name}" for name in ("missing", "unreadable") if counts[name]]
            + ([f"{late} late"] if late else [])
        )
        + "."
    )
    for one in found.people:
        marks = [one.status.capitalize()] * (one.status != "collected") + ["Late"] * one.late
        if marks or one.notes:
            name = called.get(one.person, one.person)
            who = one.person if name == one.person else f"{one.person} {name}"
            yield f"  {who}: {' '.join([*[f'{mark}.' for mark in marks], *one.notes])}".rstrip()
    for title, some in (("Whose is it?", found.unknown), ("Not read:", found.left)):
        if some:
            yield title
            yield from (f"  {one.file} {one.why}." for one in some)
    if found.unknown:
        yield "Put such a file into a folder with the learner's id for its name, and collect again."
    if others := others_line(found.others, "notebook"):
        yield others
    yield from found.said
