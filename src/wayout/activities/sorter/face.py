"""The sentence sorter (W3): six sentences to disagree about, and the others for who wants them.

A press on a kind keeps it and is answered at once; whether the sentence could be checked, and
which words tipped the scale, may follow.
"""

from collections.abc import Collection
from typing import Any

from wayout.activities.face import Face, Fields, Reply, kept_line, received
from wayout.activities.sorter.agreement import Comparison
from wayout.activities.sorter.choices import MEANINGS, SETTLES, Sorter
from wayout.activities.sorter.fields import belongs, filled, held, unsaved
from wayout.activities.sorter.key import STATES, game, key, offered
from wayout.errors import CourseError
from wayout.work.session import current


def sorter() -> "SorterFace":
    """Return the sentence sorter, at the first sentence of the game that is not sorted."""
    session = current()
    return SorterFace(Sorter(session.lesson, session.work))


class SorterFace(Face):
    """One sentence, its kind, and what the key says; then checking and words."""

    template = "sorter.html"

    def __init__(self, sorter: Sorter) -> None:
        self.sorter = sorter
        self._peer: Comparison | None = None
        self._peer_name = ""
        super().__init__(sorter.work, "sorter")

    def saved(self) -> Fields:
        """Return the words and reasons that are saved, and the first sentence not sorted yet."""
        chosen = self.sorter.choices()
        start = next((number for number in game() if number not in chosen), game()[0])
        fields = Fields(number=str(start))
        for number, choice in chosen.items():
            fields |= filled(number, choice)
        return fields

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the sentence in hand, how far one has come, and what the key says."""
        number, chosen = int(fields["number"]), self.sorter.choices()
        here = _places(number).index(number)
        return {
            "number": number,
            "one": key()[number],
            "game": game(),
            "others": [n for n in key() if n not in game()],
            "chosen": chosen,
            "mine": chosen.get(number),
            "states": self.sorter.states(),
            "signs": STATES,
            "kinds": MEANINGS,
            "checks": SETTLES,
            "words": [(f"word-{number}-{i}", w) for i, w in enumerate(offered(number))],
            "now": self._now(number, fields, changed),
            "unsaved": bool(self.work.unsaved),
            "said": self.sorter.feedback(number),
            "next": next(iter(_places(number)[here + 1 :]), None),
            "agreement": self.sorter.agreement(),
            "peer": self._peer,
            "peer_name": self._peer_name,
            "sentences": key(),
        }

    def _now(self, number: int, fields: Fields, changed: Collection[str]) -> str:
        """Return what is true of this choice now, in a sentence."""
        chosen = self.sorter.choice(number)
        if chosen is None:
            return ""
        if any(belongs(name, number) for name in changed):
            return unsaved(number, fields)
        kept = kept_line(self.work, chosen.when)
        if self.work.unsaved:
            return kept
        return f"{kept.removesuffix('.')}: {STATES[self.sorter.state(number)][1]}."

    def do_kind(self, fields: Fields, kind: str) -> None:
        """Keep a kind for the sentence in hand; what was said of it before stays."""
        number = int(fields["number"])
        before = self.sorter.choice(number)
        rest = (before.checkable, before.words, before.reason) if before else ()
        self.sorter.sort(number, kind, *rest)

    def do_check(self, fields: Fields, answer: str) -> None:
        """Keep whether the sentence in hand could be checked."""
        number = int(fields["number"])
        before = self.sorter.choice(number)
        kind, words, why = (before.kind, before.words, before.reason) if before else ("", (), "")
        self.sorter.sort(number, kind, answer, words, why)

    def do_save(self, fields: Fields, _: str) -> Reply:
        """Keep the words that were marked, and the reason."""
        number = int(fields["number"])
        before = self.sorter.choice(number)
        kind, answer = (before.kind, before.checkable) if before else ("", "")
        self.sorter.sort(number, kind, answer, *held(number, fields))
        return Reply(forget=[name for name in fields if belongs(name, number)])

    def do_go(self, fields: Fields, number: str) -> Reply:
        """Go to a sentence."""
        fields["number"] = number
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


def _places(number: int) -> list[int]:
    """Return the sentences among which one walks: the six, or the others."""
    return [n for n in key() if (n in game()) == (number in game())]
