"""How long each semantics takes on growing graphs, beside python-argumentation, in one run.

    python benchmarks/semantics.py --out semantics.svg

Both libraries get the same graphs, made from fixed seeds, and every pair of answers is
compared before a time is believed. Building a graph is not timed; answering is. Each time
is the best of a few rounds, divided by the number of graphs. Once the peer takes longer than
its budget for a size, larger sizes are left out for it and marked "not run".

Random graphs flatter whoever settles the grounded part first, so there are also graphs of
pairs that attack each other: nothing is grounded, and 16 points have 6,561 complete positions.
"""

import argparse
import platform
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from math import log10
from pathlib import Path
from time import perf_counter
from typing import Any

from wayout.argument import semantics
from wayout.argument.attack_graph import AttackGraph

PEER = "python-argumentation"
Answer = frozenset[frozenset[str]]
Ask = Callable[[Any], Any]


@dataclass(frozen=True)
class Plan:
    """What is measured: the sizes, the graphs of each size, and how patient to be."""

    grounded: tuple[int, ...] = (25, 50, 100, 150, 200)
    others: tuple[int, ...] = (4, 6, 8, 10, 12, 14, 16)
    graphs: int = 10
    rounds: int = 3
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


@dataclass(frozen=True)
class Row:
    """Mean seconds a graph; ``peer`` is None where the peer was not run."""

    case: Case
    points: int
    attacks: float
    ours: float
    peer: float | None

    @property
    def ratio(self) -> float | None:
        return self.peer / self.ours if self.peer else None


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


def timed(ask: Ask, graphs: Sequence[Any], rounds: int) -> tuple[float, list[Any]]:
    """Return the best seconds for all ``graphs``, and the answers."""
    best, answers = float("inf"), []
    for _ in range(rounds):
        start = perf_counter()
        answers = [ask(graph) for graph in graphs]
        best = min(best, perf_counter() - start)
    return best, answers


def measure(case: Case, plan: Plan) -> Iterator[Row]:
    affordable = True
    for size in plan.sizes(case):
        graphs = case.graphs(size, plan.graphs)
        ours, answers = timed(our_question(case.name), graphs, plan.rounds)
        peer = peer_time(case, graphs, answers, plan.rounds) if affordable else None
        affordable = affordable and peer is not None and peer * plan.rounds <= plan.budget
        attacks = sum(len(graph.attacks) for graph in graphs) / len(graphs)
        each = None if peer is None else peer / len(graphs)
        yield Row(case, size, attacks, ours / len(graphs), each)


def peer_time(
    case: Case, graphs: Sequence[AttackGraph], answers: Sequence[Any], rounds: int
) -> float:
    seconds, others = timed(peer_question(case.name), list(map(peer_graph, graphs)), rounds)
    must_agree(case.name, graphs, answers, others)
    return seconds


def must_agree(
    name: str, graphs: Sequence[AttackGraph], ours: Sequence[Any], theirs: Sequence[Any]
) -> None:
    for graph, mine, other in zip(graphs, ours, theirs, strict=True):
        if as_answer(name, mine) != as_answer(name, other):
            sys.exit(f"The two libraries differ on {name} positions, so no time counts: {graph}")


# Showing


def duration(seconds: float | None) -> str:
    if seconds is None:
        return "not run"
    if seconds < 1e-3:
        return f"{seconds * 1e6:.0f} µs"
    return f"{seconds * 1e3:.3g} ms" if seconds < 1 else f"{seconds:.3g} s"


def table(rows: Iterable[Row]) -> str:
    heads = ("semantics and graphs", "points", "attacks", "ours", PEER, "times as long")
    lines = [heads] + [
        (
            str(row.case),
            str(row.points),
            f"{row.attacks:.0f}",
            duration(row.ours),
            duration(row.peer),
            "" if row.ratio is None else f"{row.ratio:.1f}",
        )
        for row in rows
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


WIDTH, HEIGHT = 430, 290
LEFT, RIGHT, TOP, BOTTOM = 62, 24, 34, 44
LOWEST, HIGHEST = -6, 1
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #222 }
.head { font-weight: 600 } .rule { stroke: #ddd } .ours { stroke: #0072B2 }
.peer { stroke: #D55E00; stroke-dasharray: 6 4 } .line { fill: none; stroke-width: 2.5 }
.dot { fill: #fff; stroke-width: 2; stroke-dasharray: none } .ground { fill: #fff }
@media (prefers-color-scheme: dark) {
  text { fill: #ddd } .rule { stroke: #444 } .dot, .ground { fill: #111 }
  .ours { stroke: #56B4E9 } .peer { stroke: #E69F00 }
}
"""


def picture(rows: Sequence[Row]) -> str:
    """Return an SVG with a panel a semantics; times on a logarithmic scale."""
    cases = list(dict.fromkeys(row.case for row in rows))
    panels = "".join(
        f'<g transform="translate({index % 2 * WIDTH} {index // 2 * HEIGHT})">'
        f"{panel(case, [row for row in rows if row.case == case])}</g>"
        for index, case in enumerate(cases)
    )
    high = -(-len(cases) // 2) * HEIGHT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH} {high}" role="img"'
        f' aria-labelledby="title desc"><title id="title">Time to answer, by number of points'
        f'</title><desc id="desc">{escape(described(rows))}</desc><style>{STYLE}</style>'
        f'<rect class="ground" width="{2 * WIDTH}" height="{high}"/>{panels}</svg>\n'
    )


def described(rows: Sequence[Row]) -> str:
    """Return the picture in words: where both were run last, how they compare."""
    both = {row.case: row for row in rows if row.ratio is not None}
    return " ".join(
        f"{str(case).capitalize()}, {row.points} points: ours {duration(row.ours)},"
        f" {PEER} {duration(row.peer)}."
        for case, row in both.items()
    )


def panel(case: Case, rows: Sequence[Row]) -> str:
    ours = [(row.points, row.ours) for row in rows]
    peer = [(row.points, row.peer) for row in rows if row.peer is not None]
    largest = rows[-1].points
    return (
        f'<text class="head" x="{LEFT}" y="20">{case}</text>{scale(rows)}'
        f"{curve('ours', 'ours', ours, largest)}{curve('peer', PEER, peer, largest)}"
    )


def across(points: int, largest: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * points / largest


def down(seconds: float) -> float:
    share = (log10(seconds) - LOWEST) / (HIGHEST - LOWEST)
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share


def scale(rows: Sequence[Row]) -> str:
    times = "".join(
        f'<line class="rule" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{duration(10.0**power)}</text>'
        for power in range(LOWEST, HIGHEST + 1)
        for y in [down(10.0**power)]
    )
    points = "".join(
        f'<text x="{across(row.points, rows[-1].points):.1f}" y="{HEIGHT - BOTTOM + 18}"'
        f' text-anchor="middle">{row.points}</text>'
        for row in rows
    )
    middle = (LEFT + WIDTH - RIGHT) / 2
    axis = f'<text x="{middle}" y="{HEIGHT - 8}" text-anchor="middle">points in the graph</text>'
    return times + points + axis


def curve(kind: str, label: str, spots: Sequence[tuple[int, float]], largest: int) -> str:
    places = [(across(points, largest), down(seconds)) for points, seconds in spots]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(
        f'<circle class="dot {kind}" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in places
    )
    x, y = places[-1]
    beside = y + (34 if kind == "ours" else -12)
    name = f'<text x="{x:.1f}" y="{beside:.1f}" text-anchor="end">{label}</text>'
    return f'<polyline class="line {kind}" points="{path}"/>{dots}{name}'


def main(arguments: Sequence[str] | None = None) -> None:
    options = argparse.ArgumentParser(description="Time each semantics beside a peer.")
    options.add_argument("--out", type=Path, help="write the plot here, as SVG")
    options.add_argument("--quick", action="store_true", help="small graphs, one round")
    chosen = options.parse_args(arguments)
    try:
        peer = f"{PEER} {version(PEER)}"
    except PackageNotFoundError:
        sys.exit(f"{PEER} is not installed: python -m pip install -e .[test] brings it.")
    plan = QUICK if chosen.quick else Plan()
    rows = [row for case in CASES for row in measure(case, plan)]
    print(f"Mean of {plan.graphs} random graphs or of one graph of pairs; best of {plan.rounds}.")
    print("The answers were equal wherever both ran.")
    print(f"Python {platform.python_version()}, {peer}.\n\n{table(rows)}")
    if chosen.out:
        chosen.out.write_text(picture(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
