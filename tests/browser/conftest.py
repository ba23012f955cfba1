"""One Lab for all tests that open one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lab import Lab, running_lab
from playwright.sync_api import Browser

from checkout import ROOT

pytest.register_assert_rewrite("looks")  # it asserts for the tests: say what was found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def lab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with running_lab(tmp_path_factory.mktemp("course")) as running:
        yield running


@pytest.fixture(scope="session")
def gallery() -> Path:
    """The folder for pictures that a person looks at; git ignores it."""
    folder = ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    return folder
