"""A turn of a debate as a file: all moves so far, so that a file that is lost costs nothing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from wayout.activities.controversy.moves import MOST_MOVES, Move, is_debate, read_moves, written
from wayout.work.activity import AnswerError
from wayout.work.entries import COURSE

FORMAT = 1
LARGEST = 2_000_000
"""The most characters of a turn; a whole debate has about twenty thousand."""
TOO_LARGE = "This file is too large to be a turn of a debate, so it was not read."
_DAMAGED = "This file is damaged, or it is no turn of a debate. Ask for it once more."


@dataclass(frozen=True)
class Given:
    """What a file holds: the debate, its moves, and how many rows could not be read."""

    debate: str
    moves: tuple[Move, ...]
    torn: int


def text_of(debate: str, moves: Sequence[Move]) -> str:
    """Return a turn as text: pure ASCII, which mail and chat leave as it is."""
    rows = ",\n".join(json.dumps(written(move)) for move in moves)
    head = f'"format": {FORMAT}, "course": "{COURSE}", "debate": "{debate}"'
    return f'{{{head}, "moves": [\n{rows}\n]}}\n'


def read_turn(text: str) -> Given:
    """Read a turn; AnswerError says in a sentence or two what is wrong with another file."""
    if len(text) > LARGEST:
        raise AnswerError(TOO_LARGE)
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise AnswerError(_DAMAGED) from None
    if not isinstance(data, dict):
        raise AnswerError(_DAMAGED)
    if isinstance(data.get("entries"), list):
        raise AnswerError("These are somebody's answers, not a turn. A turn is made by this card.")
    if isinstance(data.get("format"), int) and data["format"] > FORMAT:
        raise AnswerError("A newer version of the course made this turn. Update the course first.")
    rows, debate = data.get("moves"), data.get("debate")
    if not isinstance(rows, list) or not is_debate(debate):
        raise AnswerError(_DAMAGED)
    if len(rows) > 2 * MOST_MOVES:
        raise AnswerError("This turn has more moves than a debate can have, so it was not read.")
    moves = read_moves(rows)
    return Given(str(debate), tuple(moves), len(rows) - sum(m in moves for m in map(_plain, rows)))


def _plain(row: object) -> Move | None:
    found = read_moves([row])
    return found[0] if found else None
