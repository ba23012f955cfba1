"""Work files of made-up learners, for the tests of the class view."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from wayout.room.roll import Roll
from wayout.room.sheet import Mark, Sheet
from wayout.work.entries import Entry, write


def dial(claim: str, stage: str, percent: int | None, **more: Any) -> tuple[str, str, str, Any]:
    return "dial", "01", claim, {"stage": stage, "percent": percent, "why": "w", **more}


def text(owner: str, *given: tuple[str, str, str, Any], day: int = 1) -> str:
    """Return a work file: kind, lesson, claim and value of each answer."""
    rows = (
        Entry(f"{owner}-{n}", kind, f"2026-03-{day:02}T10:00:{n:02}+00:00", lesson, claim, value)
        for n, (kind, lesson, claim, value) in enumerate(given)
    )
    return write(rows, owner)


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def voters(folder: Path, percents: Iterable[int | None], claim: str = "way_out") -> None:
    """Write a file for each learner, who sets one dial."""
    for number, percent in enumerate(percents):
        put(folder, f"v{number}.json", text(f"voter{number}", dial(claim, "before", percent)))


def roll(*learners: dict[str, str]) -> Roll:
    """Return a roll of learners who say some words at some places."""
    sheets = (
        Sheet(f"f{n}", f"learner {n}", marks=tuple[Mark, ...](said.items()))
        for n, said in enumerate(learners)
    )
    return Roll(tuple(sheets), files=len(learners))


def foreign() -> dict[str, bytes]:
    """Return what a teacher's folder may hold beside work files, by name."""
    said = dial("way_out", "before", 70), dial("way_out", "after", 20)
    torn, nan = text("torn", *said), text("nan", *said).replace("70", "NaN")
    return {
        "empty.json": b"",
        "zeros.json": b"\0" * 500,
        "other.json": json.dumps({"cells": [], "nbformat": 4}).encode(),
        "list.json": b"[1, 2, 3]",
        "deep.json": b"[" * 200_000 + b"]" * 200_000,
        "digits.json": b'{"format": ' + b"9" * 100_000 + b"}",
        "newer.json": b'{"format": 99, "course": "A Way Out?", "entries": []}',
        "no answers.json": b'{"format": 1, "course": "A Way Out?", "entries": []}',
        "page.json": b"<!doctype html><title>Sign in</title>",
        "binary.json": bytes(range(256)) * 40,
        "torn.json": torn[:-80].encode(),
        "nan.json": nan.encode(),
        "head.json": torn[:70].encode(),
    }
