"""How a class turned the dials of one claim: before and after, and what moved it."""

from collections.abc import Iterator
from dataclasses import replace

from wayout.activities.dial.answers import MOVERS, NAMES
from wayout.essay import Claim
from wayout.language import listed
from wayout.room.columns import Columns
from wayout.room.guard import FEWEST, Column, Guard, Shown, waiting
from wayout.room.tables import (
    AGREE,
    CANNOT,
    DISAGREE,
    Bar,
    Item,
    middles,
    move,
    moved,
    rows,
    side,
    sides,
)

_Told = tuple[Bar, str, str]
"""A bar, the line that goes with it, and what waits."""
_Twice = tuple[list[_Told], dict[str, str]]
_HELD = "“{}” is held back: beside what is shown, it would tell what fewer than five people said."
_VALUE = {AGREE: 1.0, DISAGREE: -1.0, CANNOT: 0.0}


class Turned:
    """The dials of one claim; ``opinions`` is where each person who is shown stands at last."""

    def __init__(self, about: Claim, columns: Columns, guard: Guard) -> None:
        self.about, self._columns, self._guard = about, columns, guard
        self.opinions: dict[str, float] = {}
        self.bars = [*self._bars(about)]

    def item(self) -> Item:
        """Return the claim with its bars, how the dials moved and what moved them."""
        about, bars = self.about, self.bars
        lines = [line for _, line, _ in bars if line]
        told = {bar.label for bar, _, _ in bars}
        many = {stage: self._columns.at(f"last dial {about.id} {stage}") for stage in NAMES}
        lines += [_HELD.format(NAMES[stage]) for stage, column in many.items()
                  if len(column) >= FEWEST and NAMES[stage] not in told]  # fmt: skip
        here = {who for stage in ("after", "debate") if NAMES[stage] in told for who in many[stage]}
        named = self._columns.at(f"mover {about.id}")
        mine = {who: word for who, word in named.items() if who in here}
        name = f"mover {about.id}"
        movers = self._guard.offer(name, {name: mine}).get(name)
        if movers:
            said = rows("", movers, MOVERS).parts
            lines.append(f"What moved them: {listed(f'{MOVERS[p.word]} {p.count}' for p in said)}.")
        waits = next((wait for _, _, wait in bars if wait), "")
        shown = tuple(bar for bar, _, _ in bars)
        return Item(about.id, about.title, about.says, shown, tuple(lines), waits=waits)

    def _bars(self, about: Claim) -> Iterator[_Told]:
        """Yield the bars: of all who have one answer alone, then of those who have two."""
        name, place = about.id, f"last dial {about.id}"
        first = self._columns.at(f"{place} before")
        later = {stage: self._columns.at(f"{place} {stage}") for stage in ("after", "debate")}
        most = sorted(later, key=lambda stage: -len(first.keys() & later[stage].keys()))
        guard, found, last_words = self._guard, dict[str, _Twice](), dict[str, str]()
        for stage in most:  # what most have answered must not wait for what few have
            found[stage] = self._twice_turned(guard, name, stage, first, later[stage])
        bars: list[_Told] = []
        for stage in later:
            some, words = found[stage]
            bars += some
            last_words |= words
        same = any(words.keys() == first.keys() for _, words in found.values())
        alone = {} if same else guard.offer(f"{name} alone", {f"{name} before": first})
        for column in alone.values():
            label = NAMES["before"] + (", all who answered" if bars else "")
            bars.insert(0, (sides(label, column), "", waiting(column, first)))
            last_words = {**column, **last_words}
        self.opinions = {who: _VALUE[side(word)] for who, word in last_words.items()}
        yield from bars

    def _twice_turned(
        self, guard: Guard, name: str, stage: str, first: Column, later: Column
    ) -> _Twice:
        """Return the bars of all who turned a dial at first and at a later stage, and what waits.

        With them comes what each person said last.
        """
        who = [one for one in first if one in later]
        both = {f"{name} before": {one: first[one] for one in who}}
        both[f"{name} {stage}"] = {one: later[one] for one in who}
        both[f"{name} moves {stage}"] = {one: move(first[one], later[one]) for one in who}
        shown = guard.offer(f"{name} {stage}", both) if who else {}
        if not shown:
            return [], {}
        a, b, moves = shown.values()
        stands = self._middles(guard, shown)
        last = replace(sides(NAMES[stage], b), middle=stands)
        wait = waiting(b, both[f"{name} {stage}"])
        told = f"{NAMES[stage]}: {moved(moves, stands)}"
        return [(sides(NAMES["before"], a), "", ""), (last, told, wait)], dict(b)

    def _middles(self, guard: Guard, shown: Shown) -> tuple[float, ...]:
        """Return the middles of all who gave two numbers, if those who did not are none or five."""
        (before, a), (after, b), (moves, said) = shown.items()
        known = [one for one, sign in said.items() if sign != "?"]
        pair = {before: {one: a[one] for one in known}, after: {one: b[one] for one in known}}
        fits = bool(known) and guard.offer(f"{moves} middle", pair) == pair
        return middles(pair.values()) if fits else ()
