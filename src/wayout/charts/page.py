"""The words around a drawing, as HTML: each a template beside this file, every value escaped."""

from typing import Any

from jinja2 import Environment, PackageLoader

_TEMPLATES = Environment(loader=PackageLoader("wayout.charts", "templates"), autoescape=True)


def html(name: str, **values: Any) -> str:
    """Return the template ``name`` (without ending), filled with ``values``."""
    return _TEMPLATES.get_template(f"{name}.html").render(values)
