"""The card of the fact desk: five steps, each state of each, from closed cards to a verdict."""

import pytest

from faces import Hand, refuse, values
from wayout.activities.desk import fact_desk
from wayout.activities.face import UNSAVED
from wayout.argument.formats import claimreview
from wayout.work.session import Session

WHY = "Two sources say so."
FIRST, SECOND, THIRD = "last_in_tehran", "iran_came_to_moscow", "iran_named_elsewhere"

pytestmark = pytest.mark.usefixtures("opened")


def at(name: str = "s01") -> Hand:
    return Hand(fact_desk(name))


def laid_open(*cards: str) -> Hand:
    hand = at()
    for card in cards or (FIRST, SECOND):
        hand.press("turn", card)
    return hand


def give(hand: Hand, outcome: str = "holds in part", why: str = WHY, author: str = "") -> None:
    used = {f"use-{card}": "yes" for card in (FIRST, SECOND)}
    hand.press("verdict", outcome=outcome, why=why, author=author, **used)


def test_a_card_is_opened_folded_and_shown_again_with_one_entry(opened: Session) -> None:
    hand = at()
    for folded in ("", "yes", ""):
        hand.press("turn", FIRST)
        assert hand.fields[f"folded-{FIRST}"] == folded
        assert hand.sees()["desk"].opened() == (FIRST,)
    assert values(opened, "card") == [{"card": FIRST, "did": "opened"}]


def test_a_card_is_filed_by_the_learner_first_and_the_next_step_rests_on_that(
    opened: Session,
) -> None:
    hand = laid_open()
    said = {hand.sees()["advice"]}
    for card, bearing in ((FIRST, "for"), (SECOND, "for"), (FIRST, "against")):
        for _ in range(2):
            hand.press("judge", f"{card}:{bearing}")
        assert hand.sees()["desk"].judged(card) == bearing
        said.add(hand.sees()["advice"])
    assert len(said) == 4, "each step gives other advice"
    assert [value["bearing"] for value in values(opened, "card")[2:]] == ["for", "for", "against"]


def test_a_first_guess_is_unsaved_then_kept_and_comes_back(
    opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = at()
    assert "Choose one of: holds" in hand.refused("stop", claimed="three stops")
    assert hand.types(guess="holds").sees()["stop"] == UNSAVED
    hand.press("stop")
    assert hand.sees()["stop"] not in ("", UNSAVED)
    assert at().fields == {"guess": "holds", "claimed": "three stops"}
    assert values(opened, "stop") == [{"guess": "holds", "claimed": "three stops", "after": 0}]
    monkeypatch.setattr("os.fsync", refuse)
    hand.press("stop", guess="cannot tell")
    assert hand.sees()["stop"] == opened.work.message


def test_cards_are_pressed_from_the_oldest_on_and_the_last_one_places_itself(
    opened: Session,
) -> None:
    hand, cards = at("s03"), ["figure_came_later", "ten_months_were_known", "record_level"]
    assert hand.sees()["dated"]
    for card in cards:
        hand.press("turn", card)
    assert (hand.sees()["waiting"], hand.sees()["rows"]) == (cards, [])
    hand.press("next", cards[1])
    assert (hand.sees()["waiting"], len(hand.sees()["rows"])) == ([cards[0], cards[2]], 1)
    assert values(opened, "order") == []
    assert hand.press("next", cards[2]).focus == "again"
    assert hand.sees()["ordered"][1], "the dates speak against it"
    hand.press("again")
    assert hand.sees()["waiting"] == cards
    hand.press("next", cards[1]), hand.press("next", cards[0])
    assert (hand.sees()["waiting"], hand.sees()["ordered"][1]) == ([], False)
    assert [value["cards"] for value in values(opened, "order")] == [
        [cards[1], cards[2], cards[0]], [cards[1], cards[0], cards[2]],
    ]  # fmt: skip
    hand.press("turn", "eleven_months")
    assert hand.sees()["waiting"] == ["eleven_months"]
    hand.press("next", "eleven_months")
    assert len(values(opened, "order")[-1]["cards"]) == 4


def test_an_order_is_asked_only_where_the_claim_turns_on_one() -> None:
    assert [at(name).sees()["dated"] for name in ("s01", "s03", "s06")] == [False, True, False]


def test_six_cards_lie_in_sight_and_the_steps_say_how_far_one_is() -> None:
    hand = at("s06")
    assert (len(hand.sees()["first"]), len(hand.sees()["more"])) == (6, 7)
    assert [len(at("s03").sees()[part]) for part in ("first", "more")] == [7, 0], "none alone"
    assert dict(hand.sees()["steps"])["Source"] == "0 of 13 cards open"
    hand = laid_open()
    give(hand)
    done = dict(hand.sees()["steps"])
    assert (done["Verdict"], done["Trace"]) == ("holds in part", "two origins")
    assert hand.sees()["beside"]
    assert hand.sees()["corrected"] == ""
    give(hand, "holds")
    assert "Moscow" in hand.sees()["corrected"]


def test_a_verdict_that_is_not_whole_is_refused_and_what_was_typed_stays(opened: Session) -> None:
    hand = at().types(outcome="holds", why=WHY)
    assert hand.refused("verdict").startswith("Open at least two cards first")
    for card in (FIRST, SECOND):
        hand.press("turn", card)
    one = {f"use-{FIRST}": "yes"}
    assert hand.refused("verdict", **one).startswith("Choose at least two of your opened")
    assert (hand.fields["why"], values(opened, "verdict")) == (WHY, [])


def test_each_verdict_is_said_and_offered_as_a_file_and_the_next_waits(opened: Session) -> None:
    hand = laid_open()
    assert hand.types(why="half a thought").sees()["verdict"] == UNSAVED
    give(hand, author="Ada")
    give(hand, "cannot tell", author="Ada")
    (says, first), (_, second) = hand.sees()["given"]
    assert says.startswith("Ada checked this on")
    for number, text, outcome in ((1, first, "holds in part"), (2, second, "cannot tell")):
        assert hand.press("review", str(number)).file == (f"fact_check_s01_{number}.json", text)
        check = claimreview.read(text)
        assert (check.author, check.outcome, check.why) == ("Ada", outcome, WHY)
    assert hand.sees()["way"]
    assert len(values(opened, "verdict")) == 2
    hand = laid_open().types(why="half a thought", claimed="half a claim")
    hand.press("turn", THIRD)
    assert (hand.fields["why"], hand.fields["claimed"]) == ("half a thought", "half a claim")
    assert (hand.sees()["verdict"], hand.sees()["stop"]) == (UNSAVED, UNSAVED)
