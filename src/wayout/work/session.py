"""Which lesson is open in this kernel, and where its answers go."""

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from wayout.work.workfile import WorkFile, default_path


@dataclass(frozen=True)
class Session:
    """The open lesson: its id, such as ``"02"`` (empty before ``start()``), and the answers.

    ``checked`` are the questions that were checked since ``start()``, which Run All runs anew;
    ``slips`` counts, for this kernel, tries that give no new answer, by lesson and question.
    """

    lesson: str
    work: WorkFile
    checked: set[str] = field(default_factory=set, compare=False)
    slips: Counter[str] = field(default_factory=Counter, compare=False)


_open: Session | None = None


def begin(lesson: str) -> Session:
    """Open ``lesson`` in this kernel and return the session.

    The work file stays the same object while its place stays the same, so that cards which were
    shown before go on hearing of new answers.
    """
    global _open
    place = Path(os.path.realpath(default_path()))
    same = _open if _open and _open.work.path == place else Session("", WorkFile(place))
    _open = Session(lesson, same.work, slips=same.slips)
    return _open


def open_lesson() -> str:
    """Return the id of the open lesson, empty where none is; no work file is opened for it."""
    return _open.lesson if _open else ""


def current() -> Session:
    """Return the open session; before ``start()``, one without a lesson."""
    return _open or begin("")
