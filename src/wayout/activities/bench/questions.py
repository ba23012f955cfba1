"""Question cards: what to ask of a step, by the type of reason it is."""

import tomllib
from dataclasses import dataclass
from functools import cache

from wayout.language import listed
from wayout.tables.package import text


@dataclass(frozen=True)
class QuestionCard:
    """What to ask of one type of reason.

    ``what`` says how such a step goes; the essay takes one in ``sentences``.
    """

    id: str
    name: str
    what: str
    sentences: tuple[int, ...]
    ask: tuple[str, ...]

    @property
    def where(self) -> str:
        """Return where the essay takes such a step, in words."""
        return f"In the essay: sentences {listed(map(str, self.sentences))}."


@cache
def question_cards() -> dict[str, QuestionCard]:
    """Return the cards by id, from ``data/essay/questions.toml``."""
    rows = tomllib.loads(text("questions"))
    return {
        name: QuestionCard(
            name, row["name"], row["what"], tuple(row["sentences"]), tuple(row["ask"])
        )
        for name, row in rows.items()
    }
