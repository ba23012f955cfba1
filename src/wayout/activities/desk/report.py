"""What the fact desk says back: about the way that was taken, and a verdict for others to read.

The feedback is on the way and never on the verdict: how many cards were opened, how the learner
filed them, what kinds of publishers spoke, and whether any of them gave a report of its own. How
the course files a card is told only of cards that the learner has judged, or after the verdict.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from wayout.activities.desk.cards import Evidence, dated
from wayout.activities.desk.desk import NEEDED, Desk, Verdict
from wayout.activities.face import kept_line
from wayout.essay import place
from wayout.language import listed
from wayout.work.entries import moment

if TYPE_CHECKING:
    from wayout.argument.formats.claimreview import FactCheck

NOBODY = "a learner"
"""Who checked, where no nickname is given."""

_WAS_THERE = "Ask of each: was the publisher there?"
_BEGIN = "No card is open yet. Choose one by its publisher and date, and open it."
_MORE = "You can still open more cards."
_ALL = "All cards are open."


def advice(desk: Desk) -> str:
    """Return what to do next, and which kinds of publisher have not been heard."""
    opened = set(desk.opened())
    closed = [one for one in desk.cards if one.card.id not in opened]
    if desk.verdicts():
        said = _MORE if closed else _ALL
    else:
        said = _next(desk, bool(closed)) if opened else _BEGIN
    new = sorted({one.kind for one in closed} - {one.kind for one in _opened(desk)})
    if not opened or not new:
        return said
    return f"{said} Kinds of publisher not heard yet: {', '.join(new)}."


def _next(desk: Desk, more: bool) -> str:
    """Return the next step; it rests on what the learner said of the cards, and on that alone."""
    waiting = [desk.letter(card) for card in desk.unjudged()]
    if waiting:
        name, each = ("card", "it") if len(waiting) == 1 else ("cards", "each")
        return f"Say of {name} {listed(waiting)} what you think {each} does to the claim."
    none = " and none as ".join(desk.unheard())
    filed = f"You filed none as {none} yet." if none else "You filed cards on both sides."
    if more:
        return f"{filed} Open another card{'' if none else ', or go on'}."
    return f"All cards are open. {filed} Go on."


def heard(desk: Desk) -> str:
    """Return how many cards were opened, and what kinds of publisher spoke in them."""
    opened = _opened(desk)
    if not opened:
        return f"{len(desk.cards)} cards lie on the desk, in the alphabet of their publishers."
    return f"You opened {len(opened)} of {len(desk.cards)} cards. {_kinds(opened)}"


def trace(desk: Desk) -> str:
    """Return whether an opened card gives its own report; empty while all are closed."""
    opened = _opened(desk)
    return _trace(desk, opened) if opened else ""


def first_guess(desk: Desk) -> str:
    """Return whether a first guess is kept, and with how many cards open."""
    noted = desk.stopped()
    if noted is None:
        return "Not noted yet. You may also go on without."
    if desk.work.unsaved:
        return desk.work.message
    return f"Kept, with {noted.after} cards open." if noted.after else "Kept."


def placed(desk: Desk, place: int, card: str) -> tuple[str, str]:
    """Return a card's id and its line in the order of time."""
    one = desk.card(card)
    hand = "own report or count" if one.card.first_hand else "passed on"
    return card, f"{place}. Card {desk.letter(card)}, {one.dated}; {hand}: {one.way}"


def in_order(desk: Desk, order: Sequence[str], *, moved: bool) -> tuple[str, bool]:
    """Return what is true of an order, and whether the dates speak against it."""
    if len(order) < NEEDED:
        return "Open two cards, and you can put them in order here.", False
    if moved or not desk.arranged():
        return "Not checked yet. The oldest belongs on top.", False
    found = desk.dates(order)
    return found.says, not found.fits


def last_verdict(desk: Desk) -> str:
    """Return where and when the last verdict was saved."""
    given = desk.verdicts()
    if not given:
        return "No verdict yet."
    beside = "" if desk.work.unsaved else " You can give another verdict beside it."
    return kept_line(desk.work, given[-1].when) + beside


def process(desk: Desk) -> list[str]:
    """Return what can be said about the way so far, a sentence each; never a grade."""
    opened = _opened(desk)
    if not opened:
        return [heard(desk)]
    said = [
        heard(desk),
        _sides(desk),
        _pages(opened),
        *_origins(desk, opened),
        _trace(desk, opened),
    ]
    return [sentence for sentence in said if sentence]


def verdict_review(desk: Desk) -> list[str]:
    """Return how the verdict stands beside the first guess, the filing and the order."""
    said = [_guessed(desk), _filed(desk), _ordered(desk)]
    return [sentence for sentence in said if sentence]


def check(desk: Desk, verdict: Verdict) -> "FactCheck":
    """Return a verdict as a fact check, ready to be written as ClaimReview."""
    from wayout.argument.formats.claimreview import FactCheck  # here: few desks export

    sources = dict.fromkeys(_source(desk.card(card)) for card in verdict.evidence)
    return FactCheck(
        claim=desk.claim.says,
        outcome=verdict.outcome,
        why=verdict.why,
        author=verdict.author or NOBODY,
        published=moment(verdict.when).astimezone().date(),
        said_in=f"The essay of December 2023, {place(desk.claim)}",
        sources=tuple(sources),
    )


def review(desk: Desk, verdict: Verdict) -> str:
    """Return a verdict as ClaimReview JSON, the format of fact checkers."""
    from wayout.argument.formats.claimreview import write

    return write(check(desk, verdict))


def sentence(desk: Desk, verdict: Verdict) -> str:
    """Return a verdict as a sentence or two that anybody can read."""
    found = check(desk, verdict)
    author = found.author[:1].upper() + found.author[1:]
    day = dated(found.published.isoformat())
    sources = "; ".join(_cited(desk, card) for card in verdict.evidence)
    return (
        f"{author} checked this on {day}: “{found.claim}” Verdict: {found.outcome}. "
        f"Reason: {_closed(found.why)} Evidence: {sources}."
    )


def _cited(desk: Desk, card: str) -> str:
    one = desk.card(card)
    headline = one.headline.rstrip(".")
    return f"card {desk.letter(card)}, {one.card.publisher} ({one.dated}): {headline}"


def _opened(desk: Desk) -> list[Evidence]:
    return [desk.card(card) for card in desk.opened()]


def _kinds(opened: Sequence[Evidence]) -> str:
    counted = Counter(one.kind for one in opened)
    return "Who spoke: " + ", ".join(f"{kind} ({n})" for kind, n in counted.items()) + "."


def _sides(desk: Desk) -> str:
    """Say whether both sides were heard, by the course's filing; nothing before a verdict."""
    both = desk.heard_both()
    if both is None:
        return ""
    return "Both sides, as the course files them: " + ("heard." if both else "not heard yet.")


def _pages(opened: Sequence[Evidence]) -> str:
    """Say so where several cards come from one page: that is one source and not two."""
    counted = Counter(one.card.address for one in opened if one.card.address)
    shared = max(counted.values(), default=1)
    return "" if shared == 1 else f"{shared} of them come from one page: that is one source."


def _origins(desk: Desk, opened: Sequence[Evidence]) -> list[str]:
    """Say which cards go back to one origin: however many pages, that is one source."""
    found: dict[str, list[Evidence]] = {}
    for one in opened:
        found.setdefault(one.origin, []).append(one)
    return [_one_origin(desk, *pair) for pair in found.items() if pair[0] and _many(pair[1])]


def _many(some: Sequence[Evidence]) -> bool:
    """Whether cards lie on several pages; of one page `_pages` speaks."""
    return len({one.card.address for one in some}) > 1


def _one_origin(desk: Desk, origin: str, some: Sequence[Evidence]) -> str:
    letters = listed(sorted(desk.letter(one.card.id) for one in some))
    return f"{len(some)} of them (cards {letters}) go back to one origin: {origin}."


def _trace(desk: Desk, opened: Sequence[Evidence]) -> str:
    own = [desk.letter(one.card.id) for one in opened if one.card.first_hand]
    if own:
        cards = f"cards {listed(own)} give" if len(own) > 1 else f"card {own[0]} gives"
        return f"Traced to the origin: {cards} the publisher's own report or count. {_WAS_THERE}"
    if any(one.card.first_hand for one in desk.cards):
        return (
            "Not traced to the origin yet: all that you opened is passed on. A closed card gives "
            "its publisher's own report or count."
        )
    return (
        "Not traced to the origin: each card on this desk passes on what somebody else said or "
        "counted. That is worth a word in your reason."
    )


def _guessed(desk: Desk) -> str:
    noted, given = desk.stopped(), desk.verdicts()
    if not noted or not given:
        return ""
    looked = f"With {noted.after} open" if noted.after else "Before you looked"
    return f"{looked} you expected: {noted.guess}. Your verdict: {given[-1].outcome}."


def _filed(desk: Desk) -> str:
    first = {card: said[0] for card in desk.opened() if (said := desk.judgements(card))}
    if not first:
        return "You have not said of any card yet what it does to the claim."
    same = sum(desk.card(card).card.bearing == said for card, said in first.items())
    return f"Cards you filed: {len(first)}. At first sight {same} lay where the course filed them."


def _ordered(desk: Desk) -> str:
    if len(desk.opened()) < NEEDED:
        return ""
    if not desk.arranged():
        return "Your order in time does not hold all your cards yet."
    fits = "fits the dates" if desk.dates(desk.order()).fits else "does not fit the dates yet"
    return f"Your order in time {fits}."


def _source(one: Evidence) -> str:
    return one.card.address or f"{one.card.publisher}, {one.dated}"


def _closed(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", "。")) else f"{text}."
