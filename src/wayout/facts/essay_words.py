"""The essay's words: which sentences can be checked, what they say, whose standpoint they show."""

import pandas as pd

from wayout.facts.pick import Tables, rows
from wayout.language import listed

SENTENCES = "sentences"


def _numbers(numbers: "pd.Series[int]") -> str:
    return listed(str(number) for number in sorted(set(numbers)))


def _parts(tables: Tables, column: str) -> "pd.Series[list[str]]":
    return tables[SENTENCES][column].str.split(";")


def several_kinds(tables: Tables) -> int:
    """Return how many sentences have more than one kind as a fair answer."""
    return int((_parts(tables, "kinds").map(len) > 1).sum())


# Could it be checked? -----------------------------------------------------------------------


def _answer(fair: list[str]) -> str:
    """Return yes where no fair answer is no, no where no other is fair, and open elsewhere."""
    if "no" not in fair:
        return "yes"
    return "no" if fair == ["no"] else "open"


def _answers(tables: Tables) -> "pd.Series[str]":
    return _parts(tables, "checkable").map(_answer)


def checked(tables: Tables, answer: str, role: str = "") -> int:
    """Return how many sentences, all or those of one role, have an answer: yes, no or open."""
    chosen = _answers(tables) == answer
    return int((chosen & (tables[SENTENCES]["role"] == role) if role else chosen).sum())


def checked_numbers(tables: Tables, answer: str) -> str:
    """Return the numbers of the sentences that have an answer: yes, no or open."""
    return _numbers(tables[SENTENCES]["number"][_answers(tables) == answer])


# Words --------------------------------------------------------------------------------------


def saying(tables: Tables, word: str) -> str:
    """Return the numbers of the sentences that say a counted word."""
    sentences = tables[SENTENCES]
    return _numbers(sentences["number"][sentences[word] > 0])


def cued(tables: Tables, cue: str) -> int:
    """Return how many sentences have a cue word."""
    return int(_parts(tables, "cues").map(lambda cues: cue in cues).sum())


def standpoint(tables: Tables, words: list[str]) -> str:
    """Return the numbers of the sentences that show a standpoint by one of some words."""
    shown = rows(tables["noticed"], what="standpoint")
    said = shown["words"].str.contains(rf"\b(?:{'|'.join(words)})\b")
    return _numbers(shown["sentence"][said])
