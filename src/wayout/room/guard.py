"""Nobody is counted in a group of fewer than five, and no two counts give one away.

Of two counts of the same answers one can take the difference: if 20 gave a first answer and 19 of
them a second one, the two tables together tell what the twentieth said. So what decides is not how
many stand in a table, but how many stand in the same tables. People with one answer who were
counted in exactly the same tables form a part; each part has five at least. Whoever adds and
subtracts tables then gets sums over whole parts, and never fewer than five.
"""

from collections import Counter
from collections.abc import Mapping

from wayout.language import counted

FEWEST = 5
"""How many people a count has at least."""

Column = Mapping[str, str]
"""What each person says of one thing; who says nothing is not in it."""
Shown = Mapping[str, Column]
Parts = Mapping[tuple[str, str], int]
"""The part in which each person with one answer stands, by a number; who was never counted, 0."""


def split(parts: Parts, table: Column) -> Parts:
    """Return the parts that are left when one table more is counted of the same thing."""
    told, number = table.items(), dict[tuple[int, bool], int]()
    stands = {one: (parts.get(one, 0), one in told) for one in {*parts, *told}}
    return {one: number.setdefault(at, len(number) + 1) for one, at in stands.items()}


def hold(parts: Parts) -> bool:
    """Tell whether each part has at least `FEWEST` people."""
    return min(Counter(parts.values()).values(), default=FEWEST) >= FEWEST


class Guard:
    """What was counted so far on one page, for as long as the page lives.

    While a class votes the page is drawn again and again: then each count is also held against
    what the page showed before, and new answers wait until they are five. A page that shows one
    folder after the other has a guard for each, made with those ``before``: they know of all that
    any of them showed, since one learner may lie in several folders.
    """

    def __init__(self, before: "Guard | None" = None) -> None:
        self._parts: dict[str, Parts] = before._parts if before else {}
        self._all: list[dict[str, Shown]] = before._all if before else []
        self._shows: dict[str, Shown] = {}
        self._all.append(self._shows)

    def offer(self, question: str, columns: Shown) -> Shown:
        """Return what may be counted of a question, of the same people in all its columns.

        That is what was offered or, if it would give somebody away, what was counted before, with
        those who are new where they are five; empty if nothing may be counted yet. The name of a
        column says whose answers stand in it, whatever question asks for them.
        """
        before = self._shows.get(question) or self._elsewhere(question, columns)
        for choice in (columns, _with_new(before, columns), before):
            if choice and self._admits(choice):
                self._shows[question] = dict(choice)
                break
        return self._shows.get(question, {})

    def _elsewhere(self, question: str, columns: Shown) -> Shown:
        """Return the most that was counted in another folder of people who all are here as well."""
        here = {*columns.get(next(iter(columns), ""), ())}
        found = (shows[question] for shows in self._all if question in shows)
        fits = [one for one in found if all(here >= {*said} for said in one.values())]
        return max(fits, key=lambda one: len(next(iter(one.values()))), default={})

    def _admits(self, columns: Shown) -> bool:
        parts = {name: split(self._parts.get(name, {}), table) for name, table in columns.items()}
        if not all(columns.values()) or not all(map(hold, parts.values())):
            return False
        self._parts |= parts
        return True


def _with_new(before: Shown, now: Shown) -> Shown:
    return {name: {**now[name], **before[name]} for name in before if name in now}


def waiting(shown: Column, now: Column) -> str:
    """Return in a sentence what is not in the picture yet, or not any more; empty if nothing."""
    many = sum(shown.get(who) != word for who, word in now.items())
    said = "waits until there are" if many == 1 else "wait until there are"
    told = f"{counted(many, 'answer').capitalize()} more {said} {counted(FEWEST)} to add."
    return " ".join(filter(None, (_BEFORE * (not shown.keys() <= now.keys()), told * bool(many))))


_BEFORE = "Counted as before: some of these answers are no longer in the files."
