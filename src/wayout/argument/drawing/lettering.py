"""How wide letters are, near enough to break a text into lines that never leave their box.

An SVG does not wrap text, and Python does not know the reader's font. So widths are those of
the widest system fonts in common use, rounded up: in every other font a line ends a little
earlier, and none ends too late.
"""

from functools import lru_cache
from unicodedata import category, east_asian_width

# In ems, after DejaVu Sans and Verdana, which are the widest in common use.
_GROUPS = {
    "ijl'|": 0.29,
    " .,:;·’‘": 0.34,
    "frtIJ()[]!/\\-": 0.42,
    'scz“”"_*–`?°': 0.56,
    "kvxyFLTYP•": 0.62,
    "abdeghnopqu0123456789${}": 0.65,
    "ABCEKSXVZR": 0.71,
    "GHNOQDU&w+=<>~^#−": 0.85,
    "mMW%@—…⊘": 1.0,
}
_WIDTHS = {letter: width for letters, width in _GROUPS.items() for letter in letters}
_BOLD = 1.15


def width(text: str, size: float, bold: bool = False) -> float:
    """Return an upper estimate of how wide a text is, in pixels, at a font size in pixels."""
    return sum(map(_width, text)) * size * (_BOLD if bold else 1.0)


def wrap(text: str, room: float, size: float, most: int, bold: bool = False) -> list[str]:
    """Return a text in lines of at most ``room`` pixels at a font size in pixels.

    There is one line at least, and at most ``most``: what does not fit ends in "…". White
    space is one blank, and a word wider than a line is broken where it must be. Takes O(n)
    steps for a text of n letters, and no more than a few lines' worth once full.
    """
    ems = room / size / (_BOLD if bold else 1.0)
    lines, line, used = [], "", 0.0
    for piece, taken in _pieces(text, ems, most):
        gap = _width(" ") if line else 0.0
        if used + gap + taken <= ems:
            line, used = f"{line} {piece}" if line else piece, used + gap + taken
        else:
            lines.append(line)
            line, used = piece, taken
    return _cut([*lines, line], ems, most)


def _pieces(text: str, ems: float, most: int) -> list[tuple[str, float]]:
    """Return the words with their widths, words too wide for a line in parts."""
    pieces: list[tuple[str, float]] = []
    budget = ems * (most + 1)
    for word in text[: int(40 * budget) + 40].split():
        part, used = "", 0.0
        for letter in word:
            taken = _width(letter)
            if used + taken > ems:
                pieces.append((part, used))
                part, used = "", 0.0
            part, used = part + letter, used + taken
        pieces.append((part, used))
    return pieces


def _cut(lines: list[str], ems: float, most: int) -> list[str]:
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and sum(map(_width, last)) + _width("…") > ems:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(' .,;:')}…"]


@lru_cache(maxsize=4096)
def _width(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    if category(letter) == "So" or ord(letter) >= 0x1F000:
        return 1.4
    return 1.1 if east_asian_width(letter) in "WF" else 0.85
