"""Small pieces of language that prose, tables and charts share."""

import calendar
from collections.abc import Iterable, Sequence
from itertools import pairwise

MINUS = "\N{MINUS SIGN}"


def listed(words: Iterable[str]) -> str:
    """Write words one after the other: ``a``, ``a and b`` or ``a, b and c``."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def spans(values: Sequence[int]) -> str:
    """Return whole numbers with neighbours drawn together: ``2013, 2016 to 2018 and 2020``."""
    runs: list[list[int]] = [[values[0]]]
    for before, after in pairwise(values):
        runs[-1].append(after) if after == before + 1 else runs.append([after])
    return listed([word for run in runs for word in _run(run)])


def _run(run: list[int]) -> list[str]:
    return [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(n) for n in run]


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
