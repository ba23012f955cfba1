"""Run notebooks' code in a fresh Python and report what their checks saw.

Started by ``build`` as ``python -m wayout.exercises.run``: jobs come in as JSON, results go
out as JSON, and whatever the notebooks print is dropped.
"""

import builtins
import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from wayout.exercises.check import compose
from wayout.exercises.plain import Blank, NotData, plain
from wayout.exercises.probe import Names, NotRun, ask, in_words, names_in
from wayout.exercises.stored import opened

Step = dict[str, Any]
SAMPLES = ("accepts", "refuses")


def run(jobs: list[list[Step]], root: Path) -> list[dict[str, Any]]:
    """Run each job, a list of steps, in a fresh Python process in the folder of solutions.

    A step is ``{"cell", "code"}``, or ``{"cell", "question", "before", "parts"}`` where parts are
    source texts: "answer", and for a solution also "expected" and more. Each job gives "error" (a
    sentence or "") and "seen" (what each question saw). A job that ends the process has an error,
    and a new process runs the jobs after it.
    """
    seen: list[dict[str, Any]] = []
    while len(seen) < len(jobs):
        found, last = _batch(jobs[len(seen) :], root)
        seen += found
        if len(seen) < len(jobs):
            seen.append({"error": f"running it ended Python. {last}".strip(), "seen": {}})
    return seen


def _batch(jobs: list[list[Step]], root: Path) -> tuple[list[dict[str, Any]], str]:
    """Run jobs until one ends the process; return what was seen, and Python's last words."""
    with tempfile.TemporaryDirectory(prefix="wayout-build-") as scratch:
        inbox, outbox = Path(scratch, "jobs.json"), Path(scratch, "seen.jsonl")
        inbox.write_text(json.dumps(jobs), encoding="utf-8")
        outbox.touch()
        ended = subprocess.run(
            [sys.executable, "-m", "wayout.exercises.run", str(inbox), str(outbox)],
            cwd=root / "solutions",
            env=_surroundings(scratch),
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
        last = ended.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        lines = outbox.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines], " ".join(last)


def _surroundings(scratch: str) -> dict[str, str]:
    package = str(Path(__file__).parents[2])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "WAYOUT_WORK": str(Path(scratch, "my_work.json")),
        "WAYOUT_CHECKS": "",
    }


def _job(steps: list[Step]) -> dict[str, Any]:
    names: Names = {"__name__": "__main__"}
    seen: dict[str, Any] = {}
    for step in steps:
        try:
            _step(step, names, seen)
        except BaseException as error:  # also SystemExit: the report must be written
            return {"error": f"cell '{step['cell']}' stops with {in_words(error)}.", "seen": seen}
    return {"error": "", "seen": seen}


def _step(step: Step, names: Names, seen: dict[str, Any]) -> None:
    code = str(step.get("code", step.get("before", "")))
    exec(compile(code, step["cell"], "exec"), names)
    if "question" in step:
        seen[step["question"]] = _see(step["question"], step["parts"], names)


def _see(name: str, parts: dict[str, str], names: Names) -> dict[str, Any]:
    _all_there(parts["answer"], names)
    answer = _answer(ask(parts["answer"], names))
    if "expected" not in parts:
        return answer
    others = {part: eval(text, names) for part, text in parts.items() if part != "answer"}
    samples = {part: [_answer(one) for one in others.pop(part, ())] for part in SAMPLES}
    made = compose(name, parts["answer"], **others)
    return {**answer, **samples, "asked": opened(made)}


def _all_there(probe: str, names: Names) -> None:
    # A blank answer would hide that another name of the probe is not in the exercise.
    lost = [name for name in names_in(probe) if name not in names and not hasattr(builtins, name)]
    if lost:
        raise NotRun(lost[0])


def _answer(value: object) -> dict[str, Any]:
    try:
        return {"answer": plain(value)}
    except Blank:
        return {"blank": True}
    except NotData as odd:
        return {"odd": odd.what}


def main(inbox: str, outbox: str) -> None:
    """Run the jobs of one file and write what was seen to another."""
    jobs: list[list[Step]] = json.loads(Path(inbox).read_text(encoding="utf-8"))
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for steps in jobs:
            line = json.dumps(_job(steps))
            with Path(outbox).open("a", encoding="utf-8") as out:
                out.write(f"{line}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
