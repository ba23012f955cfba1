"""What a learner forecast, whether it is sealed, and what was opened since.

The last forecast before the seal counts; a later one is kept beside it. A forecast on which the
learner says to know how it came out is kept and never scored.
"""

from dataclasses import dataclass

from wayout.activities.forecasts.questions import questions
from wayout.work.activity import Activity, AnswerError, as_dict
from wayout.work.entries import Entry
from wayout.work.workfile import WorkFile

FEWEST = 8
"""So many forecasts are needed for a seal."""
STEP = 5
_ALL = "forecasts"


@dataclass(frozen=True)
class Given:
    """One forecast: ``percent`` from 0 to 100; ``knew`` if the learner knew how it came out."""

    percent: int
    knew: bool
    late: bool = False


def _read(entry: Entry) -> Given | None:
    value = as_dict(entry)
    percent, of = value.get("percent"), value.get("of")
    if not isinstance(of, str) or of not in questions() or type(percent) is not int:
        return None
    late = value.get("late") is True
    return Given(percent, value.get("knew") is True, late) if 0 <= percent <= 100 else None


def _of(entry: Entry) -> str:
    return str(entry.value["of"])


def _fair(entries: list[Entry]) -> list[Entry]:
    """Leave out what came after the seal, and questions of which the learner knew the answer."""
    early = [one for one in entries if one.value.get("late") is not True]
    knew = {_of(one): one.value.get("knew") is True for one in early}
    return [one for one in early if not knew[_of(one)]]


def _opened(entry: Entry) -> str | None:
    of = as_dict(entry).get("of")
    return of if isinstance(of, str) and of in questions() else None


FORECAST = Activity(
    "forecast",
    _read,
    _of,
    done=lambda said: not said.late,
    every=questions,
    asks=questions,
    brief="percent",
    briefs=lambda: [*map(str, range(0, 101, STEP))],
    fair=_fair,
    strict=True,
    titles=lambda: {name: one.asks for name, one in questions().items()},
)
SEAL: Activity[str] = Activity(
    "sealed",
    lambda e: _ALL if as_dict(e).get("of") == _ALL else None,
    lambda _: _ALL,
    "Forecasts sealed",
    every=lambda: (_ALL,),
)
"""What progress counts: from the seal on no forecast can be given that counts."""
OUTCOME: Activity[str] = Activity("outcome", _opened, _of, every=questions, asks=questions)
"""Which outcomes a learner has opened."""


def is_sealed(work: WorkFile) -> bool:
    """Whether the forecasts are sealed."""
    return bool(SEAL.answers(work))


def opened(work: WorkFile) -> set[str]:
    """Return the questions whose outcome may be told."""
    return OUTCOME.completed(work) if is_sealed(work) else set()


def all_open(work: WorkFile) -> bool:
    """Whether every outcome may be told."""
    return opened(work) >= set(questions())


def counting(work: WorkFile) -> dict[str, Given]:
    """Return the forecast that counts on each question: the last one before the seal."""
    found: dict[str, Given] = {}
    for entry in work.entries():
        if entry.kind == SEAL.kind and SEAL.read(entry):
            break
        said = FORECAST.read(entry) if entry.kind == FORECAST.kind else None
        if said and not said.late:
            found[_of(entry)] = said
    return {name: found[name] for name in questions() if name in found}


def later(work: WorkFile, name: str) -> list[Given]:
    """Return what was said of a question after the seal, oldest first."""
    return [said for _, said in FORECAST.at(work, name) if said.late]


def keep(work: WorkFile, name: str, percent: int, knew: bool, lesson: str) -> Entry:
    """Keep a forecast; after the seal it is marked as late."""
    value = {"of": name, "percent": percent, "knew": knew}
    value |= {"late": True} if is_sealed(work) else {}
    return FORECAST.keep(work, value, lesson=lesson)


def seal(work: WorkFile, lesson: str) -> Entry:
    """Seal all forecasts. Raises AnswerError while there are too few."""
    if (count := len(counting(work))) < FEWEST:
        raise AnswerError(f"Give at least {FEWEST} forecasts first. So far: {count}.")
    return SEAL.keep(work, {"of": _ALL}, lesson=lesson)


def close(work: WorkFile, lesson: str) -> Entry:
    """Close the forecasts as they are, however few: what is not given never counts."""
    return SEAL.keep(work, {"of": _ALL}, lesson=lesson)


def open_one(work: WorkFile, name: str, lesson: str) -> Entry:
    """Open one outcome. Raises AnswerError before the seal, or where there is no such question."""
    if name not in questions():
        raise AnswerError("There is no such question.")
    if not is_sealed(work):
        raise AnswerError("Seal your forecasts first.")
    return OUTCOME.keep(work, {"of": name}, lesson=lesson)
