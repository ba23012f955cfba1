"""Where the minutes of a lesson are written: in the notebook itself and on the front page."""

import re
from pathlib import Path

# The line of the title that says how long it takes; lesson 0 has it in words of its own.
_TIME = re.compile(r'("(?:\*\*Time:\*\* a|A)bout )\d+( minutes\b)')
_MINUTES = re.compile(r'("minutes": )\d+')


def put_minutes(path: Path, minutes: int, front: Path) -> bool:
    """Write the minutes of a notebook into it and into its row of the front page, ``front``.

    Return whether anything changed.
    """
    text, page = path.read_text("utf-8"), front.read_text("utf-8")
    new = _TIME.sub(rf"\g<1>{minutes}\g<2>", text, count=1)
    new = _MINUTES.sub(rf"\g<1>{minutes}", new, count=1)
    row = re.compile(rf"(lessons/{re.escape(path.name)}\).*\| )\d+( \+ \d+)?( \|)$", re.MULTILINE)
    table = row.sub(lambda found: f"{found[1]}{minutes}{found[2] or ''}{found[3]}", page)
    for place, was, now in ((path, text, new), (front, page, table)):
        if was != now:
            place.write_text(now, "utf-8")
    return (text, page) != (new, table)
