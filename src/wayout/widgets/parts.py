"""Small parts that several cards are made of."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import Any

import ipywidgets as W  # noqa: N812


class Quiet:
    """What a card sets itself is not taken for something that the learner changed."""

    _restoring = False

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        self._restoring = True
        try:
            yield
        finally:
            self._restoring = False


def long_text(label: str, hint: str) -> Any:
    """Return a field for a sentence or two; Python hears of it when the learner leaves it."""
    return W.Textarea(description=label, placeholder=hint, rows=2, continuous_update=False)


def scroll(name: str, columns: Sequence[str], body: str, kind: str = "", caption: str = "") -> str:
    """Return a table that scrolls by itself where it is too wide, by keyboard too.

    Parameters
    ----------
    name
        What a screen reader calls it.
    columns
        The words over the columns, as HTML.
    body
        One ``<tbody>`` or more.
    kind
        Class name for the style sheet; may be empty.
    caption
        The words over the table, as HTML; may be empty.
    """
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    over = f"<caption>{caption}</caption>" if caption else ""
    return (
        f'<div class="{f"wo-scroll {kind}".strip()}" tabindex="0" role="region" '
        f'aria-label="{escape(name)}">'
        f"<table>{over}<thead><tr>{head}</tr></thead>{body}</table></div>"
    )
