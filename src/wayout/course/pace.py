"""How long a lesson is: the words it shows, its sections, what it asks, and the minutes it takes.

The cells run in this process with an empty work file. A card counts as it stands before the first
answer, with the findings that an answer opens; what is folded does not count.
"""

import ast
import contextlib
import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from wayout.activities.face import Reply
from wayout.language import count_words
from wayout.pages import markdown, render

WORDS_A_MINUTE = 120
"""How fast a reader of sixteen reads prose with figures in it, and thinks along."""
MINUTES = {
    "guess": 1.5, "dial": 2.0, "sorter": 9.0, "fact_desk": 11.0, "both_sides": 5.0,
    "yardstick": 4.0, "yardstick_grid": 2.0, "explore": 2.0, "build": 4.0, "match": 5.0,
    "bench": 5.0, "standing": 4.0, "chart": 1.5, "map": 2.0, "self_check": 1.0,
    "rivals": 7.0, "tells_apart": 4.0, "weigh": 4.0, "seats": 25.0, "forecasts": 15.0,
    "last_word": 8.0, "dials": 2.0, "findings": 3.0, "my_page": 1.0,
}  # fmt: skip
"""Minutes for each thing to do or to look at, beside reading its words."""
OTHER = 0.5
"""Minutes for any other card."""
MOST_WORDS, MOST_AT_START, MOST_SECTIONS = 3000, 2200, 8

FOLDED = "jp-MarkdownHeadingCollapsed"
_HEADING = re.compile(r"^(#{1,6}) ", re.MULTILINE)
_ROOMS = {"charts": "chart", "maps": "map"}
_SILENT = ("details", "style", "script", "svg", "select", "textarea", "iframe", "title")
_VOID = ("input", "br", "img", "hr", "meta", "link", "wbr", "source")


@dataclass(frozen=True)
class Pace:
    """What one notebook shows and asks; ``errors`` are cells that stop in a blank run."""

    name: str
    words: int
    sections: int
    asks: Counter[str]
    errors: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """Reading and doing, rounded to five minutes."""
        doing = sum(MINUTES.get(name, OTHER) * many for name, many in self.asks.items())
        return 5 * round((self.words / WORDS_A_MINUTE + doing) / 5)

    def line(self) -> str:
        """Return all of it in one line."""
        asks = ", ".join(f"{many} {name}" for name, many in sorted(self.asks.items()))
        head = f"{self.name:32}{self.words:6,} words {self.sections:2} sections"
        return "\n".join([f"{head} {self.minutes:3} minutes: {asks}", *self.errors])


def pace(path: Path) -> Pace:
    """Return how long a notebook is, after running its cells in their folder."""
    cells = nbformat.read(path, as_version=4).cells  # type: ignore[no-untyped-call]
    shown, errors = 0, list[str]()
    open_cells = set(map(id, unfolded(cells)))
    with blank(path.parent) as shell:
        for cell in cells:
            if cell.cell_type == "code":
                words, error = _run(shell, cell.source)
                errors += [f"{cell.id}: {error}"] if error else []
            else:
                words = _read(str(markdown(cell.source)))
            shown += words if id(cell) in open_cells else 0
    kept = [cell for cell in cells if id(cell) in open_cells]
    return Pace(path.name, shown, _sections(kept), _asks(kept), tuple(errors))


def unfolded(cells: list[Any]) -> Iterator[Any]:
    """Yield the cells that stand open; the heading of a fold is one of them."""
    depth = 0
    for cell in cells:
        marks = _HEADING.search(cell.source) if cell.cell_type == "markdown" else None
        if marks and (not depth or len(marks[1]) <= depth):
            depth = len(marks[1]) if cell.metadata.get(FOLDED) else 0
            yield cell
        elif not depth:
            yield cell


def _sections(cells: list[Any]) -> int:
    texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    return sum(len(marks) == 2 for text in texts for marks in _HEADING.findall(text))


def _asks(cells: list[Any]) -> Counter[str]:
    code = (cell.source for cell in cells if cell.cell_type == "code")
    return Counter(_ROOMS.get(room, name) for source in code for room, name in _calls(source))


def _calls(source: str) -> Iterator[tuple[str, str]]:
    """Yield room and name of each card, chart and map that a cell calls."""
    with contextlib.suppress(SyntaxError):  # a cell that cannot be read is among the errors
        for node in ast.walk(ast.parse(source)):
            match node:
                case ast.Call(func=ast.Attribute(ast.Name(room), name)):
                    if room in ("debate", *_ROOMS):
                        yield room, name


@contextlib.contextmanager
def blank(folder: Path) -> Iterator[InteractiveShell]:
    """Give a fresh notebook with an empty work file."""
    before = dict(os.environ)
    InteractiveShell.clear_instance()
    with tempfile.TemporaryDirectory() as scratch, contextlib.chdir(folder):
        os.environ["WAYOUT_WORK"] = str(Path(scratch, "my_work.json"))
        shell: InteractiveShell = InteractiveShell.instance()
        shell.history_manager.enabled = False  # type: ignore[union-attr]
        try:
            yield shell
        finally:
            InteractiveShell.clear_instance()
            os.environ.clear()
            os.environ.update(before)


def _run(shell: InteractiveShell, code: str) -> tuple[int, str]:
    """Run a cell; return how many words it shows, and its error or ""."""
    with capture_output() as seen:
        result = shell.run_cell(code)  # type: ignore[no-untyped-call]
    error = result.error_before_exec or result.error_in_exec
    face = getattr(result.result, "face", None)
    if face is not None:
        with capture_output():  # what an answer opens, other cards of the page show too
            return _read(_card(face)), ""
    if error:
        return 0, f"{type(error).__name__}: {error}"
    words = count_words(seen.stdout) + sum(_read(_page(one)) for one in seen.outputs)
    return words, ""


def _card(face: Any) -> str:
    """Return a card as a learner sees it, with what an answer opens."""
    fields = face.saved()
    if hasattr(face, "do_show"):
        face.do_show(fields, "")
    about = {"fields": fields, "live": True, "reply": Reply(), "action": ""}
    page = str(render(face.template, **face.view(fields, ()), **about))
    found = str(getattr(face, "found", ""))  # what waits for outcomes is read all the same
    return page if found in page else page + found


def _page(output: Any) -> str:
    """Return one output as HTML; the words of a drawing are not read as prose."""
    data = getattr(output, "data", {}) or {}
    if "text/html" in data:
        return str(data["text/html"])
    if "text/markdown" in data:
        return str(markdown(data["text/markdown"]))
    return "" if len(data) > 1 else str(data.get("text/plain", ""))


def _read(page: str) -> int:
    reader = _Reader()
    reader.feed(page)
    return count_words(" ".join(reader.said))


class _Reader(HTMLParser):
    """Collects the words that stand on a page, without what is folded, drawn or hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Fall silent inside what does not count."""
        given = dict(attrs)
        hidden = given.get("aria-hidden") == "true" or "wo-source" in (given.get("class") or "")
        if tag not in _VOID and (self._quiet or hidden or tag in _SILENT):
            self._quiet += 1

    def handle_endtag(self, tag: str) -> None:
        """Speak again behind it."""
        self._quiet = max(0, self._quiet - 1) if tag not in _VOID else self._quiet

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if not self._quiet:
            self.said.append(data)
