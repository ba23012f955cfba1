"""What a class answered, question by question: how hard, how telling, and the other answers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation, median

from wayout.exercises.plain import show
from wayout.grading.key import Asked
from wayout.grading.marks import Given
from wayout.grading.row import Mark, Seen
from wayout.grading.rubrics import LEVELS, Criterion
from wayout.grading.school import Learner, School, questions
from wayout.grading.tame import line
from wayout.language import exact, listed

FEWEST = 5
"""How many learners a correlation needs at least."""
OTHERS = 5
SHOWN = 3
"""So many answers that show one mistake are told."""
_WHY: dict[Seen, str] = {
    "lost": "its code ran out of time or ended Python",
    "gone": "its cell was taken out",
}


@dataclass(frozen=True)
class Other:
    """An answer that is not right: how many gave it, and what the known mistake says, if any."""

    count: int
    shown: str
    says: str = ""


@dataclass(frozen=True)
class Asking:
    """One question over the class.

    ``tells`` is the correlation of its points with those of all other questions together, None
    where fewer than five were graded or nobody differs.
    """

    name: str
    right: int
    blank: int
    of: int
    tells: float | None
    others: tuple[Other, ...]
    more: int
    lost: tuple[tuple[int, str], ...]

    @property
    def share(self) -> float | None:
        """The part of the class that had it right."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True)
class Levels:
    """One criterion of one text: how many got each level, and how many wait."""

    question: str
    criterion: Criterion
    counts: tuple[int, ...]
    waiting: int


def askings(school: School) -> tuple[Asking, ...]:
    """Return each question that is compared, in order."""
    return tuple(_asking(school, name) for name in questions(school.key))


def _asking(school: School, name: str) -> Asking:
    found = [(one, mark) for one in school.graded if (mark := one.mark(name))]
    wrong = Counter(_other(school, one, mark) for one, mark in found if _is_other(mark))
    shown = _gathered(wrong)
    seen = Counter(mark.seen for _, mark in found)
    return Asking(
        name,
        sum(is_right(mark) for _, mark in found),
        seen["blank"],
        len(found),
        _tells(found),
        tuple(shown[:OTHERS]),
        len(shown[OTHERS:]),
        (
            *_errors(mark for _, mark in found),
            *((seen[one], _WHY[one]) for one in _WHY if seen[one]),
        ),
    )


def _errors(marks: Iterable[Mark]) -> Iterator[tuple[int, str]]:
    """Yield how many answers were lost to which error of their cell, the commonest first."""
    said = (line(one.says, 600) for one in marks if one.seen == "stopped")
    counts = Counter(said).most_common()
    yield from ((count, says or "its cell stops with an error") for says, count in counts[:OTHERS])
    if more := sum(count for _, count in counts[OTHERS:]):
        yield more, "each with another error"


def is_right(mark: Mark) -> bool:
    """Say whether an answer got all its points."""
    return mark.points >= mark.of if mark.of else mark.seen == "right"


def _is_other(mark: Mark) -> bool:
    return not is_right(mark) and mark.seen not in ("blank", "stopped", *_WHY)


def _other(school: School, one: Learner, mark: Mark) -> tuple[str, str]:
    """Return an answer as it is told, with the settings where they differ, and its mistake."""
    shown = line(mark.shown or (show(mark.answer) if mark.answer is not None else ""))
    settings = ", ".join(f"{k} {v}" for k, v in one.variant.settings.items())
    several = len(school.key.variants) > 1 and settings
    answer = shown or "an answer of another kind"
    return f"{answer} ({line(settings)})" if several else answer, mistake(one, mark)


def mistake(one: Learner, mark: Mark) -> str:
    """Return what the key says of a known mistake, or what was found where it could be named."""
    asked = of(one, mark.question)
    known = asked.question.mistakes if asked else ()
    if mark.mistake is not None and 0 <= mark.mistake < len(known):
        return known[mark.mistake].says
    return mark.says if mark.seen == "mistake" else ""


def of(one: Learner, question: str) -> Asked | None:
    """Return a question as this learner had it."""
    return next((each for each in one.variant.asked if each.question.name == question), None)


def _gathered(wrong: Counter[tuple[str, str]]) -> list[Other]:
    """Return the answers, the commonest first; one known mistake is one, whatever its figures.

    Each variant has figures of its own, in the answer and in what is said of it.
    """
    groups: dict[str, list[tuple[tuple[str, str], int]]] = {}
    for (shown, says), count in sorted(wrong.items(), key=lambda one: (-one[1], one[0])):
        kind = re.sub(r"\d[\d.,]*", "#", says) if says else f"answer {shown}"
        groups.setdefault(kind, []).append(((shown, says), count))
    made = (
        Other(sum(count for _, count in some), listed((shown for (shown, _), _ in some), SHOWN),
              some[0][0][1])
        for some in groups.values()
    )  # fmt: skip
    return sorted(made, key=lambda one: (-one.count, one.shown))


def _tells(found: Sequence[tuple[Learner, Mark]]) -> float | None:
    if len(found) < FEWEST:
        return None
    own = [mark.points for _, mark in found]
    rest = [(one.row.points or 0) - mark.points for one, mark in found]
    try:
        return correlation(own, rest)
    except StatisticsError:
        return None


def nobody_missed(asked: Sequence[Asking]) -> tuple[str, ...]:
    """Return the questions that everybody had right."""
    return tuple(one.name for one in asked if one.of and one.right == one.of)


def levels(school: School) -> tuple[Levels, ...]:
    """Return how many texts got which level, by question and criterion."""
    return tuple(_levels(school))


def _levels(school: School) -> Iterator[Levels]:
    essays = [essay for one in school.graded for essay in one.essays]
    for written in school.key.written:
        mine = [one for one in essays if one.written.name == written.name]
        for criterion in mine[0].rubric.criteria if mine else ():
            given = (one.given.get(criterion.name, Given()).level for one in mine)
            counts = Counter(given)
            shown = tuple(counts[level] for level in LEVELS)
            yield Levels(written.name, criterion, shown, counts[None])


def points(school: School) -> tuple[tuple[float, int], ...]:
    """Return how many learners got how many points for what is compared, every step told.

    Steps are whole points where there are at most 20, else twenty of one length; a step bears
    its lower end.
    """
    most, got = school.key.points(), [one.row.points or 0 for one in school.graded]
    size = 1.0 if most <= 20 else most / 20
    counts = Counter(int(value / size + 1e-9) for value in got)
    return tuple((step * size, counts[step]) for step in range(int(most / size + 1e-9) + 1))


def middle(school: School) -> str:
    """Return the median of the points for what is compared, as text; "" if nothing is graded."""
    got = [one.row.points or 0 for one in school.graded]
    return exact(median(got)) if got else ""


def seconds(school: School) -> float | None:
    """Return the median of seconds that a submission took in its jail."""
    ran = [one.row.seconds for one in school.learners if one.row.seconds > 0]
    return median(ran) if ran else None


def stopped(school: School) -> tuple[tuple[str, str], ...]:
    """Return who has answers that were lost with a cell that did not end, and which these are."""
    found = (
        (one.person, listed(line(mark.question) for mark in one.row.marks if mark.seen == "lost"))
        for one in school.graded
    )
    return tuple((person, names) for person, names in found if names)
