"""The rubrics of `data/essay/rubrics.toml`: by what people read the texts of learners."""

import tomllib
from dataclasses import dataclass
from functools import cache

from wayout.errors import CourseError
from wayout.language import nearest
from wayout.tables.package import text

LEVELS = range(4)


class RubricError(CourseError, LookupError):
    """A rubric that the course does not have."""


@dataclass(frozen=True)
class Criterion:
    """One thing to look for; ``levels`` has a sentence for each of 0 to 3."""

    name: str
    title: str
    levels: tuple[str, ...]
    comments: tuple[str, ...]


@dataclass(frozen=True)
class Rubric:
    """The criteria of one kind of text, in the order in which they are read."""

    name: str
    title: str
    criteria: tuple[Criterion, ...]


@cache
def rubrics() -> dict[str, Rubric]:
    """Return all rubrics by name."""
    held = tomllib.loads(text("rubrics"))
    known = {
        name: Criterion(name, one["title"], tuple(one["levels"]), tuple(one["comments"]))
        for name, one in held["criteria"].items()
    }
    return {
        name: Rubric(name, one["title"], tuple(known[each] for each in one["criteria"]))
        for name, one in held["rubrics"].items()
    }


def rubric(name: str) -> Rubric:
    """Return one rubric; raises RubricError, naming the nearest, if there is none."""
    if name not in rubrics():
        raise RubricError(f"There is no rubric '{name}'. {nearest(name, rubrics())}")
    return rubrics()[name]
