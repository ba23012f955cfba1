"""What a learner predicted of a board, before it was worked out; the first prediction counts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from wayout.activities.standing.board import OWN, Board, Pair, boards
from wayout.argument.labels import Label, labels
from wayout.work.activity import Activity, AnswerError, as_dict
from wayout.work.entries import Entry
from wayout.work.workfile import WorkFile

PRACTICE = "practice"
WORDS = tuple(label.value for label in (Label.IN, Label.OUT, Label.UNDECIDED))
RIGHT = ("all right", "some right", "none right")
"""What may come of a prediction, in a word."""


@dataclass(frozen=True)
class Prediction:
    """What was expected of the points of a board, by id, in the words of `Label`.

    ``mark`` is that of the board it was made for; ``seed`` tells which graph to practise on.
    """

    of: str
    mark: str
    said: Mapping[str, str]
    when: str
    seed: int = 0


@dataclass(frozen=True)
class Tried:
    """What else was done on a board: ``did`` is one of `DID`; ``out`` names left-out links.

    Whoever has seen steps of a board predicts it no more; its findings wait for its end.
    """

    did: str
    of: str
    mark: str
    out: tuple[Pair, ...] = ()


SEEN, ENDED, WEIGHED = DID = "seen", "ended", "weighed"
"""Shown without a prediction; gone through to the last step; links left out."""


def _tried(entry: Entry) -> Tried | None:
    value = as_dict(entry)
    did, of, mark, out = (value.get(name) for name in ("did", "of", "mark", "out"))
    if did not in DID or of not in (*boards(), OWN) or not isinstance(mark, str):
        return None
    pairs = out if isinstance(out, list) else []
    if not all(isinstance(one, list) and [*map(type, one)] == [str, str] for one in pairs):
        return None
    return Tried(str(did), str(of), mark, tuple((a, b) for a, b in pairs))


BOARD = Activity(
    "board",
    _tried,
    lambda e: f"{e.value['did']} {e.value['of']}",
    asks=lambda: [f"{did} {of}" for did in DID for of in (*boards(), OWN)],
)


def tried(work: WorkFile, board: Board, did: str) -> Tried | None:
    """Return what was done last on a board as it is now, or nothing."""
    made = (one for _, one in reversed(BOARD.at(work, f"{did} {board.name}")))
    return next((one for one in made if did == WEIGHED or one.mark == board.mark), None)


def note(work: WorkFile, board: Board, did: str, lesson: str, out: Collection[Pair] = ()) -> None:
    """Keep what was done on a board. Nothing is kept of one to practise on."""
    if board.name != PRACTICE:
        value = {"did": did, "of": board.name, "mark": board.mark, "out": [[*one] for one in out]}
        BOARD.keep(work, value, lesson=lesson)


def _read(entry: Entry) -> Prediction | None:
    value = as_dict(entry)
    of, mark, said, seed = (value.get(name) for name in ("of", "mark", "said", "seed"))
    if not isinstance(of, str) or of not in places():
        return None
    if not isinstance(mark, str) or not isinstance(said, dict) or not said:
        return None
    if not all(word in WORDS for word in said.values() if isinstance(word, str)):
        return None
    whole = all(isinstance(word, str) for word in said.values())
    number = 0 if seed is None else seed
    return Prediction(of, mark, said, entry.when, number) if whole and type(number) is int else None


def places() -> tuple[str, ...]:
    """Return what the boards are called: those of the essay, a learner's own, and to practise."""
    return (*boards(), OWN, PRACTICE)


def _first(entries: Sequence[Entry]) -> list[Entry]:
    """Return the first prediction for each board as it was, oldest first."""
    firsts = {(as_dict(e)["of"], as_dict(e)["mark"]): e.id for e in reversed(entries)}
    return [entry for entry in entries if entry.id in {*firsts.values()}]


STANDING = Activity(
    "standing",
    _read,
    lambda e: str(e.value["of"]),
    "Predictions of what stands",
    brief="came",
    briefs=lambda: RIGHT,
    asks=places,
    titles=lambda: {name: board.title for name, board in boards().items()},
    fair=_first,
)


def predicted(work: WorkFile, board: Board) -> Prediction | None:
    """Return the first prediction for a board as it is now, or nothing; none of other points."""
    made = (one for one in STANDING.answers(work) if one.said.keys() <= board.names.keys())
    mine = (one for one in made if (one.of, one.mark) == (board.name, board.mark))
    return next(mine, None)


def practised(work: WorkFile) -> dict[int, bool]:
    """Return the numbers of the graphs that were practised on, and whether all came as said."""
    made = STANDING.at(work, PRACTICE)
    return {one.seed: as_dict(entry).get("came") == RIGHT[0] for entry, one in reversed(made)}


def same(board: Board, said: Mapping[str, str]) -> int:
    """Return how many points came out as somebody said."""
    found = labels(board.graph)
    return sum(found[id_].value == word for id_, word in said.items())


def predict(
    work: WorkFile, board: Board, said: Mapping[str, str], lesson: str, seed: int = 0
) -> Entry:
    """Keep a prediction. Raises AnswerError where a point has none and the board is small."""
    missing = [point.name for point in board.points if said.get(point.id) not in WORDS]
    if missing and (len(missing) == len(board.points) or not board.is_large):
        raise AnswerError(f"Say what you expect first. Still missing: {', '.join(missing)}.")
    given = {point.id: said[point.id] for point in board.points if said.get(point.id) in WORDS}
    count = same(board, given)
    came = RIGHT[0] if count == len(given) else RIGHT[1] if count else RIGHT[2]
    value = {"of": board.name, "mark": board.mark, "said": given, "came": came}
    return STANDING.keep(work, value | ({"seed": seed} if seed else {}), lesson=lesson)
