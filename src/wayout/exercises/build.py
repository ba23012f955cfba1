"""Make exercises and stored checks from solutions, or say which of them are out of step.

For each solutions/02_name.ipynb: exercises/02_name.ipynb and exercises/checks/02_name.json.
The solution is run to learn what is expected; the blank exercise is run to prove that it
runs and that nothing in it counts as answered. An exercise in which a person has typed stays as
it is.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import nbformat

from wayout.exercises import stored
from wayout.exercises.judge import Question, complaints, judge
from wayout.exercises.plain import is_blank, show
from wayout.exercises.run import Step, run
from wayout.exercises.source import Ask, Cell, Refused, Solution, exercise, leaks, read
from wayout.exercises.worked import is_whole, keep, untouched, worked_on
from wayout.language import listed


@dataclass
class Outcome:
    """Files by path in the course folder, and a sentence for all that keeps a solution from one."""

    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Taken:
    """A solution that was run, whole and left blank: its questions, and what is wrong with them.

    ``full`` and ``empty`` are what each question saw, as `run` tells it.
    """

    solution: Solution
    questions: list[Question]
    full: dict[str, Any]
    empty: dict[str, Any]
    problems: list[str]


def take(solutions: list[Solution], root: Path) -> list[Taken]:
    """Run solutions, each whole and left blank, in the course folder ``root``."""
    steps = [_steps(one, blank) for one in solutions for blank in (False, True)]
    seen = run(steps, root) if steps else []
    pairs = zip(solutions, seen[::2], seen[1::2], strict=True)
    return [_taken(one, full, empty) for one, full, empty in pairs]


def build(root: Path, force: bool = False) -> tuple[list[str], list[str]]:
    """Write what has changed in the course folder ``root``; return its paths, and the problems.

    A solution with a problem writes nothing. An exercise that was worked on is left alone, unless
    ``force`` makes it anew; then a dated copy of it is kept.
    """
    outcome, works = make(root), set(worked_on(root))
    written: list[str] = []
    for path in _changed(root, outcome, set() if force else works):
        if path in works:
            written.append(keep(root / path, root))
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        _write(root / path, outcome.files[path])
        written.append(path)
    return written, outcome.problems + strays(root)


def _write(path: Path, new: bytes) -> None:
    """Write a file in one stroke: on a full disk the old one stays."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(new)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


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
    """Return a sentence for each double in exercises/, each torn file, and each without a solution.

    Notes that a person keeps there are neither.
    """
    names = sorted((path.stem for path in _solutions(root)), key=len, reverse=True)
    taken = {name.partition("_")[0]: name for name in names}
    made = sorted([*root.glob("exercises/[!.]*.ipynb"), *root.glob("exercises/checks/[!.]*.json")])
    found = [path for path in made if path.stem not in taken.values()]
    lines = [line for path in found for line in _stray(path, path.relative_to(root), taken)]
    torn = [path for path in made if path.stem in taken.values() and not is_whole(path)]
    says = "is damaged and stays as it is. Move it out of there, then run `wayout build`."
    return lines + [f"{path.relative_to(root).as_posix()} {says}" for path in torn]


def _stray(path: Path, at: Path, taken: dict[str, str]) -> Iterator[str]:
    away = f"Move this one out of {at.parent.as_posix()}."
    said = re.search(r'"lesson": *"(.+?)"', path.read_text("utf-8", "replace"))
    twin = taken.get(said[1] if said else path.stem.partition("_")[0])
    if twin:
        yield f"{at.as_posix()} is a double: its lesson has {twin}{path.suffix} already. {away}"
    elif path.suffix == ".json" or untouched(path):
        yield f"{at.as_posix()} has no solution of its name. {away}"


def make(root: Path) -> Outcome:
    """Return everything the solutions make, in memory."""
    outcome = Outcome()
    found = [solution for path in _solutions(root) for solution in _read(path, outcome)]
    jobs: dict[str, tuple[Solution, list[list[Step]]]] = {}
    for solution in _single(found, outcome):
        with _named(solution, outcome):
            jobs[solution.name] = solution, [_steps(solution, blank) for blank in (False, True)]
    steps = [one for _, both in jobs.values() for one in both]
    seen = iter(run(steps, root) if steps else [])
    for solution, _ in jobs.values():
        with _named(solution, outcome) as problems:
            problems += _finish(solution, next(seen), next(seen), outcome)
    return outcome


@contextmanager
def _named(solution: Solution, outcome: Outcome) -> Iterator[list[str]]:
    """Gather what is wrong with one solution; it must not keep the others back."""
    problems = list[str]()
    try:
        yield problems
    except Exception as error:
        problems.append(f"stops the build with {type(error).__name__}: {error}.")
    outcome.problems += [f"solutions/{solution.name}.ipynb: {line}" for line in problems]


def _single(solutions: list[Solution], outcome: Outcome) -> Iterator[Solution]:
    """Yield the solutions that have a lesson to themselves; name the doubles."""
    for lesson in dict.fromkeys(one.lesson for one in solutions):
        same = [one for one in solutions if one.lesson == lesson]
        if len(same) == 1:
            yield same[0]
        else:
            names = listed(f"solutions/{one.name}.ipynb" for one in same)
            says = "are for one lesson. Move all but one of them out of solutions; none is built."
            outcome.problems.append(f"{names} {says}")


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


def _steps(solution: Solution, blank: bool) -> list[Step]:
    """Return the steps that run a solution as it stands, or the blank exercise of it."""
    cells = exercise(solution)["cells"] if blank else solution.cells
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    return [_step(cell, solution.asks.get(cell["id"]), blank) for cell in code]


def _step(cell: Cell, ask: Ask | None, blank: bool) -> Step:
    if ask is None:
        return {"cell": cell["id"], "code": cell["source"]}
    asked = {"answer": ask.probe} if blank else ask.parts
    before = "" if blank else ask.before
    return {"cell": cell["id"], "question": ask.question, "before": before, "parts": asked}


def _finish(
    solution: Solution, full: dict[str, Any], empty: dict[str, Any], outcome: Outcome
) -> list[str]:
    """Add the files of one solution, or return why there are none."""
    taken = _taken(solution, full, empty)
    if not taken.problems:
        checks = stored.write(solution.lesson, taken.questions)
        outcome.files[f"exercises/{solution.name}.ipynb"] = as_file(exercise(solution))
        outcome.files[f"exercises/checks/{solution.name}.json"] = checks
    return taken.problems


def _taken(solution: Solution, full: dict[str, Any], empty: dict[str, Any]) -> Taken:
    stops = [full["error"]] if full["error"] else []
    stops += [f"left blank, {empty['error']}"] if empty["error"] else []
    seen = full["seen"], empty["seen"]
    if stops:
        return Taken(solution, [], *seen, stops)
    asked = [_question(solution, full["seen"][ask.question]) for ask in solution.asks.values()]
    steady = stored.parse(stored.write(solution.lesson, asked))
    problems = [*leaks(solution), *_verify(steady, *seen)]
    problems += [] if solution.asks else ["asks no question."]
    return Taken(solution, steady, *seen, problems)


def _question(solution: Solution, seen: dict[str, Any]) -> Question:
    asked = stored.closed(seen["asked"])
    return replace(asked, solution=solution.code_of(asked.name))


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


def as_file(notebook: dict[str, Any]) -> bytes:
    """Return a notebook as the bytes of its file; the same notebook gives the same bytes."""
    node = nbformat.from_dict(notebook)  # type: ignore[no-untyped-call]
    text: str = nbformat.writes(node, version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
    return f"{text.rstrip()}\n".encode()
