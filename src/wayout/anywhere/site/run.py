"""Runs the notebooks as nobody has answered them yet: each with a work file of its own."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import nbformat
from IPython.utils.capture import RichOutput, capture_output

from wayout.anywhere import outgoing
from wayout.course.pace import blank
from wayout.errors import CourseError
from wayout.pages.output import put

AT_ONCE = 2
"""How many processes run notebooks: a third costs more to start than it saves."""

Notebook = Any  # nbformat gives no types


class RunError(CourseError):
    """A notebook that stopped; the message names it and its cell."""


def executed(
    root: Path, names: Sequence[str], seen: Callable[[int], None] = lambda _: None
) -> dict[str, Notebook]:
    """Return the notebooks of a course with what they show, by name, in order.

    A name is a path below ``root``. No kernel starts: a process imports what the lessons need once
    for all notebooks that it runs. ``seen`` is told how many are there. Raises RunError.
    """
    books = dict[str, Notebook]()
    with ProcessPoolExecutor(AT_ONCE, get_context("spawn")) as pool:
        for name, book in zip(names, pool.map(partial(run, root), names), strict=True):
            books[name] = book
            seen(len(books))
    return books


def run(root: Path, name: str) -> Notebook:
    """Return one notebook with what its cells show to somebody who has answered nothing."""
    text = json.dumps(outgoing.notebook(root / name))
    book = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    shown = dict[str, Any]()
    with blank((root / name).parent) as shell:
        for cell in book.cells:
            if cell.cell_type != "code":
                continue
            with capture_output() as seen:
                # While a cell runs, its last line goes where the shell says.
                shell.display_trap.hook = sys.displayhook
                done = shell.run_cell(cell.source)  # type: ignore[no-untyped-call]
            if error := done.error_before_exec or done.error_in_exec:
                raise RunError(
                    f"{name} stops at its cell {cell.id}: {error!r}. Open it, run it, and mend "
                    "that cell."
                )
            cell.outputs = list(_outputs(seen.stdout, seen.outputs, shown))
    return book


def keep(path: Path, book: Notebook) -> None:
    """Write a notebook to a path whose folders may not be there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    put(path, nbformat.writes(book))  # type: ignore[no-untyped-call]


def _outputs(printed: str, outputs: Sequence[RichOutput], shown: dict[str, Any]) -> Iterator[Any]:
    """Yield what a cell shows; what it changes of outputs shown before is changed there."""
    new: Callable[..., Any] = nbformat.v4.new_output
    if printed:
        yield new("stream", name="stdout", text=printed)
    for one in filter(lambda one: one.data, outputs):
        place = (one.transient or {}).get("display_id", "")
        if one.update:
            shown[place].data = one.data
            continue
        made = new("display_data", data=one.data, metadata=one.metadata or {})
        if place:
            shown[place] = made
        yield made
