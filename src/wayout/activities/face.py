"""What a card shows and does, as a plain object: no widget, no browser.

A face fills one template; HTML comes only from the templates of `pages`. The form
(`wayout.widgets.form`) draws it, keeps what is typed and not saved, and calls ``do_NAME`` when the
button NAME is pressed.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from wayout.language import clock
from wayout.work.activity import AnswerError
from wayout.work.entries import moment
from wayout.work.limits import LARGEST
from wayout.work.workfile import WorkFile

EVERY: Collection[str] = ("*",)
"""All fields of a card."""
UNSAVED = "Changed, not saved yet."


class Fields(dict[str, str]):
    """What the controls of a card hold, by name; a control that holds nothing is ``""``."""

    def __missing__(self, name: str) -> str:
        return ""

    def one_of(self, name: str, known: Iterable[object], first: object) -> str:
        """Return what a control holds, or ``first`` where that is none of ``known``."""
        return self[name] if self[name] in map(str, known) else str(first)


@dataclass(frozen=True)
class Reply:
    """What happens after a button was pressed.

    ``says`` goes to the status line, empty where the card itself shows it; ``warns`` means that
    something was not done. ``forget`` names fields that are saved now and show that, `EVERY` for
    all. ``focus`` names the control that takes the keyboard, empty to leave it where it is.
    ``file`` is name and content of a file for the learner to keep.
    """

    says: str = ""
    forget: Collection[str] = ()
    focus: str = ""
    file: tuple[str, str] = ("", "")
    warns: bool = False


DONE = Reply(forget=EVERY)
"""All is saved, and the card shows it."""


class Face:
    """One card, drawn from ``template``, a file in ``pages/templates``.

    Drafts are kept under ``name``, activity and place, such as ``"dial way_out before"``. A face
    that has a ``do_draft`` hears of what is typed before a button is pressed. A ``static`` card has
    no controls and does not follow the answers.
    """

    template: ClassVar[str] = ""
    static: ClassVar[bool] = False

    def __init__(self, work: WorkFile, name: str) -> None:
        self.work = work
        self.name = name

    def saved(self) -> Fields:
        """Return what the controls hold when nothing is being changed."""
        return Fields()

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return what the template needs; ``changed`` names the fields that differ from `saved`."""
        raise NotImplementedError


def received(file: Any) -> str:
    """Return the text of a file that the learner gave to a card.

    Raises AnswerError when it is larger than any work file; it was not read then.
    """
    if max(int(file["size"]), len(file["text"])) > LARGEST:
        raise AnswerError("This file is too large, so it was not read.")
    return str(file["text"])


def kept_line(work: WorkFile, when: str) -> str:
    """Return where and when an answer was saved, or what is wrong with the file."""
    if work.unsaved:
        return work.message
    return f"Saved to {work.path.name} {clock(moment(when))}."
