"""What lies on a board: points, who attacks whom, and what weighs for and against."""

import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from typing import Any
from zlib import crc32

from wayout.argument import ArgumentMap, AttackGraph, Reason, attacks
from wayout.argument.labels import Label, labels
from wayout.argument.projection import answers, helpers, through
from wayout.argument.semantics import LARGEST, without
from wayout.essay import argument_map, every_claim
from wayout.language import listed
from wayout.tables.package import text

MOST = LARGEST
"""With more points there is no picture, one answer instead of all fair ones, and no strengths."""
HALF = 50
OWN = "mine"
"""What the board of a learner's own map is called."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Point:
    """One point: its id, its name in a few words, what it says, and its first strength in per cent.

    One without a strength has no part in the tab of strengths.
    """

    id: str
    name: str
    says: str = ""
    base: int | None = HALF


@dataclass(frozen=True)
class Board:
    """Points and attacks, and for the tab of strengths the links that weigh.

    ``name`` is what an answer calls it; without ``weighs`` there are no strengths. All pairs are
    of ids, from which point to which. ``hidden`` are points of the graph that are not shown, such
    as "no reason left"; ``lacking`` and ``meant`` are as for `explain`, and ``called`` names what
    they speak of. ``needs`` holds the premises of each reason. ``rest`` names points of the map
    that stand and on which nothing here turns; ``over`` the claim of points that answer each other.
    """

    name: str
    title: str
    points: tuple[Point, ...]
    attacks: frozenset[Pair]
    weighs: bool = False
    against: tuple[Pair, ...] = ()
    favour: tuple[Pair, ...] = ()
    note: str = ""
    rest: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    lacking: Mapping[str, str] = field(default_factory=dict, hash=False)
    meant: Mapping[Pair, str] = field(default_factory=dict, hash=False)
    called: Mapping[str, str] = field(default_factory=dict, hash=False)
    needs: Mapping[str, Sequence[str]] = field(default_factory=dict, hash=False)
    over: Mapping[Pair, str] = field(default_factory=dict, hash=False)

    @cached_property
    def graph(self) -> AttackGraph:
        """The points and who attacks whom, with what is not shown."""
        return AttackGraph((*(point.id for point in self.points), *self.hidden), self.attacks)

    def without(self, off: Collection[str]) -> AttackGraph:
        """Return the graph when some points are switched off; a reason that needs one is open."""
        left = without(self.graph, off)
        open_ = {(node, node) for node in left.nodes if self.missing(node, left.nodes)}
        return AttackGraph(left.nodes, left.attacks | open_)

    def missing(self, reason: str, nodes: Collection[str]) -> str:
        """Return a premise of a reason that is shown and not among ``nodes``; empty if none."""
        needed = self.needs.get(reason, ())
        return next((one for one in needed if one in self.names and one not in nodes), "")

    @cached_property
    def names(self) -> dict[str, str]:
        """What each point is called, by id."""
        return {point.id: point.name for point in self.points}

    @cached_property
    def arrows(self) -> tuple[Pair, ...]:
        """The attacks that are drawn, in the order of the points.

        One that is meant for a premise on the board is drawn there, and not to the reason as well.
        """
        pairs = ((a, b) for a in self.names for b in self.names if (a, b) in self.attacks)
        return tuple(pair for pair in pairs if self.meant.get(pair) not in self.names)

    @property
    def is_large(self) -> bool:
        """Whether it has more points than can be drawn."""
        return len(self.points) > MOST

    @cached_property
    def mark(self) -> str:
        """Eight signs that change when the points or the attacks do: an answer belongs to one."""
        told = repr((sorted(self.names), sorted(self.attacks)))
        return f"{crc32(told.encode(errors='replace')):08x}"

    def field(self, what: str, place: int) -> str:
        """Return what a card calls a field of a point or link, by its number.

        A learner's own map changes: what was entered for another state of it does not count.
        """
        return f"{what}-{self.mark}-{place}" if self.name == OWN else f"{what}-{place}"


Source = Callable[[], Board]
"""What gives a board; asked anew each time, so that a board may follow a learner's own map."""


@cache
def boards() -> dict[str, Board]:
    """Return the boards of ``data/essay/boards.toml``, by name."""
    map_, rows = argument_map(), tomllib.loads(text("boards"))
    known = {one.id: Point(one.id, one.title, one.says) for one in every_claim()}
    known |= {id_: Point(id_, *words) for id_, words in rows.pop("reasons").items()}
    return {name: _board(name, row, map_, known) for name, row in rows.items()}


@lru_cache(maxsize=8)
def of_map(map_: ArgumentMap, name: str, title: str, note: str = "") -> Board:
    """Return the board of a whole map, such as a learner's own: its claims and its reasons.

    Points for and against the same claim answer each other. On the board lie the points that attack
    or are attacked, what rests on those, and what else speaks for that; ``rest`` names the others,
    which all stand. Raises GraphError where an id leads nowhere or comes twice.
    """
    shown = _parts(map_)
    against, favour = _weighed(map_, shown)
    laid = _laid(Board(name, title, tuple(shown.values()), frozenset(), True, note=note), map_)
    used = _touched(laid, favour)
    rest = tuple(point.name for id_, point in shown.items() if id_ not in used)
    points = tuple(point for id_, point in shown.items() if id_ in used)
    plain = Board(name, title, points, frozenset(), True, note=note, rest=rest)
    against, favour = (
        tuple(pair for pair in pairs if used.issuperset(pair)) for pairs in (against, favour)
    )
    return replace(_laid(plain, map_), against=against, favour=favour)


def _touched(board: Board, favour: Collection[Pair]) -> set[str]:
    """Return the points in attacks, what rests on an attacked one, and what speaks for that."""
    open_ = {id_ for id_, label in labels(board.graph).items() if label is not Label.IN}
    found = {end for pair in board.arrows for end in pair} | (open_ & board.names.keys())
    hit = {target for _, target in board.arrows} | (open_ & board.names.keys())
    while more := {b for a, b in favour if a in hit and b not in hit}:
        hit |= more
    found |= hit
    return found | {a for a, b in favour if b in hit and b not in board.needs}


def _laid(board: Board, map_: ArgumentMap) -> Board:
    """Return a board with the attacks between its points that a map comes to."""
    graph = _bearing(attacks(map_, rebuttals=True), board.names)
    return replace(
        board,
        attacks=graph.attacks,
        hidden=tuple(node for node in graph.nodes if node not in board.names),
        lacking=helpers(map_),
        meant=through(map_),
        called=map_.titles() | board.names,
        over=answers(map_),
        needs={one.id: one.premises for one in map_.reasons},
    )


def _bearing(graph: AttackGraph, shown: Collection[str]) -> AttackGraph:
    """Leave out of what is not shown what settles by itself or bears on nothing that is left."""
    while True:
        hidden = {node for node in graph.nodes if node not in shown}
        sure = {node for node in hidden if not graph.attackers(node)}
        lost = {end for node in sure for end in graph.targets(node)} & hidden
        idle = {node for node in hidden if {*graph.targets(node)} <= {node}}
        if not sure | lost | idle:
            return graph
        graph = without(graph, sure | lost | idle)


def _parts(map_: ArgumentMap) -> dict[str, Point]:
    claims = {one.id: Point(one.id, one.title or one.id, one.text) for one in map_.claims}
    return claims | {one.id: Point(one.id, one.id, _told(one, claims)) for one in map_.reasons}


def _told(reason: Reason, claims: Mapping[str, Point]) -> str:
    """Return what a reason says, or the names of what it joins."""
    names = [claims[end].name if end in claims else end for end in reason.ends]
    return reason.title or f"From {listed(names[:-1])} to {names[-1]}."


def _board(
    name: str, row: Mapping[str, Any], whole: ArgumentMap, known: Mapping[str, Point]
) -> Board:
    """Return one board of the data file, its attacks taken from the argument map."""
    bases: dict[str, int] = row["points"]
    points = tuple(replace(known[id_], base=base) for id_, base in bases.items())
    map_ = _cut(whole, {*bases, *row["through"]})
    plain = Board(name, row["title"], points, frozenset(), "weighs" in row, note=row["note"])
    board = _laid(plain, map_)
    if row.get("weighs", "attacks") == "attacks":
        return replace(board, against=board.arrows)
    against, favour = _weighed(map_, bases)
    return replace(board, against=against, favour=favour)


def _cut(map_: ArgumentMap, kept: Collection[str]) -> ArgumentMap:
    """Return the part of a map between some claims; reasons keep those premises."""
    reasons = tuple(
        replace(one, premises=tuple(p for p in one.premises if p in kept))
        for one in map_.reasons
        if one.conclusion in kept
    )
    ends = {*kept, *(one.id for one in reasons)}
    return ArgumentMap(
        tuple(one for one in map_.claims if one.id in kept),
        reasons,
        tuple(one for one in map_.links if ends.issuperset(one.ends)),
    )


def _weighed(
    map_: ArgumentMap, shown: Collection[str]
) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """Return what weighs against and for the shown points.

    What leads to a part that is not shown, or speaks against it, does so to what that part leads
    to. A pair in both is against.
    """
    ahead: dict[str, list[str]] = {}
    for reason in map_.reasons:
        for premise in reason.premises:
            ahead.setdefault(premise, []).append(reason.id)
        ahead.setdefault(reason.id, []).append(reason.conclusion)
    for link in map_.links:
        if link.kind == "for":
            ahead.setdefault(link.source, []).append(link.target)
    hits = [(link.source, link.target) for link in map_.links if link.kind != "for"]
    steps = [(source, target) for source in shown for target in ahead.get(source, [])]
    against = _onto(hits, ahead, shown)
    favour = [pair for pair in _onto(steps, ahead, shown) if pair not in against]
    return tuple(against), tuple(favour)


def _onto(
    pairs: Collection[Pair], ahead: Mapping[str, list[str]], shown: Collection[str]
) -> list[Pair]:
    """Return the pairs with each end that is not shown replaced by what it leads to."""
    found: dict[Pair, None] = {}
    for source, target in pairs:
        todo, seen = [target], {""}
        while todo:
            here = todo.pop()
            if here in shown:
                found[source, here] = None
            elif here not in seen:
                todo += ahead.get(here, [])
            seen.add(here)
    return [pair for pair in found if pair[0] in shown]
