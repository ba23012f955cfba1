"""The debate desk (W9), without its face: debates in the work file, and turns that come and go."""

from collections.abc import Mapping, Sequence
from secrets import token_hex
from typing import Any

from wayout.activities.controversy.evidence import MOTIONS, dialled, motion, sources
from wayout.activities.controversy.files import TOO_LONG, read_turn, text_of
from wayout.activities.controversy.machine import OTHER, State, counting, refusal, replayed
from wayout.activities.controversy.moves import (
    LATEST,
    MODES,
    MOST_MOVES,
    SEATS,
    Move,
    Seat,
    Side,
    activity,
    in_order,
    written,
)
from wayout.language import counted, listed, mark
from wayout.work.activity import AnswerError
from wayout.work.workfile import WorkFile


def _told(work: WorkFile) -> dict[str, str]:
    """Return each motion on which a debate is over."""
    desks = {name: Desk(name, "", work) for name in MOTIONS}
    return {
        name: "over"
        for name, desk in desks.items()
        if any(desk.state_of(moves).over for moves in desk.debates().values())
    }


DEBATE = activity(MOTIONS, _told)
HALF = 50
"""Where a dial stands that leans to neither side, in per cent."""
_HERE = (*SEATS, "both")
_FOREIGN = (
    "This turn belongs to another debate, so nothing was changed. "
    "To join that one, put this debate away first: it is kept."
)


def lot(debate: str) -> Side:
    """Return the side that seat A gets by lot; the name of a debate is its seed."""
    return "for" if int(debate, 16).bit_count() % 2 else "against"


class Desk:
    """The debates on one motion in a work file, and the one that is open."""

    def __init__(self, claim: str, lesson: str, work: WorkFile) -> None:
        self.motion, self.lesson, self.work = motion(claim), lesson, work

    # What there is ------------------------------------------------------------------------------

    def debates(self) -> dict[str, list[Move]]:
        """Return the moves of each debate on this motion, in order; the oldest debate first."""
        found: dict[str, list[Move]] = {}
        for turn in DEBATE.answers(self.work, self.motion.id):
            found.setdefault(turn.debate, []).extend(turn.moves)
        return {name: in_order(moves) for name, moves in found.items() if moves}

    def state_of(self, moves: list[Move]) -> State:
        """Return what has come of some moves."""
        return replayed(moves, sources(self.motion.id))

    def open(self) -> str:
        """Return the debate that was sat down at last; empty if none is open."""
        turns = [one for one in DEBATE.answers(self.work, self.motion.id) if one.sits]
        return turns[-1].debate if turns and turns[-1].sits != "none" else ""

    def sits(self) -> str:
        """Return who sits at this machine: ``"A"``, ``"B"`` or ``"both"``."""
        turns = [one for one in DEBATE.answers(self.work, self.motion.id) if one.sits]
        return turns[-1].sits if turns else ""

    def moves(self) -> list[Move]:
        """Return the moves of the open debate."""
        return self.debates().get(self.open(), [])

    @property
    def state(self) -> State:
        """Return what has come of the open debate."""
        return self.state_of(self.moves())

    # What is done -------------------------------------------------------------------------------

    def begin(self, mode: str, *, over_files: bool = False, debate: str = "") -> State:
        """Deal the seats and sit down.

        By lot; but who is alone, and has a dial that leans to one side, argues the other one first.
        """
        if mode not in MODES:
            raise AnswerError("Say first how many of you there are.")
        debate = debate or token_hex(8)
        a, percent = lot(debate), dialled(self.motion.id, self.work)
        if mode == "solo" and percent is not None and percent != HALF:
            a = "against" if percent > HALF else "for"
        self._sit(debate, "A" if over_files and mode != "solo" else "both")
        return self.move("A", "start", motion=self.motion.id, mode=mode, a=a)

    def move(self, by: Seat, do: str, **says: Any) -> State:
        """Make a move in the open debate; AnswerError says in a sentence why it may not be made."""
        move = self._next(by, do, **says)
        self._keep({"debate": self.open(), "moves": [written(move)]})
        return self.state

    def _next(self, by: Seat, do: str, **says: Any) -> Move:
        if self.sits() not in (by, "both"):
            raise AnswerError(f"Seat {by} is at the other machine. Send it your turn.")
        moves = self.moves()
        if len(moves) >= MOST_MOVES:
            raise AnswerError("This debate is as long as one can be. Begin another one.")
        latest = max((one.n for one in moves), default=0)
        move = Move(min(latest + 1, LATEST), by, do, says)
        if why := refusal(self.state_of(moves), move, sources(self.motion.id)):
            raise AnswerError(why)
        return move

    def leave(self, seat: Seat) -> State:
        """Play both seats from now on, since whoever sat on ``seat`` has left; all is kept.

        It goes on as a debate of its own. What the other seat did meanwhile, and sends later,
        belongs to the debate of two, which is kept as it is: it undoes nothing that was done alone.
        """
        leaving = self._next(OTHER[seat], "leave")
        alone, moves = token_hex(8), [*self.moves(), leaving]
        self._keep({"debate": alone, "moves": [written(one) for one in moves]})
        self._sit(alone, "both")
        return self.state

    def sit(self, who: str) -> None:
        """Say who sits at this machine: ``"A"``, ``"B"`` or ``"both"``."""
        if who not in _HERE:
            raise AnswerError("Say who sits at this machine.")
        self._sit(self.open(), who)

    def put_away(self) -> None:
        """Put the open debate away; it is kept."""
        self._sit(self.open(), "none")

    def reopen(self, debate: str) -> State:
        """Go on with a debate that was put away, as it was sat at before."""
        if debate not in self.debates():
            raise AnswerError("Choose one of your debates first.")
        self._sit(debate, self._sat(debate) or "both")
        return self.state

    def _sat(self, debate: str) -> str:
        """Return who sat at this machine in a debate at last; empty if nobody did."""
        turns = DEBATE.answers(self.work, self.motion.id)
        mine = [one.sits for one in turns if one.debate == debate and one.sits in _HERE]
        return ["", *mine][-1]

    def _sit(self, debate: str, who: str) -> None:
        self._keep({"debate": debate, "sits": who})

    def _keep(self, value: Mapping[str, Any]) -> None:
        self.work.add(DEBATE.kind, value, lesson=self.lesson, claim=self.motion.id)

    # Turns that come and go ---------------------------------------------------------------------

    def turn(self) -> tuple[str, str]:
        """Return the name of a file and the open debate in it, for the other machine."""
        moves = self.moves()
        name = f"debate_{self.open()[:6]}_from_{self.sits()}_{len(moves)}.json"
        return name, text_of(self.open(), moves)

    def bring(self, text: str) -> str:
        """Take in a turn and return what came of it; AnswerError says why it was not taken in.

        The same turn twice, or an older one, changes nothing. One of a debate that is not known
        here opens it, on the seat that did not begin it; one that is over makes room for it. Only
        moves that count are kept, and it says which of them do not. Nobody else moves for the one
        seat that is played at this machine.
        """
        given = read_turn(text)
        here = self.open()
        if here not in ("", given.debate) and not self.state.over:
            raise AnswerError(_FOREIGN)
        known = self.debates().get(given.debate, [])
        names = {one.name for one in known}
        fresh = [one for one in given.moves if one.name not in names]
        mine = [one for one in fresh if one.by == self._sat(given.debate)]
        fresh = [one for one in fresh if one not in mine]
        fits = [one for one in fresh if _may_come(one, known)]
        before, counted_before = counting(known, sources(self.motion.id))
        state, counts = counting([*known, *fits], sources(self.motion.id))
        self._check(state)
        if state.step < before.step:
            raise AnswerError(_UNDOES)
        if len(counts) > MOST_MOVES:
            raise AnswerError(TOO_LONG)
        came = [one for one in fits if one.name in counts]
        if came:
            self._keep({"debate": given.debate, "moves": [written(one) for one in came]})
        other = here not in ("", given.debate)
        if here != given.debate and known and (came or not other):
            self.reopen(given.debate)
        elif here != given.debate and not known:
            self._sit(given.debate, "both" if state.alone else "B")
        out = [one for one in known if one.name in counted_before - counts]
        out += [one for one in fresh if one not in came]
        return _account(came, mine, out, given.torn) + (_ANOTHER if came else _EARLIER) * other

    def _check(self, state: State) -> None:
        if not state.motion:
            raise AnswerError(
                "The beginning of the debate is missing here. Ask for the file again."
            )
        if state.motion != self.motion.id:
            raise AnswerError(
                "This turn is of a debate on another claim. Open it on the card of that claim."
            )


def _may_come(move: Move, known: Sequence[Move]) -> bool:
    """Whether a move can have been made by somebody who goes on with what is known here."""
    begins = move.do in ("start", "leave") and bool(known)
    return not begins and move.n <= len(known) + MOST_MOVES


def _left_out(moves: Sequence[Move]) -> str:
    """Return how many moves do not count, and the words of a few of them."""
    if not moves:
        return ""
    texts = [text for one in moves if (text := str(one.says.get("text", "")).strip())]
    shown = ": " + listed([mark(text[:_BRIEF]) for text in texts[:_FEW]]) if texts else ""
    verb = "does" if len(moves) == 1 else "do"
    said = f"{counted(len(moves), 'move')} {verb} not count beside what stands here"
    return f" {said.capitalize()}{shown}."


def _account(came: Sequence[Move], mine: Sequence[Move], out: Sequence[Move], torn: int) -> str:
    """Return what came of a turn, in sentences."""
    said = f"{counted(len(came), 'new move')} came in." if came or mine or out else _NOTHING
    rows = f" {counted(torn, 'row').capitalize()} could not be read: ask for it again."
    return said.capitalize() + _not_yours(mine) + _left_out(out) + rows * bool(torn)


def _not_yours(moves: Sequence[Move]) -> str:
    """Return what is to be said of moves of the seat that is played here, made elsewhere."""
    if not moves:
        return ""
    said = f"{counted(len(moves), 'move')} in your name"
    verb = "was" if len(moves) == 1 else "were"
    return f" {said.capitalize()} {verb} not made here, and left out. {_ELSEWHERE}"


_ELSEWHERE = (
    "If you made them at another machine, say below that both seats sit here, open the turn again, "
    "and choose your seat."
)
_FEW, _BRIEF = 3, 80
_ANOTHER = (
    " It goes on with that debate. The one that is over is kept: put this one away to see it."
)
_EARLIER = " It is of another debate, which is kept: put this one away to go on with it."
_NOTHING = "nothing new: all of it was here already."
_UNDOES = (
    "This turn would undo what was done here, so nothing was changed. "
    "Send your own turn to the other machine first."
)
