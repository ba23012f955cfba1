"""The small card that answers ``check("q1")``: one sign, one word, one or two sentences."""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from wayout.pages import render

State: TypeAlias = Literal["right", "not-yet", "blank", "unknown", "written", "read", "kind"]

_CODE = re.compile(r"`([^`]+)`")
_HEADS: dict[State, tuple[str, str]] = {
    "right": ("✓", "Right"),
    "not-yet": ("…", "Not yet"),
    "blank": ("○", "No answer in the cell yet"),
    "unknown": ("?", "Cannot check"),
    "written": ("✎", "Written"),
    "read": ("→", "Read"),
    "kind": ("…", "Look once more"),
}


@dataclass(frozen=True)
class CheckResult:
    """What a check says; shown as HTML in a notebook and as text elsewhere.

    The state is right, not-yet, blank, or unknown (the check itself could not be made); written is
    a text as long as was asked for, which people judge. In a class copy, which never tells what is
    right, an answer is read, or kind where it is not what was asked for. ``shown`` is the answer
    read back. ``hints`` are those opened so far, ``solution`` and ``because`` the
    fold, empty while it stays closed, and ``tries`` how many different wrong answers were given.
    """

    question: str
    state: State
    says: str = ""
    shown: str = ""
    hints: tuple[str, ...] = ()
    solution: str = ""
    because: str = ""
    tries: int = 0

    @property
    def right(self) -> bool:
        """Whether there is nothing left to do, as far as a check can tell."""
        return self.state in ("right", "written")

    @property
    def head(self) -> tuple[str, str]:
        """The sign and the words at the top."""
        return _HEADS[self.state]

    def __str__(self) -> str:
        sign, word = self.head
        have = f"You have: {self.shown}" if self.shown else ""
        lines = [f"{sign} {word}: {self.question}. {self.says}".strip(), have]
        lines += [f"✎ Hint {i}: {hint}" for i, hint in enumerate(self.hints, 1)]
        fold = [self.because, self.solution] if self.solution and not self.right else []
        return "\n".join(line for line in [*lines, *fold] if line)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        parts = {name: _pieces(getattr(self, name)) for name in ("says", "because")}
        hints = [_pieces(hint) for hint in self.hints]
        return str(render("check.html", card=self, hints=hints, **parts))

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": str(self)}


def _pieces(text: str) -> list[tuple[str, bool]]:
    """Return the text in pieces, each with whether it stood in backticks and is code."""
    return [(piece, place % 2 == 1) for place, piece in enumerate(_CODE.split(text)) if piece]
