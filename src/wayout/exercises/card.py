"""The small card that answers ``check("q1")``: one sign, one word, one or two sentences."""

import re
from dataclasses import dataclass
from html import escape
from typing import Literal, TypeAlias

State: TypeAlias = Literal["right", "not-yet", "blank", "unknown"]

_HEADS: dict[State, tuple[str, str]] = {
    "right": ("✓", "Right"),
    "not-yet": ("…", "Not yet"),
    "blank": ("○", "Not answered yet"),
    "unknown": ("?", "Cannot check"),
}


FOUND = "The parts I look for are there"
_READ_ALOUD = (
    "I match words and cannot read meaning. "
    "Read it aloud once more: does it say what you mean, and does every fact hold?"
)


@dataclass(frozen=True)
class Card:
    """What a check says; shown as HTML in a notebook and as text elsewhere.

    Attributes
    ----------
    question
        Its name, such as "q1".
    state
        right, not-yet, blank, or unknown (the check itself could not be made).
    says
        What to tell the learner.
    shown
        The learner's answer, read back. May be empty.
    hints
        The hints opened so far.
    solution, because
        The fold with the explained solution. Empty while it stays closed.
    tries
        How many different wrong answers were given so far.
    by_words
        Whether words were looked for in a text. Then the card does not call it right.
    """

    question: str
    state: State
    says: str = ""
    shown: str = ""
    hints: tuple[str, ...] = ()
    solution: str = ""
    because: str = ""
    tries: int = 0
    by_words: bool = False

    @property
    def right(self) -> bool:
        """Whether the answer is right, as far as a check can tell."""
        return self.state == "right"

    @property
    def head(self) -> tuple[str, str]:
        """The sign and the words at the top."""
        sign, word = _HEADS[self.state]
        return sign, FOUND if self._found else word

    @property
    def caution(self) -> str:
        """What to say before anything else where a text was not read but searched, or ""."""
        return _READ_ALOUD if self._found else ""

    @property
    def _found(self) -> bool:
        return self.by_words and self.right

    def __str__(self) -> str:
        sign, word = self.head
        have = f"You have: {self.shown}" if self.shown else ""
        said = " ".join(part for part in (self.caution, self.says) if part)
        lines = [f"{sign} {word}: {self.question}. {said}".strip(), have]
        lines += [f"✎ Hint {i}: {hint}" for i, hint in enumerate(self.hints, 1)]
        fold = [self.because, self.solution] if self.solution and not self.right else []
        return "\n".join(line for line in [*lines, *fold] if line)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        parts = [_head(self), _says(self), _hints(self.hints), _fold(self)]
        return (
            f'<div class="wo-check" data-verdict="{self.state}" role="status">'
            + "".join(parts)
            + "</div>"
        )

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": str(self)}


def _head(card: Card) -> str:
    sign, word = card.head
    return (
        f'<p class="wo-check-head"><span class="wo-check-sign" aria-hidden="true">{sign}</span> '
        f'<strong>{word}</strong> <span class="wo-check-name">{escape(card.question)}</span></p>'
    )


def _says(card: Card) -> str:
    have = (
        f'<p class="wo-check-have">You have: <code>{escape(card.shown)}</code></p>'
        if card.shown
        else ""
    )
    said = "".join(f"<p>{_prose(text)}</p>" for text in (card.caution, card.says) if text)
    return said + have


def _hints(hints: tuple[str, ...]) -> str:
    return "".join(
        '<p class="wo-check-hint"><span class="wo-check-sign" aria-hidden="true">✎</span> '
        f"<strong>Hint {i}</strong> {_prose(hint)}</p>"
        for i, hint in enumerate(hints, 1)
    )


def _fold(card: Card) -> str:
    if not card.solution:
        return ""
    summary = "One way to write it" if card.right else "Show the explained solution"
    why = "" if card.right else f"<p>{_prose(card.because)}</p>"
    return (
        f"<details><summary>{summary}</summary>"
        f"<pre><code>{escape(card.solution)}</code></pre>{why}</details>"
    )


def _prose(text: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))
