"""The file that a learner hands in: the notebook as it was saved and as it ran, and nothing else.

It holds cells and the mark of the release. Outputs, and whatever tools and people wrote into the
notebook's metadata, stay out: no name is in it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wayout.exercises.endings import MAY_FAIL
from wayout.exercises.ran import Run
from wayout.grading.reading import DAMAGED, LARGEST

_MOST = 200
_KEPT = ("cell_type", "id", "source")
_ABOUT = ("nbgrader", "deletable", "editable")
_KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
Cell = dict[str, Any]


@dataclass(frozen=True)
class Saved:
    """A notebook as it lies on the disk, and when it was saved, in seconds since 1970."""

    path: Path
    cells: tuple[Cell, ...]
    when: float


@dataclass(frozen=True)
class Submission:
    """What is handed in.

    ``unsaved`` are the ids of cells that ran after the notebook was saved and say something else
    there: they go in as they ran. ``unrun`` were changed and saved after they ran. Where ``saved``
    is false, no file was found, and only cells that ran are in it.
    """

    content: str
    saved: bool
    unsaved: tuple[str, ...] = ()
    unrun: tuple[str, ...] = ()


def find(release: str, folder: Path, hint: str = "", runs: Iterable[Run] = ()) -> Saved | None:
    """Return the notebook of a release that a kernel belongs to, None where it cannot be told.

    ``hint`` is the path that Jupyter gave the kernel, which an upload or a new name makes wrong.
    Of several copies in ``folder`` it is the one that holds most of what ran.
    """
    first = _read(Path(hint), release) if hint else None
    if first is not None:
        return first
    near = sorted(folder.glob("*.ipynb"))[:_MOST]
    found = [one for path in near if (one := _read(path, release)) is not None]
    ran = [(one.cell, one.code) for one in runs]
    counts = [sum((c["id"], c["source"]) in ran for c in one.cells) for one in found]
    best = [one for one, count in zip(found, counts, strict=True) if count == max(counts)]
    return best[0] if len(best) == 1 else None


def _read(path: Path, release: str) -> Saved | None:
    try:
        if path.stat().st_size > 20 * LARGEST:
            return None
        notebook = json.loads(path.read_text("utf-8"))
        if notebook["metadata"]["wayout"]["release"] != release:
            return None
        cells = tuple(_whole(cell) for cell in notebook["cells"])
        return Saved(path, cells, path.stat().st_mtime)
    except (OSError, *DAMAGED):
        return None


def _whole(cell: Cell) -> Cell:
    made = {name: cell[name] for name in _KEPT if name in cell}
    about = cell.get("metadata", {})
    metadata = {name: about[name] for name in _ABOUT if name in about}
    if MAY_FAIL in about.get("tags", ()):
        metadata["tags"] = [MAY_FAIL]
    source = "".join(cell["source"])
    return {**made, "id": str(cell.get("id", "")), "source": source, "metadata": metadata}


def submission(lesson: str, release: str, saved: Saved | None, runs: list[Run]) -> Submission:
    """Return what to hand in, from the saved notebook and what ran after it was saved."""
    latest = {one.cell: one for one in runs}
    cells = [*saved.cells] if saved else [_code(one.cell, one.code) for one in runs]
    differ = [c for c in cells if c["id"] in latest and latest[c["id"]].code != c["source"]]
    newer = {c["id"] for c in differ if saved is None or latest[c["id"]].when > saved.when}
    whole = [{**c, "source": latest[c["id"]].code} if c["id"] in newer else c for c in cells]
    known = {cell[part] for cell in cells for part in ("id", "source")}  # not every kernel has ids
    fresh = [one for one in runs if saved and one.when > saved.when]
    fresh = [one for one in fresh if not {one.cell, one.code} & known]
    whole += [_code(one.cell, one.code) for one in fresh]
    body = {
        "cells": [_file(cell) for cell in whole],
        "metadata": {**_KERNEL, "wayout": {"lesson": lesson, "role": "class", "release": release}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    unrun = tuple(c["id"] for c in differ if c["id"] not in newer)
    unsaved = (*(c["id"] for c in differ if c["id"] in newer), *(one.cell for one in fresh))
    text = json.dumps(body, indent=1, ensure_ascii=True)
    return Submission(f"{text}\n", saved is not None, unsaved, unrun)


def _code(name: str, source: str) -> Cell:
    return {"cell_type": "code", "id": name, "source": source, "metadata": {}}


def _file(cell: Cell) -> Cell:
    made = {**cell, "source": cell["source"].splitlines(keepends=True)}
    return made | {"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else made
