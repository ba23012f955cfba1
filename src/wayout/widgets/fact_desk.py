"""The fact desk (W4): four steps from a claim to a verdict, with its sources on the table."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

import ipywidgets as W  # noqa: N812

from wayout.activities.desk.cards import SIGNS, Evidence
from wayout.activities.desk.desk import NEEDED, Desk, Verdict
from wayout.activities.desk.report import (
    advice,
    heard,
    look_back,
    process,
    review,
    sentence,
    trace,
    whence,
)
from wayout.errors import CourseError
from wayout.essay import BEARINGS, OUTCOMES
from wayout.language import listed
from wayout.widgets.both_sides import source_line
from wayout.widgets.kit import Card, clock, line, settled
from wayout.widgets.parts import Quiet, long_text
from wayout.work.entries import moment
from wayout.work.session import current

_STEPS = {
    "1": ("Stop.", "What do I already believe? What exactly is claimed?"),
    "2": ("Investigate the source: who says so?", "Read publisher, kind and date. Then open."),
    "3": ("Find other coverage.", "Who else reports it, and who has no reason to agree?"),
    "4": ("Trace to the origin.", "Who was there, who counted? Put your cards in order of time."),
    "✓": ("Your verdict.", "Nobody grades it. It needs two cards."),
}
_ASK_CLAIMED = "What exactly is claimed? Which words must be true for it to hold?"
_ASK_WHY = "Your reason, in one sentence"
_ASK_AUTHOR = "Nickname for the file (may stay empty)"
_BESIDE = "You can give another verdict beside it."
_UNSAVED = "Changed, not saved yet."
_DONE = "wo-quiet"
_WARN = "wo-warn"


@dataclass
class Draft:
    """What was set and not yet saved, so that running a cell again does not wipe it.

    There is one for each work file and claim.
    """

    stop: tuple[str | None, str] | None = None
    order: list[str] | None = None
    verdict: tuple[str | None, str, tuple[str, ...], str] | None = None


_drafts: dict[tuple[str, str], Draft] = {}


def fact_desk(claim_id: str) -> "DeskCard":
    """Return the fact desk for one claim, as a card.

    Parameters
    ----------
    claim_id
        Claim id, for instance ``"s01"``.

    Raises
    ------
    EssayError, DeskError
        When there is no such claim, or no source card on it.
    """
    session = current()
    return DeskCard(Desk(claim_id, session.lesson, session.work))


class DeskCard(Card):
    """The face of one desk: the four steps, and the verdict.

    Parameters
    ----------
    desk
        The desk it shows.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        draft = _drafts.setdefault((str(desk.work.path), desk.claim.id), Draft())
        self.stop = StopStep(desk, draft)
        self.sources = {one.card.id: Source(desk, one) for one in desk.cards}
        self.way = W.HTML()
        self.order = OrderStep(desk, draft)
        self.verdict = VerdictStep(desk, draft)
        super().__init__(self._rows(), self._still, "wo-desk")
        self._show()
        self.follow(desk.work, self._show, f"fact desk {desk.claim.id}")

    def _rows(self) -> list[Any]:
        sources = [one.box for one in self.sources.values()]
        return [
            W.HTML(_head(self.desk)),
            _step("1", *self.stop.parts),
            _step("2", *sources),
            _step("3", self.way),
            _step("4", *self.order.parts),
            _step("✓", *self.verdict.parts),
            W.HTML(_foot(self.desk)),
        ]

    def _show(self) -> None:
        with self.desk.at_once():
            for part in (self.stop, *self.sources.values(), self.order, self.verdict):
                part.show()
            self.way.value = (
                f"<p><strong>{escape(advice(self.desk))}</strong></p>{line(heard(self.desk))}"
            )

    def _still(self) -> str:
        with self.desk.at_once():
            return self._twin_now(self.desk)

    def _twin_now(self, desk: Desk) -> str:
        opened = "".join(_still_card(desk, card) for card in desk.opened())
        given = "".join(f"<li>{escape(sentence(desk, one))}</li>" for one in desk.verdicts())
        cards = f"<p>Cards you opened:</p><ul>{opened}</ul>" if opened else ""
        said = f"<p>Your verdicts:</p><ol>{given}</ol>" if given else ""
        run = "<p>Run this cell to open cards and to give a verdict.</p>"
        return f"{_head(desk)}{line(heard(desk))}{cards}{said}{run}{_foot(desk)}"


class _Part(Quiet):
    """One part of the desk."""

    def __init__(self) -> None:
        self.status = W.HTML()
        self.status.add_class("wo-status")

    def _listen(self, action: Callable[[], None], *controls: Any) -> None:
        for control in controls:
            control.observe(lambda _: None if self._restoring else action(), "value")

    def show(self) -> None:
        """Show what the work file holds now, or what is being written."""
        raise NotImplementedError

    def _say(self, text: str, kind: str = _DONE) -> None:
        self.status.value = line(text, kind)

    def _try(self, action: Callable[[], None]) -> None:
        """Do what a click asked for, once the last changes have arrived; say why it fails."""
        self._say("One moment …")
        settled(lambda: self._do(action))

    def _do(self, action: Callable[[], None]) -> None:
        try:
            action()
        except CourseError as error:
            self._say(f"Not saved. {error}", _WARN)


class StopStep(_Part):
    """The first step: a guess, and the claim in one's own words."""

    def __init__(self, desk: Desk, draft: Draft) -> None:
        super().__init__()
        self._desk, self._draft = desk, draft
        self.guess = _radio("Before you look: what do you expect? The claim …")
        self.claimed = long_text(_ASK_CLAIMED, "It holds only if …")
        self.save = W.Button(description="Keep my first guess")
        self.save.on_click(lambda _: self._try(self._save))
        self._listen(self._edited, self.guess, self.claimed)
        self.parts = [self.guess, self.claimed, _buttons(self.save), self.status]

    def show(self) -> None:
        """Fill the step with the draft, or with what was kept, or with nothing."""
        noted = self._desk.stopped()
        kept = (noted.guess, noted.claimed) if noted else (None, "")
        with self._quietly():
            self.guess.value, self.claimed.value = self._draft.stop or kept
        self._say(_UNSAVED if self._draft.stop else self._now())

    def _now(self) -> str:
        noted = self._desk.stopped()
        if noted is None:
            return "Not noted yet. You may also go on without."
        if self._desk.work.unsaved:
            return self._desk.work.message
        return f"Kept, with {noted.after} cards open." if noted.after else "Kept."

    def _edited(self) -> None:
        self._draft.stop = (self.guess.value, self.claimed.value)
        self._say(_UNSAVED)

    def _save(self) -> None:
        self._desk.stop(self.guess.value or "", self.claimed.value)
        self._draft.stop = None
        self.show()


class Source(_Part):
    """One source card: closed at first, then its extract, then what it does to the claim."""

    def __init__(self, desk: Desk, one: Evidence) -> None:
        super().__init__()
        self._desk, self._one, self._folded = desk, one, False
        letter = desk.letter(one.card.id)
        self.head = W.HTML(_closed_line(letter, one))
        self.button, self.body = W.Button(), W.HTML()
        self.button.on_click(lambda _: self._turn())
        self.bearing = _signs(f"What does card {letter} do to the claim?")
        self._listen(self._judge, self.bearing)
        top = W.HBox([self.head, self.button])
        top.add_class("wo-desk-top")
        self.body.add_class("wo-extract")
        self.box = W.VBox([top, self.body, self.bearing, self.status])
        self.box.add_class("wo-desk-card")

    @property
    def _opened(self) -> bool:
        return self._one.card.id in self._desk.opened()

    def show(self) -> None:
        """Show the card as it lies: closed, folded or open."""
        with self._desk.at_once():
            self._show()

    def _show(self) -> None:
        letter = self._desk.letter(self._one.card.id)
        seen = self._opened and not self._folded
        self.button.description = f"{'Fold' if seen else 'Open'} card {letter}"
        self.body.value = _extract(self._one) if seen else ""
        _show_if(seen, self.body, self.bearing, self.status)
        with self._quietly():
            self.bearing.value = self._desk.judged(self._one.card.id) or None
        self._say(self._desk.filing(self._one.card.id) or "You first. Then you see our filing.")

    def _turn(self) -> None:
        if self._opened:
            self._folded = not self._folded
        else:
            self._desk.open(self._one.card.id)
        self.show()

    def _judge(self) -> None:
        if self.bearing.value:
            self._do(lambda: self._say(self._desk.judge(self._one.card.id, self.bearing.value)))


class OrderStep(_Part):
    """The opened cards in a row; one of them is in hand, and two buttons move it.

    The buttons stay where they are and go with the card in hand: pressed twice, they move it twice.
    """

    def __init__(self, desk: Desk, draft: Draft) -> None:
        super().__init__()
        self._desk, self._draft = desk, draft
        self.row = W.RadioButtons(description="Which card do you want to move?")
        self.row.add_class("wo-row")
        self.up, self.down = W.Button(), W.Button()
        self.up.on_click(lambda _: self._move(-1))
        self.down.on_click(lambda _: self._move(1))
        self.check = W.Button(description="Check this order")
        self.check.on_click(lambda _: self._try(self._check))
        self.origin = W.HTML()
        self.moving = _buttons(self.up, self.down)
        self._listen(self._show_moves, self.row)
        self.parts = [self.row, self.moving, _buttons(self.check), self.status, self.origin]

    @property
    def ids(self) -> list[str]:
        """The opened cards as they stand in the row now; new ones at the end."""
        kept = self._desk.order()
        draft = [card for card in self._draft.order or kept if card in kept]
        return list(dict.fromkeys([*draft, *kept]))

    def show(self) -> None:
        """Show the row, and what is known about it."""
        with self._desk.at_once():
            ids = self.ids
            self._show_row(ids)
            self._show_moves()
            _show_if(bool(ids), self.row)
            _show_if(len(ids) >= NEEDED, self.moving, self.check)
            self._say(*self._now(ids))
            self.origin.value = line(trace(self._desk)) if ids else ""

    def _show_row(self, ids: list[str]) -> None:
        held = self._held(ids)
        options = [(_placed(self._desk, place, card), card) for place, card in enumerate(ids)]
        with self._quietly(), self.row.hold_sync():
            self.row.options = options
            self.row.value = held

    def _held(self, ids: list[str]) -> str | None:
        """Return the card in hand: the one that was, or the first."""
        return self.row.value if self.row.value in ids else next(iter(ids), None)

    def _show_moves(self) -> None:
        ids = self.ids
        card = self._held(ids)
        if card is None:
            return
        letter, place = self._desk.letter(card), ids.index(card)
        self.up.description, self.down.description = f"▲ Card {letter} up", f"▼ Card {letter} down"
        self.up.disabled, self.down.disabled = place == 0, place == len(ids) - 1

    def _now(self, ids: list[str]) -> tuple[str, str]:
        if len(ids) < NEEDED:
            return "Open two cards, and you can put them in order here.", _DONE
        if self._draft.order or not self._desk.arranged():
            return "Not checked yet. The oldest belongs on top.", _DONE
        found = self._desk.dates(ids)
        return found.says, _DONE if found.fits else _WARN

    def _move(self, by: int) -> None:
        ids = self.ids
        place = ids.index(self.row.value)
        if not 0 <= place + by < len(ids):  # a click that was on its way when the end was reached
            return
        ids[place], ids[place + by] = ids[place + by], ids[place]
        self._draft.order = ids
        self.show()
        self._keep_focus(by)

    def _keep_focus(self, by: int) -> None:
        """Keep the keyboard at the buttons where the one that was pressed can move no further."""
        pressed, other = (self.up, self.down) if by < 0 else (self.down, self.up)
        if pressed.disabled:
            other.focus()

    def _check(self) -> None:
        self._desk.arrange(self.ids)
        self._draft.order = None
        self.show()


class VerdictStep(_Part):
    """The verdict, its reason and its evidence; then what was given, for others to read."""

    def __init__(self, desk: Desk, draft: Draft) -> None:
        super().__init__()
        self._desk, self._draft = desk, draft
        self.outcome = _radio("The claim …")
        self.why = long_text(_ASK_WHY, "I think so because …")
        self.evidence = {one.card.id: W.Checkbox(indent=False) for one in desk.cards}
        self.author = W.Text(description=_ASK_AUTHOR, continuous_update=False)
        self.save = W.Button(description="Give my verdict", button_style="primary")
        self.save.on_click(lambda _: self._try(self._save))
        self.given = W.HTML()
        self._listen(self._edited, self.outcome, self.why, self.author, *self.evidence.values())

    @property
    def parts(self) -> list[Any]:
        """The controls, top to bottom."""
        label = W.HTML('<p class="wo-label">Evidence: at least two of the cards you opened</p>')
        buttons = _buttons(self.save)
        ticks = [label, *self.evidence.values()]
        return [self.outcome, self.why, *ticks, self.author, buttons, self.status, self.given]

    def show(self) -> None:
        """Fill the step with the draft, or with the last verdict, or with nothing."""
        with self._desk.at_once():
            self._show()

    def _show(self) -> None:
        outcome, why, evidence, author = self._draft.verdict or self._last()
        opened = self._desk.opened()
        with self._quietly():
            self.outcome.value, self.why.value, self.author.value = outcome, why, author
            for card, tick in self.evidence.items():
                tick.value = card in evidence and card in opened
                tick.description = _ticked(self._desk, card, card in opened)
                _show_if(card in opened, tick)
        self._say(_UNSAVED if self._draft.verdict else self._now())
        self.given.value = _given(self._desk)

    def _last(self) -> tuple[str | None, str, tuple[str, ...], str]:
        given = self._desk.verdicts()
        if not given:
            return None, "", (), ""
        return given[-1].outcome, given[-1].why, given[-1].evidence, given[-1].author

    def _now(self) -> str:
        given, work = self._desk.verdicts(), self._desk.work
        if not given:
            return "No verdict yet."
        if work.unsaved:
            return work.message
        return f"Saved to {work.path.name} {clock(moment(given[-1].when))}. {_BESIDE}"

    @property
    def _chosen(self) -> tuple[str, ...]:
        return tuple(card for card, tick in self.evidence.items() if tick.value)

    def _edited(self) -> None:
        self._draft.verdict = (self.outcome.value, self.why.value, self._chosen, self.author.value)
        self._say(_UNSAVED)

    def _save(self) -> None:
        self._desk.give(self.outcome.value or "", self.why.value, self._chosen, self.author.value)
        self._draft.verdict = None
        self.show()


# Words ----------------------------------------------------------------------------------------


def _head(desk: Desk) -> str:
    return (
        f'<p class="wo-eyebrow"><strong>Fact desk</strong> {whence(desk.claim)}</p>'
        f'<p class="wo-claim">{escape(desk.claim.says)}</p>'
    )


def _foot(desk: Desk) -> str:
    days = listed(dict.fromkeys(one.retrieved for one in desk.cards))
    return line(
        f"We read the addresses on {days} and did not open them again. If one is gone, the extract "
        "and the day stay here."
    )


def _step(number: str, *parts: Any) -> Any:
    name, ask = _STEPS[number]
    head = W.HTML(
        f'<p class="wo-step"><span class="wo-step-number" aria-hidden="true">{number}</span> '
        f"<strong>{name}</strong> {ask}</p>"
    )
    box = W.VBox([head, *parts])
    box.add_class("wo-step-box")
    return box


def _closed_line(letter: str, one: Evidence) -> str:
    return (
        f'<p class="wo-desk-head"><strong>Card {letter}</strong> {escape(one.card.publisher)}, '
        f'<span class="wo-side-when"><span class="wo-side-kind">{escape(one.kind)}</span>, '
        f"{one.dated}</span></p>"
    )


def _extract(one: Evidence) -> str:
    """Return what an opened card holds."""
    card = one.card
    figure = f'<p class="wo-side-figure">{escape(one.stated)}</p>' if one.figure else ""
    passed_on = one.way != card.publisher
    whose = f"<p>Whose words or count: {escape(card.quoted_from)}</p>" if passed_on else ""
    return (
        f"<p>{escape(card.says)}</p>{figure}{whose}{_address(one)}"
        f"<p><strong>It cannot show:</strong> {escape(card.cannot_show)}</p>"
    )


def _address(one: Evidence) -> str:
    if not one.card.address:
        return f'<p class="wo-quiet">No address: {escape(one.kind)}, {one.retrieved}</p>'
    address = escape(one.card.address)
    return (
        f'<p class="wo-quiet wo-address">Read on {one.retrieved} at '
        f'<a href="{address}" target="_blank" rel="noopener">{address}</a></p>'
    )


def _placed(desk: Desk, place: int, card: str) -> str:
    one = desk.card(card)
    hand = "own report or count" if one.first_hand else "passed on"
    return f"{place + 1}. Card {desk.letter(card)}, {one.dated}; {hand}: {one.way}"


def _given(desk: Desk) -> str:
    """Return all verdicts, the newest last, and how the way to it looks."""
    given = desk.verdicts()
    if not given:
        return ""
    items = "".join(_one_given(desk, number, one) for number, one in enumerate(given, 1))
    way = "".join(f"<li>{escape(said)}</li>" for said in (*process(desk), *look_back(desk)))
    return f'<ol class="wo-given">{items}</ol><p class="wo-label">Your way to it</p><ul>{way}</ul>'


def _one_given(desk: Desk, number: int, verdict: Verdict) -> str:
    text = review(desk, verdict)
    name = f"fact_check_{desk.claim.id}_{number}.json"
    content = b64encode(text.encode()).decode()
    return (
        f"<li><p>{escape(sentence(desk, verdict))}</p>"
        f'<p><a download="{name}" href="data:application/json;base64,{content}">'
        f"Download verdict {number} as ClaimReview</a></p>"
        f"<details><summary>What is in the file of verdict {number}</summary>"
        f'<pre tabindex="0">{escape(text)}</pre></details></li>'
    )


def _still_card(desk: Desk, card: str) -> str:
    one, said = desk.card(card), desk.judged(card)
    judged = f"<p>You say: {SIGNS[said]}.</p>" if said else ""
    figure = f" {escape(one.stated)}." if one.figure else ""
    return f"<li><p>{escape(one.card.says)}{figure}</p>{source_line(one)}{judged}</li>"


# Controls -------------------------------------------------------------------------------------


def _radio(label: str) -> Any:
    return W.RadioButtons(options=OUTCOMES, value=None, description=label)


def _signs(label: str) -> Any:
    # Buttons, because an arrow key among radio buttons would already be an answer.
    options = [(SIGNS[bearing], bearing) for bearing in BEARINGS]
    return W.ToggleButtons(options=options, value=None, description=label)


def _ticked(desk: Desk, card: str, seen: bool) -> str:
    """Name a card to tick; what it says is told of an opened one only."""
    one = desk.card(card)
    name = f"Card {desk.letter(card)}: {one.card.publisher}, {one.dated}"
    return f"{name}. {one.headline}" if seen else name


def _buttons(*buttons: Any) -> Any:
    box = W.HBox(list(buttons))
    box.add_class("wo-buttons")
    return box


def _show_if(seen: bool, *parts: Any) -> None:
    for part in parts:
        part.layout.display = None if seen else "none"
