"""Compare texts the way a fair reader would: case, blanks, quotes and hyphens aside."""

import re
import unicodedata

_SAME = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "\u00ad": None}
)
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
_INITIALS = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])")


def fold(text: str) -> str:
    """Return ``text`` in one common form: folded case, single blanks, no closing stop."""
    straight = unicodedata.normalize("NFKC", text.translate(_SAME)).casefold()
    single = " ".join(straight.split())
    return single.rstrip(" .;,") or single


def words(text: str) -> list[str]:
    """Return the words and numbers of ``text`` in order, folded; ``U.A.E.`` is read as ``uae``."""
    whole = _INITIALS.sub(lambda found: found[0].replace(".", ""), fold(text))
    return [word.removesuffix("'s") for word in _WORD.findall(whole)]


def holds(text: str, phrase: str) -> bool:
    """Return whether the words of ``phrase`` stand side by side in ``text``, 's aside."""
    parts, wanted = words(text), words(phrase)
    places = range(len(parts) - len(wanted) + 1)
    return any(parts[place : place + len(wanted)] == wanted for place in places)
