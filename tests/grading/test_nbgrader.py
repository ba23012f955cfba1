"""The same sources run through nbgrader itself, and both graders give the same points.

Of nbgrader everything is used as it comes: it makes the blank notebooks from our solutions, runs
what is handed in, and its gradebook says the points of each question. Then the same files are
graded by us.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from wayout import paths
from wayout.grading import release, sample
from wayout.grading.grade import grade_one
from wayout.grading.jail import How
from wayout.grading.key import Key

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("jailed")]
LESSONS = os.environ.get("WAYOUT_LESSONS", "03 09").split()
WAYS: tuple[sample.Way, ...] = ("right", "wrong", "partial", "blank")
Points = dict[tuple[str, str], dict[str, float]]
CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "course"
c.ClearSolutions.enforce_metadata = False  # a model text stands between marks in a text cell
c.ClearSolutions.code_stub = {"python": "..."}
c.ClearSolutions.text_stub = ""
"""


def nbgrader(folder: Path, *words: str) -> None:
    own = str(Path(sys.executable).parent)
    more = {"WAYOUT_CHECKS": "strict", "WAYOUT_WORK": str(folder / "work.json")}
    path = os.pathsep.join([own, os.environ["PATH"]])
    done = subprocess.run(
        [str(Path(own, "nbgrader")), *words, "class"], cwd=folder, capture_output=True, text=True,
        env={**os.environ, **more, "PATH": path}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]


def handed_in(folder: Path, keys: list[Key]) -> list[tuple[Path, Key, sample.Way]]:
    """Answer what nbgrader released in four ways; return the files."""
    found = []
    for key in keys:
        text = (folder / "release" / "class" / f"{key.name}.ipynb").read_text("utf-8")
        for way in WAYS:
            notebook = json.loads(text)
            for cell in notebook["cells"]:
                cell["source"] = "".join(cell["source"])
            sample.answer(notebook["cells"], key, way)
            path = folder / "submitted" / way / "class" / f"{key.name}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(notebook), "utf-8")
            found.append((path, key, way))
    return found


def their_points(folder: Path) -> Points:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        return {
            (notebook.name, handed.student.id): {one.name: one.score for one in notebook.grades}
            for handed in book.assignment_submissions("class")
            for notebook in handed.notebooks
        }


def test_nbgrader_and_we_agree_on_right_wrong_partial_and_blank(tmp_path: Path) -> None:
    keys = [release.make(paths.ROOT, lesson, []).key for lesson in LESSONS]
    (tmp_path / "nbgrader_config.py").write_text(CONFIG)
    source = tmp_path / "source" / "class"
    source.mkdir(parents=True)
    for key in keys:
        shutil.copy(paths.ROOT / "solutions" / f"{key.name}.ipynb", source)
    nbgrader(tmp_path, "generate_assignment")
    files = handed_in(tmp_path, keys)
    nbgrader(tmp_path, "autograde")
    theirs = their_points(tmp_path)
    for path, key, way in files:
        row = grade_one(path, key, way, How())
        ours = {one.question: one.points for one in row.marks}
        assert row.status == "graded", row.notes
        given = theirs[key.name, way]
        assert ours == {name: given[name] for name in ours}, (key.name, way)
        assert given.keys() - ours.keys() == {one.name for one in key.written}
        share = sum(ours.values()) / key.points()
        assert {"right": share == 1, "partial": 0.2 < share < 0.8}.get(way, share == 0)


def test_the_benchmark_compares_the_points_of_both() -> None:
    command = [sys.executable, str(paths.ROOT / "benchmarks" / "grading.py"), "--quick"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "the same in 4 of 4 submissions" in done.stdout
