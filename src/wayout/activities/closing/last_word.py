"""The last word: a verdict on the essay in the learner's own words, counted and never graded."""

from collections.abc import Collection
from typing import Any

from wayout.activities.face import DONE, UNSAVED, Face, Fields, Reply, kept_line
from wayout.language import count_words, in_figures
from wayout.work.activity import Activity, AnswerError, as_dict
from wayout.work.entries import Entry
from wayout.work.session import current
from wayout.work.workfile import WorkFile

SUGGESTED = 150
ENOUGH = 30
"""So many words make a verdict; more are suggested and never asked for."""
_ESSAY = "essay"


def _read(entry: Entry) -> str | None:
    value = as_dict(entry)
    text = value.get("text")
    return text if value.get("of") == _ESSAY and isinstance(text, str) and text.strip() else None


LAST_WORD: Activity[str] = Activity(
    "last_word",
    _read,
    lambda _: _ESSAY,
    "A verdict of your own",
    done=lambda text: count_words(text) >= ENOUGH,
    every=lambda: [_ESSAY],
)


def written(work: WorkFile) -> str:
    """Return the verdict as it was saved last; empty if there is none."""
    said = LAST_WORD.answers(work)
    return said[-1] if said else ""


def last_word() -> "LastWordFace":
    """Return the card for a verdict in one's own words."""
    session = current()
    return LastWordFace(session.work, session.lesson)


class LastWordFace(Face):
    """Three questions, a box, and how many words stand in it."""

    template = "last_word.html"

    def __init__(self, work: WorkFile, lesson: str) -> None:
        self.lesson = lesson
        super().__init__(work, "last word")

    def saved(self) -> Fields:
        """Return the verdict as it was saved."""
        return Fields(text=written(self.work))

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return how many words there are, and where they are kept."""
        kept = LAST_WORD.at(self.work, _ESSAY)
        now = kept_line(self.work, kept[-1][0].when) if kept else "Nothing saved yet."
        words = count_words(fields["text"])
        short = f" From {ENOUGH} on it counts as done." if words < ENOUGH else ""
        return {
            "words": f"{in_figures(words, 'word')}.{short}",
            "suggested": SUGGESTED,
            "text": fields["text"],
            "now": UNSAVED if "text" in changed else now,
        }

    def do_save(self, fields: Fields, _: str) -> Reply:
        """Save what stands in the box, however short."""
        if not count_words(fields["text"]):
            raise AnswerError("Write something first.")
        value = {"of": _ESSAY, "text": fields["text"].strip()}
        LAST_WORD.keep(self.work, value, lesson=self.lesson)
        return DONE
