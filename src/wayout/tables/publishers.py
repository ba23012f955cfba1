"""Who prints what: the kind of an outlet follows from the table of publishers, for every card.

How a kind is given, and what it can bear, is written once: in the description of that table.
"""

import re
from functools import cache
from typing import Any

from wayout.tables.package import DataError, load

KINDS = {kind: kind for kind in ("state media", "official", "independent media", "research")}
KINDS |= {"agency": "news agency", "other": "owner not checked", "partisan": "campaign group"}
KINDS |= {"our search": "this course's own search"}
"""Each kind as a reader sees it."""
FIRM = ("agency", "independent media", "research")
"""Kinds whose own reports are firm; ``official`` is firm too where it counts or decides."""
SET_ASIDE = ("partisan", "our search")
"""Kinds that a balance leaves out."""

_WEAKEST_FIRST = (*SET_ASIDE, "other", "state media", "official", *FIRM)
_PASSED = re.compile(r"\b(?:quoted by|text of|figure from) (.+)")
_COPIED = re.compile(r"\bthrough (?!a copy)(.+)")


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
    found = (label for part in words.split("; ") for label in _labels(part))
    return min(found, key=_WEAKEST_FIRST.index)


def _labels(part: str) -> list[str]:
    # A text is whose it is; words of an office that another page passes on are that page's.
    if passed := _PASSED.search(part):
        return [_label(name) for name in passed[1].split(" and by ")]
    copied, first = _COPIED.search(part), _label(part)
    return [_label(copied[1])] if copied and first == "official" else [first]


def _label(words: str) -> str:
    known = publishers()
    for end in range(len(words), 0, -1):  # the longest name that ends where a word ends
        if words[:end] in known and not words[end : end + 1].isalnum():
            return str(known[words[:end]]["label"])
    raise DataError(
        f"No publisher in data/tables/publishers.csv begins '{words}': add one row with its name, "
        "kind, country, owner, whether it campaigns, why, and the address of that."
    )
