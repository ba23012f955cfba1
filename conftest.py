"""Every test, and every notebook a test runs, keeps its answers in a folder of its own."""

import os
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import start
from wayout.exercises.worked import untouched, worked_on
from wayout.work import session
from wayout.work.session import Session
from wayout.work.workfile import WorkFile

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Set before any kernel starts: nbval's kernels inherit the environment of this process.
os.environ["WAYOUT_WORK"] = str(Path(tempfile.mkdtemp(prefix="wayout-")) / "my_work.json")
os.environ["JUPYTER_PLATFORM_DIRS"] = "1"

EXERCISES = Path(__file__).parent / "exercises"

# A busy machine is slow, not wrong: speed is measured in benchmarks/ only. Half of the examples are
# enough while one works; .ci/run tries them all.
EXAMPLES = 100 if os.environ.get("CI") else 50
settings.register_profile("unhurried", deadline=None, max_examples=EXAMPLES)
settings.load_profile("unhurried")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Name the place of a work file of its own."""
    return tmp_path / "my_work.json"


@pytest.fixture
def work(path: Path) -> WorkFile:
    """Make a work file of its own."""
    return WorkFile(path)


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Open Lesson 2 on a work file of its own."""
    monkeypatch.setenv("WAYOUT_WORK", str(tmp_path / "my_work.json"))
    monkeypatch.setattr(session, "_open", None)
    return session.begin("02")


@pytest.fixture
def greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand in Greenwich."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out what a person has worked on, and tests in a browser that nobody asked for."""
    if collection_path.suffix == ".ipynb" and EXERCISES in collection_path.parents:
        return (collection_path.parent != EXERCISES or not untouched(collection_path)) or None
    unasked = not start.needs_browser([config.option.markexpr])
    return (unasked and not find_spec("playwright") and opens_a_browser(collection_path)) or None


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


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Start Chromium once: a second Playwright in the same process is refused."""
    from lab import CHROMIUM, FLAGS
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        pytest.skip(f"needs Chromium at {CHROMIUM}")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
