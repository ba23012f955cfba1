"""The step machine of a debate: what has come of all moves, and which move may be made next.

A structured controversy has seven steps. Each is over when both seats have done what it asks, and
what is over stays over, whatever else arrives; so a move that was fair where it was made is fair
wherever it is read. What is not fair is left out, on each machine alike.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from wayout.activities.controversy.moves import SEATS, Move, Seat, Side, in_order
from wayout.argument.checks import same_wording
from wayout.language import counted
from wayout.work.activity import FEWEST_WORDS, AnswerError, reason

STEPS = (
    "Prepare",
    "Present",
    "Listen back",
    "Switch sides",
    "Best case",
    "Joint statement",
    "Agreed and open",
)
FEWEST, FEWEST_NEW, MOST = 2, 1, 6
"""How many points with evidence a seat needs before the switch and after it, and may have."""
FIRST, LISTEN, SWITCH, BEST, JOINT, LAST = 1, 3, 4, 5, 6, 7
READY = (FIRST, 2, SWITCH, LAST)
"""The steps that a seat ends by saying so."""
_WRITE = "Write your point in one sentence of at least three words."
_IN = {"heard": LISTEN, "best": BEST, "joint": JOINT, "item": LAST}


@dataclass(frozen=True)
class Point:
    """A sentence of a seat, with ids of its evidence; ``half`` is 1 before the switch, then 2."""

    by: Seat
    half: int
    key: str
    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """A text that the other seat ticks; ``do`` is its sort, ``list`` that of an item.

    ``alone`` means that the same learner sat on both seats when it was ticked; ``missing`` holds
    what the other seat found missing in it.
    """

    name: str
    by: Seat
    do: str
    text: str
    list: str = ""
    ticked: bool = False
    alone: bool = False
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class State:
    """What has come of all moves of a debate; ``a`` is the side that seat A argues first."""

    motion: str = ""
    mode: str = ""
    a: Side = "for"
    points: Mapping[tuple[Seat, str], Point] = field(default_factory=dict)
    ready: frozenset[tuple[Seat, int]] = frozenset()
    said: Mapping[str, Said] = field(default_factory=dict)
    left: frozenset[Seat] = frozenset()

    @property
    def alone(self) -> bool:
        """Whether one learner plays both seats now."""
        return self.mode == "solo" or bool(self.left)

    @property
    def step(self) -> int:
        """Return the step that is played, from 1; 8 when the debate is over, 0 before it begins."""
        if not self.motion:
            return 0
        return next((n for n in range(1, LAST + 1) if not self._over(n)), LAST + 1)

    @property
    def over(self) -> bool:
        """Whether all seven steps are done."""
        return self.step > LAST

    def _over(self, step: int) -> bool:
        if step in READY:
            return all((seat, step) in self.ready for seat in SEATS)
        if step == JOINT:
            return self.accepted("joint") is not None
        do = "heard" if step == LISTEN else "best"
        return all(self.accepted(do, seat) is not None for seat in SEATS)

    def side(self, seat: Seat, half: int) -> Side:
        """Return which side a seat argues before the switch (1) or after it (2)."""
        return self.a if (seat == "A") == (half == 1) else _OTHER_SIDE[self.a]

    @property
    def half(self) -> int:
        """Return in which half the debate is: 1 before the switch, then 2."""
        return 1 if self.step < SWITCH else 2

    def of(self, seat: Seat, half: int) -> list[Point]:
        """Return the points of a seat, in order."""
        return [one for one in self.points.values() if (one.by, one.half) == (seat, half)]

    def texts(self, do: str, seat: Seat | None = None) -> list[Said]:
        """Return what was said of one sort, by one seat or by both, oldest first."""
        return [one for one in self.said.values() if one.do == do and seat in (None, one.by)]

    def accepted(self, do: str, seat: Seat | None = None) -> Said | None:
        """Return the newest text of a sort that the other seat ticked."""
        return next((one for one in reversed(self.texts(do, seat)) if one.ticked), None)

    def counts(self, do: str, seat: Seat | None = None) -> Said | None:
        """Return the text of a sort that counts: the one that was ticked, else the newest."""
        return self.accepted(do, seat) or next(reversed(self.texts(do, seat)), None)

    def pending(self, do: str, seat: Seat) -> Said | None:
        """Return the newest text of a seat that the other has not judged; none once one is ticked.

        A joint statement may come from either seat, so one that is ticked ends it for both.
        """
        done = self.accepted(do, None if do == "joint" else seat)
        newest = self.texts(do, seat)[-1:]
        return newest[0] if newest and not done and not newest[0].missing else None

    def items(self, list_: str) -> list[Said]:
        """Return what stands on a list, oldest first."""
        return [one for one in self.texts("item") if one.list == list_]


_OTHER_SIDE: Mapping[Side, Side] = {"for": "against", "against": "for"}
OTHER: Mapping[Seat, Seat] = {"A": "B", "B": "A"}


def replayed(moves: Iterable[Move], known: Collection[str]) -> State:
    """Make moves in their order and leave out what is not fair; ``known`` are ids of evidence."""
    return counting(moves, known)[0]


def counting(moves: Iterable[Move], known: Collection[str]) -> tuple[State, set[str]]:
    """Return what comes of moves, as `replayed`, and the names of those that count."""
    state, counts = State(), set[str]()
    for move in in_order(moves):
        if not refusal(state, move, known):
            state = made(state, move)
            counts.add(move.name)
    return state, counts


def refusal(state: State, move: Move, known: Collection[str]) -> str:
    """Return why a move may not be made now, in a sentence or two; empty if it may."""
    if move.do == "start":
        return "This debate has begun already." if state.motion else ""
    if not state.motion:
        return "The debate has not begun: deal the seats first."
    if state.over:
        return "This debate is over, and what was said stays. Begin another one to say more."
    step = _IN.get(move.do, state.step)
    if step != state.step:
        return _not_now(state, step)
    return _REFUSES[move.do](state, move, known)


def _not_now(state: State, step: int) -> str:
    when = "comes later" if step > state.step else "is over"
    return f"Step {step}, “{STEPS[step - 1]}”, {when}. This is step {state.step}, {_now(state)}."


def _now(state: State) -> str:
    return f"“{STEPS[state.step - 1]}”"


def _point(state: State, move: Move, known: Collection[str]) -> str:
    if state.step not in (FIRST, SWITCH):
        return f"Points belong to steps 1 and 4. This is step {state.step}, {_now(state)}."
    if (move.by, state.step) in state.ready:
        return "You said that you are ready, so your points stand as they are."
    old = state.points.get((move.by, move.says["key"]))
    if old and old.half != state.half:
        return "Points made before the switch stand as they are."
    if not move.says["text"].strip():
        return "" if old else _WRITE
    mine = [one for one in state.of(move.by, state.half) if one is not old]
    # What the other seat writes meanwhile is not known here, so it does not count.
    before = [one for one in state.points.values() if one.half < state.half]
    if same_wording(move.says["text"]) in {same_wording(one.text) for one in (*before, *mine)}:
        return "That was said already in this debate. Make a point of your own."
    if not {*move.says["evidence"]} & {*known}:
        return "A point needs evidence: choose a card or a table that bears it."
    if len(mine) >= MOST:
        return f"{MOST} points are the most. Take one back first."
    return _short(move, _WRITE)


def _short(move: Move, sentence: str) -> str:
    try:
        reason(move.says["text"], sentence)
    except AnswerError as error:
        return str(error)
    return ""


def _ready(state: State, move: Move, _: Collection[str]) -> str:
    step = move.says["step"]
    if step != state.step:
        return _not_now(state, step)
    if step not in READY:
        return "This step is over when the other seat has ticked what you wrote."
    if (move.by, step) in state.ready:
        return "You said so already. Now it is the other seat's turn."
    have = len(state.of(move.by, state.half))
    if have < least(state):
        new = " new" if step == SWITCH else ""
        needed = f"{counted(least(state), f'{new} point'.strip())} with evidence"
        mine = counted(have) if have else "none"
        return f"A seat needs at least {needed} here, and yours has {mine}."
    if step == LAST and not any(one.ticked for one in state.items("agreed")):
        return "Write at least one fact that both seats have ticked first."
    if step == LAST and not state.items("open"):
        return "Write at least one question that stays open first."
    return ""


def least(state: State) -> int:
    """Return how many points with evidence the step that is played asks of each seat."""
    return {FIRST: FEWEST, SWITCH: FEWEST_NEW}.get(state.step, 0)


def _heard(state: State, move: Move, _: Collection[str]) -> str:
    theirs = {same_wording(one.text) for one in state.of(OTHER[move.by], 1)}
    if same_wording(move.says["text"]) in theirs:
        return "These are the other seat's own words. Say it in yours."
    return _text(state, move, _)


def _text(state: State, move: Move, _: Collection[str]) -> str:
    if state.accepted(move.do, None if move.do == "joint" else move.by):
        return "The other seat has ticked this already, so it stands."
    return _short(move, "Write at least three words.")


def _item(state: State, move: Move, _: Collection[str]) -> str:
    if (move.by, LAST) in state.ready:
        return "You said that your lists are done, so they stand as they are."
    if same_wording(move.says["text"]) in {same_wording(s.text) for s in state.texts("item")}:
        return "That stands on a list already."
    return _short(move, "Write at least three words.")


def _tick(state: State, move: Move, _: Collection[str]) -> str:
    said = state.said.get(move.says["of"])
    if said is None:
        return "There is nothing here to tick."
    if said.by == move.by:
        return "Only the other seat can tick what you wrote."
    # Two may tick each other's joint statement before either knows of it: both stand then.
    if said.do != "item" and state.accepted(said.do, said.by):
        return "This was ticked already, so it stands."
    if said.ticked:
        return "This was ticked already, so it stands."
    if (move.by, LAST) in state.ready:
        return "You said that your lists are done, so they stand as they are."
    if move.says["yes"]:
        return ""
    if said.do in ("joint", "item"):
        return "If you would word it otherwise, write your own wording."
    return _short(move, f"Say what is missing, in at least {counted(FEWEST_WORDS)} words.")


def _leave(state: State, _: Move, __: Collection[str]) -> str:
    return "You play both seats already." if state.alone else ""


_REFUSES: Mapping[str, Callable[[State, Move, Collection[str]], str]] = {
    "point": _point,
    "ready": _ready,
    "heard": _heard,
    "best": _text,
    "joint": _text,
    "item": _item,
    "tick": _tick,
    "leave": _leave,
}


def owes(state: State, seat: Seat) -> bool:
    """Whether the step that is played waits for something from a seat."""
    if state.step in READY:
        return (seat, state.step) not in state.ready
    if state.step not in (LISTEN, BEST, JOINT):
        return False
    do = {LISTEN: "heard", BEST: "best", JOINT: "joint"}[state.step]
    if do == "joint":
        newest = state.texts(do)[-1:]
        return not newest or newest[0].by != seat
    mine = state.accepted(do, seat) or state.pending(do, seat)
    return mine is None or state.pending(do, OTHER[seat]) is not None


def acting(state: State) -> Seat:
    """Return the seat that whoever plays both acts for now: one that the step waits for."""
    return "A" if owes(state, "A") or not owes(state, "B") else "B"


def made(state: State, move: Move) -> State:
    """Return what comes of a move that may be made."""
    says: Mapping[str, Any] = move.says
    if move.do == "start":
        return replace(state, motion=says["motion"], mode=says["mode"], a=says["a"])
    if move.do == "point":
        points = {**state.points}
        points.pop((move.by, says["key"]), None)
        if says["text"].strip():
            told = state.half, says["key"], says["text"].strip(), tuple(says["evidence"])
            points[move.by, says["key"]] = Point(move.by, *told)
        return replace(state, points=points)
    if move.do == "ready":
        return replace(state, ready=state.ready | {(move.by, says["step"])})
    if move.do == "leave":
        return replace(state, left=state.left | {OTHER[move.by]})
    if move.do == "tick":
        return replace(state, said={**state.said, says["of"]: _ticked(state, says)})
    said = Said(move.name, move.by, move.do, says["text"].strip(), says.get("list", ""))
    return replace(state, said={**state.said, move.name: said})


def _ticked(state: State, says: Mapping[str, Any]) -> Said:
    said = state.said[says["of"]]
    if says["yes"]:
        return replace(said, ticked=True, alone=state.alone)
    return replace(said, missing=(*said.missing, says["text"].strip()))
