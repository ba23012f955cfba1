"""How a table looks in a lesson: words in full, numbers in line, nothing cut off.

pandas cuts long texts and sets words to the right. A lesson is read, so :func:`show_tables`
tells IPython to draw small, flat tables in the way of a printed page. Large or nested ones
stay as pandas draws them.
"""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from wayout.language import listed
from wayout.pages import render

_MOST_ROWS = 60
_MOST_COLUMNS = 12
# So many rows can be stacked on a telephone, a block each, where they are too wide for it.
_FEW_ROWS = 20
_SHORT = 12
# Letters that a telephone of 390 pixels shows in one line beside Lab's margins: 248 pixels, nine a
# letter. A narrower table never scrolls.
_NARROW = 26
_GAP = 2
# The name of a table says so many of its columns.
_NAMED = 4
# A text this long is a sentence, and a sentence is read from the left margin on.
_SENTENCE = 60
_WEB = re.compile(r"https?://[^\s\"'<>`\\]+")
_BETWEEN = " ; "


def show_tables(shell: object) -> None:
    """Let ``shell``, an IPython shell, draw data frames with :func:`as_html`, no text cut off."""
    pd.set_option("display.max_colwidth", None)
    formatter = shell.display_formatter.formatters["text/html"]  # type: ignore[attr-defined]
    formatter.for_type(pd.DataFrame, as_html)


def as_html(frame: pd.DataFrame) -> str:
    """Return ``frame`` as an HTML table, every value escaped.

    Row numbers that pandas made up are left out; an index with a name or with words names the rows.
    A table that may not fit a telephone is a region with a name, which the keyboard reaches and
    scrolls; one that holds sentences, or has few rows, is stacked there, a block a row. A cell of
    nothing but web addresses shows links. Above 60 rows or 12 columns, or with nested headings,
    pandas draws.
    """
    if not _is_small_and_flat(frame):
        return str(frame._repr_html_())  # type: ignore[operator]
    columns = [frame.iloc[:, i] for i in range(frame.shape[1])]
    named = [_index(frame.index), *columns] if _has_meaning(frame.index) else columns
    stop = _stop(named)
    return render(
        "table.html",
        heads=[(_heading(c), _kind(c)) for c in named],
        rows=list(zip(*(_cells(c) for c in named), strict=True)),
        named=len(named) > len(columns),
        tall=any(map(_tells, columns)) or (bool(stop) and len(frame) <= _FEW_ROWS),
        stop=stop,
    )


def _is_small_and_flat(frame: pd.DataFrame) -> bool:
    flat = frame.index.nlevels == 1 and frame.columns.nlevels == 1
    return flat and 0 < len(frame) <= _MOST_ROWS and 0 < frame.shape[1] <= _MOST_COLUMNS


def _has_meaning(index: pd.Index) -> bool:
    return index.name is not None or not pd.api.types.is_integer_dtype(index)


def _index(index: pd.Index) -> pd.Series:
    return pd.Series(list(index), name="index" if index.name is None else index.name)


def _stop(columns: Sequence[pd.Series]) -> str:
    """Return the name of a table that a narrow page may cut off: the keyboard must reach it."""
    if sum(_unbroken(column) for column in columns) <= _NARROW:
        return ""
    names = list(map(_heading, columns))
    more = [f"{len(names) - _NAMED} more columns"] if len(names) > _NAMED + 1 else []
    return f"Table: {listed(names[:_NAMED] + more if more else names)}"


def _tells(column: pd.Series) -> bool:
    """Say whether a column holds sentences."""
    return any(len(_plain(text)) > _SENTENCE for text in _texts(column))


def _is_prose(texts: Sequence[str]) -> bool:
    """Say whether sentences are what a column mostly holds."""
    return sum(len(_plain(text)) for text in texts) > _SENTENCE / 2 * len(texts)


def _unbroken(column: pd.Series) -> int:
    """Return how many letters the column needs at least: its longest unbroken piece and a gap."""
    texts = [_heading(column), *map(_plain, _texts(column))]
    return _GAP + max(map(len if _kind(column) else _piece, texts))


def _piece(text: str) -> int:
    return len(text) if len(text) <= _SHORT else max(map(len, text.split()), default=0)


def _heading(column: pd.Series) -> str:
    return str(column.name)


def _kind(column: pd.Series) -> str:
    numeric = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    return "wo-num" if numeric else ""


def _cells(column: pd.Series) -> list[dict[str, Any]]:
    texts = _texts(column)
    kind = "wo-says" if _is_prose(texts) else _kind(column)
    return [{"text": text, "kind": kind or _width(text), "links": _links(text)} for text in texts]


def _texts(column: pd.Series) -> list[str]:
    return _numbers(column) if pd.api.types.is_float_dtype(column) else list(map(_text, column))


def _width(text: str) -> str:
    return "wo-short" if len(_plain(text)) <= _SHORT else ""


def _links(text: str) -> list[tuple[str, str]]:
    """Return address and name of each link, if the text is web addresses and nothing else."""
    return [(address, _host(address)) for address in _addresses(text)]


def _plain(text: str) -> str:
    """Return the words of a cell that a reader sees."""
    return " ".join(_host(one) for one in _addresses(text)) or text


def _addresses(text: str) -> list[str]:
    pieces = text.split(_BETWEEN)
    return pieces if all(_WEB.fullmatch(piece) and _host(piece) for piece in pieces) else []


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _numbers(column: pd.Series) -> list[str]:
    """Write a column of floats with as many places as its longest value needs, three at most."""
    rounded = [f"{value:.3f}".rstrip("0") for value in column.dropna()]
    places = max((len(text.partition(".")[2]) for text in rounded), default=0)
    return ["no figure" if pd.isna(v) else f"{v:,.{places}f}" for v in column]


def _text(value: object) -> str:
    if value is None or value is pd.NaT or value is pd.NA:
        return ""
    if isinstance(value, float) and pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value.day} {value:%b %Y}"
    return str(value)
