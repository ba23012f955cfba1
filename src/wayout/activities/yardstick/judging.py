"""Which side of a threshold an answer lies on, and which of the essay's words hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from wayout.activities.yardstick.choice import Choice, Yardstick
from wayout.activities.yardstick.measures import MEASURES, YEAR, YEARS, Measure, Reading
from wayout.activities.yardstick.sources import readings
from wayout.facts import say

State = Literal["missing", "under", "over", "edge"]
Answer = Literal["holds", "edge", "not", "unknown"]

ANSWERS: tuple[Answer, ...] = ("holds", "edge", "not", "unknown")
WORDS = {"most": (9,), "over-dependent": (18, 30), "inextricably": (9,)}
"""The essay's words that a yardstick could bear on, and the sentences they stand in."""

HALF = 50
OPEN_ANSWER = "One answer gives a lower end only, so nobody can tell how high it goes."
_UNDONE = (
    "No share can show whether a tie can be undone. What bears on it is what happens when things "
    "change: in 2025 trade with China fell by about {fall_2025_pct_published:.0f} per cent in "
    "dollars, and within a year "
    "Europe's share of Russia's trade fell from {europe_share_2022_pct:.1f} to "
    "{europe_share_2023_pct:.1f} per cent. Both say that ties can loosen. On the other side, by "
    "reports of 2023, China supplied {machine_tools_from_china_lowest_pct:.0f} to over "
    "{machine_tools_from_china_highest_pct:.0f} per cent of the machine tools that Russia "
    "imported, depending on which tools: no table says how fast others could."
)
_FROM_STATE: dict[State, Answer] = {
    "missing": "unknown",
    "under": "not",
    "over": "holds",
    "edge": "edge",
}


@dataclass(frozen=True)
class Verdict:
    """Whether one of the essay's `WORDS` holds, and why, in a sentence or two."""

    word: str
    answer: Answer
    why: str


@dataclass(frozen=True)
class Row:
    """One row of the grid of all yardsticks: what one source answers, ``None`` for a gap.

    ``answers`` are in the order of `WORDS`. ``mine`` are the learner's choices of this measure,
    oldest first; they name no year, so they stand in the grid of every year. The threshold of
    ``by`` judges "over-dependent" here; ``None`` where there is none.
    """

    measure: Measure
    year: int
    reading: Reading | None
    answers: tuple[Answer, ...]
    mine: tuple[Choice, ...] = ()
    by: Choice | None = None

    @property
    def borrowed(self) -> bool:
        """Whether the threshold was chosen for another measure."""
        return self.by is not None and self.by.measure != self.measure.id


def side(reading: Reading, threshold: float) -> State:
    """Return on which side of a threshold, in the same unit, one answer lies.

    ``"over"`` is at the threshold or above, ``"edge"`` inside a range or what a hedge leaves open;
    ``"missing"``: the source gives a lower end only, and that lies below, so nobody can tell.
    A single figure without a hedge is judged as it is shown: 3.0 is 3 or more.
    """
    low, high = reading.shown
    if low >= threshold:
        return "over"
    if high is None:
        return "missing"
    closed = reading.is_range or low == high
    below = high < threshold if closed else high <= threshold
    return "under" if below else "edge"


def state(answers: Iterable[Reading], threshold: float) -> State:
    """Return on which side all answers lie together.

    ``"edge"`` where they disagree, ``"missing"`` where there is none, or where one is open
    upwards and could lie on the other side of the threshold than the rest.
    """
    return _together(side(reading, threshold) for reading in answers)


def _together(sides: Iterable[State]) -> State:
    found = set(sides)
    known = found - {"missing"}
    if "edge" in known or len(known) > 1:
        return "edge"
    return "missing" if "missing" in found or not known else known.pop()


def more_than_half(reading: Reading) -> State:
    """Return whether one answer in per cent is more than half; half itself is not more."""
    low, high = reading.span
    if low > HALF or (high is None and low == HALF):  # "more than" leaves its own figure out
        return "over"
    if high is None:
        return "missing"
    return "under" if high <= HALF else "edge"


def most(about: Measure, answers: Iterable[Reading]) -> Answer:
    """Return whether "most" holds: more than half of what is measured, in every answer."""
    if about.unit == "index":
        return "unknown"
    return _FROM_STATE[_together(map(more_than_half, answers))]


def over_dependent(answers: Iterable[Reading], threshold: float | None) -> Answer:
    """Return whether the learner's own "too much" is reached; ``None`` is no threshold."""
    return "unknown" if threshold is None else _FROM_STATE[state(answers, threshold)]


def verdicts(about: Measure, threshold: float, year: int = YEAR) -> tuple[Verdict, ...]:
    """Return whether each of the essay's words holds; ``threshold`` is in the measure's unit."""
    answers = readings(about.id, year)
    first = Verdict("most", most(about, answers), _why_most(about, answers))
    own = over_dependent(answers, threshold)
    second = Verdict("over-dependent", own, _why_over(own, about, answers))
    return first, second, Verdict("inextricably", "unknown", _why_inextricably())


def grid(chosen: Yardstick, year: int = YEAR) -> list[Row]:
    """Return every yardstick held against every source in one of `YEARS`.

    A row is judged by the learner's own threshold for it, or by one for a measure of the same scale
    and the same side of the trade. Where there is none, the row cannot tell.
    """
    return [row for about in MEASURES for row in _rows(about, chosen, year)]


def _rows(about: Measure, chosen: Yardstick, year: int) -> Iterator[Row]:
    latest = chosen.line(about)
    threshold = latest.threshold if latest else None
    mine = tuple(c for c in chosen.changes() if c.measure == about.id and not c.late)
    for reading in readings(about.id, year) or (None,):
        answers = () if reading is None else (reading,)
        own = over_dependent(answers, threshold)
        yield Row(about, year, reading, (most(about, answers), own, "unknown"), mine, latest)


def _seen(about: Measure, answers: tuple[Reading, ...]) -> str:
    one = len(answers) == 1
    return answers[0].figure(about.unit) if one else extent(about, answers)


def extent(about: Measure, answers: Iterable[Reading]) -> str:
    """Return from where to where the answers run, or that there is none.

    ``"31.0 to 33.8 %"``, or ``"29.8 % or more"`` where one has no upper end.
    """
    spans = list(answers)
    if not spans:
        return "no figure in our tables"
    sign = " %" if about.unit == "per cent" else ""
    low = min((one.low, one.places) for one in spans)
    if any(one.high is None for one in spans):
        return f"{_shown(*low)}{sign} or more"
    high = max((one.high or one.low, one.places) for one in spans)
    return " to ".join(dict.fromkeys((_shown(*low), _shown(*high)))) + sign


def _shown(value: float, places: int) -> str:
    return f"{value:.{places}f}"


def other_years(about: Measure) -> list[tuple[int, tuple[Reading, ...]]]:
    """Return the answers for each year beside the essay's own; empty where there is a gap."""
    return [(year, readings(about.id, year)) for year in YEARS if year != YEAR]


def _why_most(about: Measure, answers: tuple[Reading, ...]) -> str:
    if about.unit == "index":
        return "The index says in how few hands the trade lies, not whether one partner has half."
    if not answers:
        return "No figure, no answer."
    found = (
        f"“Most” needs more than half, whatever your threshold. We found {_seen(about, answers)}."
    )
    return f"{found}{_near_half(about, answers)} {about.caution}"


def _near_half(about: Measure, answers: tuple[Reading, ...]) -> str:
    answer = most(about, answers)
    if answer == "not" and max(one.high or one.low for one in answers) == HALF:
        return " Half itself is not more than half."
    return {"edge": " Half lies within that.", "unknown": f" {OPEN_ANSWER}"}.get(answer, "")


def _why_over(answer: Answer, about: Measure, answers: tuple[Reading, ...]) -> str:
    reasons = {
        "holds": "All answers lie at your threshold or above it.",
        "not": "All answers lie below your threshold.",
        "edge": "The answers do not all lie clearly on one side of your threshold.",
        "unknown": OPEN_ANSWER if answers else "No figure, no answer.",
    }
    lead = "“Over-” means too much, and the essay does not say how much that is. You did."
    return f"{lead} {reasons[answer]} The question here is {_question(about)}."


def _question(about: Measure) -> str:
    """Return what a threshold is held against; the index does not say who the partners are."""
    if about.unit == "index":
        return "how few partners Russia leans on"
    return f"how far {'China leans on Russia' if about.other_side else 'Russia leans on China'}"


@cache
def _why_inextricably() -> str:
    return str(say(_UNDONE))
