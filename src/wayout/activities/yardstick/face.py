"""The yardstick dial (W5): choose what to measure and where too much begins, then see."""

from collections.abc import Collection
from typing import Any

from wayout.activities.face import EVERY, UNSAVED, Face, Fields, Reply
from wayout.activities.yardstick import shown
from wayout.activities.yardstick.choice import NAMES, Yardstick
from wayout.activities.yardstick.measures import MEASURES, STEPS, Measure, measure
from wayout.work.activity import AnswerError
from wayout.work.session import current

_MIDDLE = str(STEPS // 2)
_REOPENED = (
    "You have seen the result, so your first answer stays the one that counts. "
    "What you save now is written beside it."
)
_STILL_LATE = "You have seen the result, so what you save now is marked as late too."
_UNMOVED = (
    "Move the slider to your own threshold first: the middle is only where it starts. "
    "For {}, move it away and back."
)


def yardstick(stage: str) -> "YardstickFace":
    """Return the yardstick dial for one moment, ``"before"`` or ``"after"``, as a card.

    Raises AnswerError when there is no such moment.
    """
    session = current()
    return YardstickFace(Yardstick(session.lesson, session.work), stage)


class YardstickFace(Face):
    """Measure, threshold, reason, Save, and what comes out of it."""

    template = "yardstick.html"

    def __init__(self, chosen: Yardstick, stage: str) -> None:
        chosen.state(stage)  # refuses an unknown stage before anything is shown
        self.chosen, self.stage = chosen, stage
        super().__init__(chosen.work, f"yardstick {stage}")

    def saved(self) -> Fields:
        """Return the choice that counts; the second dial starts at the first one, unreasoned."""
        own = self.chosen.kept(self.stage)
        start = own or self.chosen.kept("before")
        fields = Fields(percent=_MIDDLE, index=_MIDDLE)
        if start:
            slider = shown.slider(start.about)
            step = str(start.about.step(start.threshold))
            fields |= {"measure": start.measure, slider: step, f"{slider}-moved": "yes"}
        return Fields({**fields, "why": own.why if own else ""})

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the scale, what comes out once a choice is saved, and what was chosen so far."""
        name = fields.one_of("measure", (one.id for one in MEASURES), "")
        about = measure(name) if name else None
        exploring = self._explores(fields)
        busy = bool(set(changed) - {"reopened"}) and not exploring
        steps = range(STEPS + 1)
        words = {str(s): about.in_words(about.threshold(s)) for s in steps} if about else {}
        step = _step(fields, about) if about else 0
        lead, now = shown.standing(self.chosen, self.stage)
        return {
            "moment": NAMES[self.stage],
            "stage": self.stage,
            "measures": [(one.id, one.name) for one in MEASURES],
            "about": about,
            "slider": shown.slider(about) if about else "",
            "words": words,
            "ends": shown.ends(about) if about else [],
            "marks": shown.marks(about) if about else "",
            "exploring": exploring,
            "shows": self.chosen.shows(),
            "result": shown.result(about, step) if about and self.chosen.shows() else None,
            "signs": shown.SIGNS,
            "sides": shown.SIDES,
            "history": shown.history(self.chosen.changes()),
            "saved": self.chosen.kept(self.stage),
            "lead": "" if busy else lead,
            "now": UNSAVED if busy else now,
        }

    def _explores(self, fields: Fields) -> bool:
        """Whether the slider only tries things out: the first choice is saved and stays."""
        first = self.stage == "before" and self.chosen.kept("before") is not None
        return first and not fields["reopened"]

    def do_save(self, fields: Fields, _: str) -> Reply:
        """Save what the card holds; a slider that nobody has moved is no answer."""
        if not fields["measure"]:
            self.chosen.save(self.stage, None, None, "")
        about = measure(fields["measure"])
        slider = shown.slider(about)
        if not fields[f"{slider}-moved"]:
            raise AnswerError(_UNMOVED.format(shown.ends(about)[1]))
        threshold = about.threshold(_step(fields, about))
        self.chosen.save(self.stage, about.id, threshold, fields["why"])
        return Reply(forget=EVERY, focus="reopen" if self.stage == "before" else "")

    def do_reopen(self, fields: Fields, _: str) -> Reply:
        """Let the first choice be changed; what was tried out since is not the answer to change."""
        fields.clear()
        fields |= {**self.saved(), "reopened": "yes"}
        return Reply(_REOPENED if self.chosen.choice("before") else _STILL_LATE, focus="why")

    def do_cancel(self, fields: Fields, _: str) -> Reply:
        """Go back to what is saved."""
        return Reply(forget=EVERY, focus="reopen")


def _step(fields: Fields, about: Measure) -> int:
    return int(fields.one_of(shown.slider(about), range(STEPS + 1), _MIDDLE))
