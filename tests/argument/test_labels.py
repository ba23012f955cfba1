"""Labels say what positions say, and a position that is not fair is told why."""

import attack_graphs
import pytest
from attack_graphs import LESSON, graphs
from hypothesis import given
from hypothesis import strategies as st

from calls import calls
from wayout.argument import labels as module
from wayout.argument import semantics
from wayout.argument.attack_graph import AttackGraph
from wayout.argument.errors import GraphError
from wayout.argument.labels import Label, faults, labels
from wayout.argument.semantics import complete, grounded

IN, OUT, UNDECIDED = Label.IN, Label.OUT, Label.UNDECIDED

test_calls = calls(__file__, attack_graphs, semantics, module, globals())


@given(graphs())
def test_labels_agree_with_positions(graph: AttackGraph) -> None:
    for position in complete(graph):
        found = labels(graph, position)
        assert tuple(found) == graph.nodes
        assert {node for node, label in found.items() if label is IN} == position
        assert {node for node, label in found.items() if label is OUT} == {
            target for source, target in graph.attacks if source in position
        }


@given(graphs())
def test_each_label_follows_from_those_of_the_attackers(graph: AttackGraph) -> None:
    for position in complete(graph):
        found = labels(graph, position)
        for node in graph.nodes:
            around = {found[attacker] for attacker in graph.attackers(node)}
            assert (found[node] is IN) == (around <= {OUT})
            assert (found[node] is OUT) == (IN in around)


@given(graphs())
def test_the_grounded_position_is_meant_where_none_is_given(graph: AttackGraph) -> None:
    assert labels(graph) == labels(graph, grounded(graph))


@given(graphs(), st.data())
def test_exactly_the_complete_positions_are_without_fault(
    graph: AttackGraph, data: st.DataObject
) -> None:
    position = data.draw(st.frozensets(st.sampled_from(graph.nodes or ("none",))))
    fair = position in complete(graph)
    assert fair == (not faults(graph, position))
    if not fair:
        with pytest.raises(GraphError) as refusal:
            labels(graph, position)
        assert str(refusal.value) == " ".join(faults(graph, position))


def test_labels_are_read_only() -> None:
    with pytest.raises(TypeError):
        labels(LESSON)["W"] = IN  # type: ignore[index]
