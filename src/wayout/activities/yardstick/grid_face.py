"""The grid of all yardsticks: which of the essay's words hold under which measure and source."""

from collections import Counter
from collections.abc import Collection
from itertools import groupby
from typing import Any

from wayout.activities.face import Face, Fields
from wayout.activities.yardstick import shown
from wayout.activities.yardstick.choice import NAMES, Choice, Yardstick
from wayout.activities.yardstick.judging import ANSWERS, WORDS, Answer, Row, grid
from wayout.activities.yardstick.measures import YEAR, YEARS
from wayout.language import listed
from wayout.work.session import current

_MEASURED = tuple(WORDS)[:2]
"""The words that a figure can bear on; the last one has the same answer everywhere."""
_SHORT: dict[Answer, str] = {
    "holds": "yes",
    "edge": "on the edge",
    "not": "no",
    "unknown": "cannot tell",
}


def yardstick_grid() -> "GridFace":
    """Return the grid of all yardsticks, with the learner's own choice marked."""
    session = current()
    return GridFace(Yardstick(session.lesson, session.work))


class GridFace(Face):
    """The grid; it follows the work file."""

    template = "yardstick_grid.html"

    def __init__(self, chosen: Yardstick) -> None:
        self.chosen = chosen
        super().__init__(chosen.work, "yardstick grid")

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return one grid a year, that of the essay's year first; none before a choice is saved."""
        years = sorted(YEARS, key=lambda year: year != YEAR) if self.chosen.shows() else []
        return {
            "heads": ("Source", "Figure", *(f"“{word}”" for word in _MEASURED)),
            "signs": shown.SIGNS,
            "thresholds": shown.thresholds(self.chosen),
            "grids": [{"year": year, "parts": _parts(self.chosen, year)} for year in years],
        }


def _parts(chosen: Yardstick, year: int) -> list[dict[str, Any]]:
    """Return one part a measure, one row a source."""
    rows = groupby(grid(chosen, year), lambda row: row.measure)
    return [_part(list(some)) for _, some in rows]


def _part(rows: list[Row]) -> dict[str, Any]:
    return {
        "name": rows[0].measure.name,
        "mine": _moments(rows[0].mine),
        "summed": _summed(rows),
        "turned": _turned(rows[0]),
        "rows": [_row(row) for row in rows],
    }


def _row(row: Row) -> dict[str, Any]:
    one = row.reading
    return {
        "reading": one,
        "notes": shown.notes(one) if one else "",
        "figure": one.figure(row.measure.unit) if one else "",
        "answers": list(zip(_MEASURED, row.answers, strict=False)),
    }


def _summed(rows: list[Row]) -> str:
    """Return in a line how many answers of one measure say what; nothing where there is none."""
    if rows[0].reading is None:
        return ""
    columns = zip(*(row.answers[: len(_MEASURED)] for row in rows), strict=True)
    names = (f"“{_MEASURED[0]}”", f"“{_MEASURED[1]}”{_borrowed(rows[0])}")
    said = zip(names, columns, strict=True)
    return " ".join(f"{name}: {_counts(found)}." for name, found in said)


def _counts(found: tuple[Answer, ...]) -> str:
    count = Counter(found)
    return ", ".join(f"{count[answer]} {_SHORT[answer]}" for answer in ANSWERS if count[answer])


def _borrowed(row: Row) -> str:
    """Return by whose line "over-dependent" is judged, where it was chosen for another measure."""
    if row.by is None or not row.borrowed:
        return ""
    return f", if you used the same line here ({row.by.about.figure(row.by.threshold)})"


def _turned(row: Row) -> str:
    """Return whom "over-dependent" is asked of, where the threshold was chosen for the other."""
    if not row.turned:
        return ""
    asked, own = ("China", "Russia") if row.measure.other_side else ("Russia", "China")
    return f"“over-dependent” is asked of {asked} here, with the threshold you chose for {own}"


def _moments(mine: tuple[Choice, ...]) -> str:
    said = [f"{NAMES[c.stage].lower()}, from {c.about.figure(c.threshold)}" for c in mine]
    return listed(said) if said else ""
