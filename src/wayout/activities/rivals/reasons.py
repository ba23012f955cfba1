"""Rival explanations of one trip, the cards held against them, and what a learner says fits."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TypeVar

from wayout.essay import Card, cards
from wayout.tables.package import text
from wayout.work.activity import ALL, Activity, AnswerError, Value, as_dict, reason
from wayout.work.entries import Entry
from wayout.work.workfile import WorkFile

OWN = "own"
"""The id of the explanation that a learner adds."""
MARKS = {"fits": "+ fits", "neutral": "○ neutral", "not": "− does not fit"}
"""What a card can be to an explanation, with sign and word."""


LONGEST = 300
"""The most characters of an explanation of the learner's own."""
NEUTRAL = "neutral"
APART, NOTHING, SEVERAL = "apart", "nothing", "several"
"""What a card does in a learner's grid, in a word; or that several cards tell as much."""
T = TypeVar("T")


@dataclass(frozen=True)
class Explanation:
    """One answer to the question why he went."""

    id: str
    name: str
    says: str


@cache
def _data() -> dict[str, Value]:
    return tomllib.loads(text("rivals"))


@cache
def explanations() -> tuple[Explanation, ...]:
    """Return the explanations of the course, without a learner's own."""
    return tuple(Explanation(id_, **row) for id_, row in _data()["explanations"].items())


@cache
def evidence() -> tuple[Card, ...]:
    """Return the cards of the board, in order: those that are asked for, then the others."""
    known = {one.id: one for one in cards()}
    return tuple(known[name] for name in [*_data()["cards"], *_data()["more"]])


def voices(one: Card) -> set[str]:
    """Return whom a card quotes, by name: ``"Yuri Ushakov, aide: …; RIA"`` names two."""
    return {re.split("[,:]", part)[0].strip() for part in one.quoted_from.split(";")} - {""}


def asked() -> list[str]:
    """Return the ids of the cards that a lesson asks for; the others are for whoever likes."""
    return list(_data()["cards"])


# Answers ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """What a learner says of one card: for explanations, by id, a mark of `MARKS`."""

    card: str
    marks: Mapping[str, str]

    @property
    def tells(self) -> bool:
        """Whether it tells any of the marked explanations apart."""
        return self.pairs > 0

    @property
    def pairs(self) -> int:
        """How many pairs of explanations it tells apart."""
        return sum(one != other for one, other in combinations(self.marks.values(), 2))


def told(row: Row) -> str:
    """Return what a card does in a learner's grid."""
    if row.tells:
        return "tells apart"
    return f"tells nothing apart: {MARKS[next(iter(row.marks.values()))][2:]} for each"


def _read_row(entry: Entry) -> Row | None:
    value = as_dict(entry)
    name, marks = value.get("card"), value.get("marks")
    known = {one.id for one in explanations()} | {OWN}
    if name not in [one.id for one in evidence()] or not isinstance(marks, dict) or not marks:
        return None
    fair = all(isinstance(mark, str) and mark in MARKS for mark in marks.values())
    return Row(name, marks) if fair and marks.keys() <= known else None


def in_each(kept: Mapping[str, Row]) -> list[str]:
    """Return the explanations that are marked in each saved row: one added later is not."""
    every = [*(one.id for one in explanations()), OWN]
    return [id_ for id_ in every if all(id_ in row.marks for row in kept.values())]


def tell_most(kept: Mapping[str, Row]) -> tuple[list[str], int]:
    """Return the cards that set most pairs apart, and how many, of what is `in_each`."""
    fair = in_each(kept)
    pairs = {n: Row(n, {id_: row.marks[id_] for id_ in fair}).pairs for n, row in kept.items()}
    most = max(pairs.values(), default=0)
    return [name for name, count in pairs.items() if most and count == most], most


def _told(work: WorkFile) -> dict[str, str]:
    """Return what each saved card does, and once all are saved which of them tells most."""
    kept = {name: row for name, (_, row) in rows(work).items()}
    said = {name: APART if row.tells else NOTHING for name, row in kept.items()}
    if not kept.keys() >= {*asked()}:
        return said
    most, _ = tell_most(kept)
    return said | {ALL: SEVERAL if len(most) > 1 else (most or [NOTHING])[0]}


ROW = Activity(
    "rival",
    _read_row,
    lambda entry: str(entry.value["card"]),
    "Cards held against rival reasons",
    every=asked,
    asks=lambda: [one.id for one in evidence()],
    together=True,
    briefs=lambda: [APART, NOTHING, SEVERAL, *(one.id for one in evidence())],
    told=_told,
)
OWN_REASON: Activity[str] = Activity(
    "own_reason",
    lambda entry: said if isinstance(said := as_dict(entry).get("says"), str) and said else None,
    lambda _: OWN,
)


@dataclass(frozen=True)
class Defence:
    """The best case for an explanation, by its id, in a learner's words."""

    of: str
    why: str


def _read_defence(entry: Entry) -> Defence | None:
    of, why = (as_dict(entry).get(name) for name in ("of", "why"))
    known = {OWN} | {one.id for one in explanations()}
    fair = isinstance(of, str) and of in known and isinstance(why, str) and why
    return Defence(str(of), str(why)) if fair else None


DEFENCE = Activity(
    "defence",
    _read_defence,
    lambda _: "least",
    "Reasons defended",
    every=lambda: ["least"],
    asks=lambda: ["least"],
    brief="of",
    briefs=lambda: [*(one.id for one in explanations()), OWN],
    titles=lambda: (
        {one.id: one.name for one in explanations()}
        | {OWN: "a reason of one's own", "least": "the one liked least"}
    ),
)


def cases(work: WorkFile) -> list[Defence]:
    """Return the cases that were made, the last one at the end."""
    pairs = DEFENCE.pairs(work)
    return [case for _, case in worded(work, pairs, lambda case: case.of == OWN)]


def rows(work: WorkFile) -> dict[str, tuple[Entry, Row]]:
    """Return the newest answer to each card."""
    found = {row.card: (entry, row) for entry, row in ROW.pairs(work)}
    known = {entry.id for entry, _ in worded(work, found.values(), lambda row: OWN in row.marks)}
    fair = {n: (e, row if e.id in known else _without_own(row)) for n, (e, row) in found.items()}
    return {name: one for name, one in fair.items() if len(one[1].marks) > 1}


def _without_own(row: Row) -> Row:
    return Row(row.card, {id_: mark for id_, mark in row.marks.items() if id_ != OWN})


def worded(
    work: WorkFile, pairs: Iterable[tuple[Entry, T]], about: Callable[[T], bool]
) -> list[tuple[Entry, T]]:
    """Leave out what is about the learner's own explanation, and older than its present words."""
    every = [entry.id for entry in work.entries()]
    last = [entry.id for entry, _ in OWN_REASON.pairs(work)][-1:]
    since = {*every[every.index(last[0]) :]} if last else {*every}
    return [(entry, one) for entry, one in pairs if entry.id in since or not about(one)]


def with_own(work: WorkFile) -> tuple[Explanation, ...]:
    """Return all explanations, a learner's own last."""
    own = OWN_REASON.answers(work)[-1:]
    return (*explanations(), *(Explanation(OWN, "My own explanation", said) for said in own))


def keep_row(work: WorkFile, name: str, marks: Mapping[str, str], lesson: str) -> Entry:
    """Keep what fits a card. Raises AnswerError below two marks: one alone tells nothing apart."""
    given = {id_: mark for id_, mark in marks.items() if mark in MARKS}
    if len(given) < 2:
        raise AnswerError(
            "Say of two explanations or more whether the card fits them: "
            "with fewer there is nothing to tell apart."
        )
    return ROW.keep(work, {"card": name, "marks": given}, lesson=lesson)


def keep_defence(work: WorkFile, of: str, why: str, lesson: str) -> Entry:
    """Keep the best case for an explanation. Raises AnswerError if either of them is missing."""
    if of not in [one.id for one in with_own(work)]:
        raise AnswerError("Choose the explanation that you like least.")
    said = reason(why, "Write its best case in one sentence of at least three words.")
    return DEFENCE.keep(work, {"of": of, "why": said}, lesson=lesson)


def keep_own(work: WorkFile, says: str, lesson: str) -> Entry:
    """Keep an explanation of the learner's own. Raises AnswerError if it is too short or long."""
    said = reason(says, "Write your explanation in one sentence of at least three words.")
    if len(said) > LONGEST:
        told = f"{len(said):,} characters: one sentence is enough, of {LONGEST} at most."
        raise AnswerError(told)
    return OWN_REASON.keep(work, {"says": said}, lesson=lesson)
