"""The step machine: which moves are fair, held against a second account of the rules."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from debaters import KNOWN, fair, point, start, tick
from wayout.activities.controversy.machine import (
    OTHER,
    State,
    acting,
    made,
    owes,
    refusal,
    replayed,
)
from wayout.activities.controversy.moves import (
    LISTS,
    SEATS,
    Move,
    read_move,
    read_moves,
    written,
)

SEAT = st.sampled_from(SEATS)
SENTENCES = ("", "  ", "too short", "Three words do.", "Another sentence, quite long enough.")
TEXT = st.sampled_from(SENTENCES)


class Rules:
    """The rules told once more, by what has happened and not by what has come of it."""

    def __init__(self) -> None:
        self.phase = 0
        self.points: dict[tuple[str, int], dict[str, str]] = {}
        self.ready: set[tuple[str, int]] = set()
        self.waits: dict[str, tuple[str, str]] = {}
        self.yes: set[tuple[str, str]] = set()
        self.items: dict[str, tuple[str, str]] = {}
        self.agreed: set[str] = set()
        self.texts: list[str] = []
        self.alone = False

    def allows(self, move: Move) -> bool:
        """Whether a move may be made."""
        if (move.do == "start") == bool(self.phase) or self.phase > 7:
            return False
        return move.do == "start" or bool(getattr(self, move.do)(move.by, move.says))

    def half(self) -> int:
        return 1 if self.phase == 1 else 2

    def point(self, by: str, says: Any) -> bool:
        if self.phase not in (1, 4) or (by, self.phase) in self.ready:
            return False
        if self.phase == 4 and says["key"] in self.points.get((by, 1), {}):
            return False
        mine = dict(self.points.get((by, self.half()), {}))
        if not says["text"].strip():
            return says["key"] in mine
        mine.pop(says["key"], None)
        old = [
            t
            for (_, half), some in self.points.items()
            if half < self.half()
            for t in some.values()
        ]
        if says["text"] in (*old, *mine.values()) or not set(says["evidence"]) & set(KNOWN):
            return False
        return len(mine) < 6 and len(says["text"].split()) >= 3

    def ready_(self, by: str) -> bool:
        if (by, self.phase) in self.ready or self.phase in (3, 5, 6):
            return False
        least = {1: 2, 4: 1}.get(self.phase, 0)
        lists = {one for one, _ in self.items.values()}
        done = self.phase != 7 or (bool(self.agreed) and "open" in lists)
        return done and len(self.points.get((by, self.half()), {})) >= least

    def text(self, do: str, by: str, says: Any) -> bool:
        phase = {"heard": 3, "best": 5, "joint": 6}[do]
        theirs = self.points.get(("B" if by == "A" else "A", 1), {}).values()
        copied = do == "heard" and says["text"] in theirs
        fresh = (do, by) not in self.yes and len(says["text"].split()) >= 3
        return self.phase == phase and fresh and not copied

    def heard(self, by: str, says: Any) -> bool:
        return self.text("heard", by, says)

    def best(self, by: str, says: Any) -> bool:
        return self.text("best", by, says)

    def joint(self, by: str, says: Any) -> bool:
        return self.text("joint", by, says)

    def item(self, by: str, says: Any) -> bool:
        known = [text for _, text in self.items.values()]
        kept = self.phase == 7 and (by, 7) not in self.ready
        return kept and says["text"] not in known and len(says["text"].split()) >= 3

    def tick(self, by: str, says: Any) -> bool:
        do, writer = self.waits.get(says["of"], ("", ""))
        if not do or writer == by or (by, 7) in self.ready or says["of"] in self.agreed:
            return False
        if do != "item" and (do, writer) in self.yes:
            return False
        lacks = do in ("heard", "best") and len(says["text"].split()) >= 3
        return bool(says["yes"]) or lacks

    def leave(self, *_: Any) -> bool:
        return not self.alone

    def do(self, move: Move) -> None:
        """Take note of a fair move."""
        says = move.says
        if move.do == "start":
            self.phase, self.alone = 1, says["mode"] == "solo"
        elif move.do == "point":
            mine = self.points.setdefault((move.by, self.half()), {})
            mine.pop(says["key"], None)
            mine |= {says["key"]: says["text"]} if says["text"].strip() else {}
        elif move.do == "ready":
            self.ready.add((move.by, self.phase))
        elif move.do == "leave":
            self.alone = True
        elif move.do == "tick":
            self._tick(says)
        else:
            self.waits[move.name] = (move.do, move.by)
            if move.do == "item":
                self.items[move.name] = (says["list"], says["text"])
        self._go_on()

    def _tick(self, says: Any) -> None:
        do, writer = self.waits[says["of"]]
        if says["yes"]:
            self.yes.add((do, writer))
            self.agreed |= {says["of"]} if do == "item" else set()

    def _go_on(self) -> None:
        both = all((seat, self.phase) in self.ready for seat in SEATS)
        texts = {3: "heard", 5: "best"}.get(self.phase)
        said = texts and all((texts, seat) in self.yes for seat in SEATS)
        joint = self.phase == 6 and any(do == "joint" for do, _ in self.yes)
        self.phase += bool(both or said or joint)


class Debate(RuleBasedStateMachine):
    """A debate in which anybody tries anything at any time."""

    @initialize(
        mode=st.sampled_from(["solo", "pair", "four"]), a=st.sampled_from(["for", "against"])
    )
    def begin(self, mode: str, a: str) -> None:
        self.rules, self.state, self.tried = Rules(), State(), list[Move]()
        self.steps = [0]
        self.attempt("A", "ready", {"step": 1})
        self.attempt("A", "start", dict(start(mode, a).says))

    def attempt(self, by: Any, do: str, says: dict[str, Any]) -> bool:
        move = Move(len(self.tried) + 1, by, do, says)
        self.tried.append(move)
        assert read_move(written(move)) == move
        if do == "ready":
            allowed = self.rules.phase in range(1, 8) and says["step"] == self.rules.phase
            allowed = allowed and self.rules.ready_(by)
        else:
            allowed = self.rules.allows(move)
        why = refusal(self.state, move, KNOWN)
        assert (why == "") == allowed, (move, why, self.state.step)
        assert why == "" or (why[-1] in ".!?" and why.count(". ") <= 1), "a sentence or two"
        if allowed:
            self.state = made(self.state, move)
            self.rules.do(move)
        self.steps.append(self.state.step)
        return allowed

    @rule(seat=SEAT, lacks=st.booleans())
    def go_on(self, seat: Any, lacks: bool) -> None:
        found = fair(self.state, seat, lacks=lacks)
        if found:
            assert self.attempt(seat, *found), "a fair move is made"

    @rule(seat=SEAT, times=st.integers(1, 9))
    def both_go_on(self, seat: Any, times: int) -> None:
        for _ in range(times):
            self.go_on(seat, lacks=False)
            self.go_on(OTHER[seat], lacks=False)

    @rule(
        seat=SEAT, text=TEXT, old=st.booleans(),
        evidence=st.sampled_from(["gap_in_spending", "unknown", "table:gdp"]),
    )  # fmt: skip
    def make_a_point(self, seat: Any, text: str, old: bool, evidence: str) -> None:
        keys = [key for _, key in self.state.points] if old else []
        says = point("x", keys[0] if keys else "new", evidence)
        self.attempt(seat, "point", says | {"text": text})

    @rule(seat=SEAT, step=st.integers(1, 7))
    def say_ready(self, seat: Any, step: int) -> None:
        self.attempt(seat, "ready", {"step": step})

    @rule(
        seat=SEAT,
        text=TEXT,
        do=st.sampled_from(["heard", "best", "joint"]),
    )
    def say(self, seat: Any, text: str, do: str) -> None:
        self.attempt(seat, do, {"text": text})

    @rule(
        seat=SEAT,
        text=TEXT,
        name=st.sampled_from([*LISTS]),
    )
    def list_it(self, seat: Any, text: str, name: str) -> None:
        self.attempt(seat, "item", {"list": name, "text": text})

    @rule(seat=SEAT, place=st.integers(0, 20), missing=TEXT)
    def tick_it(self, seat: Any, place: int, missing: str) -> None:
        names = [*self.state.said, "nothing"]
        self.attempt(seat, "tick", tick(names[place % len(names)], missing))

    @precondition(lambda self: len(self.tried) > 20)
    @rule(seat=SEAT)
    def leave(self, seat: Any) -> None:
        self.attempt(seat, "leave", {})

    @invariant()
    def it_never_goes_back_and_never_ends_on_too_few_points(self) -> None:
        if not hasattr(self, "state"):
            return
        assert self.steps == sorted(self.steps)
        assert self.state.step == self.rules.phase
        assert self.state.half == (1 if self.rules.phase < 4 else 2)
        for seat in SEATS if self.state.step > 1 else ():
            assert len(self.state.of(seat, 1)) >= 2
        for side in ("for", "against") if self.state.over else ():
            mine = [p for p in self.state.points.values() if self.state.side(p.by, p.half) == side]
            assert {p.by for p in mine} == {*SEATS}, "each has argued both sides"
            assert sum(bool({*p.evidence} & {*KNOWN}) for p in mine) >= 3

    @invariant()
    def what_was_not_fair_leaves_no_trace(self) -> None:
        if hasattr(self, "state"):
            assert replayed(self.tried, KNOWN) == self.state
            assert self.state.over or any(owes(self.state, seat) for seat in SEATS)

    @invariant()
    def whoever_is_left_alone_can_always_go_on(self) -> None:
        if not hasattr(self, "state") or self.state.over:
            return
        for stays in SEATS:
            alone = self.state
            if not alone.alone:
                alone = made(alone, Move(len(self.tried) + 1, stays, "leave"))
            seat = acting(alone)
            assert owes(alone, seat), "the card shows the seat that the step waits for"
            waits = [one.name for one in alone.items("agreed") if one.by == seat and not one.ticked]
            next_ = fair(alone, seat) or ("tick", tick(waits[0]))
            by = OTHER[seat] if waits and next_[0] == "tick" and next_[1]["of"] in waits else seat
            assert refusal(alone, Move(len(self.tried) + 2, by, *next_), KNOWN) == ""


TestDebate = Debate.TestCase


# Two machines -----------------------------------------------------------------------------------

ACTS = st.lists(
    st.tuples(st.sampled_from(["A", "B", "send A", "send B", "open", "lose"]), st.integers(0, 9)),
    min_size=20, max_size=120,
)  # fmt: skip


@given(ACTS, st.booleans(), st.booleans())
def test_two_machines_come_to_the_same_whatever_files_they_exchange(
    acts: Any, lacks: bool, same: bool
) -> None:
    here: dict[str, set[Move]] = {"A": {*_names([start()])}, "B": set()}
    post: list[tuple[str, list[Any]]] = []

    def act(seat: Any) -> None:
        state = replayed(moves(seat), KNOWN)
        found = fair(state, seat, lacks=lacks) if state.motion else None
        if found:
            if same and found[0] == "item":  # both write the same sentence
                found[1]["text"] = f"The same sentence of both is {found[1]['list']}"
            latest = max(one.n for one in moves(seat))
            here[seat] |= {*_names([Move(latest + 1, seat, *found)])}

    def moves(seat: str) -> list[Move]:
        return [one.move for one in here[seat]]  # type: ignore[attr-defined]

    def give(place: int) -> None:
        to, rows = post[place % len(post)]
        here[to] |= {*_names(read_moves(rows))}

    for what, place in acts:
        if what in SEATS:
            act(what)
        elif what.startswith("send"):
            post.append((OTHER[what[-1]], [written(one) for one in moves(what[-1])]))  # type: ignore[index]
        elif post and what == "open":
            give(place)
        elif post:
            post.pop(place % len(post))
    known = [replayed(moves(seat), KNOWN).step for seat in SEATS]
    for seat in SEATS:
        post.append((OTHER[seat], [written(one) for one in moves(seat)]))
        give(-1)
    states = [replayed(moves(seat), KNOWN) for seat in SEATS]
    assert states[0] == states[1]
    assert states[0].step >= max(known), "what came in takes nothing back"
    for one in moves("A"):
        if one.do == "tick" and one.says["yes"]:
            assert states[0].said[one.says["of"]].ticked, "no tick is lost"
    made_ = {(one.do, one.says["text"]) for one in moves("A") if one.do in ("point", "item")}
    assert len(made_) == len(states[0].points) + len(states[0].texts("item")), "nothing is lost"


class _Named:
    """A move in a set: moves hold dicts, which have no hash."""

    def __init__(self, move: Move) -> None:
        self.move = move

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Named) and self.move == other.move

    def __hash__(self) -> int:
        return hash(self.move.name)


def _names(moves: list[Move]) -> list[Any]:
    return [_Named(move) for move in moves]


# How a move is written --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spoils",
    [
        {"n": 0}, {"n": True}, {"n": 10**30}, {"n": "3"}, {"by": "C"}, {"by": ["A"]}, {"do": "win"},
        {"do": ["point"]}, {"text": 5}, {"text": None}, {"evidence": "x"}, {"evidence": [5]},
        {"evidence": ["x"] * 10}, {"key": {}}, {"more": "x"}, {"text": "x" * 20_001},
    ],
)  # fmt: skip
def test_a_move_is_read_as_it_is_written_or_not_at_all(spoils: dict[str, Any]) -> None:
    move = Move(2, "A", "point", point("<b>One</b> is a point"))
    assert read_move(written(move)) == move
    assert read_moves([written(move), 5, None, written(move)]) == [move]
    assert read_move(written(move) | spoils) is None
