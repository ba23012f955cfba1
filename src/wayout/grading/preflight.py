"""Look at a submission before its code runs, and choose the cells to run.

Nothing here runs a line of a learner's. What cannot be read gets a sentence and no marks.
"""

import hashlib
import json
import os
import re
import stat
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypedDict

from wayout.exercises.probe import names_in
from wayout.exercises.regions import CODE_MARKS
from wayout.exercises.written import text_in
from wayout.grading.key import Key
from wayout.grading.reading import LARGEST, WINDOWS, codec
from wayout.grading.row import Text
from wayout.grading.tame import line
from wayout.language import counted

ALL_CELLS = 50_000
"""How many cells a notebook may have to be looked at."""
MOST_CELLS = 400
"""How many cells of the learner's own are run beside those of the release."""
LONGEST = 20_000
"""How many characters of a text are kept for those who mark it."""
_PARSED = 100_000
_CHECK = re.compile(r"""\s*check\(\s*["'](\w+)["']\s*\)\s*""")
_CARD = re.compile(r"\s*(?:from wayout import submit\s+)?(?:debate\.\w+|submit)\([^()]*\)\s*")
STARTS = re.compile(r"^start\(", re.MULTILINE)
"""Tells the first cell of a release, which `start` opens."""


class Step(TypedDict, total=False):
    """One thing to do in the jail: run ``code``, or read ``question`` by its ``probe``."""

    code: str
    question: str
    probe: str


@dataclass(frozen=True)
class Ready:
    """A submission whose code may run: steps in order, the names of their cells, texts to mark.

    ``gone`` are the questions of which every cell that could hold the answer was taken out.
    ``named`` is whether the file names its release; in others the cells tell which it is.
    """

    mark: str
    steps: tuple[Step, ...]
    cells: tuple[str, ...]
    texts: tuple[Text, ...]
    gone: frozenset[str]
    notes: tuple[str, ...]
    named: bool = True


@dataclass(frozen=True)
class Aside:
    """A submission that gets no marks, and why."""

    status: Literal["unreadable", "other", "missing"]
    why: str
    mark: str = ""


class _UnreadableError(ValueError):
    """What keeps a file from being read, as a sentence."""


@dataclass
class _Notebook:
    """The cells of a submission by the ids of the release; own cells stand behind one of them."""

    found: dict[str, str] = field(default_factory=dict)
    code: set[str] = field(default_factory=set)
    own: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def look(path: Path, key: Key, person: str) -> Ready | Aside:
    """Return what is to be run of a file, or why nothing is. Never raises for what a file holds."""
    mark = ""
    try:
        content = _bytes(path)
        mark = hashlib.sha256(content).hexdigest()
        notes, body = _parsed(content)
        cells = _cells(body)
        if other := _unknown(key, person) or _other(body, cells, key):
            return Aside("other", other, mark)
        sorted_out = _sorted(cells, key)
        sorted_out.notes[:0] = notes
        return replace(
            _ready(mark, sorted_out, key, person), named=_about(body).get("release") == key.release
        )
    except FileNotFoundError:
        return Aside("missing", "There is no such file.")
    except _UnreadableError as odd:
        return Aside("unreadable", str(odd), mark)
    except OSError as error:
        return Aside("unreadable", f"The file cannot be read ({error.strerror or error}).", mark)


def mark_of(path: Path) -> str:
    """Return the SHA-256 of a file as hex, "" where it cannot be read: the `mark` of `look`."""
    try:
        return hashlib.sha256(_bytes(path)).hexdigest()
    except (OSError, _UnreadableError):
        return ""


def content(path: Path) -> bytes | None:
    """Return the bytes of a file that may be looked at elsewhere, None if it cannot be read."""
    try:
        return _bytes(path)
    except (OSError, _UnreadableError):
        return None


def _bytes(path: Path) -> bytes:
    if not stat.S_ISREG(path.lstat().st_mode):
        raise _UnreadableError(
            "This is no ordinary file but a link, a folder or a device: it was not opened."
        )
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):  # it was swapped since
            raise _UnreadableError("This is no ordinary file: it was not read.")
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise _UnreadableError(
            f"The file is larger than {LARGEST // 10**6} MB, which no exercise is."
        )
    if not content:
        raise _UnreadableError("The file is empty.")
    return content


def _parsed(content: bytes) -> tuple[list[str], dict[str, Any]]:
    said = "The file is not in UTF-8: it was read as Windows writes it (cp1252)."
    written = codec(content)
    notes = [said] if written == WINDOWS else []
    try:
        body = json.loads(content.decode(written, "replace"))
    except RecursionError:
        raise _UnreadableError("The file is nested too deeply to be a notebook.") from None
    except ValueError:
        raise _UnreadableError(
            "The file is no notebook, or it is torn: ask for it again."
        ) from None
    if not isinstance(body, dict) or not isinstance(body.get("cells"), list):
        raise _UnreadableError("The file is no notebook: it has no cells.")
    if len(body["cells"]) > ALL_CELLS:
        raise _UnreadableError(
            f"The file has more than {ALL_CELLS:,} cells, which no exercise has."
        )
    return notes, body


def _cells(body: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the cells, each with ``id``, ``kind``, ``source`` and other names it may go by."""
    cells = []
    for cell in body["cells"]:
        if not isinstance(cell, dict):
            continue
        about = _dict(cell.get("metadata"))
        names = [about.get("id"), _dict(about.get("nbgrader")).get("grade_id")]
        source = _source(cell.get("source"))
        made = {"id": cell.get("id"), "names": names, "kind": cell.get("cell_type")}
        cells.append({**made, "source": source})
    return cells


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _about(body: dict[str, Any]) -> dict[str, Any]:
    """Return what the course wrote into a notebook of its own."""
    return _dict(_dict(body.get("metadata")).get("wayout"))


def _source(value: Any) -> str:
    parts = value if isinstance(value, list) else [value]
    text = "".join(part for part in parts if isinstance(part, str))
    return text.encode("utf-8", "replace").decode("utf-8")


def _unknown(key: Key, person: str) -> str:
    """Return why nobody can say which questions a person has, or ""."""
    if key.knows(person):
        return ""
    says = f"The key says who has which variant, and has no learner with the id {person}"
    return f"{says}: collect with the roster with which the release was made."


def _other(body: dict[str, Any], cells: list[dict[str, Any]], key: Key) -> str:
    """Return why a notebook is not of this release, or ""."""
    about = _about(body)
    release, lesson = about.get("release"), about.get("lesson")
    if release == key.release:
        return ""
    if isinstance(lesson, str) and lesson != key.lesson:
        return f"This is a notebook of exercise {line(lesson, 20)}, not of {key.lesson}."
    if release is not None:
        return "This is a notebook of another release of the exercise: grade it with its own key."
    if lesson is not None and any(CODE_MARKS[0] in cell["source"] for cell in cells):
        return "This is the course's own solution, and no notebook of the release."
    known = sum(_known(cell, key) != "" for cell in cells)
    if key.cells and known * 2 >= len(key.cells):
        return ""  # a tool took the metadata away; the cells tell which release it is
    return f"This notebook is not of the release of exercise {key.lesson} that the key belongs to."


def _known(cell: dict[str, Any], key: Key) -> str:
    names = [cell["id"], *cell["names"]]
    return next((name for name in names if isinstance(name, str) and name in key.cells), "")


def _sorted(cells: list[dict[str, Any]], key: Key) -> _Notebook:
    """Sort cells by the release's ids; of doubled ones the last that is filled in counts."""
    made, behind, own, doubled, renamed = _Notebook(), "", 0, list[str](), 0
    ids = {cell["id"] for cell in cells if isinstance(cell["id"], str)}
    for cell in cells:
        name = cell["id"] if isinstance(cell["id"], str) and cell["id"] in key.cells else ""
        other = "" if name else _known(cell, key)
        if other and other not in ids and other not in made.found:
            name, renamed = other, renamed + 1  # Colab and others give cells new ids
        if (name or other) in made.found:
            if name:
                doubled.append(name)
            if _blank_behind(cell["source"], made.found[name or other], key.cells[name or other]):
                continue
        if name:
            made.found[name] = cell["source"]
            (made.code.add if cell["kind"] == "code" else made.code.discard)(name)
            behind = name
        elif cell["kind"] == "code" and cell["source"].strip():
            own += 1
            if own <= MOST_CELLS:
                part = f"own cell {own}", cell["source"]
                made.own.setdefault(behind, []).append(part)
    if doubled:
        names = ", ".join(dict.fromkeys(doubled))
        said = "There twice, and the last one that is filled in counts"
        made.notes.append(f"{said}: {names}.")
    if renamed:
        made.notes.append("The program that saved the file renamed cells: told by their labels.")
    if own > MOST_CELLS:
        said = f"Of {own:,} cells of the learner's own the first {MOST_CELLS} were run."
        made.notes.append(said)
    return made


def _blank_behind(source: str, before: str, given: str) -> bool:
    """Return whether a doubled cell is as handed out, or empty, and the one before is not."""
    bare = given.strip()
    return source.strip() in ("", bare) and before.strip() not in ("", bare)


def _ready(mark: str, found: _Notebook, key: Key, person: str) -> Ready:
    asked = {one.question.name: one.question.probe for one in key.of(person).asked}
    written = {one.cell for one in key.written}
    steps = [*_steps(found, key, asked, written)]
    read = {step["question"] for _, step in steps if "question" in step}
    left = [(name, Step(question=name, probe=probe)) for name, probe in asked.items()]
    steps += [one for one in left if one[0] not in read]
    texts, notes = [], list(found.notes)
    for one in key.written:
        source = found.found.get(one.cell, "")
        kind = "code" if one.cell in found.code and len(source) <= _PARSED else "text"
        same = source.strip() == key.cells.get(one.cell, "").strip()
        with warnings.catch_warnings(action="ignore"):  # Python's, of odd code
            text = "" if same else text_in(source, kind)
        if len(text) > LONGEST:
            notes.append(f"{one.name} is longer than {LONGEST:,} characters: cut there.")
        texts.append(Text(one.name, text[:LONGEST], len(text.split())))
    gone = frozenset(name for name, probe in asked.items() if _gone(probe, found, key))
    if gone:
        number = counted(len(gone), "question")
        notes.append(f"The cells of {number} were taken out: {', '.join(sorted(gone))}.")
    names = tuple(name for name, _ in steps)
    return Ready(mark, tuple(step for _, step in steps), names, tuple(texts), gone, tuple(notes))


def _steps(
    found: _Notebook, key: Key, asked: dict[str, str], written: set[str]
) -> Iterator[tuple[str, Step]]:
    """Yield cells in the release's order; checks and starts are the release's own."""
    yield from ((name, Step(code=code)) for name, code in found.own.get("", []))
    for name, given in key.cells.items():
        check = _CHECK.fullmatch(given)
        code = found.found[name] if name in found.code else None
        if check and check[1] in asked:
            yield name, Step(question=check[1], probe=asked[check[1]])
        elif not check and name not in written:
            if STARTS.search(given):
                yield name, Step(code=given)
                code = None if code == given else code
            if code is not None and code.strip() and not _CARD.fullmatch(code):
                yield name, Step(code=code)
        yield from ((own, Step(code=code)) for own, code in found.own.get(name, []))


def _gone(probe: str, found: _Notebook, key: Key) -> bool:
    """Return whether every released cell that names the answer is away."""
    words = [re.compile(rf"\b{re.escape(name)}\b") for name in names_in(probe)]
    holds = [
        name
        for name, given in key.cells.items()
        if not _CHECK.fullmatch(given)
        and not STARTS.search(given)
        and any(word.search(given) for word in words)
    ]
    return bool(holds) and not any(name in found.found for name in holds)
