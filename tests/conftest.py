"""Every test, and every notebook a test runs, keeps its answers in a folder of its own."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from wayout.work import session
from wayout.work.session import Session
from wayout.work.workfile import WorkFile

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Set before any kernel starts: nbval's kernels inherit the environment of this process.
os.environ["WAYOUT_WORK"] = str(Path(tempfile.mkdtemp(prefix="wayout-")) / "my_work.json")
os.environ["JUPYTER_PLATFORM_DIRS"] = "1"

# A busy machine is slow, not wrong: speed is measured in benchmarks/ only. Half of the examples are
# enough while one works; .ci/run tries them all.
EXAMPLES = 100 if os.environ.get("CI") else 50
settings.register_profile("unhurried", deadline=None, max_examples=EXAMPLES)
settings.load_profile("unhurried")


@pytest.fixture
def work(tmp_path: Path) -> WorkFile:
    """A work file of its own."""
    return WorkFile(tmp_path / "my_work.json")


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Lesson 2, open on a work file of its own."""
    monkeypatch.setenv("WAYOUT_WORK", str(tmp_path / "my_work.json"))
    monkeypatch.setattr(session, "_open", None)
    return session.begin("02")


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Chromium, started once: a second Playwright in the same process is refused."""
    from lab import CHROMIUM, FLAGS
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
