"""Explanations: true, readable, and untouched by what the points are called."""

import dataclasses

import attack_graphs
import pytest
from attack_graphs import LESSON, graphs
from hypothesis import given
from hypothesis import strategies as st
from texts import HOSTILE

from calls import calls
from held import held
from wayout import argument
from wayout.argument import ArgumentMap, Claim, Link, Reason, semantics
from wayout.argument.attack_graph import AttackGraph
from wayout.argument.errors import called
from wayout.argument.explain import explain, explain_map
from wayout.argument.labels import Label, labels
from wayout.argument.semantics import complete, rounds


def graph_of(points: str, attacks: str) -> AttackGraph:
    return AttackGraph(tuple(points), frozenset((pair[0], pair[1]) for pair in attacks.split()))


@pytest.mark.parametrize(
    ("points", "attacks", "position", "node", "because"), held(__file__, "reasons")
)
def test_each_kind_of_reason(points, attacks, position, node, because) -> None:
    said = explain(graph_of(points, attacks), position=position or None)[node]
    assert said.partition(", because ")[2] == because


@given(graphs())
def test_each_sentence_begins_with_its_label(graph: AttackGraph) -> None:
    for position in complete(graph):
        found = labels(graph, position)
        said = explain(graph, position=position)
        assert tuple(said) == graph.nodes
        for node, sentence in said.items():
            assert sentence.startswith(f"{found[node].value}, because ")


@given(graphs())
def test_reasons_for_what_is_settled_never_run_in_a_circle(graph: AttackGraph) -> None:
    """A defender was settled before the point, and what a point falls to is the earliest."""
    when = {node: number for number, step in enumerate(rounds(graph)) for node in step.stands}
    for node, sentence in explain(graph).items():
        named = sentence.split("'")[1::2]
        if sentence.startswith("stands"):
            for attacker, defender in zip(named[::2], named[1::2], strict=True):
                assert {(attacker, node), (defender, attacker)} <= graph.attacks
                assert when[defender] < when[node]
        if sentence.startswith("falls"):
            assert {(name, node) for name in named} <= graph.attacks
            assert when[named[0]] == min(when.get(a, 99) for a in graph.attackers(node))


@given(graphs())
def test_what_an_undecided_point_is_told_is_so(graph: AttackGraph) -> None:
    found = labels(graph)
    for node, sentence in explain(graph).items():
        named = sentence.split("'")[1::2]
        if sentence.startswith("undecided"):
            assert {found[name] for name in named} <= {Label.UNDECIDED}
        if "attacks itself" in sentence:
            assert (node, node) in graph.attacks
        elif "attack each other, and" in sentence:
            assert {(node, named[0]), (named[0], node)} <= graph.attacks
        elif "in a circle (" in sentence:
            assert named[0] == named[-1] == node
            assert set(zip(named[::2], named[1::2], strict=True)) <= graph.attacks


@given(graphs(), st.permutations(HOSTILE))
def test_names_are_only_put_in(graph: AttackGraph, texts: list[str]) -> None:
    names = dict(zip(graph.nodes, texts, strict=False))
    for node, sentence in explain(graph).items():
        expected = "".join(
            called(names[part]) if number % 2 else part
            for number, part in enumerate(sentence.split("'"))
        )
        assert explain(graph, names)[node] == expected


@given(graphs(ids=st.text(max_size=5)))
def test_ids_may_be_any_text_and_do_for_names(graph: AttackGraph) -> None:
    assert tuple(explain(graph)) == graph.nodes
    assert "'T'" in explain(LESSON, {"O": "other aims"})["O"]


def two_reasons(*attacks: Link) -> ArgumentMap:
    """Build a claim C of two reasons, and a D that rests on C."""
    claims = tuple(Claim(name, f"Point {name}.") for name in "ABCDXY")
    reasons = (Reason("R", "", ("A",), "C"), Reason("S", "", ("B",), "C"))
    return ArgumentMap(claims, (*reasons, Reason("T", "", ("C",), "D")), attacks)


CUT_R, CUT_S = Link("X", "R", "undercut"), Link("Y", "S", "undercut")


@pytest.mark.parametrize(("attacks", "node", "sentence"), held(__file__, "maps"))
def test_a_map_is_explained_by_its_own_points(attacks, node: str, sentence: str) -> None:
    found = explain_map(two_reasons(*eval(attacks)))
    assert found[node] == sentence
    assert list(found) == [*"ABCDXY", *"RST"]
    assert not any("No reason left" in words for words in found.values())


test_calls = calls(__file__, dataclasses, argument, attack_graphs, semantics, globals())
