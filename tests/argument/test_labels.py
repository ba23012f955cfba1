"""Labels say what positions say, and a position that is not fair is told why."""

import pytest
from attack_graphs import LESSON, NAMES, graphs
from hypothesis import given
from hypothesis import strategies as st

from wayout.argument.attack_graph import AttackGraph
from wayout.argument.errors import GraphError
from wayout.argument.labels import Label, faults, flips, labels
from wayout.argument.semantics import complete, grounded, preferred, without

IN, OUT, UNDECIDED = Label.IN, Label.OUT, Label.UNDECIDED


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


def test_the_lesson() -> None:
    expected = {"W": UNDECIDED, "O": OUT, "T": IN, "F": UNDECIDED, "G": UNDECIDED}
    assert labels(LESSON) == expected
    assert [labels(LESSON, position)["W"] for position in preferred(LESSON)] == [OUT, IN]
    assert [label.value for label in Label] == ["stands", "falls", "undecided"]


UNCROSSED = "belongs in the position: every attack on it is answered there."


@pytest.mark.parametrize(
    ("position", "fault"),
    [
        ("FGT", "'fourteen per cent' and 'fast growth' attack each other, so they cannot both"),
        ("TO", "'several aims' attacks 'other aims', so they cannot both stand."),
        ("TW", "Nothing in the position answers 'fourteen per cent', which attacks 'way out'."),
        ("F", f"'several aims' {UNCROSSED}"),
        ("TG", f"'way out' {UNCROSSED}"),
        ("xTx", "'x' is not in the graph."),
    ],
)
def test_faults_of_the_lesson(position: str, fault: str) -> None:
    (found,) = faults(LESSON, position, NAMES)
    assert found.startswith(fault)
    assert faults(LESSON, "TF", NAMES) == ()


def test_a_point_that_attacks_itself_is_told_so() -> None:
    graph = AttackGraph(("a",), frozenset({("a", "a")}))
    assert faults(graph, "a") == ("'a' attacks itself, so it cannot stand.",)


def test_labels_are_read_only() -> None:
    with pytest.raises(TypeError):
        labels(LESSON)["W"] = IN  # type: ignore[index]


def test_what_flips_when_a_point_is_switched_off() -> None:
    changed = flips(labels(LESSON), labels(without(LESSON, "F")))
    assert changed == {"W": (UNDECIDED, IN), "G": (UNDECIDED, IN)}
    assert flips(labels(LESSON), labels(LESSON)) == {}
