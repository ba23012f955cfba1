"""The grid of all yardsticks: which of the essay's words hold under which measure and source."""

from collections import Counter
from collections.abc import Collection
from itertools import groupby
from typing import Any

from wayout.activities.face import Face, Fields
from wayout.activities.yardstick import shown
from wayout.activities.yardstick.choice import NAMES, Choice, Yardstick
from wayout.activities.yardstick.judging import (
    ANSWERS,
    HALF,
    WORDS,
    Answer,
    Row,
    extent,
    grid,
    most,
    over_dependent,
)
from wayout.activities.yardstick.measures import MEASURES, STEPS, YEAR, YEARS
from wayout.language import listed
from wayout.work.session import current

_MEASURED = tuple(WORDS)[:2]
"""The words that a figure can bear on; the last one has the same answer everywhere."""
_BOTH = [next(m for m in MEASURES if m.unit == unit) for unit in ("per cent", "index")]
_USUAL = 60
"""The picture reaches this step; no answer lies higher."""
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
            "scale": _scale(self.chosen),
            "grids": [{"year": year, "parts": _parts(self.chosen, year)} for year in years],
        }


def _scale(chosen: Yardstick) -> dict[str, Any]:
    """Return how far the picture reaches, in steps, and where one half lies on it."""
    top = _top(chosen)
    return {"half": f"{100 * HALF / top:.2f}", "ends": [m.figure(m.threshold(top)) for m in _BOTH]}


def _top(chosen: Yardstick) -> int:
    """Return up to which step the picture reaches: to the learner's line, if that lies high."""
    lines = [c.about.step(c.threshold) for m in _BOTH if (c := chosen.latest(m.unit))]
    return _USUAL if max(lines, default=0) <= _USUAL else STEPS


def _parts(chosen: Yardstick, year: int) -> list[dict[str, Any]]:
    """Return one part a measure, one row a source."""
    rows = groupby(grid(chosen, year), lambda row: row.measure)
    return [_part(list(some), _top(chosen)) for _, some in rows]


def _part(rows: list[Row], top: int) -> dict[str, Any]:
    about, by = rows[0].measure, rows[0].by
    answers = [row.reading for row in rows if row.reading]
    words = most(about, answers), over_dependent(answers, by.threshold if by else None)
    return {
        "name": about.name,
        "unit": about.unit,
        "dots": [shown.placed(about, one, top) for one in answers],
        "line": f"{100 * about.step(by.threshold) / top:.2f}" if by else "",
        "extent": extent(about, answers),
        "words": [
            (word, answer, _sign(answer)) for word, answer in zip(_MEASURED, words, strict=True)
        ],
        "mine": _moments(rows[0].mine),
        "summed": _summed(rows),
        "turned": _turned(rows[0]),
        "rows": [_row(row) for row in rows],
    }


def _sign(answer: Answer) -> str:
    """Return sign and word of an answer, both as short as they come."""
    return f"{shown.SIGNS[answer][0]} {_SHORT[answer]}"


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
