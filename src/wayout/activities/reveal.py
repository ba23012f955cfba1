"""Findings that open when the learner has committed, and answer what that learner said."""

from collections.abc import Collection, Mapping
from typing import Any
from zlib import crc32

from markupsafe import Markup

from wayout.activities.face import Face, Fields, Reply
from wayout.errors import CourseError
from wayout.facts import say
from wayout.language import nearest
from wayout.pages import markdown
from wayout.work.activity import Activity
from wayout.work.session import current
from wayout.work.workfile import WorkFile

ALL = "*"
"""The place that stands for all that an activity asks."""
_FIRST = {
    "guess": "Make your first guess above.",
    "dial": "Save the dial above.",
    "sorted": "Sort the sentences above.",
    "verdict": "Give your verdict at the fact desk above.",
    "yardstick": "Save your yardstick above.",
    "built": "Check your answers on the card above.",
}
"""What to do before the findings open, by the kind of the answer that they wait for."""


class RevealError(CourseError, LookupError):
    """Findings that wait for an answer which no card asks for; the message says what exists."""


def reveal(
    text: str, after: str, answers: Mapping[str, str] | None = None, **extra: object
) -> "RevealFace":
    """Return findings that wait for an answer, named by kind and place: ``"dial s09 before"``.

    The place ``"*"`` waits for all that the activity asks, such as the six sentences.

    ``answers`` holds a sentence for an answer in a word, such as ``{"holds": "You say …"}``, set
    before the findings of whoever gave it; ``"0-45"`` stands for the whole numbers from one to the
    other, such as a dial's, and ``"else"`` for every other answer. Texts are
    Markdown with facts in braces, as for `say`. Raises RevealError for an unknown kind.
    """
    from wayout.activities import activities  # here: the register names this module too

    kind, _, place = after.partition(" ")
    kinds = {one.kind: one for one in activities() if one.kind in _FIRST}
    if kind not in kinds or not place:
        raise RevealError(f"No card keeps an answer of the kind '{kind}'. {nearest(kind, kinds)}")
    made = {word: _html(sentence, extra) for word, sentence in (answers or {}).items()}
    # Several findings may wait for one answer: each is shown all the same by itself.
    mark = f"{crc32(text.encode()):08x}"
    return RevealFace(kinds[kind], place, _html(text, extra), made, current().work, mark)


def _html(text: str, extra: Mapping[str, object]) -> Markup:
    return markdown(say(text, **extra).markdown)


def _first(kind: str, place: str) -> str:
    if kind == "sorted" and place != ALL:
        return f"Sort sentence {place} above."
    return _FIRST[kind]


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
    ) -> None:
        self.activity, self.place, self.found, self.answers = activity, place, found, answers
        super().__init__(work, f"reveal {activity.kind} {place} {mark}")

    def answer(self) -> str | None:
        """Return the learner's answer in a word, or nothing before there is a complete one."""
        asked = {*self.activity.every()} if self.place == ALL else {self.place}
        if not asked <= self.activity.completed(self.work):
            return None
        return self.activity.briefly(self.work.entries(self.activity.kind)).get(self.place, "–")

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the findings, what answers this learner, and what to do first."""
        answer = self.answer()
        return {
            "first": _first(self.activity.kind, self.place),
            "opened": answer is not None or bool(fields["shown"]),
            "yours": self._yours(answer) if answer is not None else "",
            "found": self.found,
        }

    def _yours(self, answer: str) -> str:
        """Return the sentence for an answer: for the word itself, or the range it lies in."""
        spans = [(key.split("-"), key) for key in self.answers if key.replace("-", "", 1).isdigit()]
        number = int(answer) if answer.isdigit() else -1
        near = [key for ends, key in spans if int(ends[0]) <= number <= int(ends[-1])]
        keys = (answer, *near, "else")
        return next((self.answers[key] for key in keys if key in self.answers), "")

    def do_show(self, fields: Fields, _: str) -> Reply:
        """Show the findings without an answer."""
        fields["shown"] = "yes"
        return Reply()
