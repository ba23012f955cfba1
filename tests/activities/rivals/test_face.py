"""The rival reasons board: marks, silent rows, odds, and what comes back."""

from itertools import product
from typing import Any

import pytest

from faces import Hand, values
from wayout import essay
from wayout.activities.rivals import rivals, tells_apart, weigh
from wayout.activities.rivals.odds import ODDS
from wayout.activities.rivals.reasons import MARKS, ROW, Row, asked, evidence, explanations
from wayout.facts import say
from wayout.work.activity import ALL
from wayout.work.session import Session

pytestmark = pytest.mark.usefixtures("opened")
IDS = [one.id for one in explanations()]
NAMES = [one.id for one in evidence()]
PAIR = "way_out-oil_price"


def marked(place: int, *marks: str) -> dict[str, str]:
    return {f"mark-{place}-{id_}": mark for id_, mark in zip(IDS, marks, strict=False)}


def save(hand: Hand, place: int, *marks: str) -> None:
    hand.press("open", NAMES[place])
    hand.press("keep", **marked(place, *marks))


def line(place: int) -> Any:
    return Hand(tells_apart()).sees()["lines"][place]


def laid(hand: Hand) -> dict[int, Any]:
    """The lines of a weighing, by the number of the card from 0."""
    seen = hand.sees()
    return {one["number"] - 1: one for one in [*seen["lines"], *seen["others"]]}


# What lies on the board -------------------------------------------------------------------------


def test_the_cards_are_there_and_pull_in_several_ways() -> None:
    assert len({*NAMES}) == len(NAMES) > len(asked()) == 6
    assert NAMES[: len(asked())] == asked()
    claims = {one.claim for one in evidence()}
    assert {"way_out", "s22", "reputation"} <= claims
    assert {one.bearing for one in evidence()} == set(essay.BEARINGS)
    for one in explanations():
        assert say(one.says)
        assert len(one.name) <= 30


# What fits --------------------------------------------------------------------------------------


def test_a_row_is_silent_when_all_its_marks_are_the_same() -> None:
    for marks in product(MARKS, repeat=3):
        row = Row("gaza", dict(zip(IDS, marks, strict=False)))
        assert row.tells == (len(set(marks)) > 1)
        assert row.pairs == sum(marks[a] != marks[b] for a, b in ((0, 1), (0, 2), (1, 2)))
    hand = Hand(rivals())
    save(hand, 0, *["fits"] * 7)
    assert hand.sees()["told"] == "tells nothing apart: fits for each"
    assert (line(0)["silent"], line(0)["told"]) == (True, "tells nothing apart: fits for each")
    save(hand, 0, "not")
    assert (line(0)["silent"], line(0)["told"]) == (False, "tells apart")
    assert line(1)["told"] == "not saved yet"
    assert Hand(tells_apart()).sees()["against"] == [1, 0, 0, 0, 0, 0, 0]


def test_six_cards_left_neutral_take_six_presses_and_are_all_that_is_asked(opened: Session) -> None:
    for place in range(len(asked())):
        hand = Hand(rivals())
        assert (hand.sees()["place"], hand.sees()["sorted"]) == (place, place)
        hand.press("keep")
    assert Hand(rivals()).sees()["place"] == 5, "the others are for whoever likes"
    assert ROW.meant(["*"]) <= ROW.completed(opened.work)
    assert ROW.told
    assert ROW.told(opened.work) == dict.fromkeys([*asked(), ALL], "nothing")
    found = Hand(tells_apart()).sees()
    assert (found["left"], len(found["lines"])) == (0, 6)
    assert [found["found"][name] for name in ("silent", "most", "fewest")] == [6, [], []]
    save(hand, 8, "fits")
    assert ROW.told(opened.work) | {NAMES[8]: "apart", ALL: NAMES[8]} == ROW.told(opened.work)
    found = Hand(tells_apart()).sees()
    assert [one["says"] for one in found["lines"]][6:] == [evidence()[8].says]
    assert found["found"]["most"] == [evidence()[8].says]
    assert (found["found"]["pairs"], found["found"]["of"]) == (6, 21)


def test_the_newest_marks_count_and_the_next_open_card_comes_back(opened: Session) -> None:
    hand = Hand(rivals())
    for marks in (("fits", "not"), ("fits", "neutral")):
        save(hand, 1, *marks)
    assert [one["card"] for one in values(opened, "rival")] == ["oil_output"] * 2
    again = Hand(rivals())
    assert again.sees()["place"] == 0
    assert [again.fields[f"mark-1-{id_}"] for id_ in IDS[:3]] == ["fits", "neutral", "neutral"]
    hand.press("open", "no such card")
    assert hand.sees()["place"] == 0
    nonsense = dict.fromkeys([f"mark-0-{id_}" for id_ in IDS], "nonsense")
    assert "nothing to tell apart" in hand.refused("keep", **nonsense)


def test_a_grid_says_what_it_comes_to() -> None:
    assert Hand(tells_apart()).sees()["found"] is None
    hand = Hand(rivals())
    for place, marks in enumerate((["fits"] * 7, ["not", "fits", "fits"], ["not"])):
        save(hand, place, *marks)
    found = Hand(tells_apart()).sees()["found"]
    assert found["most"] == [evidence()[1].says]
    assert (found["pairs"], found["silent"], found["few"], len(found["fewest"])) == (14, 1, 0, 6)


def test_an_explanation_of_ones_own_stands_beside_the_others() -> None:
    hand = Hand(rivals())
    assert "three words" in hand.refused("own", own="Holidays")
    hand.press("own", own="He likes the desert in winter.")
    assert [one.id for one in hand.sees()["every"]] == [*IDS, "own"]
    hand.press("own", own="He likes the sea in winter.")
    every = Hand(rivals()).sees()["every"]
    assert (len(every), every[-1].says) == (8, "He likes the sea in winter.")
    hand.press("keep", **{"mark-0-own": "fits", "mark-0-gaza": "not"})
    assert line(0)["signs"][-1] == "+ fits"


def test_the_explanation_liked_least_is_defended_in_a_sentence(opened: Session) -> None:
    hand = Hand(tells_apart())
    assert "like least" in hand.refused("defend", case="It would explain the timing.")
    assert "like least" in hand.refused("defend", least="own", case="It would explain it.")
    assert "three words" in hand.refused("defend", least="moment", case="Yes.")
    hand.press("defend", least="moment", case="He was seen by many.")
    hand.press("defend", least="gaza", case="The war was new then.")
    assert Hand(tells_apart()).fields["least"] == "gaza"
    assert Hand(tells_apart()).sees()["defended"] == ("The war in Gaza", "The war was new then.")
    assert len(values(opened, "defence")) == 2


# How far ----------------------------------------------------------------------------------------


def test_odds_move_live_and_in_every_order_to_the_same_end() -> None:
    hand = Hand(weigh())
    one = hand.types(**{f"ratio-{PAIR}-0": "1/2"}).sees()["result"]
    assert (one["before"], one["after"], one["chances"]) == ("1 : 1", "1 : 2", ["50", "33"])
    two = hand.types(**{f"ratio-{PAIR}-3": "6", f"prior-{PAIR}": "1:3"}).sees()["result"]
    assert (two["before"], two["after"]) == ("1 : 3", "1 : 1")
    ways = [hand.sees()["result"]["chances"]]
    for _ in range(2):
        hand.press("turn")
        ways.append(hand.sees()["result"]["chances"])
    assert ways == [["25", "14", "50"], ["25", "67", "50"], ["25", "14", "50"]]
    still = hand.types(**{f"ratio-{PAIR}-5": "1", "turn": "x"}).sees()["result"]
    assert still["after"] == two["after"]


@pytest.mark.parametrize("bad", ["0", "∞", "-1", "x", "9999"])
def test_a_bad_number_is_named_at_its_card_and_nothing_is_kept(bad: str, opened: Session) -> None:
    hand = Hand(weigh()).types(**{f"ratio-{PAIR}-1": bad, f"ratio-{PAIR}-2": "2"})
    assert [bool(laid(hand)[n]["fault"]) for n in range(3)] == [False, True, False]
    assert hand.sees()["result"] is None
    assert hand.refused("weigh") == laid(hand)[1]["fault"]
    hand.types(**{f"ratio-{PAIR}-1": "", f"prior-{PAIR}": bad})
    assert hand.sees()["fault"] == hand.refused("weigh")
    assert opened.work.entries() == []


def test_each_pair_keeps_its_own_numbers_and_the_last_comes_back(opened: Session) -> None:
    hand = Hand(weigh())
    assert "one card or more" in hand.refused("weigh")
    hand.press("weigh", **{f"ratio-{PAIR}-0": "2"})
    hand.press("weigh", one="gaza", other="brics", **{"ratio-gaza-brics-3": "5"})
    assert [one["pair"] for one in values(opened, "odds")] == [IDS[:2], ["gaza", "brics"]]
    assert ODDS.places(opened.work.entries()) == ODDS.meant(["*"])
    again = Hand(weigh())
    assert [one.id for one in again.sees()["pair"]] == ["gaza", "brics"]
    assert again.fields[f"ratio-{PAIR}-0"] == "2"
    assert "different" in again.refused("weigh", one="gaza", other="gaza")
    assert again.sees()["same"]
    again.types(one="no such", other="")
    assert [one.id for one in again.sees()["pair"]] == IDS[:2]


def test_only_cards_that_tell_the_two_apart_are_asked_about_at_first() -> None:
    assert [one["number"] for one in Hand(weigh()).sees()["lines"]] == [1, 2, 3, 4, 5, 6]
    board = Hand(rivals())
    save(board, 0, "fits", "not")
    save(board, 1, "neutral", "neutral")
    hand = Hand(weigh())
    assert [one["number"] for one in hand.sees()["lines"]] == [1]
    assert [one["number"] for one in hand.types(**{f"ratio-{PAIR}-4": "2"}).sees()["lines"]] == [
        1,
        5,
    ]
    assert len(hand.sees()["others"]) == len(NAMES) - 2


def test_a_number_that_pulls_against_the_grid_is_asked_about() -> None:
    board = Hand(rivals())
    save(board, 0, "fits", "not")
    save(board, 1, "neutral", "neutral")
    hand = Hand(weigh())
    for text, pulls in (("2", False), ("1", False), ("1/2", True)):
        assert laid(hand.types(**{f"ratio-{PAIR}-0": text}))[0]["pulls"] == pulls
    assert [laid(hand)[n]["silent"] for n in range(3)] == [False, True, False]
    assert laid(hand)[1]["grid"].endswith("nothing apart: neutral for both.")


def test_two_cards_of_one_page_are_told_when_both_push() -> None:
    hand = Hand(weigh())
    first, again = NAMES.index("two_of_three"), NAMES.index("planned_before")
    assert evidence()[first].address == evidence()[again].address
    for one, other, twin in (("2", "", 0), ("2", "1", 0), ("1", "2", 0), ("2", "1/3", first + 1)):
        hand.types(**{f"ratio-{PAIR}-{first}": one, f"ratio-{PAIR}-{again}": other})
        assert laid(hand)[again]["twin"] == twin


def test_steps_stay_on_the_line_and_each_begins_where_the_last_ended() -> None:
    hand = Hand(weigh())
    texts = {f"ratio-{PAIR}-{n}": text for n, text in enumerate(("1000", "1/1000", "1", "3"))}
    steps = hand.types(**texts).sees()["result"]["steps"]
    assert [(one["x"], one["end"]) for one in steps[:3]] == [
        ("50.0", "95.0"),
        ("50.0", "50.0"),
        ("50.0", "50.0"),
    ]
    assert steps[2]["width"] == "0.4", "a card that pushes nowhere is still drawn"
    assert 50 < float(steps[3]["end"]) < 60


def test_an_answer_of_another_program_is_passed_over(opened: Session) -> None:
    work = opened.work
    for row in (
        {"card": "gaza", "marks": {"way_out": "yes"}},
        {"card": "gaza", "marks": {"x": "fits"}},
    ):
        work.add("rival", row, lesson="07")
    good: dict[str, Any] = {"pair": ["gaza", "brics"], "prior": "1", "ratios": {"gaza": "2"}}
    bad: list[dict[str, Any]] = [{"pair": ["gaza", "gaza"]}, {"pair": ["gaza"]}, {"prior": "inf"}]
    bad += [{"ratios": ratios} for ratios in ({"gaza": "0"}, {"gaza": 2}, {"x": "2"})]
    for spoilt in bad:
        work.add("odds", good | spoilt, lesson="07")
    assert (ROW.answers(work), ODDS.answers(work)) == ([], [])
    assert Hand(rivals()).sees()["sorted"] == 0
