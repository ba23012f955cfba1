"""The card of the sorter and the card of what was sorted: each state, from first to last."""

import pytest

from faces import Hand, mate, values
from held import held
from wayout.activities.face import LARGEST
from wayout.activities.sorter import sorter
from wayout.activities.sorter.choices import Sorter
from wayout.activities.sorter.key import key, offered
from wayout.work.session import Session
from wayout.work.workfile import WorkFile

WHY = "I read it so"

pytestmark = pytest.mark.usefixtures("opened")


def at(number: int) -> Hand:
    return Hand(sorter()).types(number=str(number))


def choose(hand: Hand, number: int, kind: str, check: str, *words: str, why: str = "") -> Hand:
    ticks = {f"word-{number}-{i}": "yes" for i, w in enumerate(offered(number)) if w in words}
    chosen = {f"kind-{number}": kind, f"check-{number}": check, f"why-{number}": why}
    return hand.types(**chosen, **ticks)


def sort(number: int, kind: str, check: str, *words: str) -> Hand:
    hand = choose(at(number), number, kind, check, *words)
    hand.press("save")
    return hand


def test_words_can_be_marked_and_a_choice_that_is_not_whole_is_refused_and_stays(
    opened: Session,
) -> None:
    for number in key():
        assert tuple(word for _, word in at(number).sees()["words"]) == offered(number)
    hand = choose(at(1), 1, "fact", "", "frequent")
    assert "could be checked" in hand.refused("save")
    assert (hand.fields["kind-1"], hand.fields["word-1-1"], values(opened, "sorted")) == (
        "fact",
        "yes",
        [],
    )


@pytest.mark.parametrize(("number", "kind", "check", "state"), held(__file__, "states"))
def test_a_saved_choice_stays_in_hand_and_shows_its_state(
    opened: Session, number: int, kind: str, check: str, state: str
) -> None:
    seen = sort(number, kind, check).sees()
    value = {"sentence": number, "kind": kind, "checkable": check, "words": [], "reason": ""}
    assert values(opened, "sorted") == [value]
    assert (seen["number"], seen["said"].state, seen["states"][number]) == (number, state, state)
    assert (seen["agreement"].done, seen["disputed"]) == (1, state != "agrees")


def test_another_reading_may_be_kept_with_a_reason_or_changed(opened: Session) -> None:
    hand = sort(3, "norm", "yes", "record")
    assert choose(hand, 3, "norm", "yes", why=WHY).sees()["now"].startswith("Chosen, not saved")
    hand.press("save", "reading")
    assert (hand.sees()["said"].state, hand.fields["why-3"]) == ("differs", WHY)
    choose(hand, 3, "fact", "yes").press("save")
    kept = [(v["kind"], v["reason"]) for v in values(opened, "sorted")]
    assert kept == [("norm", ""), ("norm", WHY), ("fact", "")]
    assert [v["words"] for v in values(opened, "sorted")] == [["record"]] * 3
    assert hand.sees()["said"].before


def test_back_and_next_walk_through_all_and_stop_at_the_ends() -> None:
    hand = Hand(sorter())
    walked = [hand.sees()["number"]]
    for _ in range(32):
        assert hand.press("turn", "+1").focus == "sentence"
        walked.append(hand.sees()["number"])
    assert walked == [*key(), 32]
    assert (hand.sees()["first"], hand.sees()["last"]) == (False, True)
    hand.press("turn", "-1")
    assert hand.sees()["number"] == 31


def test_the_disputed_ones_can_be_walked_through_alone() -> None:
    for number, kind in ((3, "fact"), (5, "motive"), (13, "norm")):
        sort(number, kind, key()[number].checkable[0])
    hand = at(5).types(only="yes")
    assert [value for value, _ in hand.sees()["places"]] == ["5", "13"]
    hand.press("turn", "1")
    assert (hand.sees()["number"], hand.sees()["last"]) == (13, True)
    assert len(hand.types(number="3").sees()["places"]) == 3, "the one in hand stays"
    assert len(hand.types(only="").sees()["places"]) == 32


def test_what_another_notebook_sorts_is_there_too_and_where_one_comes_back_to(
    opened: Session,
) -> None:
    for number, one in key().items():
        assert Hand(sorter()).fields["number"] == str(number)
        Sorter("01", WorkFile(opened.work.path)).sort(number, one.kinds[0], one.checkable[0])
    seen = Hand(sorter()).sees()
    assert (seen["number"], seen["agreement"].done, seen["agreement"].kinds) == (1, 32, 32)


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
    assert {"7", "8"} <= {value for value, _ in hand.types(only="yes").sees()["places"]}
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
