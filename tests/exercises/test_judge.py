import subprocess
import sys
from typing import Any

import pytest

from cases import made
from held import held
from wayout.exercises.check import compose
from wayout.exercises.expect import exactly, mark, marks, near
from wayout.exercises.judge import Mistake, Question, complaints, judge

TOTAL = 218.17
MONTHLY = compose(
    "q1",
    "answer_1",
    near(TOTAL / 11, digits=1),
    mistakes=[(TOTAL, "That is the total."), (TOTAL / 12, "You divided by 12.")],
    hints=["How many months?", "Divide."],
    because="218.17 / 11 is 19.83.",
)


@pytest.mark.parametrize(("answer", "verdict", "says"), held(__file__, "verdicts"))
def test_each_answer_gets_its_verdict(answer: str, verdict: str, says: str) -> None:
    found = judge(MONTHLY, made(answer))
    assert found.verdict == verdict
    assert found.says.startswith(says)


def test_a_mistake_may_name_a_wrong_kind_itself() -> None:
    question = compose("q1", "a", 2.0, mistakes=[("two", "Use figures."), (3.0, "Too many.")])
    assert judge(question, "Two").says == "Use figures."


def test_a_fault_that_an_expectation_can_name_is_a_mistake() -> None:
    question = compose("q3", "a", marks(mark(10, 20, "Here"), exactly=1))
    shown = [{"latitude": 10, "longitude": 20, "label": "", "colour": ""}]
    found = judge(question, shown)
    assert (found.verdict, found.says) == ("mistake", question.expected.named(found.answer))
    assert found.says


def test_the_remark_of_an_expectation_is_passed_on() -> None:
    question = compose("q2", "a", ["a", "b", "c"])
    assert judge(question, ["a", "c", "b"]).says == "1 of 3 stand in the right place."


def test_a_set_is_no_answer_to_a_question_of_order() -> None:
    question = compose("q2", "a", [2021, 2022], mistakes=[([2022, 2021], "Turned round.")])
    found = judge(question, {2022, 2021})
    assert (found.verdict, found.answer) == ("kind", {"a set": [2021, 2022]})
    assert found.says == (
        "q2 wants a list in order; you have a set with 2 items. "
        "A set has no order. Square brackets make a list: `[...]`."
    )
    assert judge(compose("q3", "a", {"x", "y"}), {"y", "x"}).shown == "{“x”, “y”}"
    assert judge(question, set()).verdict == "blank"


def test_a_map_is_read_back_as_a_map() -> None:
    question = compose("q3", "a", marks(mark(1, 2), exactly=1))
    found = judge(question, [{"latitude": 9, "longitude": 9}])
    assert found.shown == "a map with 1 marker"


def test_a_good_question_draws_no_complaint() -> None:
    assert complaints(MONTHLY) == []


def test_each_fault_of_a_question_is_named() -> None:
    bare = compose("q1", "a", 2.0, mistakes=[(3.0, " ")], hints=["one", " "][:1])
    assert complaints(bare) == [
        "needs two hints or more",
        "needs two known mistakes or more",
        "does not say why the answer is right (because=)",
        "says nothing about the mistake 3",
    ]
    empty = compose("q1", "a", 2.0, MISTAKES, ["one", "  "], "why")
    assert complaints(empty) == ["has an empty hint"]


MISTAKES = [(3.0, "three"), (4.0, "four")]


@pytest.mark.parametrize(
    ("expected", "mistakes", "complaint"),
    [
        (26.2, [(26.3, "as published"), (1.0, "one")], "accepts 26.3, which it lists as a mistake"),
        (2.0, [(3.0, "three"), (3.001, "three again")], "never reaches the mistake 3.001"),
        (
            2.0,
            [(3.0, "three"), (exactly("Iran"), "Iran", "Oman")],
            "lists a mistake with an example, “Oman”, that does not match",
        ),
    ],
)
def test_a_mistake_that_cannot_work_is_named(
    expected: Any, mistakes: list[Any], complaint: str
) -> None:
    question = compose("q1", "a", expected, mistakes, ["one", "two"], "why")
    assert [line for line in complaints(question) if complaint in line]


def test_a_blank_is_no_mistake() -> None:
    blank = Mistake(near(0.0), "says", "")
    question = Question("q1", "a", near(1.0), (blank, blank), ("one", "two"), "why")
    assert complaints(question)[0].endswith("that is a blank answer")


def test_judging_needs_the_standard_library_alone() -> None:
    code = (
        "import sys; import wayout.exercises.judge, wayout.exercises.expect, "
        "wayout.exercises.map_marks, wayout.exercises.values;"
        "found = {name.partition('.')[0] for name in sys.modules};"
        "ours = found - set(sys.stdlib_module_names);"
        "print(sorted(name for name in ours if not name.startswith('_')))"
    )
    result = subprocess.run([sys.executable, "-S", "-c", f"{PATHS};{code}"], capture_output=True)
    assert result.stderr == b""
    assert result.stdout.decode().strip() == "['wayout']"


PATHS = f"import sys; sys.path.insert(0, {str(__import__('wayout').__path__[0]) + '/..'!r})"
