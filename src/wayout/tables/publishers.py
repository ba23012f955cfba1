"""Who prints what: the kind of an outlet follows from the table of publishers, for every card.

How a kind is given, and what it can bear, is written once: on the page ``data/BALANCE.md``.
"""

import re
from functools import cache
from typing import Any

from wayout.tables.package import DataError, load

KINDS = {
    "official": "official",
    "state media": "state media",
    "agency": "news agency",
    "independent media": "independent media",
    "research": "research",
    "partisan": "campaign group",
    "other": "other outlet",
    "our search": "this course's own search",
}
"""Each kind as a reader sees it."""
FIRM = ("agency", "independent media", "research")
"""Kinds whose own reports are firm; ``official`` is firm too where it counts or decides."""
SET_ASIDE = ("partisan", "our search")
"""Kinds that a balance leaves out."""

_WEAKEST_FIRST = (*SET_ASIDE, "other", "state media", "official", *FIRM)
_PASSED = re.compile(r"\b(?:quoted by|text of|figure from) (.+)")
_COPIED = re.compile(r"\bthrough (?!a copy)(.+)")
_GOES_ON = re.compile(r"\w|\.\w| [A-Z]")
_AND = re.compile(r"(?:.*? and by | and (?:of )?)")


@cache
def publishers() -> dict[str, dict[str, Any]]:
    """Return each row by its name and its other names; ``label`` is its kind on a card."""
    table = load("publishers")
    table["label"] = table["kind"].mask(table["campaigning"], "partisan")
    rows = [{str(key): cell for key, cell in row.items()} for row in table.to_dict("records")]
    return {name: r for r in rows for name in [r["publisher"], *r["also"].split(";")] if name}


@cache
def kind(words: str) -> str:
    """Return the kind of whoever wrote a text, such as ``"Customs of China, quoted by TASS"``.

    Of several the one that bears least decides. Raises DataError for one that is not in the table.
    """
    return min(kinds(words).values(), key=_WEAKEST_FIRST.index)


@cache
def kinds(words: str) -> dict[str, str]:
    """Return who wrote a text, each outlet by its name, with its kind."""
    return dict(found for part in words.split("; ") for found in _labels(part))


def _labels(part: str) -> list[tuple[str, str]]:
    # A text is whose it is; words of an office that another page passes on are that page's.
    if passed := _PASSED.search(part):
        return _each(passed[1])
    copied, first = _COPIED.search(part), _each(part)
    return _each(copied[1]) if copied and "official" in dict(first).values() else first


def _each(words: str) -> list[tuple[str, str]]:
    """Return name and label of the outlet that ``words`` begin with, and of those after *and*."""
    known = publishers()
    for end in range(len(words), 0, -1):  # the longest name that is there as a whole
        if words[:end] in known and not _GOES_ON.match(words, end):
            label, more = str(known[words[:end]]["label"]), _AND.match(words, end)
            return [(words[:end], label), *(_each(words[more.end() :]) if more else ())]
    raise DataError(
        f"No publisher in data/tables/publishers.csv begins '{words}': add one row with its name, "
        "kind, country, owner, whether it campaigns, why, and the address of that."
    )
