"""What an activity is: one kind of entry, how it is read, and which question it answers.

An activity is a value. Whoever counts answers (the course map, the work bar, a class view) walks
the register in `wayout.activities` and asks each activity the same four questions.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from wayout.errors import CourseError
from wayout.language import count_words
from wayout.work.entries import Entry
from wayout.work.workfile import WorkFile

FEWEST_WORDS = 3
"""How many words make a reason."""

ALL = "*"
"""Stands for every place of an activity, in a lesson's metadata and for findings that wait."""
NO_WORD = "–"
"""Stands for an answer that says nothing in a word, such as "I cannot say"."""

Value = dict[str, Any]
T = TypeVar("T")


class AnswerError(CourseError, ValueError):
    """An answer that cannot be kept yet; the message is a sentence for the learner."""


@dataclass(frozen=True)
class Activity(Generic[T]):
    """One kind of entry in the work file, such as ``"dial"``.

    ``read`` turns an entry into a plain object, ``None`` if another program wrote something else.
    ``place`` names the question that an entry answers, such as ``"way_out before"``; it is only
    called with entries that can be read. ``label`` is what progress calls it, empty for a step on
    the way that is not counted. ``done`` tells whether an answer completes its question. ``every``
    returns all places, for a lesson that asks ``"*"``; ``together`` makes them one step. ``brief``
    names the field of an entry that says the answer in a word, ``briefs`` returns what it may say.
    ``asks`` returns all places that there are. ``fair`` leaves out the entries that came too late
    to count; where others are, the last of those is the answer; where none are, there is no answer
    if ``strict``. ``told`` is for entries that build on one another, so that none answers by
    itself: it returns the answer at each place that is completed, in a word.
    ``titles`` says what learners see in place of a place or of a word.
    """

    kind: str
    read: Callable[[Entry], T | None]
    place: Callable[[Entry], str]
    label: str = ""
    done: Callable[[T], bool] = lambda _: True
    every: Callable[[], Collection[str]] = tuple
    together: bool = False
    brief: str = ""
    briefs: Callable[[], Collection[str]] = tuple
    asks: Callable[[], Collection[str]] = tuple
    fair: Callable[[list[Entry]], list[Entry]] = lambda entries: entries
    strict: bool = False
    told: Callable[[WorkFile], Mapping[str, str]] | None = None
    titles: Callable[[], Mapping[str, str]] = dict

    def pairs(self, work: WorkFile, claim: str | None = None) -> list[tuple[Entry, T]]:
        """Return each readable entry, of one claim or of all, with what it says; oldest first."""
        read = ((entry, self.read(entry)) for entry in work.entries(self.kind, claim=claim))
        return [(entry, answer) for entry, answer in read if answer is not None]

    def answers(self, work: WorkFile, claim: str | None = None) -> list[T]:
        """Return what all readable entries say, oldest first."""
        return [answer for _, answer in self.pairs(work, claim)]

    def at(self, work: WorkFile, place: str) -> list[tuple[Entry, T]]:
        """Return each readable entry at one place, with what it says; oldest first."""
        return [(entry, said) for entry, said in self.pairs(work) if self.place(entry) == place]

    def keep(self, work: WorkFile, value: Value, *, lesson: str, claim: str = "") -> Entry:
        """Add an answer; the same one again at the same place stays one entry, and is saved.

        One that came with a loaded file is added all the same: an undo must leave the learner's.
        """
        place = self.place(Entry("", self.kind, "", lesson, claim, value))
        here = [entry for entry, _ in self.at(work, place)]
        if not here or here[-1].value != value or here[-1] in work.loaded():
            return work.add(self.kind, value, lesson=lesson, claim=claim)
        if work.unsaved:
            work.save()
        return here[-1]

    def meant(self, places: Collection[str]) -> set[str]:
        """Return the places that are named, or all that are asked where `ALL` is among them."""
        return set(self.every() if ALL in places else places)

    def places(self, entries: Iterable[Entry]) -> set[str]:
        """Return the places that some entries answer, completed or not."""
        mine = (entry for entry in entries if entry.kind == self.kind)
        return {self.place(entry) for entry in mine if self.read(entry) is not None}

    def briefly(self, entries: Iterable[Entry]) -> dict[str, str]:
        """Return the answer that counts at each place in a word; ``entries`` are oldest first."""
        mine = [one for one in entries if one.kind == self.kind and self.read(one) is not None]
        counts = self.counting(mine) if self.brief else []
        said = {self.place(one): as_dict(one).get(self.brief) for one in counts}
        return {place: NO_WORD if word is None else str(word) for place, word in said.items()}

    def counting(self, mine: list[Entry]) -> list[Entry]:
        """Return readable entries such that the last at each place is the one that counts."""
        return self.fair(mine) if self.strict else [*mine, *self.fair(mine)]

    def completed(self, work: WorkFile) -> set[str]:
        """Return the places that are completed."""
        if self.told:
            return {*self.told(work)}
        return {self.place(entry) for entry, answer in self.pairs(work) if self.done(answer)}


def as_dict(entry: Entry) -> Value:
    """Return the value of an entry; empty when another program wrote something else."""
    return entry.value if isinstance(entry.value, dict) else {}


def reason(text: object, sentence: str = "") -> str:
    """Return a learner's reason without its outer gaps.

    Raises AnswerError, with ``sentence`` as its message if given, below `FEWEST_WORDS` words.
    """
    if not isinstance(text, str) or count_words(text) < FEWEST_WORDS:
        raise AnswerError(sentence or "Write your reason in one sentence of at least three words.")
    return text.strip()


def together(*parts: Callable[[], Any]) -> list[Any]:
    """Return what each part of an answer gives, or raise one AnswerError that names all missing."""
    found, missing = list[Any](), list[str]()
    for part in parts:
        try:
            found.append(part())
        except AnswerError as error:
            missing.append(str(error))
    if missing:
        raise AnswerError(" ".join(missing))
    return found
