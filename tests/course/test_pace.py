"""How long a lesson is: words, sections, what is asked, minutes."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from checkout import ROOT
from held import held
from wayout.course.minutes import put_minutes
from wayout.course.pace import FOLDED, MINUTES, OTHER, WORDS_A_MINUTE, Pace, pace


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


def test_the_page_for_authors_tells_the_same_minutes() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    rows = re.findall(r"^\| (\w.*) \| ([\d.]+) \|$", page, re.MULTILINE)
    told = [float(number) for what, number in rows for _ in what.split(";")]
    assert sorted(told) == sorted([*(one for one in MINUTES.values() if one != OTHER), OTHER])


@pytest.mark.parametrize("line", ["**Time:** about", "About"])
def test_minutes_are_written_where_they_stand(tmp_path: Path, line: str) -> None:
    path, front = tmp_path / "07_toy.ipynb", tmp_path / "README.md"
    was = '"# A map, about 9 minutes by bus", "{} 60 minutes. About 5 minutes" "minutes": 60'
    path.write_text(was.format(line), "utf-8")
    front.write_text(
        "| 7 | [A](lessons/07_toy.ipynb) | Why? | 60 + 35 |\n| 8 | x | 60 |\n", "utf-8"
    )
    plan = tmp_path / "plan.md"
    plan.write_text("| 1 | [7](../lessons/07_toy.ipynb) (60 min), then 60 | x | 60 |", "utf-8")
    assert put_minutes(path, 45, front, plan)
    now = was.replace("60", "45")
    assert path.read_text("utf-8") == now.format(line)
    assert front.read_text("utf-8").splitlines() == [
        "| 7 | [A](lessons/07_toy.ipynb) | Why? | 45 + 35 |",
        "| 8 | x | 60 |",
    ]
    told = "| 1 | [7](../lessons/07_toy.ipynb) (45 min), then 60 | x | 45 |"
    assert plan.read_text("utf-8") == told
    assert not put_minutes(path, 45, front, plan)
