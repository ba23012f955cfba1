"""What the argument engine says when it refuses: a sentence that tells what to do instead."""

from collections.abc import Mapping

from wayout.errors import CourseError

Names = Mapping[str, str]
"""From id to readable name."""

SHOWN = 3
"""How many names a sentence spells out before it says how many more there are."""

_LONGEST = 60
_JOINERS = "\u200c\u200d"  # invisible, but Persian words and many emoji need them


class ArgumentError(CourseError, ValueError):
    """A claim, a map or a graph that cannot be used; the message says what to do instead."""


class MapError(ArgumentError):
    """An argument map that breaks a rule of its own, such as an id that names nothing."""


class GraphError(ArgumentError):
    """An attack graph that breaks a rule of its own, such as an attack on nobody."""


class FormatError(ArgumentError):
    """A text or file that does not say what its format should say.

    ``line`` is where the reader stopped, counted from 1; None where lines mean nothing.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message if line is None else f"Line {line}: {message}")
        self.line = line


def called(name: object, names: Names | None = None) -> str:
    """Return a name in quotation marks, on one line and at most 60 characters long.

    What ``names`` holds for it is shown instead. A name is text
    that a learner typed: line breaks, other control characters and marks that turn the writing
    direction are shown as blanks, so that it cannot upset the sentence around it.
    """
    if names and isinstance(name, str):
        name = names.get(name, name)
    seen = (char if char.isprintable() or char in _JOINERS else " " for char in str(name)[:200])
    shown = " ".join("".join(seen).split())
    return f"'{shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + '…'}'"
