"""What moved a learner: a card that they had before them, a figure, an argument, or nothing."""

from functools import cache

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
    other = ELSE if answer.mover == "card" and known else ""
    return Fields(mover=answer.mover, card=answer.card or other, which=answer.which)


def asks(given: Fields, known: Options) -> str:
    """Return the question for free words, empty where none is needed."""
    if given["mover"] not in _ASK or (given["mover"] == "card" and known and given["card"] != ELSE):
        return ""
    return f"Which {_ASK[given['mover']]}? A few words will do."


def said(given: Fields, known: Options) -> tuple[str, str, str]:
    """Return what moved, the words for it and the card; raises AnswerError where one is missing."""
    mover = given["mover"]
    if mover not in MOVERS:
        raise AnswerError("Say what moved you, or that nothing did.")
    if mover == "nothing":
        return mover, "", ""
    words = given["which"].strip() if asks(given, known) else ""
    card = "" if asks(given, known) else given["card"]
    if not words and card not in dict(known):
        raise AnswerError(f"Say which {_ASK[mover]} it was.")
    return mover, words, card


def in_words(answer: Answer, claim: str) -> str:
    """Return what moved a learner in words; empty where it was not asked."""
    if answer.mover in ("", "nothing"):
        return MOVERS.get(answer.mover, "")
    if answer.card:
        mine = next((one for one in cards(claim) if one.id == answer.card), None)
        return f"the card {_words(read(mine))}" if mine else "a card that is here no more"
    name = {"card": "the card ", "figure": "a figure: ", "argument": "an argument: "}[answer.mover]
    return f"{name}{answer.which}"


def _words(one: Evidence) -> str:
    return f"{one.card.publisher}, {one.dated}: {one.card.says.rstrip('.')}"


@cache
def _both_sides(claim: str) -> tuple[Evidence, ...]:
    try:
        found = sides(claim)
    except SidesError:
        return ()
    return (*found.pro, *found.con)
