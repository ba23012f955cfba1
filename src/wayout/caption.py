"""What every map and chart shares: palette, source line, boundary note, table twin.

Nothing here draws. A figure is HTML around a drawing that somebody else made, so that
every picture in the course carries the same parts in the same order: title, unit,
picture, note, source, and the same numbers as a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from wayout.language import day_in_words
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
        note = f'<p class="wo-note">{escape(self.note)}</p>' if self.note else ""
        twin = "" if self.table.empty else table_twin(self.table)
        return f'<div class="wo-foot">{note}{source_line(self.tables)}{twin}</div>'


def source_line(tables: Sequence[str]) -> str:
    """Return one HTML paragraph that names each publisher of the tables once, in order."""
    # Two tables of one publisher make one source.
    if not tables:
        return ""
    parts = "; ".join(dict.fromkeys(escape(attribution(name)) for name in tables))
    return f'<p class="wo-source">Source: {parts}.</p>'


def table_twin(frame: pd.DataFrame, summary: str = "The same as a table") -> str:
    """Return a folded HTML table of ``frame``, with row and column headings marked as such."""
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in frame.columns)
    rows = "".join(_row(values) for values in frame.itertuples(index=False, name=None))
    return (
        f'<details class="wo-twin"><summary>{escape(summary)}</summary>'
        f'<div class="wo-scroll" tabindex="0" role="region" aria-label="{escape(summary)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )


def _row(values: tuple[object, ...]) -> str:
    first, *rest = (_cell(value) for value in values)
    return f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{c}</td>" for c in rest) + "</tr>"


def _cell(value: object) -> str:
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        return "no figure"
    if isinstance(value, float):
        return f"{value:,.2f}"
    if isinstance(value, pd.Timestamp):
        return day_in_words(value)
    return escape(str(value))
