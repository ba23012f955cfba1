"""Findings that open when the learner has committed, and answer what that learner said."""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any
from zlib import crc32

from markupsafe import Markup

from wayout.activities.face import Face, Fields, Reply
from wayout.activities.forecasts.answers import OUTCOME, opened
from wayout.activities.guess import GUESS, SEEN
from wayout.errors import CourseError
from wayout.facts import say
from wayout.language import nearest
from wayout.pages import markdown
from wayout.tables.package import text as table_text
from wayout.work.activity import ALL, NO_WORD, Activity
from wayout.work.session import current
from wayout.work.workfile import WorkFile

ELSE = "else"
"""The key of the sentence for every answer that has none of its own."""
_FIRST = {
    "guess": "Make your first guess above.",
    "dial": "Save the dial above.",
    "sorted": "Sort the sentences above.",
    "verdict": "Give your verdict at the fact desk above.",
    "yardstick": "Save your yardstick above.",
    "standing": "Save your prediction on the board above.",
    "board": "Press *How strongly* on the board above, and leave one of the two arrows out.",
    "built": "Check your answers on the card above.",
    "debate": "Finish the debate above.",
    "bench": "Put on the map bench above what nobody says.",
    "rival": "Save the cards above that are asked for.",
    "defence": "Defend an explanation above.",
    "odds": "Save the odds above.",
    "outcome": "Seal your forecasts above and open all of them.",
}
"""What to do before the findings open, by the kind of the answer that they wait for."""
_HEAD = dict.fromkeys(("standing", "board"), "What the board says")
"""What the findings are called, where no table is asked."""


class RevealError(CourseError, LookupError):
    """Findings that wait for an answer which no card asks for; the message says what exists."""


def reveal(
    text: str,
    after: str,
    answers: Mapping[str, str] | None = None,
    also: str = "",
    **extra: object,
) -> "RevealFace":
    """Return findings that wait for an answer, named by kind and place: ``"dial s09 before"``.

    ``also`` names another answer that they wait for, and do not answer.

    The place ``"*"`` waits for all that the activity asks, such as the six sentences. Findings that
    tell outcomes are called by a name of ``data/essay/sealed.toml``: in a notebook the text of a
    hidden cell is one click away.

    ``answers`` holds a sentence for an answer in a word, such as ``{"holds": "You say …"}``, set
    before the findings of whoever gave it; ``"0-45"`` stands for the whole numbers from one to the
    other, such as a dial's or a guessed number's, and ``"else"`` for every other answer. Texts are
    Markdown with facts in braces, as for `say`. Raises RevealError for an unknown kind, place
    or answer.
    """
    of, place = _asked(after)
    text = sealed().get(text, text) if of is OUTCOME else text
    known = [*of.briefs(), ELSE]
    for word in answers or ():
        if word not in known and not _is_span(word, of, known):
            raise RevealError(f"Nobody can answer '{word}' at '{after}'. {nearest(word, known)}")
    made = {word: _html(sentence, extra) for word, sentence in (answers or {}).items()}
    # Several findings may wait for one answer: each is shown all the same by itself.
    mark = f"{crc32(text.encode()):08x}"
    needs = (_asked(also),) if also else ()
    return RevealFace(of, place, _html(text, extra), made, current().work, mark, needs)


@cache
def sealed() -> dict[str, str]:
    """Return the findings that tell outcomes, by name."""
    return {name: str(text) for name, text in tomllib.loads(table_text("sealed")).items()}


def _asked(after: str) -> tuple[Activity[Any], str]:
    """Return the activity and the place that are named; raises RevealError where none is asked."""
    from wayout.activities import activities  # here: the register names this module too

    kind, _, place = after.partition(" ")
    kinds = {one.kind: one for one in activities() if one.kind in _FIRST}
    if kind not in kinds:
        raise RevealError(f"No card keeps an answer of the kind '{kind}'. {nearest(kind, kinds)}")
    asked = [*kinds[kind].asks(), *([ALL] if kinds[kind].every() else [])]
    if place not in asked:
        raise RevealError(f"Nothing is asked at '{kind} {place}'. {nearest(place, asked)}")
    return kinds[kind], place


def _html(text: str, extra: Mapping[str, object]) -> Markup:
    return markdown(say(text, **extra).markdown)


def _span(key: str) -> range:
    """Return the whole numbers that a key such as ``"0-45"`` stands for; none of a word."""
    low, _, high = key.partition("-")
    both = re.fullmatch(r"\d{1,3}-\d{1,3}", key, re.ASCII)
    return range(int(low), int(high) + 1) if both else range(0)


def _is_span(key: str, of: Activity[Any], known: Collection[str]) -> bool:
    """Whether a key stands for numbers that can be answered; a guess may be any of its scale."""
    return bool(_span(key)) and (of is GUESS or {*key.split("-")} <= {*known})


def _first(kind: str, place: str) -> str:
    if kind == "sorted" and place != ALL:
        return f"Sort sentence {place} above."
    if kind == "bench" and place == "map":
        return "Put a first link on the map bench above."
    if kind == "bench" and place.startswith("cut "):
        return "Draw on the map bench above what does not let the step count."
    if kind == "rival" and place != ALL:
        return "Save the card above."
    return _FIRST[kind]


def _guessed(values: Sequence[float]) -> str:
    """Return a guess of one number in a word; a line or a place has none."""
    return f"{values[0]:.0f}" if len(values) == 1 else NO_WORD


class RevealFace(Face):
    """Folded until the answer is there; then the sentence for this answer, and the findings."""

    template = "reveal.html"

    def __init__(
        self,
        activity: Activity[Any],
        place: str,
        found: Markup,
        answers: Mapping[str, Markup],
        work: WorkFile,
        mark: str = "",
        needs: Collection[tuple[Activity[Any], str]] = (),
    ) -> None:
        self.needs = needs
        self.activity, self.place, self.found, self.answers = activity, place, found, answers
        super().__init__(work, f"reveal {activity.kind} {place} {mark}")

    @property
    def sealed(self) -> bool:
        """Whether nothing of it may be on the page before its answer: it tells outcomes."""
        return self.activity is OUTCOME

    def _missing(self) -> list[tuple[Activity[Any], str]]:
        """Return what is not answered yet of all that the findings wait for."""
        every = [*self.needs, (self.activity, self.place)]
        return [(of, at) for of, at in every if not self._given(of, at) and not self._seen(of, at)]

    def _given(self, of: Activity[Any], place: str) -> bool:
        done = opened(self.work) if of is OUTCOME else of.completed(self.work)
        return of.meant((place,)) <= done

    def _seen(self, of: Activity[Any], place: str) -> bool:
        return of is GUESS and bool(SEEN.at(self.work, place))

    def answer(self) -> str | None:
        """Return the learner's answer in a word, or nothing before there is a complete one."""
        if not self._given(self.activity, self.place):
            return None
        if self.activity.told:
            return self.activity.told(self.work)[self.place]
        if self.activity is GUESS:
            return _guessed(GUESS.at(self.work, self.place)[0][1])
        return self.activity.briefly(self.work.entries(self.activity.kind)).get(self.place, NO_WORD)

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the findings, what answers this learner, and what to do first."""
        answer, missing = self.answer(), self._missing()
        shown = not self.sealed and bool(fields["shown"])
        return {
            "head": _HEAD.get(self.activity.kind, "What the tables say"),
            "first": " ".join(_first(of.kind, place) for of, place in missing),
            "sealed": self.sealed,
            "opened": not missing or shown,
            "yours": self.told(answer) if answer is not None else "",
            "found": self.found,
            "speaks": bool(self.answers),
        }

    def told(self, answer: str) -> str:
        """Return the sentence for an answer: for the word itself, or the range it lies in."""
        number = int(answer) if answer.isdecimal() else -1
        near = [key for key in self.answers if number in _span(key)]
        keys = (answer, *near, ELSE)
        return next((self.answers[key] for key in keys if key in self.answers), "")

    def do_show(self, fields: Fields, _: str) -> Reply:
        """Show the findings without an answer."""
        fields["shown"] = "yes"
        for of, place in self._missing():
            if of is GUESS:  # whoever has read the findings guesses no more
                SEEN.keep(self.work, {"of": place}, lesson=current().lesson)
        return Reply()
