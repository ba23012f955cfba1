"""The debate desk: who sits where, turns as files, and a whole debate on one card or on two."""

import json
from pathlib import Path
from typing import Any

import pytest

from debaters import fair, point
from faces import Hand, values
from held import held
from wayout.activities.controversy import seats
from wayout.activities.controversy.desk import DEBATE, Desk, lot
from wayout.activities.controversy.evidence import MOTIONS, offered, premises, prompts, sources
from wayout.activities.controversy.face import SeatsFace
from wayout.activities.controversy.moves import SEATS, Seat
from wayout.activities.controversy.shown import ASKS, MINUTES, STEPS
from wayout.activities.dial.answers import Dial
from wayout.errors import CourseError
from wayout.language import LONGEST
from wayout.work.activity import AnswerError
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
        groups = dict(offered("equal", "for", opened.work))
        return [one for one, _ in groups.get("Tables of your lessons", [])]

    assert tables() == []
    opened.work.add("opened", {}, lesson="04")
    assert tables() == ["table:gdp"]
    groups = offered("equal", "against", opened.work)
    assert groups[0][0].startswith("− against: the motion")
    assert {name for _, some in groups for name, _ in some} < {*sources("equal")}


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
    assert "2 rows" in second.bring(json.dumps(turn | {"moves": rows})).replace("two", "2")
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


# A partner who leaves, and a restart ----------------------------------------------------------


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
    second.bring(first.turn()[1])
    assert second.state == first.state


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
    hand.fields["seat"] = ""
    assert hand.sees()["seat"] is None, "as after a restart"
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


def test_the_clock_is_a_field_of_the_page_and_ends_nothing(opened: Session) -> None:
    hand = Hand(seats())
    hand.press("begin")
    before = opened.work.dumps()
    hand.press("clock", "1")
    assert hand.fields["clock"] == "1"
    hand.press("clock", "1")
    assert (hand.fields["clock"], opened.work.dumps()) == ("", before)


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
