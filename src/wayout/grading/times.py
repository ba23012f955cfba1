"""When somebody handed in, by Moodle's grading worksheet: its zip holds the download's time."""

import re
from datetime import date, datetime, time
from pathlib import Path

from wayout.errors import CourseError
from wayout.grading import spreadsheet
from wayout.grading.tame import line
from wayout.language import listed

WHO, WHEN = "identifier", "last modified (submission)"
_FORMS = tuple(
    f"{day}%d %{month} %Y, {clock}"
    for day in ("%A, ", "")
    for month in "Bb"
    for clock in ("%I:%M %p", "%H:%M")
)
_NEVER = ("", "-")


class TimesError(CourseError):
    """A table that does not say when somebody handed in; the message says what to do."""


def read(path: Path) -> dict[str, str]:
    """Return when each handed in, by Moodle's number: as ISO 8601, by the clock of Moodle.

    Raises TimesError and SpreadsheetError.
    """
    sheet, name = spreadsheet.read(path), path.name
    head = [cell.text.strip().casefold() for cell in sheet.rows[0]] if sheet.rows else []
    if not {WHO, WHEN} <= {*head}:
        raise TimesError(
            f"{name} does not say when somebody handed in: its columns are "
            f"{listed(line(one, 40) for one in head[:12]) or 'none'}. In the assignment choose "
            "Download grading worksheet, in English, and give that file as it is."
        )
    who, when = head.index(WHO), head.index(WHEN)
    found = {}
    for row in sheet.rows[1:]:
        number = re.search(r"\d+$", row[who].text.strip()) if len(row) > max(who, when) else None
        if number and (text := row[when].text.strip()) not in _NEVER:
            found[number[0]] = _moment(text, name)
    return found


def _moment(text: str, name: str) -> str:
    for form in _FORMS:
        try:
            return datetime.strptime(" ".join(text.split()), form).isoformat()
        except ValueError:
            pass
    raise TimesError(
        f"{name} has a time that cannot be read: “{line(text, 60)}”. Set Moodle's language to "
        "English and download the worksheet anew."
    )


def until(text: str) -> datetime:
    """Return until when somebody may hand in; a date alone is the whole of that day."""
    for form in (_whole, datetime.fromisoformat):
        try:
            found = form(text.strip())
        except ValueError:
            continue
        return found.astimezone().replace(tzinfo=None) if found.tzinfo else found
    raise TimesError(
        f"“{line(text, 60)}” is no time that can be read here: write 2026-12-01T18:00, or "
        "2026-12-01 for the whole of that day."
    )


def _whole(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(23, 59, 59))
