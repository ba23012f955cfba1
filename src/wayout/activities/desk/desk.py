"""The fact desk: a claim, its source cards face down, and a verdict with two of them.

The desk follows four steps of fact checkers: stop; investigate the source; find other
coverage; trace to the origin. It keeps what a learner opens, in what order, and every verdict;
it grades none.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Literal, TypeVar, get_args

from wayout.activities.desk import known
from wayout.activities.desk.cards import SIGNS, Evidence, read
from wayout.activities.desk.known import PART
from wayout.essay import (
    OUTCOMES,
    Card,
    Claim,
    Outcome,
    cards,
    claim,
    claims,
    earlier,
)
from wayout.language import listed, nearest
from wayout.work.activity import Activity, AnswerError, as_dict, reason
from wayout.work.entries import Entry
from wayout.work.workfile import WorkFile

T = TypeVar("T")
State = Literal["no cards", "one-sided", "enough", "verdict"]

STATES: tuple[State, ...] = get_args(State)
NEEDED = 2
"""How many cards a verdict needs."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Stop:
    """What a learner expects before looking, and what is claimed in their words (may be empty).

    ``after`` is how many cards were open when it was noted.
    """

    guess: Outcome
    claimed: str
    after: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict and the ids of the cards it rests on, as it was given; ``when`` is ISO 8601.

    ``author`` is a nickname, empty if none was given.
    """

    outcome: Outcome
    why: str
    evidence: tuple[str, ...]
    author: str
    when: str


@dataclass(frozen=True, slots=True)
class Order:
    """What the dates say about an order: whether no card stands before an earlier one.

    ``pair`` are two ids that stand the wrong way round, the later one first; empty if it fits.
    """

    fits: bool
    pair: tuple[str, ...]
    says: str


class Desk:
    """One claim, such as ``"s01"``, and its cards, read from and written to the work file.

    Entries of all lessons are seen; new ones are marked with ``lesson``. Raises EssayError when
    there is no such claim, and AnswerError when it has no cards to lay out.
    """

    def __init__(self, name: str, lesson: str, work: WorkFile) -> None:
        self.claim = _claim(name)
        self.lesson = lesson
        self.work = work
        # By publisher, so that the place of a closed card tells nothing about what it says.
        found = sorted(cards(self.claim.id), key=lambda card: (card.publisher.lower(), card.id))
        if len(found) < NEEDED:
            raise AnswerError(_no_cards(self.claim))
        self.cards: tuple[Evidence, ...] = tuple(map(read, found))

    # The cards -------------------------------------------------------------------------------

    def card(self, card: str) -> Evidence:
        """Return one card of the desk, open or closed."""
        return self.cards[self._ids.index(self._known(card))]

    def letter(self, card: str) -> str:
        """Return the letter by which a card is called on this desk, such as ``"A"``."""
        return _LETTERS[self._ids.index(self._known(card))]

    def open(self, card: str) -> Evidence:
        """Turn a card over and return it; the first time is kept, in order of the clicks."""
        mine = self._known(card)
        self._keep(CARD, {"card": mine, "did": "opened"})
        return self.card(mine)

    def opened(self) -> tuple[str, ...]:
        """Return the ids of the opened cards, in the order in which they were opened."""
        found = (value["card"] for value in self._answers(CARD) if value.get("did") == "opened")
        return self._mine(found)

    def judge(self, card: str, bearing: str) -> str:
        """Keep what the learner says a card does to the claim; return what we say to that.

        Raises AnswerError when the card is closed, or ``bearing`` is none of `filings`.
        """
        opened = self._open_only(card)
        if bearing not in self.filings:
            raise AnswerError(f"File a card as one of: {listed(self.filings)}; not as {bearing!r}.")
        self._keep(CARD, {"card": opened, "bearing": bearing})
        return self.filing(opened)

    @property
    def filings(self) -> tuple[str, ...]:
        """How a card can be filed: for a part only where the claim joins several things."""
        return tuple(one for one in SIGNS if one != PART or known.joins(self.claim.id))

    def filed(self, card: str) -> str:
        """Return how the course files a card."""
        about = self.card(card).card
        return PART if known.part(self.claim.id, about.id) else about.bearing

    def judged(self, card: str) -> str:
        """Return what the learner last said that a card does; empty if nothing yet."""
        said = self.judgements(card)
        return said[-1] if said else ""

    def judgements(self, card: str) -> list[str]:
        """Return all that the learner said a card does, oldest first."""
        mine = self._known(card)
        said = [value.get("bearing") for value in self._answers(CARD) if value["card"] == mine]
        return [bearing for bearing in said if bearing in self.filings]

    def filing(self, card: str) -> str:
        """Return how the course filed a card and why, beside what the learner said.

        Empty before the learner has said it.
        """
        said, filed = self.judged(card), self.filed(card)
        if not said:
            return ""
        if said == filed:
            told = f"You and the course file this card in the same way: {SIGNS[filed]}."
        else:
            told = f"You say: {SIGNS[said]}. The course filed it as: {SIGNS[filed]}."
        return f"{told} Why: {self.reason(card)}"

    def reason(self, card: str) -> str:
        """Return why the course filed a card as it did; what it says, where no more is written."""
        about, of = self.card(card).card, known.part(self.claim.id, card)
        told = known.why(self.claim.id, about.id) or about.says
        return f"It speaks for a part of the claim, {of}. {told}" if of else told

    def state(self) -> State:
        """Return how far the desk has come; until the verdict, by the learner's own filing."""
        if self.verdicts():
            return "verdict"
        if not self.opened():
            return "no cards"
        return "one-sided" if self.unheard() else "enough"

    def unjudged(self) -> tuple[str, ...]:
        """Return the opened cards of which the learner has not said yet what they do."""
        return tuple(card for card in self.opened() if not self.judged(card))

    def unheard(self) -> tuple[str, ...]:
        """Return which sides, ``"for"`` or ``"against"``, the learner has filed no card on."""
        said = {self.judged(card).removesuffix(" a part") for card in self.opened()}
        return tuple(side for side in ("for", "against") if side not in said)

    def heard_both(self) -> bool | None:
        """Tell whether cards on both sides were opened, as the course files them.

        None before a verdict: it would tell how a card is filed that the learner has not judged.
        """
        if not self.verdicts():
            return None
        return {"for", "against"} <= {self.card(card).card.bearing for card in self.opened()}

    # Stop ------------------------------------------------------------------------------------

    def stop(self, guess: str, claimed: str = "") -> Entry:
        """Keep what the learner expects before looking; the same again stays one entry.

        Raises AnswerError when the guess is none of `OUTCOMES`.
        """
        if not isinstance(claimed, str):
            raise AnswerError("Write what is claimed as a text.")
        now = Stop(_outcome(guess), claimed.strip(), len(self.opened()))
        last = self.stopped()
        if last and (last.guess, last.claimed) == (now.guess, now.claimed):
            now = last
        value = {"guess": now.guess, "claimed": now.claimed, "after": now.after}
        return self._keep(STOP, value)

    def stopped(self) -> Stop | None:
        """Return what was last noted in the first step, or ``None``."""
        noted = self._answers(STOP)
        return noted[-1] if noted else None

    # Order in time ---------------------------------------------------------------------------

    def order(self) -> tuple[str, ...]:
        """Return the opened cards in the order that was kept, then those opened since."""
        opened = self.opened()
        row = [*self._kept_order(), *opened]
        return tuple(dict.fromkeys(card for card in row if card in opened))

    def placed(self) -> tuple[str, ...]:
        """Return the opened cards of the order that was kept last, in that order."""
        return tuple(card for card in self.order() if card in self._kept_order())

    def arrange(self, ids: Iterable[str]) -> Order:
        """Keep an order of the opened cards and return what the dates say about it.

        Raises AnswerError unless it holds each opened card once, and two at least.
        """
        asked = [self._open_only(card) for card in _texts(ids)]
        if sorted(asked) != sorted(self.opened()):
            raise AnswerError("Put each card that you opened into the order once.")
        if len(asked) < NEEDED:
            raise AnswerError("Open at least two cards first: one card has no order.")
        self._keep(ORDER, {"cards": asked})
        return self.dates(asked)

    def arranged(self) -> bool:
        """Whether the learner has kept an order that holds every opened card."""
        return bool(self.opened()) and set(self.opened()) <= set(self._kept_order())

    def dates(self, ids: Sequence[str]) -> Order:
        """Return whether an order fits the dates; where dates leave it open, both ways fit.

        Of several pairs that stand the wrong way round, the closest one is named.
        """
        found = [self.card(card) for card in ids]
        pairs = [(two, one) for two in range(len(found)) for one in range(two)]
        wrong = [p for p in pairs if earlier(found[p[0]].card, found[p[1]].card)]
        if not wrong:
            return Order(True, (), _fitting([one.card for one in found]))
        two, one = min(wrong, key=lambda pair: (pair[0] - pair[1], pair))
        return self._wrong(found[one], found[two])

    def _wrong(self, first: Evidence, second: Evidence) -> Order:
        one, two = self.letter(first.card.id), self.letter(second.card.id)
        says = (
            f"Not yet in order. Look at cards {one} and {two}: {one} is dated {first.dated}, "
            f"{two} {second.dated}."
        )
        return Order(False, (first.card.id, second.card.id), says)

    # Verdict ---------------------------------------------------------------------------------

    def give(self, outcome: str, why: str, evidence: Iterable[str], author: str = "") -> Entry:
        """Keep a verdict; earlier ones stay beside it, the same one again stays one entry.

        ``why`` has three words or more, ``evidence`` two opened cards or more; ``author`` is a
        nickname, or empty. Raises AnswerError, and keeps nothing, when something is missing.
        """
        value = {
            "outcome": _outcome(outcome),
            "why": reason(why),
            "evidence": self._evidence(evidence),
            "author": author.strip() if isinstance(author, str) else "",
        }
        return self._keep(VERDICT, value)

    def verdicts(self) -> list[Verdict]:
        """Return all verdicts on this claim, oldest first."""
        given = [(one, self._mine(one.evidence)) for one in self._answers(VERDICT)]
        return [replace(one, evidence=mine) for one, mine in given if len(mine) >= NEEDED]

    # Reading and writing ---------------------------------------------------------------------

    @property
    def _ids(self) -> list[str]:
        return [one.card.id for one in self.cards]

    def _known(self, card: str) -> str:
        if not isinstance(card, str):
            raise AnswerError(f"Name a card by its id, as a text, not {card!r}.")
        if card not in self._ids:
            raise AnswerError(f"There is no card '{card}' on this desk. {nearest(card, self._ids)}")
        return card

    def _open_only(self, card: str) -> str:
        mine = self._known(card)
        if mine not in self.opened():
            raise AnswerError(f"Open card {self.letter(mine)} first.")
        return mine

    def _evidence(self, ids: Iterable[str]) -> list[str]:
        if len(self.opened()) < NEEDED:
            raise AnswerError("Open at least two cards first: a verdict needs two of them.")
        chosen = list(dict.fromkeys(self._open_only(card) for card in _texts(ids)))
        if len(chosen) < NEEDED:
            raise AnswerError("Choose at least two of your opened cards as evidence.")
        return chosen

    def _kept_order(self) -> list[str]:
        kept = self._answers(ORDER)
        return kept[-1] if kept else []

    def _mine(self, ids: Iterable[Any]) -> tuple[str, ...]:
        """Return those ids that name a card of this desk, each once."""
        mine = set(self._ids)
        return tuple(dict.fromkeys(i for i in ids if isinstance(i, str) and i in mine))

    def _answers(self, activity: Activity[T]) -> list[T]:
        return activity.answers(self.work, self.claim.id)

    def _keep(self, activity: Activity[Any], value: dict[str, Any]) -> Entry:
        return activity.keep(self.work, value, lesson=self.lesson, claim=self.claim.id)


def desks() -> tuple[str, ...]:
    """Return the ids of the claims that have cards to lay out."""
    many = Counter(one.claim for one in cards())
    return tuple(one.id for one in claims() if many[one.id] >= NEEDED)


def _claim(name: str) -> Claim:
    if not isinstance(name, str):
        raise AnswerError(
            f'Write the id of a claim in quotation marks, such as "s01", not {name!r}.'
        )
    return claim(name)


def _no_cards(about: Claim) -> str:
    return (
        f"There are no source cards on the claim '{about.id}', so there is nothing to lay on the "
        f"desk. Choose one of: {', '.join(desks())}."
    )


def _outcome(outcome: object) -> Outcome:
    for one in OUTCOMES:
        if outcome == one:
            return one
    raise AnswerError(f"Choose one of: {', '.join(OUTCOMES)}.")


def _stop(entry: Entry) -> Stop | None:
    value = as_dict(entry)
    guess = next((one for one in OUTCOMES if one == value.get("guess")), None)
    claimed, after = value.get("claimed"), value.get("after")
    if guess is None or not isinstance(claimed, str) or not isinstance(after, int):
        return None
    return Stop(guess, claimed, after)


def _card(entry: Entry) -> dict[str, Any] | None:
    value = as_dict(entry)
    return value if isinstance(value.get("card"), str) else None


def _verdict(entry: Entry) -> Verdict | None:
    value = as_dict(entry)
    texts = [value.get(name) for name in ("why", "author")]
    outcome = next((one for one in OUTCOMES if one == value.get("outcome")), None)
    if outcome is None or not all(isinstance(text, str) for text in texts):
        return None
    evidence = tuple(_strings(value.get("evidence")))
    return Verdict(outcome, str(texts[0]), evidence, str(texts[1]), entry.when)


def _which(entry: Entry) -> str:
    """Return which card an entry is about, and whether it opens or files it."""
    return f"{entry.claim} {entry.value['card']} {entry.value.get('did', 'filed')}"


STOP = Activity("stop", _stop, lambda entry: entry.claim)
CARD = Activity("card", _card, _which)
ORDER = Activity("order", lambda e: _strings(as_dict(e).get("cards")) or None, lambda e: e.claim)
VERDICT = Activity(
    "verdict", _verdict, lambda e: e.claim, "Fact desks with a verdict", brief="outcome"
)
ACTIVITIES = (STOP, CARD, ORDER, VERDICT)


def _texts(ids: object) -> list[str]:
    if isinstance(ids, str) or not isinstance(ids, Iterable):
        raise AnswerError("Give the ids of the cards as a list.")
    return list(ids)


def _strings(found: object) -> list[str]:
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _fitting(found: Sequence[Card]) -> str:
    """Return that an order fits, and whether the dates alone would allow another."""
    loose = any(earlier(one, two) is None for one, two in combinations(found, 2))
    said = "This order fits the dates: the oldest stands first."
    return f"{said} Some dates leave the order open; there both ways fit." if loose else said
