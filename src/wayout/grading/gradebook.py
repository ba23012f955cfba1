"""Points for nbgrader, written into its gradebook through nbgrader itself."""

import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from wayout.grading.platforms import ExportError
from wayout.grading.school import Learner, School, questions


def export(school: School, path: Path) -> tuple[int, tuple[str, ...]]:
    """Write everybody's points into a gradebook, made where there is none.

    Return how many have points, and a sentence for those who have none: they get no submission, and
    a text that waits for a person is marked as such. Raises ExportError without nbgrader.
    """
    try:
        api = import_module("nbgrader.api")
    except ImportError:
        raise ExportError(
            "nbgrader is not installed here, and only nbgrader writes its gradebook. Install it "
            f"with `{shlex.quote(sys.executable)} -m pip install nbgrader`, or export for another "
            "platform."
        ) from None
    name = school.key.name
    if not school.graded:
        raise ExportError(f"Nobody is graded yet: nothing is written. {school.told()}")
    try:
        with _own_programs(), api.Gradebook(f"sqlite:///{path.resolve()}") as book:
            _assignment(book, school, name)
            for one in school.graded:
                _learner(book, one, name)
            book.db.commit()
            now = {one.person for one in school.graded}
            rest = sorted({one.student.id for one in book.assignment_submissions(name)} - now)
    except Exception as error:
        raise ExportError(
            f"nbgrader could not write {path.name} ({type(error).__name__}). Close what has it "
            "open, and see whether it is a gradebook."
        ) from None
    left = [f"{one.person} ({one.state})" for one in school.learners if one not in school.graded]
    told = {"without a submission of this run, which is not 0": left,
            f"with points from before in {path.name}: do not use these": rest}  # fmt: skip
    notes = (f"{len(who)} {what}: {', '.join(who)}." for what, who in told.items() if who)
    return len(school.graded), tuple(notes)


@contextmanager
def _own_programs() -> Iterator[None]:
    """Let nbgrader find `alembic`, which it starts by name, where no environment is active."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), before))
    try:
        yield
    finally:
        os.environ["PATH"] = before


def _assignment(book: Any, school: School, name: str) -> None:
    book.update_or_create_assignment(name)
    book.update_or_create_notebook(name, name)
    points = {one.question.name: one.points for one in _first(school)}
    for question in questions(school.key):
        most = points[question]
        book.update_or_create_grade_cell(question, name, name, max_score=most, cell_type="code")
    for one in school.key.written:
        book.update_or_create_grade_cell(
            one.name, name, name, max_score=one.points, cell_type="markdown"
        )


def _first(school: School) -> Any:
    return next(iter(school.key.variants.values())).asked


def _learner(book: Any, one: Learner, name: str) -> None:
    book.update_or_create_student(one.person)
    book.update_or_create_submission(name, one.person)
    for mark in one.row.marks:
        grade = book.find_grade(mark.question, name, name, one.person)
        grade.auto_score, grade.needs_manual_grade = mark.points, False
    for essay in one.essays:
        grade = book.find_grade(essay.written.name, name, name, one.person)
        grade.manual_score = essay.points
        grade.needs_manual_grade = essay.points is None
