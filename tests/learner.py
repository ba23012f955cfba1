"""A learner in a process of its own who works on the boards until the kernel is killed."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from random import Random

from faces import SAVED, Hand
from wayout.activities import maker
from wayout.activities.bench.bench import known
from wayout.activities.rivals.reasons import MARKS, evidence, explanations
from wayout.activities.standing.answers import WORDS
from wayout.work import session
from wayout.work.activity import AnswerError

KINDS = ("bench", "rival", "own_reason", "defence", "odds", "standing", "board")
"""The kinds of entries of the boards."""
_PLACES = range(20)
Turn = Callable[[Random, str], Iterator[Hand]]


def works(path: Path, told: Path, seed: int) -> None:
    """Press buttons of the boards for ever; note in ``told`` what a card says is saved.

    A line of ``told`` is an entry as JSON: its id, its kind and its value. It is written only
    when the card's own line says that it is saved.
    """
    os.environ["WAYOUT_WORK"] = str(path)
    work, dice = session.begin("06").work, Random(seed)
    noted = {entry.id for entry in work.entries()}
    with told.open("a", encoding="utf-8") as notes:
        for number in count():
            for hand in dice.choice(TURNS)(dice, f"{seed}-{number}"):
                fresh = [one for one in work.entries() if one.id not in noted]
                if fresh and str(hand.sees()["now"]).startswith(SAVED):
                    noted |= {one.id for one in fresh}
                    notes.writelines(f"{json.dumps([o.id, o.kind, o.value])}\n" for o in fresh)
                    notes.flush()


def _draws(dice: Random, name: str) -> Iterator[Hand]:
    """Draw on the bench: links, a claim in own words, a joined reason, undo and redo."""
    hand = Hand(maker("bench")(dice.choice([*known()])))
    others = [id_ for _, some in hand.sees()["others"] for id_, _ in some]
    for other in dice.sample(others, 2):
        yield from _pressed(hand, "put", other=other, kind="for")
    own = f"Nobody has counted {name} so far."
    yield from _pressed(hand, "add", said=own, where=dice.choice(("for", "against")))
    ticks = {f"join-{step}": "yes" for step, _ in hand.sees()["steps"]}
    for button in ("join", "undo", dice.choice(("redo", "undo"))):
        yield from _pressed(hand, button, **ticks)


def _compares(dice: Random, name: str) -> Iterator[Hand]:
    """Hold a card against the explanations, add one, defend one, weigh two."""
    hand, names = Hand(maker("rivals")()), [one.id for one in explanations()]
    place = dice.randrange(len(evidence()))
    marks = {f"mark-{place}-{id_}": dice.choice([*MARKS]) for id_ in names}
    yield from _pressed(hand, "open", evidence()[place].id)
    yield from _pressed(hand, "keep", **marks)
    yield from _pressed(hand, "own", own=f"He went because of {name}.")
    case = {"least": dice.choice(names), "case": f"The best case is {name}."}
    yield from _pressed(Hand(maker("tells_apart")()), "defend", **case)
    one, other = dice.sample(names, 2)
    odds = {f"ratio-{one}-{other}-{place}": str(dice.randint(1, 9)), "one": one, "other": other}
    yield from _pressed(Hand(maker("weigh")()), "weigh", **odds)


def _predicts(dice: Random, _: str) -> Iterator[Hand]:
    """Predict what stands, on a fresh graph or on a board of the essay or of one's own map."""
    name = dice.choice(("practice", "practice", "mine", "essay"))
    hand = Hand(maker("standing")(name))
    if name == "practice":
        yield from _pressed(hand, "another")
    board = hand.sees().get("board")
    if board:
        said = {board.field("said", n): dice.choice(WORDS) for n, _ in enumerate(board.points)}
        yield from _pressed(hand, "predict", **said)
        yield from _pressed(hand, "step", "all")


def _pressed(hand: Hand, button: str, value: str = "", **fields: str) -> Iterator[Hand]:
    """Press a button; what it refuses is refused."""
    with suppress(AnswerError):
        hand.press(button, value, **fields)
        yield hand


TURNS: tuple[Turn, ...] = (_draws, _compares, _predicts)
