"""Groups of opinion, only where they would come out the same again.

As in Polis, each person is a row of +1 (agree), -1 (disagree) and 0 (cannot say), a missing answer
gets the mean of its statement; two principal components, then k-means with the number of groups
that the silhouette prefers. At the size of a class this finds groups in noise as well: with 12 to
50 people of real conversations, groups of samples agreed with the whole only now and then. So
groups are told only if at least `AGREE_SHARE` of resamples, each of four fifths of the people, are
parted as the whole is (adjusted Rand index of `ALIKE` or more), and if the people lie further apart
than shuffled answers would.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wayout.language import counted, listed, marks
from wayout.room.guard import FEWEST

PEOPLE, CROWD, STATEMENTS = 20, 400, 4
"""From so many people to so many, and from so many statements, groups are looked for."""
AGREE_SHARE, ALIKE = 0.8, 0.8
RESAMPLES, SHUFFLES, MOST = 50, 40, 4
_SEED = 1204
_LEAN = 0.35
_MORE = 0.05
"""So much further apart a larger number of groups has to lie, to be preferred."""

NOT_AGAIN = (
    "These groups would not come out the same again, so none are shown: with other classmates, or "
    "one answer more, the lines between them would fall elsewhere."
)
TOO_FEW = (
    f"Groups are looked for from {PEOPLE} people and {STATEMENTS} statements on that most of them "
    "have answered."
)
TOO_MANY = f"Groups are looked for in a class, not among more than {CROWD} people."
NEEDS = (
    "Groups of opinion need scikit-learn, which is not installed. "
    "`python start.py run wayout room` brings it."
)

Matrix = NDArray[np.float64]
Labels = NDArray[np.intp]


def told(statements: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
    """Return sentences on the groups, from what each person says to each statement, by its title.

    Only sizes are told, and on what a group mostly agrees: no count of a group's answers.
    """
    votes = {title: said for title, said in statements.items() if len(said) >= FEWEST}
    who = sorted({one for said in votes.values() for one in said})
    kept = [one for one in who if sum(one in said for said in votes.values()) * 2 >= len(votes)]
    asked = [t for t, said in votes.items() if sum(one in said for one in kept) * 2 >= len(kept)]
    if len(kept) < PEOPLE or len(asked) < STATEMENTS:
        return (TOO_FEW,)
    if len(kept) > CROWD:
        return (TOO_MANY,)
    if find_spec("sklearn") is None:
        return (NEEDS,)
    table = np.array([[votes[t].get(one, np.nan) for t in asked] for one in kept])
    labels = _cached(table.tobytes(), table.shape)
    return (NOT_AGAIN,) if labels is None else tuple(_words(table, labels, asked))


@lru_cache(maxsize=8)
def _cached(data: bytes, shape: tuple[int, int]) -> Labels | None:
    return groups(np.frombuffer(data, dtype=np.float64).reshape(shape))


def groups(table: Matrix) -> Labels | None:
    """Return the group of each person, or nothing where groups would not come out again."""
    import sklearn.cluster
    import sklearn.metrics  # noqa: F401  what is not loaded yet cannot be limited
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):  # so small a class is parted faster by one thread than by several
        return _groups(table, np.random.default_rng(_SEED))


def _groups(table: Matrix, chance: np.random.Generator) -> Labels | None:
    points = places(table)
    labels, apart = _parted(points)
    if labels is None or min(np.bincount(labels)) < FEWEST:
        return None
    if not _beats_chance(table, apart, chance):
        return None
    number = int(labels.max()) + 1
    again = [_comes_again(table, labels, number, chance) for _ in range(RESAMPLES)]
    return labels if np.mean(again) >= AGREE_SHARE else None


def places(table: Matrix) -> Matrix:
    """Return two principal components of the answers, missing ones replaced by the mean."""
    filled = np.where(np.isnan(table), np.nanmean(table, axis=0), table)
    centred = filled - filled.mean(axis=0)
    left, sizes, _ = np.linalg.svd(centred, full_matrices=False)
    made: Matrix = left[:, :2] * sizes[:2]
    return made


def _parted(points: Matrix, number: int = 0) -> tuple[Labels | None, float]:
    """Return the groups and their silhouette, for one number of groups or the best."""
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score

    best: tuple[Labels | None, float] = (None, -1.0)
    for many in [number] if number else range(2, MOST + 1):
        if len(np.unique(points.round(9), axis=0)) <= many:
            break
        labels = KMeans(many, n_init=4, random_state=_SEED).fit_predict(points)
        apart = float(silhouette_score(points, labels))
        if apart > best[1] + (_MORE if best[0] is not None else 0):
            best = labels, apart
    return best


def _beats_chance(table: Matrix, apart: float, chance: np.random.Generator) -> bool:
    """Tell whether shuffling each statement's answers parts people less, 19 times of 20."""
    found = [_parted(places(chance.permuted(table, axis=0)))[1] for _ in range(SHUFFLES)]
    return sum(one >= apart for one in found) <= SHUFFLES // 20


def _comes_again(table: Matrix, labels: Labels, number: int, chance: np.random.Generator) -> bool:
    from sklearn.metrics import adjusted_rand_score

    some = chance.choice(len(table), size=4 * len(table) // 5, replace=False)
    again, _ = _parted(places(table[some]), number)
    return again is not None and adjusted_rand_score(labels[some], again) >= ALIKE


def _words(table: Matrix, labels: Labels, titles: Sequence[str]) -> list[str]:
    sizes = np.bincount(labels)
    order = np.argsort(-sizes, kind="stable")
    names = [f"group {letter}" for letter in "ABCD"[: len(sizes)]]
    sizes_told = listed(f"{name} ({sizes[g]} people)" for name, g in zip(names, order, strict=True))
    said = [f"{counted(len(sizes)).capitalize()} groups of opinion came out again and again: "
            f"{sizes_told}."]  # fmt: skip
    for name, group in zip(names, order, strict=True):
        lean = _leans(table, labels == group, titles)
        parts = [f"mostly {verb} with {listed(marks(some), 3)}" for verb, some in lean if some]
        said += [f"In {name} people {listed(parts)}."] if parts else []
    shared = consensus(table, labels)
    best = int(np.argmax(shared))
    if shared[best] >= 0.25:
        said.append(f"What all groups agree on most: “{titles[best]}”.")
    return said


def _leans(table: Matrix, mine: Any, titles: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return what a group mostly agrees and disagrees with, strongest first, unlike the others."""
    found: dict[str, list[tuple[float, str]]] = {"agree": [], "disagree": []}
    for place, title in enumerate(titles):
        here, there = (_mean(table[who, place]) for who in (mine, ~mine))
        if abs(here) >= _LEAN and abs(here - there) >= _LEAN:
            found["agree" if here > 0 else "disagree"].append((-abs(here - there), title))
    return [(verb, [title for _, title in sorted(some)]) for verb, some in found.items()]


def _mean(votes: Matrix) -> float:
    """Return the mean of the answers that are there; nothing is told of fewer than five."""
    given = votes[~np.isnan(votes)]
    return float(given.mean()) if len(given) >= FEWEST else 0.0


def consensus(table: Matrix, labels: Labels) -> Matrix:
    """Return how far all groups agree on each statement, as Polis counts it.

    It is the product over the groups of (agree + 1) / (seen + 2): one group that disagrees, however
    small, makes it small.
    """
    shares = [
        ((table[labels == one] > 0).sum(axis=0) + 1)
        / ((~np.isnan(table[labels == one])).sum(axis=0) + 2)
        for one in range(int(labels.max()) + 1)
    ]
    made: Matrix = np.prod(shares, axis=0)
    return made
