"""DF-QuAD: by hand, against published numbers, against another library, and by its principles."""

import random
import re
from collections.abc import Mapping
from math import inf, nan

import pytest
from attack_graphs import NAMES
from hypothesis import given
from hypothesis import strategies as st

from wayout.argument.errors import GraphError
from wayout.argument.strength import CircleError, Pair, Strength, moved, strengths, together

BASES = {"W": 0.5, "O": 0.7, "T": 0.8, "F": 0.6, "G": 0.4}
ATTACKS = [("O", "W"), ("T", "O"), ("F", "W"), ("G", "F")]

shares = st.floats(0, 1)


def finals(found: Mapping[str, Strength]) -> dict[str, float]:
    return {node: strength.final for node, strength in found.items()}


def test_the_lesson() -> None:
    found = finals(strengths(BASES, ATTACKS))
    assert found == pytest.approx({"W": 0.2752, "O": 0.14, "T": 0.8, "F": 0.36, "G": 0.4})


def test_a_published_example() -> None:
    """The e-democracy example after Rago et al., as Uncertainpy ships it (RagoEtAlEDemocracy)."""
    answers, reasons = {"A1": 0.5, "A2": 0.5}, {"P1": 0.7, "P2": 0.5, "P3": 0.9}
    bases = {**answers, **reasons, "C1": 0.2, "C2": 0.2, "C3": 0.6, "C4": 0.5}
    attacks = [("C1", "A2"), ("C2", "P2"), ("C3", "P2"), ("C4", "P2")]
    supports = [("P1", "A1"), ("P2", "A1"), ("P3", "A2")]
    found = finals(strengths(bases, attacks, supports))
    assert found == pytest.approx({**bases, "A1": 0.862, "A2": 0.85, "P2": 0.08}, abs=1e-12)


def random_acyclic(dice: random.Random) -> tuple[dict[str, float], list[Pair], list[Pair]]:
    nodes = [f"p{number}" for number in range(dice.randint(1, 12))]
    density = dice.choice((0.1, 0.3, 0.6))
    links: dict[str, list[Pair]] = {"attack": [], "support": []}
    for later, target in enumerate(nodes):
        for source in nodes[later + 1 :]:
            if dice.random() < density:
                links[dice.choice(("attack", "support"))].append((source, target))
    dice.shuffle(nodes)
    bases = {node: dice.choice((0.0, 1.0, 0.5, dice.random())) for node in nodes}
    return bases, links["attack"], links["support"]


def test_2000_random_graphs_agree_with_formal_argumentation() -> None:
    from argumentation.gradual import dfquad, gradual

    dice = random.Random(2016)
    for _ in range(2000):
        bases, attacks, supports = random_acyclic(dice)
        graph = gradual.WeightedBipolarGraph(
            frozenset(bases), bases, frozenset(attacks), frozenset(supports)
        )
        expected = dfquad.dfquad_strengths(graph).strengths
        assert finals(strengths(bases, attacks, supports)) == pytest.approx(expected, abs=1e-12)


@given(st.randoms(use_true_random=False))
def test_how_the_links_are_listed_does_not_matter(dice: random.Random) -> None:
    bases, attacks, supports = random_acyclic(dice)
    found = strengths(bases, attacks, supports)
    assert found == strengths(bases, frozenset(attacks), [*reversed(supports), *supports])
    assert list(found) == list(bases)


@given(st.randoms(use_true_random=False))
def test_every_number_lies_from_0_to_1(dice: random.Random) -> None:
    for found in strengths(*random_acyclic(dice)).values():
        assert 0 <= found.attack <= 1
        assert 0 <= found.support <= 1
        assert 0 <= found.final <= 1
        assert (found.final > found.base) <= (found.support > found.attack)
        assert (found.final < found.base) <= (found.attack > found.support)


@given(st.lists(shares), shares, shares)
def test_more_together_is_never_less(values: list[float], low: float, high: float) -> None:
    low, high = sorted((low, high))
    assert together([*values, low]) <= together([*values, high])
    assert together(values) <= together([*values, low])


@given(shares, shares, shares, shares)
def test_more_support_never_lowers_and_more_attack_never_raises(
    base: float, other: float, low: float, high: float
) -> None:
    low, high = sorted((low, high))
    assert moved(base, attack=other, support=low) <= moved(base, attack=other, support=high)
    assert moved(base, attack=low, support=other) >= moved(base, attack=high, support=other)


def test_extremes() -> None:
    assert together([]) == 0
    assert moved(0.3, attack=1, support=0) == 0
    assert moved(0.3, attack=0, support=1) == 1
    assert strengths({}) == {}
    assert strengths({"a": 1})["a"] == Strength(1.0, 0.0, 0.0, 1.0)


def test_a_circle_is_named_and_refused() -> None:
    with pytest.raises(CircleError) as refusal:
        strengths(BASES, [*ATTACKS, ("F", "G")], names=NAMES)
    assert set(refusal.value.circle) == {"F", "G"}
    first, second = (NAMES[point] for point in refusal.value.circle)
    assert f"in a circle, from '{first}' to '{second}' to '{first}', so" in str(refusal.value)


def test_each_point_of_a_circle_acts_on_the_next() -> None:
    attacks, supports = [("a", "b"), ("x", "a")], [("b", "c"), ("c", "a"), ("c", "y")]
    with pytest.raises(CircleError) as refusal:
        strengths(dict.fromkeys("xyabc", 0.5), attacks, supports)
    circle = refusal.value.circle
    assert sorted(circle) == ["a", "b", "c"]
    assert {*zip(circle, (*circle[1:], circle[0]), strict=True)} <= {*attacks, *supports}
    with pytest.raises(CircleError, match="from 'a' to 'a'"):
        strengths({"a": 0.5}, supports=[("a", "a")])


@pytest.mark.parametrize("base", [-0.1, 1.1, 55, nan, inf, -inf, "0.5", None, True, 1j])
def test_a_base_is_a_number_from_0_to_1(base: float) -> None:
    said = re.escape(f"strength of 'way out' is {base!r}: give a number from 0 to 1.")
    with pytest.raises(GraphError, match=said):
        strengths({"W": base, "O": 0.5}, names=NAMES)


def test_links_that_cannot_be_are_named() -> None:
    with pytest.raises(GraphError, match=r"^'Q' is in a link but has no base strength\.$"):
        strengths(BASES, [("Q", "W")])
    with pytest.raises(GraphError, match="'other aims' both attacks and supports 'way out'"):
        strengths(BASES, [("O", "W")], [("O", "W")], NAMES)
