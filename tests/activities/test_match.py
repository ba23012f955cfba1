"""Match need and door: every answer to every need, judged by what the facts leave open."""

from collections.abc import Callable

import pytest

from faces import Hand, values
from wayout.activities.builder import build, match, tasks
from wayout.facts import fact
from wayout.work.activity import AnswerError
from wayout.work.session import Session, begin

TASK = tasks()["05 needs"]
ANSWERS = ("yes", "in part", "no", "cannot tell")
VOTES = ("yes", "no", "abstained", "did_not_vote")
Limits = tuple[float, float]
"""Between which parts of a need, in per cent, the figures put what the region met of it."""


def number(name: str) -> float:
    value = fact(name).value
    assert isinstance(value, int | float)
    return float(value)


def machines() -> Limits:
    """None of what they sold may have been machines, or all of it."""
    sold = ("africa_imports_2023", "gulf_and_region_imports_2023", "uae_to_russia_2023")
    all_goods = sum(map(number, (*sold, "russia_imports_turkiye_2023")))
    return 0, 100 * all_goods / number("machinery_imports_2023")


def cars() -> Limits:
    """Of new ones what China left at most, of used ones what Japan left."""
    left = ("new_cars_from_china_lowest_pct", "used_cars_from_japan_june_2023_pct")
    return 0, max(100 - number(taken) for taken in left)


def fuel() -> Limits:
    """Türkiye's coal at least; of oil at most what two buyers left."""
    return number("coal_turkiye_pct"), 100 - float(fact("oil_two_of_all_may_2023").value)


def voices() -> Limits:
    """Votes for Russia alone, or of all who did not vote against it."""
    cast = {vote: number(f"votes_africa_es_11_1_{vote}") for vote in VOTES}
    for vote in VOTES[:3]:
        cast[vote] += number(f"votes_middle_east_es_11_1_{vote}")
    states = sum(cast.values())
    return 100 * cast["no"] / states, 100 - 100 * cast["yes"] / states


KNOWN: dict[str, Callable[[], Limits] | None] = {
    "Machines for factories": machines,
    "Cars": cars,
    "Daily goods": None,
    "Buyers for oil and coal": fuel,
    "A way to pay": None,
    "Votes and voices": voices,
}
"""What the figures say of each need; nothing where no figure of ours is of the region."""


def fair(limits: Limits | None) -> set[str]:
    """The answers that limits do not rule out: more than half, a tenth to a half, below a tenth."""
    if limits is None:
        return {"cannot tell"}
    low, high = limits
    spans = {"yes": (50, 100), "in part": (10, 50), "no": (0, 10)}
    left = {answer for answer, (least, most) in spans.items() if low < most and high >= least}
    return left if len(left) < len(spans) else left | {"cannot tell"}


def test_every_need_is_known() -> None:
    assert [slot.name for slot in TASK.slots] == list(KNOWN)
    assert all(tuple(part.says for part in slot.parts) == ANSWERS for slot in TASK.slots)


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("need", KNOWN)
def test_each_answer_is_judged_as_the_facts_say(need: str, answer: str) -> None:
    slot = next(slot for slot in TASK.slots if slot.name == need)
    part = next(part for part in slot.parts if part.says == answer)
    known = KNOWN[need]
    assert part.right == (answer in fair(known() if known else None))
    assert slot.tells
    assert "{" not in slot.tells


@pytest.mark.parametrize("answer", ANSWERS)
def test_one_answer_to_every_need_is_not_fair_to_all(answer: str) -> None:
    fairs = [part.right for slot in TASK.slots for part in slot.parts if part.says == answer]
    assert sum(fairs) <= 4


def test_answers_are_kept_and_each_is_answered(opened: Session) -> None:
    hand = Hand(match("needs"))
    assert "in each row first: Cars, Daily" in hand.refused("check", **{"slot-0": "1"})
    chosen = {f"slot-{i}": "0" for i in range(len(TASK.slots))}
    hand.press("check", **chosen)
    seen = hand.sees()
    assert seen["fair"] == sum(slot.parts[0].right for slot in TASK.slots) == 0
    assert values(opened, "built")[0]["of"] == TASK.place
    best = {f"slot-{i}": "3" if i in (2, 4) else "1" for i in range(len(TASK.slots))}
    hand.press("check", **best)
    assert (hand.sees()["fair"], hand.sees()["right"]) == (6, True)
    assert Hand(match("needs")).fields == best
    begin("05")
    with pytest.raises(AnswerError, match=r"no sentence to build at '05 needs'"):
        build("needs")
    assert not hasattr(match("needs"), "do_write"), "a match has no sentence of one's own"
    with pytest.raises(AnswerError, match=r"named 'need'\. Nearest: needs"):
        match("need")
