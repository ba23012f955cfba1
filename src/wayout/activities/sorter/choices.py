"""Sorting the sentences: what a learner chose, what a fair reader may choose, and why.

Six sentences, chosen to disagree about, are the game; the others are there for who wants them.

A choice is never wrong here. The key holds, for each sentence, every reading that we accept.
A choice inside that set stands; one outside it is answered with the words that speak for
another reading, and may be kept. Old choices stay in the work file beside new ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wayout.activities.sorter.agreement import Choice, Comparison, compared
from wayout.activities.sorter.key import (
    Feedback,
    State,
    first,
    game,
    judged,
    key,
    offered,
    sentence,
    state,
)
from wayout.essay import CHECKABLE, KINDS
from wayout.language import either, listed, marks, short_repr
from wayout.work.activity import Activity, AnswerError, as_dict
from wayout.work.entries import Entry, Reading, read
from wayout.work.workfile import NAME, WorkFile

MEANINGS = {
    "fact": "says how something is or was",
    "cause": "says that one thing brings about another",
    "motive": "says what somebody wants, fears or is after",
    "forecast": "says what will come",
    "norm": "says what is good or bad, or what ought to be done",
    "concept": "turns on what a word means",
    "no claim": "adds nothing that could be true or false",
}
"""What each kind of claim does."""
SETTLES = {
    "yes": "something one can look up or count would settle it",
    "in part": "that would settle some of it",
    "no": "nothing one can look up or count would settle it",
}
"""What each answer to "could it be checked?" means."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """For how many of the ``done`` sentences the newest choice is one that the key accepts.

    ``at_first`` counts the first choices of a kind, ``checks`` the answers to "could it be
    checked?" among the ``checked`` sentences that have one.
    """

    done: int
    kinds: int
    at_first: int
    checked: int
    checks: int

    def words(self) -> str:
        """Return the agreement in plain words."""
        if not self.done:
            return "No sentence has been sorted yet."
        first = f" ({self.at_first} at first)" if self.at_first != self.kinds else ""
        said = f"Your kind is one that the key accepts in {_of(self.kinds, self.done)}{first}."
        if not self.checked:
            return said
        checks = _of(self.checks, self.checked)
        return f"{said} Your answer to “could it be checked?” is one in {checks}."


def _of(number: int, total: int) -> str:
    return f"{number} of {total} sentence{'s' if total > 1 else ''}"


class Sorter:
    """The choices for all sentences in all lessons; new entries are marked with ``lesson``."""

    def __init__(self, lesson: str, work: WorkFile) -> None:
        self.lesson = lesson
        self.work = work

    def made(self) -> dict[int, list[Choice]]:
        """Return all choices by sentence, in the order of the essay, and of time within."""
        return _grouped(self.work.entries(ACTIVITY.kind))

    def choice(self, number: int) -> Choice | None:
        """Return the newest choice for a sentence, or ``None``."""
        made = self.history(number)
        return made[-1] if made else None

    def history(self, number: int) -> list[Choice]:
        """Return all choices for a sentence, oldest first; raises AnswerError if it is unknown."""
        return self.made().get(sentence(number).number, [])

    def choices(self) -> dict[int, Choice]:
        """Return the newest choice for each sentence that has been sorted, by its number."""
        return {number: made[-1] for number, made in self.made().items()}

    def state(self, number: int) -> State:
        """Return how the newest choice for a sentence stands to the key.

        With ``"several"``, the choice is fair, and so are other kinds; with ``"differs"``, one of
        the two answers is not among the accepted ones.
        """
        return state(number, self.choice(number))

    def states(self) -> dict[int, State]:
        """Return the state of every sentence, by its number."""
        chosen = self.choices()
        return {number: state(number, chosen.get(number)) for number in key()}

    def sort(
        self,
        number: int,
        kind: str,
        checkable: str = "",
        words: Iterable[str] = (),
        reason: str = "",
    ) -> Entry:
        """Keep one choice as a new entry; the same choice again stays one entry.

        ``kind`` is one of `wayout.essay.KINDS`, ``checkable`` one of `wayout.essay.CHECKABLE`, or
        empty if that was not answered. ``words`` are those of the `offered` words that tipped the
        scale. Raises AnswerError, and keeps nothing, when the kind is missing or one is unknown.
        """
        one = sentence(number)
        value = {
            "sentence": one.number,
            "kind": _one_of(KINDS, kind, "the kind of claim it makes"),
            "checkable": _checking(checkable),
            "words": _marked(one.number, words),
            "reason": _text(reason),
        }
        return ACTIVITY.keep(self.work, value, lesson=self.lesson)

    def feedback(self, number: int) -> Feedback:
        """Return what can be said of the newest choice; nothing before there is one."""
        return judged(self.history(number))

    def agreement(self) -> Agreement:
        """Return how often the choices lie among those that the key accepts."""
        made, known = self.made(), key()
        newest = {n: choices[-1] for n, choices in made.items()}
        checked = [c for c in newest.values() if c.checkable]
        return Agreement(
            len(made),
            sum(choice.kind in known[n].kinds for n, choice in newest.items()),
            sum(choices[0].kind in known[n].kinds for n, choices in made.items()),
            len(checked),
            sum(choice.checkable in known[choice.number].checkable for choice in checked),
        )

    def compare(self, text: str | bytes) -> Comparison:
        """Compare the first choices with those in a classmate's file; nothing of it is kept.

        Only the first were made before the key was read. ``text`` is a whole ``my_work.json``.
        Raises AnswerError when it is no work file, the learner's own, or holds no choices, and
        WorkError when a later version of the course wrote it.
        """
        theirs = self._theirs(text)
        mine = {number: first(made) for number, made in self.made().items()}
        if not mine:
            raise AnswerError("Sort some sentences yourself first, then open this file again.")
        pairs = {number: (mine[number], theirs[number]) for number in mine if number in theirs}
        return compared(pairs, {number: key()[number].kinds for number in pairs})

    def _theirs(self, text: str | bytes) -> dict[int, Choice]:
        """Return the first choices in a classmate's file, without those that are ours."""
        reading = _opened(text)
        given = [entry for entry in reading.entries if _read(entry)]
        if not given:
            raise AnswerError(
                "This file holds no sorted sentences, so there is nothing to compare."
            )
        known = {entry.id for entry in self.work.entries(ACTIVITY.kind)}
        others = [entry for entry in given if entry.id not in known]
        if not others or (reading.owner and reading.owner == self.work.owner):
            raise AnswerError("This is your own file: open the file of a classmate.")
        return {number: first(made) for number, made in _grouped(others).items()}


def _one_of(known: tuple[str, ...], given: Any, what: str) -> str:
    if isinstance(given, str) and given in known:
        return str(given)
    if given is None or (isinstance(given, str) and not given):
        raise AnswerError(f"Choose {what} first: {either(known)}.")
    raise AnswerError(f"Choose {what} from {either(marks(known))}, not {short_repr(given)}.")


def _checking(given: Any) -> str:
    unanswered = isinstance(given, str) and not given
    return "" if unanswered else _one_of(CHECKABLE, given, "whether it could be checked")


def _marked(number: int, words: Any) -> list[str]:
    """Return the marked words in the order in which they are offered, each once."""
    known, given = offered(number), _listed(words)
    if given is None or not all(isinstance(word, str) and word in known for word in given):
        raise AnswerError(
            f"Mark only words that are offered with sentence {number}, in a list: "
            f"{listed(marks(known))}."
        )
    return [word for word in known if word in given]


def _listed(words: Any) -> list[Any] | None:
    """Return the words one by one, or ``None`` if they are no list."""
    try:
        return None if isinstance(words, str) else list(words)
    except TypeError:
        return None


def _text(reason: Any) -> str:
    if not isinstance(reason, str):
        raise AnswerError(f"Write your reason as text, not {short_repr(reason)}.")
    return reason.strip()


def _grouped(entries: Iterable[Entry]) -> dict[int, list[Choice]]:
    """Return the choices by sentence, in the order of the essay, and as they were given within."""
    made: dict[int, list[Choice]] = {}
    for choice in filter(None, map(_read, entries)):
        made.setdefault(choice.number, []).append(choice)
    return {number: made[number] for number in sorted(made)}


def _read(entry: Entry) -> Choice | None:
    """Return the choice in an entry, or ``None`` if another program wrote something else."""
    value = as_dict(entry)
    number, kind, answer = (value.get(name) for name in ("sentence", "kind", "checkable"))
    if entry.kind != "sorted" or type(number) is not int or number not in key():
        return None
    if kind not in KINDS or answer not in (*CHECKABLE, ""):
        return None
    words, reason = value.get("words"), value.get("reason")
    kept = [word for word in offered(number) if isinstance(words, list) and word in words]
    said = reason if isinstance(reason, str) else ""
    return Choice(number, kind, answer, tuple(kept), said, entry.when)


ACTIVITY = Activity(
    "sorted",
    _read,
    lambda entry: str(entry.value["sentence"]),
    "Sentences sorted",
    every=lambda: [str(number) for number in game()],
    together=True,
    brief="kind",
)


def _opened(text: Any) -> Reading:
    """Return what a classmate's file holds."""
    if not isinstance(text, str | bytes):
        raise AnswerError(f"Give the content of a classmate's {NAME} as text.")
    reading = read(text)
    if not reading.whole:
        raise AnswerError(
            f"This is not a whole {NAME} of the course, so nothing was compared: "
            "ask your classmate to download it again."
        )
    return reading
