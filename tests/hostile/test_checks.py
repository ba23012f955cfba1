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


def verdict(ask: Ask, row: tuple[Any, ...]) -> None:
    lesson, question, cells, state, tries, said = row
    card, cost = ask(lesson, question, *([cells] if isinstance(cells, str) else cells))
    assert (card.state, cost) == (state, tries), (cells, card.says)
    assert said in card.says, (cells, card.says)


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


RUNS = [
    ("02", "q1", ["answer_1 = 5", RED], "not-yet", 0, "was not taken. A number stands alone"),
    ("02", "q1", ["answer_1 = 6", RED], "right", 0, "was not taken."),  # six is still the value
    ("02", "q1", "x = 1; answer_1 = 6 visits", "not-yet", 0, "and no unit: `6`."),
    ("02", "q1", "%%capture\nanswer_1 = 6 visits", "not-yet", 0, "and no unit: `6`."),
    ("02", "q1", ["answer_1 = 6", "del answer_1"], "blank", 0, "there is no `answer_1` yet"),
    ("02", "q3", ["answer_3 = 'A'"] + ["answer_3 = 'A'\nlater"] * 2, "not-yet", 1, "later lines"),
    ("02", "q1", "def answer_1():\n    return 6", "not-yet", 0, "Put brackets after its name"),
    *(
        ("02", "q1", f"{name} = 6", "blank", 0, f"You gave `{name}` a value; the answer belongs in")
        for name in ("anwser_1", "аnswer_1", "Answer_1", "answer1")
    ),
    ("02", "q1", "answer_2 = 6", "blank", 0, "three dots"),
]
LETTERS = [
    *(("02", "q3", f"answer_3 = {text!r}", "right", 0, "") for text in "cＣ𝐂Ⓒⅽ🅲ᴄ"),
    *(("02", "q3", f"answer_3 = {text!r}", "right", 0, "another alphabet") for text in "СсϹᏟ"),
    *(
        ("02", "q3", f"answer_3 = {text!r}", "right", 0, "")
        for text in ("“C”", "'C'", "«C»", "C\u200b", "\u00adC", "\u202aC\u202c", " C)", "\xa0C.")
    ),
    ("02", "q3", "answer_3 = 'А'", "not-yet", 1, "I read it as “A”."),  # truly wrong
    ("02", "q3", "answer_3 = 'Б'", "not-yet", 0, "(Cyrillic). Write it with Latin letters."),
    ("01", "q4", "answer_4 = ['В', 'С', 'А', 'D']", "right", 0, "I read it as “B”."),
    *(
        ("05", "q6", f"answer_6 = [{name!r}, 'South-Korea', 'India', 'Japan']", "right", 0, "")
        for name in ("Turkey", "Turkiye", "TÜRKİYE", "Republic of Türkiye", "Тurkey")
    ),
    *(
        ("05", "q4", f"answer_4 = {{'JAPAN', {name!r}, 'Viet Nam'}}", "right", 0, "")
        for name in ("Korea", "Republic of Korea", "S. Korea", "Korea, South", "Korea (South)")
    ),
    ("05", "q4", "answer_4 = {'Japan', 'North Korea', 'Vietnam'}", "not-yet", 1, "2 of 3 belong"),
    ("05", "q4", "answer_4 = {'Japan', 'DPRK', 'Vietnam'}", "not-yet", 1, "2 of 3 belong"),
]
SHAPES = [
    *(
        ("05", "q4", f"answer_4 = {code}", "not-yet", 0, says)
        for code, says in [
            ("names.unique()", "a column with 3 values. `.item()`"),
            ("pd.Index(names.unique())", "`list(...)` makes a list"),
            ("pd.Categorical(names.unique())", "`list(...)` makes a list"),
            ("np.array(['Japan', 'South Korea', 'Vietnam'])", "an array with 3 values."),
            ("dict.fromkeys(names)", 'Write it as `{"Japan", …}`.'),
            ("dict.fromkeys(names).keys()", "the keys of a dictionary. `list(...)`"),
            ("'Japan; South Korea and Vietnam'", 'Write it as `{"Japan", …}`.'),
            ("[['Japan', 'South Korea', 'Vietnam']]", 'Write it as `{"Japan", …}`.'),
            ("(name for name in names)", "a generator. `list(...)`"),
        ]
    ),
    ("05", "q4", "answer_4 = 'India, China'", "not-yet", 1, "the text"),
    ("05", "q4", "answer_4 = frozenset(names)", "right", 0, ""),
    ("05", "q4", "answer_4 = tuple(names.unique())", "right", 0, ""),
    *(
        ("01", "q3", f"answer_3 = {code}", "not-yet", 0, says)
        for code, says in [
            ("{'3', '9', '18'}", "Take the quotation marks away"),
            ("{3, 9, '18'}", "without them, `18`."),
            ("'3, 9 and 18'", "Write it as `{3, …}`."),
            ("[(3,), [9], {18}]", "Write it as `{3, …}`."),
            ("{3: 1, 9: 1, 18: 1}", "Write it as `{3, …}`."),
        ]
    ),
    *(
        ("01", "q4", f"answer_4 = {code}", "not-yet", 0, says)
        for code, says in [
            ("'B > C > A > D'", 'Write it as `["B", …]`.'),
            ("{'B', 'C', 'A', 'D'}", "A set has no order."),
            ("dict(enumerate('BCAD'))", 'Write it as `["B", …]`.'),
            ("['BCAD']", "Write single letters"),
        ]
    ),
    ("02", "q3", "answer_3 = ['C']", "not-yet", 0, "Take it out of its brackets; a comma at the e"),
]
NUMBERS = [
    *(
        ("03", "q1", f"answer_1 = {code}", "right", 0, "")
        for code in (
            "np.array(19.83)",
            "np.float32(19.83)",
            "np.longdouble(19.83)",
            "fractions.Fraction(21817, 1100)",
            "decimal.Decimal('19.83')",
        )
    ),
    *(
        ("03", "q1", f"answer_1 = {code}", "not-yet", 0, says)
        for code, says in [
            ("19.83,", "comma at the end makes a list, too: `19.83`."),
            ("[[19.83]]", "`19.83`."),
            ("pd.Series([19.83])", "`.item()` takes the value out"),
            ("19,83", "It wants a point: `19.83`."),
            ("218,17 / 11", "It wants a point."),
            ("'19,83 billion'", "unit or sign: `19.83`."),
            ("'≈\u202f$19.83bn'", "unit or sign: `19.83`."),
            ("'218.17 / 11'", "unit or sign: `218.17/11`."),
            ("“19,83”", "with a point and no unit: `19.83`."),
            ("eleven_month / 11", "Did you mean `eleven_months`?"),
            ("еleven_months / 11", "Did you mean `eleven_months`?"),  # Cyrillic
            ("None", "Did you print the answer?"),
            ("float('nan')", "no number"),
            ("19.83 + 0j", "a complex number"),
            ("pd.NA", "a missing value"),
        ]
    ),
    ("03", "q1", "answer_1 = True", "not-yet", 1, "the value True"),
    ("03", "q1", "answer_1 = '218,17'", "not-yet", 1, "unit or sign: `218.17`."),
    *(
        ("04", "q4", f"answer_4 = {code}", "not-yet", 0, says)
        for code, says in [
            ("0,087", "with a point and no unit: `0.087`."),
            ("0·087", "no unit: `0.087`."),
            ("½", "no unit: `1/2`."),
            ("−5", "no unit: `-5`."),
            ("1 234,5", "no unit: `1234.5`."),
            ("0.087\xa0%", "no unit: `0.087`."),
            ("8 × x", "Type `*`."),
            ("0.5^2", "“To the power of” is `**`"),
            ("max(0,5, key=3)", "decimal comma? Python wants a point: `0.5`."),
            ("«B»", 'straight quotation marks only: `"B"`.'),
            ("`B`", "straight quotation marks only: `'B'`."),
            ("'B", "the same mark"),
            ("x\u200b", "cannot be seen stands in that line (zero width space)"),
            ("true", "Did you mean `True`?"),
        ]
    ),
    ("02", "q1", "answer_1 = '６ visits'", "not-yet", 0, "unit or sign: `6`."),
    (
        "02",
        "q1",
        "answer_1 = '1 2 3 4 5 6'",
        "not-yet",
        1,
        "A number stands without",
    ),  # no list of guesses
]


@pytest.mark.parametrize("row", [*RUNS, *LETTERS, *SHAPES, *NUMBERS], ids=lambda row: f"{row[2]}")
def test_a_thought_is_judged_and_not_its_spelling(ask: Ask, row: tuple[Any, ...]) -> None:
    verdict(ask, row)


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
