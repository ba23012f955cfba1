"""The essay as data: its sentences, its claims, and the evidence cards.

The essay itself is not here. Each sentence is retold in one line, beside the few words that a
question turns on and every answer that a fair reader may give. Where several answers are
fair, all of them are accepted.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args

from wayout.errors import CourseError
from wayout.facts import say
from wayout.language import nearest, spans
from wayout.tables.package import load, text
from wayout.tables.publishers import kind

if TYPE_CHECKING:
    from wayout.argument import AcceptedLink, ArgumentMap

KINDS = ("fact", "cause", "motive", "forecast", "norm", "concept", "no claim")
"""What kind of claim a sentence makes; a norm says what should be, a concept what a word means."""
CHECKABLE = ("yes", "in part", "no")
"""Answers to: could it be checked?"""
BEARINGS = ("for", "against", "bears not")
"""What a card does to its claim."""
COUNTED = ("trade", "may", "must")
"""The words that were counted in every sentence of the essay."""

Outcome = Literal["holds", "holds in part", "does not hold", "cannot tell"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
"""What a check of a claim can come to."""


class EssayError(CourseError, LookupError):
    """A sentence, claim, card or word is unknown; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the essay, retold.

    ``number`` and ``paragraph`` count from 1. ``says`` is in our words, ``quote`` holds the few
    words of the essay that a question turns on. ``kinds`` and ``checkable`` are the accepted
    answers, and ``why`` says why. ``hedges`` weaken or strengthen it, ``cues`` show its kind.
    ``counts`` tells how often each word of `COUNTED` stands in it. ``dispute`` is what careful
    readers part over, for the few sentences that were chosen to disagree about.
    """

    number: int
    paragraph: int
    says: str
    quote: str
    kinds: tuple[str, ...]
    checkable: tuple[str, ...]
    hedges: tuple[str, ...]
    cues: tuple[str, ...]
    role: str
    counts: tuple[int, ...]
    dispute: str
    why: str

    @property
    def several_fair(self) -> bool:
        """Whether more than one kind is accepted."""
        return len(self.kinds) > 1


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim that a person can believe more or less.

    ``id`` is its name on the argument map too; ``title`` is two or three words that no other claim
    has. ``sentences`` say it or, if it is unstated, need it; empty for most points from outside.
    ``kind`` is never "no claim"; ``asked`` is ``"likely"``, or ``"agree"`` where words must be
    weighed. ``lesson`` examines it first; empty if only the map uses it.
    ``origin`` is ``"essay"``, ``"unstated"`` (needed and not said), ``"outside"`` (from the data)
    or ``"course"`` (our question). If ``contested``, the cards hold evidence on both sides.
    """

    id: str
    title: str
    sentences: tuple[int, ...]
    kind: str
    asked: str
    says: str
    lesson: str
    origin: str
    on_map: bool
    contested: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One piece of evidence for a claim, against it, or beside it.

    ``extract`` retells the page; it and ``figure`` may hold facts in braces to be filled in.
    ``tables`` and ``facts`` are what the figure is computed from, ``quoted_from`` whose words or
    count it is where it is not. ``publisher_kind`` follows from ``publisher``. ``date`` (a day, a
    month or a year) and ``retrieved`` (a day) are ISO text; ``address`` is empty for what was
    looked for and not found. ``first_hand`` means that every publisher named gives its own words,
    report or count.
    """

    id: str
    claim: str
    bearing: str
    extract: str
    says: str
    figure: str
    tables: tuple[str, ...]
    facts: tuple[str, ...]
    quoted_from: str
    publisher: str
    publisher_kind: str
    date: str
    address: str
    retrieved: str
    cannot_show: str
    first_hand: bool
    counted: bool


@cache
def sentences() -> tuple[Sentence, ...]:
    """Return the sentences of the essay, in order."""
    return tuple(_sentence(row) for row in _rows("sentences"))


def sentence(number: int) -> Sentence:
    """Return one sentence by its number; raises EssayError if the essay has none."""
    known = {one.number: one for one in sentences()}
    if number not in known:
        raise EssayError(f"The essay has no sentence {number}: they run from 1 to {len(known)}.")
    return known[number]


def claims() -> tuple[Claim, ...]:
    """Return the claims that a lesson examines, those of the first lessons first."""
    return tuple(one for one in every_claim() if one.lesson)


@cache
def every_claim() -> tuple[Claim, ...]:
    """Return the whole list: what a lesson examines, then what only the argument map uses."""
    return tuple(_claim(row) for row in _rows("claims"))


def claim(name: str) -> Claim:
    """Return a claim of the whole list; raises EssayError, naming the nearest, if there is none."""
    known = {one.id: one for one in every_claim()}
    if name not in known:
        raise EssayError(f"There is no claim '{name}'. {nearest(name, known)}")
    return known[name]


def argument_map() -> "ArgumentMap":
    """Return the map of the essay's argument, each claim with its title."""
    from wayout.argument import argdown  # here: most kernels never open the map

    drawn = argdown.read(text("argument"))
    titles = {one.id: one.title for one in every_claim()}
    return replace(
        drawn, claims=tuple(replace(c, title=titles.get(c.id, "")) for c in drawn.claims)
    )


def accepted_links() -> "tuple[AcceptedLink, ...]":
    """Return the links between claims of the map that may be drawn, each with what to say of it."""
    from wayout.argument import AcceptedLink, Link

    return tuple(
        AcceptedLink(Link(row.pop("source"), row.pop("target"), row.pop("kind")), **row)
        for row in _rows("accepted_links")
    )


def place(about: Claim) -> str:
    """Return ``"sentences 11, 22 and 27"``."""
    return f"sentence{'s' if len(about.sentences) > 1 else ''} {spans(about.sentences)}"


def claim_place(about: Claim) -> str:
    """Return where the essay says a claim, or that it does not say it."""
    where = place(about) if about.sentences else ""
    return {
        "essay": f"From {where} of the essay, in our words",
        "unstated": f"The essay needs this at {where} and does not say it",
        "outside": "From the data, not from the essay",
        "course": f"Our own question about {where} of the essay",
    }[about.origin]


def cards(claim_id: str = "", bearing: str = "") -> tuple[Card, ...]:
    """Return the evidence cards, all of them or those of one claim or bearing.

    Raises EssayError if the claim or the bearing is unknown.
    """
    wanted = claim(claim_id).id if claim_id else ""
    if bearing and bearing not in BEARINGS:
        raise EssayError(f"A card cannot bear '{bearing}'. {nearest(bearing, BEARINGS)}")
    return tuple(
        one for one in _every_card() if wanted in ("", one.claim) and bearing in ("", one.bearing)
    )


@cache
def _every_card() -> tuple[Card, ...]:
    return tuple(_card(row) for row in _rows("cards"))


def card(name: str) -> Card:
    """Return a card by its id; raises EssayError, naming the nearest, if there is none."""
    known = {one.id: one for one in cards()}
    if name not in known:
        raise EssayError(f"There is no card '{name}'. {nearest(name, known)}")
    return known[name]


def counts(word: str) -> dict[int, int]:
    """Return how often a word of `COUNTED` stands in each sentence that has it, by sentence number.

    Raises EssayError for any other word.
    """
    if word not in COUNTED:
        raise EssayError(f"The word '{word}' was not counted. {nearest(word, COUNTED)}")
    place = COUNTED.index(word)
    return {one.number: one.counts[place] for one in sentences() if one.counts[place]}


@cache
def essay_words() -> dict[str, tuple[int, tuple[int, ...]]]:
    """Return each word of the essay: how often it stands there, and the numbers of its sentences.

    There are no numbers for a word of one sentence alone.
    """
    return {
        row["word"]: (row["times"], tuple(map(int, _parts(row["sentences"]))))
        for row in _rows("words")
    }


def earlier(first: Card, second: Card) -> bool | None:
    """Tell whether a card is dated before another; None if open, as for a day and its month."""
    shared = min(len(first.date), len(second.date))
    if first.date[:shared] == second.date[:shared]:
        return None
    return first.date < second.date


# Reading ------------------------------------------------------------------------------------

Row = dict[str, Any]


def _rows(table: str) -> Iterable[Row]:
    return [
        {str(key): value for key, value in row.items()} for row in load(table).to_dict("records")
    ]


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)


def _sentence(row: Row) -> Sentence:
    lists: Row = {name: _parts(row.pop(name)) for name in ("kinds", "checkable", "hedges", "cues")}
    counted = tuple(int(row.pop(word)) for word in COUNTED)
    return Sentence(**row, **lists, counts=counted)


def _claim(row: Row) -> Claim:
    numbers = tuple(int(part) for part in _parts(row.pop("sentences")))
    return Claim(id=row.pop("claim"), sentences=numbers, **row | {"says": _filled(row["says"])})


@cache
def _filled(text: str) -> str:
    return str(say(text))


def _card(row: Row) -> Card:
    row["retrieved"] = row["retrieved"].date().isoformat()
    lists: Row = {"tables": _parts(row.pop("table")), "facts": _parts(row.pop("fact"))}
    return Card(id=row.pop("card"), **lists, **row, publisher_kind=kind(row["publisher"]))
