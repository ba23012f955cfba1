"""Which points can stand together, once every attack has been weighed.

A *position* is a set of points that somebody could hold. It defends a point if it attacks
everything that attacks that point (Dung 1995). Four answers to "what stands?" are in common use:

complete
    no member attacks a member, and the members are exactly the points it defends;
grounded
    the smallest complete position: what nobody can reasonably deny;
preferred
    the largest complete positions: where a fair-minded debater may end up;
stable
    the positions that attack every point outside; there may be none.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wayout.argument.attack_graph import AttackGraph, led_to
from wayout.argument.errors import GraphError

LARGEST = 16
"""The most points for which all positions are worked out; `grounded` has no such limit.

A point that attacks itself is in no position, costs next to nothing, and does not count."""


class TooManyPointsError(GraphError):
    """A graph with so many points that listing every position could take for ever."""


@dataclass(frozen=True, slots=True)
class Round:
    """One step of working out what stands.

    Points stand whose attackers have all fallen in earlier rounds; points fall that those
    knock out and that no earlier round had.
    """

    stands: tuple[str, ...]
    falls: tuple[str, ...]


def rounds(graph: AttackGraph) -> tuple[Round, ...]:
    """Return how the grounded position builds up, round by round.

    What nothing attacks stands first and knocks out what it attacks; then stands whatever
    has lost its last attacker; and so on until a round has nothing to add. Points in no
    round stay undecided. Takes O(n + m) steps for n points and m attacks (Modgil and Caminada
    2009).
    """
    targets = led_to(graph.nodes, graph.attacks)
    waiting = Counter(target for _, target in graph.attacks)
    fallen: set[str] = set()
    found: list[Round] = []
    standing = [node for node in graph.nodes if not waiting[node]]
    while standing:
        falls = dict.fromkeys(t for node in standing for t in targets[node] if t not in fallen)
        found.append(Round(tuple(standing), tuple(falls)))
        fallen.update(falls)
        standing = _freed(targets, falls, waiting)
    return tuple(found)


def grounded(graph: AttackGraph) -> frozenset[str]:
    """Return the grounded position: the smallest complete one, which always exists.

    Takes O(n + m) steps, so it answers for graphs of any size a person could read.
    """
    return frozenset(node for step in rounds(graph) for node in step.stands)


def complete(graph: AttackGraph) -> tuple[frozenset[str], ...]:
    """Return every complete position, the smallest (the grounded one) first.

    Takes O(2^n n^2) steps for n points at worst. Eight pairs of points that attack each other
    have 3^8 complete positions, and take longest of all graphs of 16 points tried. More than
    `LARGEST` points are refused by `TooManyPointsError`.
    """
    grid = _grid(graph)
    return grid.named(grid.complete())


def preferred(graph: AttackGraph) -> tuple[frozenset[str], ...]:
    """Return every preferred position: complete, and inside no larger complete position.

    There is always at least one, though it may be empty. Takes the time of `complete`, which
    has the same limit, and then compares each complete position with the largest ones.
    """
    grid = _grid(graph)
    return grid.named(_maximal(grid.complete()))


def stable(graph: AttackGraph) -> tuple[frozenset[str], ...]:
    """Return every stable position: complete, and attacking every point outside it.

    There may be none, for instance where a point attacks itself and nothing else does.
    Takes the time of `complete`, which has the same limit.
    """
    grid = _grid(graph)
    return grid.named(p for p in grid.complete() if p | grid.attacked_by(p) == grid.everything)


def without(graph: AttackGraph, points: Collection[str]) -> AttackGraph:
    """Return the graph with some points of it, and every attack from or on them, switched off."""
    for point in points:
        if point not in graph.nodes:
            raise GraphError(f"'{point}' is not in the graph, so it cannot be switched off.")
    off = frozenset(points)
    kept = tuple(node for node in graph.nodes if node not in off)
    return AttackGraph(kept, frozenset(pair for pair in graph.attacks if off.isdisjoint(pair)))


def _freed(
    targets: Mapping[str, Sequence[str]], falls: Iterable[str], waiting: Counter[str]
) -> list[str]:
    """Return the points that have lost their last attacker now that ``falls`` have fallen."""
    freed = []
    for target in (target for node in falls for target in targets[node]):
        waiting[target] -= 1
        if not waiting[target]:
            freed.append(target)
    return freed


def _grid(graph: AttackGraph) -> "_Grid":
    size = sum((node, node) not in graph.attacks for node in graph.nodes)
    if size > LARGEST:
        raise TooManyPointsError(
            f"This graph has {size} points, and all positions are worked out for at most"
            f" {LARGEST}: switch off {size - LARGEST} or more, or ask for the grounded position."
        )
    return _Grid.of(graph)


@dataclass(frozen=True, slots=True)
class _Grid:
    """A graph as rows of bits: bit i of a number says whether point i is a member."""

    nodes: tuple[str, ...]
    attackers: tuple[int, ...]
    targets: tuple[int, ...]

    @classmethod
    def of(cls, graph: AttackGraph) -> "_Grid":
        place = {node: index for index, node in enumerate(graph.nodes)}
        attackers, targets = [0] * len(place), [0] * len(place)
        for source, target in graph.attacks:
            attackers[place[target]] |= 1 << place[source]
            targets[place[source]] |= 1 << place[target]
        return cls(graph.nodes, tuple(attackers), tuple(targets))

    @property
    def everything(self) -> int:
        return (1 << len(self.nodes)) - 1

    def named(self, positions: Iterable[int]) -> tuple[frozenset[str], ...]:
        """Return the positions as sets of ids, small before large, then in node order."""
        rows = sorted(
            (tuple(_members(position)) for position in positions), key=lambda row: (len(row), row)
        )
        return tuple(frozenset(self.nodes[i] for i in row) for row in rows)

    def attacked_by(self, position: int) -> int:
        return _union(self.targets, position)

    def defended_by(self, position: int) -> int:
        """Return Dung's characteristic function of ``position``."""
        hit = self.attacked_by(position)
        return sum(1 << i for i, row in enumerate(self.attackers) if not row & ~hit)

    def complete(self) -> Iterator[int]:
        harmless = sum(1 << i for i, row in enumerate(self.targets) if not row >> i & 1)
        return self._between(0, harmless)

    def _between(self, chosen: int, possible: int) -> Iterator[int]:
        """Yield, once each, the complete positions that hold ``chosen`` inside ``possible``.

        Where the two have met, ``chosen`` holds all it defends and ``possible``, the same
        set, defends all it holds, with no member attacking another: it is complete.
        """
        chosen = self._grow(chosen)
        possible = self._shrink(possible & ~self._in_conflict(chosen))
        if chosen & ~possible:
            return
        if chosen == possible:
            yield chosen
            return
        free = possible & ~chosen
        pick = free & -free
        yield from self._between(chosen | pick, possible)
        yield from self._between(chosen, possible & ~pick)

    def _in_conflict(self, position: int) -> int:
        return self.attacked_by(position) | _union(self.attackers, position)

    def _grow(self, chosen: int) -> int:
        """Add what ``chosen`` defends: a complete position that holds it must hold that too."""
        while (grown := chosen | self.defended_by(chosen)) != chosen:
            chosen = grown
        return chosen

    def _shrink(self, possible: int) -> int:
        """Drop what not even all of ``possible`` could defend."""
        while (shrunk := possible & self.defended_by(possible)) != possible:
            possible = shrunk
        return possible


def _members(position: int) -> Iterator[int]:
    while position:
        lowest = position & -position
        yield lowest.bit_length() - 1
        position ^= lowest


def _union(rows: Sequence[int], position: int) -> int:
    union = 0
    for index in _members(position):
        union |= rows[index]
    return union


def _maximal(positions: Iterable[int]) -> list[int]:
    """Keep the positions that are inside no other, taking the largest first."""
    kept: list[int] = []
    for position in sorted(positions, key=int.bit_count, reverse=True):
        if all(position & ~other for other in kept):
            kept.append(position)
    return kept
