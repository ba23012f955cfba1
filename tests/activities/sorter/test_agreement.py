import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayout.activities.sorter import agreement
from wayout.activities.sorter.agreement import FEWEST, MEANS, Choice, Comparison, compared, kappa
from wayout.essay import CHECKABLE, KINDS


def one(number: int, kind: str, checkable: str = "yes") -> Choice:
    return Choice(number, kind, checkable, (), "", "2026-01-01T00:00:00+00:00")


def beside(mine: list[str], theirs: list[str]) -> Comparison:
    rows = enumerate(zip(mine, theirs, strict=True), 1)
    pairs = {number: (one(number, a), one(number, b)) for number, (a, b) in rows}
    return compared(pairs, dict.fromkeys(pairs, ("fact", "norm")))


def test_kappa_is_that_of_a_hand_worked_example() -> None:
    # Both say fact 4 times and norm 3 times, so they agree on 7 of 10: p = 0.7. One says fact
    # for 5 of 10, the other for 6: e = 0.5 * 0.6 + 0.5 * 0.4 = 0.5; (0.7 - 0.5) / 0.5 = 0.4.
    found = beside(["fact"] * 5 + ["norm"] * 5, ["fact"] * 4 + ["norm"] * 4 + ["fact"] * 2)
    assert (found.kappa, found.same_kind) == (pytest.approx(0.4), 7)
    assert [d.number for d in found.differ] == [5, 9, 10]
    assert found.kappa_words() == f"Cohen's kappa is 0.40. {MEANS}"
    below = beside(["fact", "norm"] * 5, ["norm", "fact"] * 5)
    assert (below.kappa, "kappa is −1.00." in below.kappa_words()) == (-1, True), "a true minus"


@pytest.mark.parametrize(
    ("first", "second", "alike", "beyond_chance"),
    [
        # Of 50: 20 both yes, 15 both no, 5 and 10 apart; p = 0.7, e = 0.5 × 0.6 + 0.5 × 0.4.
        ("y" * 25 + "n" * 25, "y" * 20 + "n" * 5 + "y" * 10 + "n" * 15, 0.7, 0.4),
        # p = 4/6; e = (2×2 + 2×3 + 2×1) / 36 = 12/36; kappa = (4/6 - 1/3) / (2/3).
        ("ffmmnn", "fmmmnf", 4 / 6, 0.5),
        ("ab", "ba", 0, -1), ("aabb", "abab", 0.5, 0), ("aaaa", "bbbb", 0, 0),
    ],
)  # fmt: skip
def test_agreement_by_hand(first: str, second: str, alike: float, beyond_chance: float) -> None:
    assert agreement.alike(first, second) == pytest.approx(alike)
    assert kappa(first, second) == beyond_chance


pairs_of_kinds = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1)


@given(pairs_of_kinds, st.randoms(use_true_random=False))
def test_kappa_has_no_favourite(pairs: list[Any], dice: random.Random) -> None:
    """Swapping readers, shuffling items and renaming categories change nothing."""
    first, second = zip(*pairs, strict=True)
    if len({*first, *second}) == 1:
        return
    found = kappa(first, second)
    assert -1 <= found <= 1
    assert (found == 1) == (first == second)
    assert found == kappa(second, first)
    again = [(a.upper(), b.upper()) for a, b in dice.sample(pairs, len(pairs))]
    assert found == kappa(*zip(*again, strict=True))


def test_kappa_waits_for_enough_shared_sentences_of_more_than_one_kind() -> None:
    found = beside(["fact"] * 12, ["fact"] * 12)
    assert (found.kappa, found.kappa_words()) == (None, found.no_kappa)
    assert "same one kind" in found.no_kappa
    for number in range(FEWEST + 1):
        kinds = (["fact", "norm"] * FEWEST)[:number]
        assert (beside(kinds, kinds).kappa is None) == (number < FEWEST), number


def test_what_is_shared_is_counted_in_words_and_kind_and_checking_apart() -> None:
    assert compared({}, {}).words() == "There is no sentence that you have both sorted yet."
    assert beside(["fact"], ["norm"]).words().startswith("You have both sorted 1 sentence. ")
    pairs = {
        1: (one(1, "fact", "yes"), one(1, "fact", "no")),
        2: (one(2, "fact", "no"), one(2, "norm", "no")),
    }
    found = compared(pairs, {1: ("fact",), 2: ("fact",)})
    assert (found.shared, found.same_kind, found.same_check) == ((1, 2), 1, 1)
    said = "You have both sorted 2 sentences. At first you chose the same kind for 1 of 2, and the"
    assert found.words() == f"{said} same answer to “could it be checked?” for 1 of 2."


def test_a_difference_may_be_two_fair_readings() -> None:
    pairs = {3: (one(3, "fact"), one(3, "norm"))}
    assert compared(pairs, {3: ("fact", "norm")}).differ[0].both_fair
    assert not compared(pairs, {3: ("fact",)}).differ[0].both_fair


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(KINDS)), max_size=32))
def test_any_two_readers_can_be_compared(kinds: list[tuple[str, str]]) -> None:
    found = beside([a for a, _ in kinds], [b for _, b in kinds])
    turned = beside([b for _, b in kinds], [a for a, _ in kinds])
    assert len(found.differ) == len(found.shared) - found.same_kind
    assert (found.kappa is None) == bool(found.no_kappa)
    assert found.kappa == (turned.kappa if turned.kappa is None else pytest.approx(turned.kappa))
    assert found.kappa is None or -1 <= found.kappa <= 1


@given(st.permutations(range(1, 33)))
def test_differences_come_in_the_order_of_the_essay(order: list[int]) -> None:
    pairs = {n: (one(n, "fact"), one(n, "norm", CHECKABLE[n % 3])) for n in order}
    found = compared(pairs, dict.fromkeys(order, ("fact",)))
    assert [d.number for d in found.differ] == list(found.shared) == list(range(1, 33))
