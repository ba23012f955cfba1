"""Bring what a class handed in into one folder, and say of each person what was found.

Nothing is run and nothing is unpacked: of each notebook its bytes are copied to
``submitted/ID/NAME.ipynb``. ``collected.json`` beside them says where each came from.

Of several notebooks of one person one of this release that can be read goes before others; then
the one with the latest time; then the highest number of a copy, as in ``x (2).ipynb``. A file has
the earliest time at which it was seen, and what Canvas counts as a later attempt is newer than an
earlier one. The others are named. What was collected before is one of them, so that it does not
matter what came in which run.

Late is what a platform says: Canvas by a mark in the name, Moodle by its grading worksheet. The
time of a file on this disk tells only that it was in time.
"""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from wayout.errors import CourseError
from wayout.grading import preflight
from wayout.grading.key import Key
from wayout.grading.naming import Names, Said, Whose, copy_number, said, share, strangers
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
_TOLD_BY_CELLS, _OURS = 2, 3
_TOLD = 5  # so many other files of one person are named
_LISTED = 10  # and of one upload or folder that is nobody's
_CANVAS, _EARLIER = ("canvas",), ("earlier",)
_PLATFORM = "The platform marks it as late."
_AFTER = "Its time, "
_MAYBE = " may be theirs."


class CollectError(CourseError):
    """A folder that cannot be read or written; the message is a sentence for the teacher."""


@dataclass(frozen=True)
class Handed:
    """What was found of one person.

    ``file`` is where it came from, below the folder of downloads, ``mark`` its SHA-256 as hex,
    ``by`` what told whose it is, ``folder`` what Moodle wants back with feedback. ``when`` is the
    time at which it was here at the latest, ``told`` when it was handed in by what the platform
    says, ``inner`` the time in its zip, all without a zone. ``number`` is the platform's for this
    person, ``order`` that of a Canvas attempt. ``was`` is the mark of what it is about to replace.
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
    told: str = ""
    inner: str = ""
    number: str = ""
    order: int = 0
    was: str = ""


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


def numbers(folder: Path, key: Key) -> dict[str, str]:
    """Return the platforms' own numbers of those who were collected with this key, by id."""
    found = read(folder)
    if found is None or foreign(folder, found, key):
        return {}
    return {one.person: one.number for one in found.people if one.number}


@dataclass(frozen=True)
class _One:
    """A notebook; ``why`` is why it does not fit wholly, ``kept`` that it was collected before."""

    content: Content
    said: Said
    mark: str = ""
    told: str = ""
    by: str = ""
    rank: int = 0
    why: str = ""
    kept: bool = False

    @property
    def when(self) -> str:
        """When it was handed in, or, where no platform says so, was here at the latest."""
        return self.told or self.content.when


def _in_order(some: Iterable[_One]) -> list[tuple[tuple[Any, ...], _One]]:
    """Return the notebooks of one person with what puts them in order, the one that counts first.

    Of Canvas's attempts by one person a later one has at least the time of those before it.
    """
    some = [*some]
    times: dict[str, str] = {}
    for one in some:
        times[one.mark] = min(filter(None, (times.get(one.mark), one.when)), default="")
    latest: dict[str, str] = {}
    found = []
    for one in sorted(some, key=lambda one: one.said.order):
        when = times[one.mark]
        if one.said.order and one.said.number:
            when = latest[one.said.number] = max(when, latest.get(one.said.number, ""))
        copy, inner = copy_number(one.content.parts[-1]), one.content.inner
        found.append(((one.rank, when, one.said.order, inner, copy, one.content.name), one))
    return sorted(found, key=lambda pair: (*pair[0], pair[1].mark, not pair[1].kept), reverse=True)


def collect(
    downloads: Path, people: tuple[Person, ...], key: Key, to: Path, due: datetime | None = None,
    seen: Seen = lambda number: None, times: Mapping[str, str] = MappingProxyType({}),
) -> Collected:  # fmt: skip
    """Collect a class into the folder ``to``; without a roster, people go by their files' names.

    Without ``due`` the one counts that was given before. ``seen`` is told how many files were read
    so far. ``times`` is when each handed in, by Moodle's number. Raises CollectError where a folder
    cannot be read or holds another release.
    """
    kept = _kept(downloads, people, to, key)
    before = {one.person: one for one in kept.people if one.mark} if kept else {}
    told: list[str] = []
    if due is None and kept and kept.due:
        due = datetime.fromisoformat(kept.due)
        told.append(f"Late is what came after {_clock(kept.due)}, as you said before (--due).")
    with TemporaryDirectory(prefix="wayout-collect-") as scratch:
        found = _sort(_Look(downloads, people, key, Path(scratch), times, before), seen)
        _fits(found, people, key)
        ids = [one.id for one in people] or _ids(found, before)
        if strange := [one for one in ids if not key.knows(one)]:
            says = f"The key says who has which variant, and knows no {either(strange[:_LISTED])}"
            told.append(f"{says}: no marks. Is it the roster with which the release was made?")
        plans = [
            _of(_Asked(one, to / one / f"{key.name}.ipynb", key, due), found, before.get(one), told)
            for one in ids
        ]
        made = Collected(
            key.lesson, key.name, key.release, due.isoformat() if due else "",
            tuple(one.handed for one in plans), tuple(one.aside for one in found.unknown),
            tuple(found.left), found.others,
        )  # fmt: skip
        to.mkdir(parents=True, exist_ok=True)
        put(to / NAME, dumps(made))  # first, so that a file of ours is known as such in any case
        handed = tuple(_write(one, found.scratch, told) for one in plans)
    told += [*_unsure(handed, due, times), *left_out(to, ids)]
    made = replace(made, people=handed, said=tuple(told))
    put(to / NAME, dumps(made))
    return made


def _ids(found: "_Found", before: Mapping[str, Handed]) -> list[str]:
    """Return who there is without a roster; a name that now has a number is nobody any more."""
    now = {*found.handed, *found.folders}
    return sorted(now | {own for own, one in before.items() if f"{own} {one.number}" not in now})


def strays(folder: Path, people: Collection[str]) -> list[str]:
    """Return the names of what holds notebooks in a folder and is nobody's of these people."""
    try:
        within = sorted(one for one in folder.iterdir() if not one.name.startswith("."))
    except OSError:
        return []
    return [
        one.name for one in within
        if (one.is_dir() and one.name not in people and next(one.glob("*.ipynb"), None))
        or (one.suffix == ".ipynb" and one.stem not in people)
    ]  # fmt: skip


def left_out(folder: Path, people: Collection[str]) -> Iterator[str]:
    """Yield a sentence where notebooks of nobody of these people lie in a folder."""
    if found := strays(folder, people):
        yield (
            f"In {folder} lies what is of nobody in this class: {listed(found, _LISTED)}. It is "
            "not graded: delete it, or put it into the downloads and collect again."
        )


def _unsure(
    handed: Iterable[Handed], due: datetime | None, times: Mapping[str, str]
) -> Iterator[str]:
    """Yield a sentence on those of whom nothing says whether they were in time."""
    handed = [one for one in handed if one.mark]
    if times and not any(one.told for one in handed):
        yield "Nobody of this class is in the table of times: is it of another assignment?"
    if not due:
        return
    until = due.isoformat(timespec="seconds")
    open_ = [one for one in handed if not (one.told or one.late or "" < one.when <= until)]
    if canvas := [one.person for one in open_ if one.order]:
        yield (
            f"Canvas marks as late what came after its own date, and marked none of "
            f"{counted(len(canvas), 'file')} that came from there: --due changes nothing for "
            f"{listed(canvas, _LISTED)}."
        )
    if others := [one.person for one in open_ if not one.order]:
        yield (
            f"Nothing says whether {listed(others, _LISTED)} handed in before {_clock(until)}: the "
            "time of a file is that of the download. For files of Moodle add its grading worksheet "
            "(--times); of others you know when they came."
        )


def _kept(downloads: Path, people: tuple[Person, ...], to: Path, key: Key) -> Collected | None:
    """Return what was collected before."""
    here, there = downloads.resolve(), to.resolve()
    if here == there or here in there.parents:
        raise CollectError(f"{to} lies in {downloads}, which is read: choose another place (--to).")
    if to.exists() and not to.is_dir():
        raise CollectError(f"{to} is a file: choose another place (--to).")
    kept = read(to)
    if kept and (says := foreign(to, kept, key)):
        raise CollectError(f"{says}: choose another place (--to).")
    if kept and not people and any(one.by not in ("", "file") for one in kept.people):
        raise CollectError(
            f"{to} was collected with a roster: give it again (--roster), or choose another place "
            "(--to). Without it the same people would go by other names."
        )
    return kept


def foreign(folder: Path, found: Collected, key: Key) -> str:
    """Say that a folder holds what was collected with another key, "" where it fits."""
    if (found.name, found.release) == (key.name, key.release):
        return ""
    return f"{folder} holds what was collected of {found.name}, release {found.release}"


def _fits(found: "_Found", people: tuple[Person, ...], key: Key) -> None:
    """Refuse a key that fits none of a class: nobody's notebook would count."""
    ids = [one.id for one in people] or [*found.handed]
    if ids and not any(map(key.knows, ids)):
        raise CollectError(
            f"The key says who has which variant, and knows none of these ids ({listed(ids, 4)}). "
            "Give the roster with which the release was made: --roster. Nothing was collected."
        )
    ranks = [one.rank for some in found.handed.values() for one in some]
    other = ranks.count(_RANKS["other"])
    if other > 2 and max(ranks) == _RANKS["other"]:
        raise CollectError(
            f"None of these {counted(other, 'notebook')} is of the release of this key "
            f"({key.name}, {key.release}): is it another key? Nothing was collected."
        )


@dataclass(frozen=True)
class _Unknown:
    """A notebook of nobody, and what is said of it."""

    one: _One
    aside: Aside


@dataclass
class _Found:
    """What a look at the downloads found; the bytes of each notebook lie in ``scratch``.

    ``folders`` are those whom a platform names, and where Moodle takes feedback for them.
    """

    scratch: Path
    handed: dict[str, list[_One]] = field(default_factory=dict)
    unknown: list[_Unknown] = field(default_factory=list)
    left: list[Aside] = field(default_factory=list)
    others: int = 0
    folders: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Look:
    """Where to look, for whom, and what is known of them before."""

    downloads: Path
    people: tuple[Person, ...]
    key: Key
    scratch: Path
    times: Mapping[str, str]
    before: Mapping[str, Handed]


def _sort(look: _Look, seen: Seen) -> _Found:
    """Return whose each file is, and how well it fits the release."""
    found, files = _Found(look.scratch), list[_One]()
    for number, item in enumerate(_contents(look.downloads, found), 1):
        seen(number)
        mark = "" if item.why else sha256(item.data).hexdigest()
        if mark:
            (look.scratch / mark).write_bytes(item.data)
        files.append(_One(replace(item, data=b""), said(item.parts), mark))
    names = Names(look.people, look.key.name, {one.said.who for one in files})
    for one, whose in zip(files, _whose(files, names, look), strict=True):
        _put_in(found, one, whose, names, look)
    if look.people:
        _claimed(found)
        _doubtful(found, look.before)
        _placed(found, names, look)
    else:
        _apart(found)
    for own, some in found.handed.items():
        found.handed[own] = [_ranked(one, look.scratch / one.mark, look.key, own) for one in some]
    return found


def _whose(files: list[_One], names: Names, look: _Look) -> list[Whose]:
    if look.people:
        return [names.whose(one.content.parts, one.said) for one in files]
    told = [n for n, one in enumerate(files) if one.said.who or one.content.why != NOTEBOOKS.other]
    before = {own: one.number for own, one in look.before.items() if one.number}
    parts = ((files[n].content.parts, files[n].said) for n in told)
    found = dict(zip(told, strangers(parts, look.key.name, before), strict=True))
    return [found.get(n, Whose()) for n in range(len(files))]


def _put_in(found: _Found, one: _One, whose: Whose, names: Names, look: _Look) -> None:
    """Put a file where it belongs: to its person, or to those that were set aside, and why."""
    item, own = one.content, whose.person
    one = _of_platform(one, whose, names, look) if own else one
    aside = Aside(item.name, item.why or whose.why, whose.may, _upload(item.parts))
    if own and one.said.who:
        found.folders.setdefault(own, one.said.folder)
    if item.why == NOTEBOOKS.other and not own:
        found.others += 1
    elif item.why:
        found.left.append(replace(aside, may=tuple(filter(None, [own]))))
    elif own:
        found.handed.setdefault(own, []).append(one)
    else:
        found.unknown.append(_Unknown(one, aside))


def _of_platform(one: _One, whose: Whose, names: Names, look: _Look) -> _One:
    """Return a file with what its platform says of this person, and nothing of another."""
    item, platform = one.content, names.own(whose, one.said) if look.people else one.said
    told = look.times.get(platform.number, "") if platform.sure and not platform.order else ""
    within = any(part.lower().endswith(".zip") for part in item.parts[platform.place : -1])
    if platform.who and not within:  # a platform writes the time of the download
        item = replace(item, inner="")
    return replace(one, content=item, said=platform, told=told, by=whose.by)


def _upload(parts: tuple[str, ...]) -> str:
    return share(parts) or "/".join(parts[:-1])


def _claimed(found: _Found) -> None:
    """Set aside what several people hand in under an id that no name of the roster confirms."""
    for own, some in found.handed.items():
        claims = [one for one in some if one.by == "upload"]
        if len({one.said.who for one in claims}) > 1:
            why = f"says that it is of {own}, as an upload of somebody else does"
            found.unknown += [_unknown(one, why, (own,)) for one in claims]
            found.handed[own] = [one for one in some if one not in claims]


def _doubtful(found: _Found, before: Mapping[str, Handed]) -> None:
    """Set aside what several accounts of one name hand in: a roster does not say whose is whose.

    An account has one number in Canvas, and in Moodle one in each assignment: two downloads with
    the same learners, half of them at least and all with other numbers, are of two assignments.
    """
    accounts: dict[tuple[str, ...], dict[str, set[str]]] = {}
    known = [
        (own, file.by, file.said.number, _download(file.said, file.content.parts))
        for own, some in found.handed.items() for file in some
    ] + [
        (own, old.by, old.number, _CANVAS if old.order else _EARLIER)
        for own, old in before.items()
    ]  # fmt: skip
    for own, by, number, place in known:
        if by == "platform" and number:
            accounts.setdefault(place, {}).setdefault(own, set()).add(number)
    doubtful = {own for all_ in accounts.values() for own in all_ if len(all_[own]) > 1}
    accounts.pop(_CANVAS, None)
    for one, two in combinations(accounts.values(), 2):
        both = one.keys() & two.keys()
        few = len(both) == 1 or 2 * len(both) < max(len(one), len(two))
        if few or any(one[own] & two[own] for own in both):
            doubtful |= {own for own in both if one[own] != two[own]}
    for own in doubtful & found.handed.keys():
        theirs = [file for file in found.handed[own] if file.by == "platform"]
        why = f"is of one of several accounts that are called like {own}"
        found.unknown += [_unknown(file, why, (own,)) for file in theirs]
        found.handed[own] = [file for file in found.handed[own] if file not in theirs]
        found.folders.pop(own, "")


def _download(platform: Said, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folder or the outermost zip in which a file of Moodle lies; Canvas has but one."""
    within = parts[: platform.place]
    last = next((at for at, part in enumerate(within, 1) if part.lower().endswith(".zip")), None)
    return _CANVAS if platform.order else ("moodle", *within[:last])


def _unknown(one: _One, why: str, may: tuple[str, ...] = ()) -> _Unknown:
    return _Unknown(one, Aside(one.content.name, why, may, _upload(one.content.parts)))


def _placed(found: _Found, names: Names, look: _Look) -> None:
    """Give to its person what was nobody's, once the same file lies in a folder with an id."""
    times = Counter(one.one.mark for one in found.unknown)
    placed: dict[str, set[str]] = {}
    for own, some in found.handed.items():
        for one in some:
            if one.by == "id":
                placed.setdefault(one.mark, set()).add(own)
    left = []
    for strange in found.unknown:
        one, may = strange.one, strange.aside.may
        whose = placed.get(one.mark, set())
        own = next(iter(whose), "")
        if len(whose) == times[one.mark] == 1 and (not may or own in may):
            found.handed[own].append(_of_platform(one, Whose(own, "platform"), names, look))
        else:
            left.append(strange)
    found.unknown = left


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
        found.unknown += [_unknown(one, why) for one in found.handed.pop(own)]


def _ranked(one: _One, path: Path, key: Key, person: str) -> _One:
    """Return a notebook with how well it fits the release, and why not wholly."""
    seen = preflight.look(path, key, person)
    if isinstance(seen, preflight.Aside):
        return replace(one, rank=_RANKS.get(seen.status, 0), why=seen.why)
    return replace(one, rank=_OURS if seen.named else _TOLD_BY_CELLS)


@dataclass(frozen=True)
class _Asked:
    """Of whom a notebook is wanted, where it goes, and until when it is in time."""

    person: str
    target: Path
    key: Key
    due: datetime | None


@dataclass(frozen=True)
class _Plan:
    """What is said of one person, and the mark of the notebook that goes to ``target``, if any."""

    handed: Handed
    target: Path
    mark: str = ""


def _of(asked: _Asked, found: _Found, before: Handed | None, told: list[str]) -> _Plan:
    """Choose the notebook of one person, and say what was found; nothing is written yet."""
    person, target = asked.person, asked.target
    some = found.handed.get(person, [])
    old = _before(before, asked) if before and target.is_file() else None
    if not some:
        stays = _timed(before, asked.due) if before and old else None
        return _Plan(_none(person, found, stays, told), target)
    order = _in_order([*some, old] if old else some)
    fresh = [one for _, one in order if not one.kept]
    new = next((one for one in fresh if one.mark == order[0][1].mark), None)
    if new is None and old and before:
        why = "fits the exercise less well" if fresh[0].rank < old.rank else "is older"
        says = f"{fresh[0].content.name} {why} than what was collected before: not taken."
        told.append(f"{person}: {says}")
        return _Plan(_timed(before, asked.due), target)
    made = _handed(person, new or fresh[0], order, asked.due)
    return _planned(made, before, target, told)


def _before(before: Handed, asked: _Asked) -> _One:
    """Return what was collected before as one of several; its file is as it lies there now."""
    last = before.file.rpartition("/")[2]
    content = Content(before.file, b"", "", (last,), before.when, before.inner)
    platform = Said(number=before.number, order=before.order, late=_PLATFORM in before.notes)
    one = _One(content, platform, before.mark, before.told, before.by, kept=True)
    return _ranked(one, asked.target, asked.key, asked.person)


def _timed(before: Handed, due: datetime | None) -> Handed:
    """Return what was collected before, late or not by what is due now."""
    kept = (one for one in before.notes if one != _PLATFORM and not one.startswith(_AFTER))
    notes = tuple(one for one in kept if not one.endswith(_MAYBE))
    late = _late(before.told, _PLATFORM in before.notes, due)
    return replace(before, late=bool(late), notes=(*late, *notes))


def _late(told: str, marked: bool, due: datetime | None) -> list[str]:
    """Return why a notebook is late by what a platform says, nothing where none says so."""
    if marked:
        return [_PLATFORM]
    if due and told > due.isoformat(timespec="seconds"):
        return [f"{_AFTER}{_clock(told)}, is after {_clock(due.isoformat())}."]
    return []


def _none(person: str, found: _Found, before: Handed | None, told: list[str]) -> Handed:
    maybe = [one.aside.file for one in found.unknown if person in one.aside.may]
    notes = [f"{file}{_MAYBE}" for file in maybe]
    if before:
        told.append(f"{person}: nothing new; what was collected before stays.")
        return replace(before, notes=(*before.notes, *_few(notes)))
    own = [one for one in found.left if person in one.may]
    notes = [*(f"{one.file} {one.why}." for one in own), *notes]
    return Handed(
        person, "unreadable" if own else "missing", own[0].file if own else "",
        folder=found.folders.get(person, ""), notes=_few(notes),
    )  # fmt: skip


def _few(notes: list[str]) -> tuple[str, ...]:
    more = len(notes) - _TOLD
    return (*notes[:_TOLD], *([f"There are {more} more files."] if more > 0 else []))


def _handed(
    person: str, best: _One, order: list[tuple[tuple[Any, ...], _One]], due: datetime | None
) -> Handed:
    """Return what is said of the notebook that counts; of copies each may know a part of it."""
    same = [best, *(one for _, one in order if one.mark == best.mark and one is not best)]
    told = next((one.told for one in same if one.told), "")
    when = min((one.content.when for one in same if one.content.when), default="")
    platform = next((one.said for one in same if one.said.number), best.said)
    folder = next((one.said.folder for one in same if one.said.folder), "")
    late = _late(told, any(one.said.late for one in same), due)
    notes = (*late, *([best.why] if best.why else []), *_few([*_others(best, order)]))
    status: Status = "collected" if best.rank else "unreadable"
    return Handed(
        person, status, best.content.name, best.mark, when, bool(late), best.by, folder, notes,
        told, best.content.inner, platform.number, platform.order,
    )  # fmt: skip


def _clock(when: str) -> str:
    return when.replace("T", " ")[:16]


def _others(best: _One, order: list[tuple[tuple[Any, ...], _One]]) -> Iterator[str]:
    """Yield a sentence for each other notebook of a person."""
    first = next(rank for rank, one in order if one.mark == best.mark)
    *same, own, copy, _ = first
    for rank, one in order:
        if one is best or one.kept:
            continue
        if one.mark == best.mark:
            yield f"The same file lies in {one.content.name} too."
        elif one.rank < _TOLD_BY_CELLS:
            yield f"Not taken: {one.content.name}. {one.why}"
        elif one.rank < best.rank:
            yield f"Not taken: {one.content.name}. It does not say that it is of this release."
        elif [*rank[:3], rank[4]] == [*same, copy] and (not (own and rank[3]) or own == rank[3]):
            yield f"Not taken: {one.content.name} is just as new; please look which one counts."
        else:
            yield f"Not taken: {one.content.name} is older."


def _planned(made: Handed, before: Handed | None, target: Path, told: list[str]) -> _Plan:
    """Return what to write, unless someone has changed what lies there."""
    known = {made.mark, *((before.mark, before.was) if before else ())}
    try:
        there = sha256(target.read_bytes()).hexdigest() if target.is_file() else ""
    except OSError as error:
        return _Plan(_not_written(made, error), target)
    if there and there not in known:
        note = "The file in the class's folder was changed by hand: it stays as it is."
        told.append(f"{made.person}: {target} was changed by hand: delete it to take the new.")
        return _Plan(replace(made, notes=(*made.notes, note)), target)
    if there == made.mark:
        return _Plan(made, target)
    return _Plan(replace(made, was=there), target, made.mark)


def _not_written(made: Handed, error: Exception) -> Handed:
    why = error.args[0] if isinstance(error, CourseError) else error
    return replace(made, status="unreadable", notes=(*made.notes, f"Not written: {why}"))


def _write(plan: _Plan, scratch: Path, told: list[str]) -> Handed:
    """Write a notebook to its place."""
    made = plan.handed
    if not plan.mark:
        return made
    try:
        plan.target.parent.mkdir(parents=True, exist_ok=True)
        put(plan.target, (scratch / plan.mark).read_bytes())
    except (OSError, CourseError) as error:
        return _not_written(made, error)
    if made.was:
        told.append(f"{made.person}: replaced by {made.file}.")
    return replace(made, was="")


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
