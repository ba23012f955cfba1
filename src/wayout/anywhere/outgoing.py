"""What may go out to everybody: the notebooks and data of the course, as the course has them."""

from pathlib import Path
from typing import Any

from wayout.errors import CourseError
from wayout.exercises.worked import as_made, read_notebook
from wayout.language import listed
from wayout.tables import package
from wayout.work.lessons import closing, lessons

Notebook = dict[str, Any]
_ABOUT = ("kernelspec", "language_info", "wayout")
_OF_CELL = ("jp-MarkdownHeadingCollapsed", "jupyter", "nbgrader", "tags")
_TAGS = ("raises-exception",)
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


class OutgoingError(CourseError):
    """What must not go out; the message names the files and says what to do."""


def notebooks() -> list[str]:
    """Return the notebooks of the course in order, as paths below the course folder."""
    made = [path for one in lessons() for path in (one.path, one.exercise) if path]
    return [f"{path.parent.name}/{path.name}" for path in [*made, *filter(None, [closing()])]]


def data() -> list[str]:
    """Return the files of the data package, its own among them, as paths below ``data/``."""
    entries = package.everything()["resources"]
    return ["datapackage.json", *(str(entry["path"]) for entry in entries)]


def check(root: Path) -> None:
    """Raise OutgoingError where somebody has typed in a notebook, or changed a table."""
    typed = [name for name in notebooks() if not as_made(root / name)]
    if lessons_ := [name for name in typed if name.startswith("lessons/")]:
        raise OutgoingError(
            f"{_must_not(lessons_)} Put a fresh copy from the course in its place. If you write "
            "the course yourself: `wayout data --seal` takes lessons as they are now."
        )
    if typed:
        raise OutgoingError(
            f"{_must_not(typed)} `wayout build --force` makes exercises anew and keeps copies."
        )
    if changed := package.verify():
        raise OutgoingError(f"{changed[0]} If you keep the tables yourself: `wayout data --seal`.")


def _must_not(names: list[str]) -> str:
    return f"In {listed(names)} somebody has typed, and their words must not go to everybody."


def notebook(path: Path) -> Notebook:
    """Return a notebook as it may go out: its text, and nothing that a run or a person left."""
    return clean(read_notebook(path))


def clean(notebook: Notebook) -> Notebook:
    """Return a notebook without outputs, counts, what cards hold, and marks of other programs."""
    about = {name: one for name, one in notebook["metadata"].items() if name in _ABOUT}
    about |= {"kernelspec": _KERNEL, "language_info": {"name": "python"}}
    kept = {name: notebook[name] for name in ("nbformat", "nbformat_minor")}
    return {**kept, "metadata": about, "cells": [_clean(cell) for cell in notebook["cells"]]}


def _clean(cell: Notebook) -> Notebook:
    about = {name: one for name, one in cell["metadata"].items() if name in _OF_CELL}
    if "tags" in about:
        about["tags"] = [tag for tag in about["tags"] if tag in _TAGS]
    code = cell["cell_type"] == "code"
    ran: Notebook = {"outputs": [], "execution_count": None} if code else {}
    return {**cell, "metadata": about, **ran}
