"""The sentence sorter (W3): 32 sentences one by one, what kind of claim each makes, and why."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

import ipywidgets as W  # noqa: N812

from wayout.activities.sorter.agreement import Choice, Comparison
from wayout.activities.sorter.choices import MEANINGS, SETTLES, Sorter
from wayout.activities.sorter.key import STATES, key, offered
from wayout.errors import CourseError
from wayout.widgets import sorter_page as page
from wayout.widgets.kit import Card, after, clock, line, settled
from wayout.widgets.parts import long_text
from wayout.widgets.sorted_table import table
from wayout.work.entries import moment
from wayout.work.session import current

_TURN = 0.15
_MARK = (
    "Which words make the claim weaker, as “perhaps” would, or stronger, as “surely” would? "
    "Mark any, or none."
)
_PAIR = (
    '<p class="wo-eyebrow"><strong>With a classmate</strong> Your classmate presses “Download my '
    "answers” and gives you the file. It is read here and not kept.</p>"
)


@dataclass(frozen=True)
class _Draft:
    """What the controls hold."""

    kind: str | None = None
    checkable: str | None = None
    words: tuple[str, ...] = ()
    reason: str = ""


# What was chosen and not yet saved, and the sentence last shown, so that running the cell again
# neither wipes the one nor forgets the other; by work file.
_drafts: dict[tuple[str, int], _Draft] = {}
_shown: dict[str, int] = {}


def sorter() -> "SorterCard":
    """Return the sentence sorter, at the sentence last shown or the first one not sorted."""
    session = current()
    return SorterCard(Sorter(session.lesson, session.work))


class SorterCard(Card):
    """The face of the sorter: one sentence, two choices, words to mark, and what the key says.

    Parameters
    ----------
    sorter
        The choices it shows and saves.
    """

    def __init__(self, sorter: Sorter) -> None:
        self._sorter = sorter
        self._saving = False
        self._path = str(sorter.work.path)
        self._peer: Comparison | None = None
        self._peer_name = ""
        self._number = _shown.get(self._path) or _first_open(sorter)
        self._make_controls()
        self._make_lines()
        self._make_buttons()
        super().__init__(self._rows(), self._still, "wo-sorter")
        self._show()
        self.follow(sorter.work, self._on_work, "sorter")

    # What it is made of -------------------------------------------------------------------------

    def _make_controls(self) -> None:
        self.jump = W.Dropdown(description="Go to sentence")
        self.only = W.Checkbox(indent=False)
        self.kind = _radio("What kind of claim is it?", MEANINGS)
        self.check = _radio("Could it be checked?", SETTLES)
        most = max(len(offered(number)) for number in key())
        self.marks = [W.ToggleButton(tooltip="") for _ in range(most)]
        self.why = long_text(
            "Why do you read it so? You may leave this empty.", "I read it so because …"
        )
        self.file = W.FileUpload(accept=".json", description="Open a classmate's my_work.json")

    def _make_lines(self) -> None:
        self.progress, self.head, self.verdict = W.HTML(), W.HTML(), W.HTML()
        self.status, self.agreement = W.HTML(), W.HTML()
        self.said, self.pair = W.HTML(), W.HTML()
        self.head.add_class("wo-landing")
        for spoken in (self.status, self.said):
            spoken.add_class("wo-status")

    def _make_buttons(self) -> None:
        self.save = W.Button(description="Save my choice", button_style="primary")
        self.back, self.next = W.Button(description="Back"), W.Button(description="Next")
        self.keep = W.Button(description="Keep my reading")
        self.onward = W.Button(description="Next")
        self.save.on_click(self._on_save)
        self.keep.on_click(self._on_save)
        self.back.on_click(lambda _: self._turn(-1))
        for button in (self.next, self.onward):
            button.on_click(lambda _: self._turn(1))
        for control in (self.kind, self.check, self.why, *self.marks):
            control.observe(self._on_edit, "value")
        self.jump.observe(self._on_jump, "value")
        self.only.observe(self._on_only, "value")
        self.file.observe(self._on_file, "value")

    def _rows(self) -> list[Any]:
        words = _box("wo-words-offered", self.marks, W.HBox)
        marking = _box("wo-group", [W.HTML(f'<p class="wo-group-label">{_MARK}</p>'), words])
        buttons = _box("wo-buttons", [self.save, self.back, self.next], W.HBox)
        self.kept = _box("wo-kept", [self.why, self.keep])
        self.further = _box("wo-buttons", [self.onward], W.HBox)
        self.more = _box(
            "wo-sorter-more", [self.agreement, W.HTML(_PAIR), self.file, self.said, self.pair]
        )
        places = _box("wo-places", [self.jump, self.only], W.HBox)
        asked = [self.head, self.kind, self.check, marking, buttons]
        said = [self.status, self.verdict, self.kept, self.further]
        return [self.progress, places, *asked, *said, self.more]

    # What it shows ------------------------------------------------------------------------------

    def _show(self) -> None:
        """Show the sentence with its draft, or the choice that counts, or nothing."""
        with self._sorter.at_once():
            with self._quietly():
                self._fill(_drafts.get(self._place) or self._saved())
                self._fill_places()
            self.head.value = page.head(self._number)
            self._show_state()

    def _show_state(self) -> None:
        """Show what depends on what was saved: progress, what the key says, what can be pressed."""
        with self._sorter.at_once():
            self._show_saved()
            self._show_turns()

    def _show_saved(self) -> None:
        states = self._sorter.states()
        chosen = self._sorter.choice(self._number)
        self.progress.value = page.progress(states, self._number)
        self.verdict.value = page.verdict(self._sorter.feedback(self._number))
        self.status.value = line(*self._now(chosen))
        self.agreement.value = self._agreement()
        self.more.layout.display = None if self._sorter.choices() else "none"
        # A reason being written is a draft too, and must not take its own field and button away.
        self.kept.layout.display = None if states[self._number] == "differs" else "none"

    def _show_turns(self) -> None:
        self.back.disabled = self._beside(-1) is None
        self.next.disabled = self._beside(1) is None
        beneath = self._sorter.choice(self._number) and not self.next.disabled
        self.further.layout.display = None if beneath else "none"

    @property
    def _place(self) -> tuple[str, int]:
        return self._path, self._number

    def _saved(self) -> _Draft:
        chosen = self._sorter.choice(self._number)
        if chosen is None:
            return _Draft()
        return _Draft(chosen.kind, chosen.checkable, chosen.words, chosen.reason)

    def _fill(self, draft: _Draft) -> None:
        self.kind.value, self.check.value, self.why.value = (
            draft.kind,
            draft.checkable,
            draft.reason,
        )
        words = offered(self._number)
        for place, button in enumerate(self.marks):
            word = words[place] if place < len(words) else ""
            button.description, button.value = word, bool(word) and word in draft.words
            button.layout.display = None if word else "none"

    def _held(self) -> _Draft:
        words = tuple(button.description for button in self.marks if button.value)
        return _Draft(self.kind.value, self.check.value, words, self.why.value.strip())

    def _fill_places(self) -> None:
        """List the places one can go to, and say how many of them are disputed."""
        disputed = self._disputed()
        self.only.description = f"Disputed ones only ({len(disputed)})"
        self.only.layout.display = None if disputed else "none"
        self.only.value = self.only.value and bool(disputed)
        states = self._sorter.states()
        options = [(page.place(number, states[number]), number) for number in self._places()]
        with self.jump.hold_sync():
            self.jump.options = options
            self.jump.value = self._number

    def _disputed(self) -> list[int]:
        differ = {difference.number for difference in self._peer.differ} if self._peer else set()
        return sorted({*self._sorter.disputed(), *differ})

    def _places(self) -> list[int]:
        return sorted({*self._disputed(), self._number}) if self.only.value else list(key())

    def _beside(self, step: int) -> int | None:
        places = self._places()
        place = places.index(self._number) + step
        return places[place] if 0 <= place < len(places) else None

    def _now(self, chosen: Choice | None) -> tuple[str, str]:
        """Return what is true of this choice now, in a sentence, and how to paint it."""
        work = self._sorter.work
        if self._place in _drafts:
            return self._unsaved(chosen), "wo-quiet"
        if chosen is None:
            return f"Sentence {self._number}: not sorted yet.", "wo-quiet"
        if work.unsaved:
            return work.message, "wo-warn"
        state = STATES[self._sorter.state(self._number)][1]
        return f"Saved to {work.path.name} {clock(moment(chosen.when))}: {state}.", "wo-quiet"

    def _unsaved(self, chosen: Choice | None) -> str:
        held = self._held()
        parts = [held.kind or "no kind yet", held.checkable or "checking not answered yet"]
        marked = [f"marked “{word}”" for word in held.words]
        if held.reason != (chosen.reason if chosen else ""):
            marked.append("reason written" if held.reason else "reason taken out")
        was = " Below is what the key says of your saved choice." if chosen else ""
        return f"Chosen, not saved yet: {'; '.join([*parts, *marked])}.{was}"

    def _agreement(self) -> str:
        return (
            '<p class="wo-eyebrow"><strong>With the key</strong></p>'
            f"<p>{escape(self._sorter.agreement().words())}</p>"
        )

    # What it does -------------------------------------------------------------------------------

    def _on_edit(self, _: Any) -> None:
        if self._restoring:
            return
        held = self._held()
        if held == self._saved():
            _drafts.pop(self._place, None)
        else:
            _drafts[self._place] = held
        self._show_state()

    def _on_save(self, _: Any) -> None:
        self.status.value = line("Saving …")
        self._saving = True
        settled(self._save_soon)

    def _save_soon(self) -> None:
        self._save_if_asked()

    def _save_if_asked(self) -> bool:
        """Save what a click asked to save, once; return False if it was refused."""
        asked, self._saving = self._saving, False
        return self.save_now() if asked else True

    def save_now(self) -> bool:
        """Save what the card holds, or say in its status line why not."""
        held = self._held()
        try:
            self._sorter.sort(
                self._number, held.kind or "", held.checkable or "", held.words, held.reason
            )
        except CourseError as error:
            self.status.value = line(f"Not saved. {error}", "wo-warn")
            return False
        _drafts.pop(self._place, None)
        self._show()
        return True

    def _turn(self, step: int) -> None:
        after(_TURN, lambda: self._turn_now(step))

    def _turn_now(self, step: int) -> None:
        number = self._beside(step) if self._save_if_asked() else None
        if number:
            self._go(number)
            self.head.focus()

    def _go(self, number: int) -> None:
        self._number = _shown[self._path] = number
        self._show()

    def _on_jump(self, change: Any) -> None:
        if self._restoring or not change["new"]:
            return
        if self._save_if_asked():
            self._go(change["new"])
        else:
            with self._quietly():
                self.jump.value = self._number

    def _on_only(self, _: Any) -> None:
        if self._restoring:
            return
        disputed = self._disputed()
        if self.only.value and disputed and self._number not in disputed:
            self._go(disputed[0])
        else:
            self._show()

    def _on_work(self) -> None:
        """Follow the work file, but never over something that is being chosen."""
        if self._place in _drafts:
            self._show_state()
        else:
            self._show()

    def _on_file(self, event: Any) -> None:
        if not event["new"]:
            return
        file = event["new"][0]
        self._open(str(file["name"]), bytes(file["content"]))
        self.file.value = ()

    def _open(self, name: str, content: bytes) -> None:
        try:
            self._peer = self._sorter.compare(content)
        except CourseError as error:
            still = f" Still shown: {self._peer_name}." if self._peer else ""
            self.said.value = line(f"{name}: {error}{still}", "wo-warn")
            return
        self._peer_name = name
        self.said.value = line(f"{name}: read, not kept. Below is how far you agree.")
        self.pair.value = page.pair(self._peer, name)
        self._show()

    def _still(self) -> str:
        """Return the card without Python: what was sorted, and nothing of the other sentences."""
        done = self._sorter.agreement()
        head = page.eyebrow(done.done, done.total)
        if not done.done:
            return f"{head}<p>Nothing sorted yet. Run this cell to begin.</p>"
        return f"{head}<p>{escape(done.words())}</p>{table(self._sorter.choices())}"


def _first_open(sorter: Sorter) -> int:
    states = sorter.states()
    return next((number for number, state in states.items() if state == "unanswered"), min(states))


def _radio(label: str, meanings: dict[str, str]) -> Any:
    options = [(f"{name}: {meaning}", name) for name, meaning in meanings.items()]
    return W.RadioButtons(options=options, value=None, description=label)


def _box(name: str, children: list[Any], kind: Callable[[list[Any]], Any] = W.VBox) -> Any:
    box = kind(children)
    box.add_class(name)
    return box
