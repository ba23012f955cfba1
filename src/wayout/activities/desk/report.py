"""What the fact desk says back: about the way that was taken, and a verdict for others to read.

The feedback is on the way and never on the verdict: how many cards were opened, how the learner
filed them, what kinds of publishers spoke, and whether any of them gave a report of its own. How
the course files a card is told only of cards that the learner has judged, or after the verdict.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from wayout.activities.desk import known
from wayout.activities.desk.cards import Evidence, dated
from wayout.activities.desk.chain import UNNAMED, chain
from wayout.activities.desk.desk import NEEDED, Desk, Verdict
from wayout.activities.face import kept_line
from wayout.essay import place
from wayout.language import counted, listed
from wayout.tables.publishers import publishers
from wayout.work.entries import moment

if TYPE_CHECKING:
    from wayout.argument.formats.claimreview import FactCheck

NOBODY = "a learner"
"""Who checked, where no nickname is given."""

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
        return f"{len(desk.cards)} cards lie on the desk, in no order that tells what they say."
    return f"You opened {len(opened)} of {len(desk.cards)} cards. {_kinds(opened)}"


def trace(desk: Desk) -> str:
    """Return to whom the opened cards go back, by who cites whom; empty while all are closed."""
    found: dict[str, list[str]] = {}
    for one in _opened(desk):
        found.setdefault(chain(one.card).origin, []).append(desk.letter(one.card.id))
    if not found:
        return ""
    unnamed = found.pop(UNNAMED, [])
    ends = [f"{origin} ({listed(sorted(cards))})" for origin, cards in found.items()]
    said = [
        f"By who cites whom, what you opened goes back to {_origins(len(ends))}: {listed(ends)}."
        if ends
        else "",
        *_one_state(found),
        f"Whoever wrote {listed(sorted(unnamed))} names nobody, so that is no witness we can count."
        if unnamed
        else "",
    ]
    return " ".join(sentence for sentence in said if sentence)


def _origins(number: int) -> str:
    return "one origin" if number == 1 else f"{counted(number)} origins"


def _one_state(origins: Iterable[str]) -> list[str]:
    """Say which origins are offices and media of one state: together they are one witness."""
    of: dict[str, list[str]] = {}
    for origin in origins:
        row = publishers().get(origin)
        if row and row["kind"] in ("official", "state media") and row["country_code"]:
            of.setdefault(row["country_code"], []).append(origin)
    return [
        f"{listed(some)} belong to one state: count them as one witness."
        for some in of.values()
        if len(some) > 1
    ]


def first_guess(desk: Desk) -> str:
    """Return whether a first guess is kept, and with how many cards open."""
    noted = desk.stopped()
    if noted is None:
        return "Not noted yet. You may also go on without."
    if desk.work.unsaved:
        return desk.work.message
    return f"Kept, with {noted.after} cards open." if noted.after else "Kept."


def placed(desk: Desk, place: int, card: str) -> str:
    """Return a card's line in the order of time."""
    one = desk.card(card)
    return f"{place}. Card {desk.letter(card)}, {one.dated}"


def in_order(desk: Desk, order: Sequence[str], waiting: Collection[str]) -> tuple[str, bool]:
    """Return what is true of an order, and whether the dates speak against it."""
    if len(desk.opened()) < NEEDED:
        return "Open two cards, and you can put them in order here.", False
    if waiting:
        return (
            "Which comes next? The oldest is the first." if order else "Which is the oldest?",
            False,
        )
    found = desk.dates(order)
    return found.says, not found.fits


def steps(desk: Desk) -> list[tuple[str, str]]:
    """Return the steps with what is done of each, for a glance: where am I, and what is next."""
    opened, given = desk.opened(), desk.verdicts()
    sides = len(opened) - len(desk.unjudged())
    return [
        ("Stop", "noted" if desk.stopped() else "open"),
        ("Source", f"{len(opened)} of {len(desk.cards)} cards open"),
        ("Other coverage", f"{sides} filed" if sides else "–"),
        ("Trace", _origins(_named(desk)) if opened else "–"),
        ("Verdict", given[-1].outcome if given else "open" if len(opened) >= NEEDED else "–"),
    ]


def _named(desk: Desk) -> int:
    return len({chain(one.card).origin for one in _opened(desk)} - {UNNAMED})


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
        trace(desk),
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
    kinds = Counter(one.kind for one in opened)
    return "Who spoke: " + ", ".join(f"{kind} ({n})" for kind, n in kinds.items()) + "."


def _sides(desk: Desk) -> str:
    """Say whether both sides were heard, by the course's filing; nothing before a verdict."""
    both = desk.heard_both()
    if both is None:
        return ""
    return "Both sides, as the course files them: " + ("heard." if both else "not heard yet.")


def _pages(opened: Sequence[Evidence]) -> str:
    """Say so where several cards come from one page: that is one source and not two."""
    pages = Counter(one.card.address for one in opened if one.card.address)
    shared = max(pages.values(), default=1)
    return "" if shared == 1 else f"{shared} of them come from one page: that is one source."


def _guessed(desk: Desk) -> str:
    noted, given = desk.stopped(), desk.verdicts()
    if not noted or not given:
        return ""
    looked = f"With {noted.after} open" if noted.after else "Before you looked"
    return f"{looked} you expected: {noted.guess}. Your verdict: {given[-1].outcome}."


def _filed(desk: Desk) -> str:
    first = {card: said[0] for card in desk.opened() if (said := desk.judgements(card))}
    if not first:
        return ""
    same = sum(desk.filed(card) == said for card, said in first.items())
    return f"Cards you filed: {len(first)}. At first sight {same} lay where the course filed them."


def _ordered(desk: Desk) -> str:
    """Say whether an order that was kept fits the dates; nothing where none was asked or given."""
    if not known.in_order(desk.claim.id) or not desk.arranged():
        return ""
    fits = "fits the dates" if desk.dates(desk.order()).fits else "does not fit the dates yet"
    return f"Your order in time {fits}."


def _source(one: Evidence) -> str:
    return one.card.address or f"{one.card.publisher}, {one.dated}"


def _closed(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", "。")) else f"{text}."
