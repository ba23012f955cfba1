"""The rival reasons board: marks, silent rows, odds, and what comes back."""

from itertools import product
from typing import Any

import pytest

from faces import Hand, values
from wayout import essay
from wayout.activities.rivals import odds, rivals, tells_apart, weigh
from wayout.activities.rivals.odds import ODDS
from wayout.activities.rivals.reasons import (
    MARKS,
    ROW,
    Row,
    asked,
    evidence,
    explanations,
    voices,
)
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
    assert hand.sees()["told"] == line(0)["told"]
    assert line(0)["silent"]
    save(hand, 0, "not")
    assert [(one["silent"], one["sorted"]) for one in (line(0), line(1))] == [
        (False, True),
        (False, False),
    ]
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
    assert "at most" in hand.refused("own", own="so " * 101)
    hand.press("own", own="He likes the desert in winter.")
    assert [one.id for one in hand.sees()["every"]] == [*IDS, "own"]
    hand.press("own", own="He likes the sea in winter.")
    every = Hand(rivals()).sees()["every"]
    assert (len(every), every[-1].says) == (8, "He likes the sea in winter.")
    hand.press("keep", **{"mark-0-own": "fits", "mark-0-gaza": "not"})
    assert line(0)["signs"][-1] == "+ fits"


def test_an_own_explanation_counts_where_it_was_marked_and_no_longer_when_reworded(
    opened: Session,
) -> None:
    hand = Hand(rivals())
    save(hand, 0, "not", *["fits"] * 6)
    hand.press("own", own="He likes the desert in winter.")
    found = Hand(tells_apart()).sees()
    assert (found["against"][-1], found["waits"]) == (None, ["My own explanation"])
    assert (found["found"]["pairs"], found["found"]["of"]) == (6, 21)
    hand.press("keep", **{"mark-0-own": "not"})
    Hand(tells_apart()).press("defend", least="own", case="Winters are cold.")
    Hand(weigh()).press("weigh", one="way_out", other="own", **{"ratio-way_out-own-0": "2"})
    found = Hand(tells_apart()).sees()
    assert (found["against"][-1], found["waits"], found["found"]["of"]) == (1, [], 28)
    hand.press("own", own="He likes the desert in winter.")
    assert Hand(tells_apart()).sees()["defended"], "the same words again change nothing"
    hand.press("own", own="He likes the sea in winter.")
    found = Hand(tells_apart()).sees()
    assert (found["against"][-1], found["defended"]) == (None, None)
    assert odds.weighings(opened.work) == {}
    assert Hand(rivals()).fields["mark-0-own"] == "neutral"
    assert found["lines"][0]["signs"][:2] == ["− does not fit", "+ fits"]


def test_cards_that_tell_as_much_are_told_together(opened: Session) -> None:
    hand = Hand(rivals())
    for place in range(len(asked())):
        save(hand, place, *["fits"] * (place < 2))
    assert ROW.told
    assert ROW.told(opened.work)[ALL] == "several"
    assert Hand(tells_apart()).sees()["found"]["most"] == [one.says for one in evidence()[:2]]


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
    fault = laid(hand)[1]["fault"]
    assert hand.refused("weigh") == f"Look at card 2. {fault}"
    hand.types(**{f"ratio-{PAIR}-4": bad, f"prior-{PAIR}": bad})
    many = "the odds before any card, card 2 and card 5"
    assert hand.refused("weigh") == f"Look at {many}. {fault}"
    hand.types(**{f"ratio-{PAIR}-1": "", f"ratio-{PAIR}-4": ""})
    assert hand.refused("weigh") == f"Look at the odds before any card. {hand.sees()['fault']}"
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


def test_a_pair_has_one_weighing_in_either_order_of_the_menus(opened: Session) -> None:
    hand = Hand(weigh())
    for one, other, text in (("gaza", "brics", "5"), ("brics", "gaza", "1/4")):
        mine = {f"ratio-{one}-{other}-3": text, f"prior-{one}-{other}": "1:3"}
        hand.press("weigh", one=one, other=other, **mine)
    for one, other, text, before in (
        ("brics", "gaza", "1/4", "1 : 3"),
        ("gaza", "brics", "4", "3 : 1"),
    ):
        again = Hand(weigh()).types(one=one, other=other)
        assert again.fields[f"ratio-{one}-{other}-3"] == text
        assert again.sees()["result"]["before"] == before
    hand.press("weigh", one="gaza", other="brics", **{"ratio-gaza-brics-3": "5"})
    hand.press("weigh", one="way_out", other="gaza", **{"ratio-way_out-gaza-0": "2"})
    assert Hand(weigh()).fields["ratio-gaza-brics-3"] == "5", "the first words, once more, count"
    assert len(odds.weighings(opened.work)) == 2


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


def test_a_number_and_a_grid_that_disagree_are_told() -> None:
    board = Hand(rivals())
    save(board, 0, "fits", "not")
    save(board, 1, "neutral", "neutral")
    hand = Hand(weigh())
    for place, text, said in (
        *[(0, "2", ""), (0, "1", "even"), (0, "1/2", "contrary")],
        *[(1, "2", "finer"), (1, "1", ""), (1, "0", ""), (2, "2", "")],
    ):
        hand.types(**{f"ratio-{PAIR}-{place}": text})
        assert laid(hand)[place]["differs"] == said
    assert [laid(hand)[n]["silent"] for n in range(3)] == [False, True, False]


def test_two_cards_of_one_page_or_voice_are_told_when_both_push() -> None:
    hand = Hand(weigh())
    first, again = NAMES.index("two_of_three"), NAMES.index("planned_before")
    oil, gaza = NAMES.index("oil_output"), NAMES.index("gaza")
    assert evidence()[first].address == evidence()[again].address
    page, voice = ("page", first + 1), ("Dmitry Peskov", oil + 1)
    for one, other, twin in (
        ("2", "", None),
        ("2", "1", None),
        ("1", "2", None),
        ("2", "1/3", page),
    ):
        hand.types(**{f"ratio-{PAIR}-{first}": one, f"ratio-{PAIR}-{again}": other})
        assert laid(hand)[again]["twin"] == twin
    hand.types(**{f"ratio-{PAIR}-{oil}": "2", f"ratio-{PAIR}-{gaza}": "3"})
    assert (laid(hand)[again]["twin"], laid(hand)[gaza]["twin"]) == (page, voice)
    assert voices(evidence()[NAMES.index("brics")]) == {"Yuri Ushakov"}


def test_the_sum_leaves_out_a_repeat_that_is_ticked_and_keeps_that(opened: Session) -> None:
    oil, gaza = (NAMES.index(name) for name in ("oil_output", "gaza"))
    out = f"out-{PAIR}-{gaza}"
    hand = Hand(weigh()).types(**{f"ratio-{PAIR}-{oil}": "4", f"ratio-{PAIR}-{gaza}": "4"})
    assert hand.sees()["result"]["after"] == "16 : 1"
    hand.press("weigh", **{out: "yes", f"out-{PAIR}-{oil}": "yes"})
    assert hand.sees()["result"]["after"] == "4 : 1"
    assert values(opened, "odds")[-1]["out"] == ["gaza"], "what repeats nothing stays in"
    again = Hand(weigh())
    assert (again.fields[out], again.sees()["result"]["after"]) == ("yes", "4 : 1")
    assert [one.end for _, one in odds.weighings(opened.work).values()] == [4]
    again.press("weigh", **{f"ratio-{PAIR}-{oil}": ""})
    assert again.sees()["result"]["after"] == "4 : 1", "then the other one is no repeat"


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
