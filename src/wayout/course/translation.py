"""Lessons in another language: their texts by cell, each with the mark of what it translates.

``translations/de/00_start_here.md`` holds for each text of ``lessons/00_start_here.ipynb`` a line
such as ``<!-- how 1a2b3c4d -->`` and below it the text. A text cell has its own name; the texts
that a code cell shows are numbered: ``found.1``, ``found.2``. Code is taken from the lesson as it
is, so a translation cannot change it; figures are fields, ``{trip_date}``, in both.
"""

import ast
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from wayout.errors import CourseError
from wayout.language import listed
from wayout.pages.output import put
from wayout.pages.spoken import languages
from wayout.work.lessons import LessonError

Notebook = dict[str, Any]

_HEAD = re.compile(r"^<!-- ([\w.-]+) ([0-9a-f]{8}) -->$", re.MULTILINE)
_LIKE = re.compile(r"^[ \t]*<!--.*$", re.MULTILINE)
_START = re.compile(r'^start\("(\w+)"\)$', re.MULTILINE)
_LINK = re.compile(r"(?<=\]\()([^)#:\s]+)")
_FIELD = re.compile(r"\{[^{}]*\}")
# What a translation must keep as it is, whatever the language; a comma and a point count as one.
_KEPT = {
    "links": re.compile(r"(?<=\]\()[^)\s]+"),
    "fields": _FIELD,
    "code": re.compile(r"`[^`\n]+`"),
    "numbers": re.compile(r"\d+(?:[.,]\d+)*"),
}


class TranslationError(CourseError, ValueError):
    """A file of translations that cannot be read; the message says where and what to do."""


@dataclass(frozen=True)
class Piece:
    """A translated text, and the mark of the text that it translates."""

    mark: str
    text: str


def mark(text: str) -> str:
    """Return the mark of a text: another text has another one."""
    return sha256(text.encode()).hexdigest()[:8]


def texts(notebook: Notebook) -> dict[str, str]:
    """Return all texts of a lesson that are to be translated, by name, in order."""
    found: dict[str, str] = {}
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            found[cell["id"]] = source
            continue
        try:
            said = enumerate(_said(source), 1)
        except SyntaxError as error:
            told = f"has no plain Python in line {error.lineno}: change it in the lesson"
            where = f"Lesson {notebook['metadata']['wayout']['lesson']}, cell {cell['id']}"
            raise TranslationError(f"{where}: it {told}.") from None
        found |= {f"{cell['id']}.{number}": str(one.value) for number, one in said}
    return found


def read(path: Path) -> dict[str, Piece]:
    """Read a file of translations.

    Raises TranslationError for one that is no text, names a cell twice, or has a line that looks
    like a head and is none: it would be shown as a text of the cell above.
    """
    try:
        said = path.read_text("utf-8")
    except UnicodeDecodeError:
        told = "is not written in UTF-8: save it anew in this encoding."
        raise TranslationError(f"{path.name} {told}") from None
    if slip := next((one for one in _LIKE.findall(said) if not _HEAD.fullmatch(one)), ""):
        form = "<!-- name mark -->, where the mark has eight of the signs 0 to 9 and a to f"
        raise TranslationError(f"{path.name} has the line “{slip}”: write it as {form}.")
    before, *parts = _HEAD.split(said)
    names = parts[::3]
    if double := [name for name, many in Counter(names).items() if many > 1]:
        raise TranslationError(f"{path.name} has {listed(double)} twice: leave one of them.")
    if before.strip():
        begins = "<!-- name mark -->"
        raise TranslationError(f"{path.name} must begin with a line {begins}.")
    pairs = zip(names, parts[1::3], parts[2::3], strict=True)
    return {name: Piece(mark, text.strip("\n")) for name, mark, text in pairs}


def problems(notebook: Notebook, pieces: dict[str, Piece]) -> list[str]:
    """Return a sentence for each text that is missing, stale, surplus or says other figures."""
    wanted = texts(notebook)
    lines = [f"{name} is not in the lesson: take it out." for name in pieces.keys() - wanted.keys()]
    for name, text in wanted.items():
        if name not in pieces:
            lines.append(f"{name} is missing: translate it under <!-- {name} {mark(text)} -->.")
        elif pieces[name].mark != mark(text):
            says = "has changed in the lesson: read it again, then write its new mark"
            lines.append(f"{name} {says}, {mark(text)}.")
        else:
            lines += [f"{name} {line}" for line in _unlike(text, pieces[name].text)]
    return lines


def make(notebook: Notebook, pieces: dict[str, Piece], language: str) -> Notebook:
    """Return a lesson with its texts in another language; its code is the lesson's own."""
    made = deepcopy(notebook)
    for cell in made["cells"]:
        source, name = "".join(cell["source"]), cell["id"]
        if cell["cell_type"] == "markdown":
            source = pieces[name].text
        else:
            new = [pieces[f"{name}.{n}"].text for n, _ in enumerate(_said(source), 1)]
            source = _START.sub(rf'start("\1", language="{language}")', _put_in(source, new))
        cell["source"] = source
    made["metadata"]["wayout"]["translation"] = {"language": language, "mark": _sum(made)}
    return made


def differences(made: Notebook, found: Notebook) -> list[str]:
    """Return a sentence for each cell in which a notebook differs from what is made now."""
    ours, theirs = _cells(made), _cells(found)
    lines = [f"{name} is missing." for name in ours if name not in theirs]
    for name, (kind, source) in theirs.items():
        if name not in ours:
            lines.append(f"{name} is surplus.")
        elif (kind, source) != ours[name]:
            lines.append(f"{name} has other {'code' if kind == 'code' else 'text'}.")
    return lines


def check(root: Path, language: str) -> list[str]:
    """Return a sentence for each fault in the translations into one language."""
    lines = list[str]()
    for path in _files(root, language):
        try:
            found = problems(_lesson(root, path.stem), read(path))
        except TranslationError as error:
            found = [str(error)]
        lines += [f"translations/{language}/{path.name}: {line}" for line in found]
    return lines


def write(root: Path, language: str, out: Path) -> tuple[list[str], list[str]]:
    """Write the translated lessons into a folder; return their paths, and what kept one back.

    A translation with a fault is not written. A notebook in which someone has changed a cell stays
    as it is, and each such cell is named; so does one that was run, and its outputs.
    """
    files = _files(root, language)
    written, kept = list[str](), list[str]()
    for path in files:
        target, made = out / f"{path.stem}.ipynb", None
        try:
            lesson, pieces = _lesson(root, path.stem), read(path)
            lines = problems(lesson, pieces)
            made = None if lines else make(lesson, pieces, language)
        except TranslationError as error:
            lines = [str(error)]
        if made:
            _point(made, root, out, {f"{one.stem}.ipynb" for one in files})
            made["metadata"]["wayout"]["translation"]["mark"] = _sum(made)
            lines = _touched(made, target)
        if lines or made is None:
            kept += [f"{target.name}: {line}" for line in lines]
        elif not _is_as_made(made, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            put(target, json.dumps(made, indent=1, ensure_ascii=False) + "\n")
            written.append(str(target))
    return written, kept


def begin(root: Path, language: str, lesson: str) -> Path:
    """Write the file of a new translation, with the English texts to write over."""
    found = sorted((root / "lessons").glob(f"{lesson.zfill(2)}_*.ipynb"))
    if not found:
        raise LessonError(f'There is no lesson "{lesson}": name one by its number, such as 03.')
    path = root / "translations" / language / f"{found[0].stem}.md"
    if path.exists():
        raise TranslationError(f"{path.name} is there already: `wayout translate` checks it.")
    parts = texts(_lesson(root, found[0].stem)).items()
    path.parent.mkdir(parents=True, exist_ok=True)
    put(path, "\n".join(f"<!-- {name} {mark(text)} -->\n{text}\n" for name, text in parts))
    return path


def known(root: Path) -> list[str]:
    """Return the languages into which something is translated."""
    return sorted({*languages(), *(p.parent.name for p in root.glob("translations/*/*.md"))})


# Texts in code ------------------------------------------------------------------------------


def _said(source: str) -> list[ast.Constant]:
    """Return what a code cell says, as `say` and titles of pictures hold it, in order."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    found = [one for call in calls for one in _words(call)]
    return sorted(found, key=lambda one: (one.lineno, one.col_offset))


def _words(call: ast.Call) -> Iterator[ast.Constant]:
    say = getattr(call.func, "id", getattr(call.func, "attr", "")) == "say"
    given = [*call.args[:1], *call.args[2:]] if say else []
    named = {"answers", "title"} if say else {"title"}
    given += [one.value for one in call.keywords if one.arg in named]
    for one in given:
        parts = one.values if isinstance(one, ast.Dict) else [one]
        yield from (p for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str))


def _put_in(source: str, new: list[str]) -> str:
    """Put texts in the place of those that a code cell says; nothing else changes."""
    lines = source.encode().splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    code = source.encode()
    for one, text in reversed(list(zip(_said(source), new, strict=True))):
        first = starts[one.lineno - 1] + one.col_offset
        last = starts[(one.end_lineno or 0) - 1] + (one.end_col_offset or 0)
        code = code[:first] + _literal(text).encode() + code[last:]
    return code.decode()


def _literal(text: str) -> str:
    if "\n" in text and "\\" not in text and '"""' not in text and not text.endswith('"'):
        return f'"""{text}"""'
    return json.dumps(text, ensure_ascii=False)


# Comparing ----------------------------------------------------------------------------------


def _unlike(text: str, other: str) -> Iterator[str]:
    """Yield what a translation must have as its original has it, and has not."""
    for what, pattern in _KEPT.items():
        here, there = (Counter(_signs(pattern, one, what)) for one in (text, other))
        if here != there:
            lost, more = (sorted((a - b).elements()) for a, b in ((here, there), (there, here)))
            yield f"has other {what} than the lesson: {_told('without', lost)}{_told('with', more)}"


def _told(word: str, signs: list[str]) -> str:
    return f"{word} {listed(signs)}. " if signs else ""


def _signs(pattern: re.Pattern[str], text: str, what: str) -> list[str]:
    plain = _LINK.sub("", _FIELD.sub("", text)) if what == "numbers" else text
    return [re.sub("[.,]", "", one) if what == "numbers" else one for one in pattern.findall(plain)]


def _touched(made: Notebook, path: Path) -> list[str]:
    """Return what someone has changed in a notebook that was made before."""
    if not path.exists():
        return []
    try:
        found = json.loads(path.read_text("utf-8"))
        lines = differences(made, found)
        if found["metadata"]["wayout"]["translation"]["mark"] == _sum(found):
            ran = any(one.get("outputs") for one in found["cells"])
            lines = ["was run, and the lesson is another one now."] if lines and ran else []
        return [f"{line} Keep it under another name." for line in lines]
    except (KeyError, TypeError, ValueError):
        return ["is no translation of the course. Keep it under another name."]


def _is_as_made(made: Notebook, path: Path) -> bool:
    """Say whether a notebook has the cells that would be written now: what was run in it stays."""
    try:
        return _cells(json.loads(path.read_text("utf-8"))) == _cells(made)
    except (OSError, KeyError, TypeError, ValueError):
        return False


def _cells(notebook: Notebook) -> dict[str, tuple[str, str]]:
    return {one["id"]: (one["cell_type"], "".join(one["source"])) for one in notebook["cells"]}


def _sum(notebook: Notebook) -> str:
    """Return the mark of all cells."""
    return mark(json.dumps(_cells(notebook), ensure_ascii=False))


def _point(made: Notebook, root: Path, out: Path, here: set[str]) -> None:
    """Let links lead from the folder of the translation to what is not translated."""

    def to(found: re.Match[str]) -> str:
        if found[1] in here:
            return found[1]
        return Path(os.path.relpath(root / "lessons" / found[1], out)).as_posix()

    for cell in made["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = _LINK.sub(to, cell["source"])


def _files(root: Path, language: str) -> list[Path]:
    return sorted((root / "translations" / language).glob("*.md"))


def _lesson(root: Path, name: str) -> Notebook:
    try:
        found: Notebook = json.loads((root / "lessons" / f"{name}.ipynb").read_text("utf-8"))
    except FileNotFoundError:
        raise LessonError(f"{name}.md translates no lesson: there is no {name}.ipynb.") from None
    return found
