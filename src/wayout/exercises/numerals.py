"""Read a number as people write it: with commas, gaps, units, fractions, in words."""

import re
import unicodedata
from typing import NamedTuple

MOST_SIGNS = 200
_FIGURE = r"[-+]?(?:\d{1,3}(?:[ '_]\d{3})+(?!\d)|\d+)(?:[.,]\d+)*(?:e[-+]?\d+)?|[-+]?[.,]\d+"
_NUMBER = re.compile(rf"(?<![\d.,])(?:(\d+) +)?({_FIGURE}) ?/ ?({_FIGURE})|({_FIGURE})", re.I)
_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}(?:[.,]\d{3})+")
_SIGNS = {"\N{MINUS SIGN}": "-", "’": "'", "٫": ",", "，": ",", "·": ".", "÷": "/", "⁄": "/"}
_ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ABOUT = "about|around|roughly|nearly|almost|exactly|circa|some|only"
_WORDS = re.compile(
    rf"(?:(?:{_ABOUT}) )?(?:({'|'.join(_TENS)})(?:[- ]?({'|'.join(_ONES[1:10])}))?"
    rf"|({'|'.join(_ONES)}))(?: per cent| [a-z%]+)?[.!]?"
)
_KINDS = {"Zs": " ", "Pd": "-", "Cf": ""}


class Numeral(NamedTuple):
    """A number, and how Python wants it written."""

    code: str
    value: float


def numerals(text: str) -> list[Numeral]:
    """Return what the number in ``text`` may be, the likeliest first; none if it has no single one.

    ``1,234`` may be more than a thousand or a little more than one; ``2,5`` and ``1.234,5`` have
    one reading. A fraction stays one: ``1/3``. Words are read up to ninety-nine: ``about three``.
    """
    if words := _WORDS.fullmatch(" ".join(text[:MOST_SIGNS].lower().split())):
        tens, one, small = words.groups()
        value = _ONES.index(small) if small else 10 * (_TENS.index(tens) + 2)
        return [_numeral(str(value + (_ONES.index(one) if one else 0)))]
    found = [*_NUMBER.finditer("".join(map(_sign, text[:MOST_SIGNS])))]
    if len(found) != 1:
        return []
    whole, above, below, alone = found[0].groups()
    if alone:
        return [_numeral(code) for code in _codes(alone)]
    over, under = (next(map(_numeral, _codes(part)), None) for part in (above, below))
    if over is None or under is None or not under.value:
        return []
    first = f"{whole} + " if whole else ""
    return [Numeral(f"{first}{over.code}/{under.code}", int(whole or 0) + over.value / under.value)]


def _sign(sign: str) -> str:
    if unicodedata.decomposition(sign).startswith("<fraction>"):
        return f" {unicodedata.normalize('NFKC', sign)}".replace("⁄", "/")
    known = _SIGNS.get(sign, _KINDS.get(unicodedata.category(sign), sign))
    return str(unicodedata.decimal(sign, known))


def _codes(figure: str) -> list[str]:
    body, e, power = re.sub(r"[ '_+]", "", figure.lower()).partition("e")
    without = re.sub(r"[.,]", "", body)
    place = max(body.rfind("."), body.rfind(","))
    head, mark, tail = body[: max(place, 0)], body[place:][:1], body[place + 1 :]
    if place < 0 or mark in head:
        return [f"{without}{e}{power}"] if place < 0 or _GROUPED.fullmatch(body) else []
    if set(head) & set(".,") and not _GROUPED.fullmatch(head):
        return []
    point = f"{re.sub(r'[.,]', '', head)}.{tail}{e}{power}"
    if _GROUPED.fullmatch(body) and not set(head) & set(".,"):
        return [without, point] if mark == "," else [point, without]
    return [point]


def _numeral(code: str) -> Numeral:
    bare = re.sub(r"^(-?)0*(?=\d)", r"\1", re.sub(r"^(-?)\.", r"\g<1>0.", code))
    return Numeral(bare, float(bare))
