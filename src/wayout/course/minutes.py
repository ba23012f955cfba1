"""Where the minutes of a lesson are written: in the notebook, on the front page, for teachers."""

import re
from pathlib import Path

# The line of the title that says how long it takes; lesson 0 has it in words of its own.
_TIME = re.compile(r'("(?:\*\*Time:\*\* a|A)bout )\d+( minutes\b)')
_MINUTES = re.compile(r'("minutes": )\d+()')


def put_minutes(path: Path, minutes: int, *pages: Path) -> bool:
    """Write the minutes of a notebook into it and into pages that tell them.

    There they end its row, or stand in brackets behind its link. Return whether anything changed.
    """
    name = re.escape(path.name)
    row = re.compile(rf"(lessons/{name}\).*\| )\d+((?: \+ \d+)? \|)$", re.MULTILINE)
    link = re.compile(rf"(lessons/{name}\) \()\d+( min\))")
    changed = _put(path, minutes, (_TIME, 1), (_MINUTES, 1))
    return any([changed, *(_put(page, minutes, (row, 0), (link, 0)) for page in pages)])


def _put(path: Path, minutes: int, *places: tuple[re.Pattern[str], int]) -> bool:
    """Write minutes between the groups of each pattern, so many times; 0 is everywhere."""
    was = now = path.read_text("utf-8")
    for place, times in places:
        now = place.sub(rf"\g<1>{minutes}\g<2>", now, count=times)
    if was != now:
        path.write_text(now, "utf-8", newline="\n")
    return was != now
