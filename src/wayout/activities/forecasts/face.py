"""The card of the forecasts: give them, seal them, open them one by one, and the scores."""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from wayout.activities.dial.answers import percent_in_words
from wayout.activities.face import UNSAVED, Face, Fields, Reply, kept_line
from wayout.activities.forecasts import answers
from wayout.activities.forecasts.answers import FEWEST, STEP, Given
from wayout.activities.forecasts.questions import DAY, Outcome, outcomes, questions
from wayout.activities.forecasts.results import Results, missed, results, shown
from wayout.activities.forecasts.scoring import HALF, Band, brier
from wayout.language import day_in_words
from wayout.work.activity import AnswerError
from wayout.work.session import current
from wayout.work.workfile import WorkFile

_LEFT, _TOP, _WIDE = 46, 14, 270
_MOVE = "Move the slider first. If you have no idea, say so: that is 50 %."


def forecasts() -> "ForecastsFace":
    """Return the card of all forecasts."""
    session = current()
    return ForecastsFace(session.work, session.lesson)


class ForecastsFace(Face):
    """One question in hand, all of them as a row, the seal; then outcomes and scores.

    What came of a question is in the view only after it was opened.
    """

    template = "forecasts.html"

    def __init__(self, work: WorkFile, lesson: str) -> None:
        self.lesson = lesson
        super().__init__(work, "forecasts")

    def saved(self) -> Fields:
        """Return the first question in hand, and the forecasts that count."""
        fields = Fields(at=next(iter(questions())))
        fields |= {f"percent-{name}": str(HALF) for name in questions()}
        for name, said in answers.counting(self.work).items():
            fields |= {f"percent-{name}": str(said.percent), f"percent-{name}-moved": "yes"}
            fields[f"knew-{name}"] = "yes" if said.knew else ""
        return fields

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the question in hand, the row of all, and the scores as far as they are open."""
        hand, every = self._hand(fields), answers.counting(self.work)
        sealed, seen = answers.is_sealed(self.work), answers.opened(self.work)
        found = results(self.work)
        moved = bool(fields[f"percent-{hand}-moved"])
        percent = _percent(fields, hand)
        return {
            "day": day_in_words(DAY),
            "question": questions()[hand],
            "number": [*questions()].index(hand) + 1,
            "row": [_cell(n, name, every.get(name), name in seen, name == hand)
                    for n, name in enumerate(questions(), 1)],
            "sealed": sealed,
            "given": every.get(hand),
            "said": percent_in_words(every[hand].percent) if hand in every else "",
            "later": [f"{one.percent} %" for one in answers.later(self.work, hand)],
            "percent": percent,
            "word": percent_in_words(percent) if moved else "?",
            "many": len(every),
            "total": len(questions()),
            "fewest": FEWEST,
            "outcome": _told(outcomes()[hand], every.get(hand)) if hand in seen else None,
            "after": self._next(hand, seen if sealed else every),
            "closed": len(questions()) - len(seen),
            "results": _results(self.work, found) if found.many else None,
            "knew": found.knew,
            "now": self._now(hand, changed),
        }  # fmt: skip

    def _hand(self, fields: Fields) -> str:
        return fields.one_of("at", questions(), next(iter(questions())))

    def _next(self, hand: str, done: Collection[str]) -> str:
        """Return the next question that is not done, or nothing."""
        row = [*questions()]
        place = row.index(hand) + 1
        return next((one for one in row[place:] + row[:place] if one not in done), "")

    def _now(self, hand: str, changed: Collection[str]) -> str:
        if {*changed} & {*_names(hand)}:
            return UNSAVED
        said = answers.FORECAST.at(self.work, hand)
        return kept_line(self.work, said[-1][0].when) if said else "No forecast saved here yet."

    # Giving -------------------------------------------------------------------------------------

    def do_go(self, fields: Fields, name: str) -> Reply:
        """Take another question in hand."""
        fields["at"] = name
        return Reply()

    def do_save(self, fields: Fields, _: str) -> Reply:
        """Keep the forecast in hand, and go to the next question without one."""
        hand = self._hand(fields)
        if not fields[f"percent-{hand}-moved"]:
            raise AnswerError(_MOVE)
        return self._keep(fields, hand, _percent(fields, hand))

    def do_half(self, fields: Fields, _: str) -> Reply:
        """Keep 50 %: no idea."""
        return self._keep(fields, self._hand(fields), HALF)

    def _keep(self, fields: Fields, hand: str, percent: int) -> Reply:
        late = answers.is_sealed(self.work)
        answers.keep(self.work, hand, percent, bool(fields[f"knew-{hand}"]), self.lesson)
        if late:
            return Reply("Kept beside your forecast; the sealed one counts.", forget=_names(hand))
        after = self._next(hand, answers.counting(self.work))
        fields["at"] = after or hand
        focus = f"percent-{after}" if after else "seal"
        number = [*questions()].index(hand) + 1
        return Reply(f"Question {number} saved: {percent} %.", forget=_names(hand), focus=focus)

    def do_seal(self, fields: Fields, _: str) -> Reply:
        """Seal the forecasts: from now on they count as they are."""
        answers.seal(self.work, self.lesson)
        fields["at"] = next(iter(questions()))
        return Reply("Sealed. Now open them one by one.", focus="open")

    def do_show(self, fields: Fields, _: str) -> Reply:
        """Close the forecasts as they are, however few."""
        answers.close(self.work, self.lesson)
        fields["at"] = next(iter(questions()))
        return Reply("Closed. What you did not forecast does not count.", focus="open")

    # Opening ------------------------------------------------------------------------------------

    def do_open(self, fields: Fields, name: str) -> Reply:
        """Open the outcome of one question, or of all."""
        for one in questions() if name == "all" else [name]:
            answers.open_one(self.work, one, self.lesson)
        after = self._next(self._hand(fields), answers.opened(self.work))
        return Reply(focus=f"go={after}" if after else "")


def _names(name: str) -> tuple[str, ...]:
    """Return the fields of one question."""
    return f"percent-{name}", f"percent-{name}-moved", f"knew-{name}"


def _percent(fields: Fields, name: str) -> int:
    return int(fields.one_of(f"percent-{name}", range(0, 101, STEP), HALF))


def _cell(number: int, name: str, said: Given | None, is_open: bool, here: bool) -> dict[str, Any]:
    """Return one place of the row of all questions: its number, forecast, and answer if open."""
    answer = ("yes" if outcomes()[name].answer else "no") if is_open else ""
    percent = f"{said.percent} %" if said else "–"
    return {"name": name, "number": number, "percent": percent, "answer": answer, "here": here,
            "asks": questions()[name].asks}  # fmt: skip


def _told(outcome: Outcome, said: Given | None) -> dict[str, Any]:
    """Return what came of a question, and the score of a forecast that counts."""
    score = shown(brier(said.percent, outcome.answer)) if said and not said.knew else ""
    links = [
        (one, (urlsplit(one).hostname or one).removeprefix("www.")) for one in outcome.addresses
    ]
    return {"about": outcome, "score": score, "links": links}


def _results(work: WorkFile, found: Results) -> dict[str, Any]:
    return {
        "says": found.says(),
        "scores": [(who, shown(score)) for who, score in found.scores.items()],
        "otherwise": shown(found.otherwise) if found.otherwise is not None else "",
        "left": found.left,
        "done": found.done,
        "dots": [_dot(band) for band in found.bands],
        "axis": [(_x(percent), _y(percent), percent) for percent in (0, 50, 100)],
        "miss": missed(work, found) if found.done else "",
    }


def _dot(band: Band) -> dict[str, Any]:
    said, share = float(band.said), 100 * band.came / band.many
    return {
        "x": _x(said), "y": _y(share), "many": band.many, "came": band.came,
        "name": f"{band.low} to {band.high} %", "said": f"{said:.0f} %",
    }  # fmt: skip


def _x(percent: float) -> float:
    return round(_LEFT + _WIDE * percent / 100, 1)


def _y(percent: float) -> float:
    return round(_TOP + _WIDE * (1 - percent / 100), 1)
