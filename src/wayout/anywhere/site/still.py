"""Turns a notebook that has run into a page of the site: cards still, charts live, code aside."""

import re
from collections.abc import Iterator
from html import escape
from pathlib import PurePosixPath
from typing import Any

import nbformat
from markupsafe import Markup

from wayout.course.export import Offline
from wayout.course.pace import FOLDED, unfolded
from wayout.pages import MEDIA_TYPE, render

_MACHINERY = re.compile(r"\b(?:debate\.\w+|say|start)\(")
_CARD = re.compile(r"\s*debate\.\w+\(|\s*say\(")
_LINK = re.compile(r'(href="(?:\.\./)?(?:lessons/|exercises/)?\w+)\.ipynb(?=["#])')
_ASKS = re.compile(r"\bwo-waits\b(?!.*\bwo-(?:reveal|change)\b)", re.DOTALL)


def freeze(book: Any, name: str) -> None:
    """Change a notebook in place; ``name`` is its path in the course.

    What a learner reads or writes as code stays: exercises, extras, and cells to play with. All
    other code of a lesson goes or is folded. What the first cell shows gives way to a sentence
    that says where answers are given.
    """
    Offline(live=True).preprocess(book, {})  # type: ignore[no-untyped-call]
    _hide(book)
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs = list(_pages(cell.outputs, PurePosixPath(name).name))
    book.cells = list(_folds(book.cells))


def _hide(book: Any) -> None:
    exercise = book.metadata["wayout"].get("role") == "exercise"
    plain = {id(cell) for cell in unfolded(book.cells)}
    for cell in book.cells:
        if cell.cell_type != "code":
            continue
        tags = cell.metadata.setdefault("tags", [])
        card = _CARD.match(cell.source) or cell.metadata.get("transient")
        if card or (not exercise and _MACHINERY.search(cell.source)):
            tags.append("remove-input")
        elif not exercise and id(cell) in plain and "raises-exception" not in tags:
            tags.append("hide-input")


def _folds(cells: list[Any]) -> Iterator[Any]:
    """Yield the cells; a heading that is folded in JupyterLab becomes one that unfolds."""
    open_cells, inside = set(map(id, unfolded(cells))), False
    for cell in cells:
        folded = bool(cell.metadata.get(FOLDED))
        if inside and (folded or id(cell) in open_cells):
            yield _markdown("</details>")
        inside = folded or (inside and id(cell) not in open_cells)
        yield _markdown(_fold(cell.source)) if folded else cell
    if inside:
        yield _markdown("</details>")


def _fold(heading: str) -> str:
    title = heading.strip().lstrip("#").strip()
    return f'<details class="wo-fold">\n<summary>{escape(title)}</summary>'


def _markdown(source: str) -> Any:
    return nbformat.v4.new_markdown_cell(source)  # type: ignore[no-untyped-call]


def _pages(outputs: list[Any], notebook: str) -> Iterator[Any]:
    """Yield outputs as they stand in a page: HTML in the frame that the style sheets know."""
    for output in outputs:
        data = output.get("data", {})
        if "text/html" in data:
            page = _LINK.sub(r"\1.html", data["text/html"])
            drawn, kit = MEDIA_TYPE in data, 'class="wo-kit"' in page
            asks = bool(_ASKS.search(page))
            words = {"drawn": drawn, "kit": kit, "asks": asks, "notebook": notebook}
            output.data = {"text/html": str(render("site/output.html", page=Markup(page), **words))}
        yield output
