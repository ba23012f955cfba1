"""The text that Kialo exports: a thesis, and under each point what speaks for or against it.

::

    Discussion Title: The essay

    1. The trips are a search for a way out.
    1.1. Pro: Growing trade is what a search would look like.
    1.2. Con: Other matters explain the trips.
    1.2.1. Con: -> See 1.1.

Kialo has neither joint premises nor undercuts, and a point has one place. So each premise
becomes a Pro of its own, what cuts a reason becomes a Con of the reason's conclusion, and a
claim that comes up again is a pointer to where it stands. Ids, kinds and sentence numbers are
left out. Characters that a line cannot hold are written as references, ``&#10;``.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wayout.argument.checks import require_whole
from wayout.argument.errors import FormatError
from wayout.argument.graph import ArgumentMap, Claim, Link, LinkKind
from wayout.argument.references import UNHOLDABLE, decoded, reference

_WORDS: dict[LinkKind, str] = {"for": "Pro", "against": "Con"}
_KINDS: dict[str, LinkKind] = {word: kind for kind, word in _WORDS.items()}
_SHIELD = re.compile(rf"[{UNHOLDABLE}]|&(?=#)|^ | \Z|\A-(?=> See )")
_POINT = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)*)\.(?: (?P<rest>.*))?")
_STANCE = re.compile(r"(?P<stance>Pro|Con):(?: (?P<text>.*))?")
_SEE = re.compile(r"-> See (?P<number>[0-9]+(?:\.[0-9]+)*)\.?")
_TITLE = "Discussion Title:"


@dataclass(frozen=True, slots=True)
class Discussion:
    """What a Kialo text holds: a title, which may be empty, and a map.

    Its claims are the points, the thesis first, with their numbers as ids; its links are their
    stances. A pointer to another point becomes a link from that point.
    """

    title: str
    map: ArgumentMap


def write(map_: ArgumentMap, thesis: str, title: str = "") -> str:
    """Return what bears on a claim, directly or through other claims, as Kialo's text.

    Each point has a line under what it speaks to; what bears on a claim that comes up again
    is written once. ``thesis`` is the claim's id; `MapError` where there is none such, or the
    map does not hold together.
    """
    require_whole(map_)
    map_.claim(thesis)
    lines = [f"{_TITLE} {_shield(title)}".rstrip(" "), "", *_points(map_, thesis)]
    return "\n".join(lines) + "\n"


def _points(map_: ArgumentMap, thesis: str) -> Iterator[str]:
    below = _below(map_)
    seen: dict[str, str] = {}
    todo: list[tuple[str, str, LinkKind | None]] = [("1", thesis, None)]
    while todo:
        number, name, kind = todo.pop()
        head = f"{number}. {_WORDS[kind]}:" if kind else f"{number}."
        if name in seen:
            yield f"{head} -> See {seen[name]}."
            continue
        seen[name] = number
        yield f"{head} {_shield(map_.claim(name).text)}"
        under = [(f"{number}.{at}", *point) for at, point in enumerate(below[name], 1)]
        todo += reversed(under)


def _below(map_: ArgumentMap) -> dict[str, list[tuple[str, LinkKind]]]:
    """Collect for each claim what speaks to it: premises first, then links, then cuts."""
    below: dict[str, list[tuple[str, LinkKind]]] = defaultdict(list)
    for reason in map_.reasons:
        below[reason.conclusion] += [(premise, "for") for premise in reason.premises]
    for link in map_.links:
        if link.kind != "undercut":
            below[link.target].append((link.source, link.kind))
    for link in map_.links:
        if link.kind == "undercut":
            below[map_.reason(link.target).conclusion].append((link.source, "against"))
    return below


def _shield(text: str) -> str:
    return _SHIELD.sub(lambda found: reference(found[0]), text)


def read(text: str) -> Discussion:
    """Return the discussion of a Kialo text, ours or an export.

    A line that begins no point belongs to the one above. `FormatError` names the line of a
    point that has no place above it, comes twice, or has no Pro or Con.
    """
    title, points = "", []
    for at, line in enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), 1):
        found = _POINT.fullmatch(line)
        if found:
            points.append((at, found["number"], found["rest"] or ""))
        elif points and line:
            number, key, rest = points[-1]
            points[-1] = (number, key, f"{rest}\n{line}")
        elif line.startswith(_TITLE):
            title = decoded(line.removeprefix(_TITLE).removeprefix(" "))
        elif line.strip(" "):
            raise FormatError("Begin with 'Discussion Title:' and then '1.' and the thesis.", at)
    return Discussion(title, _map(points))


def _map(points: list[tuple[int, str, str]]) -> ArgumentMap:
    claims: dict[str, Claim] = {}
    pointers: dict[str, str] = {}
    links: list[Link] = []
    for line, number, rest in points:
        above, _, last = number.rpartition(".")
        kind, text = _stance(rest, line) if last and above else (None, rest)
        if number in claims or (above and above not in claims):
            raise FormatError(_misplaced(number, above, claims, pointers), line)
        see = _SEE.fullmatch(text)
        if see and see["number"] not in claims:
            raise FormatError(
                f"Point {number} points to {see['number']}, which does not come before it.", line
            )
        if see:
            pointers[number] = see["number"]
        else:
            claims[number] = Claim(number, decoded(text))
        if kind:
            links.append(Link(see["number"] if see else number, above, kind))
    return ArgumentMap(tuple(claims.values()), (), tuple(links))


def _stance(rest: str, line: int) -> tuple[LinkKind, str]:
    found = _STANCE.match(rest)
    if not found:
        raise FormatError("After its number, a point begins with 'Pro:' or 'Con:'.", line)
    return _KINDS[found["stance"]], rest[found.end("stance") + 1 :].removeprefix(" ")


def _misplaced(
    number: str, above: str, claims: Mapping[str, Claim], pointers: Mapping[str, str]
) -> str:
    if number in claims:
        return f"Point {number} comes twice; number it anew."
    if see := pointers.get(above):
        return f"Point {above} only points to {see}; put point {number} under {see}."
    return f"Point {number} has no point {above} above it."
