"""Notes on what was loaded and what was taken out again: entries, so that all notebooks agree."""

from collections.abc import Iterable

from wayout.work.entries import Entry

LOADED, UNDONE = "loaded", "undone"
NOTES = (LOADED, UNDONE)
STEPS = ("opened", *NOTES)
"""Kinds of entries that are no answers."""


def account(notes: Iterable[Entry]) -> tuple[set[str], set[str]]:
    """Return whose answers were made the learner's own, and the ids of what is taken out."""
    owners, out = set[str](), set[str]()
    for note in notes:
        whose, ids = texts(note, "owner"), texts(note, "ids")
        undone = note.kind == UNDONE
        owners = owners - whose if undone else owners | whose
        out = out | ids if undone else out - ids
    return owners, out


def texts(note: Entry, name: str) -> set[str]:
    """Return the texts in a field of a note, none where another program wrote something else."""
    given = note.value.get(name) if isinstance(note.value, dict) else None
    return {one for one in (given if isinstance(given, list) else [given]) if isinstance(one, str)}
