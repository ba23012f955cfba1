"""What the opened forecasts come to: scores beside two yardsticks, bands, and the boldest miss."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from wayout.activities.forecasts.answers import counting, opened
from wayout.activities.forecasts.questions import outcomes, questions
from wayout.activities.forecasts.scoring import HALF, Band, Pair, bands, boldest_miss, mean
from wayout.work.workfile import WorkFile

YOU, ALWAYS_HALF, NO_CHANGE = "You", "Always 50 %", "Always no change"


@dataclass(frozen=True)
class Results:
    """What the opened forecasts come to; those on which the learner knew the outcome are left out.

    ``scores`` are the mean Brier scores by who said it, over the same questions; none while there
    are no forecasts to score. ``otherwise`` is the learner's where the contested answers are the
    other way. ``done`` when every forecast is open; ``knew`` counts those left out.
    """

    many: int
    left: int
    knew: int
    scores: dict[str, Fraction]
    otherwise: Fraction | None
    bands: list[Band]
    miss: str | None

    @property
    def done(self) -> bool:
        """Whether all forecasts that count are open."""
        return bool(self.many) and not self.left

    def says(self) -> str:
        """Return the score in a sentence or two, without a mark."""
        if not self.many:
            return ""
        mine = self.scores[YOU]
        held = [f"{_beside(mine, self.scores[who])} “{who.lower()}”"
                for who in (ALWAYS_HALF, NO_CHANGE)]  # fmt: skip
        of = "one forecast" if self.many == 1 else f"{self.many} forecasts"
        return f"Your mean score is {shown(mine)} over {of}: {held[0]}, {held[1]}."


def _beside(mine: Fraction, other: Fraction) -> str:
    if mine == other:
        return "the same as"
    return "nearer than" if mine < other else "farther off than"


def shown(score: Fraction) -> str:
    """Return a score with three places, or fewer where they are nothing: ``"0.25"``."""
    whole, _, places = f"{float(score):.3f}".partition(".")
    return f"{whole}.{places.rstrip('0').ljust(2, '0')}"


def results(work: WorkFile) -> Results:
    """Return what the forecasts that are open come to."""
    every, seen, came = counting(work), opened(work), outcomes()
    scored = {name: said.percent for name, said in every.items() if not said.knew}
    open_ = [name for name in scored if name in seen]
    mine: dict[str, Pair] = {name: (scored[name], came[name].answer) for name in open_}
    other = [(scored[name], came[name].answer != came[name].contested) for name in open_]
    contested = any(came[name].contested for name in open_)
    return Results(
        many=len(open_),
        left=len(scored) - len(open_),
        knew=len(every) - len(scored),
        scores=_scores(open_, [*mine.values()]) if open_ else {},
        otherwise=mean(other) if contested else None,
        bands=bands([*mine.values()]),
        miss=boldest_miss(mine),
    )


def _scores(names: Sequence[str], mine: Sequence[Pair]) -> dict[str, Fraction]:
    came = [outcomes()[name] for name in names]
    return {
        YOU: mean(mine),
        ALWAYS_HALF: mean([(HALF, one.answer) for one in came]),
        NO_CHANGE: mean([(100 * one.no_change, one.answer) for one in came]),
    }


def missed(work: WorkFile, found: Results) -> str:
    """Return the boldest miss in a sentence, or that there is none."""
    if not found.miss:
        return "None of your forecasts lay on the wrong side of 50 %."
    said, outcome = counting(work)[found.miss].percent, outcomes()[found.miss]
    other = " By another rule it would have been a hit." if outcome.contested else ""
    return (
        f"Your boldest miss: “{questions()[found.miss].asks}” You said {said} %, and the answer "
        f"is {'yes' if outcome.answer else 'no'}.{other} Only who dares a number can miss like "
        "that."
    )
