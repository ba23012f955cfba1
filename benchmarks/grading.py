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
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import measured
from measured import Sample, seconds

from wayout import paths
from wayout.grading import release, sample
from wayout.grading import row as rows
from wayout.grading.key import Key, dumps

ALL, SAMPLE, TURNS, JOBS, LIMIT, AIM = 500, 20, 2, 2, 150, 5
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
    measured.call(str(BIN / words[0]), *words[1:], cwd=folder, **more)


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


def main() -> int:
    """Print the table; return 1 where the aims are missed."""
    options = measured.options(__doc__)
    few, most, turns = (2, 3, 1) if options.quick else (SAMPLE, ALL, TURNS)
    key = release.make(paths.ROOT, "03", []).key
    with (
        measured.run(options, "nbgrader", "nbclient", "ipykernel") as samples,
        tempfile.TemporaryDirectory(prefix="wayout-benchmark-") as scratch,
    ):
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
        alternatives = {
            f"wayout grade, {JOBS} jobs": ours(folder, "few"),
            "nbgrader autograde": theirs(courses[0]),
            "nbgrader autograde, 2 side by side": theirs(*courses[1:]),
        }
        timed = {name: lambda grade=grade: seconds(grade) for name, grade in alternatives.items()}
        samples += measured.in_turns(timed, turns, f"grade {few} submissions", "s")
        same = agree(folder, courses)
        whole = seconds(ours(folder, "all"))
        samples += [
            Sample(f"grade {most} submissions", f"wayout grade, {JOBS} jobs", "s", (whole,))
        ]
        ratio = samples[1].middle / few / (whole / most)
    print(f"Points of every question are the same in {same // 2} of {few} submissions.")
    print(f"All {most} took {whole:.0f} s; {LIMIT} s are allowed.")
    return int(not options.quick and (whole > LIMIT or ratio < AIM))


if __name__ == "__main__":
    sys.exit(main())
