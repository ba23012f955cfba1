"""Somebody at a card: types into its fields and presses its buttons, as the form does."""

from typing import Any

import pytest

from wayout.activities.face import EVERY, Face, Fields, Reply
from wayout.work.activity import AnswerError
from wayout.work.entries import Entry, write
from wayout.work.session import Session

ASKED: dict[str, tuple[str, ...]] = {
    "dial": ("way_out", "before"), "change": ("way_out",), "fact_desk": ("s01",),
    "both_sides": ("s09",), "yardstick": ("before",), "build": ("q6",), "guess": ("chinas_share",),
    "match": ("needs",), "explore": ("largest",), "standing": ("example",), "seats": ("equal",),
    "reveal": ("It was **{share_of_russia_2023_pct:.1f}** per cent.", "guess chinas_share"),
}  # fmt: skip
"""What a card is asked with, where it is asked with anything."""
SAVED = "Saved to my_work.json"
"""How the line begins that says where an answer is."""


class Hand:
    """What a learner sees of a face and does with it; no widget and no browser.

    A face that is shown again gets a new hand: what was typed and not saved is the form's.
    """

    def __init__(self, face: Face) -> None:
        self.face = face
        self.fields = face.saved()

    def types(self, **fields: str) -> "Hand":
        """Enter what stands in the fields."""
        self.fields |= fields
        return self

    def press(self, button: str, value: Any = "", **fields: str) -> Reply:
        """Press a button, after typing; what is saved then shows what is saved."""
        self.types(**fields)
        with self.face.work.still():
            reply: Reply = getattr(self.face, f"do_{button}")(self.fields, value) or Reply()
            saved = self.face.saved()
        for name in [*self.fields] if reply.forget == EVERY else reply.forget:
            self.fields[name] = saved[name]
        return reply

    def refused(self, button: str, value: Any = "", **fields: str) -> str:
        """Press a button that refuses, and return what it says."""
        with pytest.raises(AnswerError) as caught:
            self.press(button, value, **fields)
        return str(caught.value)

    def sees(self) -> dict[str, Any]:
        """Return what the card shows now."""
        with self.face.work.still():
            saved = self.face.saved()
            changed = {name for name, text in self.fields.items() if text != saved[name]}
            return self.face.view(Fields({**saved, **self.fields}), changed)


def mate(kinds: dict[int, str], why: str = "", name: str = "friend.json") -> dict[str, Any]:
    """Return the file of a classmate who sorted sentences, as the page gives it."""
    values = [
        {"sentence": number, "kind": kind, "checkable": "yes", "words": [why], "reason": why}
        for number, kind in kinds.items()
    ]
    text = write(
        Entry(f"their{place}", "sorted", "2026-01-01T00:00:00", "01", "", value)
        for place, value in enumerate(values)
    )
    return {"name": name, "size": len(text), "text": text}


def values(opened: Session, kind: str) -> list[Any]:
    """Return all that was kept of one kind."""
    return [entry.value for entry in opened.work.entries(kind)]


def refuse(*_: object, **__: object) -> None:
    """Stand in for a disk that cannot be written."""
    raise OSError(30, "Read-only file system")
