"""Every test, and every notebook a test runs, keeps its answers in a folder of its own."""

import os
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import start

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Set before any kernel starts: nbval's kernels inherit the environment of this process.
os.environ["WAYOUT_WORK"] = str(Path(tempfile.mkdtemp(prefix="wayout-")) / "my_work.json")
os.environ["JUPYTER_PLATFORM_DIRS"] = "1"

# A busy machine is slow, not wrong: speed is measured in benchmarks/ only.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not read the tests in a browser where none is asked for and its extra is not here."""
    unasked = not start.needs_browser([config.option.markexpr])
    return (unasked and not find_spec("playwright") and opens_a_browser(collection_path)) or None


def opens_a_browser(path: Path) -> bool:
    """Tell whether a module, or a folder by its conftest, takes part in the tests in a browser."""
    module = path / "conftest.py" if path.is_dir() else path
    if module == Path(__file__) or module.suffix != ".py" or not module.exists():
        return False
    return any(f"\nfrom {name}" in module.read_text("utf-8") for name in ("playwright", "lab "))


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Chromium, started once: a second Playwright in the same process is refused."""
    from lab import CHROMIUM, FLAGS
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
