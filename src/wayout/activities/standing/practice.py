"""Small graphs to practise on: a fresh one for each number, and right answers from the engine."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
from random import Random

from wayout.activities.standing.board import Board, Point
from wayout.argument import AttackGraph
from wayout.argument.labels import Label, flips, labels
from wayout.argument.semantics import preferred, rounds, without

LETTERS = "ABCDEFGHIJ"
FEWEST = 5
"""With fewer points nothing could stand, fall and stay undecided in two steps."""
_ATTACKS = 1.3  # for each point, about
_NOTE = "The letters stand for any points: nothing but the arrows decides."


@dataclass(frozen=True)
class Variant:
    """A graph made from ``seed``, and what is right to say of it."""

    seed: int
    graph: AttackGraph

    @property
    def board(self) -> Board:
        """The graph as a board, without strengths."""
        points = tuple(Point(letter, letter) for letter in self.graph.nodes)
        return Board("practice", f"Practice {self.seed}", points, self.graph.attacks, note=_NOTE)

    @property
    def says(self) -> str:
        """The attacks in words, such as ``A attacks B. B attacks C.``, in order."""
        nodes = self.graph.nodes
        return " ".join(f"{a} attacks {b}." for a in nodes for b in self.graph.targets(a))

    @property
    def labels(self) -> Mapping[str, Label]:
        """What stands, falls and stays undecided."""
        return labels(self.graph)

    @property
    def positions(self) -> tuple[frozenset[str], ...]:
        """All fair end positions."""
        return preferred(self.graph)

    def flips(self, point: str) -> Mapping[str, tuple[Label, Label]]:
        """Return what changes, from what to what, when a point is switched off."""
        return flips(self.labels, labels(without(self.graph, [point])))


@lru_cache(maxsize=64)
def variant(seed: int, size: int = 5) -> Variant:
    """Return the graph of a number, with 5 to 10 points; the same number gives the same graph.

    In each, something stands, something falls, something stays undecided, working it out takes
    two steps or more, and there are two to four fair end positions. Raises ValueError for another
    size.
    """
    if not FEWEST <= size <= len(LETTERS):
        most = len(LETTERS)
        raise ValueError(f"A graph to practise on has {FEWEST} to {most} points, not {size!r}.")
    return Variant(seed, next(graph for graph in _drawn(seed, size) if _asks_something(graph)))


def _drawn(seed: int, size: int) -> Iterator[AttackGraph]:
    """Yield graphs for ever; only `Random.random` promises the same numbers in each Python."""
    chance = Random(seed)
    nodes = tuple(LETTERS[:size])
    while True:
        pairs = [pair for pair in permutations(nodes, 2) if chance.random() < _ATTACKS / (size - 1)]
        yield AttackGraph(nodes, frozenset(pairs))


def _asks_something(graph: AttackGraph) -> bool:
    touched = {end for pair in graph.attacks for end in pair}
    return (
        len(touched) == len(graph.nodes)
        and set(labels(graph).values()) == set(Label)
        and len(rounds(graph)) >= 2
        and 2 <= len(preferred(graph)) <= 4
    )
