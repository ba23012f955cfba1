"""Verify exercises: the solution gets all points, a blank none, each mistake its own message."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wayout.exercises import stored
from wayout.exercises.build import Taken, take
from wayout.exercises.judge import Question, judge
from wayout.exercises.settings import named
from wayout.exercises.source import Refused, read
from wayout.grading.release import solution_of


@dataclass(frozen=True)
class Verified:
    """What was found of an exercise under one setting.

    ``full`` and ``blank`` are the points that the solution and the empty exercise get of ``of``,
    ``mistakes`` how many listed mistakes draw their own message, ``listed`` how many there are.
    """

    name: str
    setting: str
    questions: int = 0
    full: float = 0.0
    blank: float = 0.0
    of: float = 0.0
    mistakes: int = 0
    listed: int = 0
    problems: tuple[str, ...] = ()


def verify(root: Path, lesson: str) -> list[Verified]:
    """Return what is found of the exercise of a lesson, as it is built and in every variant."""
    path = solution_of(root, lesson)
    try:
        own = read(path)
        allowed = own.settings.allowed
        taken = take([own, *(read(path, one) for one in allowed[1:])], root)
    except Refused as refused:
        return [Verified(path.stem, "", problems=tuple(refused.problems))]
    return [_verified(one, _asked(one, root, built=not place)) for place, one in enumerate(taken)]


def _asked(taken: Taken, root: Path, *, built: bool) -> list[Question]:
    """Return the questions: of the exercise itself the built ones, of a variant its own."""
    if not built:
        return taken.questions
    try:
        return stored.read(stored.find(taken.solution.lesson, root))
    except stored.NoChecks as error:
        taken.problems.append(f"{error.args[0]} Run `wayout build`.")
        return taken.questions


def _verified(taken: Taken, asked: list[Question]) -> Verified:
    setting = named(taken.solution.settings.now)
    problems = [*taken.problems]
    if {one.name for one in asked} != set(taken.full) or set(taken.empty) != set(taken.full):
        problems.append("its checks are not those of its solution: run `wayout build`.")
        return Verified(taken.solution.name, setting, problems=tuple(problems))
    cells = taken.solution.graded()
    points = {name: float(cell["metadata"]["nbgrader"]["points"]) for name, cell in cells.items()}
    full, blank = (
        [one.name for one in asked if _is_right(one, seen[one.name])]
        for seen in (taken.full, taken.empty)
    )
    lost = [f"{one.name}: the solution is not right." for one in asked if one.name not in full]
    gained = [f"{name}: a blank counts as right." for name in blank]
    wrong = [line for one in asked for line in _mistakes(one)]
    number = sum(len(one.mistakes) for one in asked)
    return Verified(
        taken.solution.name,
        setting,
        len(asked),
        sum(points[name] for name in full),
        sum(points[name] for name in blank),
        sum(points.values()),
        number - len(wrong),
        number,
        (*problems, *lost, *gained, *wrong),
    )


def _is_right(question: Question, seen: dict[str, object]) -> bool:
    return "answer" in seen and judge(question, seen["answer"]).verdict == "right"


def _mistakes(question: Question) -> Iterator[str]:
    """Yield a sentence for each listed mistake that does not draw its own message."""
    for number, mistake in enumerate(question.mistakes, 1):
        found = judge(question, mistake.example)
        if found.listed != number:
            yield f"{question.name}: mistake {number} draws “{found.says or found.verdict}”."
