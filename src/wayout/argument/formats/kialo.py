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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from wayout.argument.checks import require_whole
from wayout.argument.errors import FormatError, called
from wayout.argument.graph import ArgumentMap, Claim, Link, LinkKind
from wayout.argument.incoming import Line, lines_of
from wayout.argument.references import UNHOLDABLE, decoded, reference
from wayout.argument.sentences import refusal

_WORDS: dict[LinkKind, str] = {"for": "Pro", "against": "Con"}
_KINDS: dict[str, LinkKind] = {word: kind for kind, word in _WORDS.items()}
_SHIELD = re.compile(rf"(?i:[{UNHOLDABLE}]|&(?=#)|^ | \Z|\A[-→](?=>? *see))")
_POINT = re.compile(
    r"(?P<number>[0-9]+(?:\.[0-9]+)*)(?P<dot>\.?)\s*(?:(?P<stance>pro|con)\s*(?P<colon>[:：]))?",
    re.IGNORECASE,
)
_ALMOST = re.compile(r"[\W\d_]{0,200}(?:pro|con)\s*[:：]", re.IGNORECASE)
_SEE = re.compile(r"(?:->|→) *see *(?P<number>[0-9]+(?:\.[0-9]+)*)\.?\s*", re.IGNORECASE)
_TITLE = "Discussion Title:"


class _Point(NamedTuple):
    line: int
    number: str
    kind: LinkKind | None
    words: list[str]


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

    A point may be indented, and the stop or the blank after its number may be missing. A line
    that looks like no point belongs to the one above. `FormatError` names the line of a point
    that has no place above it, comes twice, or has no Pro or Con, and of a line that might or
    might not begin a point.
    """
    title, points = "", dict[str, _Point]()
    for line in lines_of(text):
        point = _point(line, points)
        if point:
            points[point.number] = point
        elif line.text.startswith(_TITLE):
            if title or points:
                raise refusal("kialo", "second", line.number)
            title = decoded(line.text.removeprefix(_TITLE).removeprefix(" "))
        elif points and line.text:
            points[next(reversed(points))].words.append(line.text)
        elif line.text.strip():
            raise refusal("kialo", "no_thesis", line.number)
    return Discussion(title, _map(points.values()))


def _point(line: Line, known: Mapping[str, _Point]) -> _Point | None:
    """Return the point that a line begins, if it does."""
    words = line.text.lstrip()
    found = _POINT.match(words)
    if found and (found["stance"] or (found["dot"] and not known)):
        number, above = found["number"], found["number"].rpartition(".")[0]
        if number in known or (known and not above):
            raise _again(number, known, line.number)
        kind = _KINDS[found["stance"].title()] if above and found["stance"] else None
        said = words[found.end("colon" if kind else "dot") :].lstrip(" \t")
        return _Point(line.number, number, kind, [said])
    if _ALMOST.match(words):
        raise refusal("kialo", "almost", line.number)
    if found and known:
        _refuse_number(found, known, line.number)
    return None


def _refuse_number(found: re.Match[str], known: Mapping[str, _Point], line: int) -> None:
    number, above = found["number"], found["number"].rpartition(".")[0]
    if found["dot"] and above and number not in known:
        raise refusal("kialo", "no_stance", line)
    if found["dot"]:
        raise _again(number, known, line)
    if above in known and number not in known:
        raise refusal("kialo", "no_dot", line, number=_shown(number))


def _again(number: str, known: Mapping[str, _Point], line: int) -> FormatError:
    case = "twice" if number in known else "second_thesis"
    return refusal("kialo", case, line, number=_shown(number))


def _map(points: Iterable[_Point]) -> ArgumentMap:
    claims: dict[str, Claim] = {}
    pointers: dict[str, str] = {}
    links: list[Link] = []
    for point in points:
        above, text = point.number.rpartition(".")[0], "\n".join(point.words)
        if above and above not in claims:
            case = "under_pointer" if above in pointers else "no_place"
            parts = {"number": point.number, "above": above, "see": pointers.get(above, "")}
            raise _misplaced(case, point.line, **parts)
        see = _SEE.fullmatch(text)
        if see and see["number"] not in claims:
            raise _misplaced("pointer", point.line, number=point.number, see=see["number"])
        if see:
            pointers[point.number] = see["number"]
        else:
            claims[point.number] = Claim(point.number, decoded(text))
        if point.kind:
            links.append(Link(see["number"] if see else point.number, above, point.kind))
    return ArgumentMap(tuple(claims.values()), (), tuple(links))


def _misplaced(case: str, line: int, **numbers: str) -> FormatError:
    shown = {name: _shown(number) for name, number in numbers.items()}
    return refusal("kialo", case, line, **shown)


def _shown(number: str) -> str:
    return called(number)[1:-1]
