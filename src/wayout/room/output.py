"""The picture as a page of its own and as a table for a spreadsheet; both hold no name."""

import csv
import io
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from markupsafe import Markup

from wayout.language import clock, day_in_words
from wayout.pages import render, style
from wayout.room.picture import Picture
from wayout.room.roll import RoomError

_HEAD = ("what", "when", "answer", "count", "of")
_STARTS = tuple("=+-@\t\r\n|%＝＋－＠−")
"""What a spreadsheet may take for a formula, or a part of one, at the start of a cell."""
BOM = "\ufeff"


def page(seen: Picture, *, names: bool = True, every: int = 0) -> str:
    """Return a whole page, which needs no network; with ``every``, it looks again by itself."""
    now = datetime.now()
    made = f"{day_in_words(now.date())} {clock(now.astimezone())}"
    return render(
        "room_page.html", seen=seen, names=names, every=every, made=made, style=Markup(style())
    )


def table(seen: Picture) -> str:
    """Return all counts as CSV that Excel and LibreOffice open, with nothing they compute."""
    text = io.StringIO()
    sheet = csv.writer(text, lineterminator="\r\n")
    sheet.writerow(_HEAD)
    for row in seen.rows():
        sheet.writerow([*map(inert, (row.what, row.when, row.answer)), row.count, row.of])
    return BOM + text.getvalue()


def inert(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip(" \ufeff").startswith(_STARTS) else cell


def put(path: Path, text: str) -> None:
    """Write a file in one stroke: whoever opens it meanwhile sees the old one or the new one.

    Raises RoomError where it cannot be written.
    """
    beside = path.with_name(f".{path.name}.{token_hex(4)}.new")
    try:
        with beside.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        why = error.strerror or error
        raise RoomError(f"{path} cannot be written ({why}). Choose another place.") from None
