"""Lessons describe themselves; whatever else lies in their folder does no harm."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from held import held
from sample_lessons import write_lesson
from wayout.course.progress import progress
from wayout.work.lessons import LessonError, _parsed, broken, lesson, lessons
from wayout.work.workfile import WorkFile

MALFORMED = held(__file__, "malformed") | {"very deep": "[" * 100_000}


def numbers() -> list[str]:
    return [one.number for one in lessons()]


def test_lessons_describe_themselves(root: Path) -> None:
    assert numbers() == ["00", "02", "03"]
    second = lesson("02")
    assert (second.title, second.minutes, second.claims) == ("Who <went> where?", 50, ("s01",))
    assert second.path == root / "lessons" / "02_who.ipynb"
    assert second.exercise == root / "exercises" / "02_exercise_who.ipynb"
    assert second.asks == {
        "dial": ("way_out before", "way_out after"), "answer": ("02 q1", "02 q2"),
    }  # fmt: skip
    assert (lesson("03").exercise, lesson("03").asks) == (None, {})


def test_an_unknown_lesson_is_answered_with_those_there_are(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(LessonError, match=r'no lesson "07".*"00", "02", "03"'):
        lesson("07")
    monkeypatch.setattr("wayout.paths.ROOT", root / "lessons")
    assert lessons() == []
    with pytest.raises(LessonError, match="none yet"):
        lesson("02")


@pytest.mark.parametrize("copy", ["02_who-Copy1.ipynb", "02_who - Copy.ipynb", "02_a copy.ipynb"])
def test_a_copy_of_a_notebook_is_no_second_lesson(root: Path, copy: str) -> None:
    text = (root / "lessons" / "02_who.ipynb").read_text("utf-8")
    (root / "lessons" / copy).write_text(text, "utf-8")
    assert numbers() == ["00", "02", "03"]
    assert lesson("02").exercise == root / "exercises" / "02_exercise_who.ipynb"
    assert broken() == []


@pytest.mark.parametrize("text", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_notebook_is_no_lesson_and_is_named(
    root: Path, work: WorkFile, text: str
) -> None:
    (root / "lessons" / "04_odd.ipynb").write_text(text, "utf-8")
    assert (numbers(), broken()) == (["00", "02", "03"], ["04_odd.ipynb"])
    (root / "exercises" / "02_exercise_who.ipynb").write_text(text, "utf-8")
    assert set(lesson("02").asks) == {"dial"}, "a malformed exercise asks nothing"
    assert broken() == ["04_odd.ipynb", "02_exercise_who.ipynb"]
    assert len(progress(work)) == 3


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
    assert (parsed["lessons/02_who.ipynb"], parsed["exercises/02_exercise_who.ipynb"]) == (1, 1)
    write_lesson(root / "lessons" / "02_who.ipynb", {"lesson": "02", "title": "Another name"})
    assert lesson("02").title == "Another name"


def test_an_exercise_says_how_long_it_takes(root: Path) -> None:
    assert [one.practice for one in lessons()] == [0, 0, 0]
    write_lesson(root / "exercises" / "02_exercise_who.ipynb", None, "**Time:** about 35 minutes.")
    assert [one.practice for one in lessons()] == [0, 35, 0]
    (root / "exercises" / "02_exercise_who.ipynb").write_text("{", "utf-8")
    assert lesson("02").practice == 0
