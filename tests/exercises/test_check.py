import contextlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell

from calls import calls
from cases import made
from held import held
from wayout.exercises.check import check
from wayout.exercises.endings import endings
from wayout.exercises.expect import near
from wayout.exercises.result import CheckResult
from wayout.work import session

Learner = Callable[..., CheckResult]
RIGHT = 218.17 / 11


def entries() -> list[Any]:
    return list(session.current().work.entries(kind="answer"))


def solved(answer: Any, **parts: Any) -> CheckResult:
    return check(
        "q1",
        answer,
        near(RIGHT, digits=1),
        mistakes=[(218.17, "That is the total.")],
        hints=["How many?", "Divide."],
        because="So it is.",
        **parts,
    )


def inside() -> CheckResult:
    answer_1 = RIGHT  # noqa: F841 - the probe reads it
    return check("q1")


test_calls = calls(__file__, globals(), fixtures="learner")


@pytest.fixture
def shell() -> Iterator[InteractiveShell]:
    made = InteractiveShell()  # type: ignore[no-untyped-call]
    endings.listen(made)
    made.user_ns["check"] = check
    yield made
    endings.listen(None)
    endings._latest.clear()


def asked(shell: InteractiveShell, *cells: str) -> CheckResult:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for cell in cells:
            shell.run_cell(cell)  # type: ignore[no-untyped-call]
        shell.run_cell("card = check('q1')")  # type: ignore[no-untyped-call]
    card = shell.user_ns["card"]
    assert isinstance(card, CheckResult)
    return card


@pytest.mark.parametrize(("cell", "error", "tip"), held(__file__, "not_taken"))
@pytest.mark.parametrize("before", [[], ["answer_1 = ..."], ["answer_1 = 218.17"]])
def test_an_answer_that_was_not_taken_is_not_judged(
    learner: Learner, shell: InteractiveShell, before: list[str], cell: str, error: str, tip: str
) -> None:
    card = asked(shell, *before, cell)
    assert card.state == "not-yet"
    assert card.says.startswith(f"The cell with `answer_1` ended in a red box ({error}")
    assert "Your new answer was not taken." in card.says
    assert tip in card.says
    assert entries() == []
    assert asked(shell, f"answer_1 = {RIGHT}").right


def test_three_errors_open_hints_and_then_the_solution(
    learner: Learner, shell: InteractiveShell
) -> None:
    cards = [asked(shell, "answer_1 = total / monts") for _ in range(3)]
    assert [len(card.hints) for card in cards] == [0, 1, 2]
    assert [bool(card.solution) for card in cards] == [False, False, True]
    assert cards[2].says.startswith("The cell with `answer_1` ended in a red box")


def test_an_error_after_the_answer_is_told_beside_the_verdict(
    learner: Learner, shell: InteractiveShell
) -> None:
    card = asked(shell, "answer_1 = 218.17\nnothing")
    assert card.says == (
        "The cell with `answer_1` ended in a red box (NameError: name 'nothing' is not defined). "
        'Its later lines were not run. Text needs quotation marks: `"nothing"`. That is the total.'
    )
    assert asked(shell, f"answer_1 = {RIGHT}\nnothing").says == "It is 19.83."
    assert asked(shell, "answer_1 == nothing").right
    blank = asked(shell, "answer_1 = [...]\nnothing")
    assert blank.state == "blank"
    assert blank.says.startswith("The cell with `answer_1` ended in a red box")
    assert 'quotation marks: `"nothing"`. You answered this on' in blank.says


def test_before_start_the_first_cell_is_asked_for(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "_open", None)
    card = learner(answer_1=1)
    assert card.state == "unknown"
    assert card.says == "Run the first cell of this notebook, then this cell again."


class Nameless:
    def __str__(self) -> str:
        raise SystemExit("no name today")

    __repr__ = __str__


class NamelessText(str):
    __slots__ = ()

    def __str__(self) -> str:
        raise RuntimeError("no name today")


@pytest.mark.parametrize("call", ["check(name)", "check(name, 1, 2)"])
@pytest.mark.parametrize(
    "name",
    [10**5000, Nameless(), NamelessText("q9"), [Nameless()]],
    ids=["vast", "object", "text", "list"],
)
def test_a_question_that_cannot_be_written_is_no_error(
    learner: Learner, name: Any, call: str
) -> None:
    card = eval(call, {"check": check, "name": name})
    assert isinstance(card, CheckResult)
    assert not card.right
    assert card.question == ("q9" if isinstance(name, str) else "this question")
    assert card.question in str(card)
    assert card.question in card._repr_html_()


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"questions": [{"name": "q1"}]}'])
def test_missing_or_damaged_checks_are_said(
    learner: Learner, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "exercises" / "checks" / "02_sample.json"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    card = learner(answer_1=1)
    assert card.state == "unknown"
    assert "fresh copy" in card.says


def test_a_disk_that_cannot_be_written_changes_nothing_for_the_learner(
    learner: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").write_text("no folder")
    monkeypatch.setenv("WAYOUT_WORK", str(tmp_path / "a file" / "my_work.json"))
    session.begin("02")
    assert [learner(answer_1=answer).tries for answer in (1, 2, 2, 3)] == [1, 2, 3, 4]
    assert session.current().work.state == "read-only"
    assert learner(answer_1=RIGHT).right


LOOP: list[Any] = []
LOOP.append(LOOP)


@pytest.mark.parametrize("answer", held(__file__, "odd"))
def test_whatever_the_answer_is_the_check_answers_calmly(learner: Learner, answer: str) -> None:
    card = learner(answer_1=made(answer, RIGHT=RIGHT, LOOP=LOOP))
    assert card.state in ("not-yet", "blank")
    html = card._repr_html_()
    assert "<script" not in html
    assert len(html) < 3000
    assert "Traceback" not in str(card)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just(...),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("al"), inner, max_size=3),
    max_leaves=10,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(anything)
def test_no_answer_makes_a_check_raise(learner: Learner, answer: Any) -> None:
    card = learner(answer_1=answer)
    assert card.state in ("right", "not-yet", "blank")
    assert card.right == (isinstance(answer, int | float) and abs(answer - RIGHT) <= 0.0500001)


@pytest.mark.parametrize("answer", [..., 5, 218.17, "text"])
def test_strict_checks_raise_on_anything_not_right(
    learner: Learner, monkeypatch: pytest.MonkeyPatch, answer: Any
) -> None:
    monkeypatch.setenv("WAYOUT_CHECKS", "strict")
    with pytest.raises(AssertionError, match="q1"):
        solved(answer)
    with pytest.raises(AssertionError, match="q1"):
        learner(answer_1=answer)
    with pytest.raises(AssertionError, match="Cannot check: q9"):
        learner("q9")
    assert solved(19.8).right
    assert learner(answer_1=RIGHT).right


def test_a_keyboard_interrupt_passes(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("wayout.exercises.check.judge", interrupt)
    with pytest.raises(KeyboardInterrupt):
        learner(answer_1=1)
