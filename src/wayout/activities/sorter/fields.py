"""The words marked and the reason for a sentence as fields of a card and back.

The name of a field ends in the number of its sentence: one card holds the drafts of all.
"""

from wayout.activities.face import Fields
from wayout.activities.sorter.agreement import Choice
from wayout.activities.sorter.key import offered
from wayout.language import listed, mark


def belongs(name: str, number: int) -> bool:
    """Return whether a field belongs to a sentence."""
    return name.split("-")[1:2] == [str(number)]


def filled(number: int, choice: Choice) -> Fields:
    """Return the words and the reason of a choice as fields."""
    words = {f"word-{number}-{offered(number).index(w)}": "yes" for w in choice.words}
    return Fields({f"why-{number}": choice.reason} | words)


def held(number: int, fields: Fields) -> tuple[list[str], str]:
    """Return the words and the reason that the controls hold for one sentence."""
    words = [word for i, word in enumerate(offered(number)) if fields[f"word-{number}-{i}"]]
    return words, fields[f"why-{number}"].strip()


def unsaved(number: int, fields: Fields) -> str:
    """Return in a sentence which words and reason are not saved yet."""
    words, why = held(number, fields)
    parts = [f"marked {listed(map(mark, words))}" if words else "no word marked"]
    parts += ["a reason"] if why else []
    return f"Not saved yet: {' and '.join(parts)}."
