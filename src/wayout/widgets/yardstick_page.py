"""What a yardstick shows, as HTML: the answers on a scale, the words that hold, other years."""

import re
from collections.abc import Sequence
from html import escape
from itertools import groupby

from wayout.activities.yardstick import STEPS, YEAR, Choice, Measure, Reading, readings, side, state
from wayout.activities.yardstick.choice import NAMES
from wayout.activities.yardstick.judging import (
    OPEN_ANSWER,
    Answer,
    State,
    Verdict,
    extent,
    other_years,
    verdicts,
)
from wayout.language import listed
from wayout.widgets.parts import scroll

SIDES: dict[State, str] = {
    "over": "▲ over",
    "under": "▼ under",
    "edge": "≈ on the edge",
    "missing": "? cannot tell",
}
SIGNS: dict[Answer, str] = {
    "holds": "✓ holds",
    "edge": "≈ on the edge",
    "not": "✗ does not hold",
    "unknown": "? cannot tell",
}
_STATES: dict[State, str] = {
    "over": "▲ Over: every answer lies at your threshold or above it.",
    "under": "▼ Under: every answer lies below your threshold.",
    "edge": "≈ On the edge",
    "missing": "– Missing: our tables hold no figure for this.",
}
_CANNOT_TELL = f"? Cannot tell. {OPEN_ANSWER}"
_PLACE = re.compile(r"--wo-at: \d+")
# What a late choice is called: beside one that counts, and where none does.
_LATE = {True: "changed later, does not count", False: "saved when the result could be seen"}
_TICKS = (0, 25, 50, 75, 100)
# Filled is reported; open marks are the same as in the charts.
_LOOKS = {"estimate": " wo-guess", "computed": " wo-ring"}
_STATUS = {"estimate": "estimate", "computed": "our division", "reported": "reported"}
_GAP = "no figure in our tables"


def cases(about: Measure, shown: bool) -> str:
    """Return every state of the slider beforehand, hidden: the page's script picks one.

    Parameters
    ----------
    about
        The measure.
    shown
        Whether results may be seen.
    """
    parts = [_case("words", step, step, words(about, step)) for step in range(STEPS + 1)]
    if shown:
        parts += [_case("result", *run, result(about, run[0])) for run in _runs(about)]
    return f'<div class="wo-cases" hidden>{"".join(parts)}</div>'


def _runs(about: Measure) -> list[tuple[int, int]]:
    """Return first and last step of each run in which no answer changes sides."""
    found = []
    for _, run in groupby(range(STEPS + 1), lambda step: _sides(about, step)):
        steps = list(run)
        found.append((steps[0], steps[-1]))
    return found


def _sides(about: Measure, step: int) -> list[State]:
    years = [readings(about.id), *(answers for _, answers in other_years(about))]
    return [side(one, about.threshold(step)) for answers in years for one in answers]


def _case(slot: str, first: int, last: int, html: str) -> str:
    return f'<div data-for="{slot}" data-from="{first}" data-to="{last}">{html}</div>'


def words(about: Measure, step: int) -> str:
    """Return the threshold at one step, as a person would say it."""
    return f"<p>{escape(about.in_words(about.threshold(step)))}</p>"


def frame(about: Measure, step: int) -> str:
    """Return the result at one step, ready to be swapped by the page's script."""
    return (
        f'<div class="wo-yard" data-at style="--wo-at: {step}">'
        f'<div data-slot="result">{result(about, step)}</div></div>'
    )


def result(about: Measure, step: int) -> str:
    """Return what one measure and one threshold give: answers, words, other years."""
    threshold = about.threshold(step)
    now = state(readings(about.id), threshold)
    return (
        f'<p class="wo-yard-state wo-is-{now}">{told(readings(about.id), threshold)}</p>'
        f"{_answers(about, threshold)}{_words_table(verdicts(about, threshold))}"
        f"{_years(about, threshold)}"
    )


def without_place(html: str) -> str:
    """Return a result without the place of the slider: the page's script has painted that."""
    return _PLACE.sub("", html)


def told(answers: Sequence[Reading], threshold: float) -> str:
    """Return in a sentence on which side of a threshold the answers lie, or why nobody can tell.

    Parameters
    ----------
    answers
        What the sources answer.
    threshold
        From where on it is too much, in the same unit.
    """
    where = state(answers, threshold)
    if where == "missing" and answers:
        return _CANNOT_TELL
    return _STATES[where] + (_split(answers, threshold) if where == "edge" else "")


def _split(answers: Sequence[Reading], threshold: float) -> str:
    """Return how many answers lie where."""
    sides = [side(one, threshold) for one in answers]
    if len(sides) == 1:
        return ": your threshold lies within the range or the rounding of the only answer."
    counts = [f"{sides.count(where)} {SIDES[where][2:]}" for where in SIDES if where in sides]
    return f": of {len(sides)} answers, {listed(counts)}."


def _answers(about: Measure, threshold: float) -> str:
    rows = "".join(_answer(about, one, threshold) for one in readings(about.id))
    return (
        f'<p class="wo-yard-head">What the sources answer for {YEAR}</p>'
        f'<ul class="wo-answers wo-on-{_slug(about)}">{rows}</ul>{_scale(about)}'
    )


def _answer(about: Measure, one: Reading, threshold: float) -> str:
    where = side(one, threshold)
    return (
        f'<li class="wo-is-{where}"><span class="wo-who">{who(one)}</span>'
        f'<span class="wo-fig"><b>{escape(one.figure(about.unit))}</b> '
        f'<span class="wo-side">{SIDES[where]}</span></span>{_track(about, one)}</li>'
    )


def _track(about: Measure, one: Reading) -> str:
    top = about.threshold(STEPS) if one.high is None else one.high
    low, high = (_place(about, end) for end in (one.low, top))
    look = _LOOKS.get(one.status, "")
    mark = f'<i class="wo-reach{look}" style="left: {low:.2f}%; width: {high - low:.2f}%"></i>'
    return f'<span class="wo-track" aria-hidden="true">{mark}</span>'


def _place(about: Measure, value: float) -> float:
    return value if about.unit == "per cent" else value * STEPS


def who(one: Reading) -> str:
    """Return who says so, the months if not the whole year, and how far it was counted."""
    notes = [one.period, _STATUS[one.status]]
    said = ", ".join(note for note in notes if note)
    return f'{escape(one.source)} <span class="wo-quiet">({escape(said)})</span>'


def _scale(about: Measure) -> str:
    labels = (about.figure(about.threshold(tick)) for tick in _TICKS)
    spans = "".join(
        f'<span style="left: {tick}%">{label}</span>'
        for tick, label in zip(_TICKS, labels, strict=True)
    )
    return f'<div class="wo-scale-row" aria-hidden="true">{spans}</div>'


def _words_table(found: tuple[Verdict, ...]) -> str:
    rows = "".join(
        f'<li class="wo-word wo-says-{one.answer}"><span class="wo-term">“{one.word}”</span> '
        f"<b>{SIGNS[one.answer]}</b><span>{escape(one.why)}</span></li>"
        for one in found
    )
    return (
        '<p class="wo-yard-head">Which of the essay\'s words hold?</p>'
        f'<ul class="wo-verdicts">{rows}</ul>'
    )


def _years(about: Measure, threshold: float) -> str:
    rows = "".join(_year(about, year, answers, threshold) for year, answers in other_years(about))
    return (
        f'<p class="wo-yard-head">The same yardstick in other years</p><ul class="wo-years">'
        f"{rows}</ul>"
    )


def _year(about: Measure, year: int, answers: tuple[Reading, ...], threshold: float) -> str:
    if not answers:
        return f'<li class="wo-no-figure"><b>{year}</b> <span>{_GAP}: a gap, not zero</span></li>'
    where = state(answers, threshold)
    guess = " (estimate)" if {one.status for one in answers} == {"estimate"} else ""
    return (
        f'<li class="wo-is-{where}"><b>{year}</b> <span>{escape(extent(about, answers))}{guess}'
        f'</span> <span class="wo-side">{SIDES[where]}</span></li>'
    )


def history(choices: list[Choice]) -> str:
    """Return the choices before and after as a table, every word escaped; empty if there is none.

    Parameters
    ----------
    choices
        The choices that count and the late ones, in order.
    """
    if not choices:
        return ""
    fair = any(choice.stage == "before" and not choice.late for choice in choices)
    rows = "".join(_past(choice, fair) for choice in choices)
    names = ("Moment", "Measure", "Too much from", "Your reason")
    shown = scroll("Your yardsticks as a table", names, f"<tbody>{rows}</tbody>")
    return f'<p class="wo-yard-head">Your yardstick, before and after</p>{shown}'


def _past(choice: Choice, fair: bool) -> str:
    about = choice.about
    late = f" ({_LATE[fair]})" if choice.late else ""
    cells = (about.name, about.figure(choice.threshold), choice.why)
    rest = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row">{NAMES[choice.stage]}{late}</th>{rest}</tr>'


def _slug(about: Measure) -> str:
    return about.unit.replace(" ", "-")
