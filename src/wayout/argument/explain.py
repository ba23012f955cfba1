"""Why each point stands, falls or stays undecided, in a sentence a reader can check.

A label is explained by the labels next to it, as Caminada (2006) defines it: a point
stands because every attacker falls, falls because an attacker stands, and is undecided
because some attacker is undecided and none stands. Where there is a choice of attacker to
name, the one that was settled earliest is named, so that reasons never run in a circle for
what the grounded position settles (Caminada and Dunne 2019).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from wayout.argument.attack_graph import AttackGraph
from wayout.argument.errors import SHOWN, Names, called
from wayout.argument.graph import ArgumentMap
from wayout.argument.labels import Label, labels
from wayout.argument.projection import attacks, helpers, through
from wayout.argument.semantics import rounds
from wayout.language import listed


def explain(
    graph: AttackGraph,
    names: Names | None = None,
    position: Collection[str] | None = None,
    *,
    lacking: Mapping[str, str] = MappingProxyType({}),
    meant: Mapping[tuple[str, str], str] = MappingProxyType({}),
) -> Mapping[str, str]:
    """Return one sentence a point, by its id and in the order of the nodes.

    Each is to be read after the point's name and begins with the word of its `Label`. Takes
    O(n (n + m)) steps for n points and m attacks, nearly all of it spent on looking for
    circles among undecided points.

    ``position`` is a complete one, the grounded one if left out; `GraphError` says what is wrong
    with another. A point without a name in ``names`` is called by its id; names are put in as they
    are: escape the sentence where it is shown. ``lacking`` holds the points that no reader sees,
    each with the claim whose support it counts; ``meant`` the premise that an attack on a reason
    is meant for (`wayout.argument.projection`).

    Examples
    --------
    >>> graph = AttackGraph(("O", "T"), frozenset({("T", "O")}))
    >>> explain(graph, {"T": "several aims"})["O"]
    "falls, because 'several aims' stands, and nothing that stands attacks it"
    """
    scene = _Scene.of(graph, names or {}, labels(graph, position), lacking, meant)
    return MappingProxyType(_sentences(scene))


def explain_map(
    map_: ArgumentMap, names: Names | None = None, rebuttals: bool = False
) -> Mapping[str, str]:
    """Return one sentence for each claim and reason of a map, in the grounded position.

    As `explain`, with ``rebuttals`` as for `wayout.argument.attacks`, but the sentences speak of
    titles where ``names`` has nothing else, of premises, and of the want of a reason where the
    attack graph has a point "no reason left".
    """
    graph, titles = attacks(map_, rebuttals), map_.titles() | dict(names or {})
    return explain(graph, titles, lacking=helpers(map_), meant=through(map_))


def _sentences(scene: "_Scene") -> dict[str, str]:
    say = {Label.IN: _stands, Label.OUT: _falls, Label.UNDECIDED: _undecided}
    seen = scene.seen([*scene.label])
    return {node: say[scene.label[node]](scene, node) for node in seen}


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the sentences are made of; attackers come earliest settled first."""

    names: Names
    label: Mapping[str, Label]
    attackers: Mapping[str, Sequence[str]]
    lacking: Mapping[str, str]
    meant: Mapping[tuple[str, str], str]

    @classmethod
    def of(
        cls,
        graph: AttackGraph,
        names: Names,
        label: Mapping[str, Label],
        lacking: Mapping[str, str],
        meant: Mapping[tuple[str, str], str],
    ) -> "_Scene":
        when = {node: number for number, node in enumerate(_earliest_first(graph))}
        around = {n: sorted(graph.attackers(n), key=when.__getitem__) for n in graph.nodes}
        return cls(names, label, around, lacking, meant)

    def name(self, node: str) -> str:
        return called(node, self.names)

    def seen(self, nodes: Sequence[str]) -> list[str]:
        """Return the nodes that a reader sees."""
        return [node for node in nodes if node not in self.lacking]

    def needed(self, label: Label, node: str) -> list[str]:
        """Return the claims that a point needs a reason for, by the label of what lacks one."""
        helpers = self.attackers_that(label, node)
        return [self.lacking[other] for other in helpers if other in self.lacking]

    def told(self, claims: Sequence[str], node: str) -> str:
        """Return in words the claims that a point needs a reason for."""
        return told(claims, node, self.names)

    def hit(self, attackers: Sequence[str], node: str) -> str:
        """Return what attackers of a point are meant for: the point, or a premise of it."""
        return hit(attackers, node, self.meant, self.names)

    def attackers_that(self, label: Label, node: str) -> list[str]:
        return [other for other in self.attackers[node] if self.label[other] is label]


def hit(
    attackers: Sequence[str], node: str, meant: Mapping[tuple[str, str], str], names: Names
) -> str:
    """Return in words what attacks on a point are meant for: "it", or a premise of it."""
    ends = dict.fromkeys(_end(meant.get((one, node), ""), names) for one in attackers)
    return ends.popitem()[0] if len(ends) == 1 else "it or a premise of it"


def told(claims: Sequence[str], node: str, names: Names) -> str:
    """Return in words the claims that a point needs a reason for: itself, or premises."""
    return listed([_end("" if one == node else one, names) for one in claims], SHOWN)


def _end(premise: str, names: Names) -> str:
    return f"the premise {called(premise, names)}" if premise else "it"


def _earliest_first(graph: AttackGraph) -> list[str]:
    """Return the nodes by the round that settled them; those of no round last."""
    when = {
        node: number
        for number, step in enumerate(rounds(graph))
        for node in (*step.stands, *step.falls)
    }
    return sorted(graph.nodes, key=lambda node: when.get(node, len(graph.nodes)))


def _stands(scene: _Scene, node: str) -> str:
    needed = scene.needed(Label.OUT, node)
    kept = f", and a reason for {scene.told(needed, node)} stands" if needed else ""
    return f"stands, because {_unharmed(scene, node)}{kept}"


def _unharmed(scene: _Scene, node: str) -> str:
    attackers = scene.seen(scene.attackers[node])
    if not attackers:
        return "nothing attacks it"
    if len(attackers) == 1:
        return _only_defence(scene, node, attackers[0])
    answers = listed([_defence(scene, node, attacker) for attacker in attackers], SHOWN)
    return f"every attack on it is answered: {answers}"


def _defender(scene: _Scene, node: str, attacker: str) -> str:
    """Return the point that knocks out ``attacker``: another than ``node`` if there is one."""
    standing = scene.attackers_that(Label.IN, attacker)
    return next((other for other in standing if other != node), node)


def _only_defence(scene: _Scene, node: str, attacker: str) -> str:
    defender = _defender(scene, node, attacker)
    if defender == node:
        return f"it answers {scene.name(attacker)}, the only attack on it, itself"
    what = scene.hit([attacker], node)
    return f"{scene.name(attacker)}, which attacks {what}, falls to {scene.name(defender)}"


def _defence(scene: _Scene, node: str, attacker: str) -> str:
    defender = _defender(scene, node, attacker)
    by = "the point itself" if defender == node else scene.name(defender)
    return f"{scene.name(attacker)} by {by}"


def _falls(scene: _Scene, node: str) -> str:
    standing = scene.attackers_that(Label.IN, node)
    verb, them = ("stands", "it") if len(standing) == 1 else ("stand", "them")
    who, what = _names(scene, standing), scene.hit(standing, node)
    if what != "it":
        attack = "attacks" if len(standing) == 1 else "attack"
        return f"falls, because {who}, which {attack} {what}, {verb}"
    return f"falls, because {who} {verb}, and nothing that stands attacks {them}"


def _undecided(scene: _Scene, node: str) -> str:
    circle = _circle(scene, node)
    if len(scene.seen(circle)) < len(circle) or not circle:
        return f"undecided, because {_open_attackers(scene, node)}"
    if len(circle) == 1:
        return "undecided, because it attacks itself, and nothing that stands attacks it"
    if len(circle) == 2:
        pair = f"it and {scene.name(circle[1])} attack each other"
        return f"undecided, because {pair}, and nothing that stands attacks either"
    return f"undecided, because {_round_trip(scene, circle)}, and nothing that stands breaks it"


def _open_attackers(scene: _Scene, node: str) -> str:
    undecided = scene.seen(scene.attackers_that(Label.UNDECIDED, node))
    if not undecided:
        return _no_reason(scene, node, scene.needed(Label.UNDECIDED, node))
    verb, be = ("attacks", "is") if len(undecided) == 1 else ("attack", "are")
    what = scene.hit(undecided, node)
    return f"{_names(scene, undecided)}, which {verb} {what}, {be} undecided"


def _no_reason(scene: _Scene, node: str, claims: Sequence[str]) -> str:
    """Return for which claims all support has fallen; where there is none, for which it is open."""
    around = {scene.lacking[one]: scene.attackers[one] for one in scene.attackers[node]
              if one in scene.lacking}  # fmt: skip
    lost = [
        claim for claim in claims
        if all(scene.label[one] is Label.OUT for one in scene.seen(around[claim]))
    ]  # fmt: skip
    if not lost:
        return f"no reason for {scene.told(claims, node)} is sure to stand"
    left = f"no reason for {scene.told(lost, node)} is left on this board"
    return f"{left}, and nothing that stands speaks against it"


def _round_trip(scene: _Scene, circle: Sequence[str]) -> str:
    if len(circle) > SHOWN:
        return f"it is one of {len(circle)} points that attack each other in a circle"
    steps = zip(circle, [*circle[1:], circle[0]], strict=True)
    attacks = ", ".join(f"{scene.name(a)} attacks {scene.name(b)}" for a, b in steps)
    return f"the attacks run in a circle ({attacks})"


def _circle(scene: _Scene, node: str) -> list[str]:
    """Return a shortest circle of attacks among undecided points, from ``node`` on; or none."""
    came_from: dict[str, str] = {}
    queue = [node]
    for current in queue:
        for attacker in scene.attackers_that(Label.UNDECIDED, current):
            if attacker == node:
                return _path(came_from, current, node)
            if attacker not in came_from:
                came_from[attacker] = current
                queue.append(attacker)
    return []


def _path(came_from: Mapping[str, str], last: str, node: str) -> list[str]:
    path = [last]
    while path[-1] != node:
        path.append(came_from[path[-1]])
    return [node, *path[:-1]]


def _names(scene: _Scene, nodes: Sequence[str]) -> str:
    return listed([scene.name(node) for node in nodes], SHOWN)
