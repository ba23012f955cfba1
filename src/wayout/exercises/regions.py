"""Find and cut what only a solution shows: regions between BEGIN and END marks."""

import re
import textwrap
import unicodedata
from dataclasses import dataclass

CODE_MARKS = ("### BEGIN SOLUTION", "### END SOLUTION")
TEXT_MARKS = ("<!-- BEGIN SOLUTION -->", "<!-- END SOLUTION -->")

# How other courses and tools mark a solution: nbgrader, Otter, OK, jupytext, Colab, Jupyter Book.
_TURN = r"(?<![a-z])(?:begin|end|start|stop|(?:end)?region)"
_WORD = r"(?:solutions?|answers?|hidden|mark[\s_-]*scheme|prompt)(?![a-z])"
_OWN = r"(?:(?:of|the|model|sample|full|possible|correct|right|reference|teacher'?s?)[\s_-]+)*"
_CUTS = re.compile(
    rf"{_TURN}[\s_:#*-]*(?:{_OWN}{_WORD}|tests?(?![a-z]))|(?<![a-z])solutions?[\s_-]*{_TURN}(?![a-z])"
    r"|[<{%@]\s*/?\s*solutions?(?![a-z])|to[\s_]remove|(?:@title|class:).*solution"
)
_NAMES = re.compile(
    rf"#\s*{_OWN}solutions?(?![a-z_])"
    rf"|^(?:<[^>]*>|\{{[^}}]*\}}|[^\w<{{]|_)*{_OWN}(?:solution|answer)s?"
    r"(?:\s+(?:key|(?:to|for)\s[^:]*|\w?\d+\w*))?(?:<[^>]*>|[^a-z\d:=(<])*(?::(?!.*=\s*\.{3}).*)?$"
)


@dataclass(frozen=True)
class Cut:
    """A cell's text in two: what the exercise shows, and what stood between the marks."""

    kept: str
    removed: str


def cut(text: str, marks: tuple[str, str]) -> Cut:
    """Split ``text`` at solution marks, each of which stands alone on its line.

    Raises ValueError if the marks do not pair, or if a line looks like a mark and is none.
    """
    kept: list[str] = []
    removed: list[str] = []
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() in marks:
            inside = _turn(inside, line.strip() == marks[0], number)
        elif looks_like_a_mark(line, inside):
            raise ValueError(f"Line {number}, '{line.strip()}', {_NO_MARK.format(*marks)}")
        else:
            (removed if inside else kept).append(line)
    if inside:
        raise ValueError(f"'{marks[0]}' is never closed with '{marks[1]}'.")
    return Cut("\n".join(kept).strip("\n"), textwrap.dedent("\n".join(removed)).strip("\n"))


_NO_MARK = (
    "looks like the mark of a solution, but cuts nothing. In this cell a solution stands between "
    "'{}' and '{}', each alone on its line."
)


def looks_like_a_mark(line: str, inside: bool = False) -> bool:
    """Tell whether a line marks a solution in anyone's way; ``inside`` one, only where it turns."""
    plain = unicodedata.normalize("NFKC", line).casefold()
    plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    return bool(_CUTS.search(plain) or (not inside and _NAMES.search(plain)))


def _turn(inside: bool, begins: bool, number: int) -> bool:
    if inside == begins:
        word = "BEGIN" if begins else "END"
        raise ValueError(f"Line {number} has a mark '{word} SOLUTION' without its partner.")
    return begins
