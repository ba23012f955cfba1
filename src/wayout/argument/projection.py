"""From an argument map to an attack graph: what falls if what it leans on falls.

The rule, in words a reader can check on paper:

* a claim falls if something that stands speaks against it;
* a reason falls if something that stands cuts it, or if one of its premises falls;
* a claim that the map gives reasons for falls if all its reasons have fallen;
* nothing else makes anything fall. 'For' links make nothing stand: a graph of attacks can say
  what stands, not how strongly. For that, see `wayout.argument.strength`. On request, points
  for and against the same claim answer each other.

So a premise is *needed* by its reason, and a conclusion needs one of its reasons. Need of this
kind is known as necessary support (Nouioua and Boutouhami 2023; Cayrol and Lagasquie-Schiex
2013), and an attack graph can say it without a new sort of arrow: whatever attacks what a point
needs, attacks the point. Only where a claim has several reasons is one more point wanted, "no
reason left", which each of the reasons attacks.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from wayout.argument.attack_graph import AttackGraph
from wayout.argument.graph import ArgumentMap


def attacks(map_: ArgumentMap, rebuttals: bool = False) -> AttackGraph:
    """Return the attack graph of a map.

    Its points are the ids of the claims, then of the reasons, then one point
    `no_reason_left(claim)` for each claim with two reasons or more. Takes O(n (n + m)) steps
    for n points and m premises and links; with rebuttals, as many more as there are pairs of
    a point for and a point against the same claim.

    With ``rebuttals``, a point linked for a claim and a point linked against it also attack each
    other. Then facts on both sides leave a claim undecided; without it, the point against it wins
    unless something else attacks that point.

    Circles of reasons do no harm, but a name that leads nowhere or stands for two things is a
    `GraphError`; `wayout.argument.check` finds such faults.
    """
    needs = _Needs(map_)
    torn = [claim.id for claim in map_.claims if len(needs.reasons_for[claim.id]) > 1]
    parts = [claim.id for claim in map_.claims] + [reason.id for reason in map_.reasons]
    by_target: dict[str, set[str]] = defaultdict(set)
    for source, target in _drawn(map_) | (_rebuttals(map_) if rebuttals else set()):
        by_target[target].add(source)
    pairs = {(other, part) for part in parts for other in _attackers(needs, by_target, part)}
    pairs |= {(reason, no_reason_left(name)) for name in torn for reason in needs.reasons_for[name]}
    return AttackGraph((*parts, *map(no_reason_left, torn)), frozenset(pairs))


def no_reason_left(claim: str) -> str:
    """Return the id of the point that stands when every reason for a claim has fallen."""
    return f"No reason left for {claim}"


Pair = tuple[str, str]


def _drawn(map_: ArgumentMap) -> set[Pair]:
    return {(link.source, link.target) for link in map_.links if link.kind != "for"}


def _rebuttals(map_: ArgumentMap) -> set[Pair]:
    return {
        (one.source, other.source)
        for one in map_.links
        for other in map_.links_to(one.target)
        if {one.kind, other.kind} == {"for", "against"} and one.source != other.source
    }


class _Needs:
    """What each point cannot stand without."""

    def __init__(self, map_: ArgumentMap) -> None:
        self.premises = {reason.id: reason.premises for reason in reversed(map_.reasons)}
        self.reasons_for: dict[str, list[str]] = defaultdict(list)
        for reason in map_.reasons:
            self.reasons_for[reason.conclusion].append(reason.id)

    def of(self, name: str) -> tuple[Sequence[str], set[str]]:
        """Return the points needed, and the 'no reason left' point against this one."""
        if name in self.premises:
            return self.premises[name], set()
        reasons = self.reasons_for.get(name, [])
        return ((), {no_reason_left(name)}) if len(reasons) > 1 else (reasons, set())


def _attackers(needs: _Needs, by_target: Mapping[str, set[str]], name: str) -> set[str]:
    """Collect what attacks a point or anything it needs, however far down."""
    found: set[str] = set()
    seen: set[str] = set()
    todo = [name]
    while todo:
        seen.add(here := todo.pop())
        needed, left = needs.of(here)
        found |= by_target.get(here, set()) | left
        todo += [need for need in needed if need not in seen]
    return found
