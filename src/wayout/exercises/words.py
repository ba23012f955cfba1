"""Compare texts the way a fair reader would: case, blanks, quotes and hyphens aside."""

import re
import unicodedata
from functools import lru_cache

_SAME = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "\u00ad": None}
)
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[%$€£&*]")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def fold(text: str) -> str:
    """Return ``text`` in one common form: folded case, single blanks, no closing stop."""
    straight = unicodedata.normalize("NFKC", text.translate(_SAME)).casefold()
    single = " ".join(straight.split())
    return single.rstrip(" .;,") or single


@lru_cache(maxsize=512)
def words(text: str) -> tuple[str, ...]:
    """Return the words and numbers of ``text`` in order, folded; ``Putin's`` gives ``putin``."""
    return tuple(_one(match) for match in _WORD.findall(fold(text)))


def _one(word: str) -> str:
    if not word[0].isdigit():
        return word.removesuffix("'s")
    if _THOUSANDS.fullmatch(word):
        return word.replace(",", "")
    return word.replace(",", ".")


def holds(text: str, phrase: str) -> bool:
    """Return whether the words of ``phrase`` stand side by side in ``text``.

    A ``*`` after a word stands for any ending: ``visit*`` is found in "he visited".
    """
    parts, wanted = words(text), _pattern(phrase)
    last = len(parts) - len(wanted)
    return any(_fits(parts[i : i + len(wanted)], wanted) for i in range(last + 1))


@lru_cache(maxsize=512)
def _pattern(phrase: str) -> tuple[tuple[str, bool], ...]:
    found: list[tuple[str, bool]] = []
    for word in words(phrase):
        if word == "*" and found:
            found[-1] = (found[-1][0], True)
        elif word != "*":
            found.append((word, False))
    return tuple(found)


def _fits(parts: tuple[str, ...], wanted: tuple[tuple[str, bool], ...]) -> bool:
    pairs = zip(parts, wanted, strict=True)
    return all(
        part.startswith(word) if any_end else part == word for part, (word, any_end) in pairs
    )
