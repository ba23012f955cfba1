"""One Lab for all tests that open one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lab import Lab, Notebook, opened, running_lab, write_notebook
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


@pytest.fixture(scope="module")
def page(request: pytest.FixtureRequest, browser: Browser, lab: Lab) -> Iterator[Notebook]:
    """A page that has run the module's ``CELLS`` on an empty work file, ``WIDTH`` pixels wide."""
    lab.work.unlink(missing_ok=True)
    path = f"lessons/{request.module.__name__.rpartition('test_')[2]}.ipynb"
    write_notebook(lab, path, request.module.CELLS)
    width = getattr(request.module, "WIDTH", 1280)
    with opened(browser, lab, path, width=width, alone=True) as notebook:
        if width < 1280:
            notebook.do("application:toggle-left-area")
        notebook.run_all()
        yield notebook
