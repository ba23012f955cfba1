"""What all cards share: how they look, how they speak, and the first cell of each notebook."""

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

import ipywidgets as W  # noqa: N812
import pandas as pd
from IPython import get_ipython
from IPython.display import display

from wayout.course import lessons
from wayout.exercises.endings import endings
from wayout.tables.display import show_tables
from wayout.widgets.lifetime import cell, give_way
from wayout.widgets.parts import Quiet
from wayout.work.entries import moment
from wayout.work.session import Session, begin
from wayout.work.workfile import WorkFile

_SETTLE = 0.4
_EXERCISES = ("exercises", "solutions")
_LOST = (
    '<p role="alert"><strong>This card has lost its link to Python and cannot '
    "save.</strong> Copy what you have typed since you last saved. Run the first grey cell of the "
    "page, then the cell above this card: click a cell and press <kbd>Shift</kbd> + "
    "<kbd>Enter</kbd>. What you saved comes back.</p>"
)
_BINDER = (
    "You are on Binder, which throws work away after about ten minutes without activity. "
    "Press “Download my answers” before each break, and load the file when you come back."
)


class Card(Quiet, W.VBox):  # type: ignore[misc]
    """A box of widgets that also shows itself without Python.

    Parameters
    ----------
    children
        The widgets, top to bottom.
    twin
        Returns the card as plain HTML, for saved notebooks and exports.
    kind
        Class name of the card, for the style sheet.
    """

    def __init__(self, children: Sequence[Any], twin: Callable[[], str], kind: str) -> None:
        lost = W.HTML(_LOST)
        lost.add_class("wo-lost")
        super().__init__([*children, lost])
        self._twin = twin
        self._cells = {cell()}
        for name in ("wo-card", "wo-live", kind):
            self.add_class(name)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        self._cells.add(cell())
        bundle = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/html": f'<div class="wo-card wo-still">{self._twin()}</div>'}

    def follow(self, work: WorkFile, callback: Callable[[], object], name: str) -> None:
        """Call ``callback()`` after each new entry, in place of an older card of the same name.

        Parameters
        ----------
        work
            The learner's answers.
        callback
            What to call.
        name
            Name of the card. What the same cell showed under it before is closed, part by part.
        """
        work.watch(callback, name)
        give_way(self, self._cells, (str(work.path), name))


@dataclass(frozen=True)
class Head:
    """The strip under the first cell: which lesson this is and where answers are kept."""

    title: str
    minutes: int
    notes: tuple[tuple[str, str], ...]

    def html(self) -> str:
        """Return the strip as HTML, every word escaped."""
        minutes = f'<span class="wo-quiet">about {self.minutes} minutes</span>'
        notes = "".join(line(text, kind) for kind, text in self.notes)
        return (
            f'<div class="wo-lesson"><p><strong>{escape(self.title)}</strong> '
            f"{minutes if self.minutes else ''}</p>{notes}</div>"
        )

    def _repr_html_(self) -> str:
        return f'<div class="wo-kit">{style()}{script()}{self.html()}</div>'

    def __repr__(self) -> str:
        return "\n".join([self.title, *(text for _, text in self.notes)])


def start(lesson: str) -> None:
    """Open a lesson: show its look and its strip, and note that it was opened.

    Parameters
    ----------
    lesson
        Lesson id, for instance ``"02"``.

    Raises
    ------
    LessonError
        When there is no such lesson.
    """
    number = str(lesson).zfill(2)
    about = lessons.lesson(number) if lessons.lessons() else None
    session = begin(number)
    _note_opened(session, datetime.now().astimezone())
    shell = get_ipython()
    if shell is not None:
        endings.listen(shell)
        show_tables(shell)
        pd.set_option("display.max_colwidth", None)  # sentences in a table are shown whole
        show: Callable[[Head], None] = display
        show(head(about, session.work, os.environ, Path.cwd()))


def head(
    lesson: lessons.Lesson | None, work: WorkFile, environment: Mapping[str, str], folder: Path
) -> Head:
    """Return the strip for ``lesson``.

    Parameters
    ----------
    lesson
        The lesson, or ``None`` where no lessons are at hand.
    work
        The learner's answers.
    environment
        Environment variables; those of Binder start with ``BINDER_``.
    folder
        Where the notebook runs: tells an exercise from its lesson.
    """
    notes = [("wo-quiet" if work.state in ("new", "loaded") else "wo-warn", where(work))]
    if any(name.startswith("BINDER_") for name in environment):
        notes.append(("wo-warn", _BINDER))
    minutes = lesson.minutes if lesson and folder.name not in _EXERCISES else 0
    return Head(_title(lesson, folder), minutes, tuple(notes))


def style() -> str:
    """Return every style sheet of the course, in alphabetical order, as one element."""
    folder = files("wayout") / "styles"
    found = [file for file in folder.iterdir() if file.name.endswith(".css")]
    sheets = sorted(found, key=lambda file: file.name)
    return "<style>" + "\n".join(sheet.read_text("utf-8") for sheet in sheets) + "</style>"


def script() -> str:
    """Return the scripts of the cards, in alphabetical order, as one element."""
    found = [file for file in files("wayout.widgets").iterdir() if file.name.endswith(".js")]
    scripts = sorted(found, key=lambda file: file.name)
    return "<script>" + "\n".join(one.read_text("utf-8") for one in scripts) + "</script>"


def settled(action: Callable[[], None]) -> None:
    """Call ``action`` when the browser's last changes have arrived.

    A click overtakes the changes made before it: the browser holds those back while Python is
    busy. Without an event loop (tests, plain Python) nothing can be on its way.
    """
    after(_SETTLE, action)


def after(seconds: float, action: Callable[[], None]) -> None:
    """Call ``action`` in some seconds, or now where there is no event loop."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        action()
    else:
        loop.call_later(seconds, action)


def line(text: str, kind: str = "wo-quiet") -> str:
    """Return one escaped paragraph; ``kind`` is ``"wo-quiet"`` or ``"wo-warn"``."""
    return f'<p class="{kind}">{escape(text)}</p>'


def where(work: WorkFile) -> str:
    """Return where answers are kept and when they were last saved, or what is wrong."""
    if work.state != "loaded" or work.unsaved or work.saved is None:
        return work.message
    return f"{work.message} Last saved {clock(work.saved)}."


def clock(when: datetime, now: datetime | None = None) -> str:
    """Return a moment as ``"at 14:03"``, with the day unless it is today."""
    local = when.astimezone()
    today = (now or datetime.now()).astimezone().date()
    day = "" if local.date() == today else f"on {local.day} {local:%B %Y} "
    return f"{day}at {local:%H:%M}"


def _title(lesson: lessons.Lesson | None, folder: Path) -> str:
    if lesson is None:
        return "A Way Out?"
    if lesson.number == lessons.START:
        return f"A Way Out? {lesson.title}"
    kind = "Exercise to lesson" if folder.name in _EXERCISES else "Lesson"
    return f"{kind} {lesson.number.lstrip('0')}: {lesson.title}"


def _note_opened(session: Session, now: datetime) -> None:
    """Write that the lesson was opened, once a day at most."""
    last = session.work.latest(kind="opened", lesson=session.lesson)
    if last is None or moment(last.when).astimezone().date() < now.date():
        session.work.add("opened", None, lesson=session.lesson)
