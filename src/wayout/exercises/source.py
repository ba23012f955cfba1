"""Read a solution notebook: its cells, the questions it asks, and the exercise it makes."""

import ast
import copy
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wayout.exercises.regions import CODE_MARKS, TEXT_MARKS, Cut, cut

Cell = dict[str, Any]
MAY_FAIL = "raises-exception"  # JupyterLab's name for a cell that may stop with an error
_PARTS = ("question", "answer", "expected")


class Refused(ValueError):  # noqa: N818 - the author reads the sentences, not the name
    """A solution that cannot become an exercise; ``problems`` holds one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Ask:
    """A check cell: code to run first, and the source text of each part of the call."""

    question: str
    before: str
    parts: dict[str, str]

    @property
    def probe(self) -> str:
        """The expression that reads the answer."""
        return self.parts["answer"]


@dataclass
class Solution:
    """A solution notebook, taken apart; ``name`` is that of its file, without the ending.

    ``asks`` are check cells by cell id; ``cuts`` is the text of each other cell by cell id, split
    into kept and removed.
    """

    name: str
    lesson: str
    notebook: dict[str, Any]
    asks: dict[str, Ask] = field(default_factory=dict)
    cuts: dict[str, Cut] = field(default_factory=dict)

    @property
    def cells(self) -> list[Cell]:
        """The notebook's cells, in order."""
        cells: list[Cell] = self.notebook["cells"]
        return cells

    def code_of(self, question: str) -> str:
        """Return the solution code between the check before a question and its own."""
        found: list[str] = []
        for cell in self.cells:
            asked = self.asks.get(cell["id"])
            if asked is not None and asked.question == question:
                break
            if asked is not None:
                found = []
            elif cell["cell_type"] == "code" and self.cuts[cell["id"]].removed:
                found.append(self.cuts[cell["id"]].removed)
        return "\n\n".join(found)


def read(path: Path) -> Solution:
    """Read a solution notebook; raises Refused with a sentence for everything wrong in its form."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = [_whole(cell) for cell in notebook["cells"]]
        lesson = str(notebook["metadata"]["wayout"]["lesson"])
    except (OSError, ValueError, KeyError, TypeError):
        raise Refused(
            [f"{path.name} is no notebook whose metadata says which lesson it belongs to."]
        ) from None
    solution = Solution(path.stem, lesson, {**notebook, "cells": cells})
    problems = [*_names(solution), *_ids(cells)]
    if not problems:
        problems = [line for cell in cells for line in _take_apart(solution, cell)]
    problems += _doubles(solution)
    if problems:
        raise Refused([f"solutions/{path.name}: {line}" for line in problems])
    return solution


def _whole(cell: Cell) -> Cell:
    source = cell["source"]
    return {**cell, "source": source if isinstance(source, str) else "".join(source)}


def _names(solution: Solution) -> list[str]:
    if solution.name.startswith(f"{solution.lesson}_"):
        return []
    return [f"the file name must begin with the lesson, '{solution.lesson}_'."]


def _ids(cells: list[Cell]) -> list[str]:
    ids = [str(cell.get("id", "")) for cell in cells]
    lines = ["a cell has no id; save the notebook in format 4.5."] if "" in ids else []
    return lines + [f"two cells have the id '{name}'." for name in _twice(ids) if name]


def _doubles(solution: Solution) -> list[str]:
    asked = [ask.question for ask in solution.asks.values()]
    return [f"the question '{name}' is asked twice." for name in _twice(asked)]


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _take_apart(solution: Solution, cell: Cell) -> list[str]:
    where = f"cell '{cell['id']}'"
    try:
        if cell["cell_type"] != "code":
            solution.cuts[cell["id"]] = cut(cell["source"], TEXT_MARKS)
            return []
        ask = _ask(cell["source"])
        if ask is not None:
            solution.asks[cell["id"]] = ask
            return [f"{where} {line}" for line in _labels(cell, ask)]
        solution.cuts[cell["id"]] = cut(cell["source"], CODE_MARKS)
        return [f"{where} {line}" for line in _stub(cell, solution.cuts[cell["id"]])]
    except SyntaxError as error:
        return [f"{where} is not Python: {error.msg}, line {error.lineno}."]
    except ValueError as error:
        return [f"{where}: {error}"]


def _ask(source: str) -> Ask | None:
    """Return the check that a cell makes, None for a cell without one."""
    body = ast.parse(source).body
    calls = [statement for statement in body if _is_check(statement)]
    if not calls:
        return None
    if len(calls) > 1 or calls[0] is not body[-1]:
        raise ValueError("a check cell ends with its one call of check(...).")
    last = calls[0]
    before = "\n".join(source.splitlines()[: last.lineno - 1])
    return _call(source, before, last.value)  # type: ignore[attr-defined]


def _is_check(statement: ast.stmt) -> bool:
    call = statement.value if isinstance(statement, ast.Expr) else None
    named = isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    return named and call.func.id == "check"  # type: ignore[union-attr]


def _call(source: str, before: str, call: ast.Call) -> Ask:
    parts: dict[str, ast.expr] = dict(zip(_PARTS, call.args, strict=False))
    parts |= {str(word.arg): word.value for word in call.keywords}
    name = parts.pop("question", None)
    if not isinstance(name, ast.Constant) or not isinstance(name.value, str):
        raise ValueError('the name of a question is a text, such as check("q1", ...).')
    if len(call.args) > 3 or not {"answer", "expected"} <= set(parts):
        raise ValueError(f"the check of {name.value} needs an answer and what is expected.")
    texts = {part: str(ast.get_source_segment(source, node)) for part, node in parts.items()}
    return Ask(name.value, before, texts)


def _labels(cell: Cell, ask: Ask) -> list[str]:
    label = cell.get("metadata", {}).get("nbgrader", {})
    wanted = {"grade": True, "solution": False, "schema_version": 3, "grade_id": ask.question}
    wrong = [key for key, value in wanted.items() if label.get(key) != value]
    if isinstance(label.get("points"), int | float) and not wrong:
        return []
    return [f"needs nbgrader metadata {wanted} and points; see {', '.join(wrong) or 'points'}."]


def _stub(cell: Cell, parts: Cut) -> list[str]:
    if not parts.removed:
        return []
    label = cell.get("metadata", {}).get("nbgrader", {})
    if not parts.kept.strip():
        return ["leaves nothing to write in: put a line such as `answer = ...` above the solution."]
    ast.parse(parts.kept)
    if label.get("solution") and label.get("schema_version") == 3 and label.get("grade_id"):
        return []
    return [
        "holds a solution, so it needs nbgrader metadata: solution, grade_id, schema_version 3."
    ]


def exercise(solution: Solution) -> dict[str, Any]:
    """Return the exercise's notebook: regions cut, checks shortened, outputs gone."""
    notebook = copy.deepcopy(solution.notebook)
    cells = [_blank(solution, cell) for cell in solution.cells]
    notebook["cells"] = [cell for cell in cells if cell["source"].strip()]
    notebook["metadata"].pop("widgets", None)
    about = notebook["metadata"]["wayout"]
    asked = [f"{about['lesson']} {ask.question}" for ask in solution.asks.values()]
    activities = {**about.get("activities", {}), "answer": asked}
    notebook["metadata"]["wayout"] = {**about, "activities": activities, "role": "exercise"}
    return notebook


def _blank(solution: Solution, cell: Cell) -> Cell:
    ask = solution.asks.get(cell["id"])
    text = f'check("{ask.question}")' if ask else solution.cuts[cell["id"]].kept
    made = {**cell, "source": text, "metadata": _patient(_calm(cell.get("metadata", {})))}
    return {**made, "outputs": [], "execution_count": None} if cell["cell_type"] == "code" else made


def _calm(metadata: dict[str, Any]) -> dict[str, Any]:
    # What JupyterLab writes while a person works is not part of the exercise.
    return {key: value for key, value in metadata.items() if key not in ("execution", "trusted")}


def _patient(metadata: dict[str, Any]) -> dict[str, Any]:
    """Let a slip in an answer cell stop that cell alone, not all cells below it on Run All."""
    if not metadata.get("nbgrader", {}).get("solution"):
        return metadata
    tags = [*metadata.get("tags", []), MAY_FAIL]
    return {**metadata, "tags": list(dict.fromkeys(tags))}


def leaks(solution: Solution) -> list[str]:
    """Return a sentence for each line of solution code that the exercise shows."""
    shown = {_bare(line) for cell in exercise(solution)["cells"] for line in _lines(cell["source"])}
    secret = [line for part in solution.cuts.values() for line in _lines(part.removed)]
    found = [line for line in secret if len(_bare(line)) > 7 and _bare(line) in shown]
    return [
        f"the exercise shows a line of the solution: {line.strip()}"
        for line in dict.fromkeys(found)
    ]


def _lines(text: str) -> list[str]:
    return [
        line for line in text.splitlines() if not line.lstrip().startswith(("import ", "from "))
    ]


def _bare(line: str) -> str:
    return "".join(line.lstrip("# ").split())
