"""An expectation for a sentence in the learner's own words."""

# ruff: noqa: D102 - the base class says once what these methods do

from dataclasses import dataclass
from difflib import get_close_matches
from typing import ClassVar

from wayout.exercises.expectation import Expectation
from wayout.exercises.plain import JSON
from wayout.exercises.words import holds, sample, sentence_count, words
from wayout.language import listed

LEAST_TO_MISSPELL = 4
FAR_TOO_LONG = 3


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
    names
        What to call each group when it is missing; empty, or one name for each.
    refusals
        More forbidden phrases, each group with the sentence that says why.
    max_sentences
        How many sentences it may be; 0 means any number.
    """

    kind: ClassVar[str] = "sentence"
    must: tuple[tuple[str, ...], ...]
    must_not: tuple[str, ...] = ()
    min_words: int = 1
    max_words: int = 0
    between: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    refusals: tuple[tuple[str, tuple[str, ...]], ...] = ()
    max_sentences: int = 0

    @property
    def wants(self) -> str:
        return "one sentence, in quotes"

    @property
    def by_words(self) -> bool:
        return True

    def fits(self, answer: JSON) -> bool:
        return isinstance(answer, str)

    def accepts(self, answer: JSON) -> bool:
        if not isinstance(answer, str) or self._size(answer):
            return False
        clean = not self._any(answer, self.must_not) and not self._refusal(answer)
        return clean and not self._missing(answer)

    def example(self) -> JSON:
        parts = [sample(group[0]) for group in self.must]
        missing = self.min_words - len(words(" ".join(parts)))
        return " ".join(parts + ["so"] * missing)

    def named(self, answer: JSON) -> str:
        if not isinstance(answer, str):
            return ""
        if said := self.out_of_bounds(answer):
            return said
        parts = [self._refusal(answer) or self._lost(answer), self._size(answer)]
        return " ".join(part for part in parts if part)

    def out_of_bounds(self, answer: JSON) -> str:
        count = len(words(answer)) if isinstance(answer, str) else 0
        far_too_long = self.max_words and count > FAR_TOO_LONG * self.max_words
        return self._length(count) if far_too_long else ""

    def remark(self, answer: JSON) -> str:
        missing = self._missing(answer) if isinstance(answer, str) else []
        if not missing:
            return ""
        found = f"{len(self.must) - len(missing)} of {len(self.must)} needed ideas are in it."
        return f"{found} I look for words such as “{_shown(self.must[missing[0]][0])}”."

    def _missing(self, answer: str) -> list[int]:
        return [i for i, group in enumerate(self.must) if not self._any(answer, group)]

    def _any(self, answer: str, phrases: tuple[str, ...]) -> bool:
        return any(holds(answer, phrase, self.between) for phrase in phrases)

    def _refusal(self, answer: str) -> str:
        said = (says for says, phrases in self.refusals if self._any(answer, phrases))
        return next(said, "")

    def _lost(self, answer: str) -> str:
        missing = self._missing(answer)
        if not missing or not self.names:
            return ""
        names = listed(self.names[i] for i in missing)
        slip = next((near for i in missing if (near := _slip(answer, self.must[i]))), "")
        other = f"Is “{slip}” a slip of the keys?" if slip else _OTHERWISE
        return (
            f"I cannot find one thing in it: {names}. {other}"
            if len(missing) == 1
            else (f"I cannot find these in it: {names}. {other}")
        )

    def _size(self, answer: str) -> str:
        parts = [self._length(len(words(answer))), self._sentences(sentence_count(answer))]
        return " ".join(part for part in parts if part)

    def _length(self, count: int) -> str:
        if count < self.min_words:
            return f"It has {_counted(count, 'word')}; I ask for at least {self.min_words}."
        if self.max_words and count > self.max_words:
            return f"It has {_counted(count, 'word')}; I ask for at most {self.max_words}."
        return ""

    def _sentences(self, count: int) -> str:
        if not self.max_sentences or count <= self.max_sentences:
            return ""
        most = "one" if self.max_sentences == 1 else f"at most {self.max_sentences}"
        return f"It has {_counted(count, 'sentence')}; I ask for {most}."


_OTHERWISE = "Perhaps I do not know your words for it: try others."


def _shown(phrase: str) -> str:
    bare = phrase.removesuffix("*")
    return bare if bare.replace(" ", "").isalnum() else sample(phrase)


def _slip(answer: str, group: tuple[str, ...]) -> str:
    """Return a word of the answer that is nearly one that the group looks for, or ""."""
    options = {word for phrase in group for word in words(phrase.replace("|", " ")) if word != "*"}
    known = [word for word in options if len(word) >= LEAST_TO_MISSPELL]
    written = (word for word in words(answer) if len(word) >= LEAST_TO_MISSPELL)
    near = (word for word in written if word not in options)
    return next((word for word in near if get_close_matches(word, known, 1, 0.8)), "")


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
