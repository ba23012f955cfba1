"""What is wrong with a map, one plain sentence a fault. A map without faults gives none."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from unicodedata import normalize

from wayout.argument.errors import MapError, called
from wayout.argument.graph import ArgumentMap, Claim, Link, Reason
from wayout.argument.wording import listed

_DOES = {"for": "speaks for", "against": "speaks against", "undercut": "cuts"}


def check(map_: ArgumentMap) -> list[str]:
    """Return the faults of a map, each as a sentence that says what to do about it.

    Looked for, in this order: names used twice, names that lead nowhere, links to the wrong
    sort of thing, reasons without premises, links drawn twice, both for and against, or from
    a claim against itself, claims without words or in the same words, circles of reasons,
    claims joined to nothing.

    Attacks may run in a circle (two claims that deny each other); reasons may not, because
    then each would lean on the next and nothing would hold any of them up.

    Notes
    -----
    Takes O(n + m) steps for n claims and m premises and links, and as much again for each
    circle found.
    """
    looks = (_names, _unknown, _targets, _reasons, _repeats, _wording, _circles, _orphans)
    return [fault for look in looks for fault in look(map_)]


def check_whole(map_: ArgumentMap, told: Collection[tuple[str, ...]] = ()) -> list[str]:
    """Return the faults of `check` that are about no single link or reason.

    Parameters
    ----------
    map_
        Any map.
    told
        Circles, as `circles` gives them, that were spoken of elsewhere.
    """
    faults = (_names(map_), _wording(map_), _circles(map_, told), _orphans(map_))
    return [fault for sort in faults for fault in sort]


def require_whole(map_: ArgumentMap) -> None:
    """Refuse a map that cannot be written down, by `MapError` with every fault.

    A map is whole if every name is used once and leads somewhere, every link goes to the
    right sort of thing and every reason has a premise. Loose claims, circles and claims
    without words do no harm here.
    """
    looks = (_names, _unknown, _targets, _unfinished)
    faults = [fault for look in looks for fault in look(map_)]
    if faults:
        raise MapError(" ".join(faults))


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
    edges = {(source, target) for source, target, _ in _steps(map_)}
    found = []
    while circle := _circle(edges):
        found.append(circle)
        edges -= set(pairwise(circle))
    return found


def _names(map_: ArgumentMap) -> Iterator[str]:
    claims = Counter(claim.id for claim in map_.claims)
    reasons = Counter(reason.id for reason in map_.reasons)
    for sort, names in (("claims", claims), ("reasons", reasons)):
        for name in (name for name, count in names.items() if count > 1):
            yield f"{names[name]} {sort} are called {called(name)}; give each its own name."
    for name in sorted(claims.keys() & reasons.keys()):
        yield f"A claim and a reason are both called {called(name)}; rename one of them."
    if not all(name.strip() for name in (*claims, *reasons)):
        yield "One claim or reason has no name; give it one."


def _unknown(map_: ArgumentMap) -> Iterator[str]:
    claims = {claim.id for claim in map_.claims}
    reasons = {reason.id for reason in map_.reasons}
    for reason in map_.reasons:
        for name in dict.fromkeys((*reason.premises, reason.conclusion)):
            if name in reasons - claims:
                yield f"{called(name)} is a reason; use the claim it leads to."
            elif name not in claims:
                yield _missing(f"The reason {called(reason.id)}", name)
    for link in map_.links:
        for name in dict.fromkeys((link.source, link.target)):
            if name not in claims and name not in reasons:
                yield _missing(f"The link from {called(link.source)}", name)


def _missing(who: str, name: str) -> str:
    return f"{who} uses {called(name)}, which is not on the map; add that claim or choose another."


def _targets(map_: ArgumentMap) -> Iterator[str]:
    claims = {claim.id for claim in map_.claims}
    reasons = {reason.id for reason in map_.reasons}
    for link in map_.links:
        if link.source in reasons - claims:
            yield _reason_speaks(link)
        if link.kind == "undercut" and link.target in claims - reasons:
            yield _cut_claim(link)
        if link.kind != "undercut" and link.target in reasons - claims:
            yield _weighed_reason(link)


def _reason_speaks(link: Link) -> str:
    return (
        f"The reason {called(link.source)} is used as if it were a claim;"
        " let the claim it leads to speak instead."
    )


def _cut_claim(link: Link) -> str:
    return (
        f"{called(link.source)} says 'does not bear on it' to the claim {called(link.target)};"
        " only a reason can be cut. Point it at a reason, or choose 'against'."
    )


def _weighed_reason(link: Link) -> str:
    return (
        f"{called(link.source)} {_DOES[link.kind]} the reason {called(link.target)};"
        " point it at one of the reason's claims, or choose 'does not bear on it'."
    )


def _unfinished(map_: ArgumentMap) -> Iterator[str]:
    for reason in map_.reasons:
        if not reason.premises:
            yield f"The reason {called(reason.id)} has no premise yet; add at least one claim."


def _reasons(map_: ArgumentMap) -> Iterator[str]:
    yield from _unfinished(map_)
    for reason in map_.reasons:
        for name in (n for n, count in Counter(reason.premises).items() if count > 1):
            yield f"The reason {called(reason.id)} uses {called(name)} twice; once is enough."
    yield from _same_reason(map_.reasons)


def _same_reason(reasons: Iterable[Reason]) -> Iterator[str]:
    groups = defaultdict(list)
    for reason in reasons:
        groups[frozenset(reason.premises), reason.conclusion].append(called(reason.id))
    for names in (names for names in groups.values() if len(names) > 1):
        yield f"The reasons {listed(names)} join the same claims; keep one of them."


def _repeats(map_: ArgumentMap) -> Iterator[str]:
    kinds = defaultdict(list)
    for link in map_.links:
        kinds[link.source, link.target].append(link.kind)
    for (source, target), drawn in kinds.items():
        if source == target and "against" in drawn:
            yield f"{called(source)} speaks against itself; choose another claim for one end."
        for kind in (kind for kind, count in Counter(drawn).items() if count > 1):
            yield f"{called(source)} {_DOES[kind]} {called(target)} more than once; keep one link."
        if {"for", "against"} <= set(drawn):
            yield (
                f"{called(source)} speaks both for and against {called(target)};"
                " keep the one you mean, or split the claim in two."
            )


def _wording(map_: ArgumentMap) -> Iterator[str]:
    groups = defaultdict(list)
    for claim in map_.claims:
        groups[same_wording(claim.text)].append(claim)
    for claim in groups.pop("", []):
        yield f"The claim {called(claim.id)} has no words yet; write what it says."
    for same in (same for same in groups.values() if len({claim.id for claim in same}) > 1):
        yield _same_words(same)


def _same_words(claims: list[Claim]) -> str:
    names = listed([called(claim.id) for claim in claims])
    return f"{names} say the same in the same words; keep one and join its links."


def _circles(map_: ArgumentMap, told: Collection[tuple[str, ...]] = ()) -> Iterator[str]:
    by = {(source, target): reason for source, target, reason in _steps(map_)}
    for circle in (circle for circle in circles(map_) if circle not in told):
        steps = [_step(source, target, by[source, target]) for source, target in pairwise(circle)]
        if len(steps) == 1:
            yield f"{steps[0]}, so it would hold itself up; choose another reason for it."
        else:
            yield f"A circle: {'; '.join(steps)}. Nothing outside holds it up; take one step out."


def _step(source: str, target: str, reason: str) -> str:
    if source == target:
        return f"{called(source)} is given as a reason for itself"
    how = f" (by {called(reason)})" if reason else ""
    return f"{called(source)} is a reason for {called(target)}{how}"


def _steps(map_: ArgumentMap) -> Iterator[tuple[str, str, str]]:
    for reason in map_.reasons:
        for premise in reason.premises:
            yield premise, reason.conclusion, reason.id
    for link in map_.links:
        if link.kind == "for":
            yield link.source, link.target, ""


def _circle(edges: set[tuple[str, str]]) -> tuple[str, ...]:
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for source, target in sorted(edges):
        sorter.add(target, source)
    try:
        sorter.prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()


def _orphans(map_: ArgumentMap) -> Iterator[str]:
    joined = {name for link in map_.links for name in (link.source, link.target)}
    joined |= {name for reason in map_.reasons for name in (*reason.premises, reason.conclusion)}
    loose = [called(claim.id) for claim in map_.claims if claim.id not in joined]
    if len(loose) == 1:
        yield f"{loose[0]} is joined to nothing yet; link it, or take it off the map."
    elif loose:
        yield f"{listed(loose)} are joined to nothing yet; link them, or take them off the map."
