"""Remember how the cells of a notebook ended: an answer that was not taken must not be judged."""

import ast
import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from wayout.exercises.probe import in_words
from wayout.exercises.tips import GIVES, tip

MAY_FAIL = "raises-exception"
"""JupyterLab's name for a cell that may stop with an error."""
_NAME = re.compile(r"[^\W\d]\w*")
_UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
_NOTHING = object()


@dataclass(frozen=True)
class Ending:
    """The end of a cell that should have given ``name`` a value and stopped with an error.

    ``error`` is one line, ``tip`` what may help. If ``taken``, the name got a new value first.
    ``left`` is the value that the name had when the cell had ended. ``written`` is what stands
    behind the name in a cell that Python could not read.
    """

    name: str
    error: str
    tip: str
    taken: bool
    left: object
    written: str = ""

    @property
    def says(self) -> str:
        """What to tell the learner."""
        lost = "Its later lines were not run" if self.taken else "Your new answer was not taken"
        line = f"The cell with `{self.name}` ended in a red box ({self.error.rstrip('.')}). {lost}."
        return f"{line} {self.tip}".strip()


class Endings:
    """The latest ending of each cell that gives a name a value."""

    def __init__(self) -> None:
        self._shell: Any = None
        self._latest: dict[str, Ending] = {}
        self._running: list[dict[str, tuple[int, object]]] = []  # %%capture runs a cell in a cell

    def listen(self, shell: Any) -> None:
        """Hear of each cell that ``shell``, IPython's own object, runs from now on."""
        if shell is None or shell is self._shell:
            return
        self._shell = shell
        shell.events.register("pre_run_cell", self._begins)
        shell.events.register("post_run_cell", self._ends)

    def of(self, names: Iterable[str]) -> Ending | None:
        """Return the error in which a cell ended that should have set one of ``names``.

        Once the name has another value, whoever gave it, the error is of no matter.
        """
        found = (self._latest.get(name) for name in names)
        return next((one for one in found if one and self._value(one.name) is one.left), None)

    def names(self) -> list[str]:
        """Return the names that the notebook knows."""
        return [] if self._shell is None else list(self._shell.user_ns)

    def _value(self, name: str) -> object:
        return self._shell.user_ns.get(name, _NOTHING)

    def _begins(self, info: Any) -> None:
        code = str(info.raw_cell or "")
        lines = dict(reversed([*_assigned(code, self._shell.transform_cell)]))
        self._running.append({name: (line, self._value(name)) for name, line in lines.items()})
        for name in lines:  # what an earlier run of this line ended in is over
            self._latest.pop(name, None)

    def _ends(self, result: Any) -> None:
        held = self._running.pop() if self._running else {}
        error = result.error_before_exec or result.error_in_exec
        if error is None:
            return
        short = type(error)(error.msg) if isinstance(error, SyntaxError) else error
        stopped, said = line_of(error, self._shell.user_ns), in_words(short)
        code = str(result.info.raw_cell or "")
        helps = tip(error, code, self.names())
        for name, (line, before) in held.items():
            left = self._value(name)
            taken = left is not before or line < stopped
            typed = written(name, code) if isinstance(error, SyntaxError) else ""
            self._latest[name] = Ending(name, said, helps, taken, left, typed)


endings = Endings()


def _assigned(code: str, transform: Callable[[str], str]) -> Iterator[tuple[str, int]]:
    """Yield each name that a cell gives a value, with its line."""
    try:
        yield from _given(transform(code))
    except _UNREADABLE:
        yield from ((name, 0) for name in _seen(code))


def written(name: str, code: str) -> str:
    """Return what a cell writes last behind ``name =``, without a comment at its end."""
    found = re.findall(rf"^\s*{re.escape(name)}\s*=(?!=)([^#\n]*)", code, re.MULTILINE)
    return found[-1].strip() if found else ""


def _seen(code: str) -> Iterator[str]:
    """Yield what stands first in a line, or left of a ``=``, where Python cannot read a cell."""
    for part in re.split(r"[\n;]", code):
        *before, _ = GIVES.split(part)
        yield from (name for text in before for name in _NAME.findall(text))
        yield from _NAME.findall(part)[:1]


def _given(code: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(code)):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "=" in node.value:
            with suppress(*_UNREADABLE):  # magics hold code as text, which most texts are not
                yield from _given(node.value)
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            yield str(node.slice.value), line  # globals()["answer_1"] = 6
        elif not isinstance(getattr(node, "ctx", None), ast.Load):
            names = (getattr(node, part, None) for part in ("id", "asname", "name"))
            yield next((name for name in names if isinstance(name, str)), ""), line


def line_of(error: BaseException, space: dict[str, Any]) -> int:
    """Return in which line of the cell an error arose, 0 if Python could not read the cell."""
    steps = reversed([*traceback.walk_tb(error.__traceback__)])
    own = ((frame.f_globals is space, frame.f_code.co_name, line) for frame, line in steps)
    return next((line for here, name, line in own if here and name == "<module>"), 0)
