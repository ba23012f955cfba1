"""Points and attacks, and nothing else: what the question "what still stands?" is asked of.

An attack graph is the abstract argumentation framework of Dung (1995): a set of points and a set of
attacks between them, with everything else about the points left out.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from wayout.argument.errors import GraphError, called


@dataclass(frozen=True, slots=True)
class AttackGraph:
    """Some points, and who attacks whom.

    `GraphError` where an id comes twice, or an attack names a point that is not there; to
    check that takes O(n + m log m) steps for n points and m attacks.

    ``nodes`` are ids, each once, in the order in which they are to be shown; ``attacks`` are pairs
    ``(attacker, target)`` of them. A point may attack itself.

    Examples
    --------
    >>> graph = AttackGraph(("way out", "other aims"), frozenset({("other aims", "way out")}))
    >>> graph.attackers("way out")
    ('other aims',)
    """

    nodes: tuple[str, ...]
    attacks: frozenset[tuple[str, str]] = frozenset()

    def __post_init__(self) -> None:
        problems = [*_repeated(self.nodes), *_unknown(self.nodes, self.attacks)]
        if problems:
            raise GraphError(" ".join(problems))

    def attackers(self, node: str) -> tuple[str, ...]:
        """Return the points that attack ``node``, in the order of ``nodes``; O(n) steps."""
        return tuple(other for other in self.nodes if (other, node) in self.attacks)

    def targets(self, node: str) -> tuple[str, ...]:
        """Return the points that ``node`` attacks, in the order of ``nodes``; O(n) steps."""
        return tuple(other for other in self.nodes if (node, other) in self.attacks)


def led_to(nodes: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return where the pairs that begin at each node lead, both in the order of ``nodes``.

    A set alone has no order, and the last digit of a product would change with it. Takes O(n + m)
    steps for n nodes and m pairs.
    """
    back: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in set(pairs):
        back[target].append(source)
    ahead: dict[str, list[str]] = {node: [] for node in back}
    for target, sources in back.items():
        for source in sources:
            ahead[source].append(target)
    return ahead


def _repeated(nodes: tuple[str, ...]) -> list[str]:
    return [
        f"The point {called(node)} is listed {count} times; list it once."
        for node, count in Counter(nodes).items()
        if count > 1
    ]


def _unknown(nodes: tuple[str, ...], attacks: frozenset[tuple[str, str]]) -> list[str]:
    known = set(nodes)
    return [
        f"An attack from {called(source)} to {called(target)} names {called(name)}, which is not"
        " among the points; add it to the points or remove the attack."
        for source, target in sorted(attacks)
        for name in dict.fromkeys((source, target))
        if name not in known
    ]
