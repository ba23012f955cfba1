"""A small course of lessons in a temporary folder."""

import json
from pathlib import Path
from typing import Any

import pytest


def write_lesson(path: Path, about: dict[str, Any] | None, *code: str) -> None:
    cells = [
        {"cell_type": "code", "source": source.splitlines(keepends=True), "metadata": {}}
        for source in code
    ]
    metadata = {"wayout": about} if about else {}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4}), "utf-8")


def make_lessons(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a course of a first page and two lessons, one with an exercise, and go there."""
    about = {"lesson": "02", "title": "Who <went> where?", "question": "Who & when?", "minutes": 50}
    one = 'debate.dial("way_out", "before")\nprint("x")\ndebate.dial( \'way_out\', stage="after" )'
    asks = 'check("q1")', 'check("q2")  # again: check("q1")'
    lessons = folder / "lessons"
    write_lesson(lessons / "02_who.ipynb", {**about, "claims": ["s01"]}, one)
    write_lesson(lessons / "03_how big.ipynb", {"lesson": "03", "title": "How big?"})
    write_lesson(lessons / "00_start.ipynb", {"lesson": "00", "title": "Start here"})
    write_lesson(lessons / "notes.ipynb", None)
    write_lesson(folder / "exercises" / "02_who.ipynb", None, *asks)
    monkeypatch.setattr("wayout.paths.ROOT", folder)
    monkeypatch.chdir(lessons)
    return folder
