"""The card of a dial and the card of what moved: each state of each moment."""

import re

import pytest

from faces import Hand
from wayout import essay
from wayout.activities.desk.desk import Desk
from wayout.activities.dial import change, dial
from wayout.activities.dial.answers import STAGES
from wayout.activities.dial.change import moved
from wayout.activities.dial.face import _UNMOVED as UNMOVED
from wayout.activities.face import UNSAVED
from wayout.work.activity import AnswerError
from wayout.work.session import Session

WHY = "He flew to three capitals."
OTHER = "The oil price explains it."
LATER = "A late change of mind."

pytestmark = pytest.mark.usefixtures("opened")


def at(stage: str, claim: str = "way_out") -> Hand:
    return Hand(dial(claim, stage))


def say(stage: str, percent: int, why: str = WHY, **more: str) -> Hand:
    hand = at(stage)
    typed = {"percent": str(percent), "percent-moved": "yes", "why": why, "opposite": OTHER}
    hand.press("save", **{**typed, "mover": "nothing", **more})
    return hand


def values(opened: Session) -> list[tuple[str, int | None]]:
    return [(e.value["stage"], e.value["percent"]) for e in opened.work.entries("dial")]


@pytest.mark.parametrize("about", essay.claims(), ids=lambda about: about.id)
def test_every_claim_is_asked_in_the_words_of_its_kind(about: essay.Claim) -> None:
    seen = at("before", about.id).sees()
    assert seen["says"] == about.says
    assert seen["claim_place"] == essay.claim_place(about)
    agreed = about.asked == "agree"
    assert agreed >= (about.kind in ("norm", "concept"))
    assert ("agree" in seen["ask"], "half and half" in seen["words"]["50"]) == (agreed, agreed)


def test_an_unknown_claim_or_moment_is_refused_before_anything_is_shown() -> None:
    with pytest.raises(AnswerError, match="There is no dial “later”"):
        dial("way_out", "later")
    with pytest.raises(essay.EssayError, match="no claim 's99'"):
        dial("s99", "before")


@pytest.mark.parametrize("stage", STAGES[:2])
def test_cannot_say_is_kept_as_no_number_and_owes_no_reason(opened: Session, stage: str) -> None:
    if stage == "after":
        say("before", 40)
    hand = at(stage).types(percent="80", cannot="yes", mover="figure")
    assert set(hand.sees()["words"].values()) == {"I cannot say"}
    hand.press("save")
    assert values(opened)[-1] == (stage, None)
    assert "mover" not in opened.work.entries("dial")[-1].value, "its controls are not shown"
    again = at(stage).fields
    assert (again["percent"], again["cannot"], again["why"]) == ("50", "yes", "")
    assert at(stage).refused("save", cannot="", why=WHY, opposite=OTHER)


def test_a_later_answer_closes_the_earlier_card_and_a_late_one_stands_beside_it(
    opened: Session,
) -> None:
    first, _ = say("before", 65), say("after", 40)
    assert values(opened) == [("before", 65), ("after", 40)]
    assert first.sees()["closed"]
    assert not at("after").sees()["closed"]
    reply = first.press("reopen")
    assert (reply.focus, first.sees()["closed"]) == ("why", False)
    assert first.sees()["now"] != UNSAVED, "to open it again is no change"
    reply = first.press("save", percent="10", why=LATER)
    assert (reply.focus, first.sees()["closed"]) == ("reopen", True)
    assert (first.fields["percent"], first.sees()["answer"].percent) == ("65", 65)
    assert "10 %, very unlikely" in first.sees()["now"]
    assert values(opened) == [("before", 65), ("after", 40), ("before", 10)]
    first.press("reopen")
    first.press("save", cannot="yes", why="")
    assert first.sees()["now"].endswith(": I cannot say.")


def test_a_moment_that_was_passed_over_stays_empty() -> None:
    say("before", 65)
    say("debate", 40)
    hand = at("after")
    assert (hand.sees()["closed"], hand.sees()["answer"]) == (True, None)
    hand.types(**{"percent": "5", "percent-moved": "yes", "mover": "nothing"})
    assert "stays empty" in hand.refused("save", why=WHY, opposite=OTHER)


def test_what_moved_has_a_row_for_each_answer_and_a_dot_for_what_counts() -> None:
    first, _, _ = say("before", 60), say("after", 0, "", cannot="yes"), say("debate", 80)
    first.press("reopen")
    first.press("save", percent="20", why=LATER)
    seen = Hand(change("way_out")).sees()
    assert [dot["percent"] for dot in seen["dots"]] == [60, None, 80]
    assert [(one["percent"], other["percent"]) for one, other in seen["joins"]] == [(60, 80)]
    said = ["60 %, likely", "20 %, very unlikely", "I cannot say", "80 %, very likely"]
    assert [row[2] for row in seen["rows"]] == said
    assert (seen["hint"], seen["described"].count(";")) == ("", 2)
    said = {15: "▲ 15 up", -5: "▼ 5 down", 0: "not moved", None: "–"}
    assert {move: moved(move) for move in said} == said


def test_a_slider_that_nobody_moved_is_no_answer(opened: Session) -> None:
    said = at("before").refused("save", why=WHY)
    assert said == UNMOVED.format(50)
    at("before").press("save", **{"percent-moved": "yes", "why": WHY})
    assert values(opened) == [("before", 50)]
    again = at("before")
    assert again.sees()["now"] != UNSAVED
    again.press("save")
    assert values(opened) == [("before", 50)], "a saved answer was moved once"


MOVED = {"percent": "35", "percent-moved": "yes", "why": WHY, "opposite": OTHER}


def test_all_that_is_missing_is_said_at_once(opened: Session) -> None:
    say("before", 60)
    wanted = ("Move the slider", "Write your reason", "the other way", "what moved you")
    said = at("after").refused("save", why="", opposite=" ")
    assert [word in said for word in wanted] == [True] * 4
    said = at("after").refused("save", **{"percent-moved": "yes"}, why=WHY, opposite="")
    assert [word in said for word in wanted] == [False, False, True, True]
    assert len(opened.work.entries()) == 1


def test_after_the_evidence_it_asks_what_moved_and_which(opened: Session) -> None:
    say("before", 60, **{"mover": "figure", "which": "not asked yet"})
    assert "mover" not in opened.work.entries("dial")[0].value
    hand = at("after").types(**MOVED)
    assert "what moved you" in hand.refused("save")
    assert "Say which card" in hand.refused("save", mover="card")
    assert "Say which argument" in hand.refused("save", mover="argument", which=" ")
    ids = [name for name, _ in hand.types(mover="card").sees()["cards"]]
    assert ids[-1] == "else"
    assert len(ids) > 3, "what both sides show"
    hand.press("save", card=ids[0])
    kept = opened.work.entries("dial")[-1].value
    assert (kept["mover"], kept["card"], kept["which"]) == ("card", ids[0], "")
    assert "Say which card" in at("after").refused("save", card="no_such_card")
    again = at("after")
    assert (again.fields["card"], again.sees()["which"]) == (ids[0], "")
    row = Hand(change("way_out")).sees()["rows"][-1]
    assert row[5].startswith("the card ")
    again.press("save", card="else", which="a <b>film</b> I saw")
    assert Hand(change("way_out")).sees()["rows"][-1][5] == "the card a <b>film</b> I saw"
    again.press("save", mover="nothing")
    assert Hand(change("way_out")).sees()["rows"][-1][5] == "nothing moved me"
    assert "You moved 25 points and say that nothing moved you." in again.sees()["now"]
    again.press("save", percent="60")
    assert "nothing moved you" not in again.sees()["now"], "the number stayed where it was"


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ({"which": "lopsided"}, "the card Customs of China .*"),
        ({"which": "gone_by_now"}, "a card that is here no more"),
        ({"which": "", "card": "gone"}, "a card that is here no more"),
        ({"which": "lopsided", "card": ""}, "the card lopsided"),
        ({"which": "a film"}, "the card a film"),
    ],
)
def test_a_card_and_words_are_told_apart_in_older_files_too(
    opened: Session, kept: dict[str, str], said: str
) -> None:
    claim = essay.card("lopsided").claim
    value = {"stage": "after", "percent": 50, "why": WHY, "opposite": OTHER, "mover": "card"}
    opened.work.add("dial", value | kept, claim=claim)
    assert re.fullmatch(said, at("after", claim).sees()["moved"])


def test_cards_that_were_opened_at_the_desk_come_first(opened: Session) -> None:
    desk = Desk("s01", "02", opened.work)
    for one in ("iran_came_to_moscow", "last_in_tehran"):
        desk.open(one)
    say_of = Hand(dial("s01", "before"))
    say_of.press("save", **{"percent": "60", "percent-moved": "yes", "why": WHY})
    seen = Hand(dial("s01", "after")).types(mover="card").sees()
    assert [name for name, _ in seen["cards"]][:2] == ["iran_came_to_moscow", "last_in_tehran"]
    detail = Hand(dial("detail", "before"))
    detail.press("save", **{"percent": "60", "percent-moved": "yes", "why": WHY})
    seen = Hand(dial("detail", "after")).types(mover="card").sees()
    assert (seen["cards"], seen["which"][:11]) == ([], "Which card?")
