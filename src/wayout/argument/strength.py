"""How strong a point is once its supporters and attackers have been counted: DF-QuAD.

As Rago and others (2016) have it, every point starts with a base strength from 0 to 1. Let its
attackers have final strengths a1, a2, ... and its supporters s1, s2, ...; then

    attack  = 1 - (1 - a1)(1 - a2)...        support = 1 - (1 - s1)(1 - s2)...

(0 where there are none; premises hold only together, so what supports a reason is as strong as its
weakest premise), and the final strength moves from the base towards 0 or 1 by the
difference between the two:

    base - base (attack - support)           if attack is at least support,
    base + (1 - base) (support - attack)     otherwise.

Equal attack and support leave the base where it was. Strengths have to start somewhere, so
points that lead back to themselves have none.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from math import prod
from numbers import Real
from types import MappingProxyType

from wayout.argument.attack_graph import led_to
from wayout.argument.errors import GraphError, Names, called

Pair = tuple[str, str]
"""From which point, to which point."""


class CircleError(GraphError):
    """Points that attack or support one another in a circle, so that no strength can come first.

    ``circle`` holds their ids, each once; each acts on the next, and the last on the first.
    """

    def __init__(self, circle: tuple[str, ...], names: Names | None = None) -> None:
        steps = " to ".join(called(node, names) for node in (*circle, circle[0]))
        super().__init__(
            f"The links run in a circle, from {steps}, so no strength can come first:"
            " remove one of these links."
        )
        self.circle = circle


@dataclass(frozen=True, slots=True)
class Strength:
    """A point's strength and what it is made of; every number lies from 0 to 1.

    ``attack`` and ``support`` are what all attackers, and all supporters, amount to together.
    """

    base: float
    attack: float
    support: float
    final: float


def strengths(
    bases: Mapping[str, float],
    attacks: Collection[Pair] = (),
    supports: Collection[Pair] = (),
    names: Names | None = None,
    joint: Collection[str] = (),
) -> Mapping[str, Strength]:
    """Return the DF-QuAD strength of every point, in the order of ``bases``; read-only.

    ``bases`` leads from ids to numbers from 0 to 1; ``attacks`` and ``supports`` are pairs of
    ids, from which point to which, and no pair may be in both; ``names`` are for the sentences
    of errors; supporters of the points in ``joint`` hold only together. Takes O(n + m) steps for
    n points and m links. All else equal, a stronger supporter never makes a point weaker, and a
    stronger attacker never makes it stronger: the principles of monotonicity (Baroni and others
    2019). A slider may still do the opposite where its point acts on another both for and
    against, by different ways.

    `CircleError` names the points where links lead from one back to itself; `GraphError` says
    which base is no such number, which point has none, or which pair is in both.

    Examples
    --------
    >>> round(strengths({"W": 0.5, "F": 0.6}, attacks=[("F", "W")])["W"].final, 2)
    0.2
    """
    problems = [*_bad_bases(bases, names), *_bad_links(bases, attacks, supports, names)]
    if problems:
        raise GraphError(" ".join(problems))
    against, favouring = (led_to(bases, ((b, a) for a, b in some)) for some in (attacks, supports))
    found: dict[str, Strength] = {}
    before = {node: (*against[node], *favouring[node]) for node in bases}
    for node in _in_order(before, names):
        attack = together(found[other].final for other in against[node])
        support = (weakest if node in joint else together)(
            found[other].final for other in favouring[node]
        )
        base = float(bases[node])
        found[node] = Strength(base, attack, support, moved(base, attack, support))
    return MappingProxyType({node: found[node] for node in bases})


def together(values: Iterable[float]) -> float:
    """Return what several strengths amount to: 1 minus the product of what each leaves open.

    None at all amount to 0, one to itself (to rounding), and a further one never takes away.
    """
    return 1.0 - prod(1.0 - value for value in values)


def weakest(values: Iterable[float]) -> float:
    """Return what strengths amount to that hold only together; none at all amount to 0."""
    return min(values, default=0.0)


def moved(base: float, attack: float, support: float) -> float:
    """Return ``base`` moved towards 0 by what attack has over support, or towards 1."""
    if attack >= support:
        return base - base * (attack - support)
    return base + (1.0 - base) * (support - attack)


def _bad_bases(bases: Mapping[str, float], names: Names | None) -> list[str]:
    return [
        f"The base strength of {called(node, names)} is {base!r}: give a number from 0 to 1."
        for node, base in bases.items()
        if isinstance(base, bool) or not isinstance(base, Real) or not 0 <= base <= 1
    ]


def _bad_links(
    bases: Mapping[str, float],
    attacks: Collection[Pair],
    supports: Collection[Pair],
    names: Names | None,
) -> list[str]:
    strangers = dict.fromkeys(n for pair in (*attacks, *supports) for n in pair if n not in bases)
    both = sorted(set(attacks) & set(supports))
    return [
        f"{called(node, names)} is in a link but has no base strength." for node in strangers
    ] + [
        f"{called(a, names)} both attacks and supports {called(b, names)}: keep one of the two."
        for a, b in both
    ]


def _in_order(before: Mapping[str, Collection[str]], names: Names | None) -> tuple[str, ...]:
    """Return the points so that each comes after all that act on it."""
    try:
        return tuple(TopologicalSorter(before).static_order())
    except CycleError as error:
        raise CircleError(tuple(error.args[1][:-1]), names) from None
