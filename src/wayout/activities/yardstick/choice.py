"""The yardstick a learner chose before seeing what it gives, and the one chosen afterwards.

The first choice saved at "before" counts: from then on its result is on the screen. What is
saved there later is kept beside it and marked, so that nobody picks a yardstick to suit. A file
that holds only a later choice locks nothing: a first one can be added, marked as late.
"""

from dataclasses import dataclass, replace
from numbers import Real
from typing import Literal

from wayout.activities.yardstick.measures import MEASURES, STEPS, Measure, measure
from wayout.work.activity import Activity, AnswerError, as_dict, reason
from wayout.work.entries import Entry
from wayout.work.workfile import WorkFile

Stage = Literal["before", "after"]
State = Literal["empty", "saved", "locked", "changed"]

STAGES: tuple[Stage, ...] = ("before", "after")
NAMES = {"before": "Before the result", "after": "After the result"}


@dataclass(frozen=True)
class Choice:
    """What a learner chose at one moment; ``when`` is ISO 8601.

    From ``threshold`` on it is too much: 0 to 100 (per cent) or 0 to 1 (index). A ``late`` choice
    was saved when the result was on the screen already.
    """

    stage: Stage
    measure: str
    threshold: float
    why: str
    when: str
    late: bool = False

    @property
    def about(self) -> Measure:
        """The measure itself."""
        return measure(self.measure)


class Yardstick:
    """The choices of one learner in all lessons; new entries are marked with ``lesson``."""

    def __init__(self, lesson: str, work: WorkFile) -> None:
        self.lesson = lesson
        self.work = work

    def state(self, stage: str) -> State:
        """Return how far the choice at ``stage`` has come.

        At ``"locked"`` the later stage has been answered; at ``"changed"`` another choice was saved
        when the result could be seen.
        """
        if self.edits(stage):
            return "changed"
        if stage == "before" and self._at("after"):
            return "locked"
        return "saved" if self._at(stage) else "empty"

    def choice(self, stage: str) -> Choice | None:
        """Return the choice that counts at ``stage``, or ``None``."""
        fair = [choice for choice in self._at(stage) if not choice.late]
        return fair[-1] if fair else None

    def kept(self, stage: str) -> Choice | None:
        """Return the choice that counts at ``stage``; where none does, the last late one."""
        late = self.edits(stage)
        return self.choice(stage) or (late[-1] if late else None)

    def edits(self, stage: str) -> list[Choice]:
        """Return what was saved at ``stage`` too late to count, oldest first."""
        return [choice for choice in self._at(stage) if choice.late]

    def shows(self) -> bool:
        """Return whether results may be shown: not before the first choice is saved."""
        return bool(self._choices())

    def line(self, about: Measure) -> Choice | None:
        """Return the last choice that counts for a measure, or for one that it can be lent from.

        A line is lent on one scale and for one side of the trade alone; ``None`` if there is none.
        """
        fair = [choice for stage in STAGES if (choice := self.choice(stage))]
        own = [choice for choice in fair if choice.about == about]
        lent = [choice for choice in fair if choice.about.kind == about.kind]
        return next(reversed(own or lent), None)

    def changes(self) -> list[Choice]:
        """Return for each stage the choice that counts, then the late ones, oldest first."""
        return [
            choice
            for stage in STAGES
            for choice in [self.choice(stage), *self.edits(stage)]
            if choice
        ]

    def save(self, stage: str, name: object, threshold: object, why: str) -> Entry:
        """Keep one choice as a new entry; the same choice again stays one entry.

        ``name`` is a measure id, ``threshold`` in its unit: whole per cent from 0 to 100, or
        hundredths from 0 to 1 for the index; ``why`` has three words or more. Raises AnswerError,
        and keeps nothing, when something is missing or out of order.
        """
        self._check_order(_checked(stage))
        if name is None:
            raise AnswerError("Choose first what you want to measure.")
        about = measure(name)
        value = {
            "stage": stage,
            "measure": about.id,
            "threshold": _threshold(about, threshold),
            "why": reason(why),
        }
        return ACTIVITY.keep(self.work, value, lesson=self.lesson)

    def _check_order(self, stage: Stage) -> None:
        if stage == "after" and self.kept("before") is None:
            raise AnswerError(
                "Save your first yardstick before this one: go back to “Before the result”."
            )

    def _at(self, stage: str) -> list[Choice]:
        known = _checked(stage)
        return [choice for choice in self._choices() if choice.stage == known]

    def _choices(self) -> list[Choice]:
        """Return all choices in the order given, the late ones marked."""
        given = ACTIVITY.pairs(self.work)
        fair = {entry.id for entry in _fair([entry for entry, _ in given])}
        return [replace(choice, late=entry.id not in fair) for entry, choice in given]


def _checked(stage: object) -> Stage:
    for known in STAGES:
        if stage == known:
            return known
    raise AnswerError(f"There is no yardstick {stage!r}. Write one of: {', '.join(STAGES)}.")


def _threshold(about: Measure, value: object) -> float:
    """Return a threshold in the unit of its measure: whole for per cent, hundredths for 0 to 1."""
    if _on_scale(about, value):
        step = about.step(float(value))  # type: ignore[arg-type]
        return about.threshold(step)
    if about.unit == "per cent":
        raise AnswerError(f"Choose a threshold in whole per cent from 0 to {STEPS}, not {value!r}.")
    raise AnswerError(
        "The Herfindahl index has a scale of its own: choose a threshold from 0 to 1 in "
        f"hundredths, for instance 0.25, not {value!r}."
    )


def _on_scale(about: Measure, value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, Real) or value < 0 or not value <= STEPS:
        return False
    steps = float(value) * (1 if about.unit == "per cent" else STEPS)
    return steps <= STEPS and abs(steps - round(steps)) < 1e-9


def _read(entry: Entry) -> Choice | None:
    value = as_dict(entry)
    try:
        stage, about = _checked(value.get("stage")), measure(value.get("measure"))
        threshold = _threshold(about, value.get("threshold"))
    except AnswerError:
        return None
    return Choice(stage, about.id, threshold, str(value.get("why", "")), entry.when)


def _fair(entries: list[Entry]) -> list[Entry]:
    """Leave out first yardsticks that were saved when a result was on the screen."""
    return [*entries[:1], *(one for one in entries[1:] if one.value["stage"] != "before")]


ACTIVITY = Activity(
    "yardstick",
    _read,
    lambda e: str(e.value["stage"]),
    "Yardsticks saved",
    brief="measure",
    briefs=lambda: [one.id for one in MEASURES],
    asks=lambda: STAGES,
    fair=_fair,
    titles=lambda: NAMES | {one.id: one.name for one in MEASURES},
)
