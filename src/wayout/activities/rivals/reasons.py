"""Rival explanations of one trip, the cards held against them, and what a learner says fits."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from wayout.essay import Card, cards
from wayout.tables.package import text
from wayout.work.activity import ALL, Activity, AnswerError, Value, as_dict, reason
from wayout.work.entries import Entry
from wayout.work.workfile import WorkFile

OWN = "own"
"""The id of the explanation that a learner adds."""
MARKS = {"fits": "+ fits", "neutral": "○ neutral", "not": "− does not fit"}
"""What a card can be to an explanation, with sign and word."""


NEUTRAL = "neutral"
APART, NOTHING = "apart", "nothing"
"""What a card does in a learner's grid, in a word."""


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


def _told(work: WorkFile) -> dict[str, str]:
    """Return what each saved card does, and once all are saved which of them tells most."""
    kept = {name: row for name, (_, row) in rows(work).items()}
    said = {name: APART if row.tells else NOTHING for name, row in kept.items()}
    if not kept.keys() >= {*asked()}:
        return said
    most = max(kept, key=lambda name: kept[name].pairs)
    return said | {ALL: most if kept[most].tells else NOTHING}


ROW = Activity(
    "rival",
    _read_row,
    lambda entry: str(entry.value["card"]),
    "Cards held against rival reasons",
    every=asked,
    asks=lambda: [one.id for one in evidence()],
    together=True,
    briefs=lambda: [APART, NOTHING, *(one.id for one in evidence())],
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


def rows(work: WorkFile) -> dict[str, tuple[Entry, Row]]:
    """Return the newest answer to each card."""
    return {row.card: (entry, row) for entry, row in ROW.pairs(work)}


def shown(work: WorkFile) -> tuple[Explanation, ...]:
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
    if of not in [one.id for one in shown(work)]:
        raise AnswerError("Choose the explanation that you like least.")
    said = reason(why, "Write its best case in one sentence of at least three words.")
    return DEFENCE.keep(work, {"of": of, "why": said}, lesson=lesson)


def keep_own(work: WorkFile, says: str, lesson: str) -> Entry:
    """Keep an explanation of the learner's own, of three words or more."""
    said = reason(says, "Write your explanation in one sentence of at least three words.")
    return OWN_REASON.keep(work, {"says": said}, lesson=lesson)
