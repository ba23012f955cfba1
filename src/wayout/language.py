"""Small pieces of language that prose, tables, charts and activities share; stdlib only."""

import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from itertools import pairwise

# Chinese, Japanese and Thai write no gaps: there each sign counts as a word.
_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^\W_\u0e00-\u0e7f\u3040-\u9fff]+")
MINUS = "\N{MINUS SIGN}"
LONGEST = 20_000
"""How many characters a text of a learner may have."""


def listed(words: Iterable[str], most: int | None = None) -> str:
    """Write words one after the other: ``a``, ``a and b`` or ``a, b and c``; of none, nothing.

    What comes after the first ``most`` words is counted: ``a, b, c and 4 more``.
    """
    every = [*words]
    shown = every[:most]
    if len(shown) < len(every):
        shown.append(f"{len(every) - len(shown)} more")
    return _joined(shown, "and")


def either(words: Iterable[str]) -> str:
    """Write words as a choice: ``a``, ``a or b`` or ``a, b or c``."""
    return _joined(words, "or")


def _joined(words: Iterable[str], joint: str) -> str:
    *first, last = [*words] or [""]
    return f"{', '.join(first)} {joint} {last}" if first else last


def counted(number: int, thing: str = "") -> str:
    """Write how many there are, with a word up to five: ``no links``, ``one link``, ``6 links``."""
    small = ("no", "one", "two", "three", "four", "five")
    shown = small[number] if number < len(small) else str(number)
    return f"{shown} {_of(number, thing)}" if thing else shown


def in_figures(number: int, thing: str) -> str:
    """Write how many there are, always in figures: ``0 links``, ``1 link``, ``6 links``."""
    return f"{number} {_of(number, thing)}"


def _of(number: int, thing: str) -> str:
    return thing if number == 1 else f"{thing}s"


def spans(values: Sequence[int]) -> str:
    """Return whole numbers with neighbours drawn together: ``2013, 2016 to 2018 and 2020``."""
    runs: list[list[int]] = [[values[0]]]
    for before, after in pairwise(values):
        runs[-1].append(after) if after == before + 1 else runs.append([after])
    return listed([word for run in runs for word in _run(run)])


def _run(run: list[int]) -> list[str]:
    return [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(n) for n in run]


def mark(word: str) -> str:
    """Return a word in quotation marks."""
    return f"“{word}”"


def marks(words: Iterable[str]) -> list[str]:
    """Return each word in quotation marks."""
    return [mark(word) for word in words]


def count_words(text: str) -> int:
    """Return how many words ``text`` has, in any script."""
    return len(_WORD.findall(text))


def day_in_words(day: date | str) -> str:
    """Write a day in words: ``2023-12-07`` becomes ``7 December 2023``."""
    moment = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{moment.day} {moment:%B %Y}"


def clock(when: datetime, now: datetime | None = None) -> str:
    """Return a moment as ``"at 14:03"``, with the day unless it is today."""
    local = when.astimezone()
    today = (now or datetime.now()).astimezone().date()
    day = "" if local.date() == today else f"on {day_in_words(local)} "
    return f"{day}at {local:%H:%M}"


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a sentence that offers the known names closest to ``name``, or all of them."""
    known = list(known)
    near = get_close_matches(str(name), known, n=3, cutoff=0.5)
    return f"Nearest: {', '.join(near)}." if near else f"Known: {', '.join(known)}."


def short_repr(given: object) -> str:
    """Return whatever was given as one short line, for a sentence that refuses it."""
    try:
        text = " ".join(repr(given).split())
    except Exception:  # an object may break here, and Python refuses numbers of many digits
        text = type(given).__name__
    return text if len(text) <= 40 else f"{text[:39]}…"


def number(value: float, digits: int = 1) -> str:
    """Return ``value`` with separators and a true minus sign: ``−1,234.5``."""
    return f"{value:,.{digits}f}".replace("-", MINUS)


def exact(value: float) -> str:
    """Return ``value`` with the decimals it was given with, at most three: ``218.17``."""
    return f"{value:,.3f}".rstrip("0").rstrip(".").replace("-", MINUS)


def signed(value: float, digits: int = 1) -> str:
    """Return ``value`` with its sign in front: ``+26.2``."""
    return f"{value:+,.{digits}f}".replace("-", MINUS)


def short_months(text: str) -> str:
    """Return ``text`` with the name of each month cut to three letters."""
    for name, short in zip(calendar.month_name[1:], calendar.month_abbr[1:], strict=True):
        text = text.replace(name, short)
    return text


def period(year: int, last: int) -> str:
    """Return the months a to-date figure covers: ``January to November 2023``."""
    return f"year {year}" if last == 12 else f"January to {calendar.month_name[last]} {year}"
