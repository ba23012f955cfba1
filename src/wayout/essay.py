"""The essay as data: its sentences, its claims, and the evidence cards.

The essay itself is not here. Each sentence is retold in one line, beside the few words that a
question turns on and every answer that a fair reader may give. Where several answers are
fair, all of them are accepted.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from wayout.errors import CourseError
from wayout.language import listed, nearest
from wayout.tables.package import load, text

if TYPE_CHECKING:
    from wayout.argument import ArgumentMap

KINDS = ("fact", "cause", "motive", "forecast", "norm", "concept", "no claim")
"""What kind of claim a sentence makes; a norm says what should be, a concept what a word means."""
CHECKABLE = ("yes", "in part", "no")
"""Answers to: could it be checked?"""
ROLES = ("premise", "step", "conclusion", "none")
"""What a sentence does in the argument."""
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

    Attributes
    ----------
    number, paragraph
        Its place in the essay, both counted from 1.
    says
        The sentence in our words.
    quote
        The few words of the essay that a question turns on.
    kinds, checkable
        The accepted answers, some of `KINDS` and of `CHECKABLE`.
    hedges, cues
        Words of the sentence that weaken or strengthen it, and words that show its kind.
    role
        One of `ROLES`.
    counts
        How often each word of `COUNTED` stands in it, in that order.
    why
        Why these answers are accepted.
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
    why: str

    @property
    def several_fair(self) -> bool:
        """Whether more than one kind is accepted."""
        return len(self.kinds) > 1


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim that a person can believe more or less.

    Attributes
    ----------
    id
        Its name throughout the course, on the argument map too.
    title
        Two or three words for pictures and messages; no other claim has the same.
    sentences
        Numbers of the sentences that say it or, if it is unstated, that need it; empty for
        most points from outside.
    kind
        One of `KINDS`, without "no claim".
    says
        The claim in our words.
    lesson
        The lesson that examines it first, such as ``"05"``; empty if only the map uses it.
    origin
        ``"essay"``, ``"unstated"`` (needed and not said), ``"outside"`` (from the data) or
        ``"course"`` (our question).
    on_map
        Whether it stands on the argument map.
    contested
        Whether the cards hold evidence on both sides.
    """

    id: str
    title: str
    sentences: tuple[int, ...]
    kind: str
    says: str
    lesson: str
    origin: str
    on_map: bool
    contested: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One piece of evidence for a claim, against it, or beside it.

    Attributes
    ----------
    id, claim
        Its own name and that of the claim it bears on.
    bearing
        One of `BEARINGS`.
    says, cannot_show
        What was found, and what that cannot show.
    figure
        The figure, with facts in braces to be filled in, or empty.
    tables, facts
        What the fields are computed from.
    quoted_from
        Whose words or count it is, where it is not computed.
    publisher, publisher_kind
        Who published it, and our label for them.
    date
        When it was said or published: a day, a month or a year, as ISO text.
    address
        Where it was read; empty for what was looked for and not found.
    retrieved
        The day it was read, as ISO text.
    first_hand
        Whether every publisher named gives its own words, report or count.
    """

    id: str
    claim: str
    bearing: str
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


def sentences() -> tuple[Sentence, ...]:
    """Return the sentences of the essay, in order."""
    return tuple(_sentence(row) for row in _rows("sentences"))


def sentence(number: int) -> Sentence:
    """Return one sentence by its number.

    Raises
    ------
    EssayError
        If the essay has no such sentence.
    """
    known = {one.number: one for one in sentences()}
    if number not in known:
        raise EssayError(f"The essay has no sentence {number}: they run from 1 to {len(known)}.")
    return known[number]


def claims() -> tuple[Claim, ...]:
    """Return the claims that a lesson examines, those of the first lessons first."""
    return tuple(one for one in every_claim() if one.lesson)


def every_claim() -> tuple[Claim, ...]:
    """Return the whole list: what a lesson examines, then what only the argument map uses."""
    return tuple(_claim(row) for row in _rows("claims"))


def claim(name: str) -> Claim:
    """Return one claim of the whole list by its id.

    Raises
    ------
    EssayError
        If no claim is called that; the message names the nearest ones.
    """
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


def place(about: Claim) -> str:
    """Return ``"sentences 11, 22 and 27"``."""
    numbers = [str(number) for number in about.sentences]
    return f"sentence{'s' if len(numbers) > 1 else ''} {listed(numbers)}"


def whence(about: Claim) -> str:
    """Return where the essay says a claim, or that it does not say it."""
    return {
        "essay": f"From {place(about)} of the essay, in our words",
        "unstated": f"The essay needs this at {place(about)} and does not say it",
        "outside": "From the data, not from the essay",
        "course": f"Our own question about {place(about)} of the essay",
    }[about.origin]


def cards(claim_id: str = "", bearing: str = "") -> tuple[Card, ...]:
    """Return the evidence cards, all of them or those of one claim or bearing.

    Raises
    ------
    EssayError
        If the claim or the bearing is unknown.
    """
    wanted = claim(claim_id).id if claim_id else ""
    if bearing and bearing not in BEARINGS:
        raise EssayError(f"A card cannot bear '{bearing}'. {nearest(bearing, BEARINGS)}")
    every = (_card(row) for row in _rows("cards"))
    return tuple(one for one in every if wanted in ("", one.claim) and bearing in ("", one.bearing))


def card(name: str) -> Card:
    """Return one card by its id.

    Raises
    ------
    EssayError
        If no card is called that; the message names the nearest ones.
    """
    known = {one.id: one for one in cards()}
    if name not in known:
        raise EssayError(f"There is no card '{name}'. {nearest(name, known)}")
    return known[name]


def counts(word: str) -> dict[int, int]:
    """Return how often a word stands in each sentence that has it, by sentence number.

    Parameters
    ----------
    word
        One of `COUNTED`.

    Raises
    ------
    EssayError
        If the word was not counted.
    """
    if word not in COUNTED:
        raise EssayError(f"The word '{word}' was not counted. {nearest(word, COUNTED)}")
    place = COUNTED.index(word)
    return {one.number: one.counts[place] for one in sentences() if one.counts[place]}


def earlier(first: Card, second: Card) -> bool | None:
    """Tell whether one card is dated before another.

    Returns
    -------
    bool or None
        None if the dates leave it open, such as a day and the month it lies in.
    """
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
    return Claim(id=row.pop("claim"), sentences=numbers, **row)


def _card(row: Row) -> Card:
    row["retrieved"] = row["retrieved"].date().isoformat()
    lists: Row = {"tables": _parts(row.pop("table")), "facts": _parts(row.pop("fact"))}
    return Card(id=row.pop("card"), **lists, **row)
