"""How long a lesson is: words, sections, what is asked, minutes."""

from collections import Counter
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from held import held
from wayout.course.pace import FOLDED, MINUTES, WORDS_A_MINUTE, Pace, pace, put_minutes


def written(folder: Path, cells: list[str]) -> Path:
    made = []
    for text in cells:
        kind, _, rest = text.partition(":")
        if kind == "py":
            made.append(new_code_cell(rest))
        else:
            folded = {FOLDED: True} if kind == "fold" else {}
            made.append(new_markdown_cell(rest if folded else text, metadata=folded))
    nbformat.write(new_notebook(cells=made), folder / "07_toy.ipynb")
    return folder / "07_toy.ipynb"


@pytest.mark.parametrize("case", held(__file__, "cases"), ids=lambda case: str(case["why"]))
def test_what_counts(tmp_path: Path, case: dict[str, Any]) -> None:
    found = pace(written(tmp_path, case["cells"]))
    assert (found.words, found.sections, found.errors) == (case["words"], case["sections"], ())
    assert found.asks == Counter(case.get("asks", {}))


def test_a_cell_that_stops_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, ["py:1 / 0", "py:print('go on')"])
    found = pace(path)
    assert [error.partition(": ")[2] for error in found.errors] == [
        "ZeroDivisionError: division by zero"
    ]
    assert found.words == 2
    assert "ZeroDivisionError" in found.line()


def test_a_card_counts_with_what_an_answer_opens(tmp_path: Path) -> None:
    said = "py:from wayout import debate, say, start\nstart('02')"
    waits = 'say("one two three four five", after="guess chinas_share")'
    one, other = (pace(written(tmp_path, [said, f"py:{code}"])).words for code in (waits, "1"))
    assert one - other >= 5


def test_minutes_are_reading_and_doing() -> None:
    found = Pace("x", 20 * WORDS_A_MINUTE, 1, Counter(dial=2, fact_desk=1))
    assert found.minutes == 5 * round((20 + 2 * MINUTES["dial"] + MINUTES["fact_desk"]) / 5)


def test_minutes_are_written_where_they_stand(tmp_path: Path) -> None:
    path, front = tmp_path / "07_toy.ipynb", tmp_path / "README.md"
    path.write_text('{"**Time:** about 60 minutes. About 5 minutes" "minutes": 60}', "utf-8")
    front.write_text(
        "| 7 | [A](lessons/07_toy.ipynb) | Why? | 60 + 35 |\n| 8 | x | 60 |\n", "utf-8"
    )
    assert put_minutes(path, 45, front)
    assert path.read_text("utf-8") == (
        '{"**Time:** about 45 minutes. About 5 minutes" "minutes": 45}'
    )
    assert front.read_text("utf-8").splitlines() == [
        "| 7 | [A](lessons/07_toy.ipynb) | Why? | 45 + 35 |",
        "| 8 | x | 60 |",
    ]
    assert not put_minutes(path, 45, front)
