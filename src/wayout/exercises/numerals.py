"""Read a number as people write it: with commas, gaps, units, fractions; as text or by Python."""

import re
import unicodedata
from dataclasses import dataclass

MOST_SIGNS = 200
_FIGURE = r"[-+]?(?:\d{1,3}(?:[ '_]\d{3})+(?!\d)|\d+)(?:[.,]\d+)*(?:e[-+]?\d+)?|[-+]?[.,]\d+"
_FRACTION = re.compile(rf"(?<![\d.,])(?:(\d+) +)?({_FIGURE}) ?/ ?({_FIGURE})(?![\d/])", re.I)
_ALONE = re.compile(rf"(?<![\d.,])(?:{_FIGURE})", re.I)
_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}(?:[.,]\d{3})+")
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()


@dataclass(frozen=True)
class Numeral:
    """A number, and how Python wants it written."""

    code: str
    value: float


def numerals(text: str) -> list[Numeral]:
    """Return what the number in ``text`` may be, the likeliest first; none if it has no single one.

    ``1,234`` may be more than a thousand or a little more than one; ``2,5`` and ``1.234,5`` have
    one reading. A fraction stays one: ``1/3``.
    """
    flat = _flat(text[:MOST_SIGNS])
    if flat.strip().lower() in _WORDS:
        return [_numeral(str(_WORDS.index(flat.strip().lower())))]
    if fraction := _FRACTION.search(flat):
        return _quotients(fraction) if not _ALONE.search(flat[fraction.end() :]) else []
    found = _ALONE.findall(flat)
    return [_numeral(code) for code in _codes(found[0])] if len(found) == 1 else []


def _flat(text: str) -> str:
    return "".join(map(_sign, text)).replace("\N{FRACTION SLASH}", "/")


def _sign(sign: str) -> str:
    digit, kind = unicodedata.decimal(sign, None), unicodedata.category(sign)
    if digit is not None:
        return str(digit)
    if unicodedata.decomposition(sign).startswith("<fraction>"):
        return f" {unicodedata.normalize('NFKC', sign)}"
    known = {"Zs": " ", "Pd": "-", "Cf": ""}
    return _SAME.get(sign, known.get(kind, sign))


_SAME = {"\N{MINUS SIGN}": "-", "’": "'", "٫": ",", "，": ",", "．": ".", "·": ".", "÷": "/"}


def _quotients(found: re.Match[str]) -> list[Numeral]:
    whole, above, below = found.groups()
    over, under = (next(map(_numeral, _codes(part)), None) for part in (above, below))
    if over is None or under is None or not under.value:
        return []
    code, value = f"{over.code}/{under.code}", over.value / under.value
    return [Numeral(f"{whole} + {code}", int(whole) + value) if whole else Numeral(code, value)]


def _codes(figure: str) -> list[str]:
    mantissa, _, power = figure.lower().partition("e")
    end = f"e{power}" if power else ""
    return [f"{code}{end}" for code in _mantissas(re.sub(r"[ '_+]", "", mantissa))]


def _mantissas(body: str) -> list[str]:
    without = re.sub(r"[.,]", "", body)
    head, mark, tail = re.fullmatch(r"(.*?)(?:([.,])([^.,]*))?", body).groups()  # type: ignore[union-attr]
    grouped = bool(_GROUPED.fullmatch(body))
    if mark is None or mark in head:
        return [without] if mark is None or grouped else []
    if set(head) & set(".,") and not _GROUPED.fullmatch(head):
        return []
    point = re.sub(r"^-?(?=\.)", r"\g<0>0", f"{re.sub(r'[.,]', '', head)}.{tail}")
    if grouped and not set(head) & set(".,"):
        return [without, point] if mark == "," else [point, without]
    return [point]


def _numeral(code: str) -> Numeral:
    bare = re.sub(r"^(-?)0+(?=\d)", r"\1", code)
    return Numeral(bare, float(bare))
