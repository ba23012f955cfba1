"""The yardstick dial (W5): choose what to measure and where too much begins, then see."""

from functools import partial
from html import escape
from typing import Any

import ipywidgets as W  # noqa: N812

from wayout.activities.yardstick import (
    MEASURES,
    STEPS,
    Choice,
    Measure,
    Yardstick,
    YardstickError,
    measure,
    readings,
)
from wayout.activities.yardstick.choice import NAMES
from wayout.activities.yardstick.measures import Unit, equal_partners
from wayout.errors import CourseError
from wayout.widgets import yardstick_page as page
from wayout.widgets.kit import Card, after, clock, line, settled
from wayout.work.entries import moment
from wayout.work.session import current

_MIDDLE = STEPS // 2
_AT_REST = 0.6  # seconds; an answer to an earlier place would only hold the slider up
_ASK = "What would you measure, and from where on would you call it too much?"
_HEAD = (
    '<p class="wo-eyebrow"><strong>{}</strong> Sentences 9, 18 and 30 of the essay say “most”, '
    f'“over-” and “inextricably”</p><p class="wo-claim">{_ASK}</p>'
)
_FIRST = "Save your yardstick first. Then the figures appear: so nobody can pick one that suits."
_BACK = "Save your first yardstick in the card “Before the result”. Then the figures appear here."
_TRY = "Now move the slider, or take another measure, to try things out."
_REOPENED = (
    "You have seen the result, so your first answer stays the one that counts. "
    "What you save now is written beside it."
)
_ONLY_LATER = (
    " Your file holds a yardstick from after the result, and none from before it. "
    "You can still save one here: it is marked as late."
)
_LATE = "It is marked as late: the result could be seen before you saved it."
_STILL_LATE = "You have seen the result, so what you save now is marked as late too."
_PICK = "Choose a measure: then its scale appears."
_ENDS = (
    '<div class="wo-ends" aria-hidden="true"><span>{}</span><span>{}</span><span>{}</span></div>'
)
_UNMOVED = (
    "Move the slider to your own threshold first: the middle is only where it starts. "
    "For {}, move it away and back."
)
_MARKS = (0.1, 0.25)  # places on the index that are said in partners, under its scale
_OPTIONS = [(about.name, about.id) for about in MEASURES]

# Measure, place of either slider, reason, and the scales on which a threshold was chosen.
Draft = tuple[str | None, int, int, str, frozenset[Unit]]
# What was chosen and not yet saved, so that running a cell again does not wipe it.
_drafts: dict[str, Draft] = {}


def yardstick(stage: str) -> "YardstickCard":
    """Return the yardstick dial for one moment, as a card.

    Parameters
    ----------
    stage
        ``"before"`` or ``"after"``.

    Raises
    ------
    YardstickError
        When there is no such moment.
    """
    session = current()
    return YardstickCard(Yardstick(session.lesson, session.work), stage)


class YardstickCard(Card):
    """The face of one yardstick: measure, threshold, reason, Save, and what comes out of it.

    Parameters
    ----------
    chosen
        The learner's choices.
    stage
        The moment it asks about.
    """

    def __init__(self, chosen: Yardstick, stage: str) -> None:
        chosen.state(stage)  # refuses an unknown stage before anything is shown
        self._chosen, self._stage = chosen, stage
        self._reopened = False
        self._ticket = 0
        self._moved: frozenset[Unit] = frozenset()
        self._make_controls()
        self._make_lines()
        super().__init__(self._rows(), self._still, "wo-yardstick")
        self._show()
        self.follow(chosen.work, self._on_work, f"yardstick {stage}")

    def _make_controls(self) -> None:
        self.measure = W.RadioButtons(options=_OPTIONS, value=None, description="The measure")
        self.percent, self.index = _slider("per cent"), _slider("index")
        self.why = W.Textarea(
            description="Your reason, in one sentence",
            placeholder="I take this measure and this threshold because …",
            rows=2,
            continuous_update=False,
        )
        self.measure.observe(self._on_measure, "value")
        for control in (self.percent, self.index, self.why):
            control.observe(self._on_edit, "value")

    def _make_lines(self) -> None:
        self.about, self.ends, self.words = W.HTML(), W.HTML(), W.HTML()
        self.result, self.cases, self.kept, self.status = (W.HTML() for _ in range(4))
        self.words.add_class("wo-words")
        self.status.add_class("wo-status")
        self.save = W.Button(description="Save my yardstick", button_style="primary")
        self.reopen = W.Button(description="Change this answer")
        self.cancel = W.Button(description="Cancel")
        self.save.on_click(self._on_save)
        self.reopen.on_click(self._on_reopen)
        self.cancel.on_click(self._on_cancel)

    def _rows(self) -> list[Any]:
        buttons = W.HBox([self.save, self.reopen, self.cancel])
        buttons.add_class("wo-buttons")
        threshold = [self.percent, self.index, self.ends, self.words]
        head = W.HTML(_HEAD.format(NAMES[self._stage]))
        tail = [self.why, buttons, self.status, self.result, self.kept, self.cases]
        return [head, self.measure, self.about, *threshold, *tail]

    # What the card holds now -----------------------------------------------------------------

    @property
    def _measure(self) -> Measure | None:
        return None if self.measure.value is None else measure(self.measure.value)

    @property
    def _step(self) -> int:
        about = self._measure
        slider = self.index if about and about.unit == "index" else self.percent
        return int(slider.value)

    @property
    def _exploring(self) -> bool:
        """Whether the slider only tries things out: the first choice is saved and stays."""
        asked = self._stage == "before" and self._chosen.kept("before") is not None
        return asked and not self._reopened

    # Showing ---------------------------------------------------------------------------------

    def _show(self) -> None:
        """Fill the card with the draft, or the choice that counts, or nothing."""
        self._saved = self._chosen.kept(self._stage)
        draft = None if self._exploring else _drafts.get(self._stage)
        with self._quietly():
            self._fill(draft or _filled(self._saved or self._earlier(), self._saved is not None))
        self._refresh()
        self.status.value = line("Changed, not saved yet.") if draft else self._told_now()

    def _earlier(self) -> Choice | None:
        """Return where the second dial starts: at the first choice."""
        return self._chosen.kept("before")

    def _fill(self, values: Draft) -> None:
        name, percent, index, why, self._moved = values
        self.measure.value, self.why.value = name, why
        self.percent.value, self.index.value = percent, index

    def _refresh(self) -> None:
        self._set_open()
        self._say_measure()
        self._say_step()
        self.kept.value = page.history(self._chosen.changes())

    def _set_open(self) -> None:
        """Offer reason and Save, unless the first choice is on record: then the slider explores."""
        self.why.layout.display = self.save.layout.display = "none" if self._exploring else None
        self.reopen.layout.display = None if self._exploring else "none"
        self.cancel.layout.display = None if self._reopened else "none"

    def _say_measure(self) -> None:
        about = self._measure
        for slider, unit in ((self.percent, "per cent"), (self.index, "index")):
            slider.layout.display = None if about and about.unit == unit else "none"
        self.about.value = line(about.what if about else _PICK)
        self.ends.value = _scale(about) if about else ""
        self.cases.value = page.cases(about, self._chosen.shows()) if about else ""

    def _say_step(self) -> None:
        about, step = self._measure, self._step
        inner = page.words(about, step) if about else ""
        self.words.value = f'<div data-slot="words">{inner}</div>'
        outcome = self._outcome()
        if page.without_place(outcome) != page.without_place(self.result.value):
            self.result.value = outcome

    def _outcome(self) -> str:
        about = self._measure
        if not self._chosen.shows():
            return line(_FIRST if self._stage == "before" else _BACK)
        return page.frame(about, self._step) if about else line(_PICK)

    def _told_now(self) -> str:
        """Return the status lines: the result in short, once it is saved, and what is saved."""
        saved = self._saved
        if saved is None or self._chosen.work.unsaved:
            return line(self._now())
        changed = self._chosen.edits(self._stage) and not saved.late
        lead = "Your first answer:" if changed else "Saved."
        found = page.told(readings(saved.measure), saved.threshold)
        return f"<p><strong>{lead} {escape(found)}</strong> See below.</p>{line(self._now())}"

    def _now(self) -> str:
        """Return what is true of this choice now, in a sentence or two."""
        work, saved = self._chosen.work, self._saved
        if saved is None:
            seen = self._stage == "before" and self._chosen.shows()
            return f"Not saved yet.{_ONLY_LATER}" if seen else "Not saved yet."
        if work.unsaved:
            return work.message
        when = f"Saved to {work.path.name} {clock(moment(saved.when))}: {_told(saved)}."
        if self._stage == "after":
            return when
        if saved.late:
            return f"{when} {_LATE} {_TRY}"
        edits = self._chosen.edits("before")
        later = f" Changed {clock(moment(edits[-1].when))} to: {_told(edits[-1])}." if edits else ""
        return f"{when}{later} {_TRY}"

    # Hearing ---------------------------------------------------------------------------------

    def _on_measure(self, _: Any) -> None:
        if not self._restoring:
            self._say_measure()
            self._say_step()
            self._on_edit(_)

    def _on_edit(self, change: Any) -> None:
        if self._restoring:
            return
        self._moved |= self._scale_of(change["owner"])
        self._ticket += 1
        after(_AT_REST, partial(self._follow, self._ticket))
        if not self._exploring:
            steps = (self.percent.value, self.index.value)
            _drafts[self._stage] = (self.measure.value, *steps, self.why.value, self._moved)
            self.status.value = line("Changed, not saved yet.")

    def _scale_of(self, control: Any) -> frozenset[Unit]:
        """Return the scale whose slider this is; nothing for another control."""
        scales: dict[Any, Unit] = {self.percent: "per cent", self.index: "index"}
        return frozenset({scales[control]}) if control in scales else frozenset()

    def _follow(self, ticket: int) -> None:
        """Show the slider's place, unless it has moved on: the page's script did so already."""
        if ticket == self._ticket:
            self._say_step()

    def _on_save(self, _: Any) -> None:
        self.status.value = line("Saving …")
        settled(self.save_now)

    def save_now(self) -> None:
        """Save what the card holds, or say in its status line why not."""
        about = self._measure
        threshold = about.threshold(self._step) if about else None
        try:
            self._check_moved(about)
            self._chosen.save(self._stage, about and about.id, threshold, self.why.value)
        except CourseError as error:
            self.status.value = line(f"Not saved. {error}", "wo-warn")
            return
        _drafts.pop(self._stage, None)
        self._reopened = False
        self._show()
        if self._exploring:  # the button that had the focus is gone
            self.reopen.focus()

    def _check_moved(self, about: Measure | None) -> None:
        """Refuse a slider that nobody has moved: its first place is no answer."""
        if about and about.unit not in self._moved:
            raise YardstickError(_UNMOVED.format(_ends(about)[1]))

    def _on_reopen(self, _: Any) -> None:
        _drafts.pop(self._stage, None)
        self._show()  # what was tried out since is not the answer to be changed
        self._reopened = True
        self._set_open()
        self.why.focus()
        fair = self._chosen.choice("before") is not None
        self.status.value = line(_REOPENED if fair else _STILL_LATE)

    def _on_cancel(self, _: Any) -> None:
        """Go back to what is saved."""
        self._reopened = False
        _drafts.pop(self._stage, None)
        self._show()
        self.reopen.focus()

    def _on_work(self) -> None:
        """Follow the work file, but never over something that is being written or tried out."""
        busy = self._reopened or (self._stage in _drafts and not self._exploring)
        news = self._chosen.kept(self._stage) != self._saved or self.measure.value is None
        if news and not busy:
            self._show()
        else:
            self._refresh()

    def _still(self) -> str:
        head, saved = _HEAD.format(NAMES[self._stage]), self._chosen.kept(self._stage)
        if saved is None:
            return f"{head}<p>No yardstick saved yet. Run this cell to choose one.</p>"
        step = saved.about.step(saved.threshold)
        return (
            f"{head}<p><strong>{escape(saved.about.name)}: {escape(_told_threshold(saved))}"
            f"</strong></p><p>Because: {escape(saved.why)}</p>{page.frame(saved.about, step)}"
            f"{page.history(self._chosen.changes())}{line(self._now())}"
        )


def _slider(unit: str) -> Any:
    scale = "in per cent" if unit == "per cent" else "on the index, from 0 to 1"
    return W.IntSlider(
        _MIDDLE,
        0,
        STEPS,
        description=f"Your threshold, {scale}",
        readout=False,
        # The page's script paints each step; Python hears where the slider came to rest.
        continuous_update=False,
    )


def _ends(about: Measure) -> tuple[str, str, str]:
    low, middle, high = (about.figure(about.threshold(step)) for step in (0, _MIDDLE, STEPS))
    return low, middle, high


def _scale(about: Measure) -> str:
    """Return the ends of a slider's scale; for the index also what some places mean."""
    ends = _ENDS.format(*_ends(about))
    if about.unit == "per cent":
        return ends
    marks = "; ".join(f"{about.figure(mark)}: {equal_partners(mark)}" for mark in _MARKS)
    return f"{ends}{line(f'{marks}.')}"


def _filled(choice: Choice | None, own: bool) -> Draft:
    """Return what the controls show for a choice; the reason only if it is the stage's own."""
    if choice is None:
        return None, _MIDDLE, _MIDDLE, "", frozenset()
    about, why = choice.about, choice.why if own else ""
    step = about.step(choice.threshold)
    steps = (_MIDDLE, step) if about.unit == "index" else (step, _MIDDLE)
    return about.id, *steps, why, frozenset({about.unit})


def _told(choice: Choice) -> str:
    return f"{choice.about.name}, {_told_threshold(choice)}"


def _told_threshold(choice: Choice) -> str:
    return choice.about.in_words(choice.threshold)
