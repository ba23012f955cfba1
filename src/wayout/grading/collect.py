"""Bring what a class handed in into one folder, and say of each person what was found.

Nothing is run and nothing is unpacked: of each notebook its bytes are copied to
``submitted/ID/NAME.ipynb``. ``collected.json`` beside them says where each came from.

Of several notebooks of one person one of this release that can be read goes before others; then
the one that the platform counts as the last attempt; then the one with the latest time; then the
highest number of a copy, as in ``x (2).ipynb``. The others are named. What was collected before
is one of them, so that it does not matter what came in which run.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, TypeAlias

from wayout.errors import CourseError
from wayout.grading import preflight
from wayout.grading.key import Key
from wayout.grading.naming import Names, Said, Whose, copy_number, said, share, slug
from wayout.grading.reading import DAMAGED
from wayout.grading.roster import Person
from wayout.grading.tame import tame
from wayout.language import counted, either, listed
from wayout.pages.output import put
from wayout.work.files import REST, Content, Kind, contents, look, others_line, shown

FORMAT = 1
NAME = "collected.json"
NOTEBOOKS = Kind(
    "notebook", (".ipynb",), ".ipynb", whole=500_000_000, inner=1, strict=True, share=share,
    named=True,
)  # fmt: skip
Status: TypeAlias = Literal["collected", "unreadable", "missing"]
Seen: TypeAlias = Callable[[int], None]
_RANKS = {"unreadable": 0, "other": 1}
_OURS = 2
_TOLD = 5  # so many other files of one person are named
_LISTED = 10  # and of one upload or folder that is nobody's
_PLATFORM = "The platform marks it as late."
_AFTER = "Its time, "


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
    """A file that was not taken, why, the ids that it may be of, and the upload it lies in."""

    file: str
    why: str
    may: tuple[str, ...] = ()
    upload: str = ""


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
            name: tuple(Aside(**{**one, "may": tuple(one["may"])}) for one in body[name])
            for name in ("unknown", "left")
        }
        return Collected(**{**body, "people": tuple(people), **aside})
    except (OSError, *DAMAGED):
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
        when, copy = (self.content.when, self.content.inner), copy_number(last)
        return self.rank, self.said.order, when, copy, self.content.name, self.mark


def collect(
    downloads: Path, people: tuple[Person, ...], key: Key, to: Path, due: datetime | None = None,
    seen: Seen = lambda number: None,
) -> Collected:  # fmt: skip
    """Collect a class into the folder ``to``; without a roster, people go by their files' names.

    Without ``due`` the one counts that was given before. ``seen`` is told how many files were read
    so far. Raises CollectError where a folder cannot be read or holds another release.
    """
    kept = _kept(downloads, to, key)
    before = {one.person: one for one in kept.people if one.mark} if kept else {}
    with TemporaryDirectory(prefix="wayout-collect-") as scratch:
        found = _sort(downloads, people, key, Path(scratch), seen)
        _fits(found, people, key)
        told: list[str] = []
        if due is None and kept and kept.due:
            due = datetime.fromisoformat(kept.due)
            told.append(f"Late is what came after {_clock(kept.due)}, as you said before (--due).")
        ids = [one.id for one in people] or sorted({*found.handed, *found.folders, *before})
        if strange := [one for one in ids if not key.knows(one)]:
            says = f"The key says who has which variant, and knows no {either(strange[:_LISTED])}"
            told.append(f"{says}: no marks. Is it the roster with which the release was made?")
        handed = [
            _of(_Asked(one, to / one / f"{key.name}.ipynb", key, due), found, before.get(one), told)
            for one in ids
        ]
    made = Collected(
        key.lesson, key.name, key.release, due.isoformat() if due else "", tuple(handed),
        tuple(found.unknown), tuple(found.left), found.others, tuple(told),
    )  # fmt: skip
    to.mkdir(parents=True, exist_ok=True)
    put(to / NAME, dumps(made))
    return made


def _kept(downloads: Path, to: Path, key: Key) -> Collected | None:
    """Return what was collected before."""
    here, there = downloads.resolve(), to.resolve()
    if here == there or here in there.parents:
        raise CollectError(f"{to} lies in {downloads}, which is read: choose another place (--to).")
    if to.exists() and not to.is_dir():
        raise CollectError(f"{to} is a file: choose another place (--to).")
    kept = read(to)
    if kept and (kept.name, kept.release) != (key.name, key.release):
        says = f"{to} holds what was collected of {kept.name}, release {kept.release}"
        raise CollectError(f"{says}: choose another place (--to).")
    return kept


def _fits(found: "_Found", people: tuple[Person, ...], key: Key) -> None:
    """Refuse a key that fits none of a class: nobody's notebook would count."""
    ids = [one.id for one in people] or [*found.handed]
    if ids and not any(map(key.knows, ids)):
        raise CollectError(
            f"The key says who has which variant, and knows none of these ids ({listed(ids, 4)}). "
            "Give the roster with which the release was made: --roster. Nothing was collected."
        )
    ranks = [one.rank for some in found.handed.values() for one in some]
    if len(ranks) > 2 and {*ranks} == {_RANKS["other"]}:
        raise CollectError(
            f"None of these {counted(len(ranks), 'notebook')} is of the release of this key "
            f"({key.name}, {key.release}): is it another key? Nothing was collected."
        )


@dataclass
class _Found:
    """What a look at the downloads found; the bytes of each notebook lie in ``scratch``.

    ``folders`` are those whom a platform names, and where Moodle takes feedback for them.
    """

    scratch: Path
    handed: dict[str, list[_One]] = field(default_factory=dict)
    unknown: list[Aside] = field(default_factory=list)
    left: list[Aside] = field(default_factory=list)
    others: int = 0
    folders: dict[str, str] = field(default_factory=dict)


def _sort(
    downloads: Path, people: tuple[Person, ...], key: Key, scratch: Path, seen: Seen
) -> _Found:
    names, found = Names(people, key.name), _Found(scratch)
    for number, item in enumerate(_contents(downloads, found), 1):
        seen(number)
        platform = said(item.parts)
        whose = names.whose(item.parts, platform)
        if not people and (platform.who or item.why != NOTEBOOKS.other):
            own = slug(item.parts, platform, key.name)
            whose = replace(whose, person=own, by="file", why="")
        platform = replace(
            platform, folder=names.folder(whose, platform) if people else platform.folder
        )
        aside = Aside(item.name, item.why or whose.why, whose.may, _upload(item.parts))
        if whose.person and platform.who:
            found.folders.setdefault(whose.person, platform.folder)
        if item.why == NOTEBOOKS.other and not whose.person:
            found.others += 1
        elif item.why:
            found.left.append(replace(aside, may=tuple(filter(None, [whose.person]))))
        elif whose.person:
            one = _one(item, platform, whose, key, scratch)
            found.handed.setdefault(whose.person, []).append(one)
        else:
            found.unknown.append(aside)
    if people:
        _claimed(found)
    else:
        _apart(found)
    return found


def _upload(parts: tuple[str, ...]) -> str:
    return share(parts) or "/".join(parts[:-1])


def _claimed(found: _Found) -> None:
    """Set aside what several people hand in under an id that no name of the roster confirms."""
    for own, some in found.handed.items():
        claims = [one for one in some if one.by == "upload"]
        if len({one.said.who for one in claims}) > 1:
            why = f"says that it is of {own}, as an upload of somebody else does"
            found.unknown += [
                Aside(one.content.name, why, (own,), _upload(one.content.parts)) for one in claims
            ]
            found.handed[own] = [one for one in some if one not in claims]


def _contents(downloads: Path, found: _Found) -> Iterator[Content]:
    try:
        seen = look(downloads, NOTEBOOKS)
    except OSError as error:
        why = error.strerror or error
        raise CollectError(f"The folder {downloads} cannot be read ({why}).") from None
    found.left += [Aside(name, why) for name, why in seen.left]
    for one in seen.found:
        yield from contents(one, NOTEBOOKS)


def _apart(found: _Found) -> None:
    """Set aside those whose names differ in capitals alone: on many disks they are one folder."""
    times = Counter(own.casefold() for own in found.handed)
    for own in [own for own in found.handed if times[own.casefold()] > 1]:
        found.folders.pop(own, "")
        why = "has a name that differs from another one in capitals alone: rename one of them"
        found.unknown += [Aside(one.content.name, why) for one in found.handed.pop(own)]


def _one(item: Content, platform: Said, whose: Whose, key: Key, scratch: Path) -> _One:
    """Put the bytes of a notebook aside, and tell from its form how well it fits the release."""
    mark = sha256(item.data).hexdigest()
    (scratch / mark).write_bytes(item.data)
    rank, why = _rank(scratch / mark, key, whose.person)
    return _One(replace(item, data=b""), platform, rank, why, mark, whose.by)


def _rank(path: Path, key: Key, person: str) -> tuple[int, str]:
    """Return how well a notebook fits the release, and why not wholly."""
    seen = preflight.look(path, key, person)
    if isinstance(seen, preflight.Aside):
        return _RANKS.get(seen.status, 0), seen.why
    return _OURS, ""


@dataclass(frozen=True)
class _Asked:
    """Of whom a notebook is wanted, where it goes, and until when it is in time."""

    person: str
    target: Path
    key: Key
    due: datetime | None


def _of(asked: _Asked, found: _Found, before: Handed | None, told: list[str]) -> Handed:
    """Choose the notebook of one person, write it, and say what was found."""
    person, target = asked.person, asked.target
    before = _timed(before, asked.due) if before else None
    some = found.handed.get(person, [])
    if not some:
        return _none(person, found, before if target.is_file() else None, told)
    best = max(some, key=lambda one: one.order)
    made = _handed(person, best, some, asked.due)
    if before and made.mark != before.mark and (why := _worse(made, best.rank, before, asked)):
        told.append(f"{person}: {made.file} {why} what was collected before: not taken.")
        return before
    return _write(made, before, (found.scratch / best.mark).read_bytes(), target, told)


def _worse(made: Handed, rank: int, before: Handed, asked: _Asked) -> str:
    """Say why what was collected before is better, "" where the new one goes before it."""
    kept = _rank(asked.target, asked.key, asked.person)[0]
    if rank != kept:
        return "fits the exercise less well than" if rank < kept else ""
    return "is older than" if "" < made.when < before.when else ""


def _timed(before: Handed, due: datetime | None) -> Handed:
    """Return what was collected before, late or not by what is due now."""
    notes = tuple(one for one in before.notes if one != _PLATFORM and not one.startswith(_AFTER))
    late = _late(before.when, _PLATFORM in before.notes, due)
    return replace(before, late=bool(late), notes=(*late, *notes))


def _late(when: str, marked: bool, due: datetime | None) -> list[str]:
    """Return why a notebook is late, nothing where it is in time."""
    if marked:
        return [_PLATFORM]
    if due and when > due.isoformat(timespec="seconds"):
        return [f"{_AFTER}{_clock(when)}, is after {_clock(due.isoformat())}."]
    return []


def _none(person: str, found: _Found, before: Handed | None, told: list[str]) -> Handed:
    if before:
        told.append(f"{person}: nothing new; what was collected before stays.")
        return before
    own = [one for one in found.left if person in one.may]
    notes = [f"{one.file} {one.why}." for one in own]
    notes += [f"{one.file} may be theirs." for one in found.unknown if person in one.may]
    return Handed(
        person, "unreadable" if own else "missing", own[0].file if own else "",
        folder=found.folders.get(person, ""), notes=_few(notes),
    )  # fmt: skip


def _few(notes: list[str]) -> tuple[str, ...]:
    more = len(notes) - _TOLD
    return (*notes[:_TOLD], *([f"There are {more} more files."] if more > 0 else []))


def _handed(person: str, best: _One, some: list[_One], due: datetime | None) -> Handed:
    late = _late(best.content.when, best.said.late, due)
    notes = (*late, *([best.why] if best.why else []), *_few([*_others(best, some)]))
    status: Status = "collected" if best.rank else "unreadable"
    return Handed(
        person, status, best.content.name, best.mark, best.content.when, bool(late), best.by,
        best.said.folder, notes,
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
                told.append(f"{made.person}: replaced by {made.file}.")
        return made
    except OSError as error:
        why = error.args[0] if isinstance(error, CourseError) else error
        return replace(made, status="unreadable", notes=(*made.notes, f"Not written: {why}"))


def lines(found: Collected, people: tuple[Person, ...]) -> Iterator[str]:
    """Yield what to say on screen of what was collected, with nothing that a screen obeys."""
    yield from map(_tame, _lines(found, people))


def _tame(text: str) -> str:
    return tame(text).replace("\n", " ")


def _lines(found: Collected, people: tuple[Person, ...]) -> Iterator[str]:
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
    for title, some in (("Whose is it?", found.unknown), ("Not read:", _strange(found))):
        if some:
            yield title
            yield from _listed(some)
    if found.unknown:
        yield "Put such a file into a folder with the learner's id for its name, and collect again."
    if any(REST in one.why and not one.may for one in found.left):
        yield (
            "Not all was read, so whoever is missing may be in the rest: collect again from "
            "smaller zips or folders."
        )
    if others := others_line(found.others, "notebook"):
        yield others
    yield from found.said


def _strange(found: Collected) -> tuple[Aside, ...]:
    """Return what was not read and does not stand beside its learner."""
    told = {one.person for one in found.people if one.status != "collected"}
    return tuple(
        one for one in found.left
        if not told & {*one.may} and not (one.may and one.why == NOTEBOOKS.other)
    )  # fmt: skip


def _listed(some: Iterable[Aside]) -> Iterator[str]:
    """Yield a line for each file, of one upload or folder at most ten."""
    seen = Counter[str]()
    for one in some:
        seen[one.upload] += 1
        if seen[one.upload] <= _LISTED:
            yield f"  {one.file} {one.why}."
    for upload, number in seen.items():
        if number > _LISTED:
            where = f" in {shown(upload)}" if upload else ""
            yield f"  … and {number - _LISTED:,} more{where}: all of them stand in {NAME}."
