"""The exercises in a real browser, each opened once; nbval runs the solutions, which look alike."""

from pathlib import Path

import pytest
from lab import Lab, opened
from looks import at_both_widths, nothing_went_wrong
from playwright.sync_api import Browser

from checkout import notebooks

EXERCISES = [str(path) for path in notebooks() if path.parts[0] == "exercises"]


@pytest.mark.parametrize("path", EXERCISES)
def test_an_exercise_runs_blank_and_fits_both_widths(
    browser: Browser, lab: Lab, gallery: Path, path: str
) -> None:
    with opened(browser, lab, path) as notebook:
        notebook.run_all()
        cards = notebook.panel.locator(".wo-check")
        assert set(cards.evaluate_all("cs => cs.map(c => c.dataset.verdict)")) == {"blank"}
        at_both_widths(notebook, gallery, "exercises")
        nothing_went_wrong(notebook)
