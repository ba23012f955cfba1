"""A released exercise and submissions of it, made from a solution as a release makes them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from wayout import paths
from wayout.exercises import stored
from wayout.exercises.source import Solution, exercise, read
from wayout.grading.key import Asked, Key, Variant

NAME = "03_exercise_how_big"


@cache
def solution(name: str = NAME) -> Solution:
    return read(paths.ROOT / "solutions" / f"{name}.ipynb")


@cache
def key(name: str = NAME) -> Key:
    """Make the key of the exercise as the course has it."""
    made = solution(name)
    checks = stored.read(paths.ROOT / "exercises" / "checks" / f"{name}.json")
    points = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell["metadata"]["nbgrader"].get("points", 0)
        for cell in made.cells
        if cell["id"] in made.asks
    }
    judged = (one for one in checks if one.expected.judged)
    asked = tuple(Asked(one, float(points[one.name])) for one in judged)
    cells = {cell["id"]: cell["source"] for cell in exercise(made)["cells"]}
    return Key(made.lesson, name, "r1", {"": Variant({}, asked)}, cells=cells)


def blank(name: str = NAME) -> dict[str, Any]:
    """Return the released notebook."""
    made: dict[str, Any] = json.loads(json.dumps(exercise(solution(name))))
    made["metadata"]["wayout"]["release"] = "r1"
    return made


def solved(name: str = NAME, **answers: str) -> dict[str, Any]:
    """Return a notebook with the solution's code in it; ``q1="answer_1 = 5"`` is other code."""
    return filled(blank(name), name, **answers)


def filled(notebook: dict[str, Any], name: str, **answers: str) -> dict[str, Any]:
    """Return a released notebook with the solution's code in it; see `solved`."""
    whole, made = solution(name), json.loads(json.dumps(notebook))
    for cell in made["cells"]:
        cut = whole.cuts.get(cell["id"])
        if cell["cell_type"] == "code" and cut is not None and cut.removed:
            code = answers.get(cell["id"].partition("-")[0], cut.removed)
            cell["source"] = f"{''.join(cell['source'])}\n{code}"
    return made


def write(path: Path, notebook: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path
