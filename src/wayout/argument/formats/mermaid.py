"""A map as a Mermaid flow chart, which JupyterLab draws from a code block in a text cell.

Written only: Mermaid is a picture, not a place to keep a map. Long texts are cut short, and
every character that could mean something to Mermaid, Markdown or a page is written as a code.
"""

import re
from collections.abc import Iterator

from wayout.argument.checks import require_whole
from wayout.argument.graph import SIGNS, ArgumentMap, LinkKind
from wayout.argument.references import blanked

_ARROWS: dict[LinkKind, str] = {"for": "-->", "against": "-.->", "undercut": "-.-x"}
_ACTIVE = re.compile(r"[!-&(-+\-/:->@\[-`{-~]|(?<=[0-9])\.")


def write(map_: ArgumentMap, length: int = 90) -> str:
    """Return a map as Mermaid's text, to stand in a code block named ``mermaid``.

    Arrows run from what speaks to what it speaks to, with sign and word; at most ``length``
    characters of a name or a text are shown. More than a dozen claims are hard to read in one
    picture. `MapError` if the map does not hold together.
    """
    require_whole(map_)
    ids = {claim.id: f"claim{n}" for n, claim in enumerate(map_.claims, 1)}
    ids |= {reason.id: f"reason{n}" for n, reason in enumerate(map_.reasons, 1)}
    return "\n".join(["flowchart BT", *_boxes(map_, ids, length), *_arrows(map_, ids)]) + "\n"


def _boxes(map_: ArgumentMap, ids: dict[str, str], length: int) -> Iterator[str]:
    for claim in map_.claims:
        name = _coded(claim.title or claim.id, length)
        yield f'  {ids[claim.id]}["{name}<br/>{_coded(claim.text, length)}"]'
    for reason in map_.reasons:
        yield f'  {ids[reason.id]}(["{_coded(reason.id, length)}"])'


def _arrows(map_: ArgumentMap, ids: dict[str, str]) -> Iterator[str]:
    for reason in map_.reasons:
        for premise in reason.premises:
            yield f"  {ids[premise]} --- {ids[reason.id]}"
        yield f'  {ids[reason.id]} -->|"+ so"| {ids[reason.conclusion]}'
    for link in map_.links:
        source, target = ids[link.source], ids[link.target]
        yield f'  {source} {_ARROWS[link.kind]}|"{SIGNS[link.kind]}"| {target}'


def _coded(text: str, length: int) -> str:
    shown = " ".join(blanked(text).split())
    short = shown if len(shown) <= length else f"{shown[: length - 1]}…"
    return _ACTIVE.sub(lambda found: f"#{ord(found[0])};", short) or "…"
