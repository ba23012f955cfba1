"""Ask for a learner's answer: evaluate the probe where the learner's names live."""

import ast
import sys
from typing import Any

from wayout.exercises.plain import genuine, guarded

Names = dict[str, Any]


class NotRun(LookupError):  # noqa: N818 - a finding about the notebook, not a fault
    """A name of the probe does not exist yet: its cell has not been run."""


class Stopped(RuntimeError):  # noqa: N818 - a finding about the learner's code
    """The learner's own code raised an error while it was asked; the text names it."""


def ask(probe: str, shared: Names, own: Names | None = None) -> object:
    """Return the value of the expression ``probe``; ``...`` if a name in it is still blank.

    A folium map is returned as the list of its markers, which is what can be compared. ``shared``
    are the global names of the notebook, ``own`` those of the calling function if there is one.
    Raises NotRun if a name in the probe does not exist, and Stopped if evaluating it raises
    anything else.
    """
    own = shared if own is None else own
    wanted = names_in(probe)
    if any(own.get(name, shared.get(name)) is ... for name in wanted):
        return ...
    try:
        return readable(eval(compile(probe, "<check>", "eval"), shared, own))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit too: a check never ends a kernel
        if isinstance(error, NameError) and error.name in wanted:
            raise NotRun(str(error.name)) from None
        raise Stopped(in_words(error)) from None


def names_in(probe: str) -> list[str]:
    """Return the names that an expression reads, each once."""
    nodes = ast.walk(ast.parse(probe, mode="eval"))
    return list(dict.fromkeys(node.id for node in nodes if isinstance(node, ast.Name)))


def in_words(error: BaseException, limit: int = 200) -> str:
    """Return an error as one line; never raises, although its own text may."""
    text = guarded(lambda: " ".join(str(error).split())[:limit], "")
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def readable(value: Any) -> object:
    """Return a folium map as the list of its markers; anything else as it is."""
    folium = sys.modules.get("folium")
    if folium is None or not issubclass(type(value), folium.Map) or not genuine(type(value)):
        return value
    from wayout.maps import marks

    return marks(value)
