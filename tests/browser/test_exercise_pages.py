"""Exercises and solutions in a real browser, beside the lessons and on another core."""

from pathlib import Path

import pytest
from lab import Lab, notebooks, opened
from looks import everything_is_there, look, nothing_went_wrong
from playwright.sync_api import Browser

EXERCISES = [path for path in notebooks() if path.startswith("exercises/")]
SOLUTIONS = [path for path in notebooks() if path.startswith("solutions/")]


@pytest.mark.parametrize("path", EXERCISES)
def test_an_exercise_runs_blank(browser: Browser, lab: Lab, gallery: Path, path: str) -> None:
    with opened(browser, lab, path) as notebook:
        notebook.run_all()
        everything_is_there(notebook)
        look(notebook, gallery, "exercises", "dark")
        nothing_went_wrong(notebook)


# They look like the exercises that are made from them: one look is enough.
@pytest.mark.parametrize("path", SOLUTIONS)
def test_a_solution_runs_to_its_end(browser: Browser, lab: Lab, path: str) -> None:
    with opened(browser, lab, path) as notebook:
        notebook.run_all()
        everything_is_there(notebook)
        nothing_went_wrong(notebook)
