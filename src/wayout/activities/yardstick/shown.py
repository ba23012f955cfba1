"""What a yardstick shows, in plain words and places: answers on a scale, the words that hold."""

from collections.abc import Sequence
from typing import Any

from wayout.activities.face import kept_line
from wayout.activities.yardstick.choice import NAMES, Choice, Yardstick
from wayout.activities.yardstick.judging import (
    OPEN_ANSWER,
    Answer,
    State,
    extent,
    other_years,
    side,
    state,
    verdicts,
)
from wayout.activities.yardstick.measures import STEPS, YEAR, Measure, Reading, Unit, equal_partners
from wayout.activities.yardstick.sources import readings
from wayout.language import clock, listed
from wayout.work.entries import moment

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
# Filled is reported; open marks are the same as in the charts.
_LOOKS = {"estimate": "wo-guess", "computed": "wo-ring", "reported": ""}
_STATUS = {"estimate": "estimate", "computed": "our division", "reported": "reported"}
# What a late choice is called: beside one that counts, and where none does.
_LATE = {True: "changed later, does not count", False: "saved when the result could be seen"}
_LATE_SAVED = "It is marked as late: the result could be seen before you saved it."
_ONLY_LATER = (
    " Your file holds a yardstick from after the result, and none from before it. "
    "You can still save one here: it is marked as late."
)
_SCALES: dict[Unit, str] = {"per cent": "in per cent", "index": "on the Herfindahl index"}
_MARKS = (0.1, 0.25)  # places on the index that are said in partners, under its scale


def told(answers: Sequence[Reading], threshold: float) -> str:
    """Return in a sentence on which side of a threshold the answers lie, or why nobody can tell."""
    where = state(answers, threshold)
    if where == "missing" and answers:
        return f"? Cannot tell. {OPEN_ANSWER}"
    return _STATES[where] + (_split(answers, threshold) if where == "edge" else "")


def _split(answers: Sequence[Reading], threshold: float) -> str:
    """Return how many answers lie where."""
    sides = [side(one, threshold) for one in answers]
    if len(sides) == 1:
        return ": your threshold lies within the range or the rounding of the only answer."
    counts = [f"{sides.count(where)} {SIDES[where][2:]}" for where in SIDES if where in sides]
    return f": of {len(sides)} answers, {listed(counts)}."


def standing(chosen: Yardstick, stage: str) -> tuple[str, str]:
    """Return the result in short, once one is saved, and what is true of this choice now."""
    saved, work = chosen.kept(stage), chosen.work
    if saved is None:
        seen = stage == "before" and chosen.shows()
        return "", f"Not saved yet.{_ONLY_LATER if seen else ''}"
    kept = kept_line(work, saved.when)
    if work.unsaved:
        return "", kept
    changed = chosen.edits(stage) and not saved.late
    found = told(readings(saved.measure), saved.threshold)
    lead = f"{'Your first answer:' if changed else 'Saved.'} {found}"
    now = f"{kept.removesuffix('.')}: {saved.about.name}, {_too_much(saved)}."
    return lead, " ".join([now, *_later(chosen, stage, saved)])


def _later(chosen: Yardstick, stage: str, saved: Choice) -> list[str]:
    """Return what was changed at the first moment when the result could be seen."""
    if stage == "after":
        return []
    if saved.late:
        return [_LATE_SAVED]
    edits = chosen.edits("before")[-1:]
    later = [f"{clock(moment(e.when))} to: {e.about.name}, {_too_much(e)}." for e in edits]
    return [f"Changed {said}" for said in later]


def _too_much(choice: Choice) -> str:
    return choice.about.in_words(choice.threshold)


def result(about: Measure, step: int) -> dict[str, Any]:
    """Return what one measure and one threshold give: answers, words, other years."""
    threshold, answers = about.threshold(step), readings(about.id)
    return {
        "step": step,
        "unit": slider(about),
        "year": YEAR,
        "state": state(answers, threshold),
        "told": told(answers, threshold),
        "answers": [_answer(about, one, threshold) for one in answers],
        "ticks": [(tick, about.figure(about.threshold(tick))) for tick in (0, 25, 50, 75, 100)],
        "words": verdicts(about, threshold),
        "years": [_year(about, year, some, threshold) for year, some in other_years(about)],
    }


def _answer(about: Measure, one: Reading, threshold: float) -> dict[str, Any]:
    where = side(one, threshold)
    said = {"source": one.source, "notes": notes(one), "figure": one.figure(about.unit)}
    return {**said, "state": where, **placed(about, one)}


def placed(about: Measure, one: Reading, top: int = STEPS) -> dict[str, str]:
    """Return where an answer lies on a scale of ``top`` steps, in per cent of it, and its look."""
    whole = about.threshold(top)
    low, high = (100 * min(end, whole) / whole for end in (one.low, one.high or whole))
    return {"look": _LOOKS[one.status], "left": f"{low:.2f}", "width": f"{high - low:.2f}"}


def notes(one: Reading) -> str:
    """Return the months if not the whole year, and how far it was counted."""
    return ", ".join(note for note in (one.period, _STATUS[one.status]) if note)


def _year(
    about: Measure, year: int, answers: tuple[Reading, ...], threshold: float
) -> dict[str, Any]:
    guess = " (estimate)" if {one.status for one in answers} == {"estimate"} else ""
    said = f"{extent(about, answers)}{guess}" if answers else ""
    return {"year": year, "said": said, "state": state(answers, threshold)}


def history(choices: Sequence[Choice]) -> list[tuple[str, str, str, str]]:
    """Return for each choice its moment, measure, threshold and reason."""
    fair = any(choice.stage == "before" and not choice.late for choice in choices)
    return [
        (
            NAMES[choice.stage] + (f" ({_LATE[fair]})" if choice.late else ""),
            choice.about.name,
            choice.about.figure(choice.threshold),
            choice.why,
        )
        for choice in choices
    ]


def slider(about: Measure) -> str:
    """Return the name of the slider on which a threshold for this measure is chosen."""
    return "index" if about.unit == "index" else "percent"


def ends(about: Measure) -> list[str]:
    """Return low end, middle and high end of a measure's scale."""
    return [about.figure(about.threshold(step)) for step in (0, STEPS // 2, STEPS)]


def marks(about: Measure) -> str:
    """Return what some places of the index mean; empty for per cent."""
    if about.unit == "per cent":
        return ""
    return "; ".join(f"{about.figure(mark)}: {equal_partners(mark)}" for mark in _MARKS) + "."


def thresholds(chosen: Yardstick) -> str:
    """Return by which thresholds “over-dependent” is judged, scale by scale."""
    said = [_threshold(chosen, unit) for unit in _SCALES]
    return f"“Over-dependent” is judged by your line: {'; '.join(said)}."


def _threshold(chosen: Yardstick, unit: Unit) -> str:
    latest = chosen.latest(unit)
    line = latest.about.figure(latest.threshold) if latest else "none yet, so it stays open there"
    return f"{_SCALES[unit]}, {line}"
