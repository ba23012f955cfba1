"""The card of a first guess (W0), and what is kept of it.

The first guess counts; whoever looked at the answer before has none.
"""

from collections.abc import Collection
from typing import Any

from wayout.activities.face import EVERY, Face, Fields, Reply, kept_line
from wayout.activities.forecasts.answers import all_open
from wayout.activities.guess.picture import picture
from wayout.activities.guess.questions import Control, Question, Values, questions
from wayout.essay import EssayError
from wayout.language import nearest
from wayout.work.activity import Activity, AnswerError, as_dict
from wayout.work.entries import Entry
from wayout.work.session import current
from wayout.work.workfile import WorkFile

_LARGEST = 1e9
"""No scale reaches as far; a number of Python may be too large to be worked with."""


def _asked(entry: Entry) -> Question | None:
    return questions().get(str(as_dict(entry).get("of")))


def _read(entry: Entry) -> Values | None:
    question, given = _asked(entry), as_dict(entry).get("values")
    if question is None or not isinstance(given, list) or len(given) != len(question.controls):
        return None
    return question.clip(tuple(map(float, given))) if all(map(_is_number, given)) else None


def _is_number(value: Any) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and -_LARGEST < value < _LARGEST


def _of(entry: Entry) -> str:
    return str(entry.value["of"])


GUESS: Activity[Values] = Activity("guess", _read, _of, "First guesses", asks=questions)
SEEN: Activity[Question] = Activity("seen", _asked, _of)
"""Which answers a learner looked at without a guess."""


def guess(name: str) -> "GuessFace":
    """Return the card of one first guess, such as ``"trade_line"``.

    Raises EssayError when there is no such guess.
    """
    if name not in questions():
        raise EssayError(f"There is no guess '{name}'. {nearest(str(name), questions())}")
    session = current()
    return GuessFace(questions()[name], session.work, session.lesson)


class GuessFace(Face):
    """A picture to draw on, sliders that do the same by keys, and then the answer."""

    template = "guess.html"

    def __init__(self, question: Question, work: WorkFile, lesson: str) -> None:
        self.question, self.lesson = question, lesson
        super().__init__(work, f"guess {question.id}")

    def given(self) -> Values | None:
        """Return the first guess, which counts, or nothing."""
        return next((said for _, said in GUESS.at(self.work, self.question.id)), None)

    def saved(self) -> Fields:
        """Return the sliders where they start, or at the guess."""
        first = [_start(self.question, control) for control in self.question.controls]
        values = self.given() or first
        pairs = zip(self.question.controls, values, strict=True)
        return Fields({control.name: f"{value:g}" for control, value in pairs})

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the picture, in its own pixels, and what can be said of the guess."""
        question, given = self.question, self.given()
        moved = [c.name for c in question.controls if given or _is_moved(c, fields)]
        values = given or _typed(question, fields)
        waits = question.waits and not all_open(self.work)
        opened = not waits and bool(given or SEEN.at(self.work, question.id))
        return {
            "question": question,
            "given": given,
            "at": {c.name: f"{v:g}" for c, v in zip(question.controls, values, strict=True)},
            "told": {
                c.name: question.told(v) for c, v in zip(question.controls, values, strict=True)
            },
            "moved": moved,
            "opened": opened,
            "waits": waits,
            "picture": picture(question, values, moved, opened=opened),
            "compared": question.compare(given) if given and not waits else "",
            "now": self._now(moved),
        }

    def _now(self, moved: list[str]) -> str:
        for entry, _ in GUESS.at(self.work, self.question.id):
            return kept_line(self.work, entry.when)
        if SEEN.at(self.work, self.question.id):
            return self.work.message if self.work.unsaved else _SEEN
        return "Not saved yet." if moved else "Nothing guessed yet."

    def do_guess(self, fields: Fields, _: str) -> Reply:
        """Keep the guess and show what the tables say."""
        if self.given() is None:
            if SEEN.at(self.work, self.question.id):
                raise AnswerError("You have seen the answer, so a guess would be none.")
            missing = [c.label for c in self.question.controls if not _is_moved(c, fields)]
            if missing:
                raise AnswerError(_ASK[self.question.kind].format(", ".join(missing)))
            values = list(_typed(self.question, fields))
            GUESS.keep(self.work, {"of": self.question.id, "values": values}, lesson=self.lesson)
        return Reply(forget=EVERY)

    def do_show(self, fields: Fields, _: str) -> Reply:
        """Show the answer all the same; it is not counted as a guess."""
        waits = self.question.waits and not all_open(self.work)
        if self.given() is None and not waits:
            SEEN.keep(self.work, {"of": self.question.id}, lesson=self.lesson)
        return Reply()


_ASK = {
    "number": "Move the slider first. If it stands right as it is, move it away and back.",
    "line": "Draw the line to its end first. Still missing: {}.",
    "place": "Choose a place on the map first.",
}


_SEEN = "Shown without a guess."


def _is_moved(control: Control, fields: Fields) -> bool:
    return bool(fields[f"{control.name}-moved"]) and control.read(fields[control.name]) is not None


def _start(question: Question, control: Control) -> float:
    """Return where a slider stands before it is moved: the last known point, or the middle."""
    if question.known:
        return control.clip(round(question.known[-1][1] / control.step) * control.step)
    return round((control.low + control.high) / 2 / control.step) * control.step


def _typed(question: Question, fields: Fields) -> Values:
    read = [(one, one.read(fields[one.name])) for one in question.controls]
    return tuple(_start(question, one) if found is None else found for one, found in read)
