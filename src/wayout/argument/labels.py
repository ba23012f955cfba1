"""Stands, falls or undecided: one label a point, for any fair position.

In a complete position each point is in exactly one of three states: it is a member (it
stands), a member attacks it (it falls), or neither (it is undecided). These are Caminada's
labels (2006), which say the same as complete positions do.
"""

from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from types import MappingProxyType

from wayout.argument.attack_graph import AttackGraph, led_to
from wayout.argument.errors import GraphError, Names, called
from wayout.argument.semantics import grounded


class Label(Enum):
    """The state of a point; the value is the word that a reader sees."""

    IN = "stands"
    OUT = "falls"
    UNDECIDED = "undecided"


def labels(graph: AttackGraph, position: Collection[str] | None = None) -> Mapping[str, Label]:
    """Return the label of every point, in the order of the nodes; read-only.

    The position is the grounded one if left out; `GraphError` says what keeps another from
    being complete. Takes O(n + m) steps for n points and m attacks, and O(n + m log m) where
    a position has to be checked.
    """
    if position is None:
        return _labels(graph, grounded(graph))
    problems = faults(graph, position)
    if problems:
        raise GraphError(" ".join(problems))
    return _labels(graph, frozenset(position))


def faults(
    graph: AttackGraph, position: Collection[str], names: Names | None = None
) -> tuple[str, ...]:
    """Return what keeps a position from being complete, a sentence a fault; none if it is fair.

    A learner may propose any set of points. Each fault names points by ``names`` (from id to
    readable name). A position that is unfair is told why it is before it is told what it
    left out. Takes O(n + m log m) steps for n points and m attacks.
    """
    known = frozenset(graph.nodes)
    strangers = dict.fromkeys(node for node in position if node not in known)
    if strangers:
        return tuple(f"{called(node, names)} is not in the graph." for node in strangers)
    members = frozenset(position)
    unfair = (*_conflicts(graph, members, names), *_undefended(graph, members, names))
    return unfair or tuple(_left_out(graph, members, names))


def flips(
    before: Mapping[str, Label], after: Mapping[str, Label]
) -> Mapping[str, tuple[Label, Label]]:
    """Return, for each point in both labellings whose label differs, the old and new label."""
    both = [node for node in before if node in after]
    return MappingProxyType({n: (before[n], after[n]) for n in both if before[n] is not after[n]})


def _labels(graph: AttackGraph, members: frozenset[str]) -> Mapping[str, Label]:
    fallen = _attacked(graph, members)
    found = dict.fromkeys(graph.nodes, Label.UNDECIDED)
    found.update(dict.fromkeys(fallen, Label.OUT))
    found.update(dict.fromkeys(members, Label.IN))
    return MappingProxyType(found)


def _attacked(graph: AttackGraph, members: frozenset[str]) -> frozenset[str]:
    return frozenset(target for source, target in graph.attacks if source in members)


def _conflicts(graph: AttackGraph, members: frozenset[str], names: Names | None) -> Iterator[str]:
    told: set[tuple[str, str]] = set()
    for source, target in filter(members.issuperset, _pairs_in_order(graph)):
        first, second = called(source, names), called(target, names)
        told.add((source, target))
        if source == target:
            yield f"{first} attacks itself, so it cannot stand."
        elif (target, source) not in graph.attacks:
            yield f"{first} attacks {second}, so they cannot both stand."
        elif (target, source) not in told:
            yield f"{first} and {second} attack each other, so they cannot both stand."


def _undefended(graph: AttackGraph, members: frozenset[str], names: Names | None) -> Iterator[str]:
    answered = _attacked(graph, members) | members
    for source, target in _pairs_in_order(graph):
        if target in members and source not in answered:
            what = f"{called(source, names)}, which attacks {called(target, names)}"
            yield f"Nothing in the position answers {what}."


def _left_out(graph: AttackGraph, members: frozenset[str], names: Names | None) -> Iterator[str]:
    answered = _attacked(graph, members)
    open_to_attack = {target for source, target in graph.attacks if source not in answered}
    for node in graph.nodes:
        if node not in members and node not in open_to_attack:
            yield f"{called(node, names)} {_BELONGS}"


_BELONGS = "belongs in the position: every attack on it is answered there."


def _pairs_in_order(graph: AttackGraph) -> list[tuple[str, str]]:
    targets = led_to(graph.nodes, graph.attacks)
    return [(node, target) for node in graph.nodes for target in targets[node]]
