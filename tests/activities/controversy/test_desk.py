"""The debate desk: who sits where, turns as files, and a whole debate on one card or on two."""

import json
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debaters import KNOWN, fair, point, tick
from faces import Hand, values
from held import held
from page import Page
from wayout.activities.controversy import seats
from wayout.activities.controversy.desk import DEBATE, Desk, lot
from wayout.activities.controversy.evidence import MOTIONS, offered, premises, prompts, sources
from wayout.activities.controversy.face import SeatsFace
from wayout.activities.controversy.machine import OTHER, READY, State
from wayout.activities.controversy.moves import SEATS, Move, Seat, written
from wayout.activities.controversy.shown import ASKS, MINUTES, STEPS
from wayout.activities.dial.answers import Dial
from wayout.activities.face import Fields
from wayout.errors import CourseError
from wayout.language import LONGEST
from wayout.widgets.form import Form
from wayout.work.activity import AnswerError
from wayout.work.entries import Entry
from wayout.work.session import Session
from wayout.work.workfile import WorkFile

HELD = held(__file__)


def desk(path: Path, claim: str = "equal") -> Desk:
    return Desk(claim, "09", WorkFile(path))


def goes(one: Desk, seat: Seat) -> bool:
    """Make the next fair move of a seat, if there is one."""
    found = fair(one.state, seat)
    if found:
        one.move(seat, found[0], **found[1])
    return bool(found)


class Memory:
    """A work file without a disk."""

    unsaved, path, still = False, Path("memory.json"), nullcontext

    def __init__(self) -> None:
        self.kept: list[Entry] = []

    def add(self, kind: str, value: Any, *, lesson: str, claim: str) -> None:
        self.kept.append(
            Entry(str(len(self.kept)), kind, "2026-01-01T00:00:00", lesson, claim, value)
        )

    def watch(self, *_: object) -> None: ...

    def entries(self, kind: str, claim: str | None = None) -> list[Entry]:
        return [one for one in self.kept if one.kind == kind and claim in (None, one.claim)]


def apart() -> tuple[Desk, Desk]:
    """Two machines without a disk, of which the first has begun a debate over files."""
    first, second = (Desk("equal", "09", Memory()) for _ in SEATS)  # type: ignore[arg-type]
    first.begin("pair", over_files=True)
    second.bring(first.turn()[1])
    return first, second


@pytest.fixture
def two(tmp_path: Path) -> tuple[Desk, Desk]:
    """Two machines, of which the first has begun a debate over files."""
    first, second = desk(tmp_path / "a.json"), desk(tmp_path / "b.json")
    first.begin("pair", over_files=True)
    second.bring(first.turn()[1])
    return first, second


# Motions and evidence -------------------------------------------------------------------------


def test_each_motion_has_evidence_for_both_sides_and_prompts() -> None:
    for name in MOTIONS:
        assert premises(name)
        bearings = {one.card.card.bearing for one in sources(name).values() if one.card}
        assert bearings >= {"for", "against"}
        for side in ("for", "against"):
            assert prompts(name, side)  # type: ignore[arg-type]
    assert len(ASKS) == len(MINUTES) == len(STEPS) == 7
    with pytest.raises(CourseError, match="Nearest: equal"):
        seats("equals")


def test_tables_are_offered_of_lessons_that_were_opened(opened: Session) -> None:
    def tables() -> list[str]:
        groups = dict(offered("equal", "for", opened.work)[0])
        return [one for one, _ in groups.get("Tables of your lessons", [])]

    assert tables() == []
    opened.work.add("opened", {}, lesson="04")
    assert tables() == ["table:gdp"]
    near, more = offered("equal", "against", opened.work)
    assert near[0][0].startswith("− against: the motion")
    assert {name for _, some in (*near, *more) for name, _ in some} < {*sources("equal")}
    assert all("the motion" in head for head, _ in near[:-1])
    assert near[-1][0] == "Tables of your lessons"
    assert all("the premise" in head for head, _ in more)


def test_cards_of_the_premises_are_shown_when_asked_for_and_a_chosen_one_stays(
    opened: Session,
) -> None:
    hand = Hand(seats())
    hand.press("begin")
    near, more = offered("equal", hand.sees()["side"], opened.work)
    assert hand.sees()["sources"] == near
    head, rows = more[0]
    assert hand.sees()["further"] == sum(len(some) for _, some in more) > len(near)
    assert hand.types(wide="yes").sees()["sources"] == [*near, *more]
    hand.types(wide="", **{f"ev-{hand.sees()['seat']}": rows[-1][0]})
    assert hand.sees()["sources"] == [*near, (head, [rows[-1]])]
    assert "Show 33 more cards in these lists" in Form(hand.face).html


@pytest.mark.parametrize("step", [3, 5, 6])
def test_of_two_pages_that_say_something_at_once_the_second_is_told_and_keeps_its_words(
    step: int, opened: Session
) -> None:
    hand = Hand(seats())
    hand.press("begin")
    while hand.sees()["state"].step < step:
        play(hand, hand.sees()["seat"])
    seen = hand.sees()
    do, seat = seen["text_of"], seen["seat"]
    said, name = f"{do} {seat} {seen['newest']}", f"{do}-{seat}"
    one, two = "These are the words of one page", "Those are the words of the other"
    hand.press("say", said, **{name: one})
    before = opened.work.dumps()
    assert one in hand.refused("say", said, **{name: two})
    hand.press("say", said, **{name: f" {one} "})
    assert (opened.work.dumps(), hand.fields[name]) == (before, ""), "the same words are said once"
    hand.types(**{name: two})
    now = hand.sees()
    kept = [] if do == "joint" else [(name, two)]
    assert now["unsaid"] == kept, "a wording can still be proposed: it stands in its field"
    if kept:
        page = Page(Form(hand.face))
        page.card._keep(hand.fields, ())
        page.press("draft")
        assert two in page.seen.text.partition("Not saved, since")[2]
        assert two not in page.press("drop", name).seen.text
    else:
        hand.press("say", f"joint {now['seat']} {now['newest']}", **{f"joint-{now['seat']}": two})
        assert [said.text for said in hand.sees()["state"].texts("joint")] == [one, two]


# Who sits where -------------------------------------------------------------------------------


def test_the_lot_is_kept_and_falls_both_ways(tmp_path: Path) -> None:
    names = [f"{number:016x}" for number in range(64)]
    sides = [lot(name) for name in names]
    assert sides == [lot(name) for name in names]
    assert sides.count("for") == 32
    one = desk(tmp_path / "a.json")
    dealt = one.begin("pair", debate=names[3]).a
    assert dealt == sides[3] == desk(tmp_path / "a.json").state.a


@pytest.mark.parametrize(("percent", "first"), [(80, "against"), (20, "for"), (50, None)])
def test_who_is_alone_argues_against_their_own_dial_first(
    percent: int, first: str | None, tmp_path: Path
) -> None:
    one = desk(tmp_path / "a.json")
    Dial("equal", "09", one.work).save("before", percent, "It seems so to me.")
    name = f"{7:016x}"
    assert one.begin("solo", debate=name).a == (first or lot(name))
    assert one.begin("pair", debate=name[::-1]).a == lot(name[::-1]), "two go by lot"


def test_a_seat_at_the_other_machine_cannot_be_played_here(two: tuple[Desk, Desk]) -> None:
    first, second = two
    assert (first.sits(), second.sits()) == ("A", "B")
    before = first.work.dumps()
    with pytest.raises(AnswerError, match="other machine"):
        first.move("B", "point", **point("A point of mine"))
    assert first.work.dumps() == before


# Files ----------------------------------------------------------------------------------------


def test_a_whole_debate_is_played_over_files(two: tuple[Desk, Desk]) -> None:
    turns = 0
    while not (two[0].state.over and two[1].state.over):
        for seat, here, there in zip(SEATS, two, reversed(two), strict=True):
            while goes(here, seat):
                pass
            there.bring(here.turn()[1])
        turns += 1
        assert turns < 9, "a round a step, and one"
    assert two[0].state == two[1].state
    assert len(two[0].turn()[1]) < 20_000
    assert [one.moves() == two[0].moves() for one in two] == [True, True]
    two[0].put_away()
    two[0].begin("pair", over_files=True)
    two[1].bring(two[0].turn()[1])
    assert (two[1].state, len(two[1].debates())) == (two[0].state, 2), "one that is over makes room"


def test_a_turn_that_comes_twice_late_or_out_of_order_changes_nothing(
    two: tuple[Desk, Desk],
) -> None:
    first, second = two
    turns = [first.turn()[1]]
    while goes(first, "A"):
        turns.append(first.turn()[1])
    assert second.bring(turns[-1]) == "Three new moves came in."
    before = second.work.dumps()
    for turn in (*turns, second.turn()[1]):
        assert second.bring(turn).startswith("Nothing new")
    assert second.work.dumps() == before
    assert second.moves() == first.moves()


@pytest.mark.parametrize("name", HELD["refused"])
def test_a_file_that_is_no_turn_of_this_debate_is_refused(
    name: str, two: tuple[Desk, Desk], tmp_path: Path
) -> None:
    other, elsewhere = desk(tmp_path / "c.json"), desk(tmp_path / "d.json", "way_out")
    other.begin("pair", over_files=True)
    elsewhere.begin("pair")
    first = two[0]
    goes(two[1], "B")
    first.bring(two[1].turn()[1])
    turn = json.loads(first.turn()[1])
    text = {
        "another debate": other.turn()[1],
        "answers": first.work.dumps(),
        "newer": json.dumps(turn | {"format": 2}),
        "half of it": first.turn()[1][:-40],
        "too many": json.dumps(turn | {"moves": [5] * 1001}),
        "too large": "x" * 2_000_001,
        "no moves": json.dumps(turn | {"moves": {}}),
        "another name": json.dumps(turn | {"debate": "../../etc"}),
        "deep": "[" * 100_000,
        "a page": "<html><script>alert(1)</script></html>",
        "nothing": "",
    }.get(name, "")
    before = first.work.dumps()
    with pytest.raises(AnswerError) as caught:
        first.bring(text)
    assert HELD["refused"][name] in str(caught.value)
    assert "<" not in str(caught.value)
    assert first.work.dumps() == before
    if name == "another debate":
        first.put_away()
        first.bring(text)
        assert (first.sits(), len(first.debates())) == ("B", 2)
        first.put_away()
        first.reopen(two[1].open())
        assert first.sits() == "A"
        with pytest.raises(AnswerError, match="another claim"):
            desk(tmp_path / "e.json").bring(elsewhere.turn()[1])
        with pytest.raises(AnswerError, match="beginning"):
            desk(tmp_path / "e.json").bring(json.dumps(turn | {"moves": []}))


def test_rows_that_cannot_be_read_are_said_and_the_others_come_in(two: tuple[Desk, Desk]) -> None:
    first, second = two
    goes(first, "A")
    turn = json.loads(first.turn()[1])
    rows = [*turn["moves"], {"do": "win"}, None]
    assert "Two rows" in second.bring(json.dumps(turn | {"moves": rows}))
    assert second.moves() == first.moves()


def test_what_a_file_claims_to_have_been_done_counts_only_where_it_is_fair(
    two: tuple[Desk, Desk],
) -> None:
    first = two[0]
    turn = json.loads(first.turn()[1])
    ready = [{"n": 2, "by": seat, "do": "ready", "step": step} for seat in SEATS for step in (1, 7)]
    long = {"n": 3, "by": "B", "do": "point", "key": "k", "text": "x" * (LONGEST + 1)}
    first.bring(json.dumps(turn | {"moves": [*ready, long | {"evidence": ["gap_in_spending"]}]}))
    assert (first.state.step, first.state.points) == (1, {})
    assert goes(first, "A")


@pytest.mark.parametrize("first", SEATS)
def test_turns_that_cross_at_every_step_lose_nothing_that_was_ticked(
    first: Seat, two: tuple[Desk, Desk]
) -> None:
    rounds = 0
    while not (two[0].state.over and two[1].state.over):
        for seat, here in zip(SEATS, two, strict=True):
            theirs = here.state.pending("joint", OTHER[seat])
            if theirs:  # the card shows it to both, whoever proposed last
                here.move(seat, "tick", **tick(theirs.name))
            while goes(here, seat):
                pass
        turns = [one.turn()[1] for one in two]
        for seat in (first, OTHER[first]):
            said = two[SEATS.index(seat)].bring(turns[SEATS.index(OTHER[seat])])
            assert "not count" not in said
        rounds += 1
        assert rounds < 12
    state = two[0].state
    assert state == two[1].state
    ticks = [one for one in two[0].moves() if one.do == "tick"]
    assert {one.says["of"] for one in ticks} == {n for n, one in state.said.items() if one.ticked}
    assert {one.by for one in state.texts("joint") if one.ticked} == {*SEATS}
    page = SeatsFace(two[0]).do_page(Fields(), "").file[1]
    assert "at the same time, so both stand" in page
    assert all(one.text in page for one in state.said.values() if one.ticked)


def test_what_does_not_count_is_named(two: tuple[Desk, Desk]) -> None:
    first, second = two
    for one in ("ready", "tick", "heard"):
        turn = json.loads(second.turn()[1])
        says = {"ready": {"step": 1}, "tick": {"of": "x", "yes": True, "text": ""},
                "heard": {"text": "This is <b>too</b> early"}}[one]  # fmt: skip
        rows = [*turn["moves"], {"n": 5, "by": "B", "do": one, **says}]
        said = first.bring(json.dumps(turn | {"moves": rows}))
        assert "which stays as it is" in said
        assert "of seat B" in said
        assert HELD["named"][one] in said


def test_of_two_deals_one_stands_on_both_machines_and_words_are_used_again(
    tmp_path: Path,
) -> None:
    desks = [desk(tmp_path / "a.json"), desk(tmp_path / "b.json")]
    for number, one in enumerate(desks):
        one.begin("pair", over_files=True)
        for place in range(2):
            text = f"Point {place} of machine {number}"
            one.move("A", "point", **point(text, f"{place}", KNOWN[0], KNOWN[2]))
    lasts, joins = sorted(desks, key=Desk.open)
    assert lasts.open() < joins.open()
    before, mine = lasts.work.dumps(), joins.state
    with pytest.raises(AnswerError, match="this deal stands"):
        lasts.bring(joins.turn()[1])
    assert lasts.work.dumps() == before
    assert "this deal stands on both machines" in joins.bring(lasts.turn()[1])
    assert (joins.open(), joins.sits(), len(joins.debates())) == (lasts.open(), "B", 2)
    seen = list[str]()
    while joins.state.step < 5:
        hand = Hand(SeatsFace(joins))
        again = hand.sees()["again"]
        for which, one in again:
            assert joins.state.side("B", joins.state.half) == mine.side("A", 1)
            hand.press("again", which)
            assert (hand.fields["point-B"], hand.fields["more-B"]) == (one.text, KNOWN[2])
            assert "Make the point" in hand.refused("again", which)
            hand.press("point")
            seen.append(one.text)
        step = joins.state.step
        while joins.state.step == step and goes(joins, "B"):
            pass
        lasts.bring(joins.turn()[1])
        while goes(lasts, "A"):
            pass
        joins.bring(lasts.turn()[1])
    assert sorted(seen) == sorted(one.text for one in mine.of("A", 1)), "on their side, once"
    assert Hand(SeatsFace(lasts)).sees()["again"] == []


def test_before_files_are_dealt_it_is_said_that_one_deals(opened: Session) -> None:
    page = Page(Form(seats()))
    assert "Only one of you deals" not in page.press("draft", mode="pair").seen.text
    page.types(mode="pair", place="files")
    page.press("draft", mode="pair", place="files")
    assert "Only one of you deals" in page.seen.text


# A partner who leaves, and a restart ----------------------------------------------------------


@pytest.mark.parametrize("stays", SEATS)
@pytest.mark.parametrize("done", [*SEATS, ""])
@pytest.mark.parametrize("step", range(1, 8))
def test_in_every_step_whoever_stays_goes_on_with_what_the_card_shows(
    step: int, done: str, stays: Seat
) -> None:
    """One seat has done all that the step asks of it, or neither has, when the other leaves."""
    two = apart()
    while two[0].state.step < step:
        for seat, here, there in zip(SEATS, two, reversed(two), strict=True):
            while here.state.step < step and goes(here, seat):
                pass
            there.bring(here.turn()[1])
    if done and step == 7:  # a fact and a question by A, and B's tick: then either can be ready
        assert goes(two[0], "A")
        assert goes(two[0], "A")
        two[1].bring(two[0].turn()[1])
        assert goes(two[1], "B")
        two[0].bring(two[1].turn()[1])
    if done:
        here, there = two if done == "A" else two[::-1]
        while here.state.step == step and goes(here, done):  # type: ignore[arg-type]
            pass
        there.bring(here.turn()[1])
        if step in READY:
            assert (done, step) in there.state.ready
    one = two[SEATS.index(stays)]
    assert one.state.step == step
    offered_ = [value for name, value in Page(Form(SeatsFace(one))).seen.buttons if name == "leave"]
    assert offered_ == [OTHER[stays]], "nobody says of themselves that they have left"
    Hand(SeatsFace(one)).press("leave", OTHER[stays])
    rounds = 0
    while one.state.step == step:  # each later one is a case of its own
        hand = Hand(SeatsFace(one))
        assert not hand.sees()["waits"], "nobody else will come"
        play(hand, hand.sees()["seat"])
        rounds += 1
        assert rounds < 6


# A restart ----------------------------------------------------------


@pytest.mark.parametrize("after", [0, 5, 11, 17])
def test_a_partner_who_leaves_makes_it_solo_and_nothing_is_lost(
    after: int, two: tuple[Desk, Desk]
) -> None:
    first, second = two
    for number in range(after):
        seat = SEATS[number % 2]
        goes(two[number % 2], seat)
        two[1 - number % 2].bring(two[number % 2].turn()[1])
    said = first.state
    if said.over:
        return
    first.leave("B")
    assert first.state.points == said.points
    assert first.state.step == said.step
    while goes(first, "A") or goes(first, "B"):
        assert desk(first.work.path).state == first.state, "a restart at any step"
    assert first.state.over
    later = [one for one in first.state.said.values() if one.name not in said.said and one.ticked]
    assert all(one.alone for one in later)
    second.put_away()
    second.bring(first.turn()[1])
    assert second.state == first.state


def test_what_was_done_alone_stands_when_the_turn_of_who_left_comes_after_all(
    two: tuple[Desk, Desk],
) -> None:
    first, second = two
    while first.state.step < 7:
        for seat, here, there in zip(SEATS, two, reversed(two), strict=True):
            while here.state.step < 7 and goes(here, seat):
                pass
            there.bring(here.turn()[1])
    same = {"list": "agreed", "text": "A fact that both of us wrote"}
    second.move("B", "item", **same)
    before = first.state
    first.leave("B")
    first.move("B", "item", **same)
    while goes(first, "A") or goes(first, "B"):
        pass
    alone = first.state
    assert alone.over
    late = second.turn()[1]
    assert first.bring(late).startswith("One new move came in. It goes on with"), "it makes room"
    assert (first.sits(), first.state) == ("A", second.state)
    assert first.state.points == before.points
    first.put_away()
    (name,) = [name for name, moves in first.debates().items() if first.state_of(moves).over]
    assert first.reopen(name) == alone


def test_points_for_an_empty_seat_are_not_replaced_by_a_turn_that_was_not_sent(
    two: tuple[Desk, Desk],
) -> None:
    first, second = two
    while goes(second, "B"):
        pass
    first.leave("B")
    while first.state.step < 5:
        assert goes(first, "A") or goes(first, "B")
    alone, before = first.state, first.work.dumps()
    with pytest.raises(AnswerError, match="put this debate away first: it is kept"):
        first.bring(second.turn()[1])
    assert (first.state, first.work.dumps()) == (alone, before)
    first.put_away()
    assert first.bring(second.turn()[1]) == "Three new moves came in."
    assert first.state.points == second.state.points


def test_a_debate_alone_goes_on_at_another_machine(tmp_path: Path) -> None:
    school, home = desk(tmp_path / "a.json"), Hand(SeatsFace(desk(tmp_path / "b.json")))
    school.begin("solo")
    goes(school, "A")
    text = school.turn()[1]
    home.press("bring", {"name": "turn.json", "size": len(text), "text": text})
    other = home.face.desk  # type: ignore[attr-defined]
    assert (other.sits(), home.sees()["seat"]) == ("both", "A")
    while goes(other, "A") or goes(other, "B"):
        pass
    assert other.state.over
    other.put_away()
    school.sit("B")
    buttons = Page(Form(SeatsFace(school))).seen.buttons
    assert ("sit", "both") in buttons, "who sits there can be said again"


def test_moves_that_do_not_count_are_said_and_not_kept(two: tuple[Desk, Desk]) -> None:
    first, second = two
    start = first.turn()[1]
    for one, seat in zip(two, SEATS, strict=True):
        one.bring(start)
        while goes(one, seat):
            pass
    turn = json.loads(second.turn()[1])
    rows = [
        {"n": 99_999, "by": "B", "do": "leave"},
        {"n": 1_900, "by": "B", "do": "heard", "text": "Far too late a word"},
        {"n": 1, "by": "B", "do": "start", "motion": "equal", "mode": "solo", "a": "for"},
        {"n": 3, "by": "B", "do": "leave"},
        {"n": 9, "by": "B", "do": "joint", "text": "Far too <b>early</b> a word"},
    ]
    says = first.bring(json.dumps(turn | {"moves": [*turn["moves"], *rows]}))
    assert says == (
        "Three new moves came in. Four moves do not count beside what stands here, which stays as "
        "it is: the deal of seat B, the word “left” of seat B and a joint statement of seat B, "
        "“Far too <b>early</b> a word”. One row could not be read: ask for it again."
    )
    assert (first.state.step, first.state.left, first.state.mode) == (2, frozenset(), "pair")
    assert max(one.n for one in first.moves()) == 4
    assert not {one.do for one in first.moves()} & {"heard", "joint", "leave"}
    for seat, one in zip(SEATS, two, strict=True):
        one.bring(two[seat == "A"].turn()[1])
        while goes(one, seat):
            pass
    assert first.state.ready >= {("A", 1), ("B", 1), ("A", 2)}


def prepared(two: tuple[Desk, Desk]) -> tuple[Desk, Desk]:
    """Return two machines whose seats have both done the first step and sent their turns."""
    first, second = two
    for one, seat, there in ((first, "A", second), (second, "B", first)):
        while goes(one, seat):  # type: ignore[arg-type]
            pass
        there.bring(one.turn()[1])
    assert first.state.step == 2
    return two


def test_a_turn_that_would_take_a_step_back_is_refused(two: tuple[Desk, Desk]) -> None:
    first, second = prepared(two)
    turn, key = json.loads(second.turn()[1]), first.state.of("B", 1)[0].key
    back = {"n": 6, "by": "B", "do": "point", "key": key, "text": "", "evidence": []}
    before = first.work.dumps()
    with pytest.raises(AnswerError, match="undo what was done here"):
        first.bring(json.dumps(turn | {"moves": [*turn["moves"], back]}))
    assert first.work.dumps() == before


def test_nobody_moves_for_the_seat_that_is_played_at_this_machine(two: tuple[Desk, Desk]) -> None:
    first, second = two
    while goes(second, "B"):
        pass
    turn = json.loads(second.turn()[1])
    forged = [written(Move(n, "A", "point", point(f"Number {n} in your name"))) for n in (7, 8)]
    text = json.dumps(turn | {"moves": [*turn["moves"], *forged]})
    says = first.bring(text)
    assert says.startswith("Three new moves came in. Two moves in your name were not made here")
    assert first.state.of("A", 1) == []
    first.sit("both")
    assert first.bring(text) == "Two new moves came in.", "made by the same at another machine"


def test_a_debate_is_held_only_when_both_seats_have_ended_it(two: tuple[Desk, Desk]) -> None:
    first = two[0]
    entry = {"n": 2, "by": "A", "do": "ready", "step": 7}
    first.work.add(DEBATE.kind, {"debate": first.open(), "moves": [entry]}, claim="equal")
    assert DEBATE.completed(first.work) == set()
    while not first.state.over:
        assert DEBATE.completed(first.work) == set()
        for seat, here, there in zip(SEATS, two, reversed(two), strict=True):
            while goes(here, seat):
                pass
            there.bring(here.turn()[1])
    assert DEBATE.completed(first.work) == {"equal"}


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.sampled_from([*SEATS, *"ABABab", "leave A", "leave B"]), min_size=10, max_size=40),
)
def test_nothing_that_was_done_is_undone_by_files_in_any_order(acts: list[str]) -> None:
    desks = dict(zip(SEATS, apart(), strict=True))
    two_of_us = desks["A"].open()

    def stands(state: State) -> tuple[Any, ...]:
        ticked = {name for name, one in state.said.items() if one.ticked}
        return state.step, state.ready, ticked, {*state.points}

    for act in acts:
        seat: Seat = "A" if act[-1].upper() == "A" else "B"
        here, there = desks[seat], desks[OTHER[seat]]
        if act in SEATS:
            for one in SEATS if here.sits() == "both" else (seat,):
                while goes(here, one):
                    pass
        elif act.startswith("leave") and not here.state.alone and not here.state.over:
            here.leave(OTHER[seat])
        else:
            had = {name: stands(there.state_of(moves)) for name, moves in there.debates().items()}
            with suppress(AnswerError):  # it goes on alone, and this is of the debate of two
                there.bring(here.turn()[1])
            for name, (step, ready, ticked, points) in had.items():
                now = stands(there.state_of(there.debates()[name]))
                assert now[0] >= step
                assert (now[1] >= ready, now[2] >= ticked, now[3] >= points) == (True,) * 3
    for one in desks.values():
        one.put_away()
        one.reopen(two_of_us)
    for seat in (*SEATS, "A"):
        desks[seat].bring(desks[OTHER[seat]].turn()[1])  # type: ignore[index]
    assert desks["A"].state == desks["B"].state


# The card -------------------------------------------------------------------------------------

SOURCE = {"ev-A": "gap_in_spending", "ev-B": "out_of_reach"}
POINTS = iter(range(10_000))


def play(hand: Hand, seat: str) -> None:
    """Do what the card asks of a seat."""
    seen = hand.sees()
    step = seen["state"].step
    for one in seen["ticks"]:
        hand.press("tick", one.name)
    if step in (1, 4):
        for _ in range(2 if step == 1 else 1):
            text = f"Reason number {next(POINTS)} of mine"
            hand.press("point", "", **{f"point-{seat}": text, f"ev-{seat}": SOURCE[f"ev-{seat}"]})
    if step == 7 and not seen["ticks"]:
        for name in ("agreed", "open"):
            hand.press("list", name, **{name: f"On the list {name} number {next(POINTS)}"})
    do = seen["text_of"]
    if do and (seen["writes"] and not (do == "joint" and seen["ticks"])):
        hand.press("say", do, **{f"{do}-{seat}": f"Number {next(POINTS)} was said by you"})
    if seen["can_ready"] and not hand.sees()["is_ready"]:
        try:
            hand.press("ready")
        except AnswerError:
            assert step == 7, "facts wait for the other seat"


def test_alone_it_runs_through_on_one_card_and_says_so(opened: Session) -> None:
    hand = Hand(seats())
    hand.press("begin")
    rounds = 0
    while not hand.sees()["state"].over:
        play(Hand(SeatsFace(hand.face.desk)), hand.sees()["seat"])  # type: ignore[attr-defined]
        rounds += 1
        assert rounds < 20
    seen = hand.sees()
    assert len(values(opened, DEBATE.kind)) < 45
    assert seen["rec"]["over"]
    fair_words = {one["fair"] for one in (*seen["rec"]["heard"], *seen["rec"]["best"])}
    assert fair_words == {"✓ ticked alone: no other person has judged it"}
    reply = hand.press("page")
    assert reply.file[0] == "debate_equal.html"
    assert "gap_in_spending" not in reply.file[1]
    assert "China spends far more on its army" in reply.file[1]
    assert DEBATE.completed(opened.work) == {"equal"}


def test_at_one_machine_the_keyboard_is_handed_over_and_points_stay_hidden(
    opened: Session,
) -> None:
    hand = Hand(seats())
    hand.press("begin", mode="pair")
    assert hand.sees()["seat"] is None
    assert hand.refused("point", "").startswith("Say first who")
    hand.press("hand", "A")
    play(hand, "A")
    assert hand.sees()["waits"]
    hand.press("hand", "B")
    shown = [one for _, _, some in hand.sees()["rec"]["columns"] for one in some]
    assert shown == [], "B does not see A's points yet"
    a_said = hand.face.desk.state.of("A", 1)[0].text  # type: ignore[attr-defined]
    covered = hand.press("page").file[1]
    assert a_said not in covered
    assert "Points that are still covered were left out" in covered
    hand.press("hand", "A")
    assert a_said in hand.press("page").file[1], "A's own"
    hand.press("hand", "B")
    hand.fields["seat"] = ""
    assert hand.sees()["seat"] is None, "as after a restart"
    assert a_said not in hand.press("page").file[1]
    hand.press("hand", "B")
    play(hand, "B")
    assert sum(len(some) for _, _, some in hand.sees()["rec"]["columns"]) == 4
    rounds = 0
    while not hand.sees()["state"].over:
        seat = SEATS[rounds % 2]
        hand.press("hand", seat)
        play(hand, seat)
        rounds += 1
        assert rounds < 30
    assert all(one["fair"] == f"✓ ticked by seat {'BA'[one['by'] == 'B']}"
               for one in hand.sees()["rec"]["best"])  # fmt: skip


def test_who_is_alone_ticks_the_newest_of_many_wordings(opened: Session) -> None:
    hand = Hand(seats())
    hand.press("begin")
    while hand.sees()["state"].step < 6:
        play(hand, hand.sees()["seat"])
    for number in range(1, 5):
        seat, text = hand.sees()["seat"], f"Both of us say wording {number}"
        hand.press("say", "joint", **{f"joint-{seat}": text})
        assert [one.text for one in hand.sees()["ticks"]] == [text]


@pytest.mark.parametrize(
    ("mode", "at", "later", "dealt"),
    [
        ("solo", 80, 80, "dial"), ("solo", 80, 60, "dial"), ("solo", 80, 20, ""),
        ("solo", 80, 50, ""), ("solo", None, 50, "lot"), ("solo", None, None, "lot"),
        ("solo", None, 80, ""), ("pair", 80, 80, "lot"),
    ],
)  # fmt: skip
def test_why_a_side_is_first_is_said_only_where_it_is_so(
    mode: str, at: int | None, later: int | None, dealt: str, tmp_path: Path
) -> None:
    one, name = desk(tmp_path / "a.json"), f"{7:016x}"
    assert lot(name) == "for"
    for percent in (at, later):
        if percent is not None:
            Dial("equal", "09", one.work).save("before", percent, "It seems so to me.")
        if not one.open():
            one.begin(mode, debate=name)
    hand = Hand(SeatsFace(one))
    if mode == "pair":
        hand.press("hand", "A")
    assert hand.sees()["dealt"] == dealt


def test_the_clock_is_a_field_of_the_page_and_ends_nothing(opened: Session) -> None:
    hand = Hand(seats())
    hand.press("begin")
    before = opened.work.dumps()
    hand.press("clock", "1")
    assert hand.fields["clock"] == "1"
    hand.press("clock", "1")
    assert (hand.fields["clock"], opened.work.dumps()) == ("", before)


def test_what_is_missing_stands_above_the_field_with_the_old_text_in_it(opened: Session) -> None:
    hand = Hand(seats())
    hand.press("begin")
    while hand.sees()["state"].step < 3:
        play(hand, hand.sees()["seat"])
    hand.press("say", "heard", **{"heard-A": "You said something like that"})
    (said,) = hand.sees()["ticks"]
    hand.press("lacks", said.name, **{f"lacks-{said.name}": "The reason is missing in it"})
    assert hand.fields["heard-A"] == said.text
    html = Form(hand.face).html
    above = html[: html.index('name="heard-A"')]
    assert "Missing, said the other seat: <bdi>The reason is missing in it" in above
    assert f"You wrote: <bdi>{said.text}" in above, "where the draft is gone"


def test_what_a_step_asks_fits_where_the_seats_are(two: tuple[Desk, Desk]) -> None:
    first, _ = prepared(two)
    face = Hand(SeatsFace(first))
    assert face.sees()["asks"].startswith("Read the other seat's points")
    first.sit("both")
    assert face.sees()["asks"] == ASKS[1]


def test_the_lists_stand_in_their_step_and_it_is_said_who_has_to_tick(
    two: tuple[Desk, Desk],
) -> None:
    first, second = two
    while first.state.step < 7:
        for one, seat, there in ((first, "A", second), (second, "B", first)):
            while one.state.step < 7 and goes(one, seat):  # type: ignore[arg-type]
                pass
            there.bring(one.turn()[1])
    hand = Hand(SeatsFace(first))
    assert hand.sees()["untold"] == 0
    hand.press("list", "agreed", agreed="It is a fact that both accept")
    step = (
        Form(hand.face).html.partition('data-key="step"')[2].partition("A fact that both of you")[0]
    )
    assert "<bdi>It is a fact that both accept" in step
    assert "Seat B has to tick your fact: save your turn" in step
    second.bring(first.turn()[1])
    (theirs,) = Hand(SeatsFace(second)).sees()["ticks"]
    second.move("B", "tick", of=theirs.name, yes=True, text="")
    first.bring(second.turn()[1])
    assert hand.sees()["untold"] == 0


def test_a_turn_of_an_earlier_debate_puts_away_none_that_is_over_without_a_word(
    two: tuple[Desk, Desk],
) -> None:
    first, second = two
    first.leave("B")
    alone = first.open()
    while not first.state.over:
        assert goes(first, "A") or goes(first, "B")
    assert first.bring(second.turn()[1]).startswith("Nothing new")
    assert (first.open(), first.state.over) == (alone, True), "nothing came: what is over stays"
    goes(second, "B")
    assert "The one that is over is kept" in first.bring(second.turn()[1])
    assert (first.open() == second.open(), len(first.debates())) == (True, 2)


def test_an_empty_point_is_asked_for(opened: Session) -> None:
    hand = Hand(seats())
    hand.press("begin")
    assert hand.refused("point", "").startswith("Write your point in one sentence")


def test_files_come_and_go_on_the_card(opened: Session, tmp_path: Path) -> None:
    hand = Hand(seats())
    hand.press("begin", mode="pair", place="files")
    name, text = hand.press("send").file
    assert "from_A" in name
    friend = Hand(SeatsFace(desk(tmp_path / "friend.json")))
    given: dict[str, Any] = {"name": "<b>turn.json", "size": len(text), "text": text}
    assert friend.press("bring", given).says.startswith("<b>turn.json: One new move")
    assert friend.sees()["seat"] == "B"
    for spoils in ({"size": 10**9, "text": ""}, {"text": text[:50]}):
        reply = friend.press("bring", given | spoils)
        assert reply.warns
    friend.press("leave", "A")
    assert friend.sees()["alone"]
    hand.press("away")
    assert not hand.sees()["begun"]
    assert next(one for _, one in hand.sees()["earlier"]).endswith("in step 1 of 7")
    hand.press("reopen", earlier=hand.sees()["earlier"][0][0])
    hand.press("sit", "both")
    assert hand.sees()["sits"] == "both"
    hand.press("hand", "A")
    hand.press("point", "", **{"point-A": "One of mine stands here", "ev-A": "gap_in_spending"})
    key = hand.sees()["mine"][0].key
    hand.press("back", key)
    assert (hand.sees()["mine"], hand.fields["point-A"]) == ([], "One of mine stands here")
    for wrong in ("leave", "sit"):
        assert hand.refused(wrong, "C")
