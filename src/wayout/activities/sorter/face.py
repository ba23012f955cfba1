"""The sentence sorter (W3): 32 sentences one by one, what kind of claim each makes, and why."""

from collections.abc import Collection
from typing import Any

from wayout.activities.face import Face, Fields, Reply, kept_line, received
from wayout.activities.sorter.agreement import Comparison
from wayout.activities.sorter.choices import MEANINGS, SETTLES, Sorter
from wayout.activities.sorter.fields import (
    SHORT,
    belongs,
    filled,
    held,
    legend,
    options,
    unsaved,
)
from wayout.activities.sorter.key import STATES, key, offered
from wayout.errors import CourseError
from wayout.work.session import current


def sorter() -> "SorterFace":
    """Return the sentence sorter, at the first sentence that is not sorted."""
    session = current()
    return SorterFace(Sorter(session.lesson, session.work))


class SorterFace(Face):
    """One sentence, two choices, words to mark, and what the key says."""

    template = "sorter.html"

    def __init__(self, sorter: Sorter) -> None:
        self.sorter = sorter
        self._peer: Comparison | None = None
        self._peer_name = ""
        super().__init__(sorter.work, "sorter")

    def saved(self) -> Fields:
        """Return every saved choice, and the first sentence that is not sorted."""
        chosen = self.sorter.choices()
        first = next((number for number in key() if number not in chosen), min(key()))
        fields = Fields(number=str(first))
        for number, choice in chosen.items():
            fields |= filled(number, choice)
        return fields

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the sentence in hand, how far one has come, and what the key says."""
        number, states = int(fields["number"]), self.sorter.states()
        said, places = self.sorter.feedback(number), self._places(fields)
        here = places.index(number)
        return {
            "number": number,
            "one": key()[number],
            "agreement": self.sorter.agreement(),
            "states": states,
            "signs": STATES,
            "legend": legend(states),
            "places": [(str(n), f"{n} {STATES[states[n]][0]} {SHORT[states[n]]}") for n in places],
            "disputed": len(self._disputed()),
            "kinds": options(MEANINGS),
            "checks": options(SETTLES),
            "words": [(f"word-{number}-{i}", w) for i, w in enumerate(offered(number))],
            "now": self._now(number, fields, changed),
            "unsaved": bool(self.work.unsaved),
            "said": said,
            "first": here == 0,
            "last": here == len(places) - 1,
            "peer": self._peer,
            "peer_name": self._peer_name,
            "sentences": key(),
            "chosen": self.sorter.choices(),
        }

    def _disputed(self) -> list[int]:
        differ = {difference.number for difference in self._peer.differ} if self._peer else set()
        return sorted({*self.sorter.disputed(), *differ})

    def _places(self, fields: Fields) -> list[int]:
        few = fields["only"] and self._disputed()
        return sorted({*self._disputed(), int(fields["number"])}) if few else list(key())

    def _now(self, number: int, fields: Fields, changed: Collection[str]) -> str:
        """Return what is true of this choice now, in a sentence."""
        chosen = self.sorter.choice(number)
        if any(belongs(name, number) for name in changed):
            return unsaved(number, fields, chosen)
        if chosen is None:
            return f"Sentence {number}: not sorted yet."
        kept = kept_line(self.work, chosen.when)
        if self.work.unsaved:
            return kept
        return f"{kept.removesuffix('.')}: {STATES[self.sorter.state(number)][1]}."

    def do_save(self, fields: Fields, _: str) -> Reply:
        """Save the choice for the sentence in hand."""
        number = int(fields["number"])
        self.sorter.sort(number, *held(number, fields))
        return Reply(forget=[name for name in fields if belongs(name, number)])

    def do_turn(self, fields: Fields, step: str) -> Reply:
        """Go to the sentence before or after this one."""
        places = self._places(fields)
        place = places.index(int(fields["number"])) + int(step)
        if 0 <= place < len(places):
            fields["number"] = str(places[place])
        return Reply(focus="sentence")

    def do_compare(self, fields: Fields, file: dict[str, Any]) -> Reply:
        """Compare the choices with those in a classmate's file."""
        name = str(file["name"])
        try:
            self._peer = self.sorter.compare(received(file))
        except CourseError as error:
            still = f" Still shown: {self._peer_name}." if self._peer else ""
            return Reply(f"{name}: {error}{still}", warns=True)
        self._peer_name = name
        return Reply(f"{name}: read, not kept. Below is how far you agree.")
