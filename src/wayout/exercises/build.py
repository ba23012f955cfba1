"""Make exercises and stored checks from solutions, or say which of them are out of step.

For each solutions/02_name.ipynb: exercises/02_name.ipynb and exercises/checks/02_name.json.
The solution is run to learn what is expected; the blank exercise is run to prove that it
runs and that nothing in it counts as answered. An exercise in which a person has typed stays as
it is.
"""

import ast
import re
from collections.abc import Iterator
from contextlib import suppress
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
from wayout.exercises.worked import keep, parsed, untouched, worked_on
from wayout.language import listed


@dataclass
class Outcome:
    """Files by path in the course folder, and a sentence for all that keeps a solution from one."""

    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def build(root: Path, force: bool = False) -> tuple[list[str], list[str]]:
    """Write what has changed in the course folder ``root``; return its paths, and the problems.

    A solution with a problem writes nothing. An exercise that was worked on is left alone, unless
    ``force`` makes it anew; then a dated copy of it is kept.
    """
    outcome = make(root)
    written: list[str] = []
    for path in _changed(root, outcome, set() if force else set(worked_on(root))):
        if path in worked_on(root):
            written.append(keep(root / path, root))
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(outcome.files[path])
        written.append(path)
    return written, outcome.problems + strays(root)


def stale(root: Path) -> list[str]:
    """Return a sentence for each file that `build` would change, refuse or not have made."""
    outcome = make(root)
    lines = [
        f"{path} {'is stale' if (root / path).exists() else 'is missing'}: run `wayout build`."
        for path in _changed(root, outcome, set(worked_on(root)))
    ]
    return outcome.problems + lines + strays(root)


def _changed(root: Path, outcome: Outcome, kept: set[str]) -> list[str]:
    found = outcome.files.items()
    return [path for path, new in found if path not in kept and _on_disk(root / path) != new]


def strays(root: Path) -> list[str]:
    """Return a sentence for each file in exercises/ that is damaged, a double or no one's.

    What a person made for themselves is none of these.
    """
    names = sorted((path.stem for path in _solutions(root)), key=len, reverse=True)
    taken = {name.partition("_")[0]: name for name in names}
    made = sorted([*root.glob("exercises/[!.]*.ipynb"), *root.glob("exercises/checks/[!.]*.json")])
    return [line for path in made for line in _stray(path, path.relative_to(root), taken)]


def _stray(path: Path, at: Path, taken: dict[str, str]) -> Iterator[str]:
    found, away = parsed(path), f"Move this one out of {at.parent.as_posix()}."
    lesson = str(_at(found, "lesson") or _at(found, "metadata", "wayout", "lesson"))
    twin = taken.get(lesson) or taken.get(path.stem.partition("_")[0])
    if path.stem in taken.values():
        if not found and path.suffix == ".ipynb":
            yield f"{at.as_posix()} cannot be read. It stays as it is; rename it, and build again."
    elif twin:
        yield f"{at.as_posix()} is a double: its lesson has {twin}{path.suffix} already. {away}"
    elif path.suffix == ".json" or untouched(path):
        yield f"{at.as_posix()} has no solution of its name. {away}"


def _at(found: Any, *keys: str) -> Any:
    """Return what stands under the keys, one in the other; None if nothing does."""
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def make(root: Path) -> Outcome:
    """Return everything the solutions make, in memory."""
    outcome = Outcome()
    found = [solution for path in _solutions(root) for solution in _read(path, outcome)]
    solutions = list(_single(found, outcome))
    jobs = [steps for found in solutions for steps in (_full(found), _empty(found))]
    seen = run(jobs, root) if jobs else []
    for i, solution in enumerate(solutions):
        try:
            problems = _finish(solution, seen[2 * i], seen[2 * i + 1], outcome)
        except Exception as error:  # one bad notebook must not keep the others back
            problems = [f"stops the build with {type(error).__name__}: {error}."]
        outcome.problems += [f"solutions/{solution.name}.ipynb: {line}" for line in problems]
    return outcome


def _single(solutions: list[Solution], outcome: Outcome) -> Iterator[Solution]:
    """Yield the solutions that have a lesson to themselves; name the doubles."""
    for solution in solutions:
        same = [f"solutions/{one.name}.ipynb" for one in solutions if one.lesson == solution.lesson]
        if len(same) == 1:
            yield solution
        elif same[0] == f"solutions/{solution.name}.ipynb":
            says = "are for one lesson. Move all but one of them out of solutions; none is built."
            outcome.problems.append(f"{listed(same)} {says}")


def _solutions(root: Path) -> list[Path]:
    return sorted(root.glob("solutions/[!.]*.ipynb"))


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
    questions = stored.parse(checks)
    problems = [*leaks(solution), *_verify(questions, full["seen"], empty["seen"])]
    problems += [line for question in questions for line in _shown(question, solution)]
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


def _shown(question: Question, solution: Solution) -> Iterator[str]:
    """Yield a sentence for each answer that is written in the exercise, if no chance put it there.

    Numbers with a point or of three digits, lists, and what stands behind the answer's own name.
    """
    text = "\n".join(cell["source"] for cell in exercise(solution)["cells"])
    named = re.findall(rf"\b{re.escape(question.probe)}\s*=\s*([^\n`;]+)", text)
    for found in dict.fromkeys([*named, *_VALUES.findall(text)]):
        with suppress(ValueError, SyntaxError):
            value = ast.literal_eval(found.strip())
            if value is not ... and question.expected.accepts(value):
                yield f"{question.name}: the exercise shows the answer, {found.strip()}."


_VALUES = re.compile(r"(?<![\w.])(?:\d+\.\d+|(?!(?:19|20)\d\d\b)\d{3,})(?!\w|\.\d)|\[[^\[\]]*\]")


def _notebook(notebook: dict[str, Any]) -> bytes:
    node = nbformat.from_dict(notebook)  # type: ignore[no-untyped-call]
    text: str = nbformat.writes(node, version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
    return f"{text.rstrip()}\n".encode()
