import contextlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell

from cases import made
from held import held
from wayout.exercises.check import check
from wayout.exercises.endings import endings
from wayout.exercises.expect import near
from wayout.exercises.result import CheckResult
from wayout.work import session

Learner = Callable[..., CheckResult]
RIGHT = 218.17 / 11


def test_an_untouched_question_is_not_answered_yet(learner: Learner) -> None:
    card = learner(answer_1=...)
    assert card.state == "blank"
    assert "three dots" in card.says


def test_a_right_answer_comes_with_the_reason(learner: Learner) -> None:
    assert learner(answer_1=np.array(RIGHT)).right
    card = learner(answer_1=np.float64(RIGHT))
    assert card.right
    assert card.says == "It is 19.83."
    assert card.shown == "19.83363636"
    assert card.solution == "answer_1 = total / months"


def test_help_grows_with_each_different_try(learner: Learner) -> None:
    first, second, third = (learner(answer_1=answer) for answer in (1, 2, 3))
    assert [len(card.hints) for card in (first, second, third)] == [1, 2, 2]
    assert [card.tries for card in (first, second, third)] == [1, 2, 3]
    assert [card.solution for card in (first, second)] == ["", ""]
    assert third.solution == "answer_1 = total / months"
    assert third.because == "It is 19.83."
    assert first.hints == ("How many months are there?",)


def test_a_known_mistake_is_named_before_any_hint(learner: Learner) -> None:
    card = learner(answer_1=218.1)
    assert (card.says, card.hints) == ("That is the total.", ())
    other = learner(answer_1=5)
    assert other.hints == ("How many months are there?",)
    again = learner(answer_1=18.18)
    assert (again.says, again.hints) == ("You divided by 12.", other.hints)
    assert again.solution == "answer_1 = total / months"


def test_run_all_with_the_same_answer_is_no_new_try(learner: Learner) -> None:
    cards = [learner(answer_1=1) for _ in range(5)]
    assert {card.tries for card in cards} == {1}
    assert {str(card) for card in cards} == {str(cards[0])}


def test_a_learner_may_give_the_answer_to_the_check(learner: Learner) -> None:
    assert learner(answer_1=...).state == "blank"
    assert check("q1", RIGHT).right
    assert check("q1", 218.17).says == "That is the total."


def test_a_cell_that_was_not_run_is_named(learner: Learner) -> None:
    card = learner()
    assert card.state == "blank"
    assert card.says.startswith("Run the cell above first: there is no `answer_1` yet.")
    assert "ended in a red box" in card.says


def test_a_blank_beside_an_earlier_answer_tells_of_it(learner: Learner) -> None:
    learner(answer_1=RIGHT)
    session.begin("02")
    for card in (learner(answer_1=...), learner()):
        assert card.state == "blank"
        assert ": 19.83363636 (right). It still counts." in card.says
    assert "You answered this" not in learner(answer_1=1).says


def test_another_form_is_no_wrong_try(learner: Learner) -> None:
    cards = [learner(answer_1=answer) for answer in (20, (19, 8), (19, 83))]
    assert {(card.state, card.tries, card.hints) for card in cards} == {("not-yet", 0, ())}
    assert session.current().work.entries(kind="answer") == []


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
    assert session.current().work.entries(kind="answer") == []
    assert asked(shell, f"answer_1 = {RIGHT}").right


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


def test_a_name_inside_a_function_is_found(learner: Learner) -> None:
    def inside() -> CheckResult:
        answer_1 = RIGHT  # noqa: F841 - the probe reads it
        return check("q1")

    assert inside().right


def test_before_start_the_first_cell_is_asked_for(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "_open", None)
    card = learner(answer_1=1)
    assert card.state == "unknown"
    assert card.says == "Run the first cell of this notebook, then this cell again."


@pytest.mark.parametrize("name", ["q9", "", None, 3, ["q1"], {"q1": 1}])
def test_an_unknown_question_is_no_error(learner: Learner, name: Any) -> None:
    card = learner(name, answer_1=1)
    assert card.state == "unknown"
    assert card._repr_html_()


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


def test_an_unknown_question_names_the_known_ones(learner: Learner) -> None:
    assert learner("q9").says == "This exercise has no such question. It has q1."


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
    assert [learner(answer_1=answer).tries for answer in (1, 2, 2, 3)] == [1, 2, 2, 3]
    assert session.current().work.state == "read-only"
    assert learner(answer_1=RIGHT).right


def test_tries_outlive_the_kernel(learner: Learner) -> None:
    learner(answer_1=1)
    learner(answer_1=2)
    session.begin("02")
    assert learner(answer_1=3).tries == 3


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


def test_a_table_is_named_as_what_it_is(learner: Learner) -> None:
    card = learner(answer_1=pd.DataFrame({"a": range(12)}))
    assert card.says == "q1 wants one number; you have a table with 12 rows."


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


def test_a_solution_is_compared_in_place() -> None:
    assert solved(19.8).says == "So it is."
    assert solved(218.17).says == "That is the total."
    assert solved(5).hints == ("How many?",)
    assert solved(...).state == "blank"


def test_a_check_that_cannot_be_made_says_so() -> None:
    card = check("q1", 1, ...)
    assert card.state == "unknown"
    assert card.says.startswith("The check itself stopped: Blank")


def test_a_solution_leaves_no_trace_in_the_work_file(learner: Learner) -> None:
    before = len(session.current().work.entries())
    solved(5)
    assert len(session.current().work.entries()) == before


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
