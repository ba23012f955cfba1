"""Odd and hostile answers to the course's own questions: what went in, the verdict, what it costs.

Each row runs in a notebook's shell. A right thought in an odd shape costs no try, its card says
how to write it, and nothing that a learner can put into a name hangs a check or cheats it.
"""

import contextlib
import io
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

from held import held
from wayout.exercises.endings import _assigned, endings
from wayout.exercises.result import CheckResult
from wayout.work import session

HELD = held(__file__)
RED = "answer_1 = 9 visits"
Ask = Callable[..., tuple[CheckResult, int]]


@pytest.mark.parametrize(("code", "names"), HELD["odd_cells"])
def test_a_cell_of_any_size_is_looked_through_at_once(code: str, names: list[str]) -> None:
    found = {name for name, _ in _assigned(eval(code), str)}
    assert found >= set(names)


@pytest.fixture(scope="module")
def shell() -> Iterator[InteractiveShell]:
    made = InteractiveShell()  # type: ignore[no-untyped-call]
    made.run_cell(HELD["ready"])  # type: ignore[no-untyped-call]
    endings.listen(made)
    yield made
    endings.listen(None)


@pytest.fixture
def ask(shell: InteractiveShell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Return a function that runs cells and gives the card and how many tries were counted."""
    monkeypatch.setenv("WAYOUT_WORK", str(tmp_path / "my_work.json"))
    monkeypatch.delenv("WAYOUT_CHECKS", raising=False)
    endings._latest.clear()

    def run(lesson: str, question: str, *cells: str) -> tuple[CheckResult, int]:
        session.begin(lesson)
        for name in [name for name in shell.user_ns if "nswer" in name or "nwser" in name]:
            del shell.user_ns[name]
        blank, last = f"answer_{question[1:]} = ...", f"card = check({question!r})"
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            for cell in (blank, *cells, *([] if "card =" in cells[-1] else [last])):
                shell.run_cell(cell)  # type: ignore[no-untyped-call]
        kept: Any = [entry.value for entry in session.current().work.entries(kind="answer")]
        return shell.user_ns["card"], max((value["tries"] for value in kept), default=0)

    return run


@pytest.mark.parametrize("before", [[], ["answer_1 = 9"], ["answer_1 = 5"]], ids=str)
@pytest.mark.parametrize("cell", HELD["assignments"])
def test_any_form_of_assignment_ends_an_older_red_box(
    ask: Ask, shell: InteractiveShell, before: list[str], cell: str
) -> None:
    shell.user_ns["contextlib"] = contextlib
    card, tries = ask("02", "q1", *before, RED, cell)
    assert (card.right, tries, "red box" in card.says) == (True, 0, False)


@pytest.mark.parametrize(("place", "what", "wanted", "says"), HELD["answers"])
def test_a_thought_is_judged_and_not_its_spelling(
    ask: Ask, place: str, what: str, wanted: str, says: str
) -> None:
    lesson, question = place.split()
    code = f"answer_{question[1:]} {what}" if what.startswith("=") else what
    card, tries = ask(lesson, question, *code.split(" ;; "))
    assert f"{card.state} {tries}" == wanted, card.says
    assert says in card.says


@pytest.mark.parametrize("act", ["never", "dies", "lambda *_: 19.83", "never, Meta"])
@pytest.mark.parametrize(("base", "value", "right"), HELD["classes"])
def test_no_class_of_the_learners_hangs_or_cheats(
    ask: Ask, shell: InteractiveShell, base: str, value: str, act: str, right: bool
) -> None:
    shell.run_cell(HELD["endless"])  # type: ignore[no-untyped-call]
    cells = [f"answer_1 = [evil({base}, {act})({value})][0]", "card = check('q1', answer_1)"]
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(ask("03", "q1", *cells)), daemon=True)
    thread.start()
    thread.join(20)
    assert found, "the check hangs"
    card, _ = found[0]
    assert card.state == ("right" if right else "not-yet"), card.says
