"""One claim and its neighbours, as a picture and as the same words.

A whole map drawn at once cannot be read: forty boxes on a screen leave each the size of a
stamp. So a picture shows one claim with what speaks to it and what it speaks to, at most seven
boxes, and says in words how many more there are. The list under it holds all of them. Lines
differ by dash, sign and word, not by colour alone; colours follow the page's theme.
"""

from dataclasses import dataclass
from importlib.resources import files
from math import inf

from wayout.argument.drawing.alt_text import as_list, description, title
from wayout.argument.drawing.scene import MOST, Scene, folded, scene
from wayout.argument.drawing.svg import Layout, draw, escaped, lay_out
from wayout.argument.graph import ArgumentMap

__all__ = ["Plan", "figure", "listing", "picture", "plan"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a page needs to draw a claim and its neighbours itself; every text is bare.

    ``whole`` is all that the list shows, ``wide`` and ``narrow`` are the shapes of the picture.
    """

    title: str
    description: str
    whole: Scene
    wide: Layout
    narrow: Layout


def plan(map_: ArgumentMap, claim: str) -> Plan:
    """Return the picture as shapes and the list as boxes, for a page that escapes by itself."""
    whole = scene(map_, claim)
    shown = folded(whole, MOST)
    sizes = lay_out(shown), lay_out(shown, narrow=True)
    return Plan(title(whole), description(whole), whole, *sizes)


def picture(map_: ArgumentMap, claim: str, narrow: bool = False, tallest: float = inf) -> str:
    """Return one claim and its neighbours as an SVG with its style, for a file of its own.

    It has a role, a title and a description, and no ids, scripts or addresses; text is
    escaped and broken into lines that stay in their boxes. It is 344 pixels wide and one column
    if ``narrow``, else 820 and two. Boxes are left out, and counted, where it would be taller than
    ``tallest`` pixels. What points at nothing is passed over; `MapError` if there is no such claim.
    """
    whole = scene(map_, claim)
    sizes = (folded(whole, most) for most in range(MOST, 1, -1))
    fits = next((one for one in sizes if lay_out(one, narrow).height <= tallest), folded(whole, 1))
    drawn = draw(fits, title(whole), description(whole), narrow)
    head, body = drawn.split(">", 1)
    return f'{head} class="wo-argument">{_styled("picture", "alone")}{body}'


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
    sheet = _styled("figure", "picture") if style else ""
    return (
        f'<figure class="wo-argument" aria-label="{escaped(name)}">{sheet}{pictures}'
        f"<details><summary>The same as a list</summary>{as_list(whole)}</details></figure>"
    )


def _styled(*sheets: str) -> str:
    rules = (files(__package__).joinpath(f"{sheet}.css").read_text("utf-8") for sheet in sheets)
    return f"<style>{''.join(rules)}</style>"
