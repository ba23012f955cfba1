"""Positions: by hand, and against two libraries that know nothing of ours."""

import random
from collections.abc import Callable, Iterable
from itertools import chain, pairwise

import attack_graphs
import pytest
from attack_graphs import every_graph, graphs, sample
from hypothesis import given
from hypothesis import strategies as st

from calls import calls
from wayout.argument import semantics as module
from wayout.argument.attack_graph import AttackGraph
from wayout.argument.semantics import (
    LARGEST,
    TooManyPointsError,
    complete,
    grounded,
    preferred,
    rounds,
    stable,
)

Position = frozenset[str]
Answers = dict[str, set[Position]]
Peer = Callable[[AttackGraph], Answers]

# The small graphs all, and of the larger ones what a few seconds allow.
GRAPHS = {
    "all 531 of up to 3 points": lambda: chain.from_iterable(map(every_graph, range(4))),
    "500 of 4 points": lambda: sample(4, 500),
    "50 of 8 points": lambda: sample(8, 50),
    "5 of 11 points": lambda: sample(11, 5),
}


def ours(graph: AttackGraph) -> Answers:
    """All answers; none comes twice, and the grounded position is the first complete one."""
    assert complete(graph)[0] == grounded(graph)
    found = {s.__name__: s(graph) for s in (complete, preferred, stable)}
    assert all(len(set(positions)) == len(positions) for positions in found.values())
    return {"grounded": {grounded(graph)}, **{name: set(found[name]) for name in found}}


def python_argumentation() -> Peer:
    from py_arg.abstract_argumentation_classes.abstract_argumentation_framework import (
        AbstractArgumentationFramework,
    )
    from py_arg.abstract_argumentation_classes.argument import Argument
    from py_arg.abstract_argumentation_classes.defeat import Defeat
    from py_arg.algorithms.semantics.get_complete_extensions import get_complete_extensions
    from py_arg.algorithms.semantics.get_grounded_extension import get_grounded_extension
    from py_arg.algorithms.semantics.get_preferred_extensions import get_preferred_extensions
    from py_arg.algorithms.semantics.get_stable_extensions import get_stable_extensions

    def named(positions: Iterable[Iterable[Argument]]) -> set[Position]:
        return {frozenset(argument.name for argument in position) for position in positions}

    def answers(graph: AttackGraph) -> Answers:
        points = {node: Argument(node) for node in graph.nodes}
        defeats = [Defeat(points[source], points[target]) for source, target in graph.attacks]
        framework = AbstractArgumentationFramework("", list(points.values()), defeats)
        return {
            "grounded": named([get_grounded_extension(framework)]),
            "complete": named(get_complete_extensions(framework)),
            "preferred": named(get_preferred_extensions(framework)),
            "stable": named(get_stable_extensions(framework)),
        }

    return answers


def formal_argumentation() -> Peer:
    from argumentation.core import dung

    def answers(graph: AttackGraph) -> Answers:
        framework = dung.ArgumentationFramework(frozenset(graph.nodes), graph.attacks)
        return {
            "grounded": {dung.grounded_extension(framework)},
            "complete": set(dung.complete_extensions(framework)),
            "preferred": set(dung.preferred_extensions(framework)),
            "stable": set(dung.stable_extensions(framework)),
        }

    return answers


@pytest.fixture(scope="module", params=[python_argumentation, formal_argumentation])
def peer(request: pytest.FixtureRequest) -> Peer:
    return request.param()


@pytest.mark.parametrize("which", GRAPHS)
def test_answers_are_those_of_another_library(peer: Peer, which: str) -> None:
    for graph in GRAPHS[which]():
        assert ours(graph) == peer(graph), graph


# Whatever the graph.


@given(graphs())
def test_rounds_hold_each_settled_point_once_and_in_turn(graph: AttackGraph) -> None:
    stood: set[str] = set()
    fell: set[str] = set()
    for step in rounds(graph):
        assert (
            set(step.stands) == {n for n in graph.nodes if fell >= set(graph.attackers(n))} - stood
        )
        stood.update(step.stands)
        assert set(step.falls) == {t for s, t in graph.attacks if s in stood} - fell
        fell.update(step.falls)
    assert stood == grounded(graph)
    assert sum(len(step.stands) + len(step.falls) for step in rounds(graph)) == len(stood | fell)


@given(graphs(), st.randoms(use_true_random=False))
def test_renaming_the_points_renames_the_answers(graph: AttackGraph, dice: random.Random) -> None:
    new = dict(zip(graph.nodes, dice.sample("zyxwvutsrq", len(graph.nodes)), strict=True))
    renamed = AttackGraph(
        tuple(new[node] for node in graph.nodes),
        frozenset((new[source], new[target]) for source, target in graph.attacks),
    )
    for semantics in (complete, preferred, stable):
        expected = [frozenset(map(new.__getitem__, position)) for position in semantics(graph)]
        assert list(semantics(renamed)) == expected


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_the_points_does_not_matter(graph: AttackGraph, dice: random.Random) -> None:
    shuffled = AttackGraph(tuple(dice.sample(graph.nodes, len(graph.nodes))), graph.attacks)
    assert ours(shuffled) == ours(graph)


def chain_of(size: int) -> AttackGraph:
    nodes = tuple(f"n{number:03}" for number in range(size))
    return AttackGraph(nodes, frozenset(pairwise(nodes)))


def pairs_of(size: int) -> AttackGraph:
    """Return points that attack each other two by two."""
    nodes = tuple(f"n{number}" for number in range(size))
    pairs = zip(nodes[::2], nodes[1::2], strict=True)
    return AttackGraph(nodes, frozenset(p for a, b in pairs for p in ((a, b), (b, a))))


test_calls = calls(__file__, attack_graphs, module, globals())


def test_grounded_has_no_limit() -> None:
    long = chain_of(3000)
    assert grounded(long) == set(long.nodes[::2])
    assert len(rounds(long)) == 1500


@pytest.mark.parametrize("semantics", [complete, preferred, stable])
def test_too_many_points_are_refused_with_a_way_out(semantics: Callable[..., object]) -> None:
    semantics(chain_of(LARGEST))
    with pytest.raises(TooManyPointsError, match=r"19 points.* at most 16: switch off 3 or more"):
        semantics(chain_of(19))
