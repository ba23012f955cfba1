"""The before-and-after dial (W2) asks how sure you are, and why."""

from collections.abc import Collection
from functools import partial
from typing import Any

from wayout.activities.dial import movers
from wayout.activities.dial.answers import MOVERS, NAMES, STEP, Answer, Dial, percent_in_words
from wayout.activities.face import DONE, EVERY, UNSAVED, Face, Fields, Reply, kept_line
from wayout.essay import Claim, claim, claim_place
from wayout.language import clock, counted
from wayout.work.activity import AnswerError, together
from wayout.work.entries import moment
from wayout.work.session import current

_MIDDLE = 50
_UNMOVED = "Move the slider, or tick “I cannot say”. For {} %, move it away and back."


def dial(name: str, stage: str) -> "DialFace":
    """Return the dial for one claim, such as ``"way_out"``, at one moment, as a card.

    The moments are ``"before"``, ``"after"`` and ``"debate"``. Raises EssayError when there is no
    such claim, and AnswerError when there is no such moment.
    """
    session, about = current(), claim(name)
    return DialFace(Dial(about.id, session.lesson, session.work), stage, about)


class DialFace(Face):
    """Slider, "I cannot say", reason, opposite, what moved, Save and a status line."""

    template = "dial.html"

    def __init__(self, belief: Dial, stage: str, about: Claim) -> None:
        belief.state(stage)  # refuses an unknown stage before anything is shown
        self.belief, self.stage, self.about = belief, stage, about
        super().__init__(belief.work, f"dial {belief.claim} {stage}")

    def saved(self) -> Fields:
        """Return the answer that counts, or the middle of the slider."""
        answer = self.belief.answer(self.stage)
        if answer is None:
            return Fields(percent=str(_MIDDLE))
        known = answer.percent is not None
        return Fields(
            {
                "percent": str(answer.percent if known else _MIDDLE),
                "percent-moved": "yes" if known else "",
                "cannot": "" if known else "yes",
                "why": answer.why,
                "opposite": answer.opposite,
                **movers.fields(answer, self._cards()),
            }
        )

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the claim, the scale in words, and what is true of this answer now."""
        asked, answer, cards = self.about.asked, self.belief.answer(self.stage), self._cards()
        past = self.belief.state(self.stage) in ("locked", "changed")
        words = {str(p): percent_in_words(p, asked) for p in range(0, 101, STEP)}
        if fields["cannot"]:
            words = dict.fromkeys(words, percent_in_words(None))
        return {
            "moment": NAMES[self.stage],
            "claim_place": claim_place(self.about),
            "says": self.about.says,
            "ask": _ASK[asked],
            "ends": _ENDS[asked],
            "words": words,
            "opposite": self.stage != "before",
            "movers": [*MOVERS.items()],
            "cards": cards if fields["mover"] == "card" else [],
            "which": movers.asks(fields, cards),
            "moved": movers.in_words(answer, self.about.id) if answer else "",
            "closed": past and not fields["reopened"],
            "answer": answer,
            "said": percent_in_words(answer.percent, asked) if answer else "",
            "now": UNSAVED if set(changed) - {"reopened"} else self._now(),
        }

    def _now(self) -> str:
        """Return what is true of this answer now, in a sentence or two."""
        state, answer = self.belief.state(self.stage), self.belief.answer(self.stage)
        if state == "empty":
            return "Not saved yet."
        if self.work.unsaved or (state == "saved" and answer):
            line = kept_line(self.work, answer.when if answer else "")
            return line if self.work.unsaved else f"{line} {self._unexplained()}".strip()
        kept = " Your answer stays as it was." if answer else ""
        edits = [self._edit_line(edit) for edit in self.belief.edits(self.stage)]
        return " ".join([f"Closed: you have answered a later dial on this claim.{kept}", *edits])

    def _unexplained(self) -> str:
        """Say so where the number moved and the learner says that nothing did."""
        mine = [row for row in self.belief.changes() if row.answer.stage == self.stage]
        if not mine or not mine[0].move or mine[0].answer.mover != "nothing":
            return ""
        points = counted(abs(mine[0].move), "point")
        said = f"You moved {points} and say that nothing moved you."
        return f"{said} What was it? You can still change this."

    def _edit_line(self, edit: Answer) -> str:
        said = percent_in_words(edit.percent, self.about.asked)
        because = f" Because: {edit.why}" if edit.why else ""
        return f"Changed {clock(moment(edit.when))} to: {said}.{because}"

    def do_save(self, fields: Fields, _: str) -> Reply:
        """Save what the card holds."""
        percent = None if fields["cannot"] else _percent(fields)
        mover = "", "", ""
        if percent is not None:
            mover = together(
                partial(_moved, fields),
                partial(self.belief.check, self.stage, percent, fields["why"], fields["opposite"]),
                partial(self._mover, fields),
            )[-1]
        self.belief.save(self.stage, percent, fields["why"], fields["opposite"], *mover)
        return Reply(forget=EVERY, focus="reopen") if fields["reopened"] else DONE

    def do_reopen(self, fields: Fields, _: str) -> Reply:
        """Let a closed answer be changed; what counts stays as it is."""
        fields["reopened"] = "yes"
        says = "Your answer is kept. What you save now is written beside it."
        return Reply(says, focus="why")

    def _mover(self, fields: Fields) -> tuple[str, str, str]:
        """Return what moved the learner; before the data nothing can have."""
        return movers.said(fields, self._cards()) if self.stage != "before" else ("", "", "")

    def _cards(self) -> movers.Options:
        return movers.options(self.work, self.about.id) if self.stage != "before" else []


def _moved(fields: Fields) -> None:
    if not fields["percent-moved"]:
        raise AnswerError(_UNMOVED.format(_MIDDLE))


def _percent(fields: Fields) -> int:
    return int(fields.one_of("percent", range(0, 101, STEP), _MIDDLE))


_ASK = {"agree": "How far do you agree?", "likely": "How likely is it that this is true?"}
_ENDS = {
    "agree": ("0 not at all", "50", "100 fully"),
    "likely": ("0 certainly not", "50", "100 certain"),
}
