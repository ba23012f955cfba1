"""Odds: how far cards push one explanation against another, and why their order is all the same.

Odds of 1 : 2 for one explanation against another mean that it is half as likely. A card that is
three times as likely if the first holds multiplies them by three (Bayes). Everything is worked out
in fractions, so that nothing is lost to rounding on the way.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import log2
from operator import mul
from unicodedata import category, normalize

from wayout.activities.rivals.reasons import OWN, evidence, explanations, worded
from wayout.work.activity import Activity, AnswerError, Value, as_dict
from wayout.work.entries import Entry
from wayout.work.workfile import WorkFile

FARTHEST = 1000
"""The largest ratio that is taken, and one over it the smallest."""

_MANY = 1_000_000

_NUMBER = r"(?:\d{1,9}(?:[.,]\d{0,9})?|[.,]\d{1,9})"
_RATIO = re.compile(rf"({_NUMBER})(?:\s*[:/]\s*({_NUMBER}))?", re.ASCII)
_ENDLESS = re.compile(r"[+-]?(?:inf|infinity|infinite|∞)", re.IGNORECASE)
_ASK = "Write a number such as 2, 1.5, 1/3 or 1:3."
# In "1,000" the comma may stand for thousands or for a point; in "0,125" only for a point.
_TWO_WAYS = re.compile(r"(?<![\d.,])[1-9]\d{0,2},\d{3}(?!\d)", re.ASCII)
_COMMA = (
    "A comma before three digits can be read in two ways. Write 1000 for a thousand, and 1.25 for "
    "one and a quarter."
)
_ZERO = (
    "0 would say that it cannot be so at all. Then no card could ever change your mind again, for "
    "0 times anything is 0. Write a small number instead, such as 1/100."
)
_NEVER = (
    "Infinity would say that it cannot be otherwise. Then no card could ever change your mind "
    "again. Write a large number instead, such as 100."
)
_FAR = (
    f"That is more certain than a card can make anybody here: stay between 1/{FARTHEST} and "
    f"{FARTHEST}."
)


def ratio(text: str) -> Fraction:
    """Return how many times likelier, as a learner writes it: ``2``, ``1.5``, ``1/3``, ``1:3``.

    Raises AnswerError with the reason for 0, for infinity, for what is too far from 1, and for a
    comma that can be read in two ways.
    """
    plain = _plain(text)
    if _ENDLESS.fullmatch(plain):
        raise AnswerError(_NEVER)
    if _TWO_WAYS.search(plain):
        raise AnswerError(_COMMA)
    found = _RATIO.fullmatch(plain)
    if not found:
        raise AnswerError(_ASK)
    top, bottom = (Fraction(part.replace(",", ".")) for part in (found[1], found[2] or "1"))
    if not bottom:
        raise AnswerError(_NEVER if top else _ASK)
    if not top:
        raise AnswerError(_ZERO)
    value = top / bottom
    if not Fraction(1, FARTHEST) <= value <= FARTHEST:
        raise AnswerError(_FAR)
    return value


def _plain(text: str) -> str:
    """Return a ratio in plain signs: ``½`` as 1/2, ``∶`` as a colon, no plus before it."""
    signs = (f" {sign}" if category(sign) == "No" else sign for sign in text)
    plain = normalize("NFKC", "".join(signs)).translate({0x2044: "/", 0x2236: ":"})
    return plain.strip().removeprefix("+")


def turned(text: str) -> str:
    """Return a ratio as it is written when the explanations change places: ``3:1`` for ``1:3``."""
    sign = ":" if ":" in _plain(text) else "/"
    top, _, bottom = _plain(text).partition(sign)
    if sign == "/" and top.strip() == "1" and bottom:
        return bottom.strip()
    return f"{bottom.strip() or '1'}{sign}{top.strip()}"


def path(prior: Fraction, ratios: Sequence[Fraction]) -> list[Fraction]:
    """Return the odds before any card and after each of them."""
    return [*accumulate(ratios, mul, initial=prior)]


def chance(odds: Fraction) -> float:
    """Return odds as a part of 1: 1 : 2 is a third."""
    return float(odds / (1 + odds))


def push(value: Fraction) -> float:
    """Return how far a ratio pushes, in doublings: +1 for twice, -1 for half, 0 for nothing."""
    return log2(value)


def per_cent(odds: Fraction) -> str:
    """Return odds as per cent, never as none or all of it: no card makes certain."""
    whole = f"{100 * chance(odds):.0f}"
    return {"100": "over 99", "0": "under 1"}.get(whole, whole)


def in_words(odds: Fraction) -> str:
    """Return odds such as ``3 : 1`` or ``1 : 2.5``."""
    first, second = (odds, Fraction(1)) if odds >= 1 else (Fraction(1), 1 / odds)
    return f"{_short(first)} : {_short(second)}"


def times(value: Fraction, one: str, other: str) -> str:
    """Return a ratio as words between two explanations."""
    if value == 1:
        return "As likely under both: it tells nothing apart"
    more, less, by = (one, other, value) if value > 1 else (other, one, 1 / value)
    if _short(by) == "1":
        return f"Hardly likelier under “{more}” than under “{less}”"
    return f"{_short(by)} times as likely under “{more}” as under “{less}”"


def _short(value: Fraction) -> str:
    if value > _MANY:
        return f"over {_MANY:,}"
    rounded = f"{float(value):.2f}" if value < 100 else f"{float(value):,.0f}"
    return rounded.rstrip("0").rstrip(".") if "." in rounded else rounded


# Answers ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Weighing:
    """How a learner weighs two explanations, by id: odds to begin with, and a ratio a card.

    The numbers are as they were written; ``out`` names the cards that the sum leaves out.
    """

    one: str
    other: str
    prior: str
    ratios: Mapping[str, str]
    out: Collection[str] = ()

    @property
    def end(self) -> Fraction:
        """The odds after all cards of the sum."""
        counted = [text for name, text in self.ratios.items() if name not in self.out]
        return path(ratio(self.prior), [*map(ratio, counted)])[-1]

    @property
    def turned(self) -> "Weighing":
        """The same weighing with the two explanations in the other order."""
        ratios = {name: turned(text) for name, text in self.ratios.items()}
        return Weighing(self.other, self.one, turned(self.prior), ratios, self.out)


def _read(entry: Entry) -> Weighing | None:
    value = as_dict(entry)
    pair, prior, ratios = value.get("pair"), value.get("prior"), value.get("ratios")
    out = value.get("out", [])
    known = [one.id for one in explanations()] + [OWN]
    if not isinstance(pair, list) or len(pair) != 2 or not all(one in known for one in pair):
        return None
    if not isinstance(ratios, dict) or not ratios or pair[0] == pair[1]:
        return None
    if not ratios.keys() <= {one.id for one in evidence()} or not _are([prior, *ratios.values()]):
        return None
    if not isinstance(out, list) or not all(name in [*ratios] for name in out):
        return None
    return Weighing(pair[0], pair[1], str(prior), ratios, out)


def _are(texts: Iterable[object]) -> bool:
    try:
        return all(isinstance(text, str) and ratio(text) for text in texts)
    except AnswerError:
        return False


ODDS = Activity(
    "odds", _read, lambda _: "two", "Odds worked out", every=lambda: ["two"], asks=lambda: ["two"]
)


def weighings(work: WorkFile) -> dict[frozenset[str], tuple[Entry, Weighing]]:
    """Return the newest weighing of each pair in either order, the last one saved at the end."""
    found: dict[frozenset[str], tuple[Entry, Weighing]] = {}
    for entry, one in worded(work, ODDS.pairs(work), lambda one: OWN in (one.one, one.other)):
        pair = frozenset((one.one, one.other))
        found.pop(pair, None)
        found[pair] = entry, one
    return found


def keep_odds(
    work: WorkFile,
    pair: tuple[str, str],
    prior: str,
    ratios: Mapping[str, str],
    lesson: str,
    out: Collection[str] = (),
) -> Entry:
    """Keep a weighing. Raises AnswerError for a number that is none, or without any card."""
    if pair[0] == pair[1]:
        raise AnswerError("Choose two different explanations.")
    given = {name: text.strip() for name, text in ratios.items() if text.strip()}
    if not given:
        raise AnswerError("Write for one card or more how many times likelier it is.")
    for text in (prior, *given.values()):
        ratio(text)
    value: Value = {"pair": [*pair], "prior": prior.strip(), "ratios": given}
    left = [name for name in given if name in out]
    return ODDS.keep(work, value | ({"out": left} if left else {}), lesson=lesson)
