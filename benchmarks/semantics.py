"""How long each semantics takes on growing graphs, beside python-argumentation, in one run.

    python start.py run python benchmarks/semantics.py

Both libraries get the same graphs, made from fixed seeds, and every pair of answers is
compared before a time is believed. Building a graph is not timed; answering is. Each time
is that of one round, divided by the number of graphs. Once the peer takes longer than its
budget for a size, it is left out of larger sizes.

Random graphs flatter whoever settles the grounded part first, so there are also graphs of
pairs that attack each other: nothing is grounded, and 16 points have 6,561 complete positions.
"""

import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import measured
from measured import OURS, Sample, milliseconds

from wayout.argument import semantics
from wayout.argument.attack_graph import AttackGraph

PEER = "python-argumentation"
Answer = frozenset[frozenset[str]]
Ask = Callable[[Any], Any]


@dataclass(frozen=True)
class Plan:
    """What is measured: the sizes, the graphs of each size, and how patient to be."""

    grounded: tuple[int, ...] = (25, 100, 200)
    others: tuple[int, ...] = (8, 12, 16)
    graphs: int = 10
    rounds: int = 5
    budget: float = 5.0

    def sizes(self, case: "Case") -> tuple[int, ...]:
        return self.grounded if case.name == "grounded" else self.others


QUICK = Plan(grounded=(10, 25), others=(4, 6), graphs=3, rounds=1)


@dataclass(frozen=True)
class Case:
    """Which semantics is asked for, of which kind of graph."""

    name: str
    kind: str

    def __str__(self) -> str:
        return f"{self.name}, {self.kind}"

    def graphs(self, size: int, count: int) -> list[AttackGraph]:
        if self.kind == "graphs of pairs":
            return [graph_of_pairs(size)]
        return [random_graph(size, number) for number in range(count)]


CASES = (
    Case("grounded", "random graphs"),
    Case("complete", "random graphs"),
    Case("preferred", "random graphs"),
    Case("stable", "random graphs"),
    Case("complete", "graphs of pairs"),
    Case("preferred", "graphs of pairs"),
)


def random_graph(size: int, number: int) -> AttackGraph:
    """Return a graph whose points have 0 to 3 attackers each; a third of attacks are returned."""
    dice = random.Random(f"graph {number} of {size} points")
    nodes = tuple(f"p{index}" for index in range(size))
    pairs = [(a, node) for node in nodes for a in dice.sample(nodes, dice.randrange(4))]
    returned = [(b, a) for a, b in pairs if dice.random() < 1 / 3]
    return AttackGraph(nodes, frozenset([*pairs, *returned]))


def graph_of_pairs(size: int) -> AttackGraph:
    nodes = tuple(f"p{index}" for index in range(size))
    pairs = list(zip(nodes[::2], nodes[1::2], strict=True))
    return AttackGraph(nodes, frozenset([*pairs, *((b, a) for a, b in pairs)]))


# The two libraries, made to answer alike


def our_question(name: str) -> Ask:
    ask: Ask = getattr(semantics, name)
    return ask


def peer_question(name: str) -> Ask:
    function = "get_grounded_extension" if name == "grounded" else f"get_{name}_extensions"
    ask: Ask = getattr(import_module(f"py_arg.algorithms.semantics.{function}"), function)
    return ask


def peer_graph(graph: AttackGraph) -> Any:
    from py_arg.abstract_argumentation_classes.abstract_argumentation_framework import (
        AbstractArgumentationFramework,
    )
    from py_arg.abstract_argumentation_classes.argument import Argument
    from py_arg.abstract_argumentation_classes.defeat import Defeat

    points = {node: Argument(node) for node in graph.nodes}
    defeats = [Defeat(points[source], points[target]) for source, target in sorted(graph.attacks)]
    return AbstractArgumentationFramework("", list(points.values()), defeats)


def as_answer(name: str, found: Iterable[Any]) -> Answer:
    """Return what either library found as a set of sets of ids."""
    positions = [found] if name == "grounded" else found
    return frozenset(frozenset(getattr(p, "name", p) for p in position) for position in positions)


# Measuring


def timed(ask: Ask, graphs: Sequence[Any], rounds: int) -> tuple[tuple[float, ...], list[Any]]:
    """Return the milliseconds a graph of each round, and the answers."""
    answers: list[Any] = []
    times = []
    for _ in range(rounds):
        answers.clear()
        times.append(milliseconds(lambda: answers.extend(map(ask, graphs))) / len(graphs))
    return (*times,), answers


def measure(case: Case, plan: Plan) -> Iterator[Sample]:
    affordable = True
    for size in plan.sizes(case):
        graphs = case.graphs(size, plan.graphs)
        what = f"{case}, {size} points"
        ours, answers = timed(our_question(case.name), graphs, plan.rounds)
        yield Sample(what, OURS, "ms", ours)
        if affordable:
            peers = list(map(peer_graph, graphs))
            times, others = timed(peer_question(case.name), peers, plan.rounds)
            must_agree(case.name, graphs, answers, others)
            yield Sample(what, PEER, "ms", times)
            affordable = sum(times) * len(graphs) <= 1000 * plan.budget


def must_agree(
    name: str, graphs: Sequence[AttackGraph], ours: Sequence[Any], theirs: Sequence[Any]
) -> None:
    for graph, mine, other in zip(graphs, ours, theirs, strict=True):
        if as_answer(name, mine) != as_answer(name, other):
            sys.exit(f"The two libraries differ on {name} positions, so no time counts: {graph}")


def main() -> None:
    options = measured.options(__doc__)
    try:
        version(PEER)
    except PackageNotFoundError:
        sys.exit(f"{PEER} is not installed: python -m pip install -e .[test] brings it.")
    plan = QUICK if options.quick else Plan()
    with measured.run(options, PEER) as samples:
        samples += [sample for case in CASES for sample in measure(case, plan)]
    print("The answers were equal wherever both ran.")


if __name__ == "__main__":
    main()
