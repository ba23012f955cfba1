"""Small pieces of language that prose, tables and charts share."""

from collections.abc import Iterable, Sequence
from itertools import pairwise


def listed(words: Iterable[str], most: int | None = None) -> str:
    """Write words one after the other: ``a``, ``a and b`` or ``a, b and c``; of none, nothing.

    What comes after the first ``most`` words is counted: ``a, b, c and 4 more``.
    """
    every = [*words]
    shown = every[:most]
    if len(shown) < len(every):
        shown.append(f"{len(every) - len(shown)} more")
    *first, last = shown or [""]
    return f"{', '.join(first)} and {last}" if first else last


def counted(number: int, thing: str = "") -> str:
    """Write how many there are, with a word up to five: ``no links``, ``one link``, ``6 links``."""
    small = ("no", "one", "two", "three", "four", "five")
    shown = small[number] if number < len(small) else str(number)
    return f"{shown} {thing}{'' if number == 1 else 's'}" if thing else shown


def spans(values: Sequence[int]) -> str:
    """Return whole numbers with neighbours drawn together: ``2013, 2016 to 2018 and 2020``."""
    runs: list[list[int]] = [[values[0]]]
    for before, after in pairwise(values):
        runs[-1].append(after) if after == before + 1 else runs.append([after])
    return listed([word for run in runs for word in _run(run)])


def _run(run: list[int]) -> list[str]:
    return [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(n) for n in run]
