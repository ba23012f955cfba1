"""What many tests share: a work file, a session, a clock, a browser."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from sample_lessons import make_lessons
from wayout.work import session
from wayout.work.session import Session
from wayout.work.workfile import WorkFile

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A busy machine is slow, not wrong: speed is measured in benchmarks/ only. Half of the examples
# is enough while one works; .ci/run tries them all.
EXAMPLES = 50 if os.environ.get("CI") else 25
settings.register_profile("unhurried", deadline=None, max_examples=EXAMPLES)
settings.load_profile("unhurried")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Name the place of a work file of its own."""
    return tmp_path / "my_work.json"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a small course, in which the test stands."""
    return make_lessons(tmp_path, monkeypatch)


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
    if not hasattr(time, "tzset"):
        pytest.skip("Windows lets nobody stand elsewhere")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


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
