"""How sure a learner is of a claim, at three moments.

A dial is never right or wrong. It holds a number, a reason and, from the second answer on,
the best reason for the opposite. The answer that counts for a moment is the last one given
before the learner went on to a later moment; what is changed afterwards is kept beside it.
"""

import re
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any, Literal

from wayout.essay import cards, every_claim
from wayout.work.activity import NO_WORD, Activity, AnswerError, as_dict, reason, together
from wayout.work.entries import Entry
from wayout.work.workfile import WorkFile

Stage = Literal["before", "after", "debate"]
State = Literal["empty", "saved", "locked", "changed"]

STAGES: tuple[Stage, ...] = ("before", "after", "debate")
NAMES = {"before": "Before the data", "after": "After the data", "debate": "After the debate"}
STEP = 5
MOVERS = {
    "card": "a card (a source)",
    "figure": "a figure, a map or a chart",
    "argument": "an argument of the other side",
    "nothing": "nothing moved me",
}
"""What can move a learner from the second moment on, in words."""

_ID = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")
_TOPS = (0, 20, 40, 55, 75, 95, 100)
_LIKELY = (
    "certainly not",
    "very unlikely",
    "unlikely",
    "as likely as not",
    "likely",
    "very likely",
    "certain",
)
_AGREE = (
    "not at all",
    "hardly",
    "rather not",
    "half and half",
    "rather yes",
    "almost fully",
    "fully",
)


@dataclass(frozen=True)
class Answer:
    """What a learner said at one moment; ``when`` is ISO 8601.

    ``percent`` is 0 to 100 in fives, or ``None`` for "I cannot say"; with that, both texts may be
    empty. ``opposite`` is empty at the first moment. ``mover`` is one of `MOVERS`; ``card`` is the
    id of a card, ``which`` the learner's words for what is no card of ours; what was not asked is
    empty. A ``late`` answer was given after a later moment had been answered.
    """

    stage: Stage
    percent: int | None
    why: str
    opposite: str
    when: str
    mover: str = ""
    which: str = ""
    card: str = ""
    late: bool = False


@dataclass(frozen=True)
class Change:
    """One row of the change table: an answer and how many points it moved, up or down.

    ``move`` is from the last number before it that counts; ``None`` where either is missing.
    """

    answer: Answer
    move: int | None


class Dial:
    """The answers to one claim in all lessons; new entries are marked with ``lesson``."""

    def __init__(self, claim: str, lesson: str, work: WorkFile) -> None:
        self.claim = claim
        self.lesson = lesson
        self.work = work

    def state(self, stage: str) -> State:
        """Return how far the answer at ``stage`` has come.

        ``"saved"`` may still be changed; at ``"locked"`` a later moment has been answered, and
        ``"changed"`` is locked, and changed afterwards.
        """
        mine = self._at(stage)
        if any(answer.late for answer in mine):
            return "changed"
        if self._is_past(stage):
            return "locked"
        return "saved" if mine else "empty"

    def answer(self, stage: str) -> Answer | None:
        """Return the answer that counts at ``stage``, or ``None``."""
        fair = [answer for answer in self._at(stage) if not answer.late]
        return fair[-1] if fair else None

    def edits(self, stage: str) -> list[Answer]:
        """Return what was changed at ``stage`` after it was locked, oldest first."""
        return [answer for answer in self._at(stage) if answer.late]

    def save(
        self,
        stage: str,
        percent: int | None,
        why: str,
        opposite: str = "",
        mover: str = "",
        which: str = "",
        card: str = "",
    ) -> Entry:
        """Keep one answer as a new entry; the same answer again stays one entry.

        ``percent`` is 0 to 100 in fives, or ``None`` for "I cannot say", which needs no reasons.
        Else ``why`` and, from ``"after"`` on, ``opposite``, the best reason of somebody who sees it
        the other way, have three words or more. Raises AnswerError, and keeps nothing, when
        something is missing or out of order.
        """
        self.check(stage, percent, why, opposite)
        value = {"stage": stage, "percent": percent, "why": why.strip(), "opposite": ""}
        if stage != "before":
            value["opposite"] = opposite.strip()
        if stage != "before" and percent is not None and mover in MOVERS:
            value |= {"mover": mover, "which": which.strip() if mover != "nothing" else ""}
            value |= {"card": card} if mover == "card" else {}
        return ACTIVITY.keep(self.work, value, lesson=self.lesson, claim=self.claim)

    def check(self, stage: str, percent: int | None, why: str, opposite: str = "") -> None:
        """Raise AnswerError when something of an answer is missing or out of order."""
        self._check_order(_checked(stage))
        if not _is_percent(percent):
            raise AnswerError(
                f"Choose a number from 0 to 100 in steps of {STEP}, or “I cannot say”, "
                f"not {percent!r}."
            )
        if percent is not None:
            _check_reasons(stage, why, opposite)

    def changes(self) -> list[Change]:
        """Return the change table: for each moment the answer that counts, then late edits."""
        rows: list[Change] = []
        last: int | None = None
        for stage in STAGES:
            fair = self.answer(stage)
            for answer in [*([fair] if fair else []), *self.edits(stage)]:
                rows.append(Change(answer, _move(last, answer)))
            last = fair.percent if fair and fair.percent is not None else last
        return rows

    def _at(self, stage: str) -> list[Answer]:
        known = _checked(stage)
        return [answer for answer in self._answers() if answer.stage == known]

    def _answers(self) -> list[Answer]:
        """Return all answers in the order given, the late ones marked."""
        given = ACTIVITY.pairs(self.work, self.claim)
        fair = {entry.id for entry in _fair([entry for entry, _ in given])}
        return [replace(answer, late=entry.id not in fair) for entry, answer in given]

    def _is_past(self, stage: str) -> bool:
        later = STAGES[STAGES.index(_checked(stage)) + 1 :]
        return any(answer.stage in later for answer in self._answers())

    def _check_order(self, stage: Stage) -> None:
        if stage != "before" and self.answer("before") is None:
            raise AnswerError(
                "Save your first answer to this claim before this one: "
                "go back to the dial “Before the data”."
            )
        if self._is_past(stage) and self.answer(stage) is None:
            raise AnswerError(
                "You have answered a later dial on this claim, so this one stays empty."
            )


def percent_in_words(percent: int | None, asked: str = "likely") -> str:
    """Return an answer, 0 to 100 or ``None``, in words, for the eye and for a screen reader.

    ``asked`` is what a claim asks: ``"agree"``, or how ``"likely"`` it is.
    """
    if percent is None:
        return "I cannot say"
    scale = _AGREE if asked == "agree" else _LIKELY
    return f"{percent} %, " + next(t for top, t in zip(_TOPS, scale, strict=True) if percent <= top)


def _move(last: int | None, answer: Answer) -> int | None:
    return None if last is None or answer.percent is None else answer.percent - last


def _read(entry: Entry) -> Answer | None:
    value = as_dict(entry)
    if value.get("stage") not in STAGES or not _is_percent(value.get("percent")):
        return None
    why, opposite = str(value.get("why", "")), str(value.get("opposite", ""))
    mover = next((one for one in MOVERS if one == value.get("mover")), "")
    which = str(value.get("which", "")) if mover else ""
    card = str(value.get("card", "")) if mover == "card" else ""
    if mover == "card" and "card" not in value and (which in _cards() or _ID.fullmatch(which)):
        which, card = "", which  # an older file holds both in one
    said = value["stage"], value.get("percent"), why, opposite, entry.when
    return Answer(*said, mover, which, card)


@cache
def _cards() -> frozenset[str]:
    return frozenset(one.id for one in cards())


def _fair(entries: list[Entry]) -> list[Entry]:
    """Leave out what was answered after a later moment of the same claim."""
    fair: list[Entry] = []
    furthest: dict[str, int] = {}
    for entry in entries:
        place = STAGES.index(entry.value["stage"])
        if place >= furthest.get(entry.claim, 0):
            fair.append(entry)
            furthest[entry.claim] = place
    return fair


ACTIVITY = Activity(
    "dial",
    _read,
    lambda e: f"{e.claim} {e.value['stage']}",
    "Dials saved",
    brief="percent",
    briefs=lambda: [NO_WORD, *map(str, range(0, 101, STEP))],
    asks=lambda: [f"{one.id} {stage}" for one in every_claim() for stage in STAGES],
    fair=_fair,
)


def _is_percent(percent: Any) -> bool:
    if percent is None:
        return True
    whole = isinstance(percent, int) and not isinstance(percent, bool)
    return whole and 0 <= percent <= 100 and percent % STEP == 0


def _check_reasons(stage: str, why: str, opposite: str) -> None:
    asked = [partial(reason, why)]
    if stage != "before":
        asked.append(partial(reason, opposite, _OPPOSITE))
    together(*asked)


_OPPOSITE = "Write the best reason of somebody who sees it the other way, in at least three words."


def _checked(stage: str) -> Stage:
    for known in STAGES:
        if stage == known:
            return known
    raise AnswerError(f"There is no dial “{stage}”. Write one of: {', '.join(STAGES)}.")
