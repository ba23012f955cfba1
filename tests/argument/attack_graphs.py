"""Attack graphs to test with: all small ones, seeded samples of larger ones, and any at all."""

import random
from collections.abc import Iterator
from itertools import compress, product

from hypothesis import strategies as st

from held import held
from wayout.argument.attack_graph import AttackGraph

NAMES = held(__file__, "names")
LESSON = AttackGraph(
    tuple(NAMES), frozenset({("O", "W"), ("T", "O"), ("F", "W"), ("F", "G"), ("G", "F")})
)


def every_graph(size: int) -> Iterator[AttackGraph]:
    """Yield each of the 2^(size^2) graphs on ``size`` points, self-attacks included."""
    nodes = tuple("abcd"[:size])
    pairs = list(product(nodes, repeat=2))
    for row in product((False, True), repeat=len(pairs)):
        yield AttackGraph(nodes, frozenset(compress(pairs, row)))


def sample(size: int, count: int) -> Iterator[AttackGraph]:
    """Yield ``count`` random graphs on ``size`` points, sparse to dense; the same each time."""
    dice = random.Random(f"{size} points")
    nodes = tuple(f"p{number}" for number in range(size))
    for _ in range(count):
        density = dice.choice((0.05, 0.1, 0.15, 0.2, 0.3, 0.5))
        pairs = frozenset(pair for pair in product(nodes, repeat=2) if dice.random() < density)
        yield AttackGraph(nodes, pairs)


@st.composite
def graphs(draw: st.DrawFn, ids: st.SearchStrategy[str] | None = None) -> AttackGraph:
    """Return any graph of up to seven points."""
    if ids is None:
        nodes = tuple("abcdefg"[: draw(st.integers(0, 7))])
    else:
        nodes = tuple(draw(st.lists(ids, max_size=7, unique=True)))
    pairs = list(product(nodes, repeat=2))
    attacks = st.lists(st.sampled_from(pairs), max_size=2 * len(nodes)) if pairs else st.just([])
    return AttackGraph(nodes, frozenset(draw(attacks)))
