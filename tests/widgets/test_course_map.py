from pathlib import Path

import pytest

from sample_lessons import make_lessons, write_lesson
from wayout.course.progress import progress
from wayout.widgets import course_map
from wayout.widgets.course_map import PLANNED, CourseMap
from wayout.work.session import Session
from wayout.work.workfile import WorkFile


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_lessons(tmp_path, monkeypatch)


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
    shown = CourseMap(tuple(progress(work)), copy)._repr_html_()
    assert 'href="02_who.ipynb"' in shown
    assert f'{root.name}/lessons/03_how%20big.ipynb"' in shown


def test_the_map_says_minutes_and_progress_in_words_and_escapes(root: Path, work: WorkFile) -> None:
    shown = course_map(work)._repr_html_()
    assert "Who &lt;went&gt; where?" in shown
    assert "Who &amp; when?" in shown
    assert "About 50 minutes" in shown
    assert "Not opened yet." in shown
    assert "2 lessons (about 50 minutes) and 1 exercise." in shown
    assert "02 Who <went> where? (50 minutes). Not opened yet." in str(course_map(work))


def test_the_map_adds_up_lessons_and_exercises_apart(root: Path, work: WorkFile) -> None:
    write_lesson(root / "exercises" / "02_who.ipynb", None, "**Time:** about 35 minutes.")
    shown = course_map(work)._repr_html_()
    assert "Exercise</a>, about 35 minutes" in shown
    assert "2 lessons (about 50 minutes) and 1 exercise (about 35 minutes)." in shown


def test_the_map_says_which_lessons_are_not_written_yet(root: Path, work: WorkFile) -> None:
    said = "Lessons 1 and 4 to 10 are planned and not written yet."
    assert said in course_map(work)._repr_html_()
    assert said in str(course_map(work))


def test_a_whole_course_misses_nothing(root: Path, work: WorkFile) -> None:
    for number in range(1, PLANNED + 1):
        about = {"lesson": f"{number:02}", "title": "One"}
        write_lesson(root / "lessons" / f"{number:02}_x.ipynb", about)
    assert "not written" not in str(course_map(work))
    (root / "lessons" / "07_x.ipynb").unlink()
    assert "Lesson 7 is planned and not written yet." in str(course_map(work))


def test_the_map_follows_the_open_session_by_default(root: Path, opened: Session) -> None:
    opened.work.add("opened", None, lesson="02")
    assert "Opened." in str(course_map())


def test_a_course_without_lessons_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: WorkFile
) -> None:
    monkeypatch.setattr("wayout.paths.ROOT", tmp_path)
    assert "no lessons here yet" in course_map(work)._repr_html_()
