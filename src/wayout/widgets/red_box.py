"""An error in a learner's cell: one sentence with its line and what to do, the rest folded."""

import re
from collections.abc import Callable
from typing import Any

from IPython.display import HTML, display

from wayout.errors import CourseError
from wayout.exercises.endings import line_of
from wayout.exercises.tips import UNDEFINED, tip
from wayout.pages import render

_display: Callable[..., Any] = display
_html: Callable[[str], Any] = HTML
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_COMPARE = "Compare the line with the one that stood there at first."
_MEND = "Nothing is lost: change it and run the cell again."
_HAPPENED: dict[str, str] = {
    "NameError": "Python does not know `{name}`",
    UNDEFINED: "there is no such column",
    "KeyError": "there is no {0!r} here",
    "AttributeError": "there is no `.{name}` here",
    "ZeroDivisionError": "it divides by zero",
    "FileNotFoundError": "a file was not found",
    "ModuleNotFoundError": "a package was not found",
    "IndentationError": "the line begins in another place than Python expects",
    "SyntaxError": "Python cannot read this",
}


def explain(shell: Any) -> None:
    """Let ``shell``, IPython's own object, say each error of a cell in a sentence first."""
    if getattr(shell, "wayout_explains", False):
        return
    plain = shell._showtraceback

    def show(kind: type[BaseException], error: BaseException, lines: list[str]) -> None:
        cell = str(shell.history_manager.input_hist_raw[-1])
        says = told(error, cell, shell.user_ns)
        plain(kind, error, [says] if says else lines)
        if says:
            words = _COLOURS.sub("", "\n".join(lines))
            _display(_html(render("red_box.html", words=words)))

    shell._showtraceback, shell.wayout_explains = show, True


def told(error: BaseException, code: str, names: dict[str, Any]) -> str:
    """Return an error of a cell as a sentence or two; "" if it speaks for itself.

    ``code`` is the cell, ``names`` what the notebook knows.
    """
    if isinstance(error, CourseError) or not isinstance(error, Exception):
        return ""
    try:
        helps = tip(error, code, names)
        if isinstance(error, NameError) and "Did you mean" not in helps:
            helps = f"Run the cells above it first. {helps}"
        return f"{_where(error, names)}: {_what(error)}. {helps or _COMPARE} {_MEND}"
    except Exception:  # the error itself must be shown, whatever it holds
        return ""


def _where(error: BaseException, names: dict[str, Any]) -> str:
    line = error.lineno if isinstance(error, SyntaxError) else line_of(error, names)
    return f"Line {line} of this cell" if line else "This cell"


def _what(error: BaseException) -> str:
    kind = type(error).__name__
    pattern = next((_HAPPENED[one.__name__] for one in type(error).__mro__
                    if one.__name__ in _HAPPENED), "")  # fmt: skip
    if pattern:
        return pattern.format(*error.args, name=getattr(error, "name", None) or "that")
    return f"Python says “{' '.join(str(error).split())[:120].rstrip('.')}” ({kind})"
