"""Who prints what: the kind of an outlet follows from the table of publishers, for every card.

How a kind is given, and what it can bear, is written once: in the description of that table.
"""

import re
from dataclasses import dataclass
from functools import cache

from wayout.tables.package import DataError, load

KINDS = {
    "partisan": "campaign group",
    "our search": "this course's own search",
    "other": "owner not checked",
    "state media": "state media",
    "official": "official",
    "independent media": "independent media",
    "agency": "news agency",
    "research": "research",
}
"""Each kind as a reader sees it, from the one that bears least to the one that bears most."""
FIRM = ("agency", "independent media", "research")
"""Kinds whose own reports are firm; ``official`` is firm too where it counts or decides."""
SET_ASIDE = ("partisan", "our search")
"""Kinds that a balance leaves out."""

_PASSED = re.compile(r"\b(?:quoted by|text of|figure from) (.+)")
_COPIED = re.compile(r"\bthrough (?!a copy)(.+)")


@dataclass(frozen=True, slots=True)
class Publisher:
    """One outlet: ``label`` is its kind, or ``"partisan"`` if it campaigns; ``terms`` may be empty.

    ``hosts`` are the names of its sites.
    """

    name: str
    label: str
    hosts: tuple[str, ...]
    terms: str


@cache
def publishers() -> dict[str, Publisher]:
    """Return each outlet by its name and by its other names."""
    known: dict[str, Publisher] = {}
    for row in load("publishers").itertuples(index=False):
        label = "partisan" if row.campaigning else row.kind
        one = Publisher(row.publisher, label, tuple(row.hosts.split()), row.terms)
        known |= dict.fromkeys([one.name, *filter(None, row.also.split(";"))], one)
    return known


def kind(words: str) -> str:
    """Return the kind of whoever wrote a text, such as ``"Customs of China, quoted by TASS"``.

    Of several the one that bears least decides. Raises DataError for one that is not in the table.
    """
    found = (one.label for part in words.split("; ") for one in _writers(part))
    return min(found, key=list(KINDS).index)


def _writers(part: str) -> list[Publisher]:
    """A text is whose it is; words of an office that another page passes on are that page's."""
    if passed := _PASSED.search(part):
        return [_known(name) for name in passed[1].split(" and by ")]
    copied = _COPIED.search(part)
    first = _known(part)
    return [_known(copied[1])] if copied and first.label == "official" else [first]


def _known(words: str) -> Publisher:
    whole = (one for one in publishers() if re.match(rf"{re.escape(one)}(?!\w)", words))
    name = max(whole, key=len, default="")
    if not name:
        raise DataError(
            f"No publisher in data/tables/publishers.csv begins '{words}': add one row with its "
            "name, kind, country, owner, whether it campaigns, why, and the address of that."
        )
    return publishers()[name]
