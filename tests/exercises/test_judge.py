import subprocess
import sys

import pytest

from calls import calls
from cases import made
from held import held
from wayout.exercises import expect
from wayout.exercises import judge as judging
from wayout.exercises.check import compose
from wayout.exercises.expect import near
from wayout.exercises.judge import judge

TOTAL = 218.17
MONTHLY = compose(
    "q1",
    "answer_1",
    near(TOTAL / 11, digits=1),
    mistakes=[(TOTAL, "That is the total."), (TOTAL / 12, "You divided by 12.")],
    hints=["How many months?", "Divide."],
    because="218.17 / 11 is 19.83.",
)

test_calls = calls(__file__, expect, judging, {"compose": compose, "MONTHLY": MONTHLY})


@pytest.mark.parametrize(("answer", "verdict", "says"), held(__file__, "verdicts"))
def test_each_answer_gets_its_verdict(answer: str, verdict: str, says: str) -> None:
    found = judge(MONTHLY, made(answer))
    assert found.verdict == verdict
    assert found.says.startswith(says)


def test_judging_needs_the_standard_library_alone() -> None:
    code = held(__file__, "alone")
    result = subprocess.run([sys.executable, "-S", "-c", f"{PATHS}\n{code}"], capture_output=True)
    assert result.stderr == b""
    assert result.stdout.decode().strip() == "['wayout']"


PATHS = f"import sys; sys.path.insert(0, {str(__import__('wayout').__path__[0]) + '/..'!r})"
