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

from wayout.exercises.endings import endings
from wayout.exercises.result import CheckResult
from wayout.work import session

READY = """import time, decimal, fractions, numpy as np, pandas as pd
from wayout import load, check
eleven_months, partners = 218.17, load("russia_partners")
names = pd.DataFrame({"name": ["Japan", "South Korea", "Vietnam", "Japan"]}).name"""
RED = "answer_1 = 6 visits"
Ask = Callable[..., tuple[CheckResult, int]]


@pytest.fixture(scope="module")
def shell() -> Iterator[InteractiveShell]:
    made = InteractiveShell()  # type: ignore[no-untyped-call]
    made.run_cell(READY)  # type: ignore[no-untyped-call]
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


@pytest.mark.parametrize("before", [[], ["answer_1 = 6"], ["answer_1 = 5"]], ids=str)
@pytest.mark.parametrize(
    "cell",
    [
        "answer_1 = 6\ncard = check('q1')",
        "x = 5; answer_1 = 6",
        "answer_1: int = 6",
        "%time answer_1 = 6",
        "%%time\nanswer_1 = 6",
        "%%capture\nanswer_1 = 6",
        "answer_1, y = 6, 7",
        "*_, answer_1 = 5, 6",
        "for answer_1 in [5, 6]: pass",
        "if (answer_1 := 6): pass",
        "answer_1 = 5\nanswer_1 += 1",
        "def f():\n    global answer_1\n    answer_1 = 6\nf()",
        "exec('answer_1 = 6')",
        "globals()['answer_1'] = 6",
        "with contextlib.nullcontext(6) as answer_1: pass",
        "match 6:\n    case answer_1: pass",
        "answer_1 = 6\n1 / 0",
    ],
)
def test_any_form_of_assignment_ends_an_older_red_box(
    ask: Ask, shell: InteractiveShell, before: list[str], cell: str
) -> None:
    shell.user_ns["contextlib"] = contextlib
    card, tries = ask("02", "q1", *before, RED, cell)
    assert (card.right, tries, "red box" in card.says) == (True, 0, False)


# lesson and question | what the answer becomes, or cells | verdict and tries | what the card says
TABLE = r"""
02 q1 | answer_1 = 5 ;; answer_1 = 6 visits | not-yet 0 | was not taken. A number stands alone
02 q1 | answer_1 = 6 ;; answer_1 = 6 visits | right 0 | was not taken.
02 q1 | x = 1; answer_1 = 6 visits | not-yet 0 | and no unit: `6`.
02 q1 | %%capture\nanswer_1 = 6 visits | not-yet 0 | and no unit: `6`.
02 q1 | answer_1 = 6 ;; del answer_1 | blank 0 | there is no `answer_1` yet
02 q3 | answer_3 = "A" ;; answer_3 = "A"\nlater ;; answer_3 = "A"\nlater | not-yet 1 | later lines
02 q1 | def answer_1(): return 6 | not-yet 0 | Put brackets after its name
02 q1 | answer_1 = 6\n  x = 1 | not-yet 0 | Begin it at the left edge.
02 q1 | anwser_1 = 6 | blank 0 | You gave `anwser_1` a value; the answer belongs in `answer_1`.
02 q1 | аnswer_1 = 6 | blank 0 | You gave `аnswer_1` a value
02 q1 | answer1 = 6 | blank 0 | You gave `answer1` a value
02 q1 | answer_2 = 6 | blank 0 | three dots
02 q1 | = "\u200b \xa0" | blank 0 | three dots
02 q3 | = "c" | right 0 |
02 q3 | = "Ｃ" | right 0 |
02 q3 | = "𝐂" | right 0 |
02 q3 | = "Ⓒ" | right 0 |
02 q3 | = "С" | right 0 | “С” is a letter of another alphabet (Cyrillic). I read it as “C”.
02 q3 | = "Ϲ" | right 0 | another alphabet (Greek)
02 q3 | = "А" | not-yet 1 | I read it as “A”.
02 q3 | = "Б" | not-yet 0 | (Cyrillic). Write it with Latin letters.
02 q3 | = "“C”" | right 0 |
02 q3 | = "'C'" | right 0 |
02 q3 | = "«C»" | right 0 |
02 q3 | = "\u202a\u00adC\u200b" | right 0 |
02 q3 | = " (C).\xa0" | right 0 |
01 q4 | = ["В", "С", "А", "D"] | right 0 | I read it as “B”.
05 q6 | = ["Turkey", "South-Korea", "India", "Japan"] | right 0 |
05 q6 | = ["TÜRKİYE", "Korea, Rep.", "Republic of India", "japan"] | right 0 |
05 q6 | = ["Тurkey", "ROK", "India", "Japan"] | right 0 | another alphabet
05 q4 | = {"Japan", "S. Korea", "Viet Nam"} | right 0 |
05 q4 | = {"Japan", "Korea (South)", "Viet\xa0nam"} | right 0 |
05 q4 | = {"Japan", "North Korea", "Vietnam"} | not-yet 1 | 2 of 3 belong there.
05 q4 | = frozenset(names) | right 0 |
05 q4 | = names.unique() | not-yet 0 | a column with 3 values. `.item()`
05 q4 | = pd.Categorical(names.unique()) | not-yet 0 | `list(...)` makes a list
05 q4 | = np.array(names) | not-yet 0 | an array with 4 values.
05 q4 | = dict.fromkeys(names) | not-yet 0 | Write it as `{"Japan", …}`.
05 q4 | = dict.fromkeys(names).keys() | not-yet 0 | the keys of a dictionary. `list(...)`
05 q4 | = "Japan; South Korea and Vietnam" | not-yet 0 | Write it as `{"Japan", …}`.
05 q4 | = [["Japan", "South Korea", "Vietnam"]] | not-yet 0 | Write it as `{"Japan", …}`.
05 q4 | = (name for name in names) | not-yet 0 | a generator. `list(...)`
05 q4 | = "India, China" | not-yet 1 | the text
01 q3 | = {"3", "9", "18"} | not-yet 0 | Take the quotation marks away
01 q3 | = {3, 9, "18"} | not-yet 0 | without them, `18`.
01 q3 | = "3, 9 and 18" | not-yet 0 | Write it as `{3, …}`.
01 q3 | = [(3,), [9], {18}] | not-yet 0 | Write it as `{3, …}`.
01 q4 | = "B > C > A > D" | not-yet 0 | Write it as `["B", …]`.
01 q4 | = {"B", "C", "A", "D"} | not-yet 0 | A set has no order.
01 q4 | = dict(enumerate("BCAD")) | not-yet 0 | Write it as `["B", …]`.
01 q4 | = "DCAB" | not-yet 1 | Write it as `["D", …]`.
02 q3 | = ["C"] | not-yet 0 | Write it as `"C"`, without brackets or a comma at its end.
03 q1 | = np.array(19.83) | right 0 |
03 q1 | = np.float32(19.83) | right 0 |
03 q1 | = np.longdouble(19.83) | right 0 |
03 q1 | = fractions.Fraction(21817, 1100) | right 0 |
03 q1 | = decimal.Decimal("19.83") | right 0 |
03 q1 | = 19.83, | not-yet 0 | Write it as `19.83`, without brackets or a comma at its end.
03 q1 | = [[19.83]] | not-yet 0 | `19.83`
03 q1 | = pd.Series([19.83]) | not-yet 0 | `.item()` takes the value out
03 q1 | = 19,83 | not-yet 0 | It wants a point: `19.83`.
03 q1 | = 218,17 / 11 | not-yet 0 | It wants a point.
03 q1 | = "19,83 billion" | not-yet 0 | unit or sign: `19.83`.
03 q1 | = "≈\u202f$19.83bn" | not-yet 0 | unit or sign: `19.83`.
03 q1 | = "218.17 / 11" | not-yet 0 | unit or sign: `218.17/11`.
03 q1 | = “19,83” | not-yet 0 | no unit: `19.83`.
03 q1 | = eleven_month / 11 | not-yet 0 | Did you mean `eleven_months`?
03 q1 | = еleven_months / 11 | not-yet 0 | Did you mean `eleven_months`?
03 q1 | = None | not-yet 0 | Did you print the answer?
03 q1 | = float("nan") | not-yet 0 | no number
03 q1 | = 19.83 + 0j | not-yet 0 | a complex number
03 q1 | = pd.NA | not-yet 0 | a missing value
03 q1 | = np.timedelta64(20, "ns") | not-yet 0 | a thing of the kind timedelta64.
03 q1 | = True | not-yet 1 | the value True
03 q1 | = "218,17" | not-yet 1 | unit or sign: `218.17`.
03 q1 | = type("Lie", (float,), {"__float__": lambda _: 19.83})(5) | not-yet 1 |
02 q1 | = "６ visits" | not-yet 0 | unit or sign: `6`.
02 q1 | = "4 5 6 7" | not-yet 1 | A number stands without
04 q4 | = 0,087 | not-yet 0 | no unit: `0.087`.
04 q4 | = 0·087 | not-yet 0 | no unit: `0.087`.
04 q4 | = ½ | not-yet 0 | no unit: `1/2`.
04 q4 | = −5 | not-yet 0 | no unit: `-5`.
04 q4 | = 1 234,5 | not-yet 0 | no unit: `1234.5`.
04 q4 | = 0.087\xa0% | not-yet 0 | no unit: `0.087`.
04 q4 | = 8 × x | not-yet 0 | Type `*`.
04 q4 | = 0.5^2 | not-yet 0 | “To the power of” is `**`
04 q4 | = max(0,5, key=3) | not-yet 0 | decimal comma? Python wants a point: `0.5`.
04 q4 | = «B» | not-yet 0 | straight quotation marks only: `"B"`.
04 q4 | = `B` | not-yet 0 | straight quotation marks only: `'B'`.
04 q4 | = 'B | not-yet 0 | the same mark
04 q4 | = x\u200b | not-yet 0 | cannot be seen stands in that line (zero width space)
04 q4 | = true | not-yet 0 | Did you mean `True`?
"""


@pytest.mark.parametrize("row", TABLE.strip().splitlines(), ids=lambda row: row[:40])
def test_a_thought_is_judged_and_not_its_spelling(ask: Ask, row: str) -> None:
    place, what, wanted, says = (part.strip() for part in row.split("|"))
    lesson, question = place.split()
    code = f"answer_{question[1:]} {what}" if what.startswith("=") else what
    for written, sign in [(r"\n", "\n"), (r"\u200b", "\u200b"), (r"\xa0", "\xa0")]:
        code = code.replace(written, sign)
    card, tries = ask(lesson, question, *code.split(" ;; "))
    assert f"{card.state} {tries}" == wanted, card.says
    assert says in card.says


ENDLESS = """
def never(*_, **__):
    while True: time.sleep(0.01)
def dies(*_, **__): raise SystemExit
class Meta(type):
    __eq__ = __getattribute__ = __hash__ = __instancecheck__ = __subclasscheck__ = never
def evil(base, act, meta=type):
    parts = dict.fromkeys(dir(base), act) | {"__class__": property(act), "__module__": "pandas"}
    for name in ("__new__", "__init__", "__init_subclass__", "__dict__", "__weakref__", "__doc__",
                 "__getattribute__", "__getnewargs__", "__setattr__", "__slots__"):
        parts.pop(name, None)
    return meta("DataFrame", (base,), parts)
"""


@pytest.mark.parametrize("act", ["never", "dies", "lambda *_: 19.83", "never, Meta"])
@pytest.mark.parametrize(
    ("base", "value", "right"),
    [
        ("float", "19.83", True),
        ("float", "5.0", False),
        ("int", "5", False),
        ("str", "'19.83'", False),
        ("decimal.Decimal", "'19.83'", True),
        ("np.float64", "5.0", False),
        ("np.int64", "5", False),
        ("list", "[5]", False),
        ("set", "[5]", False),
        ("dict", "[(5, 5)]", False),
        ("pd.Timestamp.__base__.__base__", "2023, 12, 7", False),
        ("BaseException", "", False),
        ("object", "", False),
    ],
)
def test_no_class_of_the_learners_hangs_or_cheats(
    ask: Ask, shell: InteractiveShell, base: str, value: str, act: str, right: bool
) -> None:
    shell.run_cell(ENDLESS)  # type: ignore[no-untyped-call]
    cells = [f"answer_1 = [evil({base}, {act})({value})][0]", "card = check('q1', answer_1)"]
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(ask("03", "q1", *cells)), daemon=True)
    thread.start()
    thread.join(20)
    assert found, "the check hangs"
    card, _ = found[0]
    assert card.state == ("right" if right else "not-yet"), card.says
