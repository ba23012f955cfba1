"""The before-and-after dial (W2) asks how sure you are, and why."""

from html import escape
from typing import Any

import ipywidgets as W  # noqa: N812

from wayout.activities.dial import NAMES, STEP, VALUES, Answer, Dial, in_words
from wayout.errors import CourseError
from wayout.essay import Claim, claim
from wayout.language import listed
from wayout.widgets.kit import Card, clock, line, settled
from wayout.widgets.parts import long_text
from wayout.work.entries import moment
from wayout.work.session import current

_MIDDLE = 50
_WHENCE = {
    "essay": "From {} of the essay, in our words",
    "unstated": "The essay needs this at {} and does not say it",
    "outside": "From the data, not from the essay",
    "course": "Our own question about {} of the essay",
}
_ENDS = (
    '<div class="wo-ends" aria-hidden="true"><span>0<br>{}</span><span>50</span>'
    "<span>100<br>{}</span></div>"
)
_WHY = "Your reason, in one sentence"
_FREE = " (if you have one)"
_OPPOSITE = (
    "Now consider the opposite: what is the best reason of somebody who sees it the other way?"
)

# What was typed and not yet saved, so that running a cell again does not wipe it.
_drafts: dict[tuple[str, str, str], tuple[int, bool, str, str]] = {}


def dial(name: str, stage: str) -> "DialCard":
    """Return the dial for one claim at one moment, as a card.

    Parameters
    ----------
    name
        Claim id, for instance ``"way_out"``.
    stage
        ``"before"``, ``"after"`` or ``"debate"``.

    Raises
    ------
    EssayError, BeliefError
        When there is no such claim or no such moment.
    """
    session, about = current(), claim(name)
    return DialCard(Dial(about.id, session.lesson, session.work), stage, about)


class DialCard(Card):
    """The face of one dial: slider, "I cannot say", reason, opposite, Save and a status line.

    Parameters
    ----------
    belief
        The dial it shows.
    stage
        The moment it asks about.
    about
        The claim's words.
    """

    def __init__(self, belief: Dial, stage: str, about: Claim) -> None:
        belief.state(stage)  # refuses an unknown stage before anything is shown
        self._belief, self._stage, self._about = belief, stage, about
        self._key = (str(belief.work.path), belief.claim, stage)
        self._reopened = False
        self._make_controls()
        self._make_lines()
        super().__init__(self._rows(), self._still, "wo-dial")
        self._show()
        self.follow(belief.work, self._on_work, f"dial {belief.claim} {stage}")

    def _make_controls(self) -> None:
        self.slider = _slider(self._about.kind)
        self.cannot = W.Checkbox(description="I cannot say", indent=False)
        self.why = long_text(_WHY, "I think so because …")
        self.opposite = long_text(_OPPOSITE, "One could say that …")
        for control in self._controls:
            control.observe(self._on_edit, "value")

    def _make_lines(self) -> None:
        self.words, self.status = W.HTML(), W.HTML()
        self.words.add_class("wo-words")
        self.status.add_class("wo-status")
        self.save = W.Button(description="Save my answer", button_style="primary")
        self.reopen = W.Button(description="Change this answer")
        self.save.on_click(self._on_save)
        self.reopen.on_click(self._on_reopen)

    @property
    def _controls(self) -> list[Any]:
        asked = [] if self._stage == "before" else [self.opposite]
        return [self.slider, self.cannot, self.why, *asked]

    def _rows(self) -> list[Any]:
        slider, cannot, *texts = self._controls
        buttons = W.HBox([self.save, self.reopen])
        buttons.add_class("wo-buttons")
        ends = W.HTML(_ENDS.format(*_ends(self._about.kind)))
        head = W.HTML(self._head())
        return [head, slider, ends, self.words, cannot, *texts, buttons, self.status]

    def _head(self) -> str:
        about = self._about
        return (
            f'<p class="wo-eyebrow"><strong>{NAMES[self._stage]}</strong> '
            f"{_WHENCE[about.origin].format(_place(about.sentences))}</p>"
            f'<p class="wo-claim">{escape(about.says)}</p>'
        )

    def _show(self) -> None:
        """Fill the card with the draft, or the answer that counts, or nothing."""
        draft = _drafts.get(self._key)
        with self._quietly():
            self._fill(draft or _filled(self._belief.answer(self._stage)))
        self._set_open()
        self._say_words()
        self._say_what_is_free()
        self.status.value = line("Changed, not saved yet." if draft else self._now())

    def _fill(self, values: tuple[int, bool, str, str]) -> None:
        self.slider.value, self.cannot.value, self.why.value, self.opposite.value = values

    def _percent(self) -> int | None:
        return None if self.cannot.value else self.slider.value

    def _set_open(self) -> None:
        """Let the controls be used unless a later moment has been answered."""
        closed = self._belief.state(self._stage) in ("locked", "changed") and not self._reopened
        for control in self._controls:
            control.disabled = closed
        self.slider.disabled = closed or self.cannot.value
        answered = self._belief.answer(self._stage) is not None
        self.save.layout.display = "none" if closed else None
        self.reopen.layout.display = None if closed and answered else "none"

    def _say_words(self) -> None:
        self.words.value = f"<p>{in_words(self._percent(), self._about.kind)}</p>"

    def _say_what_is_free(self) -> None:
        """Say at both texts that whoever cannot say owes no reason."""
        free = _FREE if self.cannot.value else ""
        self.why.description, self.opposite.description = _WHY + free, _OPPOSITE + free

    def _now(self) -> str:
        """Return what is true of this answer now, in a sentence or two."""
        state, work = self._belief.state(self._stage), self._belief.work
        answer = self._belief.answer(self._stage)
        if state == "empty":
            return "Not saved yet."
        if work.unsaved:
            return work.message
        if state == "saved" and answer:
            return f"Saved to {work.path.name} {clock(moment(answer.when))}."
        kept = " Your answer stays as it was." if answer else ""
        edits = [self._edit_line(edit) for edit in self._belief.edits(self._stage)]
        return " ".join(["Closed: you have answered a later dial on this claim." + kept, *edits])

    def _edit_line(self, edit: Answer) -> str:
        said = in_words(edit.percent, self._about.kind)
        because = f" Because: {edit.why}" if edit.why else ""
        return f"Changed {clock(moment(edit.when))} to: {said}.{because}"

    def _on_edit(self, _: Any) -> None:
        if self._restoring:
            return
        _drafts[self._key] = (self.slider.value, self.cannot.value, *self._texts())
        self.slider.disabled = self.cannot.value
        self._say_words()
        self._say_what_is_free()
        self.status.value = line("Changed, not saved yet.")

    def _texts(self) -> tuple[str, str]:
        return self.why.value, self.opposite.value

    def _on_save(self, _: Any) -> None:
        self.status.value = line("Saving …")
        settled(self.save_now)

    def save_now(self) -> None:
        """Save what the card holds, or say in its status line why not."""
        try:
            self._belief.save(self._stage, self._percent(), *self._texts())
        except CourseError as error:
            self.status.value = line(f"Not saved. {error}", "wo-warn")
            return
        _drafts.pop(self._key, None)
        was_reopened, self._reopened = self._reopened, False
        self._show()
        if was_reopened:  # the button that had the focus is gone
            self.reopen.focus()

    def _on_reopen(self, _: Any) -> None:
        self._reopened = True
        self._set_open()
        self.why.focus()
        self.status.value = line("Your answer is kept. What you save now is written beside it.")

    def _on_work(self) -> None:
        """Follow the work file, but never over something that is being written."""
        if self._key not in _drafts and not self._reopened:
            self._show()

    def _still(self) -> str:
        answer = self._belief.answer(self._stage)
        if answer is None:
            return f"{self._head()}<p>No answer saved yet. Run this cell to give one.</p>"
        other = f"<p>The other way: {escape(answer.opposite)}</p>" if answer.opposite else ""
        return (
            f"{self._head()}<p><strong>{in_words(answer.percent, self._about.kind)}</strong></p>"
            f"<p>Because: {escape(answer.why)}</p>{other}{line(self._now())}"
        )


def _place(sentences: tuple[int, ...]) -> str:
    """Return ``"sentences 11, 22 and 27"``."""
    return f"sentence{'s' if len(sentences) > 1 else ''} {listed(map(str, sentences))}"


def _slider(kind: str) -> Any:
    ask = "How far do you agree?" if kind in VALUES else "How likely is it that this is true?"
    return W.IntSlider(_MIDDLE, 0, 100, STEP, description=ask, readout=False)


def _ends(kind: str) -> tuple[str, str]:
    return ("not at all", "fully") if kind in VALUES else ("certainly not", "certain")


def _filled(answer: Answer | None) -> tuple[int, bool, str, str]:
    if answer is None:
        return _MIDDLE, False, "", ""
    percent = _MIDDLE if answer.percent is None else answer.percent
    return percent, answer.percent is None, answer.why, answer.opposite
