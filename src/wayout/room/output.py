"""The picture as a page of its own and as a table for a spreadsheet; both hold no name."""

import csv
import io
from datetime import datetime

from markupsafe import Markup

from wayout.language import clock, day_in_words
from wayout.pages import render, style
from wayout.pages.output import inert
from wayout.room.picture import Picture

_HEAD = ("what", "when", "answer", "count", "of")
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
