"""The standing board as a card: what is predicted, what opens, what flips, what weighs."""

from dataclasses import replace

import pytest

from faces import Hand, values
from wayout.activities.bench.bench import Bench
from wayout.activities.reveal import _FIRST, _first, reveal
from wayout.activities.standing import StandingFace, standing
from wayout.activities.standing.answers import BOARD, STANDING
from wayout.activities.standing.board import MOST, Board, boards, of_map
from wayout.activities.standing.practice import variant
from wayout.argument import ArgumentMap, Claim, Link
from wayout.argument.labels import Label, labels
from wayout.argument.strength import strengths
from wayout.essay import EssayError, argument_map
from wayout.work.session import Session

EXAMPLE = ("undecided", "falls", "stands", "undecided", "undecided")
"""What comes of the points of the example, in their order."""


WAY = "Fear explains the trips"


def said(*words: str) -> dict[str, str]:
    return {f"said-{place}": word for place, word in enumerate(words)}


def whole_map() -> Board:
    return of_map(argument_map(), "mine", "Mine")


def predicted(name: str = "example") -> Hand:
    hand = Hand(standing(name))
    hand.press("predict", **said(*EXAMPLE))
    hand.press("step", "all")
    return hand


# Predict first ----------------------------------------------------------------------------------


def test_nothing_is_told_before_a_prediction_and_each_point_wants_one(opened: Session) -> None:
    hand = Hand(standing("example"))
    seen = hand.sees()
    assert (seen["opened"], seen["steps"], seen["rows"], seen["ends"]) == (False, (), [], None)
    assert {box["kind"] for box in seen["picture"]["boxes"]} == {"open"}
    why = hand.refused("predict", **said("stands", "falls"))
    assert why.endswith("Still missing: Several aims, Fourteen percent, Fast growth.")
    assert "Reason from fear" in hand.refused("predict", **said("nonsense", *EXAMPLE[1:]))
    assert opened.work.entries() == []


def test_steps_open_one_by_one_and_the_picture_follows() -> None:
    hand = Hand(standing("example"))
    hand.press("predict", **said(*EXAMPLE))
    kinds = [[box["kind"] for box in hand.sees()["picture"]["boxes"]]]
    assert (hand.sees()["left"], hand.sees()["done"]) == (1, False)
    hand.press("step", "one")
    kinds.append([box["kind"] for box in hand.sees()["picture"]["boxes"]])
    assert kinds == [
        ["open", "out", "in", "open", "open"],
        ["undecided", "out", "in", "undecided", "undecided"],
    ]
    seen = hand.sees()
    assert seen["steps"][0]["said"][1].startswith(
        "'Other aims' falls: 'Several aims', which stands, attacks it."
    )
    assert seen["compared"] == "All 5 came out as you said."
    before = [*hand.fields.items()]
    hand.press("step", "one")
    assert [*hand.fields.items()] == before, "there is no further step"


def test_the_first_prediction_counts_and_one_of_another_board_does_not(opened: Session) -> None:
    hand = Hand(standing("example"))
    hand.press("predict", **said(*["stands"] * 5))
    hand.press("predict", **said(*EXAMPLE))
    assert [one["said"][WAY] for one in values(opened, "standing")] == ["stands"]
    hand.press("step", "all")
    assert hand.sees()["compared"].startswith("1 of 5")
    fewer = replace(boards()["example"], points=boards()["example"].points[:2], attacks=frozenset())
    other = Hand(StandingFace(lambda: fewer, opened.work, "08", "example"))
    assert other.sees()["given"] is None


@pytest.mark.parametrize(
    ("words", "came"),
    [(EXAMPLE, "all right"), (["stands"] * 5, "some right"),
     (["falls", "stands", "falls", "stands", "falls"], "none right")],
)  # fmt: skip
def test_findings_can_answer_what_came_of_a_prediction(
    words: list[str], came: str, opened: Session
) -> None:
    hand = Hand(standing("example"))
    hand.press("predict", **said(*words))
    hand.press("step", "all")
    assert STANDING.briefly(opened.work.entries()) == {"example": came}
    opened.work.add("standing", values(opened, "standing")[0] | {"came": "?"}, lesson="08")
    assert STANDING.briefly(opened.work.entries())["example"] == came, "the first one counts"
    found = reveal("Read on.", "standing example", {came: "So it is.", "else": "No."})
    assert "So it is" in Hand(found).sees()["yours"]


@pytest.mark.parametrize("name", [*boards(), "mine"])
def test_what_a_board_says_waits_for_its_last_step(name: str, opened: Session) -> None:
    bench = Bench("06", opened.work)
    bench.link("s06", "s09", "for")
    bench.link("later_fall", "s06", "against")
    found = reveal("It all falls.", f"standing {name}", {"else": "Yes."})
    hand = Hand(standing(name))
    assert Hand(found).sees()["first"] == (
        "Save your prediction on the board above. Go through the steps of the board above to the "
        "last one."
    )
    board = hand.sees()["board"]
    hand.press("predict", **{board.field("said", n): "stands" for n, _ in enumerate(board.points)})
    for _ in range(hand.sees()["left"]):
        seen = Hand(found).sees()
        assert (seen["opened"], hand.sees()["done"]) == (False, False)
        assert not Hand(standing(name)).sees()["done"], "as after a restart"
        assert "last one" in seen["first"]
        hand.press("step", "one")
    assert (Hand(found).sees()["opened"], hand.sees()["done"]) == (True, True)
    assert Hand(standing(name)).sees()["done"]


def test_no_first_step_before_findings_is_written_in_markdown() -> None:
    for kind, says in {**_FIRST, "end": _first("board", "ended example")}.items():
        assert not {*says} & {*"*_`"}, kind


def test_shown_without_a_prediction_is_none(opened: Session) -> None:
    hand = Hand(standing("essay"))
    hand.press("show")
    hand.press("step", "all")
    seen = hand.sees()
    assert (seen["done"], seen["compared"], seen["given"]) == (True, "", None)
    assert Hand(standing("essay")).sees()["done"], "who has seen the end predicts it no more"
    assert STANDING.answers(opened.work) == []


# Switch off -------------------------------------------------------------------------------------


@pytest.mark.parametrize("off", range(5))
def test_what_flips_is_what_changes_on_the_smaller_board(off: int) -> None:
    hand, board = predicted(), boards()["example"]
    seen = hand.types(**{f"on-{off}": ""}).sees()
    left = [place for place in range(5) if place != off]
    flips = {one["name"] for one in seen["flips"]}
    kinds = [box["kind"] for box in seen["picture"]["boxes"]]
    before = [Label(word).name.lower() for word in EXAMPLE]
    assert flips == {board.points[n].name for n in left if kinds[n] != before[n]}
    assert kinds[off] == "off"
    assert [row[0] for row in seen["ends"]["rows"]] == [board.points[n].name for n in left]
    assert hand.sees()["slips"] == []
    hand.press("all_on", bet="2")
    assert (hand.sees()["off"], hand.fields["bet"]) == ([], "")


def test_two_fair_ends_stand_side_by_side_and_one_point_stays_on() -> None:
    hand = predicted()
    ends = hand.sees()["ends"]
    assert ends["heads"] == ["Sure", "End 1", "End 2"]
    assert ends["said"].startswith("There are two fair end positions. 'Several aims' stands in")
    seen = hand.types(**{f"on-{n}": "" for n in range(5)}).sees()
    assert [row[0] for row in seen["ends"]["rows"]] == ["Fast growth"]
    assert seen["ends"]["said"] == "There is one fair end position, and it is what is sure."


# Strengths --------------------------------------------------------------------------------------


def links(hand: Hand) -> dict[str, int]:
    return {words: number for number, words in hand.sees()["weights"]["loop"]}


def test_a_loop_is_named_and_refused_until_one_of_its_arrows_is_left_out(opened: Session) -> None:
    hand = predicted()
    hand.press("tab", "strengths")
    assert hand.sees()["weights"]["refused"].startswith("Here the arrows run in a loop")
    f_to_g, g_to_f = (
        "'Fourteen percent' attacks 'Fast growth'",
        "'Fast growth' attacks 'Fourteen percent'",
    )
    loop = links(hand)
    assert loop.keys() == {f_to_g, g_to_f}
    hand.press("cut", str(loop[f_to_g]))
    weights = hand.sees()["weights"]
    finals = {point.name: round(found["final"], 3) for _, point, found in weights["sliders"]}
    assert finals["Reason from fear"] == 0.275
    assert weights["sliders"][0][2]["said"] == "From 0.50 to 0.28: what attacks it weighs 0.45."
    assert weights["cut"] == [(loop[f_to_g], f_to_g)]
    hand.press("mend", str(loop[f_to_g]))
    assert links(hand) == loop


@pytest.mark.parametrize("place", range(5))
def test_each_slider_moves_what_it_acts_on_live(place: int, opened: Session) -> None:
    hand, board = predicted(), boards()["example"]
    hand.press("tab", "strengths")
    hand.press("cut", str(min(links(hand).values())))
    kept = [pair for pair in board.against if pair != ("fourteen_percent", "fast_growth")]
    for percent in range(0, 101, 5):
        hand.types(**{f"base-{place}": str(percent)})
        rows = hand.sees()["weights"]["sliders"]
        bases = {p.id: (p.base or 0) / 100 for p in board.points}
        bases[board.points[place].id] = percent / 100
        assert [row["final"] for _, _, row in rows] == pytest.approx(
            [one.final for one in strengths(bases, kept).values()]
        )


def test_what_is_left_out_is_kept_and_opens_what_waits_for_it(opened: Session) -> None:
    found = reveal("Read on.", "board weighed example")
    hand = predicted()
    hand.press("tab", "strengths")
    done = [one.did for one in BOARD.answers(opened.work)]
    assert (Hand(found).sees()["opened"], done) == (False, ["ended"])
    hand.press("cut", str(min(links(hand).values())))
    assert Hand(found).sees()["opened"]
    again = Hand(standing("example"))
    again.press("tab", "strengths")
    assert len(again.sees()["weights"]["cut"]) == 1
    again.press("mend", str(again.sees()["weights"]["cut"][0][0]))
    assert BOARD.answers(opened.work)[-1].out == ()


def test_a_point_switched_off_weighs_nothing(opened: Session) -> None:
    hand = predicted()
    hand.press("tab", "strengths", **{"on-4": ""})
    weights = hand.sees()["weights"]
    assert (weights["refused"], hand.sees()["off"]) == ("", ["Fast growth"])
    assert [point.name for _, point, _ in weights["sliders"]][-1] == "Fourteen percent"


def test_what_speaks_for_a_point_lifts_it() -> None:
    hand = Hand(standing("essay"))
    hand.press("show")
    hand.press("step", "all")
    hand.press("tab", "strengths")
    rows = {point.id: row for _, point, row in hand.sees()["weights"]["sliders"]}
    assert rows["s09"]["said"] == (
        "From 0.50 to 0.38: what attacks it weighs 0.75 and what speaks for it weighs 0.50."
    )
    equal = "It stays at 0.50: for and against weigh the same, 0.50."
    assert rows["region_can_replace_china"]["said"] == equal


# Other boards -----------------------------------------------------------------------------------


def test_a_whole_map_is_sure_or_open_and_no_more_is_worked_out(opened: Session) -> None:
    hand = Hand(StandingFace(whole_map, opened.work, "08", "mine"))
    assert hand.sees()["picture"] == {}
    assert hand.refused("predict").startswith("Say what you expect first.")
    hand.press("predict", **{whole_map().field("said", 0): "undecided"})
    hand.press("step", "all")
    seen = hand.sees()
    assert seen["ends"]["said"].startswith("44 points are switched on")
    assert seen["compared"] == "It came out as you said."
    hand.press("tab", "strengths")
    weights = hand.sees()["weights"]
    assert "at most 16" in weights["refused"]
    assert weights["sliders"] == []
    few = {whole_map().field("on", n): "" for n in range(MOST, 44)}
    assert hand.types(**few).sees()["weights"]["refused"] == ""


def test_a_broken_map_is_refused_in_a_sentence_and_a_mended_one_is_drawn(opened: Session) -> None:
    claims = (Claim("a", "A"), Claim("b", "B"))
    maps = [ArgumentMap(claims, (), (Link("nobody", "a", "against"),))]
    face = StandingFace(lambda: of_map(maps[-1], "mine", "Mine"), opened.work, "08", "mine")
    assert "nobody" in Hand(face).sees()["refused"]
    maps.append(ArgumentMap(claims, (), (Link("a", "b", "against"),)))
    assert len(Hand(face).sees()["picture"]["boxes"]) == 2
    maps.append(ArgumentMap())
    assert Hand(face).sees()["refused"].startswith("Nothing on your map attacks")


def test_what_was_entered_for_another_state_of_a_map_does_not_count(opened: Session) -> None:
    maps = [ArgumentMap((Claim("a", "A"), Claim("b", "B")), (), (Link("a", "b", "against"),))]
    face = StandingFace(lambda: of_map(maps[-1], "mine", "Mine"), opened.work, "08", "mine")
    hand = Hand(face)
    hand.press("show")
    hand.press("step", "all")
    hand.types(**{of_map(maps[0], "mine", "Mine").field("on", 0): ""})
    assert hand.sees()["off"] == ["a"]
    hand.press("tab", "strengths")
    hand.press("cut", "0")
    assert hand.sees()["weights"]["cut"]
    maps.append(ArgumentMap(maps[0].claims, (), (Link("b", "a", "against"),)))
    assert (hand.sees()["off"], hand.sees()["weights"]["cut"]) == ([], [])


def test_a_fresh_graph_comes_after_each_and_the_last_one_comes_back(opened: Session) -> None:
    hand = Hand(standing("practice"))
    graphs = []
    for _ in range(4):
        board = hand.face.board(hand.fields)  # type: ignore[attr-defined]
        graphs.append(board.graph)
        right = [label.value for label in variant(int(hand.fields["seed"])).labels.values()]
        hand.press("predict", **said(*right))
        hand.press("step", "all")
        assert hand.sees()["compared"] == "All 5 came out as you said."
        again = Hand(standing("practice"))
        assert again.sees()["rows"] == hand.sees()["rows"]
        hand.press("another", **{"on-2": ""})
        assert (hand.sees()["opened"], hand.fields["said-0"], hand.fields["on-2"]) == (
            False,
            "",
            "yes",
        )
    assert len({*graphs}) == 4
    hand.press("predict", **said(*["stands"] * 5))
    assert hand.sees()["now"].endswith("Graphs so far: 5, all points right in 4.")
    assert STANDING.places(opened.work.entries()) == {"practice"}


@pytest.mark.parametrize("odd", ["", "x", "-3", "150", "1e9", "٣", "9" * 5000, "nan"])
def test_what_no_control_can_hold_counts_as_nothing(odd: str) -> None:
    hand = predicted()
    hand.press("tab", "strengths")
    hand.press("cut", odd)
    names = ["step", "base-0", "base-2", "tab", "on-1", "seed", "said-0"]
    assert hand.types(**dict.fromkeys(names, odd)).sees()["board"]


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(EssayError, match=r"no board 'exampel'\. Nearest: example"):
        standing("exampel")


def test_the_learners_own_map_is_a_board_that_follows_it(opened: Session) -> None:
    assert Hand(standing("mine")).sees()["refused"].startswith("Nothing on your map attacks")
    bench = Bench("06", opened.work)
    bench.link("s06", "s09", "for")
    bench.link("later_fall", "s06", "against")
    hand = Hand(standing("mine"))
    board = hand.sees()["board"]
    assert {"s06", "s09", "later_fall"} <= {*board.names}
    told = labels(board.graph)
    hand.press("predict", **{board.field("said", n): told[one].value for n, one in enumerate(told)})
    assert hand.sees()["given"]
    bench.link("s03", "s09", "against")
    assert Hand(standing("mine")).sees()["given"] is None, "said of another map"
    assert not hand.sees()["given"]
