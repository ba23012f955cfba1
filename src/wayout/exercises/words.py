"""Compare texts the way a fair reader would: case, blanks, quotes and hyphens aside."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

_SAME = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "\u00ad": None}
)
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[%$€£&*]")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_INITIALS = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])")
# The two looks back keep one endless word, or one endless row of stops, from taking minutes.
_ENDS = re.compile(r"(?<!\S)(\S*?)(?<![.!?])([.!?]+)[\"')\]]*(?:\s+(?=[\"'(\[]*(\w))|$)")
_SHORT = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec")
_TITLES = ("mr", "mrs", "dr", "st", "no", "approx")
ANY, LISTED, NOT, START = "..", "~", "!", "^"
MAX_ANY, MAX_LISTED = 10, 20


def fold(text: str) -> str:
    """Return ``text`` in one common form: folded case, single blanks, no closing stop."""
    straight = unicodedata.normalize("NFKC", text.translate(_SAME)).casefold()
    single = " ".join(straight.split())
    return single.rstrip(" .;,") or single


@lru_cache(maxsize=512)
def words(text: str) -> tuple[str, ...]:
    """Return the words and numbers of ``text`` in order, folded.

    ``Putin's`` stays one word, and ``U.A.E.`` is read as ``uae``.
    """
    whole = _INITIALS.sub(lambda found: found[0].replace(".", ""), fold(text))
    return tuple(_one(match) for match in _WORD.findall(whole))


def sentence_count(text: str) -> int:
    """Return how many sentences ``text`` seems to have; a stop after ``Nov.`` ends none."""
    straight = text.translate(_SAME).strip()
    inner = [found for found in _ENDS.finditer(straight) if found[3] and _ends(*found.groups())]
    return len(inner) + 1 if words(straight) else 0


def _ends(word: str, stop: str, after: str) -> bool:
    if "." not in stop:
        return True
    short = word.casefold().lstrip("\"'([") in _SHORT + _TITLES or "." in word or len(word) < 2
    return after.isupper() and not short


def _one(word: str) -> str:
    if not word[0].isdigit():
        return word
    if _THOUSANDS.fullmatch(word):
        return word.replace(",", "")
    return word.replace(",", ".")


def holds(text: str, phrase: str, between: tuple[str, ...] = ()) -> bool:
    """Return whether the words of ``phrase`` stand side by side in ``text``.

    A single word is found with or without 's; in a longer phrase the 's counts.

    Parameters
    ----------
    text
        What a learner wrote.
    phrase
        Words with a blank between. ``visit*`` is any word that begins so, ``met|saw`` either
        word, ``!met|saw`` neither of them next, ``..`` up to ten words of any kind, ``~`` up to
        twenty of the words in ``between``, and ``^`` the beginning of the text.
    between
        The words that ``~`` may pass over.
    """
    parts = words(text)
    places = set(range(len(parts) + 1))
    for step in _steps(phrase, between):
        places = {after for place in places for after in step.after(parts, place)}
    return bool(places)


def sample(phrase: str) -> str:
    """Return a text that holds ``phrase``: of each choice the first."""
    chosen = (step.options[0] for step in _steps(phrase) if isinstance(step, _Choice))
    return " ".join(word for option in chosen for word, _ in option)


Option = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class _Choice:
    """One of several words, each with a flag that says whether any ending will do."""

    options: tuple[Option, ...]
    alone: bool

    def after(self, parts: tuple[str, ...], place: int) -> Iterator[int]:
        for option in self.options:
            if _fits(parts[place : place + len(option)], option, self.alone):
                yield place + len(option)


@dataclass(frozen=True)
class _Not:
    """A place where none of several words stands; it takes no word itself."""

    choice: _Choice

    def after(self, parts: tuple[str, ...], place: int) -> Iterator[int]:
        if not any(self.choice.after(parts, place)):
            yield place


@dataclass(frozen=True)
class _Gap:
    """Up to ``most`` words that do not matter; only those in ``allowed``, unless that is None."""

    most: int
    allowed: frozenset[str] | None

    def after(self, parts: tuple[str, ...], place: int) -> Iterator[int]:
        yield place
        for here in range(place, min(place + self.most, len(parts))):
            if self.allowed is not None and parts[here] not in self.allowed:
                return
            yield here + 1


@dataclass(frozen=True)
class _Start:
    """The beginning of the text."""

    def after(self, parts: tuple[str, ...], place: int) -> Iterator[int]:
        if place == 0:
            yield place


_Step: TypeAlias = _Choice | _Not | _Gap | _Start
_SIGNS = (ANY, LISTED, START)


@lru_cache(maxsize=2048)
def _steps(phrase: str, between: tuple[str, ...] = ()) -> tuple[_Step, ...]:
    alone = len(words(phrase.replace("*", " "))) == 1
    tokens = [token for token in phrase.split() if token in _SIGNS or _option(token)]
    return tuple(_step(token, between, alone) for token in tokens)


def _step(token: str, between: tuple[str, ...], alone: bool) -> _Step:
    if token == START:
        return _Start()
    if token == ANY:
        return _Gap(MAX_ANY, None)
    if token == LISTED:
        return _Gap(MAX_LISTED, frozenset(word for text in between for word in words(text)))
    options = (_option(text) for text in token.split("|"))
    choice = _Choice(tuple(option for option in options if option), alone)
    return _Not(choice) if token.startswith(NOT) else choice


def _option(text: str) -> Option:
    found: list[tuple[str, bool]] = []
    for word in words(text):
        if word != "*":
            found.append((word, False))
        elif found:
            found[-1] = (found[-1][0], True)
    return tuple(found)


def _fits(parts: tuple[str, ...], option: Option, alone: bool) -> bool:
    if len(parts) != len(option):
        return False
    pairs = zip(parts, option, strict=True)
    return all(_same(part, word, any_end, alone) for part, (word, any_end) in pairs)


def _same(part: str, word: str, any_end: bool, alone: bool) -> bool:
    if any_end:
        return part.startswith(word)
    return part == word or (alone and part.removesuffix("'s") == word)
