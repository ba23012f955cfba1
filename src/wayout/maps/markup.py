"""SVG, shape by shape, with every value escaped."""

from markupsafe import Markup


def shape(name: str, *inside: str, **attributes: object) -> Markup:
    """Return one SVG element; ``stroke_width`` becomes ``stroke-width``, ``class_`` ``class``."""
    pairs = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    start = Markup("").join(Markup(' {}="{}"').format(*pair) for pair in pairs)
    if not inside:
        return Markup("<{}{}/>").format(name, start)
    return Markup("<{0}{1}>{2}</{0}>").format(name, start, Markup("").join(inside))
