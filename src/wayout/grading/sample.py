"""A made-up class that hands in one release, to try the commands with: a zip as Moodle gives it.

Of 30 learners 28 hand in something that can be read. Answers are right, wrong, partly right or
blank; right and wrong ones are taken from the key, wrong ones from its known mistakes.
"""

import ast
import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from wayout.errors import CourseError
from wayout.exercises.judge import Question
from wayout.grading.key import Key
from wayout.pages.output import put

PEOPLE = 30
Way: TypeAlias = Literal["right", "wrong", "partial", "blank"]
WAYS: tuple[Way, ...] = ("right", "right", "wrong", "right", "partial", "right", "wrong", "right",
                         "partial", "blank")  # fmt: skip
_FIRST = ["Zoë", "Łucja", "Jürgen", "Aïsha", "Wei", "Søren", "María", "Björn", "Nguyệt", "Uma"]
_DOWNLOADED = (2026, 12, 2, 7, 30, 0)
"""A platform gives every file in its zip the time of the download."""
_LAST = ["Müller-Ortiz", "O’Neill", "Żak"]
_TEXT = "This is a made-up text. Its author looked at two sources and says what each cannot show."
_CHECK = re.compile(r"""^\s*check\(\s*["'](\w+)["']""", re.MULTILINE)


class SampleError(CourseError):
    """A place where no sample can be made; a sentence for the teacher."""


def people(number: int = PEOPLE, key: Key | None = None) -> list[tuple[str, str]]:
    """Return the ids and names of a made-up class; the ids of a key that names learners."""
    found, ids = [], [*(key.people if key else ())][:number]
    number = len(ids) or number
    for place in range(number):
        turn, first = divmod(place, len(_FIRST))
        again = turn // len(_LAST)
        last = f"{_LAST[turn % len(_LAST)]}{f' {again + 1}' if again else ''}"
        own = ids[place] if ids else f"L{place + 1:03}"
        found.append((own, f"{_FIRST[first]} {last}"))
    return found


def roster(number: int = PEOPLE, key: Key | None = None) -> bytes:
    """Return the bytes of the roster of a made-up class."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([("id", "name"), *people(number, key)])
    return out.getvalue().encode()


def notebook(key: Key, way: Way, person: str = "") -> bytes:
    """Return a release as someone hands it in who answered it in one ``way``."""
    cells = [_cell(name, source) for name, source in key.cells.items()]
    answer(cells, key, way, person)
    about = {"lesson": key.lesson, "release": key.release}
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "wayout": about}
    body = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return f"{json.dumps(body, indent=1, ensure_ascii=False)}\n".encode()


def answer(cells: list[dict[str, Any]], key: Key, way: Way, person: str = "") -> None:
    """Answer the cells of a notebook; partly right is: every other question is left blank."""
    asked = {one.question.name: one.question for one in key.of(person).asked}
    for place, name in enumerate(asked):
        at = next((n for n, one in enumerate(cells) if _asks(one) == name), None)
        code = _answer(asked[name], "blank" if way == "partial" and place % 2 else way)
        if at and code:
            into = next(one for one in reversed(cells[:at]) if one["cell_type"] == "code")
            into["source"] = f"{into['source']}\n{code}"
    written = {one.cell for one in key.written} if way != "blank" else set()
    for cell in cells:
        if cell["id"] in written:
            cell["source"] += f"\n{_named(cell)}"


def _named(cell: dict[str, Any]) -> str:
    """Return a text as the cell takes it: in a markdown cell itself, in code with its name."""
    names = re.findall(r"^(\w+) = ", cell["source"], re.MULTILINE)
    return f"{names[-1]} = {_TEXT!r}" if cell["cell_type"] == "code" and names else _TEXT


def _cell(name: str, source: str) -> dict[str, Any]:
    made: dict[str, Any] = {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}
    try:
        if ast.parse(source).body:
            made |= {"cell_type": "code", "execution_count": None, "outputs": []}
    except (SyntaxError, ValueError):
        pass
    return made


def _asks(cell: dict[str, Any]) -> str:
    found = _CHECK.search(cell["source"]) if cell["cell_type"] == "code" else None
    return found[1] if found else ""


def _answer(question: Question, way: Way) -> str:
    if way == "blank":
        return ""
    if way == "wrong":
        known = (one.example for one in question.mistakes if not isinstance(one.example, dict))
        wrong = next(known, None)
        return f"{question.probe} = {wrong!r}" if question.probe.isidentifier() and wrong else ""
    return question.solution


def downloads(key: Key, number: int = PEOPLE) -> bytes:
    """Return the zip of a made-up class: one hands in nothing, one a torn file, one two files."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path, data in _files(key, number):
            info = ZipInfo(path, _DOWNLOADED)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def _files(key: Key, number: int) -> Iterator[tuple[str, bytes]]:
    made = people(number, key)
    for place, (own, name) in enumerate(made):
        folder = f"{name}_{48210 + 7 * place}_assignsubmission_file_"
        data = notebook(key, WAYS[place % len(WAYS)], own)
        if place == len(made) - 3:
            yield f"{folder}/{key.name}.ipynb", notebook(key, "blank", own)
            yield f"{folder}/{key.name} (1).ipynb", data
        elif place == len(made) - 2:
            yield f"{folder}/{key.name}.ipynb", data[: len(data) // 2]
        elif place < len(made) - 3:
            yield f"{folder}/{key.name}.ipynb", data


def make_class(folder: Path, key: Key, number: int = PEOPLE) -> Iterator[str]:
    """Write roster.csv and downloads/exercise.zip into a folder; yield what was written."""
    for name in ("roster.csv", "downloads"):
        if (folder / name).exists():
            raise SampleError(f"{folder / name} is there already: name another folder.")
    (folder / "downloads").mkdir(parents=True)
    parts = {"roster.csv": roster(number, key), f"downloads/{key.name}.zip": downloads(key, number)}
    for name, data in parts.items():
        put(folder / name, data)
        yield f"Wrote {folder / name}"
