"""A Way Out? The course package: everything a lesson needs, in nine names.

Lessons write ``from wayout import start, load, source, say, maps, charts, debate, check``.
Each name is imported when it is first used. Charts and maps wait longer, until something of them
is used: no first cell waits for Altair or folium, and a notebook that draws no map never does.
"""

import sys
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wayout import charts, maps
    from wayout import widgets as debate
    from wayout.exercises.check import check
    from wayout.pages.source_card import source
    from wayout.tables.package import load
    from wayout.widgets import say, submit
    from wayout.widgets.start import start

__version__ = "0.1.0"
__all__ = ["charts", "check", "debate", "load", "maps", "say", "source", "start", "submit"]

_DRAWS = ("charts", "maps")
_HOME = {
    "charts": ("wayout.charts", None),
    "check": ("wayout.exercises.check", "check"),
    "debate": ("wayout.widgets", None),
    "load": ("wayout.tables.package", "load"),
    "maps": ("wayout.maps", None),
    "say": ("wayout.widgets", "say"),
    "source": ("wayout.pages.source_card", "source"),
    "start": ("wayout.widgets.start", "start"),
    "submit": ("wayout.widgets", "submit"),
}


def __getattr__(name: str) -> Any:
    """Import a lesson's name on first use."""
    if name not in _HOME:
        raise AttributeError(f"wayout has no '{name}'. It offers: {', '.join(__all__)}.")
    module, attribute = _HOME[name]
    loaded = _waiting(module) if name in _DRAWS else import_module(module)
    value = getattr(loaded, attribute) if attribute else loaded
    globals()[name] = value
    return value


def _waiting(name: str) -> Any:
    """Return a module that is loaded as soon as something of it is asked for."""
    spec = None if name in sys.modules else find_spec(name)
    if spec is None or spec.loader is None:
        return import_module(name)
    spec.loader = LazyLoader(spec.loader)
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def __dir__() -> list[str]:
    return __all__
