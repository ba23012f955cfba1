"""Which cards stand on the page, so that a cell that runs again leaves nothing behind.

ipywidgets keeps each part of a card, here and in the browser, until it is closed. A card gives
way to a newer one of the same name only if the cell that made it is the one that runs again, and
if it was shown nowhere else: two cells may hold the same dial.
"""

from collections.abc import Iterator
from typing import Any

import ipywidgets as W  # noqa: N812
from IPython import get_ipython

_cards: dict[tuple[str, str], list[tuple[W.Widget, set[str]]]] = {}


def cell() -> str:
    """Return the id of the running cell, as the page tells it; empty where it does not."""
    shell = get_ipython()
    parent: dict[str, Any] = getattr(shell, "get_parent", dict)() or {}
    return str(parent.get("metadata", {}).get("cellId", ""))


def give_way(card: W.Widget, cells: set[str], place: tuple[str, str]) -> None:
    """Put a new card in its place and close the older ones there that nobody sees any more.

    Parameters
    ----------
    card
        The new card.
    cells
        Ids of the cells that show it; it may grow later.
    place
        The work file and the name of the card.
    """
    here = cell()
    standing = _cards.get(place, [])
    gone = [old for old, seen in standing if seen <= {here} and old is not card]
    kept = [(old, seen) for old, seen in standing if old not in gone and old is not card]
    _cards[place] = [*kept, (card, cells)]
    for old in gone:
        close(old)


def close(card: W.Widget) -> None:
    """Close a card and all that it is made of."""
    for part in list(_parts(card, set())):
        part.close()


def _parts(widget: W.Widget, seen: set[int]) -> Iterator[W.Widget]:
    if id(widget) in seen:
        return
    seen.add(id(widget))
    for held in [*vars(widget).values(), *widget.trait_values().values()]:
        for one in _widgets(held):
            yield from _parts(one, seen)
    yield widget


def _widgets(held: Any) -> list[W.Widget]:
    several = held if isinstance(held, list | tuple) else [held]
    return [one for one in several if isinstance(one, W.Widget)]
