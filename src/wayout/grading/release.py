"""Make a class copy of an exercise, and the key that stays with the teacher.

What goes out holds no answer, veiled or not: checks are names alone, and the mark of a release is
made from what it shows. A released file is never changed: the same release again gives the same
bytes, and another one needs another folder.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from wayout.errors import CourseError
from wayout.exercises.build import Taken, as_file, take
from wayout.exercises.settings import chosen, named
from wayout.exercises.source import Cell, Refused, Solution, exercise, read
from wayout.exercises.written import Written as Text
from wayout.exercises.written import text_in
from wayout.grading import key as keys
from wayout.grading.key import ENDING, Asked, Key, Variant, Written
from wayout.grading.reading import DAMAGED
from wayout.language import listed
from wayout.pages.output import put

_LINK = re.compile(r"\[([^\]]*)\]\((?!https?:|#|attachment:)[^)]*\)")
_HOW = re.compile(r"^\*\*How it works\.\*\*.*$", re.MULTILINE)
_HOW_HERE = (
    "**How it works.** This is a class copy. Put your answer where you see `...` and run the "
    "cell. Then run the check below it: it tells you how your answer is read, and not whether it "
    "is right. At the end save the notebook, run the last cell, and hand in the file that it gives "
    "you. Asked for a number, give as many places after the point as the task says, or more. If a "
    "cell does not end (`[*]` stays beside it), press the square ■ above the notebook."
)
_HAND_IN = (
    "## Hand in\n\nSave the notebook first: Ctrl + S, on a Mac ⌘ S. Then run the cell, press "
    "**Download my submission** and hand in that file where your teacher asked for it. You may "
    "press it again as often as you like."
)
_ELSEWHERE = (
    "*This part is in the course's own copy of the exercise: it tells at once what is right. "
    "Here there is nothing to do and there are no points for it.*"
)
_CARD = re.compile(r"^\s*debate\.\w+\(", re.MULTILINE)
_SUBMIT = "from wayout import submit\n\nsubmit()"
_ENDS = ("hand-in", "work", "go-on")


class ReleaseError(CourseError):
    """An exercise that cannot be released so; the message says what to do."""


@dataclass(frozen=True)
class Release:
    """What goes out and what stays: the bytes of the notebook of each variant, and the key."""

    key: Key
    notebooks: dict[str, bytes]


def solution_of(root: Path, lesson: str) -> Path:
    """Return the solution of a lesson, such as "3" or "03", in the course folder ``root``."""
    number = lesson.strip().zfill(2)
    found = sorted(root.glob(f"solutions/{number}_*.ipynb")) if number.isdigit() else []
    if len(found) != 1:
        known = sorted({path.name[:2] for path in root.glob("solutions/[!.]*.ipynb")})
        raise ReleaseError(f"There is no exercise {lesson}. There are: {listed(known)}.")
    return found[0]


def make(root: Path, lesson: str, wanted: list[str], people: Iterable[str] = ()) -> Release:
    """Return a release of the exercise of a lesson.

    ``wanted`` holds settings such as "year=2022". Without ``people``, ids of a roster, there is one
    variant, the first that fits; with them all that fit, and a hash says who gets which. The
    course's own, whose answers lie in its folder, is among them only where nothing else fits.
    Raises ReleaseError, or SettingError with the allowed settings.
    """
    path, ids = solution_of(root, lesson), list(people)
    try:
        allowed = read(path).settings.allowed
        fits = chosen(allowed, wanted)
        fits = [one for one in fits if one not in allowed[:1]] or fits if ids else fits[:1]
        taken = take([read(path, one or None) for one in fits], root)
    except Refused as refused:
        raise ReleaseError(" ".join(refused.problems)) from None
    if wrong := [line for one in taken for line in one.problems]:
        raise ReleaseError(f"solutions/{path.name}: {' '.join(wrong)} Run `wayout verify` first.")
    return _release(taken, ids)


def _release(taken: list[Taken], ids: list[str]) -> Release:
    first = taken[0]
    asks = {one.name: f"{one.probe}: {one.expected.wants}" for one in first.questions}
    drafts = [_class_copy(one.solution, "", asks) for one in taken]
    release = sha256(b"".join(as_file(one) for one in drafts)).hexdigest()[:12]
    copies = [_class_copy(one.solution, release, asks) for one in taken]
    names = [named(one.solution.settings.now) for one in taken]
    key = Key(
        first.solution.lesson,
        first.solution.name,
        release,
        {name: _variant(one) for name, one in zip(names, taken, strict=True)},
        tuple(_written(first)),
        {person: names[_lot(release, person, len(names))] for person in ids},
        {cell["id"]: cell["source"] for cell in copies[0]["cells"]},
    )
    files = [as_file(one) for one in copies]
    return Release(key, dict(zip(names, files, strict=True)))


def _lot(release: str, person: str, number: int) -> int:
    return int(sha256(f"{release} {person}".encode()).hexdigest(), 16) % number


def _variant(taken: Taken) -> Variant:
    points = {name: _points(cell) for name, cell in taken.solution.graded().items()}
    judged = (one for one in taken.questions if one.expected.judged)
    asked = tuple(Asked(one, points[one.name]) for one in judged)
    return Variant(dict(taken.solution.settings.now), asked)


def _points(cell: Cell) -> float:
    return float(cell["metadata"]["nbgrader"]["points"])


def _written(taken: Taken) -> Iterator[Written]:
    cells = taken.solution.graded()
    tasks = {cell["id"]: cell["source"] for cell in taken.solution.cells}
    for one in taken.questions:
        if isinstance(text := one.expected, Text):
            cell = cells[one.name]
            asks = _plain(tasks.get(one.name, "")).partition("\n")[2].strip()
            known = one.name, str(cell["id"]), text.rubric, asks, _points(cell)
            model = text_in("".join(cell["source"]), cell["cell_type"])
            yield Written(*known, text.least, text.most, model)


def _class_copy(solution: Solution, release: str, asks: dict[str, str]) -> dict[str, Any]:
    made = exercise(solution)
    about = solution.about
    mark: dict[str, Any] = {"lesson": solution.lesson, "role": "class", "release": release}
    mark |= {name: text for name, text in about.items() if name in ("title", "minutes")}
    kept = [*_untold([cell for cell in made["cells"] if cell["id"] not in _ENDS])]
    call = f'start("{solution.lesson}")'
    if sum(call in cell["source"] for cell in kept if cell["cell_type"] == "code") != 1:
        raise ReleaseError(f"solutions/{solution.name}.ipynb has no cell with {call}.")
    here = f"{call[:-1]}, release={json.dumps(release)}, asks={_told(asks)})"
    cells = [_given(cell, call, here) for cell in kept]
    ends = [_text("hand-in", _HAND_IN), _held(_code("submit", _SUBMIT))]
    metadata = {**made["metadata"], "wayout": mark}
    return {**made, "cells": [*cells, *ends], "metadata": metadata}


def _untold(cells: list[Cell]) -> Iterator[Cell]:
    """Yield the cells without cards: a card says by itself what is right, and may show an answer.

    The task above one, which has its id up to the hyphen, keeps its heading.
    """
    cards = {cell["id"] for cell in cells if cell["cell_type"] == "code" and _is_card(cell)}
    tasks = {one.partition("-")[0] for one in cards}
    for cell in cells:
        if cell["id"] in tasks and cell["cell_type"] == "markdown":
            yield {**cell, "source": f"{cell['source'].partition(chr(10))[0]}\n\n{_ELSEWHERE}"}
        elif cell["id"] not in cards:
            yield cell


def _is_card(cell: Cell) -> bool:
    return bool(_CARD.search(cell["source"]))


def _told(asks: dict[str, str]) -> str:
    return json.dumps(asks, indent=4, ensure_ascii=False)


def _given(cell: Cell, call: str, here: str) -> Cell:
    """Return a cell of the exercise as a class gets it."""
    source = cell["source"]
    if cell["cell_type"] == "markdown":
        return {**cell, "source": _HOW.sub(lambda _: _HOW_HERE, _plain(source))}
    label = cell["metadata"].get("nbgrader", {})
    locked = call in source or label.get("locked")
    made = {**cell, "source": source.replace(call, here)}
    return _held(made) if locked else _held(made, editable=True) if label else made


def _held(cell: Cell, *, editable: bool = False) -> Cell:
    """Return a cell that Jupyter does not let a learner delete, and edit only if it is theirs."""
    held = {"deletable": False} if editable else {"deletable": False, "editable": False}
    return {**cell, "metadata": {**cell["metadata"], **held}}


def _plain(text: str) -> str:
    """Return a text without links to other files: a class copy may lie anywhere, and alone."""
    return _LINK.sub(r"\1", text)


def _text(name: str, source: str) -> Cell:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}


def _code(name: str, source: str) -> Cell:
    made = {"cell_type": "code", "id": name, "metadata": {}, "source": source}
    return {**made, "outputs": [], "execution_count": None}


# Writing ---------------------------------------------------------------------------------------


def key_place(out: Path, name: str, key: Path | None = None) -> Path:
    """Return where the key of a release into ``out`` goes: beside the folder, unless ``key`` says.

    Raises ReleaseError where that is a folder that learners see.
    """
    folder = out.resolve()
    place = key.resolve() if key else folder.parent / f"{name}{ENDING}"
    if folder == folder.parent or place.is_relative_to(folder):
        says = f"The key would lie in {out}, which learners see. Name a folder of its own"
        raise ReleaseError(f"{says} with --out, or a place outside of it with --key.")
    if seen := next((one for one in place.parents if _is_released(one)), None):
        says = f"The key would lie in {seen}, which holds released notebooks."
        raise ReleaseError(f"{says} Choose another --out, or a place for it with --key.")
    return place


def _is_released(folder: Path) -> bool:
    return any(release_of(path) for path in folder.glob("*.ipynb"))


def release_of(path: Path) -> str:
    """Return the mark of the release that a notebook says it is of, "" where it says none."""
    try:
        notebook = json.loads(path.read_bytes())
        return str(notebook["metadata"]["wayout"]["release"])
    except (OSError, *DAMAGED):
        return ""


def write(release: Release, out: Path, key: Path | None = None) -> tuple[Path, list[Path]]:
    """Write a release; return where its key is, and which notebooks are new.

    Raises ReleaseError before anything is written, where a file of another release, or somebody's
    work, is in the way.
    """
    name, people = release.key.name, release.key.people
    place = key_place(out, name, key)
    given = {f"{person}/{name}.ipynb": variant for person, variant in people.items()}
    given = given or {f"{name}.ipynb": next(iter(release.notebooks))}
    files = {out / path: release.notebooks[variant] for path, variant in given.items()}
    whole = _with_earlier(release.key, place)
    for path, content in files.items():
        if path.exists() and not (path.is_file() and path.read_bytes() == content):
            says = f"{path} holds another release, or somebody's work, and is never changed."
            raise ReleaseError(f"{says} Choose another folder with --out.")
    fresh = [path for path in files if not path.exists()]
    try:
        for folder in {place.parent, *(path.parent for path in fresh)}:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        says = f"{out} cannot be made ({error.strerror}). Name another folder with --out."
        raise ReleaseError(says) from None
    put(place, keys.dumps(whole))  # first: a folder without its key could not be graded
    for path in fresh:
        put(path, files[path])
    return place, fresh


def _with_earlier(key: Key, place: Path) -> Key:
    """Return the key with the people of an earlier one: a class may grow."""
    if not place.exists():
        return key
    old = keys.read(place)
    if old.release != key.release or bool(old.people) != bool(key.people):
        says = f"{place} is the key of another release, and without it that could not be graded."
        raise ReleaseError(f"{says} Choose another folder with --out, or another key with --key.")
    return replace(key, people={**old.people, **key.people})
