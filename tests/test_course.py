import json
from pathlib import Path
from typing import Any

import pytest

from wayout import course, session
from wayout.beliefs import Dial
from wayout.course import LessonError, course_map, lesson, lessons, progress, self_check
from wayout.workfile import WorkFile

WHY = "He flew to three capitals."


def _write(path: Path, about: dict[str, Any] | None, *code: str) -> None:
    cells = [
        {"cell_type": "code", "source": source.splitlines(keepends=True), "metadata": {}}
        for source in code
    ]
    metadata = {"wayout": about} if about else {}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4}), "utf-8")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of a first page and two lessons; one has an exercise."""
    about = {"lesson": "02", "title": "Who <went> where?", "question": "Who & when?", "minutes": 50}
    one = 'debate.dial("way_out", "before")\nprint("x")\ndebate.dial( \'way_out\', stage="after" )'
    asks = 'check("q1")', 'check("q2")  # again: check("q1")'
    _write(tmp_path / "lessons" / "02_who.ipynb", {**about, "claims": ["s01"]}, one)
    _write(tmp_path / "lessons" / "03_how big.ipynb", {"lesson": "03", "title": "How big?"})
    _write(tmp_path / "lessons" / "00_start.ipynb", {"lesson": "00", "title": "Start here"})
    _write(tmp_path / "lessons" / "notes.ipynb", None)
    _write(tmp_path / "exercises" / "02_who.ipynb", None, *asks)
    monkeypatch.setattr("wayout.data.ROOT", tmp_path)
    monkeypatch.chdir(tmp_path / "lessons")
    return tmp_path


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


def test_progress_grows_with_each_step(root: Path, work: WorkFile) -> None:
    def second() -> course.Progress:
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


def test_the_map_links_to_notebooks_from_where_it_stands(root: Path, work: WorkFile) -> None:
    shown = course_map(work)._repr_html_()
    assert 'href="02_who.ipynb"' in shown
    assert 'href="03_how%20big.ipynb"' in shown
    assert 'href="../exercises/02_who.ipynb"' in shown
    assert "00_start" not in shown


def test_a_copy_of_the_notebooks_links_to_itself(
    root: Path, work: WorkFile, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copy = tmp_path_factory.mktemp("copy") / "lessons"
    copy.mkdir()
    (copy / "02_who.ipynb").write_text("{}")
    shown = course.CourseMap(tuple(progress(work)), copy)._repr_html_()
    assert 'href="02_who.ipynb"' in shown
    assert f'{root.name}/lessons/03_how%20big.ipynb"' in shown


def test_the_map_says_minutes_and_progress_in_words_and_escapes(root: Path, work: WorkFile) -> None:
    shown = course_map(work)._repr_html_()
    assert "Who &lt;went&gt; where?" in shown
    assert "Who &amp; when?" in shown
    assert "About 50 minutes" in shown
    assert "Not opened yet." in shown
    assert "2 lessons, about 50 minutes in all." in shown
    assert "02 Who <went> where? (50 minutes). Not opened yet." in str(course_map(work))


def test_the_map_follows_the_open_session_by_default(
    root: Path, work: WorkFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "_open", session.Session("00", work))
    work.add("opened", None, lesson="02")
    assert "Opened." in str(course_map())


def test_a_course_without_lessons_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: WorkFile
) -> None:
    monkeypatch.setattr("wayout.data.ROOT", tmp_path)
    assert "no lessons here yet" in course_map(work)._repr_html_()
    with pytest.raises(LessonError, match="none yet"):
        lesson("02")


def test_all_is_well(root: Path, work: WorkFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wayout.data.verify", list)
    checked = self_check(work)
    assert checked.fine
    assert str(checked).startswith("Everything works.")
    assert "Everything works." in checked._repr_html_()
    assert "To do" not in checked._repr_html_()


def test_each_fault_is_a_sentence(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "lessons" / "04_torn.ipynb").write_text("{")
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("wayout.data.verify", lambda: ["visits.csv has <changed>."])
    monkeypatch.setattr("sys.version_info", (3, 9, 1))
    monkeypatch.setattr(course, "_requirements", lambda: ["no-such-thing>=2", "pandas>=999,<1000"])
    checked = self_check(WorkFile(tmp_path / "file" / "my_work.json"))
    told = str(checked)
    assert told.startswith("5 things need your attention.")
    assert "Python 3.9 is too old" in told
    assert "no-such-thing is not installed; pandas" in told
    assert "is older than 999" in told
    assert "Not readable: 04_torn.ipynb" in told
    assert "my_work.json cannot be used" in told
    assert "visits.csv has &lt;changed&gt;." in checked._repr_html_()


def test_one_fault_is_counted_in_the_singular(
    root: Path, work: WorkFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wayout.data.verify", lambda: ["visits.csv is missing."])
    assert str(self_check(work)).startswith("1 thing needs your attention.")


def test_a_lesson_whose_notebook_is_torn_is_left_out(root: Path) -> None:
    (root / "lessons" / "02_who.ipynb").write_text("{")
    assert [one.number for one in lessons()] == ["00", "03"]
