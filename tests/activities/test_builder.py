"""Build the sentence: every part judged with its reason, one's own sentence by oneself alone."""

import pytest

from faces import Hand, values
from wayout.activities.builder import Task, build, tasks
from wayout.activities.face import UNSAVED
from wayout.work.activity import AnswerError
from wayout.work.session import Session, begin

PLACE = "02 q6"
TASK: Task = tasks()[PLACE]

pytestmark = pytest.mark.usefixtures("opened")


def parts(*, right: bool) -> dict[str, str]:
    """Return a choice of parts, for each slot one that fits, or one that does not."""
    found = (next(i for i, p in enumerate(s.parts) if p.right == right) for s in TASK.slots)
    return {f"slot-{slot}": str(part) for slot, part in enumerate(found)}


@pytest.mark.parametrize("task", tasks().values(), ids=tasks().keys())
def test_each_slot_has_a_right_part_and_a_wrong_one_and_each_says_why(task: Task) -> None:
    for slot in task.slots:
        assert {part.right for part in slot.parts} == {True, False}, slot.name
        assert len({part.says for part in slot.parts}) == len(slot.parts)
        assert all(part.why.endswith((".", "?", "!", "”")) for part in slot.parts)
        assert "{" not in "".join(part.says + part.why for part in slot.parts)
    assert len(task.own) == (0 if task.how else 3)
    assert task.model()


def test_a_fresh_card_has_empty_places_and_an_unknown_question_is_refused() -> None:
    seen = Hand(build("q6")).sees()
    assert (seen["checked"], seen["right"], seen["written"]) == ([], False, None)
    assert seen["sentence"] == " ".join("…" for _ in TASK.slots)
    with pytest.raises(AnswerError, match=r"no sentence to build at '02 q66'\. Nearest: .*02 q6"):
        build("q66")


@pytest.mark.parametrize(("beginning", "turned"), [("0", True), ("1", False)])
def test_a_true_sentence_that_is_the_mirror_is_called_one(beginning: str, turned: bool) -> None:
    begin("04")
    hand = Hand(build("q9"))
    chosen = {f"slot-{n}": part for n, part in enumerate([beginning, "0", "3", "1", "2"])}
    hand.press("check", **chosen)
    seen = hand.sees()
    assert (seen["right"], seen["turned"].startswith("True, but")) == (False, turned)


def test_an_empty_place_is_named_and_the_others_stay() -> None:
    hand = Hand(build("q6"))
    some = dict([*parts(right=True).items()][:-1])
    assert hand.refused("check", **some).endswith(f"{TASK.slots[-1].name}.")
    assert hand.fields == some


@pytest.mark.parametrize("right", [True, False])
def test_a_checked_sentence_is_kept_and_each_part_is_judged(opened: Session, right: bool) -> None:
    hand = Hand(build("q6")).types(**parts(right=right))
    assert (hand.sees()["now"], hand.sees()["checked"]) == (UNSAVED, [])
    hand.press("check")
    seen = hand.sees()
    assert [part.right for _, part in seen["checked"]] == [right] * len(TASK.slots)
    assert (seen["right"], seen["sentence"] == TASK.model()) == (right, right)
    kept = {str(slot): part for slot, part in enumerate(parts(right=right).values())}
    assert values(opened, "built") == [{"of": PLACE, "choice": kept}]
    hand.types(**parts(right=not right))
    assert (hand.sees()["right"], hand.sees()["now"]) == (right, UNSAVED), "not checked again"


def test_ones_own_sentence_is_kept_with_what_one_ticks(opened: Session) -> None:
    hand = Hand(build("q6"))
    assert "three words" in hand.refused("write", text="too short")
    hand.press("write", text="In my own words.", **{"tick-0": "yes", "tick-2": "yes"})
    hand.press("write", text="In my own words.")
    assert values(opened, "written") == [{"of": PLACE, "text": "In my own words.", "ticks": [0, 2]}]
    again = Hand(build("q6"))
    assert (again.fields["tick-0"], again.fields["tick-1"]) == ("yes", "")
    assert again.sees()["own"].startswith("Saved to")


def test_a_choice_of_parts_that_are_no_more_is_shown_as_empty_places(opened: Session) -> None:
    odd = ["9" * 5000, "-1", "x", "²"]
    opened.work.add("built", {"of": PLACE, "choice": dict(enumerate(odd))})
    seen = Hand(build("q6")).sees()
    assert (seen["right"], {part for _, part in seen["checked"]}) == (False, {None})
