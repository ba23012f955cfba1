"""Numbers and months as words, the same in labels, notes and text alternatives."""

import calendar

MINUS = "\N{MINUS SIGN}"


def number(value: float, digits: int = 1) -> str:
    """Return ``value`` with separators and a true minus sign: ``−1,234.5``."""
    return f"{value:,.{digits}f}".replace("-", MINUS)


def exact(value: float) -> str:
    """Return ``value`` with the decimals it was given with, at most three: ``218.17``."""
    return f"{value:,.3f}".rstrip("0").rstrip(".").replace("-", MINUS)


def signed(value: float, digits: int = 1) -> str:
    """Return ``value`` with its sign in front: ``+26.2``."""
    return f"{value:+,.{digits}f}".replace("-", MINUS)


def month(n: int) -> str:
    """Return the name of month ``n``, 1 to 12."""
    return calendar.month_name[n]


def short_month(n: int) -> str:
    """Return the first three letters of the name of month ``n``."""
    return calendar.month_abbr[n]


def period(year: int, last: int) -> str:
    """Return the months a to-date figure covers: ``January to November 2023``."""
    return f"year {year}" if last == 12 else f"January to {month(last)} {year}"
