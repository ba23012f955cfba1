"""Find and cut what only a solution shows: regions between BEGIN and END marks."""

import textwrap
from dataclasses import dataclass

CODE_MARKS = ("### BEGIN SOLUTION", "### END SOLUTION")
TEXT_MARKS = ("<!-- BEGIN SOLUTION -->", "<!-- END SOLUTION -->")


@dataclass(frozen=True)
class Cut:
    """A cell's text in two: what the exercise shows, and what stood between the marks."""

    kept: str
    removed: str


def cut(text: str, marks: tuple[str, str]) -> Cut:
    """Split ``text`` at solution marks, each of which stands alone on its line.

    Raises ValueError if the marks do not pair.
    """
    kept: list[str] = []
    removed: list[str] = []
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() in marks:
            inside = _turn(inside, line.strip() == marks[0], number)
        else:
            (removed if inside else kept).append(line)
    if inside:
        raise ValueError(f"'{marks[0]}' is never closed with '{marks[1]}'.")
    return Cut("\n".join(kept).strip("\n"), textwrap.dedent("\n".join(removed)).strip("\n"))


def _turn(inside: bool, begins: bool, number: int) -> bool:
    if inside == begins:
        word = "BEGIN" if begins else "END"
        raise ValueError(f"Line {number} has a mark '{word} SOLUTION' without its partner.")
    return begins
