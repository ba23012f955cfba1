"""Every test, and every notebook a test runs, keeps its answers in a folder of its own.

What is here needs pytest and the course alone: an environment with nbval runs the lessons, too.
"""

import os
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest

import start
from wayout.exercises.worked import untouched, worked_on

# Set before any kernel starts: nbval's kernels inherit the environment of this process.
os.environ["WAYOUT_WORK"] = str(Path(tempfile.mkdtemp(prefix="wayout-")) / "my_work.json")
os.environ["JUPYTER_PLATFORM_DIRS"] = "1"

EXERCISES = Path(__file__).parent / "exercises"
LONGEST = (
    *("test_environment", "test_setup", "test_lesson_pages", "test_exercise_pages"),
    *("test_lite", "test_site_pages"),
    *("test_fresh_clone", "test_hostile", "test_boards", "test_cards", "test_picture"),
    *("test_answers", "test_lessons", "test_benchmarks", "test_solutions", "test_reach"),
)
"""The files that take longest, in the order in which they begin: small ones fill the rest."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out what a person has worked on, and tests in a browser that nobody asked for."""
    if collection_path.suffix == ".ipynb" and EXERCISES in collection_path.parents:
        return (collection_path.parent != EXERCISES or not untouched(collection_path)) or None
    unasked = not start.needs("browser", "slow", [config.option.markexpr])
    return (unasked and not find_spec("playwright") and opens_a_browser(collection_path)) or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the files that take longest begin first, so that two workers end together."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the exercises that were not run."""
    for name in worked_on(EXERCISES.parent):
        terminalreporter.write_line(f"{name} is worked on: it stays as it is and was not tested.")


def opens_a_browser(path: Path) -> bool:
    """Tell whether a module, or a folder by its conftest, takes part in the tests in a browser."""
    module = path / "conftest.py" if path.is_dir() else path
    if module == Path(__file__) or module.suffix != ".py" or not module.exists():
        return False
    return any(f"\nfrom {name}" in module.read_text("utf-8") for name in ("playwright", "lab "))
