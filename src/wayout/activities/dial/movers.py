"""What moved a learner: a card that they had before them, a figure, an argument, or nothing."""

from wayout.activities.desk.both_sides import SidesError, sides
from wayout.activities.desk.cards import Evidence, read
from wayout.activities.desk.desk import CARD
from wayout.activities.dial.answers import MOVERS, Answer
from wayout.activities.face import Fields
from wayout.essay import cards
from wayout.work.activity import AnswerError, as_dict
from wayout.work.workfile import WorkFile

Options = list[tuple[str, str]]
ELSE = "else"
_ASK = {"card": "card", "figure": "figure, map or chart", "argument": "argument"}


def options(work: WorkFile, claim: str) -> Options:
    """Return id and words of the cards that a learner may mean, and a last one for any other.

    They are those that the learner opened at a desk of this claim, then those of both sides of it.
    Empty where the claim has no such cards.
    """
    mine = {one.id: read(one) for one in cards(claim)}
    opened = [as_dict(entry).get("card") for entry, _ in CARD.pairs(work)]
    found = {name: mine[name] for name in opened if name in mine}
    found |= {one.card.id: one for one in _both_sides(claim)}
    named = [(name, _words(one)) for name, one in found.items()]
    return [*named, (ELSE, "another one")] if named else []


def fields(answer: Answer, known: Options) -> Fields:
    """Return what the controls hold for a saved answer."""
    is_card = answer.mover == "card" and answer.which in dict(known)
    card = answer.which if is_card else ELSE if answer.mover == "card" else ""
    return Fields(mover=answer.mover, card=card, which="" if is_card else answer.which)


def asks(given: Fields, known: Options) -> str:
    """Return the question for free words, empty where none is needed."""
    if given["mover"] not in _ASK or (given["mover"] == "card" and known and given["card"] != ELSE):
        return ""
    return f"Which {_ASK[given['mover']]}? A few words will do."


def said(given: Fields, known: Options) -> tuple[str, str]:
    """Return what moved and which one, as it is kept; raises AnswerError where one is missing."""
    mover = given["mover"]
    if mover not in MOVERS:
        raise AnswerError("Say what moved you, or that nothing did.")
    if mover == "nothing":
        return mover, ""
    which = given["which"] if asks(given, known) else given["card"]
    if not which.strip():
        raise AnswerError(f"Say which {_ASK[mover]} it was.")
    return mover, which.strip()


def in_words(answer: Answer, claim: str) -> str:
    """Return what moved a learner in words; empty where it was not asked."""
    if answer.mover in ("", "nothing"):
        return MOVERS.get(answer.mover, "")
    if answer.mover == "card":
        mine = {one.id: _words(read(one)) for one in cards(claim)}
        return f"the card {mine.get(answer.which, answer.which)}"
    name = "a figure" if answer.mover == "figure" else "an argument"
    return f"{name}: {answer.which}"


def _words(one: Evidence) -> str:
    return f"{one.card.publisher}, {one.dated}: {one.headline}"


def _both_sides(claim: str) -> tuple[Evidence, ...]:
    try:
        found = sides(claim)
    except SidesError:
        return ()
    return (*found.pro, *found.con)
