"""The rival reasons board as a card: marks, silent rows, odds, and what comes back."""

from itertools import product
from typing import Any

import pytest

from faces import Hand, values
from wayout import essay
from wayout.activities.rivals import rivals
from wayout.activities.rivals.odds import ODDS
from wayout.activities.rivals.reasons import MARKS, ROW, Row, evidence, explanations
from wayout.facts import say
from wayout.work.session import Session

IDS = [one.id for one in explanations()]
PAIR = "way_out-oil_price"


def marked(place: int, *marks: str) -> dict[str, str]:
    return {f"mark-{place}-{id_}": mark for id_, mark in zip(IDS, marks, strict=False)}


def line(hand: Hand, place: int) -> Any:
    return hand.sees()["grid"]["lines"][place]


# What lies on the board -------------------------------------------------------------------------


def test_the_cards_are_there_and_pull_in_several_ways() -> None:
    assert len({one.id for one in evidence()}) == len(evidence())
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
    hand = Hand(rivals())
    hand.press("keep", **marked(0, *["fits"] * 7))
    assert (line(hand, 0)["silent"], line(hand, 0)["told"]) == (
        True,
        "tells nothing apart: fits for each",
    )
    hand.press("keep", **marked(0, "not"))
    assert (line(hand, 0)["silent"], line(hand, 0)["told"]) == (False, "tells apart")
    assert line(hand, 1)["told"] == "not sorted yet"
    assert hand.sees()["grid"]["against"] == [1, 0, 0, 0, 0, 0, 0]


def test_one_mark_is_not_enough_and_the_newest_counts(opened: Session) -> None:
    hand = Hand(rivals())
    for marks in ((), ("fits",), ("fits", "nonsense")):
        assert "nothing to tell apart" in hand.refused("keep", **marked(0, *marks))
        hand.fields = hand.face.saved()
    assert opened.work.entries() == []
    hand.press("open", "gaza")
    place = hand.sees()["place"]
    hand.press("keep", **marked(place, "fits", "not"))
    hand.press("keep", **marked(place, "fits", "neutral"))
    assert [one["card"] for one in values(opened, "rival")] == ["gaza", "gaza"]
    again = Hand(rivals())
    assert again.sees()["place"] == place
    assert line(again, place)["signs"][:3] == ["+ fits", "○ neutral", "–"]
    hand.press("open", "no such card")
    assert hand.sees()["place"] == 0


def test_an_explanation_of_ones_own_stands_beside_the_others() -> None:
    hand = Hand(rivals())
    assert "three words" in hand.refused("own", own="Holidays")
    hand.press("own", own="He likes the desert in winter.")
    assert [one.id for one in hand.sees()["every"]] == [*IDS, "own"]
    hand.press("own", own="He likes the sea in winter.")
    every = Hand(rivals()).sees()["every"]
    assert (len(every), every[-1].says) == (8, "He likes the sea in winter.")
    hand.press("keep", **{"mark-0-own": "fits", "mark-0-gaza": "not"})
    assert line(hand, 0)["signs"][-1] == "+ fits"


def test_the_explanation_liked_least_is_defended_in_a_sentence(opened: Session) -> None:
    hand = Hand(rivals())
    assert "like least" in hand.refused("defend", case="It would explain the timing.")
    assert "like least" in hand.refused("defend", least="own", case="It would explain it.")
    assert "three words" in hand.refused("defend", least="moment", case="Yes.")
    hand.press("defend", least="moment", case="He was seen by many.")
    hand.press("defend", least="gaza", case="The war was new then.")
    assert Hand(rivals()).fields["least"] == "gaza"
    assert Hand(rivals()).sees()["defended"] == ("The war in Gaza", "The war was new then.")
    assert len(values(opened, "defence")) == 2


# How far ----------------------------------------------------------------------------------------


def test_odds_move_live_and_in_every_order_to_the_same_end() -> None:
    hand = Hand(rivals())
    hand.press("tab", "odds")
    one = hand.types(**{f"ratio-{PAIR}-0": "1/2"}).sees()["weighed"]["result"]
    assert (one["before"], one["after"], one["percent"]) == ("1 : 1", "1 : 2", "33")
    two = hand.types(**{f"ratio-{PAIR}-3": "6", f"prior-{PAIR}": "1:3"}).sees()["weighed"]["result"]
    assert (two["before"], two["after"], two["same"]) == ("1 : 3", "1 : 1", True)
    assert two["orders"] == ["25 → 14 → 50", "25 → 67 → 50"]
    still = hand.types(**{f"ratio-{PAIR}-5": "1"}).sees()["weighed"]["result"]
    assert still["after"] == two["after"]


@pytest.mark.parametrize("bad", ["0", "∞", "-1", "x", "9999"])
def test_a_bad_number_is_named_at_its_card_and_nothing_is_kept(bad: str, opened: Session) -> None:
    hand = Hand(rivals()).types(**{f"ratio-{PAIR}-1": bad, f"ratio-{PAIR}-2": "2"})
    weighed = hand.sees()["weighed"]
    assert [bool(one["fault"]) for one in weighed["lines"][:3]] == [False, True, False]
    assert weighed["result"] is None
    assert hand.refused("weigh") == weighed["lines"][1]["fault"]
    hand.types(**{f"ratio-{PAIR}-1": "", f"prior-{PAIR}": bad})
    assert hand.sees()["weighed"]["fault"] == hand.refused("weigh")
    assert opened.work.entries() == []


def test_each_pair_keeps_its_own_numbers_and_the_last_comes_back(opened: Session) -> None:
    hand = Hand(rivals())
    assert "one card or more" in hand.refused("weigh")
    hand.press("weigh", **{f"ratio-{PAIR}-0": "2"})
    hand.press("weigh", one="gaza", other="brics", **{"ratio-gaza-brics-3": "5"})
    assert ODDS.places(opened.work.entries()) == {"way_out oil_price", "gaza brics"}
    again = Hand(rivals())
    assert [one.id for one in again.sees()["pair"]] == ["gaza", "brics"]
    assert again.fields[f"ratio-{PAIR}-0"] == "2"
    assert "different" in again.refused("weigh", one="gaza", other="gaza")
    assert again.sees()["weighed"]["same"]
    again.types(one="no such", other="")
    assert [one.id for one in again.sees()["pair"]] == IDS[:2]


def test_a_number_that_pulls_against_the_grid_is_asked_about() -> None:
    hand = Hand(rivals())
    hand.press("keep", **marked(0, "fits", "not"))
    hand.press("open", evidence()[1].id)
    hand.press("keep", **marked(1, "neutral", "neutral"))
    for text, pulls in (("2", False), ("1", False), ("1/2", True)):
        first = hand.types(**{f"ratio-{PAIR}-0": text}).sees()["weighed"]["lines"][0]
        assert first["pulls"] == pulls
    lines = hand.sees()["weighed"]["lines"]
    assert [one["silent"] for one in lines[:3]] == [False, True, False]
    assert lines[1]["grid"].endswith("nothing apart: neutral for both.")


def test_two_cards_of_one_page_are_told_when_both_push() -> None:
    hand, names = Hand(rivals()), [one.id for one in evidence()]
    first, again = names.index("two_of_three"), names.index("planned_before")
    assert evidence()[first].address == evidence()[again].address
    for one, other, twin in (("2", "", 0), ("2", "1", 0), ("1", "2", 0), ("2", "1/3", first + 1)):
        hand.types(**{f"ratio-{PAIR}-{first}": one, f"ratio-{PAIR}-{again}": other})
        assert hand.sees()["weighed"]["lines"][again]["twin"] == twin


def test_bars_stay_on_the_line() -> None:
    hand = Hand(rivals())
    texts = {f"ratio-{PAIR}-{n}": text for n, text in enumerate(("1000", "1/1000", "1", "3"))}
    bars = [one["bar"] for one in hand.types(**texts).sees()["weighed"]["lines"][:5]]
    assert bars[:3] == [
        {"x": "5.0", "width": "45.0"},
        {"x": "50.0", "width": "45.0"},
        {"x": "50.0", "width": "0.0"},
    ]
    assert bars[4] is None


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
    assert Hand(rivals()).sees()["grid"]["sorted"] == 0
