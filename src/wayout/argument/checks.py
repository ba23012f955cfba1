"""What is wrong with a map, one plain sentence a fault. A map without faults gives none."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from wayout.argument.errors import SHOWN, MapError, Names, called
from wayout.argument.graph import ArgumentMap, Link, Reason
from wayout.language import listed

_DOES = {"for": "speaks for", "against": "speaks against", "undercut": "cuts"}


def check(map_: ArgumentMap) -> list[str]:
    """Return the faults of a map, each as a sentence that says what to do about it.

    Looked for, in this order: names used twice, names that lead nowhere, links to the wrong
    sort of thing, reasons without premises, links drawn twice, both for and against, or from
    a claim against itself, claims without words or in the same words, circles of reasons,
    claims joined to nothing.

    Attacks may run in a circle (two claims that deny each other); reasons may not, because
    then each would lean on the next and nothing would hold any of them up. Takes O(n + m log m)
    steps for n claims and m premises and links.
    """
    looks = (_names, _unknown, _targets, _reasons, _repeats, _wording, _circles, _orphans)
    return _faults(map_, looks)


def check_whole(map_: ArgumentMap, told: Collection[tuple[str, ...]] = ()) -> list[str]:
    """Return the faults of `check` that are about no single link or reason.

    ``told`` holds circles, as `circles` gives them, that were spoken of elsewhere.
    """
    untold = [circle for circle in circles(map_) if circle not in told]
    return [
        *_faults(map_, (_names, _wording)),
        *_circles(map_, map_.titles(), untold),
        *_faults(map_, (_orphans,)),
    ]


def require_whole(map_: ArgumentMap) -> None:
    """Refuse a map that cannot be written down, by `MapError` with its first faults.

    A map is whole if every name is used once and leads somewhere, every link goes to the
    right sort of thing and every reason has a premise. Loose claims, circles and claims
    without words do no harm here.
    """
    if faults := _faults(map_, (_names, _unknown, _targets, _unfinished)):
        more = [f"There are {len(faults) - _TOLD} more."] if len(faults) > _TOLD else []
        raise MapError(" ".join([*faults[:_TOLD], *more]))


_TOLD = 8
"""How many faults one refusal spells out."""


@lru_cache(maxsize=1024)  # a bench asks for the same claims at each press
def same_wording(text: str) -> str:
    """Return what two texts share if they differ only in capitals, spaces and punctuation."""
    plain = normalize("NFKC", text).casefold()
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return " ".join(words) or " ".join(plain.split())


def circles(map_: ArgumentMap) -> list[tuple[str, ...]]:
    """Return circles of reasons and 'for' links, as ids that end where they began.

    Circles that share a step are given once, so that breaking each of them is enough to find
    the rest by looking again.
    """
    ahead: dict[str, list[str]] = defaultdict(list)
    for source, target in sorted({step[:2] for step in _steps(map_)}, reverse=True):
        ahead[source].append(target)
    return [circle for start in sorted(ahead) for circle in _circles_from(start, ahead)]


def _circles_from(start: str, ahead: dict[str, list[str]]) -> Iterator[tuple[str, ...]]:
    """Walk on from a claim, taking each step out of ``ahead``, and yield the circles closed."""
    path, places = [start], {start: 0}
    while path:
        if not (steps := ahead.get(path[-1])):
            del places[path.pop()]
            continue
        name = steps.pop()
        if name in places:
            yield (*path[places[name] :], name)
            for left in path[places[name] + 1 :]:
                del places[left]
            del path[places[name] + 1 :]
        else:
            places[name] = len(path)
            path.append(name)


def _faults(
    map_: ArgumentMap, looks: Iterable[Callable[[ArgumentMap, Names], Iterator[str]]]
) -> list[str]:
    titles = map_.titles()
    return [fault for look in looks for fault in look(map_, titles)]


def _twice(things: Iterable[str]) -> list[tuple[str, int]]:
    return [(thing, count) for thing, count in Counter(things).items() if count > 1]


def _names(map_: ArgumentMap, titles: Names) -> Iterator[str]:
    claims = [claim.id for claim in map_.claims]
    reasons = [reason.id for reason in map_.reasons]
    for sort, names in (("claims", claims), ("reasons", reasons)):
        for name, count in _twice(names):
            yield f"{count} {sort} are called {called(name, titles)}; give each its own name."
    for name in sorted({*claims} & {*reasons}):
        yield f"A claim and a reason are both called {called(name, titles)}; rename one of them."
    if not all(name.strip() for name in (*claims, *reasons)):
        yield "One claim or reason has no name; give it one."


def _unknown(map_: ArgumentMap, titles: Names) -> Iterator[str]:
    claims = {claim.id for claim in map_.claims}
    reasons = {reason.id for reason in map_.reasons}
    for reason in map_.reasons:
        for name in dict.fromkeys(reason.ends):
            if name in reasons - claims:
                yield f"{called(name)} is a reason; use the claim it leads to."
            elif name not in claims:
                yield _missing(f"The reason {called(reason.id)}", name)
    for link in map_.links:
        for name in dict.fromkeys(link.ends):
            if name not in claims and name not in reasons:
                yield _missing(f"The link from {called(link.source, titles)}", name)


def _missing(who: str, name: str) -> str:
    return f"{who} uses {called(name)}, which is not on the map; add that claim or choose another."


def _targets(map_: ArgumentMap, titles: Names) -> Iterator[str]:
    claims = {claim.id for claim in map_.claims}
    reasons = {reason.id for reason in map_.reasons}
    for link in map_.links:
        source, target = called(link.source, titles), called(link.target, titles)
        if link.source in reasons - claims:
            yield (
                f"The reason {source} is used as if it were a claim;"
                " let the claim it leads to speak instead."
            )
        if link.kind == "undercut" and link.target in claims - reasons:
            yield (
                f"{source} says 'does not bear on it' to the claim {target};"
                " only a reason can be cut. Point it at a reason, or choose 'against'."
            )
        if link.kind != "undercut" and link.target in reasons - claims:
            yield (
                f"{source} {_DOES[link.kind]} the reason {target}; point it at one of the"
                " reason's claims, or choose 'does not bear on it'."
            )


def _unfinished(map_: ArgumentMap, _: Names) -> Iterator[str]:
    for reason in map_.reasons:
        if not reason.premises:
            yield f"The reason {called(reason.id)} has no premise yet; add at least one claim."


def _reasons(map_: ArgumentMap, titles: Names) -> Iterator[str]:
    yield from _unfinished(map_, titles)
    groups = defaultdict(list)
    for reason in map_.reasons:
        groups[frozenset(reason.premises), reason.conclusion].append(called(reason.id))
        for name, _ in _twice(reason.premises):
            used = f"The reason {called(reason.id)} uses {called(name, titles)}"
            yield f"{used} twice; once is enough."
    for same in (same for same in groups.values() if len(same) > 1):
        yield f"The reasons {listed(same, SHOWN)} join the same claims; keep one of them."


def _repeats(map_: ArgumentMap, titles: Names) -> Iterator[str]:
    kinds = defaultdict(list)
    for link in map_.links:
        kinds[link.source, link.target].append(link.kind)
    for ends, drawn in kinds.items():
        source, target = (called(name, titles) for name in ends)
        if ends[0] == ends[1] and "against" in drawn:
            yield f"{source} speaks against itself; choose another claim for one end."
        for kind, _ in _twice(drawn):
            yield f"{source} {_DOES[kind]} {target} more than once; keep one link."
        if {"for", "against"} <= set(drawn):
            yield (
                f"{source} speaks both for and against {target};"
                " keep the one you mean, or split the claim in two."
            )


def _wording(map_: ArgumentMap, titles: Names) -> Iterator[str]:
    groups = defaultdict(list)
    for claim in map_.claims:
        groups[same_wording(claim.text)].append(claim.id)
    for name in groups.pop("", []):
        yield f"The claim {called(name, titles)} has no words yet; write what it says."
    for same in (same for same in groups.values() if len(set(same)) > 1):
        names = listed([called(name, titles) for name in same], SHOWN)
        yield f"{names} say the same in the same words; keep one and join its links."


def _circles(
    map_: ArgumentMap, titles: Names, found: Iterable[tuple[str, ...]] | None = None
) -> Iterator[str]:
    by = {(source, target): reason for source, target, reason in _steps(map_)}
    for circle in circles(map_) if found is None else found:
        steps = [_step(*ends, by[ends], titles) for ends in pairwise(circle)]
        if len(steps) == 1:
            yield f"{steps[0]}, so it would hold itself up; choose another reason for it."
        else:
            yield f"A circle: {'; '.join(steps)}. Nothing outside holds it up; take one step out."


def _step(source: str, target: str, reason: str, titles: Names) -> str:
    if source == target:
        return f"{called(source, titles)} is given as a reason for itself"
    how = f" (by {called(reason)})" if reason else ""
    return f"{called(source, titles)} is a reason for {called(target, titles)}{how}"


def _steps(map_: ArgumentMap) -> Iterator[tuple[str, str, str]]:
    yield from ((*step, reason.id) for reason in map_.reasons for step in reason.steps)
    yield from ((*step, "") for link in map_.links for step in link.steps)


def _orphans(map_: ArgumentMap, titles: Names) -> Iterator[str]:
    parts: list[Link | Reason] = [*map_.links, *map_.reasons]
    joined = {name for part in parts for name in part.ends}
    loose = [called(claim.id, titles) for claim in map_.claims if claim.id not in joined]
    if len(loose) == 1:
        yield f"{loose[0]} is joined to nothing yet; link it, or take it off the map."
    elif loose:
        names = listed(loose, SHOWN)
        yield f"{names} are joined to nothing yet; link them, or take them off the map."
