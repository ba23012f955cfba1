"""Compare texts the way a fair reader would: case, accents, signs and variants of names aside.

Letters are compared by their looks. Judging may use the standard library alone, so `unicodedata`
and the look-alikes on the keyboards of today stand in for a library such as confusable-homoglyphs.
"""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

# Quotes and dashes; Cyrillic, Greek, Armenian and Cherokee letters; Latin ones with a stroke.
_LOOKS = str.maketrans(
    "’‘‚‛‹›`´ʼ′“”„‟«»″「」‐‑‒–—―−АВЕЅІЈКМНОРСТУХҮԚԜаеѕіјкорсухһүԁԛԝвмнт"
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹανικορυχϲՏՕսօցհոᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᏚᎢᏙᏃıøłđØŁĐ",
    "''''''''''\"\"\"\"\"\"\"\"\"-------ABESIJKMHOPCTYXYQWaesijkopcyxhydqwbmht"
    "ABEZHIKMNOPTYXCavikopuxcSOuoghnABCDEHJKLMPSTVZioldOLD",
)
_UNSEEN = ("Mn", "Cf")  # accents, and signs without a width
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
_INITIALS = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])")
_JOINED = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_STATE = re.compile(r"^(?:the )?(?:(?:[a-z']+ )?(?:republic|kingdom|state) of )?(?:the )?")


def latin(text: str) -> str:
    """Return ``text`` with each letter that only looks Latin as the Latin one, marks left out."""
    signs = text.translate(_LOOKS)  # before, too: Unicode turns Ϲ into a sigma
    bare = unicodedata.normalize("NFKD", signs).translate(_LOOKS)
    return "".join(sign for sign in bare if unicodedata.category(sign) not in _UNSEEN)


def alphabet(text: str) -> tuple[str, str, str] | None:
    """Return the first letter of ``text`` of another alphabet, its name and the Latin look or "".

    None if all letters are Latin; those in bold, wide or in circles are.
    """
    named = ((sign, unicodedata.name(unicodedata.normalize("NFKC", sign)[0], "")) for sign in text)
    odd = ((sign, name) for sign, name in named if sign.isalpha() and "LATIN" not in name)
    sign, name = next(odd, ("", ""))
    look = latin(sign)
    return (sign, name.split()[0].capitalize(), look if look.isascii() else "") if name else None


def fold(text: str) -> str:
    """Return ``text`` in one common form: no case, accents or hyphens, no signs at its ends."""
    single = " ".join(latin(text).casefold().split())
    return _JOINED.sub(" ", single).strip(" .;,:!\"'()[]{}") or single


def same(text: str, wanted: str) -> bool:
    """Return whether a text is the one wanted, or another name of the same place."""
    return fold(text) == fold(wanted) or _place(fold(text)) == _place(fold(wanted))


def _place(folded: str) -> str:
    if any(sign.isdigit() for sign in folded):
        return folded
    names = folded, _STATE.sub("", folded)
    whole, short = (re.sub(r"[\W_]", "", name) for name in names)
    return _places().get(whole) or _places().get(short) or short or folded


@cache
def _places() -> dict[str, str]:
    """Return the first name of each place in ``places.toml``, by each of its names."""
    text = files("wayout").joinpath("places.toml").read_text("utf-8")
    return {name: names[0] for names in tomllib.loads(text)["places"] for name in names}


def words(text: str) -> list[str]:
    """Return the words and numbers of ``text`` in order, folded; ``U.A.E.`` is read as ``uae``."""
    whole = _INITIALS.sub(lambda found: found[0].replace(".", ""), fold(text))
    return [word.removesuffix("'s") for word in _WORD.findall(whole)]


def holds(text: str, phrase: str) -> bool:
    """Return whether the words of ``phrase`` stand side by side in ``text``, 's aside."""
    parts, wanted = words(text), words(phrase)
    places = range(len(parts) - len(wanted) + 1)
    return same(text, phrase) or any(
        parts[place : place + len(wanted)] == wanted for place in places
    )
