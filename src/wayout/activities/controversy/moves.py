"""What is done in a debate: moves, how they are written, and in which order they count.

A move is never altered, and its name follows from what it says. So two machines that hold the same
moves hold the same debate, however the moves came there, once or twice and in whichever order.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal, get_args

from wayout.language import LONGEST
from wayout.work.activity import Activity, as_dict
from wayout.work.entries import Entry
from wayout.work.workfile import WorkFile

Seat = Literal["A", "B"]
Side = Literal["for", "against"]
SEATS: tuple[Seat, ...] = get_args(Seat)
SIDES: tuple[Side, ...] = get_args(Side)
MODES = {
    "solo": "alone, on both seats in turn",
    "pair": "two of us, one on each seat",
    "four": "four of us, two on each seat",
}
"""How many take part, in words."""
LISTS = {"agreed": "a fact we agree on", "open": "a question that stays open"}
MOST_MOVES = 500
"""How many moves one debate may have; a whole one takes about forty."""
LATEST = 4 * MOST_MOVES
"""The highest place in the order of a debate."""

_FIELDS: Mapping[str, Mapping[str, type]] = {
    "start": {"motion": str, "mode": str, "a": str},
    "point": {"key": str, "text": str, "evidence": list},
    "ready": {"step": int},
    "heard": {"text": str},
    "best": {"text": str},
    "joint": {"text": str},
    "item": {"list": str, "text": str},
    "tick": {"of": str, "yes": bool, "text": str},
    "leave": {},
}
"""What each move says, beside its place in the order and who makes it."""
_WORDS = {"mode": tuple(MODES), "a": SIDES, "list": tuple(LISTS)}
_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class Move:
    """One move; ``n`` is later than all moves that its maker knew of.

    ``by`` is the seat that makes it, ``do`` its sort, ``says`` what it says.
    """

    n: int
    by: Seat
    do: str
    says: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def name(self) -> str:
        """Return what follows from all that it says: no two moves share it."""
        text = json.dumps(written(self), sort_keys=True)
        return sha256(text.encode()).hexdigest()[:16]

    @property
    def order(self) -> tuple[int, str]:
        """Return by what moves are put in order on every machine."""
        return self.n, self.name


@dataclass(frozen=True)
class Turn:
    """What one entry of the work file says of a debate.

    Moves that were made or brought in together; or ``sits``, who sits at this machine from now on:
    ``"A"``, ``"B"`` or ``"both"``, and ``"none"`` where the debate is put away.
    """

    debate: str
    moves: tuple[Move, ...] = ()
    sits: str = ""


SITS = (*SEATS, "both", "none")


def written(move: Move) -> dict[str, Any]:
    """Return a move as JSON holds it."""
    return {"n": move.n, "by": move.by, "do": move.do, **move.says}


def read_move(given: object) -> Move | None:
    """Return a move as it was written; ``None`` for anything else."""
    if not isinstance(given, dict):
        return None
    says = {name: given[name] for name in given if name not in ("n", "by", "do")}
    n, by, do = (given.get(name) for name in ("n", "by", "do"))
    known = _FIELDS.get(do) if isinstance(do, str) else None
    seat = next((one for one in SEATS if one == by), None)
    if known is None or seat is None or type(n) is not int or not 1 <= n <= LATEST:
        return None
    if says.keys() != known.keys() or not all(_fits(k, v, known[k]) for k, v in says.items()):
        return None
    return Move(n, seat, str(do), says)


def _fits(name: str, value: Any, kind: type) -> bool:
    if kind is list:
        short = isinstance(value, list) and len(value) <= 9
        return short and all(isinstance(one, str) and len(one) <= 99 for one in value)
    if isinstance(value, str) and kind is str:
        return len(value) <= LONGEST and value in _WORDS.get(name, (value,))
    if isinstance(value, bool):
        return kind is bool
    return kind is int and isinstance(value, int) and 1 <= value <= 7


def is_debate(name: object) -> bool:
    """Whether a name can be one of a debate."""
    return isinstance(name, str) and bool(_ID.fullmatch(name))


def read_moves(given: object) -> list[Move]:
    """Return what can be read of a list of moves, each once, in their order."""
    rows = given[: 2 * MOST_MOVES] if isinstance(given, list) else []
    return in_order(move for move in map(read_move, rows) if move)


def in_order(moves: Iterable[Move]) -> list[Move]:
    """Return moves in the order in which they count on every machine, each once."""
    by = {move.name: move for move in moves}
    return sorted(by.values(), key=lambda move: move.order)


def _read(entry: Entry) -> Turn | None:
    value = as_dict(entry)
    name, sits = value.get("debate"), value.get("sits", "")
    moves = tuple(read_moves(value.get("moves")))
    if not is_debate(name) or bool(moves) == (sits in SITS) or not isinstance(sits, str):
        return None
    return Turn(str(name), moves, sits)


def activity(
    motions: Iterable[str], told: Callable[[WorkFile], Mapping[str, str]]
) -> Activity[Turn]:
    """Return the kind of entry that debates on some claims are made of; ``told`` as there."""
    names = [*motions]
    return Activity(
        "debate",
        _read,
        lambda entry: entry.claim,
        "Debates held",
        asks=lambda: names,
        told=told,
    )
