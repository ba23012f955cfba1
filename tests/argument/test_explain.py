"""Explanations: true, readable, and untouched by what the points are called."""

from dataclasses import replace

import pytest
from attack_graphs import LESSON, NAMES, graphs
from hypothesis import given
from hypothesis import strategies as st
from texts import HOSTILE

from held import held
from wayout.argument import ArgumentMap, Claim, Link, Reason
from wayout.argument.attack_graph import AttackGraph
from wayout.argument.errors import GraphError, called
from wayout.argument.explain import explain, explain_map
from wayout.argument.labels import Label, labels
from wayout.argument.semantics import complete, preferred, rounds


def graph_of(points: str, attacks: str) -> AttackGraph:
    return AttackGraph(tuple(points), frozenset((pair[0], pair[1]) for pair in attacks.split()))


def test_the_lesson() -> None:
    pair = "undecided, because it and {} attack each other, and nothing that stands attacks either"
    assert explain(LESSON, NAMES) == {
        "W": "undecided, because 'fourteen per cent', which attacks it, is undecided",
        "O": "falls, because 'several aims' stands, and nothing that stands attacks it",
        "T": "stands, because nothing attacks it",
        "F": pair.format("'fast growth'"),
        "G": pair.format("'fourteen per cent'"),
    }
    first, second = (explain(LESSON, NAMES, position) for position in preferred(LESSON))
    assert first["W"].startswith("falls, because 'fourteen per cent' stands")
    assert first["F"] == "stands, because it answers 'fast growth', the only attack on it, itself"
    assert second["W"] == (
        "stands, because every attack on it is answered:"
        " 'other aims' by 'several aims' and 'fourteen per cent' by 'fast growth'"
    )


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


def test_an_unfair_position_is_not_explained() -> None:
    with pytest.raises(GraphError, match="cannot both stand"):
        explain(LESSON, position={"F", "G"})


def test_a_large_graph_is_explained() -> None:
    nodes = tuple(f"n{number}" for number in range(200))
    ring = AttackGraph(nodes, frozenset(zip(nodes, (*nodes[1:], nodes[0]), strict=True)))
    assert "one of 200 points" in explain(ring)["n7"]


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


def test_a_map_is_explained_by_titles() -> None:
    titled = replace(two_reasons(CUT_R, CUT_S), claims=(Claim("C", "Point C.", title="Third"),))
    titled = titled.plus(*(Claim(name, f"Point {name}.") for name in "ABDXY"))
    said = "falls, because no reason for 'Third', which it needs, stands"
    assert explain_map(titled)["D"] == said
    assert "'Last'" in explain_map(titled, {"C": "Last"})["D"]


def test_a_sure_reason_is_not_called_unsure() -> None:
    fight = Link("X", "Y", "against"), Link("Y", "X", "against")
    more = Reason("U", "", ("X",), "E"), Reason("V", "", ("Y",), "E")
    base = two_reasons(*fight, CUT_R)
    both = base.plus(Claim("E", "E."), Claim("F", "F."), *more, Reason("W", "", ("C", "E"), "F"))
    assert explain_map(both)["W"] == "undecided, because no reason for 'E' is sure to stand"
