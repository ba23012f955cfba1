"""Questions that people mark: what a check may say of a text is how long it is, and no more."""

# ruff: noqa: D102 - the base class says once what these methods do

import ast
from dataclasses import dataclass
from typing import ClassVar

from wayout.exercises.expectation import Expectation
from wayout.exercises.plain import JSON
from wayout.language import count_words, in_figures


@dataclass(frozen=True)
class Written(Expectation):
    """A text of ``least`` to ``most`` words; ``rubric`` names what people mark it by."""

    kind: ClassVar[str] = "written"
    judged: ClassVar[bool] = False
    rubric: str
    least: int
    most: int

    @property
    def wants(self) -> str:
        return f"a text of {self.least} to {self.most} words"

    @property
    def invitation(self) -> str:
        return "Write between the two lines of quotation marks, run that cell, then run this one."

    def fits(self, answer: JSON) -> bool:
        return isinstance(answer, str)

    def accepts(self, answer: JSON) -> bool:
        return isinstance(answer, str) and self.least <= count_words(answer) <= self.most

    def example(self) -> JSON:
        return " ".join(["word"] * self.least)

    def remark(self, answer: JSON) -> str:
        return f"{self.counted(answer)} {self.wants.capitalize()} is asked for."

    def counted(self, answer: JSON) -> str:
        """Return how many words an answer has, in a sentence."""
        words = count_words(answer) if isinstance(answer, str) else 0
        return f"You have {in_figures(words, 'word')}."


def text_in(source: str, kind: str = "code") -> str:
    """Return what a learner wrote in the answer cell of such a question; nothing is run.

    In code it is the last text that the cell gives a name; where Python cannot read the cell, all
    of it. In a markdown cell (``kind``) it is the cell.
    """
    if kind != "code":
        return source.strip()
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source.strip()
    given = (node.value for node in body if isinstance(node, ast.Assign | ast.AnnAssign))
    texts = [node.value for node in given if isinstance(node, ast.Constant)]
    found = [text for text in texts if isinstance(text, str)]
    return found[-1].strip() if found else ""
