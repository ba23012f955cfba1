"""How points are called in a sentence. A name is text: nothing in it is ever obeyed."""

from collections.abc import Mapping, Sequence

from wayout.argument.errors import called

SHOWN = 3
"""How many names a sentence spells out before it says how many more there are."""


def quoted(node: str, names: Mapping[str, str] | None) -> str:
    """Return the readable name of a point in quotation marks; its id where it has no name."""
    return called((names or {}).get(node, node))


def listed(parts: Sequence[str]) -> str:
    """Return ``a``, ``a and b``, ``a, b and c``, or ``a, b, c and 4 more``."""
    shown = list(parts[:SHOWN])
    rest = len(parts) - len(shown)
    if rest:
        shown.append(f"{rest} more")
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
