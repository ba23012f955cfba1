"""Links that may be drawn between claims of our map, each with what to say about it."""

import csv
from dataclasses import dataclass
from io import StringIO
from typing import Literal, get_args

from wayout.argument.errors import FormatError, called
from wayout.argument.graph import LINK_KINDS, Link, LinkKind
from wayout.argument.incoming import opened

Standing = Literal["essay", "outside", "fair"]

_COLUMNS = ("source", "target", "kind", "standing", "look", "why")
_KINDS: dict[str, LinkKind] = {kind: kind for kind in LINK_KINDS}
_STANDINGS: dict[str, Standing] = {standing: standing for standing in get_args(Standing)}


@dataclass(frozen=True, slots=True)
class AcceptedLink:
    """A link between parts of our map that may be drawn, and what to say about it.

    Attributes
    ----------
    standing
        ``"essay"`` if the essay itself holds it, ``"outside"`` if it comes from the data, and
        ``"fair"`` if it is not on our map and may be drawn. The first two count as found.
    look
        Where to look, without the answer: the second hint.
    why
        Why the link holds: part of the third hint.
    """

    link: Link
    standing: Standing
    look: str
    why: str


def read_accepted(table: str) -> tuple[AcceptedLink, ...]:
    """Return the accepted links of a text in CSV, in its order.

    `FormatError` names the line where a column is missing or empty, a row has more cells than
    the first, or a kind or standing is none that is known.
    """
    reader = csv.DictReader(StringIO(opened(table), newline=""), strict=True)
    try:
        columns = reader.fieldnames or ()
        if len(columns) == 1 and any(mark in columns[0] for mark in ";\t"):
            raise FormatError("The columns run together; separate them by commas.", 1)
        for column in _COLUMNS:
            if column not in columns:
                raise FormatError(f"The table has no column '{column}'; add it.", 1)
        return tuple(_row(row, reader.line_num) for row in reader)
    except csv.Error as error:
        raise FormatError(_NO_TABLE, reader.line_num + 1) from error


_NO_TABLE = "A cell of this row never ends, or is very long; close it by a quotation mark."


def _row(row: dict[str, str | None], last: int) -> AcceptedLink:
    line = last - sum(cell.count("\n") for cell in row.values() if isinstance(cell, str))
    if None in row:
        raise FormatError("More cells than columns; put a text with commas in quotes.", line)
    source, target, kind, standing, look, why = (_cell(row, column, line) for column in _COLUMNS)
    if kind not in _KINDS:
        raise FormatError(f"The kind {called(kind)} is none of {', '.join(_KINDS)}.", line)
    if standing not in _STANDINGS:
        known = ", ".join(_STANDINGS)
        raise FormatError(f"The standing {called(standing)} is none of {known}.", line)
    return AcceptedLink(Link(source, target, _KINDS[kind]), _STANDINGS[standing], look, why)


def _cell(row: dict[str, str | None], column: str, line: int) -> str:
    if value := row[column]:
        return value
    raise FormatError(f"Nothing stands in the column '{column}'; fill it in.", line)
