"""Remember how the cells of a notebook ended: an answer that was not taken must not be judged."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wayout.exercises.probe import in_words

_ASSIGNED = re.compile(r"^[ \t]*([^\W\d]\w*)[ \t]*=(?!=)", re.MULTILINE)
_NOTHING = object()


@dataclass(frozen=True)
class Ending:
    """The end of a cell that should have given ``name`` a value and stopped with an error.

    ``error`` is one line, ``tip`` what may help. If ``taken``, the name got a new value first.
    """

    name: str
    error: str
    tip: str
    taken: bool

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
        self._latest: dict[str, Ending | None] = {}
        self._held: dict[str, object] = {}

    def listen(self, shell: Any) -> None:
        """Hear of each cell that ``shell``, IPython's own object, runs from now on."""
        if shell is None or shell is self._shell:
            return
        self._shell = shell
        shell.events.register("pre_run_cell", self._begins)
        shell.events.register("post_run_cell", self._ends)

    def of(self, names: Iterable[str]) -> Ending | None:
        """Return the error in which a cell ended that should have set one of ``names``."""
        found = (self._latest.get(name) for name in names)
        return next((ending for ending in found if ending is not None), None)

    def _begins(self, info: Any) -> None:
        space = self._shell.user_ns
        self._held = {name: space.get(name, _NOTHING) for name in _assigned(info.raw_cell)}

    def _ends(self, result: Any) -> None:
        error = result.error_before_exec or result.error_in_exec
        space = self._shell.user_ns
        for name, held in self._held.items():
            taken = space.get(name, _NOTHING) is not held
            self._latest[name] = _ending(name, error, taken) if error else None
        self._held = {}


endings = Endings()


def _assigned(code: object) -> list[str]:
    return list(dict.fromkeys(_ASSIGNED.findall(str(code or ""))))


def _ending(name: str, error: BaseException, taken: bool) -> Ending:
    if isinstance(error, SyntaxError):
        return Ending(name, f"{type(error).__name__}: {error.msg}", _syntax_tip(error), taken)
    return Ending(name, in_words(error), _name_tip(error), taken)


def _syntax_tip(error: SyntaxError) -> str:
    if "string literal" in str(error.msg):
        return "A text with an apostrophe in it needs double quotation marks at both ends."
    return "A number stands alone, with a point and no unit. Text needs quotation marks."


def _name_tip(error: BaseException) -> str:
    if not isinstance(error, NameError) or not error.name:
        return ""
    return f'Text needs quotation marks: `"{error.name}"`.'
