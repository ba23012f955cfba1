"""Expectations for numbers, texts and lists."""

# ruff: noqa: D102 - the base class says once what these methods do

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from wayout.exercises.expectation import Expectation
from wayout.exercises.plain import JSON, is_number, set_items, show
from wayout.language import listed
from wayout.words import same

Wanted = TypeVar("Wanted")
Given = TypeVar("Given")


@dataclass(frozen=True)
class Near(Expectation):
    """One number, within ``tolerance`` either way."""

    kind: ClassVar[str] = "near"
    asks: ClassVar[str] = "one number"
    value: float
    tolerance: float

    def fits(self, answer: JSON) -> bool:
        return is_number(answer)

    def accepts(self, answer: JSON) -> bool:
        return is_number(answer) and abs(answer - self.value) <= self.tolerance

    def example(self) -> JSON:
        return self.value


@dataclass(frozen=True)
class Exactly(Expectation):
    """One text (read as `words.same` reads it), one whole number, or True or False."""

    kind: ClassVar[str] = "exactly"
    value: str | bool | int

    @property
    def wants(self) -> str:
        if isinstance(self.value, str):
            return "one text"
        return "True or False" if isinstance(self.value, bool) else "one whole number"

    def fits(self, answer: JSON) -> bool:
        if isinstance(self.value, str | bool):
            return isinstance(answer, type(self.value))
        return is_number(answer)

    def accepts(self, answer: JSON) -> bool:
        if isinstance(self.value, str):
            return isinstance(answer, str) and same(answer, self.value)
        return self.fits(answer) and answer == self.value

    def example(self) -> JSON:
        return self.value


@dataclass(frozen=True)
class OneOf(Expectation):
    """Any one of several expectations."""

    kind: ClassVar[str] = "one of"
    options: tuple[Expectation, ...]

    @property
    def wants(self) -> str:
        return " or ".join(dict.fromkeys(option.wants for option in self.options))

    def fits(self, answer: JSON) -> bool:
        return any(option.fits(answer) for option in self.options)

    def accepts(self, answer: JSON) -> bool:
        return any(option.accepts(answer) for option in self.options)

    def example(self) -> JSON:
        return self.options[0].example()

    def named(self, answer: JSON) -> str:
        return next((said for option in self.options if (said := option.named(answer))), "")

    def remark(self, answer: JSON) -> str:
        # A remark begins with how many items are right, so the last one is of the nearest option.
        return max(option.tally(answer) for option in self.options)


@dataclass(frozen=True)
class _Items(Expectation):
    """Several items, each of which must be served by an item of the answer."""

    items: tuple[Expectation, ...]
    served: ClassVar[str] = ""

    def fits(self, answer: JSON) -> bool:
        return self._given(answer) is not None

    def accepts(self, answer: JSON) -> bool:
        given = self._given(answer)
        if given is None or len(given) != len(self.items):
            return False
        return self._count(given) == len(self.items)

    def example(self) -> JSON:
        return [item.example() for item in self.items]

    def remark(self, answer: JSON) -> str:
        given = self._given(answer)
        if given is None:
            return ""
        odd = [value for value in given if not any(item.fits(value) for item in self.items)]
        if odd:
            wants = listed(dict.fromkeys(item.wants for item in self.items))
            return f"Each item is {wants}; {show(odd[0])} is none."
        if len(given) != len(self.items):
            return _length(len(given), len(self.items))
        return f"{self._count(given)} of {len(self.items)} {self.served}."

    def _given(self, answer: JSON) -> list[JSON] | None:
        return answer if isinstance(answer, list) else None

    def _count(self, given: list[JSON]) -> int:
        raise NotImplementedError


@dataclass(frozen=True)
class Ordered(_Items):
    """A list whose items match one by one. A set has no order, so it never matches."""

    kind: ClassVar[str] = "ordered"
    asks: ClassVar[str] = "a list in order"
    served: ClassVar[str] = "stand in the right place"

    def remark(self, answer: JSON) -> str:
        strange = [
            value
            for value in self._given(answer) or ()
            if not any(item.accepts(value) for item in self.items)
        ]
        # Whoever has none of them has thought of something else than these items.
        few = 0 < len(strange) < len(self.items)
        return f"{show(strange[0])} does not belong in this list." if few else self.tally(answer)

    def tally(self, answer: JSON) -> str:
        return super().remark(answer)

    def _count(self, given: list[JSON]) -> int:
        pairs = zip(self.items, given, strict=False)
        return sum(item.accepts(value) for item, value in pairs)


@dataclass(frozen=True)
class SameItems(_Items):
    """A list or set that holds these items and no others, in any order."""

    kind: ClassVar[str] = "same items"
    asks: ClassVar[str] = "a list or a set"
    served: ClassVar[str] = "belong there"

    def _given(self, answer: JSON) -> list[JSON] | None:
        items = set_items(answer)
        return super()._given(answer) if items is None else items

    def _count(self, given: list[JSON]) -> int:
        return len(pairing(self.items, given, lambda item, value: item.accepts(value)))


def _length(have: int, want: int) -> str:
    return f"Your list has {have} {'item' if have == 1 else 'items'}. The answer has {want}."


def pairing(
    wanted: Sequence[Wanted],
    given: Sequence[Given],
    fits: Callable[[Wanted, Given], bool],
    first: Mapping[int, int] | None = None,
) -> dict[int, int]:
    """Return which of ``wanted`` is served by which of ``given``, as many as can be at once.

    Tolerances overlap, so first come, first served would miss fair answers; this looks for the
    largest pairing (Kuhn's augmenting paths). What the pairs in ``first`` serve stays served,
    though maybe by another answer. Gives the place in ``wanted`` by place in ``given``.
    """
    taken = dict(first or {})

    def place(want: int, tried: set[int]) -> bool:
        for have, value in enumerate(given):
            if have in tried or not fits(wanted[want], value):
                continue
            tried.add(have)
            if have not in taken or place(taken[have], tried):
                taken[have] = want
                return True
        return False

    for want in sorted(set(range(len(wanted))) - set(taken.values())):
        place(want, set())
    return taken


def finite(*numbers: float) -> None:
    """Refuse numbers that no answer can be near to: ValueError for nan, or one without end."""
    for number in numbers:
        if not math.isfinite(number):
            raise ValueError(f"An expected number must be a finite number; this is {number}.")
