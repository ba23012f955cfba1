"""The fact desk (W4): four steps from a claim to a verdict, with its sources on the table."""

from collections.abc import Collection
from typing import Any

from wayout.activities.desk import known, report
from wayout.activities.desk.cards import SIGNS
from wayout.activities.desk.chain import chain
from wayout.activities.desk.consequence import consequence, corrected
from wayout.activities.desk.desk import NEEDED, Desk
from wayout.activities.face import UNSAVED, Face, Fields, Reply
from wayout.essay import OUTCOMES, claim_place
from wayout.language import listed
from wayout.work.session import current

_STOP = ("guess", "claimed")
_VERDICT = ("outcome", "why", "author", "use-")
"""Beginnings of the names of its fields."""
SHOWN = 6
"""How many cards lie in sight; the others are folded, if there are two at least."""
_ANEW = "-"
"""An order in which no card is placed yet."""


def fact_desk(claim_id: str) -> "DeskFace":
    """Return the fact desk for one claim that has source cards, as a card."""
    session = current()
    return DeskFace(Desk(claim_id, session.lesson, session.work))


class DeskFace(Face):
    """A guess, source cards to open and file, their order in time, and verdicts."""

    template = "desk.html"

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        super().__init__(desk.work, f"fact desk {desk.claim.id}")

    def saved(self) -> Fields:
        """Return the first guess and the last verdict, as far as they were given."""
        fields = Fields()
        if noted := self.desk.stopped():
            fields |= {"guess": noted.guess, "claimed": noted.claimed}
        if given := self.desk.verdicts()[-1:]:
            mine = {f"use-{card}": "yes" for card in given[0].evidence}
            fields |= {name: getattr(given[0], name) for name in _VERDICT[:3]} | mine
        return fields

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the cards as they lie, and what can be said of each step."""
        desk, order = self.desk, self._row(fields)
        given, many = desk.verdicts(), len(desk.cards)
        shown = SHOWN if many > SHOWN + 1 else many
        return {
            "desk": desk,
            "claim_place": claim_place(desk.claim),
            "outcomes": [(outcome, outcome) for outcome in OUTCOMES],
            "signs": {one: SIGNS[one] for one in desk.filings},
            "needed": NEEDED,
            "advice": report.advice(desk),
            "heard": report.heard(desk),
            "stop": UNSAVED if set(_STOP) & set(changed) else report.first_guess(desk),
            "steps": report.steps(desk),
            "first": desk.cards[:shown],
            "more": desk.cards[shown:],
            "chain": chain,
            "dated": known.in_order(desk.claim.id),
            "rows": [report.placed(desk, place, card) for place, card in enumerate(order, 1)],
            "waiting": [card for card in desk.opened() if card not in order],
            "ordered": report.in_order(desk, order, set(desk.opened()) - set(order)),
            "trace": report.trace(desk),
            "verdict": self._verdict(changed),
            "given": [(report.sentence(desk, one), report.review(desk, one)) for one in given],
            "beside": consequence(desk),
            "corrected": corrected(desk),
            "way": [*report.process(desk), *report.verdict_review(desk)] if given else [],
            "days": listed(dict.fromkeys(one.retrieved for one in desk.cards)),
        }

    def _verdict(self, changed: Collection[str]) -> str:
        mine = any(name.startswith(_VERDICT) for name in changed)
        return UNSAVED if mine else report.last_verdict(self.desk)

    def _row(self, fields: Fields) -> list[str]:
        """Return the cards that are placed: those pressed now, or the order that was kept."""
        row = fields["order"].split() if fields["order"] else self.desk.placed()
        return [card for card in row if card in self.desk.opened()]

    def do_stop(self, fields: Fields, _: str) -> Reply:
        """Keep the first guess."""
        self.desk.stop(fields["guess"], fields["claimed"])
        return Reply(forget=_STOP)

    def do_turn(self, fields: Fields, card: str) -> None:
        """Open a card; an opened one is folded, or shown again."""
        seen = card in self.desk.opened() and not fields[f"folded-{card}"]
        self.desk.open(card)
        fields[f"folded-{card}"] = "yes" if seen else ""

    def do_judge(self, fields: Fields, filing: str) -> None:
        """Keep what the learner says a card does to the claim."""
        self.desk.judge(*filing.split(":"))

    def do_next(self, fields: Fields, card: str) -> Reply:
        """Place the next card in the order of time; the last two places are kept at once."""
        row = list(dict.fromkeys([*self._row(fields), card]))
        left = [one for one in self.desk.opened() if one not in row]
        if len(left) > 1:
            fields["order"] = " ".join(row)
            return Reply()
        self.desk.arrange([*row, *left])
        return Reply(forget=("order",), focus="again")

    def do_again(self, fields: Fields, _: str) -> Reply:
        """Begin the order anew; the one that was kept stays in the file."""
        fields["order"] = _ANEW
        return Reply(focus="next")

    def do_verdict(self, fields: Fields, _: str) -> Reply:
        """Keep a verdict."""
        used = [one.card.id for one in self.desk.cards if fields[f"use-{one.card.id}"]]
        self.desk.give(fields["outcome"], fields["why"], used, fields["author"])
        return Reply(forget=[name for name in fields if name.startswith(_VERDICT)])

    def do_review(self, fields: Fields, number: str) -> Reply:
        """Give one verdict to the browser, as a ClaimReview file."""
        text = report.review(self.desk, self.desk.verdicts()[int(number) - 1])
        return Reply(file=(f"fact_check_{self.desk.claim.id}_{number}.json", text))
