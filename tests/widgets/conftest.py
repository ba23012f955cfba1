"""The toy on the register, and a notebook that shows cards without a page."""

from typing import Any

import pytest
from jinja2 import ChoiceLoader, DictLoader

from toy import TEMPLATE
from wayout import pages
from wayout.activities import REGISTRY, maker
from wayout.widgets import form


@pytest.fixture
def toys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add the toy: one template, and one line in the register."""
    environment = pages.environment().overlay()
    mine = DictLoader({"toy.html": TEMPLATE})
    environment.loader = ChoiceLoader([mine, *filter(None, [environment.loader])])
    monkeypatch.setattr(pages, "environment", lambda: environment)
    monkeypatch.setitem(REGISTRY, "toy", ("toy",))
    maker.cache_clear()


class Notebook:
    """Cells that run and show cards; it keeps what they put on the page.

    Attributes
    ----------
    twins
        Each still card that was shown, with all that it said so far.
    """

    def __init__(self) -> None:
        self.twins: list[list[str]] = []
        self.place = ("", "")
        self._runs = 0

    def run(self, cell: str, *cards: Any) -> None:
        """Show cards in a cell, as a run of their own."""
        self._runs += 1
        self.place = (cell, str(self._runs))
        for card in cards:
            card._ipython_display_()

    def show(self, what: Any, display_id: bool = False, **_: object) -> Any:
        """Stand in for IPython's display."""
        if not display_id:
            return None
        said = [what.data]
        self.twins.append(said)
        return type("Handle", (), {"update": lambda _, new: said.append(new.data)})()


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> Notebook:
    shown = Notebook()
    monkeypatch.setattr(form, "_display", shown.show)
    monkeypatch.setattr(form, "_place", lambda: shown.place)
    return shown
