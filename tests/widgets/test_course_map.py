"""The course map: where its links lead, what it adds up, what it says is missing."""

from pathlib import Path

import pytest

from sample_lessons import write_lesson
from wayout.course.progress import progress
from wayout.widgets import course_map
from wayout.widgets.course_map import PLANNED, CourseMap
from wayout.work.session import Session
from wayout.work.workfile import WorkFile


def test_the_map_links_to_notebooks_from_where_it_stands(
    root: Path, work: WorkFile, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shown = course_map(work)._repr_html_()
    for link in ("02_who.ipynb", "03_how%20big.ipynb", "../exercises/02_exercise_who.ipynb"):
        assert f'href="{link}"' in shown
    assert "00_start" not in shown
    (copy := tmp_path_factory.mktemp("copy") / "lessons").mkdir()
    (copy / "02_who.ipynb").write_text("{}")
    shown = CourseMap(tuple(progress(work)), copy)._repr_html_()
    assert 'href="02_who.ipynb"' in shown, "a copy links to itself"
    assert f'{root.name}/lessons/03_how%20big.ipynb"' in shown


def test_the_map_adds_up_lessons_and_exercises_apart(root: Path, work: WorkFile) -> None:
    write_lesson(root / "exercises" / "02_exercise_who.ipynb", None, "**Time:** about 35 minutes.")
    shown = course_map(work)._repr_html_()
    assert "Exercise</a>, about 35 minutes" in shown
    assert "2 lessons (about 50 minutes) and 1 exercise (about 35 minutes)." in shown


def test_the_map_says_which_lessons_are_not_written_yet_or_that_there_are_none(
    root: Path, work: WorkFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Lessons 1 and 4 to 10 are planned" in str(course_map(work))
    for number in range(1, PLANNED + 1):
        about = {"lesson": f"{number:02}", "title": "One"}
        write_lesson(root / "lessons" / f"{number:02}_x.ipynb", about)
    assert "not written" not in str(course_map(work))
    (root / "lessons" / "07_x.ipynb").unlink()
    assert "Lesson 7 is planned and not written yet." in str(course_map(work))
    monkeypatch.setattr("wayout.paths.ROOT", root / "lessons")
    assert "no lessons here yet" in course_map(work)._repr_html_()


def test_the_map_follows_the_open_session_and_reads_without_a_page(
    root: Path, opened: Session
) -> None:
    assert "02 Who <went> where? (50 minutes). Not opened yet." in str(course_map())
    opened.work.add("opened", None, lesson="02")
    assert "Opened." in str(course_map())
