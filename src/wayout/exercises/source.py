"""Read a solution notebook: its cells, the questions it asks, and the exercise it makes."""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import nbformat

from wayout.exercises.endings import MAY_FAIL
from wayout.exercises.regions import CODE_MARKS, TEXT_MARKS, Cut, cut
from wayout.exercises.settings import CELL as SETTINGS
from wayout.exercises.settings import Setting, Settings, inlined, settled, unmarked
from wayout.exercises.worked import fingerprint

Cell = dict[str, Any]
_PARTS = ("question", "answer", "expected")
_MARKS = {"code": CODE_MARKS, "markdown": TEXT_MARKS}
_MERGE = re.compile(r'^\s*"?(?:<{7}|>{7}) ', re.MULTILINE)
_SIGNS = re.compile("solution|answer|instructor|teacher|remove", re.IGNORECASE)

# What travels from a solution to its exercise; an author's kernel, paths and tools do not.
_CELL = ("cell_type", "id", "metadata", "source", "attachments")
_NOT_RUN: Cell = {"outputs": [], "execution_count": None}
_METADATA = ("nbgrader", "tags", "jupyter", "editable", "deletable")
_KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


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

    @property
    def written(self) -> bool:
        """Whether people mark the answer."""
        return self.parts["expected"].startswith("written(")


@dataclass
class Solution:
    """A solution notebook, taken apart; ``name`` is that of its file, without the ending.

    ``about`` is what it says of itself; ``asks`` are check cells by cell id; ``cuts`` is the text
    of each other cell by cell id, split into kept and removed.
    """

    name: str
    lesson: str
    about: dict[str, Any]
    cells: list[Cell]
    asks: dict[str, Ask] = field(default_factory=dict)
    cuts: dict[str, Cut] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)

    def graded(self) -> dict[str, Cell]:
        """Return the cell that bears the points of each question: its check, or the text itself."""
        labels = {cell["id"]: _label(cell) for cell in self.cells}
        found = [cell for cell in self.cells if labels[cell["id"]].get("grade")]
        return {str(labels[cell["id"]]["grade_id"]): cell for cell in found}

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


def read(path: Path, wanted: Setting | None = None) -> Solution:
    """Read a solution notebook under its own settings, or those that are ``wanted``.

    Raises Refused with a sentence for everything wrong in its form.
    """
    try:
        notebook = _parsed(path)
        cells = [_whole(cell) for cell in notebook["cells"]]
        about = dict(notebook["metadata"]["wayout"])
        about["activities"] = dict(about.get("activities", {}))
        solution = Solution(path.stem, str(about["lesson"]), about, cells)
    except (OSError, ValueError, RecursionError) as error:
        raise Refused([f"solutions/{path.name} is no notebook: {error}."]) from None
    except (KeyError, TypeError, AttributeError):
        says = "is no notebook whose metadata says which lesson it belongs to."
        raise Refused([f"solutions/{path.name} {says}"]) from None
    problems = [*_form(solution)] or [*_settle(solution, wanted)]
    if not problems:
        problems = [line for cell in cells for line in _take_apart(solution, cell)]
    asked = [ask.question for ask in solution.asks.values()]
    problems += [f"the question '{name}' is asked twice." for name in _twice(asked)]
    if not problems:
        lost = sorted({*asked} ^ {*solution.graded()})
        problems = [f"the question '{name}' has a check or points, and not both." for name in lost]
    if problems:
        raise Refused([f"solutions/{path.name}: {line}" for line in problems])
    return solution


def _settle(solution: Solution, wanted: Setting | None) -> Iterator[str]:
    """Bring the solution under its settings, or yield why it cannot be."""
    plan = solution.about.pop("settings", None)
    try:
        if plan is not None:
            solution.settings = settled(plan, solution.cells, wanted)
    except Exception as error:  # the author's own lines are run here
        yield f"{type(error).__name__} in its settings: {error}"


def _parsed(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    torn = _MERGE.search(text)
    if torn:
        line = text.count("\n", 0, torn.end()) + 1
        raise ValueError(f"line {line} is the mark of a merge that nobody has finished")
    found: dict[str, Any] = json.loads(text)
    return found


def _whole(cell: Cell) -> Cell:
    """Return a cell with its text in one piece, without outputs and without what tools add."""
    made = {key: cell[key] for key in _CELL if key in cell} | {"source": "".join(cell["source"])}
    return {**made, **_NOT_RUN} if cell.get("cell_type") == "code" else made


def _form(solution: Solution) -> Iterator[str]:
    if not solution.name.startswith(f"{solution.lesson}_"):
        yield f"the file name must begin with the lesson, '{solution.lesson}_'."
    ids = [str(cell.get("id", "")) for cell in solution.cells]
    if "" in ids:
        yield "a cell has no id; save the notebook in format 4.5."
    yield from (f"two cells have the id '{name}'." for name in _twice(ids) if name)


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _take_apart(solution: Solution, cell: Cell) -> list[str]:
    where, kind = f"cell '{cell['id']}'", cell.get("cell_type")
    if kind not in _MARKS:
        return [f"{where}, line 1, is of the kind '{kind}': make it text or code."]
    try:
        nbformat.validate(cell, f"{kind}_cell", version=4, version_minor=5)
        ask = _ask(cell["source"]) if kind == "code" else None
        if ask is not None:
            solution.asks[cell["id"]] = ask
            return [f"{where} {line}" for line in _labels(cell, ask)]
        parts = solution.cuts[cell["id"]] = _parts(solution, cell, kind)
        stub = _stub(cell, parts) if kind == "code" else []
        return [f"{where} {line}" for line in [*stub, *_unseen(cell, parts)]]
    except nbformat.ValidationError as error:
        return [f"{where} is damaged: {error.message}."]
    except SyntaxError as error:
        return [f"{where} is not Python: {error.msg}, line {error.lineno}."]
    except (MemoryError, RecursionError):
        return [f"{where} is nested too deeply for Python."]
    except ValueError as error:
        return [f"{where}: {error}"]


def _parts(solution: Solution, cell: Cell, kind: str) -> Cut:
    """Return a cell as the exercise has it: its settings in place, and the cell of them nowhere."""
    if solution.settings.values and cell["id"] == SETTINGS:
        return Cut("", "")
    parts = cut(cell["source"], _MARKS[kind])
    if kind == "markdown":
        return Cut(unmarked(parts.kept), unmarked(parts.removed))
    values = solution.settings.values
    return Cut(*(inlined(text, values) for text in (parts.kept, parts.removed)))


def _unseen(cell: Cell, parts: Cut) -> Iterator[str]:
    """Yield what the metadata of a cell says about a solution that its text does not cut."""
    label = _label(cell)
    if label.get("solution") and not parts.removed:
        yield "is labelled as an answer (solution), but no line of it stands between marks."
    elif label.get("grade") and not label.get("solution"):
        yield "is labelled as a test (grade), but it makes no check(...)."
    names = [*cell["metadata"], *cell["metadata"].get("tags", []), *filter(label.get, ["remove"])]
    for name in names:
        if _SIGNS.search(name):
            yield f"carries '{name}' in its metadata, which cuts nothing here: take it away."


def _label(cell: Cell) -> dict[str, Any]:
    label = cell["metadata"].get("nbgrader")
    return label if isinstance(label, dict) else {}


def _ask(source: str) -> Ask | None:
    """Return the check that a cell makes, None for a cell without one."""
    body = ast.parse(source).body
    calls = [node for part in body for node in ast.walk(part) if _is_check(node)]
    if not calls:
        return None
    last = body[-1].value if isinstance(body[-1], ast.Expr) else None
    if len(calls) > 1 or not isinstance(last, ast.Call) or calls[0] is not last:
        raise ValueError("a check cell ends with its one call of check(...), on a line of its own.")
    return _call(source, "\n".join(source.splitlines()[: last.lineno - 1]), last)


def _is_check(node: ast.AST) -> bool:
    name = node.func if isinstance(node, ast.Call) else None
    return "check" in (getattr(name, "id", ""), getattr(name, "attr", ""))


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
    label = _label(cell)
    name = f"{ask.question}-check" if ask.written else ask.question
    wanted = {"grade": not ask.written, "solution": False, "schema_version": 3, "grade_id": name}
    wrong = [key for key, value in wanted.items() if label.get(key) != value]
    if not wrong and (ask.written or isinstance(label.get("points"), int | float)):
        return []
    return [f"needs nbgrader metadata {wanted} and points; see {', '.join(wrong) or 'points'}."]


def _stub(cell: Cell, parts: Cut) -> list[str]:
    if not parts.removed:
        return []
    label = _label(cell)
    if not parts.kept.strip():
        return ["leaves nothing to write in: put a line such as `answer = ...` above the solution."]
    ast.parse(parts.kept)
    if label.get("solution") and label.get("schema_version") == 3 and label.get("grade_id"):
        return []
    needed = "nbgrader metadata: solution, grade_id, schema_version 3"
    return [f"holds a solution, so it needs {needed}."]


def exercise(solution: Solution) -> dict[str, Any]:
    """Return the exercise's notebook: regions cut, checks shortened, and a mark of what it says."""
    cells = [cell for cell in _blanks(solution) if cell["source"].strip()]
    about = solution.about
    asked = [f"{solution.lesson} {ask.question}" for ask in solution.asks.values()]
    activities = {**about["activities"], "answer": asked}
    made = {"activities": activities, "role": "exercise", "made": fingerprint(cells)}
    metadata = {**_KERNEL, "wayout": {**about, **made}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _blanks(solution: Solution) -> Iterator[Cell]:
    for cell in solution.cells:
        ask = solution.asks.get(cell["id"])
        text = f'check("{ask.question}")' if ask else solution.cuts[cell["id"]].kept
        made = {**cell, "source": text, "metadata": _patient(cell["metadata"])}
        if "attachments" in cell:
            pictures = cell["attachments"].items()
            made["attachments"] = {name: data for name, data in pictures if name in unquote(text)}
        yield made


def _patient(metadata: dict[str, Any]) -> dict[str, Any]:
    """Keep what is the course's; let a slip in an answer cell stop that cell alone on Run All."""
    kept = {key: value for key, value in metadata.items() if key in _METADATA}
    if not _label({"metadata": kept}).get("solution"):
        return kept
    tags = [*kept.get("tags", []), MAY_FAIL]
    return {**kept, "tags": list(dict.fromkeys(tags))}


def leaks(solution: Solution) -> list[str]:
    """Return a sentence for each line of the solution that the exercise shows."""
    shown = "\n".join(_bare(line) for cell in _blanks(solution) for line in _lines(cell["source"]))
    secret = [line.strip() for part in solution.cuts.values() for line in _lines(part.removed)]
    found = [line for line in dict.fromkeys(secret) if _is_shown(_bare(line), shown)]
    return [f"the exercise shows a line of the solution: {line}" for line in found]


def _is_shown(line: str, shown: str) -> bool:
    long = len(line) > 7 and not line.endswith(("(", "[", "{"))
    return long and bool(re.search(rf"(?<!\w){re.escape(line)}(?!\w)", shown))


def _lines(text: str) -> list[str]:
    imports = ("import ", "from ")
    return [line for line in text.splitlines() if not line.lstrip().startswith(imports)]


def _bare(line: str) -> str:
    return "".join(line.lstrip("# ").split()).replace("'", '"')
