"""Which lesson is open in this kernel, and where its answers go."""

import os
from dataclasses import dataclass
from pathlib import Path

from wayout.work.workfile import WorkFile, default_path


@dataclass(frozen=True)
class Session:
    """The open lesson: its id, such as ``"02"`` (empty before ``start()``), and the answers."""

    lesson: str
    work: WorkFile


_open: Session | None = None


def begin(lesson: str) -> Session:
    """Open ``lesson`` in this kernel and return the session.

    The work file stays the same object while its place stays the same, so that cards which were
    shown before go on hearing of new answers.
    """
    global _open
    place = Path(os.path.realpath(default_path()))
    work = _open.work if _open and _open.work.path == place else WorkFile(place)
    _open = Session(lesson, work)
    return _open


def current() -> Session:
    """Return the open session; before ``start()``, one without a lesson."""
    return _open or begin("")
