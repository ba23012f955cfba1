"""What every expectation can do: match an answer, show one, be written as JSON and read again."""

from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self

from wayout.exercises.plain import JSON, NotData, plain

_KINDS: dict[str, type["Expectation"]] = {}


@dataclass(frozen=True)
class Expectation:
    """A small value that says whether a plain answer is the one meant, right or a known mistake.

    ``kind`` is the name under which the class is written to JSON, ``asks`` what it usually wants.
    Where it is not ``judged``, people mark the answer.
    """

    kind: ClassVar[str] = ""
    asks: ClassVar[str] = ""
    judged: ClassVar[bool] = True

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        if "kind" in vars(cls):  # a base of several kinds is none itself
            _KINDS[cls.kind] = cls

    @property
    def wants(self) -> str:
        """What kind of answer is asked for, such as "one number"."""
        return self.asks

    @property
    def invitation(self) -> str:
        """What to tell a learner who has not answered yet."""
        return "Put your answer where the three dots stand, run that cell, then run this one."

    def fits(self, answer: JSON) -> bool:
        """Return whether the answer is of the kind asked for, right or not."""
        raise NotImplementedError

    def accepts(self, answer: JSON) -> bool:
        """Return whether plain data is the answer meant. Never raises."""
        raise NotImplementedError

    def example(self) -> JSON:
        """Return one answer that matches."""
        raise NotImplementedError

    def named(self, answer: JSON) -> str:
        """Return what is wrong with an answer of the right kind, if it can be named, or ""."""
        return ""

    def remark(self, answer: JSON) -> str:
        """Return a sentence on how far a wrong answer of the right kind came, or ""."""
        return ""

    def tally(self, answer: JSON) -> str:
        """Return what `remark` says where several answers are right: no item is out of place."""
        return self.remark(answer)

    def hits(self, answer: JSON) -> int:
        """Return how many items of a wrong answer are right; 0 where there are no items."""
        return 0

    def match(self, answer: object) -> bool:
        """Return whether any object at all is the answer meant. Never raises."""
        try:
            return self.accepts(plain(answer))
        except NotData:
            return False

    def checked(self) -> Self:
        """Return this expectation; raises ValueError if its own example does not match it."""
        if not self.match(self.example()):
            raise ValueError(f"No answer can match {self!r}: its parts contradict each other.")
        return self


def to_json(expectation: Expectation) -> dict[str, JSON]:
    """Return ``expectation`` as a dict of plain JSON values."""
    parts = {part.name: _out(getattr(expectation, part.name)) for part in fields(expectation)}
    return {"kind": expectation.kind, **parts}


def _out(value: Any) -> JSON:
    if isinstance(value, Expectation):
        return to_json(value)
    return [_out(item) for item in value] if isinstance(value, tuple) else value


def from_json(value: JSON) -> Expectation:
    """Return what ``to_json`` wrote; raises ValueError if the course does not know it."""
    if not isinstance(value, dict) or str(value.get("kind")) not in _KINDS:
        raise ValueError(f"This is no expectation that the course knows: {str(value)[:80]}.")
    parts = {name: _in(item) for name, item in value.items() if name != "kind"}
    try:
        return _KINDS[str(value["kind"])](**parts)
    except TypeError as error:
        raise ValueError(f"The expectation '{value['kind']}' is damaged: {error}.") from None


def _in(value: JSON) -> Any:
    if isinstance(value, dict):
        return from_json(value)
    return tuple(_in(item) for item in value) if isinstance(value, list) else value
