"""What the learners of a class say, place by place."""

from array import array
from collections.abc import Sequence

from wayout.room.guard import Column
from wayout.room.roll import Roll


class Columns:
    """What each learner says at each place, by who they are; made once for a picture.

    A word is kept as a number, four bytes a learner and place, so that ten thousand fit.
    """

    def __init__(self, roll: Roll) -> None:
        self.who = [one.who for one in roll.learners]
        self._words = [""]
        self._codes: dict[str, array[int]] = {}
        known: dict[str, int] = {}
        for number, one in enumerate(roll.learners):
            for place, word in one.marks:
                if place not in self._codes:
                    self._codes[place] = array("I", bytes(4 * len(self.who)))
                code = known.setdefault(word, len(self._words))
                self._words += [word] if code == len(self._words) else []
                self._codes[place][number] = code

    def at(self, place: str) -> Column:
        """Return what learners say at a place."""
        codes = zip(self.who, self._codes.get(place, ()), strict=False)
        return {who: self._words[code] for who, code in codes if code}

    def among(self, place: str, words: Sequence[str]) -> Column:
        """Return what learners say at a place, where it is one of some words."""
        return {who: word for who, word in self.at(place).items() if word in words}
