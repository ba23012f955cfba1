"""The words of feedback: ``hints.toml`` holds them, and here they are filled in.

What is filled in is text: braces in a learner's words mean nothing.
"""

from collections.abc import Iterable, Sequence

from wayout.argument.errors import Names, called
from wayout.argument.graph import Claim, Link
from wayout.argument.sentences import sentences
from wayout.language import counted, listed

Hints = tuple[str, ...]


class Said(str):
    """Words that are filled in as they are; any other text is an id, shown by its name."""

    __slots__ = ()


Part = Said | str | Sequence[str] | Link
"""What can be filled in: words, one id, several ids, or a link, which becomes a clause."""


def hints(verdict: str, case: str, names: Names, **parts: Part) -> Hints:
    """Return the hints for one case of a verdict, both called as in ``hints.toml``.

    ``names`` leads from ids to readable names.
    """
    shown = {name: _shown(part, names) for name, part in parts.items()}
    return tuple(step.format(**shown) for step in sentences("hints")[verdict][case])


def words(sort: str, name: str, **parts: str) -> Said:
    """Return what ``hints.toml`` holds to be put together before it is filled in."""
    return Said(sentences("hints")["words"][sort][name].format(**parts))


def where(claims: Iterable[Claim]) -> Said:
    """Say in which sentences claims stand, and how many of them stand nowhere."""
    every = [*claims]
    numbers = sorted({number for claim in every for number in claim.sentences})
    unsaid = sum(claim.origin == "unstated" for claim in every)
    found = "sentence" if len(numbers) == 1 else "sentences"
    said = [words("where", found, numbers=listed(map(str, numbers)))] if numbers else []
    return Said(" ".join(said + [words("where", "unsaid", number=counted(unsaid))] * bool(unsaid)))


def _shown(part: Part, names: Names) -> str:
    if isinstance(part, Said):
        return part
    if isinstance(part, Link):
        ends = {"source": called(part.source, names), "target": called(part.target, names)}
        return words("link", part.kind, **ends)
    return listed(called(one, names) for one in ([part] if isinstance(part, str) else part))
