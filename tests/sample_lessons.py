"""A small course of lessons in a temporary folder."""

import json
from pathlib import Path
from typing import Any

import pytest


def write_lesson(path: Path, about: dict[str, Any] | None, *texts: str) -> None:
    """Write a notebook that holds texts alone."""
    cells = [{"cell_type": "markdown", "source": text, "metadata": {}} for text in texts]
    metadata = {"wayout": about} if about else {}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4}), "utf-8")


def make_lessons(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a course of a first page and two lessons, one with an exercise, and go there."""
    about = {"lesson": "02", "title": "Who <went> where?", "question": "Who & when?", "minutes": 50}
    asks = {"dial": ["way_out before", "way_out after"]}
    lessons = folder / "lessons"
    write_lesson(lessons / "02_who.ipynb", {**about, "claims": ["s01"], "activities": asks})
    write_lesson(lessons / "03_how big.ipynb", {"lesson": "03", "title": "How big?"})
    write_lesson(lessons / "00_start.ipynb", {"lesson": "00", "title": "Start here"})
    write_lesson(lessons / "notes.ipynb", None)
    questions = {"lesson": "02", "activities": {"answer": ["02 q1", "02 q2"]}}
    write_lesson(folder / "exercises" / "02_exercise_who.ipynb", questions)
    monkeypatch.setattr("wayout.paths.ROOT", folder)
    monkeypatch.chdir(lessons)
    return folder
