"""The card of the sorter and the card of what was sorted: each state, from first to last."""

import pytest

from faces import Hand, mate, values
from held import held
from wayout.activities.face import LARGEST
from wayout.activities.sorter import sorter
from wayout.activities.sorter.choices import Sorter
from wayout.activities.sorter.key import game, key, offered
from wayout.work.session import Session
from wayout.work.workfile import WorkFile

WHY = "I read it so"

pytestmark = pytest.mark.usefixtures("opened")


def at(number: int) -> Hand:
    return Hand(sorter()).types(number=str(number))


def mark(hand: Hand, number: int, *words: str, why: str = "") -> Hand:
    ticks = {f"word-{number}-{i}": "yes" for i, w in enumerate(offered(number)) if w in words}
    return hand.types(**{f"why-{number}": why}, **ticks)


def sort(number: int, kind: str, check: str) -> Hand:
    hand = at(number)
    hand.press("kind", kind)
    hand.press("check", check)
    return hand


def test_words_can_be_marked_and_nothing_is_kept_before_there_is_a_kind(opened: Session) -> None:
    for number in key():
        assert tuple(word for _, word in at(number).sees()["words"]) == offered(number)
    hand = mark(at(1), 1, "frequent")
    assert "kind of claim" in hand.refused("save")
    assert "kind of claim" in hand.refused("check", "yes")
    assert "not 'rumour'" in hand.refused("kind", "rumour")
    assert (hand.fields["word-1-0"], values(opened, "sorted")) == ("yes", [])


def test_a_kind_is_answered_at_once_and_keeps_what_was_said_before(opened: Session) -> None:
    hand = mark(at(1), 1, "frequent", why=WHY)
    hand.press("kind", "norm")
    assert (hand.sees()["said"].state, hand.sees()["now"]) == (
        "differs",
        "Not saved yet: marked “frequent” and a reason.",
    )
    hand.press("save")
    hand.press("kind", "fact")
    hand.press("check", "yes")
    whole = {"sentence": 1, "kind": "fact", "checkable": "yes", "words": ["frequent"]}
    assert values(opened, "sorted")[-1] == {**whole, "reason": WHY}
    assert hand.sees()["said"].before == "Your first choice was norm."


@pytest.mark.parametrize(("number", "kind", "check", "state"), held(__file__, "states"))
def test_a_saved_choice_stays_in_hand_and_shows_its_state(
    opened: Session, number: int, kind: str, check: str, state: str
) -> None:
    seen = sort(number, kind, check).sees()
    value = {"sentence": number, "kind": kind, "checkable": check, "words": [], "reason": ""}
    assert values(opened, "sorted")[-1] == value
    assert (seen["number"], seen["said"].state, seen["states"][number]) == (number, state, state)
    assert seen["agreement"].done == 1


def test_next_walks_through_the_six_and_among_the_others(opened: Session) -> None:
    hand = Hand(sorter())
    walked = [hand.sees()["number"]]
    while following := hand.sees()["next"]:
        assert hand.press("go", str(following)).focus == "sentence"
        walked.append(hand.sees()["number"])
    assert walked == [*game()]
    hand.press("go", "1")
    assert hand.sees()["next"] == 2
    assert hand.sees()["others"] == [n for n in key() if n not in walked]


def test_what_another_notebook_sorts_is_there_too_and_where_one_comes_back_to(
    opened: Session,
) -> None:
    for number, one in key().items():
        left = [n for n in game() if n >= number] or [game()[0]]
        assert Hand(sorter()).fields["number"] == str(left[0])
        Sorter("01", WorkFile(opened.work.path)).sort(number, one.kinds[0], one.checkable[0])
    seen = Hand(sorter()).sees()
    assert (seen["agreement"].done, seen["agreement"].kinds) == (32, 32)


def test_a_classmates_file_is_compared_and_not_kept(opened: Session) -> None:
    for number in range(1, 13):
        Sorter("01", opened.work).sort(number, "fact" if number < 7 else "norm", "no")
    hand, before = at(1), opened.work.dumps()
    reply = hand.press("compare", mate({n: "fact" if n < 9 else "norm" for n in range(1, 13)}))
    assert not reply.warns
    seen = hand.sees()
    # p = 10 / 12; e = 1/2 * 8/12 + 1/2 * 4/12 = 1/2; kappa = (10/12 - 1/2) / (1/2) = 2/3.
    assert seen["peer"].kappa == pytest.approx(2 / 3)
    assert [one.number for one in seen["peer"].differ] == [7, 8]
    assert (seen["peer_name"], opened.work.dumps()) == ("friend.json", before)


@pytest.mark.parametrize("text", ["", '{"format": 9, "entries": []}', "huge"])
def test_a_file_that_cannot_be_read_warns_and_the_last_one_stays(
    opened: Session, text: str
) -> None:
    size = LARGEST + 1 if text == "huge" else len(text)
    hand, file = sort(3, "fact", "yes"), {"name": "odd.json", "size": size, "text": text}
    assert hand.press("compare", file).warns
    assert hand.sees()["peer"] is None
    hand.press("compare", mate({3: "norm"}))
    before = (hand.sees()["peer"], hand.sees()["peer_name"], opened.work.dumps())
    reply = hand.press("compare", file)
    assert (reply.warns, "friend.json" in reply.says) == (True, True)
    assert (hand.sees()["peer"], hand.sees()["peer_name"], opened.work.dumps()) == before
