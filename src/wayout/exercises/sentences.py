"""An expectation for a sentence in the learner's own words."""

# ruff: noqa: D102 - the base class says once what these methods do

from dataclasses import dataclass
from typing import ClassVar

from wayout.exercises.expectation import Expectation
from wayout.exercises.plain import JSON
from wayout.exercises.words import holds, sample, words


@dataclass(frozen=True)
class Sentence(Expectation):
    """A text that holds one word or phrase of each group, and none of the forbidden ones.

    Attributes
    ----------
    must
        Groups of alternatives; each group stands for one idea that the sentence needs.
    must_not
        Words or phrases that must not stand in it.
    min_words, max_words
        How long it may be, in words. ``max_words`` 0 means any length.
    between
        The words that ``~`` in a phrase may pass over.
    """

    kind: ClassVar[str] = "sentence"
    must: tuple[tuple[str, ...], ...]
    must_not: tuple[str, ...] = ()
    min_words: int = 1
    max_words: int = 0
    between: tuple[str, ...] = ()

    @property
    def wants(self) -> str:
        return "one sentence, in quotes"

    def fits(self, answer: JSON) -> bool:
        return isinstance(answer, str)

    def accepts(self, answer: JSON) -> bool:
        if not isinstance(answer, str) or self._length(answer):
            return False
        clean = not self._any(answer, self.must_not)
        return clean and self._ideas(answer) == len(self.must)

    def example(self) -> JSON:
        parts = [sample(group[0]) for group in self.must]
        missing = self.min_words - len(words(" ".join(parts)))
        return " ".join(parts + ["so"] * missing)

    def remark(self, answer: JSON) -> str:
        if not isinstance(answer, str):
            return ""
        found = self._ideas(answer)
        few = (
            f"{found} of {len(self.must)} needed ideas are in it." if found < len(self.must) else ""
        )
        return " ".join(part for part in (self._length(answer), few) if part)

    def _ideas(self, answer: str) -> int:
        return sum(self._any(answer, group) for group in self.must)

    def _any(self, answer: str, phrases: tuple[str, ...]) -> bool:
        return any(holds(answer, phrase, self.between) for phrase in phrases)

    def _length(self, answer: str) -> str:
        count = len(words(answer))
        if count < self.min_words:
            return f"It has {_words(count)}; the question asks for at least {self.min_words}."
        if self.max_words and count > self.max_words:
            return f"It has {_words(count)}; the question asks for at most {self.max_words}."
        return ""


def _words(count: int) -> str:
    return "1 word" if count == 1 else f"{count} words"
