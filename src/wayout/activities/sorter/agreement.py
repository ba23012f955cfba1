"""How one reader takes a sentence, and how far two readers agree.

References
----------
.. [1] J. Cohen (1960). A coefficient of agreement for nominal scales. Educational and
   Psychological Measurement 20(1), 37-46. doi:10.1177/001316446002000104
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

FEWEST = 10
"""With fewer shared sentences, a single one moves kappa by more than a tenth."""

MEANS = (
    "Kappa is agreement beyond chance: 1 means that you agree on every sentence, 0 that you agree"
    " no more often than two readers who guess, and below 0 less often than that."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """How a reader took one sentence at one moment; ``when`` is ISO 8601.

    ``checkable`` is empty if that was not answered; ``words`` are those offered that were marked.
    """

    number: int
    kind: str
    checkable: str
    words: tuple[str, ...]
    reason: str
    when: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence that two readers put under different kinds, and whether the key accepts both."""

    mine: Choice
    theirs: Choice
    both_fair: bool

    @property
    def number(self) -> int:
        """The sentence."""
        return self.mine.number


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far two readers agree on the ``shared`` sentences, which both have sorted.

    ``same_check`` counts the same answers among the ``checked``, for which both gave one.
    ``kappa`` is Cohen's, of the kinds, or ``None`` where it would mislead; then ``no_kappa`` says
    why. ``differ`` holds the sentences with different kinds, in the order of the essay.
    """

    shared: tuple[int, ...]
    same_kind: int
    checked: int
    same_check: int
    kappa: float | None
    no_kappa: str
    differ: tuple[Difference, ...]

    def words(self) -> str:
        """Return plain agreement in one or two sentences."""
        number = len(self.shared)
        if not number:
            return "There is no sentence that you have both sorted yet."
        return (
            f"You have both sorted {number} sentence{'s' if number > 1 else ''}. "
            f"At first you chose the same kind for {self.same_kind} of {number}{self._checks()}."
        )

    def _checks(self) -> str:
        if not self.checked:
            return ""
        told = f"{self.same_check} of {self.checked}"
        return f", and the same answer to “could it be checked?” for {told}"

    def kappa_words(self) -> str:
        """Return kappa and what it means, or why there is none."""
        if self.kappa is None:
            return self.no_kappa
        return f"Cohen's kappa is {self.kappa:.2f}. ".replace("-", "−") + MEANS


def compared(
    pairs: Mapping[int, tuple[Choice, Choice]], accepted: Mapping[int, tuple[str, ...]]
) -> Comparison:
    """Compare two readers by the two choices for each sentence that both have sorted.

    ``accepted`` holds the kinds that the key accepts; both go by the number of the sentence.
    """
    both = [pairs[number] for number in sorted(pairs)]
    checked = [(a, b) for a, b in both if a.checkable and b.checkable]
    value, reason = _kappa([a.kind for a, _ in both], [b.kind for _, b in both])
    return Comparison(
        tuple(sorted(pairs)),
        sum(a.kind == b.kind for a, b in both),
        len(checked),
        sum(a.checkable == b.checkable for a, b in checked),
        value,
        reason,
        tuple(
            Difference(a, b, {a.kind, b.kind} <= set(accepted[a.number]))
            for a, b in both
            if a.kind != b.kind
        ),
    )


def _kappa(mine: list[str], theirs: list[str]) -> tuple[float | None, str]:
    """Return kappa, or ``None`` and the reason in one sentence."""
    if len(mine) < FEWEST:
        return None, (
            f"Cohen's kappa needs at least {FEWEST} sentences that both have sorted:"
            " with fewer, a single one would decide it."
        )
    if len({*mine, *theirs}) == 1:
        return None, (
            "Cohen's kappa has no value here: you both put every sentence into the same one kind,"
            " so chance alone would explain your agreement."
        )
    return kappa(mine, theirs), ""


def kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Return Cohen's kappa of two readers of the same items: agreement beyond chance [1]_.

    Let p be the share of agreement, and e the share that two readers would reach who used each
    category as often as these did, but at random. Then kappa is (p - e) / (1 - e): 1 for full
    agreement, 0 for no more than chance, below 0 for less. They have to use two categories at least
    between them: else chance explains everything.
    """
    ours, theirs = Counter(first), Counter(second)
    by_chance = Fraction(sum(ours[kind] * theirs[kind] for kind in ours), len(first) ** 2)
    return float((alike(first, second) - by_chance) / (1 - by_chance))


def alike(first: Sequence[Hashable], second: Sequence[Hashable]) -> Fraction:
    """Return the share of items that two readers put into the same category."""
    return Fraction(sum(a == b for a, b in zip(first, second, strict=True)), len(first))
