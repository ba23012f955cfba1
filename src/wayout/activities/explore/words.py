"""How often a word stands in the essay, and in which sentences, from ``words``."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import pandas as pd

from wayout.activities.explore.look import Found, Look, Word
from wayout.essay import essay_words, sentence
from wayout.language import listed, mark, marks

_LONGEST = 30
_NEAR = 6
_OTHER = "Look at its spelling, or try another."
_STEM = 4
"""Words that share as many letters at their start are near."""


def words() -> Look:
    """Return the look at every word of the essay."""
    control = Word("word", "A word to look for", "may")
    note = "We retell the sentences: our words may be others than the essay's."
    return Look("Word search", (control,), _words, note)


def _words(said: Mapping[str, Any]) -> Found:
    typed = str(said["word"]).replace("’", "'").strip(" .,;:!?\"'“”").casefold()
    if not typed:
        return Found("Type a word, in English, as it might stand in the essay.")
    if " " in typed:
        return Found(f"One word at a time, please: {listed(marks(typed.split()), most=3)}.")
    known, word = essay_words(), typed.removesuffix("'s")
    near = _near(word, known)
    if word not in known:
        return Found(f"{mark(typed[:_LONGEST])} does not stand in the essay. {near or _OTHER}")
    times, numbers = known[word]
    if not numbers:
        only = f"{mark(word)} stands in one sentence alone, {_times(times)}"
        return Found(f"{only}; our table does not tell in which. {near}".strip())
    found = [(n, sentence(n).says) for n in numbers]
    table = pd.DataFrame(found, columns=["sentence", "in our words"])
    says = f"{mark(word)} stands in the essay {times} times, in {len(numbers)} sentences."
    return Found(says, table)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _near(word: str, known: Mapping[str, Any]) -> str:
    """Return a sentence with the words that begin alike or are spelt alike, if there are any."""
    same = [one for one in known if len(word) >= _STEM and word[:_STEM] in one]
    alike = get_close_matches(word, known, n=3, cutoff=0.75)
    near = [one for one in dict.fromkeys([*alike, *same]) if one != word][:_NEAR]
    return f"Near it stand {listed(marks(near))}." if near else ""
