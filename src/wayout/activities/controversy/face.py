"""The debate desk (W9), shown: one card that goes on through seven steps."""

from collections.abc import Collection
from secrets import token_hex
from typing import Any

from wayout.activities.controversy.desk import DEBATE, HALF, Desk, lot
from wayout.activities.controversy.evidence import dialled, offered, prompts, remark, sources
from wayout.activities.controversy.files import LARGEST, TOO_LARGE
from wayout.activities.controversy.machine import OTHER, READY, Said, State, least, owes
from wayout.activities.controversy.moves import MODES, SEATS, Seat, Side
from wayout.activities.controversy.shown import (
    MINUTES,
    asks,
    best_side,
    hidden,
    page,
    record,
    steps,
)
from wayout.activities.face import Face, Fields, Reply, kept_line
from wayout.errors import CourseError
from wayout.language import clock, mark
from wayout.work.activity import AnswerError
from wayout.work.entries import moment
from wayout.work.session import current

PLACES = {"here": "at this machine", "files": "over files: I sit at this machine, they at theirs"}
_TOGETHER = (2, 7)
_ALONE = (
    "You play both seats now. What was said stays. Should they come back: put this debate away, "
    "and go on with that of two, which is kept as it was."
)
_TEXTS = {3: "heard", 5: "best", 6: "joint"}
_DONE = {
    "point": "Your point stands.",
    "heard": "Now the other seat says whether that is what they said.",
    "best": "Now the other seat says whether that is fair.",
    "joint": "Now the other seat ticks this wording, or writes another one.",
    "agreed": "It is on the list. It counts when the other seat has ticked it.",
    "open": "It is on the list.",
}


_MEANWHILE = "Meanwhile this was said, maybe on another page: {}. Your own words are still here."


def _newest(state: State, do: str, seat: Seat) -> Said | None:
    """Return the text in whose place another one of this seat would come."""
    return next(reversed(state.texts(do, None if do == "joint" else seat)), None)


def _how(state: State) -> str:
    """Return in words how far an earlier debate came, and whether the other seat had left."""
    alone = ", played on alone" if state.left else ""
    return f"{alone}, {'over' if state.over else f'in step {state.step} of 7'}"


def seats(claim: str = "equal") -> "SeatsFace":
    """Return the debate desk for a motion, such as ``"equal"``.

    Raises MotionError when there is no debate on that claim.
    """
    session = current()
    return SeatsFace(Desk(claim, session.lesson, session.work))


class SeatsFace(Face):
    """One debate: the step that is played, what was said so far, and turns that come and go."""

    template = "seats.html"

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        super().__init__(desk.work, f"seats {desk.motion.id}")

    def saved(self) -> Fields:
        """Return what the controls hold at first."""
        return Fields(mode="solo", place="here")

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the step that is played for whoever is at the keyboard, or how to begin."""
        state = self.desk.state
        begun = bool(state.motion)
        about = {
            "claim": self.desk.motion,
            "begun": begun,
            "modes": MODES.items(),
            "places": PLACES.items(),
            "earlier": [] if begun else self._earlier(),
            "now": self._now(),
        }
        return {**about, **(self._played(state, fields) if begun else {})}

    def _now(self) -> str:
        mine = self.work.entries(DEBATE.kind, claim=self.desk.motion.id)
        return kept_line(self.work, mine[-1].when) if mine else "Nothing saved here yet."

    def _earlier(self) -> list[tuple[str, str]]:
        """Return each debate that can be gone on with, and in words what it is."""
        when: dict[str, str] = {}
        for entry, turn in DEBATE.pairs(self.work, self.desk.motion.id):
            when.setdefault(turn.debate, clock(moment(entry.when)))
        found = [(name, self.desk.state_of(moves)) for name, moves in self.desk.debates().items()]
        return [
            (name, f"begun {when[name]}{_how(state)}")
            for name, state in found
            if state.motion == self.desk.motion.id
        ]

    # Who is at the keyboard ---------------------------------------------------------------------

    def _seat(self, state: State, fields: Fields) -> Seat | None:
        """Return the seat at the keyboard; nobody's where that was not said yet."""
        sits = self.desk.sits()
        named = next((one for one in SEATS if one == fields["seat"]), None)
        if sits != "both":
            return "A" if sits == "A" else "B"
        if not state.alone:
            return named
        first: Seat = "A" if owes(state, "A") or not owes(state, "B") else "B"
        return first if state.step not in _TOGETHER else named or "A"

    def _covered(self, state: State, fields: Fields) -> set[tuple[Seat, int]]:
        """Return whose points are not to be seen at this machine now."""
        seat = self._seat(state, fields)
        if seat is None and not state.over:
            return {(one, half) for one in SEATS for half in (1, 2)}
        return hidden(state, seat) if seat else set()

    def _played(self, state: State, fields: Fields) -> dict[str, Any]:
        seat, both = self._seat(state, fields), self.desk.sits() == "both"
        ends = state.over or seat is None
        parts = {} if ends or seat is None else self._parts(state, seat, fields)
        return {
            "state": state,
            "steps": steps(state),
            "asks": asks(state, apart=not both),
            "minutes": MINUTES[min(state.step, len(MINUTES)) - 1],
            "seat": seat,
            "both": both,
            "alone": state.alone,
            "shares": both and not state.alone,
            "other": OTHER[seat] if seat else "",
            "waits": seat is not None and not state.over and not owes(state, seat),
            "rec": record(state, self._covered(state, fields)),
            "sits": self.desk.sits(),
            **parts,
        }

    def _parts(self, state: State, seat: Seat, fields: Fields) -> dict[str, Any]:
        """Return what the step needs from the seat at the keyboard."""
        name, side = self.desk.motion.id, state.side(seat, state.half)
        known, newest = sources(name), _newest(state, _TEXTS.get(state.step, ""), seat)
        chosen = [known[ev] for ev in (fields[f"ev-{seat}"], fields[f"more-{seat}"]) if ev in known]
        return {
            "side": side,
            "best_side": best_side(state, seat),
            "text_of": _TEXTS.get(state.step, ""),
            "lacks": self._lacks(state, seat),
            "writes": state.step in _TEXTS and self._writes(state, seat),
            "newest": newest.name if newest else "",
            "unsaid": self._unsaid(state, seat, fields),
            **(self._offered(side, fields, seat) if state.step in (1, 4) else {}),
            "chosen": [(one, remark(name, side, one)) for one in chosen],
            "prompts": prompts(name, side) if state.step in (1, 4) else [],
            "mine": state.of(seat, state.half) if state.step in (1, 4) else [],
            "ticks": self._ticks(state, seat),
            "untold": self._untold(state, seat),
            "enough": not fields[f"point-{seat}"]
            and len(state.of(seat, state.half)) >= least(state),
            "is_ready": (seat, state.step) in state.ready,
            "can_ready": state.step in READY,
            **self._dealt(state),
        }

    def _offered(self, side: Side, fields: Fields, seat: Seat) -> dict[str, Any]:
        """Return what a point can rest on: what belongs to the motion, the rest when asked for.

        What was chosen of the rest stays in the menu.
        """
        near, more = offered(self.desk.motion.id, side, self.work)
        chosen = fields[f"ev-{seat}"], fields[f"more-{seat}"]
        kept = [(head, [row for row in some if fields["wide"] or row[0] in chosen])
                for head, some in more]  # fmt: skip
        further = sum(len(some) for _, some in more)
        return {"sources": [*near, *(one for one in kept if one[1])], "further": further}

    def _dealt(self, state: State) -> dict[str, Any]:
        """Return why seat A argues its side first: by the dial, by lot, or not known any more."""
        lean = dialled(self.desk.motion.id, self.work) if state.mode == "solo" else None
        other = lean is not None and (state.a == "against") == (lean > HALF) and lean != HALF
        by_lot = state.mode != "solo" or (lean in (None, HALF) and state.a == lot(self.desk.open()))
        return {"lean": lean, "dealt": "dial" if other else "lot" if by_lot else ""}

    def _writes(self, state: State, seat: Seat) -> bool:
        """Whether a text of this seat is asked for now."""
        do = _TEXTS[state.step]
        if do == "joint":
            return True
        return not (state.accepted(do, seat) or state.pending(do, seat))

    def _unsaid(self, state: State, seat: Seat, fields: Fields) -> list[tuple[str, str]]:
        """Return texts that were typed for what is said already."""
        here = SEATS if state.alone else (seat,)
        every = [(n, do, one) for n, do in _TEXTS.items() for one in here]
        over = [f"{do}-{one}" for n, do, one in every
                if n != state.step or not self._writes(state, one)]  # fmt: skip
        return [(name, fields[name]) for name in over if fields[name].strip()]

    def _lacks(self, state: State, seat: Seat) -> Said | None:
        """Return the text of this seat in which the other one found something missing at last."""
        mine = state.texts(_TEXTS.get(state.step, ""), seat)[-1:]
        return mine[0] if mine and mine[0].missing and not mine[0].ticked else None

    def _ticks(self, state: State, seat: Seat) -> list[Said]:
        """Return what waits for a tick of the seat at the keyboard; of both for who is alone."""
        writers = SEATS if state.alone else (OTHER[seat],)
        do = _TEXTS.get(state.step)
        if do:
            found = [one for seat in writers if (one := state.pending(do, seat))]
            found.sort(key=lambda one: [*state.said].index(one.name))
            return found[-1 if do == "joint" else None :]
        facts = state.items("agreed") if state.step == 7 else []
        return [one for one in facts if one.by in writers and not one.ticked]

    def _untold(self, state: State, seat: Seat) -> int:
        """Return how many facts of a seat somebody else has yet to tick."""
        mine = [one for one in state.items("agreed") if one.by == seat and not one.ticked]
        return 0 if state.alone else len(mine)

    def _acts(self, fields: Fields) -> tuple[State, Seat]:
        state = self.desk.state
        seat = self._seat(state, fields)
        if seat is None:
            raise AnswerError("Say first who is at the keyboard.")
        return state, seat

    # What is done -------------------------------------------------------------------------------

    def do_begin(self, fields: Fields, _: str) -> Reply:
        """Deal the seats."""
        files = fields["place"] == "files"
        self.desk.begin(fields.one_of("mode", MODES, ""), over_files=files)
        return Reply("The seats are dealt.", forget=["seat", "clock"], focus="step")

    def do_reopen(self, fields: Fields, _: str) -> Reply:
        """Go on with an earlier debate."""
        self.desk.reopen(fields["earlier"])
        return Reply("Here it goes on.", forget=["earlier", "seat"], focus="step")

    def do_hand(self, fields: Fields, seat: str) -> Reply:
        """Let the other seat have the keyboard."""
        fields["seat"] = seat
        return Reply(f"Seat {seat} is at the keyboard.", focus="step")

    def do_point(self, fields: Fields, _: str) -> Reply:
        """Make a point."""
        seat = self._acts(fields)[1]
        names = [f"point-{seat}", f"ev-{seat}", f"more-{seat}"]
        evidence = [fields[name] for name in names[1:] if fields[name]]
        self.desk.move(seat, "point", key=token_hex(8), text=fields[names[0]], evidence=evidence)
        return Reply(_DONE["point"], forget=names, focus=names[0])

    def do_back(self, fields: Fields, key: str) -> Reply:
        """Take a point back; its words can be written again."""
        state, seat = self._acts(fields)
        old = state.points.get((seat, key))
        self.desk.move(seat, "point", key=key, text="", evidence=[])
        if old and not fields[f"point-{seat}"]:
            fields[f"point-{seat}"] = old.text
        return Reply("Taken back.", focus=f"point-{seat}")

    def do_ready(self, fields: Fields, _: str) -> Reply:
        """Say that a seat is done with a step; who is alone says it for both where both speak."""
        state, seat = self._acts(fields)
        together = state.alone or (state.step == 2 and self.desk.sits() == "both")
        every = SEATS if together and state.step in _TOGETHER else (seat,)
        for one in every:
            if (one, state.step) not in state.ready:
                self.desk.move(one, "ready", step=state.step)
        return Reply(forget=["clock"], focus="step")

    def do_say(self, fields: Fields, what: str) -> Reply:
        """Say back, say the best case, or propose a joint statement.

        ``what`` tells who says it, and the newest text that the page knew: two pages may be open.
        """
        state, seat = self._acts(fields)
        do, by, seen = [*what.split(" "), "", ""][:3]
        who = next((one for one in SEATS if one == by and self.desk.sits() in (by, "both")), seat)
        text, newest = fields[f"{do}-{who}"], _newest(state, do, who)
        if by and newest and newest.name != seen and newest.text != text.strip():
            raise AnswerError(_MEANWHILE.format(mark(newest.text)))
        if not (by and newest and newest.name != seen):  # the same words twice are said once
            self.desk.move(who, do, text=text)
        return Reply(_DONE.get(do, ""), forget=[f"{do}-{who}"], focus="step")

    def do_drop(self, fields: Fields, name: str) -> Reply:
        """Forget words that were typed and could not be said any more."""
        return Reply("Dropped.", forget=[name], focus="step")

    def do_list(self, fields: Fields, name: str) -> Reply:
        """Put a fact or a question on its list."""
        seat = self._acts(fields)[1]
        self.desk.move(seat, "item", list=name, text=fields[name])
        return Reply(_DONE.get(name, ""), forget=[name], focus=name)

    def do_tick(self, fields: Fields, of: str) -> Reply:
        """Say yes to what the other seat wrote."""
        self.desk.move(self._judge(fields, of), "tick", of=of, yes=True, text="")
        return Reply("Ticked.", focus="step")

    def do_lacks(self, fields: Fields, of: str) -> Reply:
        """Say what is missing in what the other seat wrote."""
        seat, said = self._judge(fields, of), self.desk.state.said.get(of)
        self.desk.move(seat, "tick", of=of, yes=False, text=fields[f"lacks-{of}"])
        if said and not fields[again := f"{said.do}-{said.by}"]:
            fields[again] = said.text
        return Reply("The other seat writes it again.", forget=[f"lacks-{of}"], focus="step")

    def _judge(self, fields: Fields, of: str) -> Seat:
        state, seat = self._acts(fields)
        said = state.said.get(of)
        return OTHER[said.by] if said and state.alone else seat

    def do_clock(self, fields: Fields, step: str) -> Reply:
        """Start or stop the clock, which the page itself runs and which ends nothing."""
        fields["clock"] = "" if fields["clock"] == step else step
        return Reply("The clock runs." if fields["clock"] else "The clock is off.")

    def do_leave(self, fields: Fields, seat: str) -> Reply:
        """Play on alone, since whoever sat on a seat has left."""
        known = next((one for one in SEATS if one == seat), None)
        if known is None:
            raise AnswerError("Say which seat is empty now.")
        self.desk.leave(known)
        return Reply(_ALONE, focus="step")

    def do_sit(self, fields: Fields, who: str) -> Reply:
        """Say who sits at this machine."""
        self.desk.sit(who)
        return Reply("So it is.", forget=["seat"])

    def do_away(self, fields: Fields, _: str) -> Reply:
        """Put the debate away."""
        self.desk.put_away()
        return Reply("Put away, and kept. You can go on with it here.", forget=["seat", "clock"])

    # Files --------------------------------------------------------------------------------------

    def do_send(self, fields: Fields, _: str) -> Reply:
        """Give the debate so far to the browser, for the other machine."""
        file = self.desk.turn()
        return Reply(f"Your browser saves {file[0]}. Send it to the other seat.", file=file)

    def do_bring(self, fields: Fields, file: dict[str, Any]) -> Reply:
        """Take in a turn of the other machine."""
        name = str(file["name"])
        try:
            if max(int(file["size"]), len(file["text"])) > LARGEST:
                raise AnswerError(TOO_LARGE)
            return Reply(f"{name}: {self.desk.bring(str(file['text']))}", forget=["seat"])
        except CourseError as error:
            return Reply(f"{name}: {error}", warns=True)

    def do_page(self, fields: Fields, _: str) -> Reply:
        """Give the debate to the browser as one page."""
        name = f"debate_{self.desk.motion.id}.html"
        state = self.desk.state
        file = name, page(state, self._covered(state, fields))
        return Reply(f"Your browser saves {name} now.", file=file)
