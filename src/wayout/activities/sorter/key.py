"""The key: every reading of a sentence that we accept, and what it says of a choice."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from operator import index
from typing import Any, Literal

from wayout.activities.sorter.agreement import Choice
from wayout.essay import Sentence, sentences
from wayout.language import either, listed, mark, marks, short_repr
from wayout.work.activity import AnswerError

State = Literal["unanswered", "agrees", "several", "differs"]
STATES: dict[State, tuple[str, str]] = {
    "unanswered": ("○", "not sorted yet"),
    "agrees": ("✓", "agrees with the key"),
    "several": ("≈", "several readings are fair"),
    "differs": ("↔", "differs from the key"),
}
"""Each state as a sign and in words."""

# Words too small to be offered for marking, unless the table names them.
_SMALL = re.compile(
    "a|an|and|at|be|been|by|for|has|have|in|is|its?|not|of|on|only|or|out|that|the|this|to",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'"([^"]+)"')
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Feedback:
    """What is said of a choice, in sentences; all empty before there is one.

    ``checkable`` and ``words`` are empty too while they are not answered. ``why`` is on what the
    key accepts, ``before`` on what was chosen first, where that has changed since.
    """

    state: State
    kind: str = ""
    checkable: str = ""
    words: str = ""
    why: str = ""
    before: str = ""


@cache
def key() -> dict[int, Sentence]:
    """Return the sentences with every reading that we accept, by number."""
    return {one.number: one for one in sentences()}


def sentence(number: Any) -> Sentence:
    """Return one sentence by its number; raises AnswerError if there is no such sentence."""
    try:
        place = None if isinstance(number, bool) else index(number)
    except TypeError:
        place = None
    if place not in key():
        raise AnswerError(
            f"There is no sentence {short_repr(number)}: "
            f"write a whole number from 1 to {len(key())}."
        )
    return key()[place]


@cache
def game() -> tuple[int, ...]:
    """Return the numbers of the sentences that were chosen to disagree about."""
    return tuple(one.number for one in sentences() if one.dispute)


def offered(number: int) -> tuple[str, ...]:
    """Return the words of a sentence that may be marked, in the order in which one reads them.

    They are words that the reader sees: those of its quotation, and its `signals`. Raises
    AnswerError for an unknown sentence.
    """
    one = sentence(number)
    phrases = signals(one)
    inside = {word.casefold() for phrase in phrases for word in phrase.split()}
    rest = (word for word in _WORD.findall(one.quote) if not _SMALL.fullmatch(word))
    other = [word for word in rest if word.casefold() not in inside]
    shown = _plain(f"{one.quote} | {one.says}")
    return tuple(sorted([*phrases, *dict.fromkeys(other)], key=lambda w: shown.find(_plain(w))))


def _plain(text: str) -> str:
    """Return the words of a text, each between two blanks."""
    return f" {' '.join(_WORD.findall(text))} ".casefold()


def signals(one: Sentence) -> tuple[str, ...]:
    """Return the words on the page that show what kind of claim it is, or how sure."""
    return visible(one, dict.fromkeys(one.hedges + one.cues))


def visible(one: Sentence, phrases: Iterable[str]) -> tuple[str, ...]:
    """Return those of some phrases that stand in the quotation of a sentence, or its retelling."""
    # Three dots stand where words are left out: no phrase runs across them.
    shown = [*one.quote.split("…"), one.says]
    return tuple(p for p in phrases if any(_plain(p) in _plain(text) for text in shown))


def clues(one: Sentence) -> tuple[str, ...]:
    """Return the `signals` that the explanation quotes, in its order."""
    quoted = [f" {phrase.casefold()} " for phrase in _QUOTED.findall(one.why)]
    places = {
        word: place
        for word in signals(one)
        for place, phrase in enumerate(quoted)
        if f" {word.casefold()} " in phrase
    }
    return tuple(sorted(places, key=places.__getitem__))


def state(number: int, choice: Choice | None) -> State:
    """Return how a choice for a sentence stands to the key."""
    one = sentence(number)
    if choice is None:
        return "unanswered"
    if choice.kind not in one.kinds or choice.checkable not in (*one.checkable, ""):
        return "differs"
    return "several" if one.several_fair else "agrees"


def first(made: list[Choice]) -> Choice:
    """Return the first choice of a kind, with the first answer on checking: before the key."""
    answers = (choice.checkable for choice in made if choice.checkable)
    return replace(made[0], checkable=next(answers, ""))


def judged(made: list[Choice]) -> Feedback:
    """Return what the key says of the last of the choices made for one sentence."""
    if not made:
        return Feedback("unanswered")
    now = made[-1]
    one = sentence(now.number)
    return Feedback(
        state(one.number, now),
        _on_kind(one, now.kind),
        _on_checking(one, now.checkable) if now.checkable else "",
        _on_words(one, now.words) if now.words else "",
        one.why,
        _on_first(first(made), now),
    )


def _on_kind(one: Sentence, kind: str) -> str:
    others = [fair for fair in one.kinds if fair != kind]
    if kind not in one.kinds:
        return (
            f"You chose {kind}; the key reads {either(one.kinds)}. "
            f"Look again at {listed(marks(clues(one)))}."
        )
    if not others:
        return f"You chose {kind}, and so does the key."
    if len(others) == 1:
        return f"Both readings are fair: {kind}, which you chose, and {others[0]}."
    return f"Several readings are fair: {kind}, which you chose, and also {listed(others)}."


def _on_checking(one: Sentence, answer: str) -> str:
    others = [fair for fair in one.checkable if fair != answer]
    if answer not in one.checkable:
        return f"You chose {mark(answer)}; the key reads {either(marks(one.checkable))}."
    if not others:
        return f"You chose {mark(answer)}, and so does the key."
    return f"Both readings are fair: {mark(answer)}, which you chose, and {mark(others[0])}."


def _on_words(one: Sentence, marked: tuple[str, ...]) -> str:
    found = [word for word in signals(one) if word in marked]
    missed = [word for word in signals(one) if word not in marked]
    beyond = [word for word in marked if word not in found]
    also = " also" if found else ""
    said = {
        f"You and the key mark {listed(marks(found))}.": found,
        f"The key{also} marks {listed(marks(missed))}.": missed,
        f"You{also} mark {listed(marks(beyond))}: say aloud why.": beyond,
    }
    return " ".join(text for text, words in said.items() if words)


def _on_first(before: Choice, now: Choice) -> str:
    parts = [before.kind] if before.kind != now.kind else []
    parts += [f"{mark(before.checkable)} on checking"] if before.checkable != now.checkable else []
    return f"Your first choice was {' and '.join(parts)}." if parts else ""
