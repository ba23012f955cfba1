"""Make exercises and stored checks from solutions, or say which of them are out of step.

For each solutions/02_name.ipynb: exercises/02_name.ipynb and exercises/checks/02_name.json.
The solution is run to learn what is expected; the blank exercise is run to prove that it
runs and that nothing in it counts as answered.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from wayout.exercises import stored
from wayout.exercises.expect import from_json
from wayout.exercises.judge import Mistake, Question, complaints, judge
from wayout.exercises.plain import is_blank, show
from wayout.exercises.run import Step, run
from wayout.exercises.source import Refused, Solution, exercise, leaks, read


@dataclass
class Outcome:
    """Files by path in the course folder, and a sentence for all that keeps a solution from one."""

    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def build(root: Path) -> tuple[list[str], list[str]]:
    """Write what has changed in the course folder ``root``; return its paths, and the problems.

    A solution with a problem writes nothing.
    """
    outcome = make(root)
    changed = [path for path, content in outcome.files.items() if _on_disk(root / path) != content]
    for path in changed:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(outcome.files[path])
    return changed, outcome.problems + orphans(root)


def stale(root: Path) -> list[str]:
    """Return a sentence for each file that `build` would change, refuse or not have made."""
    outcome = make(root)
    lines = [
        f"{path} {'is missing' if _on_disk(root / path) is None else 'is stale'}: "
        "run `wayout build`."
        for path, content in outcome.files.items()
        if _on_disk(root / path) != content
    ]
    return outcome.problems + lines + orphans(root)


def orphans(root: Path) -> list[str]:
    """Return a sentence for each exercise or checks file that has no solution."""
    names = {path.stem for path in _solutions(root)}
    made = [*root.glob("exercises/*.ipynb"), *root.glob("exercises/checks/*.json")]
    lone = sorted(path.relative_to(root).as_posix() for path in made if path.stem not in names)
    return [f"{path} has no solution any more: delete it." for path in lone]


def make(root: Path) -> Outcome:
    """Return everything the solutions make, in memory."""
    outcome = Outcome()
    solutions = [found for path in _solutions(root) for found in _read(path, outcome)]
    jobs = [steps for found in solutions for steps in (_full(found), _empty(found))]
    seen = run(jobs, root) if jobs else []
    for i, solution in enumerate(solutions):
        problems = _finish(solution, seen[2 * i], seen[2 * i + 1], outcome)
        outcome.problems += [f"solutions/{solution.name}.ipynb: {line}" for line in problems]
    return outcome


def _solutions(root: Path) -> list[Path]:
    return sorted(root.glob("solutions/*.ipynb"))


def _on_disk(path: Path) -> bytes | None:
    # A checkout on Windows may have turned the line ends.
    return path.read_bytes().replace(b"\r\n", b"\n") if path.exists() else None


def _read(path: Path, outcome: Outcome) -> Iterator[Solution]:
    try:
        yield read(path)
    except Refused as refused:
        outcome.problems += refused.problems


def _full(solution: Solution) -> list[Step]:
    """Return the steps that run a solution as it stands."""
    return [
        {"cell": cell["id"], **_asking(solution, cell["id"])}
        if cell["id"] in solution.asks
        else {"cell": cell["id"], "code": cell["source"]}
        for cell in solution.cells
        if cell["cell_type"] == "code"
    ]


def _asking(solution: Solution, cell: str) -> Step:
    ask = solution.asks[cell]
    return {"question": ask.question, "before": ask.before, "parts": ask.parts}


def _empty(solution: Solution) -> list[Step]:
    """Return the steps that run the blank exercise."""
    return [
        _probing(solution, cell["id"])
        if cell["id"] in solution.asks
        else {"cell": cell["id"], "code": cell["source"]}
        for cell in exercise(solution)["cells"]
        if cell["cell_type"] == "code"
    ]


def _probing(solution: Solution, cell: str) -> Step:
    ask = solution.asks[cell]
    return {"cell": cell, "question": ask.question, "parts": {"answer": ask.probe}}


def _finish(
    solution: Solution, full: dict[str, Any], empty: dict[str, Any], outcome: Outcome
) -> list[str]:
    """Add the files of one solution, or return why there are none."""
    stops = [full["error"]] if full["error"] else []
    stops += [f"left blank, {empty['error']}"] if empty["error"] else []
    if stops:
        return stops
    checks = stored.write(solution.lesson, _questions(solution, full["seen"]))
    problems = [*leaks(solution), *_verify(stored.parse(checks), full["seen"], empty["seen"])]
    problems += [] if solution.asks else ["asks no question."]
    if not problems:
        outcome.files[f"exercises/{solution.name}.ipynb"] = _notebook(exercise(solution))
        outcome.files[f"exercises/checks/{solution.name}.json"] = checks
    return problems


def _questions(solution: Solution, seen: dict[str, Any]) -> list[Question]:
    asked = solution.asks.values()
    return [_question(solution, ask.question, ask.probe, seen[ask.question]) for ask in asked]


def _question(solution: Solution, name: str, probe: str, seen: dict[str, Any]) -> Question:
    return Question(
        name=name,
        probe=probe,
        expected=from_json(seen["expected"]),
        mistakes=tuple(
            Mistake(from_json(entry["expected"]), entry["says"], entry["example"])
            for entry in seen["mistakes"]
        ),
        hints=tuple(seen["hints"]),
        because=seen["because"],
        solution=solution.code_of(name),
    )


def _verify(
    questions: list[Question], full: dict[str, Any], empty: dict[str, Any]
) -> Iterator[str]:
    """Yield what is wrong with questions as a learner will meet them."""
    for question in questions:
        yield from (f"{question.name} {line}." for line in complaints(question))
        yield from _own_answer(question, full[question.name])
        yield from _own_blank(question, empty[question.name])
        yield from _samples(question, full[question.name])
        if not question.solution:
            yield f"{question.name} has no solution code before its check."


def _own_answer(question: Question, seen: dict[str, Any]) -> list[str]:
    if "answer" not in seen:
        return [f"{question.name}: the solution's own answer is {seen.get('odd', 'blank')}."]
    if _is_right(question, seen):
        return []
    own = show(seen["answer"], 60)
    return [f"{question.name}: the solution's own answer, {own}, is not right by its check."]


def _samples(question: Question, seen: dict[str, Any]) -> Iterator[str]:
    """Yield a sentence for each sample answer that the check takes for its opposite."""
    for part, right in (("accepts", True), ("refuses", False)):
        for found in seen[part]:
            given = show(found["answer"]) if "answer" in found else found.get("odd", "a blank")
            if _is_right(question, found) != right:
                verb = "does not accept" if right else "accepts"
                yield f"{question.name} {verb} {given}, which its {part}= lists."


def _is_right(question: Question, seen: dict[str, Any]) -> bool:
    return "answer" in seen and judge(question, seen["answer"]).verdict == "right"


def _own_blank(question: Question, seen: dict[str, Any]) -> list[str]:
    if seen.get("blank") or ("answer" in seen and is_blank(seen["answer"])):
        return []
    if "answer" in seen and question.expected.accepts(seen["answer"]):
        return [f"{question.name}: the exercise already holds the answer."]
    return [f"{question.name}: the exercise is not blank; write `... = ...` above the solution."]


def _notebook(notebook: dict[str, Any]) -> bytes:
    node = nbformat.from_dict(notebook)  # type: ignore[no-untyped-call]
    nbformat.validate(node)
    text: str = nbformat.writes(node, version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
    return f"{text.rstrip()}\n".encode()
