"""How far two people who marked the same texts agree."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from wayout.grading.marks import Marks, Place

LARGEST_GAPS = 5


@dataclass(frozen=True)
class Agreement:
    """One criterion of one question: ``kappa`` is None where all levels are one and the same."""

    question: str
    criterion: str
    texts: int
    same: int
    kappa: float | None


@dataclass(frozen=True)
class Gap:
    """Where two markers lie far apart."""

    place: Place
    levels: tuple[tuple[str, int], tuple[str, int]]

    @property
    def size(self) -> int:
        """How many levels lie between the two."""
        return abs(self.levels[0][1] - self.levels[1][1])


def kappa(one: Sequence[int], other: Sequence[int]) -> float | None:
    """Return Cohen's kappa: agreement beyond chance, 1 at most; None where chance explains all.

    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological
    Measurement 20(1).
    """
    if not one:
        return None
    number = len(one)
    seen = sum(a == b for a, b in zip(one, other, strict=True)) / number
    first, second = Counter(one), Counter(other)
    chance = sum(first[level] * second[level] for level in first) / number**2
    return None if chance == 1 else (seen - chance) / (1 - chance)


def agreements(marks: Sequence[Marks]) -> tuple[Agreement, ...]:
    """Return each criterion that two people marked, by question and criterion."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for gap in _both(marks):
        (_, one), (_, other) = gap.levels
        found.setdefault((gap.place.question, gap.place.criterion), []).append((one, other))
    return tuple(
        Agreement(question, criterion, len(pairs), sum(a == b for a, b in pairs),
                  kappa(*zip(*pairs, strict=True)))
        for (question, criterion), pairs in sorted(found.items())
    )  # fmt: skip


def gaps(marks: Sequence[Marks]) -> tuple[Gap, ...]:
    """Return the largest gaps between two markers, at most five, the largest first."""
    apart = (one for one in _both(marks) if one.size)
    return tuple(sorted(apart, key=lambda one: (-one.size, one.place))[:LARGEST_GAPS])


def _both(marks: Sequence[Marks]) -> Iterable[Gap]:
    for one, other in combinations(marks, 2):
        for place in sorted(one.given.keys() & other.given.keys()):
            a, b = one.given[place].level, other.given[place].level
            if a is not None and b is not None:
                yield Gap(place, ((one.marker, a), (other.marker, b)))
