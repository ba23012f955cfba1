"""One claim and its neighbours, as a picture and as the same words.

A whole map drawn at once cannot be read: forty boxes on a screen leave each the size of a
stamp. So a picture shows one claim with what speaks to it and what it speaks to, at most seven
boxes, and says in words how many more there are. The list under it holds all of them. Lines
differ by dash, sign and word, not by colour alone; colours follow the page's theme.
"""

from wayout.argument.drawing.alt_text import as_list, description, title
from wayout.argument.drawing.scene import MOST, folded, scene
from wayout.argument.drawing.svg import STYLE, draw, escaped
from wayout.argument.graph import ArgumentMap

__all__ = ["STYLE", "figure", "listing", "picture"]

_FIGURE = """\
.wo-argument { color: var(--wo-text, inherit); container-type: inline-size; margin: 0.4rem 0 0.8rem;
  max-width: 820px; }
.wo-argument .arg-narrow { display: none; margin: 0 auto; max-width: 400px; }
@container (max-width: 719px) {
  .wo-argument .arg-wide { display: none; }
  .wo-argument .arg-narrow { display: block; }
}
.wo-argument details { font-family: var(--wo-font, system-ui, sans-serif); font-size: 0.92rem;
  line-height: 1.5; margin-top: 0.6rem; overflow-wrap: anywhere; }
.wo-argument summary { cursor: pointer; font-weight: 600; }
.wo-argument ul { margin: 0.2em 0; padding-left: 1.3em; }
"""

_ALONE = """\
svg.wo-argument { background: var(--wo-card, #ffffff); color: var(--wo-text, #1b1f24); }
@media (prefers-color-scheme: dark) {
  svg.wo-argument { background: var(--wo-card, #14181d); color: var(--wo-text, #e6e9ed); }
  svg.wo-argument .arg-for { stroke: var(--wo-blue, #56b4e9); }
}
"""


def picture(map_: ArgumentMap, claim: str, narrow: bool = False) -> str:
    """Return one claim and its neighbours as an SVG with its style, for a file of its own.

    It has a role, a title and a description, and no ids, scripts or addresses; text is
    escaped and broken into lines that stay in their boxes.

    Parameters
    ----------
    map_
        A map, finished or not; what points at nothing is passed over.
    claim
        Id of the claim in the middle.
    narrow
        344 pixels wide, one column, instead of 820 and two.

    Raises
    ------
    MapError
        If there is no such claim.
    """
    whole = scene(map_, claim)
    drawn = draw(folded(whole, MOST), title(whole), description(whole), narrow)
    head, body = drawn.split(">", 1)
    return f'{head} class="wo-argument"><style>{STYLE}{_ALONE}</style>{body}'


def listing(map_: ArgumentMap, claim: str) -> str:
    """Return one claim and all its neighbours as nested HTML lists, every text escaped."""
    return as_list(scene(map_, claim))


def figure(map_: ArgumentMap, claim: str, style: bool = True) -> str:
    """Return the picture, wide or narrow as the page allows, and the list, as one HTML figure.

    As for `picture`; ``style`` puts the style sheet in, and once a page is enough.
    """
    whole = scene(map_, claim)
    shown, name, words = folded(whole, MOST), title(whole), description(whole)
    pictures = "".join(
        f'<div class="arg-{size}">{draw(shown, name, words, size == "narrow")}</div>'
        for size in ("wide", "narrow")
    )
    sheet = f"<style>{_FIGURE}{STYLE}</style>" if style else ""
    return (
        f'<figure class="wo-argument" aria-label="{escaped(name)}">{sheet}{pictures}'
        f"<details><summary>The same as a list</summary>{as_list(whole)}</details></figure>"
    )
