"""A choice for a sentence as the fields of a card and back, and what they say in words.

The name of a field ends in the number of its sentence: one card holds the drafts of all.
"""

from collections import Counter

from wayout.activities.face import Fields
from wayout.activities.sorter.agreement import Choice
from wayout.activities.sorter.key import STATES, State, offered
from wayout.language import mark

SHORT: dict[State, str] = {
    "agrees": "agrees with the key",
    "several": "several fair",
    "differs": "differs",
    "unanswered": "not sorted yet",
}


def belongs(name: str, number: int) -> bool:
    """Return whether a field belongs to a sentence."""
    return name.split("-")[1:2] == [str(number)]


def filled(number: int, choice: Choice) -> Fields:
    """Return a choice as fields; each name ends in the number of its sentence."""
    words = {f"word-{number}-{offered(number).index(w)}": "yes" for w in choice.words}
    mine = {"kind": choice.kind, "check": choice.checkable, "why": choice.reason}
    return Fields({f"{name}-{number}": text for name, text in mine.items()} | words)


def held(number: int, fields: Fields) -> tuple[str, str, list[str], str]:
    """Return what the controls hold for one sentence: kind, checkable, words, reason."""
    words = [word for i, word in enumerate(offered(number)) if fields[f"word-{number}-{i}"]]
    kind, check, why = (fields[f"{name}-{number}"] for name in ("kind", "check", "why"))
    return kind, check, words, why.strip()


def unsaved(number: int, fields: Fields, chosen: Choice | None) -> str:
    """Return in a sentence what is chosen and not saved yet."""
    kind, check, words, why = held(number, fields)
    parts = [kind or "no kind yet", check or "checking not answered yet"]
    parts += [f"marked {mark(word)}" for word in words]
    if why != (chosen.reason if chosen else ""):
        parts.append("reason written" if why else "reason taken out")
    was = " Below is what the key says of your saved choice." if chosen else ""
    return f"Chosen, not saved yet: {'; '.join(parts)}.{was}"


def legend(states: dict[int, State]) -> list[str]:
    """Return how many sentences there are in each state, a phrase each."""
    totals = Counter(states.values())
    return [f"{STATES[s][0]} {words}: {totals[s]}" for s, words in SHORT.items() if totals[s]]


def options(meanings: dict[str, str]) -> list[tuple[str, str]]:
    """Return choices with what they mean, for radio buttons."""
    return [(name, f"{name}: {meaning}") for name, meaning in meanings.items()]
