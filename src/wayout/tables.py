"""How a table looks in a lesson: words in full, numbers in line, nothing cut off.

pandas cuts long texts and sets words to the right. A lesson is read, so :func:`show_tables`
tells IPython to draw small, flat tables in the way of a printed page. Large or nested ones
stay as pandas draws them.
"""

from html import escape

import pandas as pd

_MOST_ROWS = 60
_MOST_COLUMNS = 12
_SHORT = 12


def show_tables(shell: object) -> None:
    """Let ``shell``, an IPython shell, draw data frames with :func:`as_html`."""
    formatter = shell.display_formatter.formatters["text/html"]  # type: ignore[attr-defined]
    formatter.for_type(pd.DataFrame, as_html)


def as_html(frame: pd.DataFrame) -> str:
    """Return ``frame`` as an HTML table, every value escaped.

    Row numbers that pandas made up are left out; an index with a name or with words is the
    first column. Above 60 rows or 12 columns, or with nested headings, pandas draws.
    """
    if not _is_small_and_flat(frame):
        return str(frame._repr_html_())  # type: ignore[operator]
    shown = frame.reset_index() if _has_meaning(frame.index) else frame
    head = "".join(f'<th scope="col"{_kind(shown.iloc[:, i])}>{escape(str(name))}</th>'
                   for i, name in enumerate(shown.columns))  # fmt: skip
    columns = [_cells(shown.iloc[:, i]) for i in range(shown.shape[1])]
    rows = "".join(f"<tr>{''.join(row)}</tr>" for row in zip(*columns, strict=True))
    return (
        '<div class="wo-table" tabindex="0" role="region" aria-label="Table"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _is_small_and_flat(frame: pd.DataFrame) -> bool:
    flat = frame.index.nlevels == 1 and frame.columns.nlevels == 1
    return flat and 0 < len(frame) <= _MOST_ROWS and 0 < frame.shape[1] <= _MOST_COLUMNS


def _has_meaning(index: pd.Index) -> bool:
    return index.name is not None or not pd.api.types.is_integer_dtype(index)


def _kind(column: pd.Series) -> str:
    numeric = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    return ' class="wo-num"' if numeric else ""


def _cells(column: pd.Series) -> list[str]:
    kind = _kind(column)
    texts = _numbers(column) if pd.api.types.is_float_dtype(column) else map(_text, column)
    return [f"<td{kind or _width(text)}>{escape(text)}</td>" for text in texts]


def _width(text: str) -> str:
    return ' class="wo-short"' if len(text) <= _SHORT else ""


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
