"""What was found so far: verdicts, sentences, yardsticks and guesses, beside the tables."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from wayout.activities.desk.consequence import corrected
from wayout.activities.desk.desk import Desk, desks
from wayout.activities.face import Face, Fields
from wayout.activities.guess import GUESS, questions
from wayout.activities.sorter.choices import Sorter
from wayout.activities.yardstick.choice import NAMES, Yardstick
from wayout.essay import claim, sentence
from wayout.work.session import current
from wayout.work.workfile import WorkFile

TABLES = {
    "s01": ("two_of_three", "iran_came_to_moscow"),
    "s03": ("figure_came_later",),
    "s06": ("china_buys_half", "india_buys"),
    "s08": ("india_sells",),
    "s09": ("a_third_of_trade", "later_fall"),
    "way_out": ("several_aims", "other_aims"),
}
"""What the tables add to a claim, as claims of their own."""
GROUPS = {
    "holds": "You say that it stands",
    "holds in part": "You say that it stands in part",
    "does not hold": "You say that it falls",
    "cannot tell": "You leave it open",
}
FEWEST = 3
"""From so many sentences on, a kind is called one that the learner mostly read as the key does."""


def findings() -> "FindingsFace":
    """Return the card of what was found so far."""
    return FindingsFace(current().work)


class FindingsFace(Face):
    """Four short lists; an empty one says where its answers come from."""

    template = "findings.html"

    def __init__(self, work: WorkFile) -> None:
        super().__init__(work, "findings")

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return what the learner said, and beside it what the tables say."""
        sorter = Sorter("", self.work)
        return {
            "verdicts": list(_verdicts(self.work)),
            "sorted": sorter.agreement().words() if sorter.made() else "",
            "kinds": _kinds(sorter),
            "yardsticks": _yardsticks(self.work),
            "guesses": _guesses(self.work),
        }


def _verdicts(work: WorkFile) -> list[dict[str, Any]]:
    """Return the newest verdict on each claim with its group and what the tables add."""
    found = []
    for name in desks():
        desk = Desk(name, "", work)
        given = desk.verdicts()
        if given:
            about = {"group": GROUPS[given[-1].outcome], "claim": claim(name), "why": given[-1].why}
            adds = [claim(one).says for one in TABLES.get(name, ())]
            found.append({**about, "adds": adds, "corrects": corrected(desk)})
    return sorted(found, key=lambda one: [*GROUPS.values()].index(one["group"]))


def _kinds(sorter: Sorter) -> list[str]:
    """Return on which kinds of sentences the learner and the key mostly meet, and mostly part."""
    fits, every = Counter[str](), Counter[str]()
    for number, choice in sorter.choices().items():
        kinds = sentence(number).kinds
        every[kinds[0]] += 1
        fits[kinds[0]] += choice.kind in kinds
    known = [kind for kind, many in every.items() if many >= FEWEST]
    if not known:
        return []
    best = max(known, key=lambda kind: fits[kind] / every[kind])
    worst = min(known, key=lambda kind: fits[kind] / every[kind])
    said = [f"You and the key met most often on {_of(best, fits, every)}."]
    if fits[worst] < every[worst] and worst != best:
        parted = f"You parted most often on {_of(worst, fits, every, parted=True)}"
        said.append(f"{parted}: look at one of them again, it may be the key that is too strict.")
    return said


def _of(kind: str, fits: Counter[str], every: Counter[str], *, parted: bool = False) -> str:
    many = every[kind] - fits[kind] if parted else fits[kind]
    return f"sentences of the kind “{kind}” ({many} of {every[kind]})"


def _yardsticks(work: WorkFile) -> list[tuple[str, str]]:
    chosen = Yardstick("", work)
    kept = [(NAMES[stage], chosen.kept(stage)) for stage in NAMES]
    return [(name, f"{one.about.name}: {one.about.in_words(one.threshold)}")
            for name, one in kept if one]  # fmt: skip


def _guesses(work: WorkFile) -> list[tuple[str, str]]:
    """Return each first guess, in the order of the lessons, compared with the tables."""
    first = {entry.value["of"]: values for entry, values in reversed(GUESS.pairs(work))}
    asked = [one for name, one in questions().items() if name in first]
    return [(one.ask, one.compare(first[one.id])) for one in sorted(asked, key=lambda q: q.lesson)]
