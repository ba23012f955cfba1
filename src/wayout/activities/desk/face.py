"""The fact desk (W4): four steps from a claim to a verdict, with its sources on the table."""

from collections.abc import Collection
from typing import Any

from wayout.activities.desk import report
from wayout.activities.desk.cards import SIGNS
from wayout.activities.desk.desk import Desk
from wayout.activities.face import UNSAVED, Face, Fields, Reply
from wayout.essay import OUTCOMES, claim_place
from wayout.language import listed
from wayout.work.session import current

_STOP = ("guess", "claimed")
_VERDICT = ("outcome", "why", "author", "use-")
"""Beginnings of the names of its fields."""


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
        given = desk.verdicts()
        return {
            "desk": desk,
            "claim_place": claim_place(desk.claim),
            "outcomes": [(outcome, outcome) for outcome in OUTCOMES],
            "signs": SIGNS,
            "advice": report.advice(desk),
            "heard": report.heard(desk),
            "stop": UNSAVED if set(_STOP) & set(changed) else report.first_guess(desk),
            "order": order,
            "rows": [report.placed(desk, place, card) for place, card in enumerate(order, 1)],
            "hand": self._hand(fields),
            "ordered": report.in_order(desk, order, moved="order" in changed),
            "trace": report.trace(desk),
            "verdict": self._verdict(changed),
            "given": [(report.sentence(desk, one), report.review(desk, one)) for one in given],
            "way": [*report.process(desk), *report.verdict_review(desk)] if given else [],
            "days": listed(dict.fromkeys(one.retrieved for one in desk.cards)),
        }

    def _verdict(self, changed: Collection[str]) -> str:
        mine = any(name.startswith(_VERDICT) for name in changed)
        return UNSAVED if mine else report.last_verdict(self.desk)

    def _row(self, fields: Fields) -> list[str]:
        return list(self.desk.order(fields["order"].split()))

    def _hand(self, fields: Fields) -> str:
        """Return the card in hand: the chosen one, or the first."""
        order = self._row(fields)
        return fields["hand"] if fields["hand"] in order else next(iter(order), "")

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

    def do_move(self, fields: Fields, step: str) -> Reply:
        """Move the card in hand; at the end of the row the keyboard goes to the other button."""
        order, hand, by = self._row(fields), self._hand(fields), int(step)
        place = order.index(hand)
        if 0 <= place + by < len(order):
            order.insert(place + by, order.pop(place))
        fields["order"], fields["hand"] = " ".join(order), hand
        at_end = order.index(hand) == (0 if by < 0 else len(order) - 1)
        return Reply(focus=f"move={-by}" if at_end else "")

    def do_check(self, fields: Fields, _: str) -> Reply:
        """Keep the order and say how it fits the dates."""
        self.desk.arrange(self._row(fields))
        return Reply(forget=("order",))

    def do_verdict(self, fields: Fields, _: str) -> Reply:
        """Keep a verdict."""
        used = [one.card.id for one in self.desk.cards if fields[f"use-{one.card.id}"]]
        self.desk.give(fields["outcome"], fields["why"], used, fields["author"])
        return Reply(forget=[name for name in fields if name.startswith(_VERDICT)])

    def do_review(self, fields: Fields, number: str) -> Reply:
        """Give one verdict to the browser, as a ClaimReview file."""
        text = report.review(self.desk, self.desk.verdicts()[int(number) - 1])
        return Reply(file=(f"fact_check_{self.desk.claim.id}_{number}.json", text))
