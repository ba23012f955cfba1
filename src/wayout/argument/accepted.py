"""Links that may be drawn between claims of our map, each with what to say about it."""

import csv
from dataclasses import dataclass
from io import StringIO
from typing import Literal, get_args

from wayout.argument.errors import called
from wayout.argument.graph import LINK_KINDS, Link, LinkKind
from wayout.argument.incoming import opened
from wayout.argument.sentences import refusal

Standing = Literal["essay", "outside", "fair"]

_COLUMNS = ("source", "target", "kind", "standing", "look", "why")
_KINDS: dict[str, LinkKind] = {kind: kind for kind in LINK_KINDS}
_STANDINGS: dict[str, Standing] = {standing: standing for standing in get_args(Standing)}


@dataclass(frozen=True, slots=True)
class AcceptedLink:
    """A link between parts of our map that may be drawn, and what to say about it.

    Its ``standing`` is ``"essay"`` if the essay itself holds it, ``"outside"`` if it comes from the
    data, and ``"fair"`` if it is not on our map and may be drawn; the first two count as found.
    ``look`` is where to look, without the answer: the second hint. ``why`` it holds is part of the
    third.

    The source of the link may be several claims, parted by ``;``: premises that lead to the target
    together, without others that our map joins to them.
    """

    link: Link
    standing: Standing
    look: str
    why: str

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the claim that speaks, or the premises that do so together."""
        return tuple(self.link.source.split(";"))


def read_accepted(table: str) -> tuple[AcceptedLink, ...]:
    """Return the accepted links of a text in CSV, in its order.

    `FormatError` names the line where a column is missing or empty, a row has more cells than
    the first, or a kind or standing is none that is known.
    """
    reader = csv.DictReader(StringIO(opened(table), newline=""), strict=True)
    try:
        columns = reader.fieldnames or ()
        if len(columns) == 1 and any(mark in columns[0] for mark in ";\t"):
            raise refusal("table", "separator", 1)
        for column in _COLUMNS:
            if column not in columns:
                raise refusal("table", "column", 1, column=column)
        return tuple(_row(row, reader.line_num) for row in reader)
    except csv.Error as error:
        raise refusal("table", "open_cell", reader.line_num + 1) from error


def _row(row: dict[str, str | None], last: int) -> AcceptedLink:
    line = last - sum(cell.count("\n") for cell in row.values() if isinstance(cell, str))
    if None in row:
        raise refusal("table", "cells", line)
    source, target, kind, standing, look, why = (_cell(row, column, line) for column in _COLUMNS)
    for sort, word, known in (("kind", kind, _KINDS), ("standing", standing, _STANDINGS)):
        if word not in known:
            raise refusal("table", sort, line, word=called(word), known=", ".join(known))
    return AcceptedLink(Link(source, target, _KINDS[kind]), _STANDINGS[standing], look, why)


def _cell(row: dict[str, str | None], column: str, line: int) -> str:
    if value := row[column]:
        return value
    raise refusal("table", "empty", line, column=column)
