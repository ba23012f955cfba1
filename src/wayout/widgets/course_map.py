"""The course map: all lessons as links, with minutes and progress."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from wayout.course.progress import Progress, progress
from wayout.language import spans
from wayout.pages import render
from wayout.work.lessons import START, closing
from wayout.work.session import current
from wayout.work.workfile import WorkFile

PLANNED = 10
"""How many lessons the course will have after its first page."""


def course_map(work: WorkFile | None = None) -> "CourseMap":
    """Return the lessons after the first page as links, with minutes and progress.

    Links start from the folder the notebook runs in, so that JupyterLab opens them in place.
    Without ``work``, the progress is that of the open session.
    """
    done = progress(work or current().work)
    steps = [step for step in done if step.lesson.number != START]
    return CourseMap(tuple(steps), Path.cwd())


@dataclass(frozen=True)
class CourseMap:
    """All lessons with minutes and progress; a notebook shows it as a list of links."""

    steps: tuple[Progress, ...]
    folder: Path

    def _repr_html_(self) -> str:
        steps = [_step(step, self.folder) for step in self.steps]
        words = {"steps": steps, "total": self._total() if steps else str(self)}
        words["closing"] = _link(page, self.folder) if (page := closing()) else ""
        return str(render("course_map.html", **words))

    def __str__(self) -> str:
        if not self.steps:
            return "There are no lessons here yet."
        lines = [
            f"{step.lesson.number} {step.lesson.title} "
            f"({step.lesson.minutes} minutes). {step.words()}"
            for step in self.steps
        ]
        return "\n".join([*lines, self._total()])

    __repr__ = __str__

    def _total(self) -> str:
        lessons = [step.lesson for step in self.steps]
        given = [one.practice for one in lessons if one.exercise]
        said = [_sum("lesson", [one.minutes for one in lessons])]
        said += [_sum("exercise", given)] if given else []
        return f"{' and '.join(said)}. {self._missing()}".rstrip()

    def _missing(self) -> str:
        """Say which lessons are planned and not there, so that a mention of one is no riddle."""
        here = {int(step.lesson.number) for step in self.steps}
        lost = [number for number in range(1, PLANNED + 1) if number not in here]
        if not lost:
            return ""
        name = f"Lesson {lost[0]} is" if len(lost) == 1 else f"Lessons {spans(lost)} are"
        return f"{name} planned and not written yet."


def _sum(name: str, minutes: list[int]) -> str:
    many = "s" if len(minutes) > 1 else ""
    taken = f" (about {sum(minutes)} minutes)" if any(minutes) else ""
    return f"{len(minutes)} {name}{many}{taken}"


def _step(step: Progress, folder: Path) -> dict[str, Any]:
    one = step.lesson
    return {
        "number": one.number.lstrip("0"),
        "lesson": one,
        "link": _link(one.path, folder),
        "exercise": _link(one.exercise, folder) if one.exercise else "",
        "share": round(100 * step.share),
        "words": step.words(),
    }


def _link(path: Path, folder: Path) -> str:
    """Return the address of a notebook from the folder that the page runs in."""
    # A copy of the notebooks links to itself, not to the course it was copied from; a translated
    # page lies one folder deeper.
    near = (above / path.parent.name / path.name for above in [*folder.parents][:2])
    try:
        relative = os.path.relpath(next((one for one in near if one.exists()), path), folder)
    except ValueError:  # another drive of a Windows machine
        relative = path.name
    return quote(relative.replace(os.sep, "/"))
