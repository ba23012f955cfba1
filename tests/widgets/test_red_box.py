"""An error in a learner's cell: a sentence with its line and what to do; Python's words folded."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

from held import held
from wayout.widgets import red_box
from wayout.widgets.red_box import explain, told

HELD = held(__file__)
BEFORE = """
from wayout import load
visits, counts, eleven_months, a = load("visits"), {"trade": 1, "may": 2}, 2, 1
def pin(a, b): return a
"""


@pytest.fixture(scope="module")
def shell() -> InteractiveShell:
    made = InteractiveShell()
    made.run_cell(BEFORE)
    return made


def said(shell: InteractiveShell, cell: str) -> str:
    result = shell.run_cell(cell)
    error = result.error_before_exec or result.error_in_exec
    assert error is not None
    return told(error, cell, shell.user_ns)


@pytest.mark.parametrize(("cell", "pattern"), HELD["cells"].items())
def test_an_error_is_said_in_a_sentence(shell: InteractiveShell, cell: str, pattern: str) -> None:
    says = said(shell, cell)
    assert re.search(pattern, says), says
    assert says.endswith("Nothing is lost: change it and run the cell again.")
    assert "\n" not in says


@pytest.mark.parametrize("cell", HELD["silent"]["cells"])
def test_what_speaks_for_itself_is_left_alone(shell: InteractiveShell, cell: str) -> None:
    assert said(shell, cell) == ""


class OddError(Exception):
    def __str__(self) -> str:
        raise RuntimeError("no words")


def test_an_error_that_cannot_be_read_is_shown_as_it_is() -> None:
    assert told(OddError(), "", {}) == ""


def test_the_sentence_comes_first_and_what_python_says_is_folded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain, pages = list[Any](), list[str]()
    shell = SimpleNamespace(
        _showtraceback=lambda *given: plain.append(given[2]),
        history_manager=SimpleNamespace(input_hist_raw=["1 / 0"]),
        user_ns={},
    )
    monkeypatch.setattr(red_box, "_display", lambda page: pages.append(page.data))
    for _ in range(2):  # start() may run twice
        explain(shell)
    shell._showtraceback(ZeroDivisionError, ZeroDivisionError("x"), ["\x1b[31mred <b>\x1b[0m"])
    assert [len(lines) for lines in plain] == [1]
    assert "divides by zero" in plain[0][0]
    assert "<pre>red &lt;b&gt;</pre>" in pages[0]
    shell._showtraceback(KeyboardInterrupt, KeyboardInterrupt(), ["as it is"])
    assert (plain[1], len(pages)) == (["as it is"], 1)
