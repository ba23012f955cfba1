"""Nobody is counted in a group of fewer than five, and no two counts give one away.

Of two counts of the same answers one can take the difference: if 20 gave a first answer and 19 of
them a second one, the two tables together tell what the twentieth said. So what decides is not how
many stand in a table, but how many stand in the same tables. People with one answer who were
counted in exactly the same tables form a part; each part has five at least. Whoever adds and
subtracts tables then gets sums over whole parts, and never fewer than five.
"""

from collections import Counter
from collections.abc import Collection, Mapping

from wayout.language import counted

FEWEST = 5
"""How many people a count has at least."""

Column = Mapping[str, str]
"""What each person says of one thing; who says nothing is not in it."""
Told = frozenset[tuple[str, str]]


def parts_hold(tables: Collection[Told]) -> bool:
    """Tell whether each part of some tables of the same thing has at least `FEWEST` people."""
    stands = Counter[tuple[str, str]]()
    for place, table in enumerate(tables):
        for one in table:
            stands[one] |= 1 << place
    return min(Counter(stands.values()).values(), default=FEWEST) >= FEWEST


class Guard:
    """What was counted so far on one page, for as long as the page lives.

    While a class votes the page is drawn again and again: then each count is also held against
    what the page showed before, and new answers wait until they are five.
    """

    def __init__(self) -> None:
        self._told: dict[str, list[Told]] = {}
        self._shows: dict[str, dict[str, Column]] = {}

    def offer(self, question: str, columns: Mapping[str, Column]) -> dict[str, Column]:
        """Return what may be counted of a question, of the same people in all its columns.

        That is what was offered or, if it would give somebody away, what was counted before, with
        those who are new where they are five; empty if nothing may be counted yet. The name of a
        column says whose answers stand in it, whatever question asks for them.
        """
        before = self._shows.get(question, {})
        for choice in (columns, _with_new(before, columns)):
            if choice and self._admits(choice):
                self._shows[question] = dict(choice)
                break
        return self._shows.get(question, {})

    def _admits(self, columns: Mapping[str, Column]) -> bool:
        told = {name: frozenset(column.items()) for name, column in columns.items()}
        tables = {name: [*self._told.get(name, []), table] for name, table in told.items()}
        if not all(told.values()) or not all(map(parts_hold, tables.values())):
            return False
        for name, table in told.items():
            if table not in self._told.get(name, []):
                self._told.setdefault(name, []).append(table)
        return True


def _with_new(before: Mapping[str, Column], now: Mapping[str, Column]) -> dict[str, Column]:
    return {name: {**now[name], **before[name]} for name in before if name in now}


def waiting(shown: Column, now: Column) -> str:
    """Return in a sentence how many answers are not in the picture yet; empty if none."""
    many = sum(shown.get(who) != word for who, word in now.items())
    if not many:
        return ""
    said = "waits until there are" if many == 1 else "wait until there are"
    return f"{counted(many, 'answer').capitalize()} more {said} {counted(FEWEST)} to add."
