"""The numbers in a text, and whether the data of the course hold them: a help, and no judgement."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache
from threading import Thread

from wayout import facts
from wayout.facts.registry import FACTS
from wayout.tables.package import describe, load, names

MOST = 40
_NUMBER = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[,\u202f\u00a0'’]\d{3})+(?:\.\d+)?(?!\w)|(?<![\w.,])\d+(?:[.,]\d+)?(?!\w)"
)
_YEARS = range(1900, 2101)
_SURE = 3
"""So many digits make a number that may be rounded; shorter ones must be met exactly."""


@dataclass(frozen=True)
class Figure:
    """A number as it stands in the text, and where the data hold it, empty if nowhere."""

    written: str
    where: str


def figures(text: str, known: list[tuple[float, str]]) -> tuple[Figure, ...]:
    """Return the numbers of a text in their order, each once."""
    found = dict.fromkeys(one[0] for one in _NUMBER.finditer(text[:20_000]))
    return tuple(Figure(one, _where(one, known)) for one in [*found][:MOST])


def _where(written: str, known: list[tuple[float, str]]) -> str:
    grouped = re.search(r"[,\u202f\u00a0'’]\d{3}(?!\d)", written) and not written.startswith("0")
    digits = re.sub(r"[,\u202f\u00a0'’]" if grouped else "[^\\d,.]", "", written).replace(",", ".")
    value, places = float(digits), len(digits.partition(".")[2])
    if not places and int(value) in _YEARS:
        return "a year"
    sure = len(digits.replace(".", "").lstrip("0")) >= _SURE
    near = 0.5000001 * 10**-places if sure else 1e-9
    at = bisect_left(known, (value - near, ""))
    fits = [one for one in known[at : at + 200] if one[0] <= value + near]
    return min(fits, key=lambda one: (abs(one[0] - value), one[1]))[1] if fits else ""


@cache
def looking() -> "Future[list[tuple[float, str]]]":
    """Return the numbers of the data, sorted, with where they are; they are read meanwhile."""
    made: Future[list[tuple[float, str]]] = Future()

    def read() -> None:
        try:
            made.set_result(sorted([*_of_facts(), *_of_tables()]))
        except Exception as error:  # help that fails must not stop a marker
            made.set_exception(error)

    Thread(target=read, daemon=True).start()
    return made


def _of_facts() -> Iterator[tuple[float, str]]:
    held = facts.names()
    values = facts.say("\n".join(f"{{{name}}}" for name in held)).plain.split("\n")
    for name, value in zip(held, values, strict=True):
        plain = value.replace(",", "").replace("\N{MINUS SIGN}", "")
        if re.fullmatch(r"\d+(\.\d+)?", plain):
            yield float(plain), FACTS[name].meaning


def _of_tables() -> Iterator[tuple[float, str]]:
    for name in names():
        if "schema" not in describe(name):
            continue
        for column, cells in load(name).select_dtypes("number").items():
            label = f"table {name}, {column}"
            yield from ((abs(float(cell)), label) for cell in cells.dropna())
