"""Small solution notebooks in a temporary course folder."""

import json
from pathlib import Path
from typing import Any

from held import held
from wayout.exercises.build import build

Cell = dict[str, Any]

GIVEN, ANSWER, CHECK, TEXT = (held(__file__, name) for name in ("given", "answer", "check", "text"))


def text_cell(name: str, source: str) -> Cell:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}


def code_cell(name: str, source: str, **label: Any) -> Cell:
    metadata = {"nbgrader": {"schema_version": 3, **label}} if label else {}
    return {
        "cell_type": "code",
        "execution_count": 7,
        "id": name,
        "metadata": metadata,
        "outputs": [{"name": "stdout", "output_type": "stream", "text": "left over"}],
        "source": source,
    }


def answer_cell(question: str, source: str) -> Cell:
    return code_cell(f"{question}-answer", source, grade_id=f"{question}-answer", solution=True)


def check_cell(question: str, source: str) -> Cell:
    label = {"grade": True, "solution": False, "points": 2}
    return code_cell(f"{question}-check", source, grade_id=question, **label)


SAMPLE: list[Cell] = [
    text_cell("title", TEXT),
    code_cell("given", "from wayout import check\n" + GIVEN),
    answer_cell("q1", ANSWER),
    check_cell("q1", CHECK),
]


class Course:
    """A course folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def solution(self, cells: list[Cell], name: str = "02_sample", **metadata: Any) -> Path:
        about = {"wayout": {"lesson": name[:2]}, **metadata}
        notebook = {"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
        path = self.root / "solutions" / f"{name}.ipynb"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return path

    def exercise(self, name: str = "02_sample") -> dict[str, Any]:
        path = self.root / "exercises" / f"{name}.ipynb"
        notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return notebook

    def problems(self, cells: list[Cell]) -> str:
        self.solution(cells)
        return "\n".join(build(self.root)[1])
