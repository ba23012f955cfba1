"""HTML and SVG of the room with every value escaped: pages as templates, shapes one by one."""

from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

_TEMPLATES = Environment(loader=PackageLoader("wayout.maps", "templates"), autoescape=True)


def fill(template: str, **values: Any) -> Markup:
    """Return a file of ``templates/``, filled with ``values``."""
    return Markup(_TEMPLATES.get_template(template).render(values))


def shape(name: str, *inside: str, **attributes: object) -> Markup:
    """Return one SVG element; ``stroke_width`` becomes ``stroke-width``, ``class_`` ``class``."""
    pairs = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    start = Markup("").join(Markup(' {}="{}"').format(*pair) for pair in pairs)
    if not inside:
        return Markup("<{}{}/>").format(name, start)
    return Markup("<{0}{1}>{2}</{0}>").format(name, start, Markup("").join(inside))
