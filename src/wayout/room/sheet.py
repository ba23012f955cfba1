"""What is counted of one work file: short words at known places, and nothing a learner wrote.

No text, no name and no nickname of a learner leaves this module. A place is known if an activity
or a lesson asks for it, and a word if the activity offers it: so a sheet stays small, whatever
stands in the file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from wayout.activities import activities
from wayout.activities.dial.answers import ACTIVITY as DIAL
from wayout.activities.guess import GUESS, questions
from wayout.activities.question import ACTIVITY as QUESTION
from wayout.language import counted
from wayout.room.slips import slip
from wayout.work.activity import NO_WORD, Activity, as_dict
from wayout.work.entries import COURSE, Entry, NewerFormatError, Reading, moment, read
from wayout.work.held import Held
from wayout.work.lessons import lessons
from wayout.work.loads import NOTES, account

Mark = tuple[str, str]
"""A place, such as ``"first sorted 9"``, and the word that stands there."""
RIGHT, NOT_YET = "right", "not yet"
NOT_OURS = "is no work file of this course"
_NOWHERE = Path("sheet")
_TORN = "is damaged: nothing of it could be read"
_NEWER = "was written by a newer version of the course: update yours, then read it again"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one file says; ``fault`` is why it does not count, or not wholly, empty if all is well.

    ``who`` tells learners apart: the random number of the file, or the id of its first entry.
    ``newest`` is when it was last answered, in seconds; ``digest`` stands for the whole content.
    """

    name: str
    who: str = ""
    first: str = ""
    newest: float = 0
    digest: str = ""
    fault: str = ""
    marks: tuple[Mark, ...] = ()


def sheet(name: str, data: bytes) -> Sheet:
    """Return what is counted of the content of one file."""
    if not data.strip(b"\0 \t\r\n"):
        return Sheet(name, fault="is empty")
    try:
        reading = read(data)
        entries = _own(reading)
        marks = tuple(_marks(entries, Held(reading, _NOWHERE)))
    except NewerFormatError:
        return Sheet(name, fault=_NEWER)
    except Exception as error:  # one file must never stop a class
        return Sheet(name, fault=f"cannot be read ({type(error).__name__})")
    if not marks:
        empty = reading.whole or any(entry.kind in NOTES for entry in reading.entries)
        torn = _TORN if COURSE.encode() in data else NOT_OURS
        return Sheet(name, fault="holds no answer yet" if empty else torn)
    made = Sheet(name, reading.owner, entries[0].id, marks=marks, digest=_digest(data))
    made = replace(made, newest=moment(entries[-1].when).timestamp())
    return made if reading.whole else replace(made, fault=_damaged(len(entries)))


def _damaged(number: int) -> str:
    kept = f"{counted(number, 'entry' if number == 1 else 'entrie')} of it could be read"
    return f"is damaged: {kept}, and {'is' if number == 1 else 'are'} counted"


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:24]


def _own(reading: Reading) -> list[Entry]:
    """Return the entries that are no notes of the file itself and were not taken out again."""
    _, out = account(entry for entry in reading.entries if entry.kind in NOTES)
    return [one for one in reading.entries if one.kind not in NOTES and one.id not in out]


def _marks(entries: list[Entry], work: Held) -> Iterator[Mark]:
    by_kind: dict[str, list[Entry]] = {}
    for entry in entries:
        by_kind.setdefault(entry.kind, []).append(entry)
    yield from _opened(by_kind.get("opened", []))
    for one in activities():
        if one.kind in by_kind:
            yield from _done(one, work)
            yield from _of(one, by_kind[one.kind])


def _opened(entries: Iterable[Entry]) -> Iterator[Mark]:
    for number in dict.fromkeys(entry.lesson for entry in entries):
        if number in _numbers():
            yield f"opened {number}", "yes"


def _done(one: Activity[Any], work: Held) -> Iterator[Mark]:
    """Yield which places are done, as progress counts them."""
    places = one.completed(work) & known(one.kind) if one.label else ()
    yield from ((f"done {one.kind} {place}", "yes") for place in sorted(places))


def _of(one: Activity[Any], given: list[Entry]) -> Iterator[Mark]:
    """Yield the first and the last word of an activity at each place."""
    places = known(one.kind)
    read = ((entry, said) for entry in given if (said := one.read(entry)) is not None)
    named = ((one.place(entry), entry, said) for entry, said in read)
    mine = [(place, entry, said) for place, entry, said in named if place in places]
    if one.brief:
        yield from _words(one, {entry.id: place for place, entry, _ in mine},
                          [entry for _, entry, _ in mine])  # fmt: skip
    if one.kind == GUESS.kind:
        yield from _guesses([(entry, said) for _, entry, said in mine])
    if one.kind == QUESTION.kind:
        yield from _slips({place: entry for place, entry, _ in reversed(mine)})
    if one.kind == DIAL.kind:
        yield from _movers([(entry, said) for _, entry, said in mine])


def _words(one: Activity[Any], places: dict[str, str], mine: list[Entry]) -> Iterator[Mark]:
    """Yield the first word that counts at each place, and the last one, as `Activity.briefly`."""
    offered, fair = words(one.kind), one.fair(mine)
    for when, some in (("first", fair[::-1]), ("last", one.counting(mine))):
        for place, word in {places[e.id]: as_dict(e).get(one.brief) for e in some}.items():
            text = NO_WORD if word is None else str(word)
            if one.kind == QUESTION.kind:
                text = RIGHT if text == RIGHT else NOT_YET
            if text in offered:
                yield f"{when} {one.kind} {place}", text


def _guesses(mine: list[tuple[Entry, Any]]) -> Iterator[Mark]:
    """Yield each first guess, every number brought to a step of its scale."""
    first = {entry.value["of"]: values for entry, values in reversed(mine)}
    for name, values in first.items():
        pairs = zip(questions()[name].controls, values, strict=True)
        steps = (c.low + round((v - c.low) / c.step) * c.step for c, v in pairs)
        yield f"guess {name}", " ".join(f"{step:g}" for step in steps)


def _slips(first: dict[str, Entry]) -> Iterator[Mark]:
    """Yield which wrong answer a first try was, where it can be told without a learner's words."""
    for place, entry in first.items():
        wrong = entry.value.get("verdict") != RIGHT
        if wrong and (word := slip(place, entry.value.get("answer"))):
            yield f"slip {place}", word


def _movers(mine: list[tuple[Entry, Any]]) -> Iterator[Mark]:
    last = {entry.claim: answer.mover for entry, answer in mine}
    yield from ((f"mover {claim}", mover) for claim, mover in last.items() if mover)


@cache
def _numbers() -> frozenset[str]:
    return frozenset(one.number for one in lessons())


@cache
def known(kind: str) -> frozenset[str]:
    """Return every place of a kind of answers that an activity has or a lesson asks for."""
    one = by_kind()[kind]
    named = [place for lesson in lessons() for place in lesson.asks.get(kind, ())]
    return frozenset([*one.asks(), *one.every(), *named]) - {"*"}


@cache
def words(kind: str) -> frozenset[str]:
    """Return the words that an activity offers."""
    if kind == QUESTION.kind:
        return frozenset((RIGHT, NOT_YET))
    return frozenset(map(str, by_kind()[kind].briefs()))


@cache
def by_kind() -> dict[str, Activity[Any]]:
    """Return every activity of the register by its kind."""
    return {one.kind: one for one in activities()}
