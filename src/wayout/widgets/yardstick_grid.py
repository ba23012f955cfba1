"""The grid of all yardsticks: which of the essay's words hold under which measure and source."""

from collections import Counter
from html import escape
from itertools import groupby

import ipywidgets as W  # noqa: N812

from wayout.activities.yardstick import ANSWERS, WORDS, YEAR, YEARS, Choice, Row, Yardstick, grid
from wayout.activities.yardstick.choice import NAMES
from wayout.activities.yardstick.judging import Answer
from wayout.activities.yardstick.measures import Unit
from wayout.language import listed
from wayout.widgets.kit import Card, line
from wayout.widgets.parts import scroll
from wayout.widgets.yardstick_page import SIGNS
from wayout.widgets.yardstick_page import who as source_name
from wayout.work.session import current

_TITLE = (
    '<p class="wo-eyebrow"><strong>All yardsticks</strong> Which of the essay\'s words hold?</p>'
    '<p class="wo-claim">The same trade under every measure and every source</p>'
)
_WAIT = (
    "Save your own yardstick first, in the card “Before the result”. "
    "Then this grid shows what every other one would give."
)
_UNDONE = (
    f"“Inextricably”: {SIGNS['unknown']}, whichever line you read. A share does not say whether "
    "a tie can be undone, so this word has no column here."
)
_MEASURED = tuple(WORDS)[:2]
"""The words that a figure can bear on; the last one has the same answer everywhere."""
_SHORT: dict[Answer, str] = {
    "holds": "yes",
    "edge": "on the edge",
    "not": "no",
    "unknown": "cannot tell",
}
_SCALES: dict[Unit, str] = {"per cent": "the measures in per cent", "index": "the Herfindahl index"}


def yardstick_grid() -> "YardstickGrid":
    """Return the grid of all yardsticks, with the learner's own choice marked."""
    session = current()
    return YardstickGrid(Yardstick(session.lesson, session.work))


class YardstickGrid(Card):
    """The face of the grid; it follows the work file.

    Parameters
    ----------
    chosen
        The learner's choices.
    """

    def __init__(self, chosen: Yardstick) -> None:
        self._chosen = chosen
        self.page = W.HTML()
        super().__init__([self.page], self._html, "wo-yard-grid")
        self._show()
        self.follow(chosen.work, self._show, "yardstick grid")

    def _show(self) -> None:
        self.page.value = self._html()

    def _html(self) -> str:
        if not self._chosen.shows():
            return _TITLE + line(_WAIT)
        others = "".join(
            f"<details><summary>The same for {year}</summary>{table(self._chosen, year)}</details>"
            for year in YEARS
            if year != YEAR
        )
        return f"{_TITLE}{_thresholds(self._chosen)}{table(self._chosen, YEAR)}{others}"


def table(chosen: Yardstick, year: int) -> str:
    """Return the grid of one year as a table, one part a measure, one row a source.

    Parameters
    ----------
    chosen
        The learner's choices.
    year
        One of the years the course compares.
    """
    heads = ("Source", "Figure", *(f"“{word}”" for word in _MEASURED))
    parts = groupby(grid(chosen, year), lambda row: row.measure)
    body = "".join(_part(list(rows)) for _, rows in parts)
    return scroll(f"All yardsticks, {year}", heads, body, caption=str(year))


def _part(rows: list[Row]) -> str:
    about, mine = rows[0].measure, rows[0].mine
    own = f' <span class="wo-mine">◆ yours: {escape(_moments(mine))}</span>' if mine else ""
    said = f"{escape(about.name)}{own}{_summed(rows)}{_turned(rows[0])}"
    name = f'<th scope="rowgroup" colspan="{2 + len(_MEASURED)}">{said}</th>'
    kind = ' class="wo-own"' if mine else ""
    return f"<tbody{kind}><tr>{name}</tr>{''.join(map(_row, rows))}</tbody>"


def _summed(rows: list[Row]) -> str:
    """Return in a line how many answers of one measure say what; nothing where there is none."""
    if rows[0].reading is None:
        return ""
    columns = zip(*(row.answers[: len(_MEASURED)] for row in rows), strict=True)
    names = (f"“{_MEASURED[0]}”", f"“{_MEASURED[1]}”{_borrowed(rows[0])}")
    said = " ".join(
        f"{name}: {_counts(found)}." for name, found in zip(names, columns, strict=True)
    )
    return f'<span class="wo-quiet wo-sum">{escape(said)}</span>'


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
    asked, chosen = ("China", "Russia") if row.measure.other_side else ("Russia", "China")
    return (
        f' <span class="wo-quiet">“over-dependent” is asked of {asked} here, with the threshold '
        f"you chose for {chosen}</span>"
    )


def _moments(mine: tuple[Choice, ...]) -> str:
    return listed(f"{NAMES[c.stage].lower()}, from {c.about.figure(c.threshold)}" for c in mine)


def _row(row: Row) -> str:
    if row.reading is None:
        gap = "No source in our tables: a gap, not zero"
        cells = "".join(f"<td>{SIGNS['unknown']}</td>" for _ in _MEASURED)
        return f'<tr class="wo-no-figure"><th scope="row">{gap}</th><td>–</td>{cells}</tr>'
    figure = escape(row.reading.figure(row.measure.unit))
    cells = "".join(
        f'<td class="wo-says-{answer}" data-word="“{word}”">{SIGNS[answer]}</td>'
        for word, answer in zip(_MEASURED, row.answers, strict=False)
    )
    return f'<tr><th scope="row">{source_name(row.reading)}</th><td>{figure}</td>{cells}</tr>'


def _thresholds(chosen: Yardstick) -> str:
    """Return by which threshold each scale is judged, and where there is none."""
    return "".join(map(line, [*(_threshold(chosen, unit) for unit in _SCALES), _UNDONE]))


def _threshold(chosen: Yardstick, unit: Unit) -> str:
    latest = chosen.latest(unit)
    if latest is None:
        return (
            f"You have set no threshold for {_SCALES[unit]}, which has a scale of its own: "
            "“over-dependent” stays open there."
        )
    where = f"“Over-dependent”: for {_SCALES[unit]}"
    return f"{where} we use your threshold of {latest.about.figure(latest.threshold)}."
