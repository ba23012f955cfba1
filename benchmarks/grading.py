"""How long 500 submissions take to grade, beside nbgrader on the same files in the same run.

    python start.py test -m slow --co -q                      # once: installs nbgrader
    python start.py run python benchmarks/grading.py          # about ten minutes
    python start.py run python benchmarks/grading.py --quick  # a few submissions, for the tests

Exercise 3 as nbgrader releases it is answered right, wrong, partly and not at all, and both graders
get these files. Whole commands are timed, from start to end, with all that they write: `wayout
grade` in jails with two jobs, `nbgrader autograde` as it comes, which has no jail and takes one
after the other, and two of its processes side by side on half of the files each. The two tools
take turns on a sample; their points must agree. Then `wayout grade` grades all 500; nothing is
extrapolated. Seconds are those on the clock, so let nothing else work beside.
"""

import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from wayout import paths
from wayout.grading import release, sample
from wayout.grading import row as rows
from wayout.grading.key import Key, dumps

ALL, SAMPLE, TURNS, JOBS, LIMIT, AIM = 500, 20, 3, 2, 150, 5
NAME = "class"
CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "course"
c.ClearSolutions.enforce_metadata = False
c.ClearSolutions.code_stub = {"python": "..."}
c.ClearSolutions.text_stub = ""
"""
BIN = Path(sys.executable).parent


def call(folder: Path, *words: str) -> None:
    """Run a command of this environment in a folder."""
    path = os.pathsep.join([str(BIN), os.environ["PATH"]])
    more = {"WAYOUT_CHECKS": "strict", "WAYOUT_WORK": str(folder / "work.json"), "PATH": path}
    done = subprocess.run(
        [str(BIN / words[0]), *words[1:]], cwd=folder, env={**os.environ, **more},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{' '.join(words)} failed:\n{done.stderr[-2000:]}")


def course(folder: Path, name: str) -> Path:
    """Make a course of nbgrader with one exercise, and return the notebook that it releases."""
    source = folder / "source" / NAME
    source.mkdir(parents=True)
    (folder / "nbgrader_config.py").write_text(CONFIG)
    shutil.copy(paths.ROOT / "solutions" / f"{name}.ipynb", source)
    call(folder, "nbgrader", "generate_assignment", NAME)
    return folder / "release" / NAME / f"{name}.ipynb"


def answered(released: Path, key: Key) -> dict[sample.Way, str]:
    """Return a released notebook, answered in each way."""
    made: dict[sample.Way, str] = {}
    for way in dict.fromkeys(sample.WAYS):
        notebook: dict[str, Any] = json.loads(released.read_text("utf-8"))
        for cell in notebook["cells"]:
            cell["source"] = "".join(cell["source"])
        sample.answer(notebook["cells"], key, way)
        made[way] = json.dumps(notebook, indent=1)
    return made


def hand_in(texts: dict[sample.Way, str], key: Key, places: range, *folders: str) -> None:
    """Write the file of each learner; ``folders`` hold braces for the id."""
    for place in places:
        for folder in folders:
            path = Path(folder.format(f"L{place:03}"), f"{key.name}.ipynb")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts[sample.WAYS[place % len(sample.WAYS)]], "utf-8")


def timed(what: Callable[[], None]) -> float:
    """Return the seconds that something takes."""
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


def ours(folder: Path, submitted: str) -> Callable[[], None]:
    """Return what grades a folder with us, from nothing."""

    def grade() -> None:
        shutil.rmtree(folder / "graded", ignore_errors=True)
        words = ("--key", "class.key.json", "--jobs", str(JOBS), "--out", "graded")
        call(folder, "wayout", "grade", submitted, *words)

    return grade


def theirs(*courses: Path) -> Callable[[], None]:
    """Return what grades courses with nbgrader, each in a process of its own, side by side."""

    def grade() -> None:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(len(courses)) as pool:
            words = ("nbgrader", "autograde", "--force", NAME)
            list(pool.map(lambda one: call(one, *words), courses))

    return grade


def agree(folder: Path, courses: list[Path]) -> int:
    """Return on how many submissions the points of all questions are the same; all must be."""
    from nbgrader.api import Gradebook

    number = 0
    for one in courses:
        with Gradebook(f"sqlite:///{one / 'gradebook.db'}") as book:
            for handed in book.assignment_submissions(NAME):
                given = {each.name: each.score for each in handed.notebooks[0].grades}
                path = folder / "graded" / f"{handed.student.id}.json"
                row = rows.parse(path.read_bytes())
                assert {mark.question: mark.points for mark in row.marks} == given, path
                number += 1
    return number


def line(what: str, number: int, runs: list[float]) -> float:
    """Print a line of the table and return the median of the seconds."""
    seconds = statistics.median(runs)
    cells = (seconds, seconds / number, min(runs), max(runs))
    print(f"{what:<36}{number:>8}", *(f"{cell:>10.2f}" for cell in cells), sep="", flush=True)
    return seconds


def main(words: list[str]) -> int:
    """Print the table; return 1 where the aims are missed."""
    quick = "--quick" in words
    few, most, turns = (2, 3, 1) if quick else (SAMPLE, ALL, TURNS)
    key = release.make(paths.ROOT, "03", []).key
    with tempfile.TemporaryDirectory(prefix="wayout-benchmark-") as scratch:
        folder = Path(scratch)
        courses = [folder / f"nbgrader {number}" for number in range(3)]
        texts = answered(course(courses[0], key.name), key)
        for one in courses[1:]:
            shutil.copytree(courses[0], one)
        (folder / "class.key.json").write_bytes(dumps(key))
        own = "submitted/{}/" + NAME
        hand_in(texts, key, range(most), f"{folder}/all/{{}}")
        hand_in(texts, key, range(few), f"{folder}/few/{{}}", f"{courses[0]}/{own}")
        for half in (0, 1):
            hand_in(texts, key, range(half, few, 2), f"{courses[1 + half]}/{own}")
        print(_machine())
        heads = ("seconds", "each", "least", "most")
        print(f"{'':<36}{'number':>8}", *(f"{head:>10}" for head in heads), sep="")
        alternatives = {
            f"wayout grade, {JOBS} jobs": ours(folder, "few"),
            "nbgrader autograde": theirs(courses[0]),
            "nbgrader autograde, 2 side by side": theirs(*courses[1:]),
        }
        runs: dict[str, list[float]] = {name: [] for name in alternatives}
        for _ in range(turns):
            for name, grade in alternatives.items():
                runs[name].append(timed(grade))
        mine, one, two = (line(name, few, some) for name, some in runs.items())
        same = agree(folder, courses)
        whole = line(f"wayout grade, {JOBS} jobs", most, [timed(ours(folder, "all"))])
    each = whole / most
    print(f"Points of every question are the same in {same // 2} of {few} submissions.")
    print(
        f"On the sample nbgrader takes {one / mine:.1f} times as long, two of it side by side "
        f"{two / mine:.1f} times. A submission takes nbgrader {one / few / each:.1f} times as long "
        f"as one of the {most} took, two of it side by side {two / few / each:.1f} times."
    )
    print(f"All {most} took {whole:.0f} s; {LIMIT} s are allowed.")
    return int(not quick and (whole > LIMIT or one / few / each < AIM))


def _machine() -> str:
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    tools = ", ".join(f"{name} {version(name)}" for name in ("nbgrader", "nbclient", "ipykernel"))
    return (
        f"{os.cpu_count()} cores ({model[1] if model else platform.machine()}), "
        f"{platform.system()}, Python {platform.python_version()}, {tools}; medians."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
