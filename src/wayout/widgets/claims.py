"""What a card says about a claim: its words, its sentences in the essay, its kind."""

from dataclasses import dataclass
from difflib import get_close_matches

from wayout.data import load
from wayout.errors import CourseError


class ClaimError(CourseError, LookupError):
    """A claim id that is not in the table of claims."""


@dataclass(frozen=True)
class Claim:
    """One claim of the essay, in our words.

    Attributes
    ----------
    id
        For instance ``"way_out"``.
    says
        The claim as a statement.
    sentences
        Where the essay makes it, for instance ``"Sentences 11, 22 and 27"``.
    kind
        ``"fact"``, ``"cause"``, ``"motive"``, ``"forecast"``, ``"norm"`` or ``"concept"``.
    """

    id: str
    says: str
    sentences: str
    kind: str


def claim(name: str) -> Claim:
    """Return the claim called ``name``.

    Raises
    ------
    ClaimError
        When there is none; the message names the nearest ones.
    """
    table = load("claims").astype(str).set_index("claim")
    if name not in table.index:
        near = get_close_matches(name, table.index, n=3, cutoff=0.3) or list(table.index)
        raise ClaimError(f"There is no claim “{name}”. Did you mean {' or '.join(near)}?")
    row = {str(column): str(value) for column, value in table.loc[name].items()}
    return Claim(name, row["says"], _sentences(row["sentences"]), row["kind"])


def _sentences(numbers: str) -> str:
    """Turn ``"11;22;27"`` into ``"Sentences 11, 22 and 27"``."""
    *first, last = numbers.split(";")
    return f"Sentences {', '.join(first)} and {last}" if first else f"Sentence {last}"
