"""What the argument engine says when it refuses: a sentence that tells what to do instead."""


class ArgumentError(ValueError):
    """A claim, a map or a graph that cannot be used as it is.

    The message is one or more plain sentences: what was wrong, then what to do.
    """


class MapError(ArgumentError):
    """An argument map that breaks a rule of its own, such as an id that names nothing."""


class GraphError(ArgumentError):
    """An attack graph that breaks a rule of its own, such as an attack on nobody."""


class FormatError(ArgumentError):
    """A text or file that does not say what its format should say.

    Attributes
    ----------
    line
        Line number, counted from 1, where the reader stopped; None where lines mean nothing.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message if line is None else f"Line {line}: {message}")
        self.line = line
