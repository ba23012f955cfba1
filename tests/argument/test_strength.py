"""DF-QuAD: by hand, against published numbers, against another library, and by its principles."""

import random
from collections.abc import Mapping

import pytest
from attack_graphs import NAMES
from hypothesis import given
from hypothesis import strategies as st

from calls import calls
from wayout.argument import strength
from wayout.argument.strength import CircleError, Pair, Strength, moved, strengths, together

BASES = {"W": 0.5, "O": 0.7, "T": 0.8, "F": 0.6, "G": 0.4}
ATTACKS = [("O", "W"), ("T", "O"), ("F", "W"), ("G", "F")]

shares = st.floats(0, 1)


def finals(found: Mapping[str, Strength]) -> dict[str, float]:
    return {node: strength.final for node, strength in found.items()}


def refused(attacks: list[Pair], supports: list[Pair]) -> CircleError:
    """Return what is said of a circle."""
    with pytest.raises(CircleError) as refusal:
        strengths(dict.fromkeys([*"xyabc", *NAMES], 0.5), attacks, supports, NAMES)
    return refusal.value


test_calls = calls(__file__, strength, globals())


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
