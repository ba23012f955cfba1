"""What a board comes to, in plain words and rows: steps, flips, fair end positions, strengths."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import Any

from wayout.activities.standing.board import MOST, Board, Pair
from wayout.activities.standing.picture import SIGNS
from wayout.argument import AttackGraph
from wayout.argument.errors import called
from wayout.argument.explain import explain, hit, told
from wayout.argument.labels import Label, flips, labels
from wayout.argument.semantics import grounded, preferred, rounds, without
from wayout.argument.strength import CircleError, strengths
from wayout.language import counted, listed

COLUMNS = 6
"""How many fair end positions stand side by side."""


# Step by step -----------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def steps(board: Board) -> tuple[dict[str, Any], ...]:
    """Return what each step settles: a head, and one sentence a point; last what none settles."""
    graph, names = board.graph, board.names
    why, found, standing = reasons(board, graph), list[dict[str, Any]](), list[str]()
    for one in rounds(graph):
        standing += one.stands
        stands, falls = (
            [node for node in some if node in names] for some in (one.stands, one.falls)
        )
        said = [f"{called(node, names)} stands: {_freed(board, node)}." for node in stands]
        said += [
            f"{called(node, names)} falls: {_struck(board, node, standing)}." for node in falls
        ]
        if said:
            head = f"Step {len(found) + 1}"
            found.append({"head": head, "ids": (*stands, *falls), "said": said})
    settled = {node for one in found for node in one["ids"]}
    left = tuple(node for node in names if node not in settled)
    if left:
        said = [sentence(board, node, why[node]) for node in left]
        found.append({"head": "What no step settles", "ids": left, "said": said})
    return tuple(found)


def reasons(board: Board, graph: AttackGraph) -> Mapping[str, str]:
    """Return what `explain` says of each point, when the points of ``graph`` are left."""
    names = board.called or board.names
    found = explain(graph, names, lacking=board.lacking, meant=board.meant)
    return {node: _missed(board, graph, node, why) for node, why in found.items()}


def _missed(board: Board, graph: AttackGraph, node: str, why: str) -> str:
    """Return why a reason is undecided whose premise is switched off; else what is known."""
    lost = board.missing(node, graph.nodes)
    if not lost or not why.startswith(Label.UNDECIDED.value):
        return why
    return f"undecided, because {called(lost, board.names)}, which it needs, is switched off"


def _freed(board: Board, node: str) -> str:
    """Return why a point stands, told by what was settled before it."""
    around = board.graph.attackers(node)
    lacked = [board.lacking[one] for one in around if one in board.lacking]
    kept = f", and a reason for {told(lacked, node, board.called)} stands" if lacked else ""
    seen = [one for one in around if one in board.names]
    if not seen:
        return f"nothing attacks it{kept}"
    attackers = [called(one, board.names) for one in seen]
    which = f"which {_attack(attackers)} {_hit(board, node, seen)}"
    return f"{listed(attackers)}, {which}, {_fallen(attackers)} fallen{kept}"


def _struck(board: Board, node: str, standing: Collection[str]) -> str:
    """Return which of the points that stand so far make a point fall."""
    seen = [n for n in board.graph.attackers(node) if n in standing]
    found = [called(n, board.names) for n in seen]
    return f"{listed(found)}, which {_verb(found)}, {_attack(found)} {_hit(board, node, seen)}"


def _hit(board: Board, node: str, attackers: Sequence[str]) -> str:
    return hit(attackers, node, board.meant, board.called)


def _attack(names: Sequence[str]) -> str:
    return "attacks" if len(names) == 1 else "attack"


def _fallen(names: Sequence[str]) -> str:
    return "has" if len(names) == 1 else "have"


def sentence(board: Board, node: str, why: str) -> str:
    """Return a reason of `explain` as a sentence about its point."""
    verb = "is " if why.startswith(Label.UNDECIDED.value) else ""
    return f"{called(node, board.names)} {verb}{why}."


# Where a prediction slipped ---------------------------------------------------------------------


def slips(board: Board, said: Mapping[str, str]) -> list[str]:
    """Return for each point that did not come out as said where the slip lies.

    A point is held against what was said of its attackers; where it follows from that, the attacker
    is named that came out otherwise.
    """
    found = {node: label.value for node, label in labels(board.graph).items()}
    missed = [node for node, word in said.items() if found[node] != word]
    given = found | dict(said) | dict.fromkeys(board.hidden, Label.UNDECIDED.value)
    for _ in board.hidden:
        given |= {node: _follows(board, node, given).value for node in board.hidden}
    return [_slip(board, node, given, found) for node in missed]


def _follows(board: Board, node: str, said: Mapping[str, str]) -> Label:
    """Return what a point is by what was said of its attackers."""
    words = {said[other] for other in board.graph.attackers(node)}
    if Label.IN.value in words:
        return Label.OUT
    return Label.UNDECIDED if Label.UNDECIDED.value in words else Label.IN


def _slip(board: Board, node: str, said: Mapping[str, str], found: Mapping[str, str]) -> str:
    """Return the sentence for one point; ``said`` holds what follows for what is not shown."""
    name, follows = called(node, board.names), _follows(board, node, said)
    if said[node] != follows.value:
        return f"{_SAID[said[node]].format(name)}, but {_held_against(board, node, said, follows)}."
    wrong = _culprit(board, node, said, found)
    other = called(wrong, board.names)
    if_so = f"{_IS[said[node]].format(name)} if {_IS[said[wrong]].format(other)}"
    return f"It is right that {if_so}. But {_IS[found[wrong]].format(other)}."


def _culprit(board: Board, node: str, said: Mapping[str, str], found: Mapping[str, str]) -> str:
    """Return a point on the board, acting on this one, that came out otherwise than was said."""
    off = [n for n in board.graph.attackers(node) if said[n] != found[n]]
    off = [n for n in off if n != node] or off
    shown = [n for n in off if n in board.names]
    return shown[0] if shown else _culprit(board, off[0], said, found)


_SAID = {"stands": "You let {} stand", "falls": "You let {} fall", "undecided": "You left {} open"}
_IS = {"stands": "{} stands", "falls": "{} falls", "undecided": "{} is undecided"}


def _held_against(board: Board, node: str, said: Mapping[str, str], follows: Label) -> str:
    """Return what follows from what was said of the attackers."""
    around = board.graph.attackers(node)
    seen = [n for n in around if n in board.names]
    acting = [n for n in around if said[n] != Label.OUT.value]
    ends = [n for n in acting if n in seen and said[n] == _ACTS[follows]]
    named = [called(n, board.names) for n in ends]
    hits = f"{_attack(named)} {_hit(board, node, ends)}" if ends else ""
    if follows is Label.OUT:
        return f"{listed(named)}, which you let stand, {hits}: then it would fall"
    if named:
        return f"{listed(named)}, which you left open, {hits}: then it would be open, too"
    lacked = told([board.lacking[n] for n in acting], node, board.called)
    if follows is Label.UNDECIDED:
        return f"you let no reason for {lacked} stand: then it would be open"
    if seen:
        return "you let all that attacks it fall: then it would stand"
    return "nothing attacks it" + (", and you let a reason for it stand" if around else "")


_ACTS = {Label.OUT: "stands", Label.UNDECIDED: "undecided", Label.IN: ""}


# What flips -------------------------------------------------------------------------------------


def flipped(board: Board, graph: AttackGraph) -> list[dict[str, str]]:
    """Return what changes when only the points of ``graph`` are left on the board."""
    why = reasons(board, graph)
    changed = flips(labels(board.graph), labels(graph))
    return [
        {"name": board.names[node], "was": SIGNS[was], "now": SIGNS[now],
         "why": sentence(board, node, why[node])}
        for node, (was, now) in changed.items() if node in board.names
    ]  # fmt: skip


# Fair end positions -----------------------------------------------------------------------------


@lru_cache(maxsize=32)
def ends(graph: AttackGraph) -> tuple[frozenset[str], ...]:
    """Return what `preferred` does, in its order, part by part.

    Every end holds what is sure, and parts of the rest that no attack joins do not meet: eight
    pairs that attack each other take 3 milliseconds and not 100.
    """
    settled = [node for node, label in labels(graph).items() if label is not Label.UNDECIDED]
    each = [preferred(part) for part in _parts(without(graph, settled))]
    found = [grounded(graph).union(*some) for some in product(*each)]
    rows = [[number for number, node in enumerate(graph.nodes) if node in end] for end in found]
    return tuple(end for _, end in sorted(zip(rows, found, strict=True), key=_small_first))


def _small_first(one: tuple[list[int], frozenset[str]]) -> tuple[int, list[int]]:
    return len(one[0]), one[0]


def _parts(graph: AttackGraph) -> Iterator[AttackGraph]:
    """Yield the parts of a graph that no attack joins."""
    left = [*graph.nodes]
    while left:
        part, todo = set[str](), [left[0]]
        while todo:
            part.add(here := todo.pop())
            near = {*graph.attackers(here), *graph.targets(here)}
            todo += near - part
        yield without(graph, [node for node in graph.nodes if node not in part])
        left = [node for node in left if node not in part]


def positions(board: Board, graph: AttackGraph) -> dict[str, Any]:
    """Return all fair end positions of what is left, side by side, or why there are none."""
    left = [node for node in graph.nodes if node in board.names]
    if len(left) > MOST:
        said = _TOO_MANY.format(len(left), MOST, len(left) - MOST)
        return {"said": said, "heads": [], "rows": [], "more": 0}
    every = ends(graph)
    shown = [labels(graph, end) for end in every[:COLUMNS]]
    base = labels(graph)
    return {
        "said": _said(board, left, every, grounded(graph)),
        "heads": ["Sure", *(f"End {number}" for number, _ in enumerate(shown, 1))],
        "rows": [
            (board.names[node], [SIGNS[one[node]] for one in (base, *shown)]) for node in left
        ],
        "more": len(every) - len(shown),
    }


_TOO_MANY = (
    "{} points are switched on. All fair end positions are worked out for at most {}, so only what "
    "is sure is shown. Switch off {} or more to see them."
)


def _said(
    board: Board, nodes: Sequence[str], every: Sequence[frozenset[str]], sure: frozenset[str]
) -> str:
    if len(every) == 1:
        same = every[0] == sure
        return "There is one fair end position" + (", and it is what is sure." if same else ".")
    each = [called(n, board.names) for n in nodes if all(n in end for end in every)]
    some = [n for n in nodes if any(n in end for end in every)]
    torn = [called(n, board.names) for n in some if not all(n in end for end in every)]
    kept = f"{listed(each)} {_verb(each)}" if each else "No point stands"
    return (
        f"There are {counted(len(every))} fair end positions. {kept} in each of them; "
        f"{listed(torn)} {_verb(torn)} in some and not in others."
    )


def _verb(names: Sequence[str]) -> str:
    return "stands" if len(names) == 1 else "stand"


# Strengths --------------------------------------------------------------------------------------


def links(board: Board) -> list[tuple[Pair, str]]:
    """Return what weighs, attacks first, each with its words."""
    return [(pair, in_words(board, pair, "attacks")) for pair in board.against] + [
        (pair, in_words(board, pair, "speaks for")) for pair in board.favour
    ]


def attack(board: Board, pair: Pair) -> str:
    """Return an attack in words, and why points attack each other that speak for and against."""
    said = in_words(board, pair, "attacks")
    claim = board.over.get(pair)
    if claim is None or claim not in board.called or pair[::-1] not in board.attacks:
        return said
    return f"{said}: of the two, one speaks for {called(claim, board.called)}, one against it"


def in_words(board: Board, pair: Pair, verb: str) -> str:
    """Return an arrow in words; what supports a reason is needed by it."""
    source, target = (called(end, board.names) for end in pair)
    if verb != "attacks" and pair[1] in board.needs:
        return f"{target} needs {source}"
    return f"{source} {verb} {target}"


def weighed(
    board: Board, bases: Mapping[str, float], off: Collection[str], cut: Collection[int]
) -> dict[str, Any]:
    """Return how strong each point is, by base strengths from 0 to 1; or the loop that forbids it.

    ``off`` names points that are switched off, ``cut`` numbers the links that are left out.
    """
    kept = {id_: base for id_, base in bases.items() if id_ not in off}
    if len(kept) > MOST:
        return {"refused": _MANY_SLIDERS.format(len(kept), MOST)}
    named = links(board)
    on = [n for n, ((a, b), _) in enumerate(named) if n not in cut and a in kept and b in kept]
    against = [named[n][0] for n in on if n < len(board.against)]
    favour = [named[n][0] for n in on if n >= len(board.against)]
    try:
        found = strengths(kept, against, favour, board.names, board.needs)
    except CircleError as error:
        return {"refused": _LOOP, "loop": _loop(error.circle, named, on)}
    return {
        "rows": {
            id_: {
                "base": one.base,
                "final": one.final,
                "said": _made_of(one.base, one.attack, one.support, one.final),
            }
            for id_, one in found.items()
        }
    }


_MANY_SLIDERS = (
    "{} points are switched on. Strengths are worked out for at most {}: go back and switch off "
    "some points."
)
_LOOP = (
    "Here the arrows run in a loop: each strength would need the other one first, so no strength "
    "can be worked out. Leave one of these out to go on."
)


def _loop(
    circle: Sequence[str], named: Sequence[tuple[Pair, str]], on: Collection[int]
) -> list[tuple[int, str]]:
    """Return number and words of the links of a loop."""
    around = [*circle, circle[0]]
    pairs = {*pairwise(around)}
    return [(n, named[n][1]) for n in on if named[n][0] in pairs]


def _made_of(base: float, attack: float, support: float, final: float) -> str:
    """Return in a sentence how a strength came about."""
    if not attack and not support:
        return f"It stays at {final:.2f}: nothing that has strength acts on it."
    if attack == support:
        return f"It stays at {final:.2f}: for and against weigh the same, {attack:.2f}."
    sides = [f"what attacks it weighs {attack:.2f}"] if attack else []
    sides += [f"what speaks for it weighs {support:.2f}"] if support else []
    return f"From {base:.2f} to {final:.2f}: {listed(sides)}."
