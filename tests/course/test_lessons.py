import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from sample_lessons import make_lessons, write_lesson
from wayout.activities.dial import Dial
from wayout.course.lessons import LessonError, Progress, _parsed, broken, lesson, lessons, progress
from wayout.work.workfile import WorkFile

WHY = "He flew to three capitals."


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_lessons(tmp_path, monkeypatch)


@pytest.fixture
def work(tmp_path: Path) -> WorkFile:
    return WorkFile(tmp_path / "my_work.json")


def test_lessons_describe_themselves(root: Path) -> None:
    assert [one.number for one in lessons()] == ["00", "02", "03"]
    second = lesson("02")
    assert (second.title, second.minutes, second.claims) == ("Who <went> where?", 50, ("s01",))
    assert second.path == root / "lessons" / "02_who.ipynb"
    assert second.exercise == root / "exercises" / "02_who.ipynb"
    assert lesson("03").exercise is None


def test_dials_and_questions_are_counted_from_the_code(root: Path) -> None:
    assert lesson("02").dials() == [("way_out", "before"), ("way_out", "after")]
    assert lesson("02").questions() == ["q1", "q2"]
    assert (lesson("03").dials(), lesson("03").questions()) == ([], [])


def test_an_unknown_lesson_is_answered_with_those_there_are(root: Path) -> None:
    with pytest.raises(LessonError, match=r'no lesson "07".*"00", "02", "03"'):
        lesson("07")


def test_without_lessons_there_is_none_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wayout.paths.ROOT", tmp_path)
    assert lessons() == []
    with pytest.raises(LessonError, match="none yet"):
        lesson("02")


def test_progress_grows_with_each_step(root: Path, work: WorkFile) -> None:
    def second() -> Progress:
        return progress(work)[1]

    assert (second().words(), second().share) == ("Not opened yet.", 0)
    work.add("opened", None, lesson="02")
    assert second().words() == "Opened. Dials saved: 0 of 2. Questions right: 0 of 2."
    dial = Dial("way_out", "02", work)
    dial.save("before", 60, WHY)
    dial.save("before", 65, WHY)
    assert second().dials == (1, 2)
    for verdict in ("not yet", "right", "right"):
        work.add("answer", {"question": "q1", "verdict": verdict}, lesson="02")
    work.add("answer", {"question": "q2", "verdict": "not yet"}, lesson="02")
    work.add("answer", {"question": "q2", "verdict": "right"}, lesson="03")
    work.add("answer", "of another shape", lesson="02")
    assert second().answers == (1, 2)
    assert second().share == pytest.approx(3 / 5)
    dial.save("after", 65, WHY, "The other side says so.")
    work.add("answer", {"question": "q2", "verdict": "right"}, lesson="02")
    assert second().share == 1


def test_sentences_desks_and_yardsticks_are_counted_in_words(root: Path, work: WorkFile) -> None:
    source = 'debate.sorter()\ndebate.fact_desk("s01")\ndebate.yardstick( "before")\n'
    source += 'debate.yardstick("after")\ndebate.yardstick_grid()\ndebate.sorted_table()'
    page = root / "lessons" / "03_how big.ipynb"
    found = json.loads(page.read_text("utf-8"))
    found["cells"] = [{"cell_type": "code", "metadata": {}, "source": source}]
    page.write_text(json.dumps(found), "utf-8")
    third = lesson("03")
    assert (third.desks(), third.yardsticks()) == (["s01"], ["before", "after"])
    assert len(third.sentences()) == 32
    assert (lesson("02").sentences(), lesson("02").desks()) == ([], [])
    assert progress(work)[2].share == 0
    for number in (3, 4, 4):
        work.add("sorted", {"sentence": number, "kind": "fact"})
    work.add("sorted", "of another shape")
    work.add("sorted", {"sentence": 99})
    work.add("verdict", {"outcome": "holds"}, claim="s01")
    work.add("verdict", {"outcome": "holds"}, claim="s06")
    work.add("yardstick", {"stage": "before"})
    assert progress(work)[2].words() == (
        "Opened. Sentences sorted: 2 of 32. Fact desks with a verdict: 1 of 1. "
        "Yardsticks saved: 1 of 2."
    )
    assert progress(work)[2].share == pytest.approx((2 / 32 + 2) / 5)


def test_a_lesson_whose_notebook_is_torn_is_left_out(root: Path) -> None:
    (root / "lessons" / "02_who.ipynb").write_text("{")
    assert [one.number for one in lessons()] == ["00", "03"]


@pytest.mark.parametrize("copy", ["02_who-Copy1.ipynb", "02_who - Copy.ipynb", "02_a copy.ipynb"])
def test_a_copy_of_a_notebook_is_no_second_lesson(root: Path, copy: str) -> None:
    text = (root / "lessons" / "02_who.ipynb").read_text("utf-8")
    (root / "lessons" / copy).write_text(text, "utf-8")
    assert [one.number for one in lessons()] == ["00", "02", "03"]
    assert lesson("02").exercise == root / "exercises" / "02_who.ipynb"
    assert broken() == []


CELL = {"cell_type": "code", "metadata": {}, "source": "x = 1"}
MALFORMED: dict[str, Any] = {
    "torn": "{",
    "a list": [],
    "no cells": {"metadata": {"wayout": {"lesson": "04"}}},
    "metadata a list": {"cells": [], "metadata": [1]},
    "about a text": {"cells": [], "metadata": {"wayout": "04"}},
    "no number": {"cells": [], "metadata": {"wayout": {"title": "x"}}},
    "number a list": {"cells": [], "metadata": {"wayout": {"lesson": ["04"]}}},
    "minutes in words": {
        "cells": [],
        "metadata": {"wayout": {"lesson": "04", "minutes": "50 min"}},
    },
    "claims a number": {"cells": [], "metadata": {"wayout": {"lesson": "04", "claims": 5}}},
    "claims a text": {"cells": [], "metadata": {"wayout": {"lesson": "04", "claims": "s01"}}},
    "cell a text": {"cells": ["x"], "metadata": {"wayout": {"lesson": "04"}}},
    "cell without source": {
        "cells": [{"cell_type": "code"}],
        "metadata": {"wayout": {"lesson": "04"}},
    },
    "source of numbers": {
        "cells": [{**CELL, "source": [1]}],
        "metadata": {"wayout": {"lesson": "04"}},
    },
    "very deep": "[" * 100_000,
}


@pytest.mark.parametrize("found", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_notebook_is_no_lesson_and_is_named(
    root: Path, work: WorkFile, found: object
) -> None:
    text = found if isinstance(found, str) else json.dumps(found)
    (root / "lessons" / "04_odd.ipynb").write_text(text, "utf-8")
    assert [one.number for one in lessons()] == ["00", "02", "03"]
    assert len(progress(work)) == 3
    assert broken() == ["04_odd.ipynb"]


def test_a_malformed_exercise_has_no_questions_and_is_named(root: Path, work: WorkFile) -> None:
    cells = [{"cell_type": "code", "metadata": {}}]
    (root / "exercises" / "02_who.ipynb").write_text(json.dumps({"cells": cells}), "utf-8")
    assert lesson("02").questions() == []
    assert progress(work)[1].answers == (0, 0)
    assert broken() == ["02_who.ipynb"]


def test_each_notebook_is_parsed_once_until_it_changes(
    root: Path, work: WorkFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, parsed = Path.read_text, Counter[str]()

    def counted(self: Path, *args: Any, **more: Any) -> str:
        parsed[f"{self.parent.name}/{self.name}"] += self.suffix == ".ipynb"
        return real(self, *args, **more)

    _parsed.cache_clear()
    monkeypatch.setattr(Path, "read_text", counted)
    progress(work)
    progress(work)
    assert (parsed["lessons/02_who.ipynb"], parsed["exercises/02_who.ipynb"]) == (1, 1)
    write_lesson(root / "lessons" / "02_who.ipynb", {"lesson": "02", "title": "Another name"})
    assert lesson("02").title == "Another name"


def test_an_exercise_says_how_long_it_takes(root: Path) -> None:
    assert [one.practice for one in lessons()] == [0, 0, 0]
    text = {"cell_type": "markdown", "source": ["**Time:** about 35 ", "minutes."], "metadata": {}}
    page = {"cells": [text], "metadata": {}, "nbformat": 4}
    (root / "exercises" / "02_who.ipynb").write_text(json.dumps(page), "utf-8")
    assert [one.practice for one in lessons()] == [0, 35, 0]
    (root / "exercises" / "02_who.ipynb").write_text("{", "utf-8")
    assert lesson("02").practice == 0
