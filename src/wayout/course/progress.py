"""How far a learner has come in each lesson, counted by the register of activities."""

from dataclasses import dataclass
from datetime import datetime

from wayout.activities import activities
from wayout.work.entries import moment
from wayout.work.lessons import Lesson, lessons
from wayout.work.workfile import WorkFile


@dataclass(frozen=True)
class Count:
    """How many answers of one kind a lesson has got, out of how many it asks for.

    ``label`` is such as ``"Dials saved"``; if ``together``, all count as one step of the lesson.
    """

    label: str
    done: int
    total: int
    together: bool = False


@dataclass(frozen=True)
class Progress:
    """How far a learner has come in a lesson; ``opened`` is the first time, ``None`` if never."""

    lesson: Lesson
    opened: datetime | None
    counts: tuple[Count, ...]

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1: opening it is one step, and so is each answer."""
        steps = [(c.done / c.total, 1) if c.together else (c.done, c.total) for c in self.counts]
        done = bool(self.opened) + sum(done for done, _ in steps)
        return done / (1 + sum(total for _, total in steps))

    def words(self) -> str:
        """Return the progress as a sentence or two."""
        if self.opened is None and self.share == 0:
            return "Not opened yet."
        said = [f"{count.label}: {count.done} of {count.total}." for count in self.counts]
        return " ".join(["Opened.", *said])


def progress(work: WorkFile) -> list[Progress]:
    """Return how far the learner has come in each lesson."""
    done = {one.kind: one.completed(work) for one in activities()}
    return [_progress(lesson, work, done) for lesson in lessons()]


def _progress(lesson: Lesson, work: WorkFile, done: dict[str, set[str]]) -> Progress:
    opened = work.entries("opened", lesson=lesson.number)
    asked = lesson.asks
    counts = []
    for one in activities():
        named = asked.get(one.kind, ()) if one.label else ()
        places = one.meant(named)
        if places:
            found = len(places & done[one.kind])
            counts.append(Count(one.label, found, len(places), one.together))
    return Progress(lesson, moment(opened[0].when) if opened else None, tuple(counts))
