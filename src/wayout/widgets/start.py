"""The first cell of each notebook: the look of the course, where answers are kept, what is on."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from IPython import get_ipython
from IPython.display import display
from markupsafe import Markup

from wayout import paths
from wayout.exercises import class_copy
from wayout.exercises.endings import endings
from wayout.exercises.ran import ran
from wayout.pages import render, spoken, style
from wayout.pages.table import show_tables
from wayout.widgets import nulls, own_chart
from wayout.widgets.red_box import explain
from wayout.work import lessons
from wayout.work.entries import moment
from wayout.work.lessons import CLOSING, CLOSING_TITLE, START, TEACHER, Lesson
from wayout.work.session import Session, begin
from wayout.work.workfile import WorkFile, where

_display: Callable[..., Any] = display  # IPython's own is not typed
_PAGES = {CLOSING: CLOSING_TITLE, **TEACHER}
_EXERCISES = ("exercises", "solutions")
_BINDER = (
    "You are on Binder, which throws work away after about ten minutes without activity. "
    "Press “Download my answers” before each break, and load the file when you come back."
)
_LITE = (
    "Python runs in this page, and your answers are kept in this browser on this computer, nowhere "
    "else. Press “Download my answers” before you leave a computer that others use."
)
_COPY = (
    "A class copy: your answers go to your teacher. Checks say how an answer is read, and not "
    "whether it is right. Save the notebook, and hand in with its last cell."
)
_LITE_COPY = (
    "Python runs in this page, and this notebook is kept in this browser on this computer, nowhere "
    "else. Run the last cell and press “Download my submission” before you leave."
)
_BINDER_COPY = (
    "You are on Binder, which throws work away after about ten minutes without activity. Before "
    "each break run the last cell and press “Download my submission”; upload that file to go on."
)


@dataclass(frozen=True)
class Head:
    """The strip under the first cell: which lesson this is and where answers are kept."""

    title: str
    minutes: int
    notes: tuple[tuple[str, str], ...]

    def _repr_html_(self) -> str:
        look, scripts = Markup(style()), Markup(script())
        return str(render("head.html", head=self, style=look, script=scripts))

    def __repr__(self) -> str:
        return "\n".join([self.title, *(text for _, text in self.notes)])


def start(
    lesson: str,
    *,
    language: str = "",
    release: str = "",
    asks: Mapping[str, str] | None = None,
) -> None:
    """Open a lesson, such as ``"02"``: show its look and its strip, and note that it was opened.

    A class copy of its exercise says so: ``release`` is the mark of its release, ``asks`` says of
    each question which name its check reads and what kind of answer is asked for. From then on the
    checks of this notebook tell how an answer is read, and not whether it is right.

    In a translated notebook the cards speak its ``language``, such as ``"de"``.

    Raises LessonError when there is no such lesson, LanguageError when there is no such language.
    """
    spoken.speak(language)
    number = str(lesson).zfill(2)
    about = lessons.lesson(number) if lessons.lessons() and number not in _PAGES else None
    session = begin(number)
    name = about.exercise.stem if about and about.exercise else ""
    class_copy.begin(number, release, dict(asks or {}), name)
    if number not in TEACHER:
        _note_opened(session, datetime.now().astimezone())
    shell = get_ipython()
    if shell is not None:
        if paths.IN_PAGE:
            nulls.in_this_page(shell)
        endings.listen(shell)
        ran.listen(shell)
        explain(shell)
        show_tables(shell)
        own_chart.listen(shell)
        if "google.colab" in sys.modules:
            _dress(shell)
        title = _PAGES.get(number, "")
        where_to = copy_head(about) if release else None
        _display(where_to or head(about, session.work, os.environ, Path.cwd(), title))


def _dress(shell: Any) -> None:
    """Give each cell the look of the course: in Colab the output of a cell is a page of its own."""
    if not getattr(shell, "wayout_dresses", False):
        shell.wayout_dresses = True
        look = {"text/html": style(), "text/plain": ""}
        shell.events.register("pre_run_cell", lambda _: _display(look, raw=True))


def copy_head(lesson: Lesson | None, environment: Mapping[str, str] = os.environ) -> Head:
    """Return the strip of a class copy, which keeps no answer but in the notebook itself."""
    notes = [("wo-quiet", _COPY)]
    if any(name.startswith("BINDER_") for name in environment):
        notes.append(("wo-warn", _BINDER_COPY))
    if paths.IN_PAGE:
        notes.append(("wo-quiet", _LITE_COPY))
    title = f"Exercise to lesson {lesson.number.lstrip('0')}: {lesson.title}" if lesson else ""
    return Head(title or "A Way Out?", 0, tuple(notes))


def head(
    lesson: Lesson | None,
    work: WorkFile,
    environment: Mapping[str, str],
    folder: Path,
    title: str = "",
) -> Head:
    """Return the strip for ``lesson``, or for none where no lessons are at hand.

    ``title`` is that of a page which is no lesson.

    ``environment`` variables that start with ``BINDER_`` tell Binder; the name of ``folder``, where
    the notebook runs, tells an exercise from its lesson.
    """
    if title in TEACHER.values():
        return Head(title, 0, ())
    notes = [("wo-quiet" if work.state in ("new", "loaded") else "wo-warn", where(work))]
    if notice := work.notice():
        notes.append(("wo-warn", notice))
    if any(name.startswith("BINDER_") for name in environment):
        notes.append(("wo-warn", _BINDER))
    if paths.IN_PAGE:
        notes.append(("wo-quiet", _LITE))
    minutes = lesson.minutes if lesson and folder.name not in _EXERCISES else 0
    return Head(title or _title(lesson, folder), minutes, tuple(notes))


def script() -> str:
    """Return the scripts of the page as one element."""
    found = [file for file in files("wayout.widgets").iterdir() if file.name.startswith("page")]
    scripts = sorted((file for file in found if file.name.endswith(".js")), key=lambda f: f.name)
    return "<script>" + "\n".join(one.read_text("utf-8") for one in scripts) + "</script>"


def _title(lesson: Lesson | None, folder: Path) -> str:
    if lesson is None:
        return "A Way Out?"
    if lesson.number == START:
        return f"A Way Out? {lesson.title}"
    kind = "Exercise to lesson" if folder.name in _EXERCISES else "Lesson"
    return f"{kind} {lesson.number.lstrip('0')}: {lesson.title}"


def _note_opened(session: Session, now: datetime) -> None:
    """Write that the lesson was opened, once a day at most."""
    last = session.work.latest(kind="opened", lesson=session.lesson)
    if last is None or moment(last.when).astimezone().date() < now.date():
        session.work.add("opened", None, lesson=session.lesson)
