"""What every map and chart shares: palette, source line, boundary note, table twin.

Nothing here draws. A figure is HTML around a drawing that somebody else made, so that
every picture in the course carries the same parts in the same order: title, unit,
picture, note, source, and the same numbers as a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from wayout.language import day_in_words
from wayout.pages import render
from wayout.tables.package import attribution

# Okabe-Ito, in the order that stays apart for red-, green- and blue-blind readers.
SERIES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00")
# What the course calls them, in the same order.
NAMES = ("blue", "orange", "green", "pink", "amber")
# Darker tones of the same colours, for text on white (contrast above 6 to 1).
INK = ("#005a8e", "#a84300", "#00684c", "#8f3f6b", "#7a5200")


def called(colour: str) -> str:
    """Return what the course calls a colour of :data:`SERIES`: ``blue`` for ``#0072B2``."""
    return NAMES[SERIES.index(colour)]


@dataclass(frozen=True)
class Caption:
    """What stands under a picture.

    Attributes
    ----------
    tables
        Names of the tables the picture was drawn from; they make the source line.
    table
        The numbers of the picture, ready to read: one row a mark, headings in words.
    note
        One sentence on what to mind, for instance whose borders a map shows. May be empty.
    """

    tables: Sequence[str]
    table: pd.DataFrame
    note: str = ""

    def html(self) -> str:
        """Return note, source line and folded table as HTML, every value escaped."""
        return str(
            render("caption.html", note=self.note, **_source(self.tables), **_table(self.table))
        )


def _source(tables: Sequence[str]) -> dict[str, list[str]]:
    # Two tables of one publisher make one source.
    return {"sources": list(dict.fromkeys(map(attribution, tables)))}


def _table(frame: pd.DataFrame) -> dict[str, list[list[str]]]:
    rows = [list(map(_cell, row)) for row in frame.itertuples(index=False, name=None)]
    return {"rows": [list(map(str, frame.columns)), *rows] if rows else []}


def _cell(value: object) -> str:
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        return "no figure"
    if isinstance(value, float):
        return f"{value:,.2f}"
    return day_in_words(value) if isinstance(value, pd.Timestamp) else str(value)
