"""A map as Argdown: first the claims, then the reasons, then the links, each in order."""

import json
from collections.abc import Iterator
from itertools import groupby

from wayout.argument.argdown.text import escape, escape_name
from wayout.argument.checks import require_whole
from wayout.argument.graph import ArgumentMap, Claim, LinkKind, Reason

_MARKS: dict[LinkKind, str] = {"for": "+", "against": "-", "undercut": "_"}


def write(map_: ArgumentMap, title: str = "") -> str:
    """Return a map as Argdown text; `read` gives back an equal map, but for titles of claims.

    ``title`` is for tools that show one. Control characters and writing-direction marks of the
    texts become character references, all other letters stand as they are. `MapError` where
    the map does not hold together; claims without words do no harm.
    """
    require_whole(map_)
    return "\n\n".join([*_head(title), *_claims(map_), *_reasons(map_), *_links(map_)]) + "\n"


def _head(title: str) -> Iterator[str]:
    if title:
        shielded = json.dumps(title).replace("=", r"\u003d")
        yield f"===\ntitle: {shielded}\n==="


def _claims(map_: ArgumentMap) -> Iterator[str]:
    if map_.claims:
        yield "# Claims"
    for claim in map_.claims:
        yield claim_line(claim)


def claim_line(claim: Claim) -> str:
    """Return the line that gives a claim its words, sentence numbers and tags."""
    numbers = f"({', '.join(map(str, claim.sentences))})" if claim.sentences else ""
    origin = "" if claim.origin == "essay" else f"#{claim.origin}"
    said = filter(None, (escape(claim.text), numbers, f"#{claim.kind}", origin))
    return f"[{escape_name(claim.id)}]: {' '.join(said)}"


def _reasons(map_: ArgumentMap) -> Iterator[str]:
    if map_.reasons:
        yield "# Reasons"
    for reason in map_.reasons:
        yield f"<{escape_name(reason.id)}>" + (f": {escape(reason.title)}" if reason.title else "")
        yield _steps(reason)


def _steps(reason: Reason) -> str:
    lines = [f"({n}) [{escape_name(name)}]" for n, name in enumerate(reason.premises, 1)]
    last = f"({len(lines) + 1}) [{escape_name(reason.conclusion)}]"
    return "\n".join([*lines, "----", last])


def _links(map_: ArgumentMap) -> Iterator[str]:
    if map_.links:
        yield "# Links"
    reasons = {reason.id for reason in map_.reasons}
    for target, links in groupby(map_.links, key=lambda link: link.target):
        name = escape_name(target)
        head = f"<{name}>" if target in reasons else f"[{name}]"
        lines = (f"    {_MARKS[link.kind]} [{escape_name(link.source)}]" for link in links)
        yield "\n".join([head, *lines])
