"""From an argument map to an attack graph: what falls, and what a cut leaves open.

The rule, in words a reader can check on paper:

* a claim falls only if something that stands speaks against it;
* a reason falls if something that stands cuts it, or if one of its premises falls;
* a claim for which the map gives support (reasons, or single 'for' links) stands only if some of
  that support stands. If all of it has fallen, the claim does not fall with it: it is *undecided*,
  for a bad reason for a claim is nothing against the claim;
* a claim for which the map gives none is taken as given, and stands unless something speaks
  against it. Claims that speak for nothing but each other in a circle stay undecided;
* nothing else makes anything fall. How strongly a point stands is another question, for
  `wayout.argument.strength`. On request, points for and against the same claim answer each other.

So a premise is *needed* by its reason, which an attack graph can say without a new sort of arrow:
whatever attacks the premise attacks the reason (necessary support: Nouioua and Boutouhami 2023;
Cayrol and Lagasquie-Schiex 2013). And a supported claim has a helper, "no reason left", that
attacks the claim *and itself*, and that each support attacks: it can take standing from a claim,
and can never bring it down.
"""

from collections import defaultdict

from wayout.argument.attack_graph import AttackGraph
from wayout.argument.graph import ArgumentMap

Pair = tuple[str, str]


def attacks(map_: ArgumentMap, rebuttals: bool = False) -> AttackGraph:
    """Return the attack graph of a map.

    Its points are the ids of the claims, then of the reasons, then one point
    `no_reason_left(claim)` for each claim with support. Takes O(n + m) steps for n points and m
    premises and links where premises are attacked by few; with rebuttals, as many more as there
    are pairs of a point for and a point against the same claim.

    With ``rebuttals``, a point linked for a claim and a point linked against it also attack each
    other. Then facts on both sides leave a claim undecided; without it, the point against it wins
    unless something else attacks that point.

    A name that leads nowhere or stands for two things is a `GraphError`; `wayout.argument.check`
    finds such faults.
    """
    supports = _supports(map_)
    parts = [claim.id for claim in map_.claims] + [reason.id for reason in map_.reasons]
    pairs = _drawn(map_) | (answers(map_).keys() if rebuttals else set())
    for claim, some in supports.items():
        helper = no_reason_left(claim)
        pairs |= {(helper, claim), (helper, helper), *((one, helper) for one in some)}
    pairs |= {(source, reason) for source, reason, _ in _inherited(map_, pairs)}
    return AttackGraph((*parts, *map(no_reason_left, supports)), frozenset(pairs))


def no_reason_left(claim: str) -> str:
    """Return the id of the point that keeps a claim open once all that supports it has fallen."""
    return f"No reason left for {claim}"


def helpers(map_: ArgumentMap) -> dict[str, str]:
    """Return the points of the attack graph that are no part of the map, with their claims."""
    return {no_reason_left(claim): claim for claim in _supports(map_)}


def through(map_: ArgumentMap) -> dict[tuple[str, str], str]:
    """Return the attacks on reasons that are meant for a premise, each with that premise.

    One that cuts the reason as well is left out, and a helper's.
    """
    drawn = _drawn(map_)
    return {
        (source, reason): premise
        for source, reason, premise in _inherited(map_, drawn | answers(map_).keys())
        if (source, reason) not in drawn
    }


def _supports(map_: ArgumentMap) -> dict[str, list[str]]:
    """Return what speaks for each claim that anything speaks for, in the order of the claims."""
    found: dict[str, list[str]] = {claim.id: [] for claim in map_.claims}
    for reason in map_.reasons:
        found.get(reason.conclusion, []).append(reason.id)
    for link in map_.links:
        if link.kind == "for":
            found.get(link.target, []).append(link.source)
    return {claim: some for claim, some in found.items() if some}


def _inherited(map_: ArgumentMap, pairs: set[Pair]) -> list[tuple[str, str, str]]:
    """Return what attacks a premise, the reason that needs the premise, and the premise."""
    by_target: dict[str, list[str]] = defaultdict(list)
    for source, target in sorted(pairs):
        by_target[target].append(source)
    return [
        (source, reason.id, premise)
        for reason in map_.reasons
        for premise in reason.premises
        for source in by_target.get(premise, [])
    ]


def _drawn(map_: ArgumentMap) -> set[Pair]:
    return {(link.source, link.target) for link in map_.links if link.kind != "for"}


def answers(map_: ArgumentMap) -> dict[Pair, str]:
    """Return the points that answer each other, with the claim that they are for and against."""
    return {
        (one.source, other.source): one.target
        for one in map_.links
        for other in map_.links_to(one.target)
        if {one.kind, other.kind} == {"for", "against"} and one.source != other.source
    }
