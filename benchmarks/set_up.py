"""How long a set-up takes and what it leaves on the disk: start.py beside a plain pip.

    python start.py run python benchmarks/set_up.py

Each round takes a fresh copy of the course as git has it. Nothing is kept from before, then all
that the first set-up left in its cache is. Both get what a learner's `start.py lab` gets, in the
pinned versions. What is fetched comes from wherever pip takes packages here: on a slow line that
is most of the time, and the same for both.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import measured
from measured import ROOT, Sample, call, seconds

ROUNDS = 2
BY = ("start.py", "venv and pip")
UNITS = {"nothing kept": "s", "again, with its cache": "s", "on disk": "MB"}


def main() -> None:
    options = measured.options(__doc__)
    rounds = 1 if options.quick else ROUNDS
    with measured.run(options) as samples:
        found = [_round(options.quick) for _ in range(rounds)]
        for what, unit in UNITS.items():
            for by in BY:
                values = tuple(one[what, by] for one in found if (what, by) in one)
                samples += [Sample(what, by, unit, values)] if values else []


def _round(quick: bool) -> dict[tuple[str, str], float]:
    """Return seconds and megabytes by what was done and by whom; a quick one sets up once."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for by in BY[:1] if quick else BY:
            home = Path(folder, by.partition(".")[0].partition(" ")[0])
            for what in list(UNITS)[: 1 if quick else 2]:
                with _copy(home) as course:
                    found[what, by] = seconds(lambda: _set_up(by, course, home))  # noqa: B023
                    found["on disk", by] = _megabytes(course / ".venv")
    return found


@contextmanager
def _copy(home: Path) -> Iterator[Path]:
    """Give a fresh copy of the course below a home of its own, which keeps its cache."""
    course = home / "course"
    call("git", "clone", "--quiet", str(ROOT), str(course))
    yield course
    shutil.rmtree(course)


def _set_up(by: str, course: Path, home: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("UV_")}
    own = {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    own |= {"UV_CACHE_DIR": str(home / "cache/uv"), "PIP_CACHE_DIR": str(home / "cache/pip")}
    for name in ("VIRTUAL_ENV", "PYTHONPATH"):
        kept.pop(name, None)
    python = sys._base_executable  # type: ignore[attr-defined]
    here = course / ".venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    steps = {
        "start.py": [[python, "start.py", "run", "python", "--version"]],
        "venv and pip": [
            [python, "-m", "venv", ".venv"],
            [str(here), "-m", "pip", "-q", "install", "-c", "constraints.txt", "-e", ".[lab]"],
        ],
    }
    for words in steps[by]:
        subprocess.run(words, cwd=course, env=kept | own, check=True, capture_output=True)


def _megabytes(folder: Path) -> float:
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


if __name__ == "__main__":
    main()
