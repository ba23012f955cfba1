"""What a learner did to a map, a move an entry, and what is drawn when all moves are made.

A move holds changes that are made and taken back together. It is never altered: to undo it is a
move of its own. So two files of one learner can be joined, and the same map comes of them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import takewhile
from typing import Any

from wayout.argument import LINK_KINDS, LinkKind
from wayout.argument.checks import same_wording
from wayout.work.activity import Activity, as_dict
from wayout.work.entries import Entry

OWN, REASON = "own-", "reason-"
"""How the ids of a learner's claims and reasons begin; no claim of the course begins so."""

Change = tuple[Any, ...]
Ends = tuple[str, str]
_BACK = 32
"""How many moves can be undone without making all of them again."""
_KINDS: Mapping[str, LinkKind] = {kind: kind for kind in LINK_KINDS}


@dataclass(frozen=True)
class Joined:
    """Premises that together lead to a conclusion, all of them ids of claims."""

    conclusion: str
    premises: tuple[str, ...]

    @property
    def content(self) -> tuple[str, frozenset[str]]:
        """Return what makes two reasons the same."""
        return self.conclusion, frozenset(self.premises)


@dataclass(frozen=True)
class Drawn:
    """What a learner has drawn.

    ``own`` holds the words of the learner's own claims by id, ``links`` the kind of each link by
    its ends; the target of an undercut is the id of a reason. ``same`` tells for a claim of the
    learner's and one of the course whether the learner says that they say the same. ``numbers``
    counts the claims and the reasons that there ever were, each sort by itself.
    """

    own: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[Ends, LinkKind] = field(default_factory=dict)
    reasons: Mapping[str, Joined] = field(default_factory=dict)
    same: Mapping[Ends, bool] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)

    def used(self) -> set[str]:
        """Return the ids of all claims that are joined to something."""
        ends = {end for ends in self.links for end in ends if end not in self.reasons}
        joined = {one for r in self.reasons.values() for one in (r.conclusion, *r.premises)}
        return ends | joined

    def stands_for(self, own: str) -> str:
        """Return the claim of the course that says the same as one of the learner's, or itself."""
        return next((ours for (mine, ours), yes in self.same.items() if yes and mine == own), own)


@dataclass(frozen=True)
class Move:
    """One thing done: changes, or a move undone or done again, or claims that were shown."""

    changes: tuple[Change, ...] = ()
    undo: str = ""
    redo: str = ""
    shown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Log:
    """What comes of all ``moves``; ``done`` and ``undone`` are ids of them, the newest last.

    ``trail`` is what was drawn after each of the last moves, so that the next ones, and undoing
    some, need not make all of them again.
    """

    done: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    shown: frozenset[str] = frozenset()
    moves: Mapping[str, Move] = field(default_factory=dict)
    trail: tuple[Drawn, ...] = (Drawn(),)

    @property
    def drawn(self) -> Drawn:
        """Return what is drawn when all moves are made."""
        return self.trail[-1]


def place(changes: Iterable[Change], *drawn: Drawn) -> str:
    """Return the claim that some changes are about, empty if none can be named.

    ``drawn`` is what there was before and after them.
    """
    ends = {key: one.conclusion for each in drawn for key, one in each.reasons.items()}
    found: list[str] = [change[2] for change in changes if change[0] in ("link", "reason")]
    return ends.get(found[-1], found[-1]) if found else ""


def own_id(text: str) -> str:
    """Return the id of a claim in a learner's words: the same words, the same claim."""
    return OWN + _digest(same_wording(text))


def reason_id(joined: Joined, taken: Collection[str] = ()) -> str:
    """Return an id for a new reason that none of the ids ``taken`` is."""
    told = name = REASON + _digest("\n".join([joined.conclusion, *sorted(joined.premises)]))
    number = 2
    while name in taken:
        name, number = f"{told}-{number}", number + 1
    return name


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


# From entries to moves --------------------------------------------------------------------------


def _read(entry: Entry) -> Move | None:
    value = as_dict(entry)
    if value.keys() in ({"undo"}, {"redo"}):
        undo, redo = value.get("undo", ""), value.get("redo", "")
        return Move((), undo, redo) if isinstance(undo, str) and isinstance(redo, str) else None
    if value.keys() == {"shown"} and _are_texts(value["shown"]):
        return Move(shown=tuple(value["shown"]))
    changes = value.get("put")
    if not isinstance(changes, list) or not changes or not all(map(_is_change, changes)):
        return None
    return Move(tuple(map(tuple, changes)))


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_change(change: object) -> bool:
    if not isinstance(change, list) or not change or not isinstance(change[0], str):
        return False
    sort, *parts = change
    *names, last = parts or [None]
    if sort not in _LENGTHS or len(parts) != _LENGTHS[sort] or not _are_texts(names):
        return False
    if any(" " in name for name in names):
        return False  # a blank parts the ends of a link in a button's value
    if sort == "reason":
        return _are_texts(last) and names[0].startswith(REASON)
    if sort == "same":
        return isinstance(last, bool)
    if sort == "link":
        return last in ("", *LINK_KINDS)
    return isinstance(last, str) and names[0].startswith(OWN)


_LENGTHS = {"claim": 2, "link": 3, "reason": 3, "same": 3}

BENCH: Activity[Move] = Activity("bench", _read, lambda _: "map", "Steps of the argument map")
"""The moves; `wayout.activities.bench.goals` adds what is asked of the map that they make."""


# From moves to what is drawn --------------------------------------------------------------------


def replayed(
    moves: Iterable[tuple[str, Move]], known: Collection[str], before: Log | None = None
) -> Log:
    """Make moves, given with their ids, oldest first; ``known`` are the claims of the course.

    What a change needs and is not there makes the change do nothing: another file may have taken
    it out. Takes O(n d) steps for n moves and what is drawn, d. With ``before``, an earlier log of
    the same file, only new moves are made; the others are read through.
    """
    by, shown = dict[str, Move](), set[str]()
    done, undone = list[str](), list[str]()
    for name, move in moves:
        by[name] = move
        shown.update(move.shown)
        if move.changes:
            done.append(name)
            undone.clear()
        for other, here, there in ((move.undo, done, undone), (move.redo, undone, done)):
            if other and other in here:
                here.remove(other)
                there.append(other)
    made, trail = _made(before or Log(), done)
    for name in done[made:]:
        trail = [*trail[1 - _BACK :], changed(trail[-1], by[name].changes, known)]
    return Log(tuple(done), tuple(undone), frozenset(shown), by, tuple(trail))


def _made(log: Log, done: Sequence[str]) -> tuple[int, Sequence[Drawn]]:
    """Return how many of the moves ``done`` a log has made already, and what was drawn then."""
    same = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(log.done, done, strict=False))
    )
    back = len(log.done) - same
    return (same, log.trail[: len(log.trail) - back]) if back < len(log.trail) else (0, (Drawn(),))


def changed(drawn: Drawn, changes: Iterable[Change], known: Collection[str]) -> Drawn:
    """Return what is drawn after some changes."""
    for sort, *parts in changes:
        drawn = _MAKE[sort](drawn, known, *parts)
    return drawn


def _claim(drawn: Drawn, _: Collection[str], name: str, text: str) -> Drawn:
    own = {**drawn.own, name: text}
    if text.strip():
        return replace(drawn, own=own, numbers=_numbered(drawn, name, OWN))
    own.pop(name)
    reasons = {
        key: Joined(one.conclusion, tuple(p for p in one.premises if p != name))
        for key, one in drawn.reasons.items()
        if one.conclusion != name
    }
    whole = {key: one for key, one in reasons.items() if one.premises}
    same = {ends: yes for ends, yes in drawn.same.items() if name not in ends}
    return _tidy(replace(drawn, own=own, reasons=whole, same=same), {name})


def _tidy(drawn: Drawn, gone: Collection[str] = ()) -> Drawn:
    """Take out the links of what is gone, and the cuts of reasons that are not there."""
    links = {
        (source, target): kind
        for (source, target), kind in drawn.links.items()
        if not {source, target} & {*gone} and (kind == "undercut") == (target in drawn.reasons)
    }
    return replace(drawn, links=links)


def _link(drawn: Drawn, known: Collection[str], source: str, target: str, kind: str) -> Drawn:
    if not kind:
        kept = {ends: old for ends, old in drawn.links.items() if ends != (source, target)}
        return replace(drawn, links=kept)
    there = {*known, *drawn.own}
    targets: Collection[str] = drawn.reasons if kind == "undercut" else there
    if source not in there or target not in targets or source == target:
        return drawn
    return replace(drawn, links={**drawn.links, (source, target): _KINDS[kind]})


def _reason(
    drawn: Drawn, known: Collection[str], name: str, conclusion: str, premises: Sequence[str]
) -> Drawn:
    there = {*known, *drawn.own} - {conclusion}
    kept = tuple(dict.fromkeys(one for one in premises if one in there))
    reasons = {key: one for key, one in drawn.reasons.items() if key != name}
    if not kept or conclusion not in {*known, *drawn.own}:
        return _tidy(replace(drawn, reasons=reasons))
    reasons = {**drawn.reasons, name: Joined(conclusion, kept)}
    return replace(drawn, reasons=reasons, numbers=_numbered(drawn, name, REASON))


def _same(drawn: Drawn, known: Collection[str], own: str, ours: str, yes: bool) -> Drawn:
    if own not in drawn.own or ours not in known:
        return drawn
    kept = {  # one of the learner's stands for one of ours at most
        ends: told
        for ends, told in drawn.same.items()
        if not (yes and told and {own, ours} & {*ends})
    }
    return replace(drawn, same={**kept, (own, ours): yes})


def _numbered(drawn: Drawn, name: str, sort: str) -> Mapping[str, int]:
    count = sum(one.startswith(sort) for one in drawn.numbers)
    return {name: count + 1, **drawn.numbers}


_MAKE: Mapping[str, Callable[..., Drawn]] = {
    "claim": _claim,
    "link": _link,
    "reason": _reason,
    "same": _same,
}
