"""The standing board (W8): predict, see step by step, switch points off, weigh."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any
from zlib import crc32

from wayout.activities.bench import learner_map
from wayout.activities.face import Face, Fields, Reply, kept_line
from wayout.activities.standing import shown
from wayout.activities.standing.answers import (
    ENDED,
    PRACTICE,
    SEEN,
    WEIGHED,
    WORDS,
    Prediction,
    note,
    places,
    practised,
    predict,
    predicted,
    same,
    tried,
)
from wayout.activities.standing.board import MOST, OWN, Board, Source, boards, of_map
from wayout.activities.standing.picture import SIGNS, picture
from wayout.activities.standing.practice import variant
from wayout.argument import GraphError
from wayout.argument.labels import Label, labels
from wayout.essay import EssayError
from wayout.language import nearest
from wayout.work.session import current
from wayout.work.workfile import WorkFile

_NOT_YET: dict[str, Any] = {"compared": "", "rows": [], "slips": [], "off": [], "flips": [],
            "bets": [], "ends": None, "weighing": False, "weights": None}  # fmt: skip
_FIRST_SEED = 1
_MINE = "Your own map"
_BARE = (
    "Nothing on your map attacks anything, so there is nothing to settle: every point stands. Go "
    "back to the bench of Lesson 6 and put one − (against) or ⊘ (does not bear on it) on your map."
)
_WORDS = {str(step): f"{step / 100:.2f}" for step in range(0, 101, 5)}
_SIGNED = {label.value: SIGNS[label] for label in Label}


def standing(name: str) -> "StandingFace":
    """Return a board: one of the essay's, such as ``"example"``, ``"practice"``, or ``"mine"``.

    The last is the map that the learner draws on the bench, as it is whenever the board is shown.

    Raises EssayError when there is no such board.
    """
    session = current()
    if name == PRACTICE:
        return PracticeFace(session.work, session.lesson)
    if name == OWN:
        return StandingFace(_mine, session.work, session.lesson, OWN)
    if name not in boards():
        raise EssayError(f"There is no board '{name}'. {nearest(str(name), places())}")
    return StandingFace(partial(boards().__getitem__, name), session.work, session.lesson, name)


def _mine() -> Board:
    return of_map(learner_map(), OWN, _MINE)


class StandingFace(Face):
    """Points and attacks; what stands is shown once it was predicted, or asked for all the same.

    ``source`` gives the board, and is asked each time: the board of a learner's own map follows it.
    """

    template = "standing.html"

    def __init__(self, source: Source, work: WorkFile, lesson: str, name: str) -> None:
        self.source, self.lesson = source, lesson
        super().__init__(work, f"standing {name}")

    def board(self, fields: Fields) -> Board:
        """Return the board that the card shows now."""
        return self.source()

    def saved(self) -> Fields:
        """Return the prediction that counts, with the steps that are open, or nothing."""
        try:
            return self._of(self.board(Fields()))
        except GraphError:
            return Fields()

    def _of(self, board: Board) -> Fields:
        given, seen = predicted(self.work, board), tried(self.work, board, SEEN)
        ended = board.name == PRACTICE or tried(self.work, board, ENDED)
        opened = str(len(board.points)) if ended else "1"
        fields = Fields(step=opened if given or seen else "0", tab="stands")
        fields["shown"] = "yes" if seen else ""
        weighed = tried(self.work, board, WEIGHED)
        fields |= {_cut(pair): "yes" for pair in (weighed.out if weighed else ())}
        for place, point in enumerate(board.points):
            fields[board.field("said", place)] = given.said.get(point.id, "") if given else ""
            fields[board.field("on", place)] = "yes"
            fields[board.field("base", place)] = str(point.base or 0)
        return fields

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the board, what was predicted, and what it comes to as far as that is open."""
        try:
            board = self.board(fields)
        except GraphError as error:
            return {"refused": str(error)}
        return {"refused": "", **self._open(board, fields)} if board.points else {"refused": _BARE}

    def _open(self, board: Board, fields: Fields) -> dict[str, Any]:
        """Return what is shown of a board: all steps that are open, and what comes after them."""
        given = predicted(self.work, board)
        every, opened = shown.steps(board), bool(given or fields["shown"])
        seen = every[: _number(fields["step"])] if opened else ()
        done = opened and len(seen) == len(every)
        off = _off(board, fields) if done else []
        graph = board.without(off)
        now, settled = labels(graph), {node for step in seen for node in step["ids"]}
        told = {n: label for n, label in now.items() if done or n in settled}
        return {
            "board": board,
            "options": [(word, _SIGNED[word]) for word in WORDS],
            "given": given,
            "opened": opened,
            "picture": picture(board, told, off),
            "tall": picture(board, told, off, tall=True),
            "most": MOST,
            "attacks": [shown.attack(board, pair) for pair in board.arrows],
            "supports": [shown.in_words(board, pair, "speaks for") for pair in board.favour],
            "steps": seen,
            "left": len(every) - len(seen),
            "done": done,
            "practice": board.name == PRACTICE,
            "now": self._now(board, fields),
            **(self._after(board, fields, given, off) if done else _NOT_YET),
        }

    def _after(
        self, board: Board, fields: Fields, given: Prediction | None, off: Sequence[str]
    ) -> dict[str, Any]:
        """Return what is shown once all steps are open, on the tab that is open."""
        graph = board.without(off)
        weighing = board.weighs and fields["tab"] == "strengths"
        return {
            "compared": _compared(board, given.said) if given else "",
            "rows": _rows(board, given.said) if given else [],
            "slips": shown.slips(board, given.said) if given else [],
            "off": [board.names[node] for node in off],
            "flips": shown.flipped(board, graph) if off else [],
            "bets": [(str(n), str(n)) for n, _ in enumerate(board.points)],
            "ends": None if weighing else shown.positions(board, graph),
            "weighing": weighing,
            "weights": self._weights(board, fields, off) if weighing else None,
        }

    def _now(self, board: Board, fields: Fields) -> str:
        given = predicted(self.work, board)
        if given:
            return kept_line(self.work, given.when)
        some = any(fields[board.field("said", place)] for place, _ in enumerate(board.points))
        return "Not saved yet." if some else "Nothing predicted yet."

    def _weights(self, board: Board, fields: Fields, off: Collection[str]) -> dict[str, Any]:
        """Return the sliders, and how strong each point comes out."""
        places = [n for n, p in enumerate(board.points) if p.base is not None and p.id not in off]
        steps = {n: min(_number(fields[board.field("base", n)]), 100) for n in places}
        bases = {board.points[n].id: step / 100 for n, step in steps.items()}
        named = shown.links(board)
        cut = [n for n, (pair, _) in enumerate(named) if fields[_cut(pair)]]
        found = shown.weighed(board, bases, off, cut)
        rows = found.get("rows", {})
        sliders = [(n, board.points[n], rows.get(board.points[n].id)) for n in places]
        return {
            "refused": found.get("refused", ""),
            "loop": found.get("loop", []),
            "cut": [(n, named[n][1]) for n in cut],
            "words": _WORDS,
            "sliders": sliders if rows or "loop" in found else [],
            "links": [said for n, (_, said) in enumerate(named) if n not in cut],
        }

    def do_predict(self, fields: Fields, _: str) -> Reply:
        """Keep what is expected of each point; the steps open one by one."""
        board = self.board(fields)
        if predicted(self.work, board) is None:
            said = {p.id: fields[board.field("said", n)] for n, p in enumerate(board.points)}
            predict(self.work, board, said, self.lesson, _number(fields["seed"]))
            self._go(board, fields, 1)
        elif self.work.unsaved:
            self.work.save()
        return Reply(forget=[board.field("said", n) for n, _ in enumerate(board.points)])

    def do_show(self, fields: Fields, _: str) -> Reply:
        """Show the steps all the same; it is not counted as a prediction."""
        fields["shown"] = "yes"
        board = self.board(fields)
        note(self.work, board, SEEN, self.lesson)
        self._go(board, fields, 1)
        return Reply("Shown without a prediction, so none is saved.")

    def do_step(self, fields: Fields, value: str) -> Reply:
        """Show one step more, or all of them."""
        board = self.board(fields)
        count = len(shown.steps(board))
        self._go(board, fields, count if value == "all" else _number(fields["step"]) + 1)
        return Reply()

    def _go(self, board: Board, fields: Fields, step: int) -> None:
        """Open the steps up to one, and take note of the end: the findings wait for it."""
        count = len(shown.steps(board))
        fields["step"] = str(min(count, step))
        if step >= count and not tried(self.work, board, ENDED):
            note(self.work, board, ENDED, self.lesson)

    def do_all_on(self, fields: Fields, _: str) -> Reply:
        """Switch all points on again."""
        board = self.board(fields)
        fields |= {board.field("on", place): "yes" for place, _ in enumerate(board.points)}
        fields["bet"] = ""
        return Reply("All points are switched on.")

    def do_tab(self, fields: Fields, value: str) -> Reply:
        """Show what stands, or how strong each point is."""
        fields["tab"] = value
        return Reply()

    def do_cut(self, fields: Fields, value: str) -> Reply:
        """Leave a link out of the strengths."""
        self._leave(fields, value, "yes")
        return Reply("Left out. The points' own arrows on the first tab stay as they are.")

    def do_mend(self, fields: Fields, value: str) -> Reply:
        """Take a link in again."""
        self._leave(fields, value, "")
        return Reply("It counts again.")

    def _leave(self, fields: Fields, value: str, mark: str) -> None:
        board = self.board(fields)
        pairs = [pair for pair, _ in shown.links(board)]
        fields |= {_cut(pair): mark for pair in pairs[_number(value) :][:1]}
        note(self.work, board, WEIGHED, self.lesson, [one for one in pairs if fields[_cut(one)]])


class PracticeFace(StandingFace):
    """Small graphs, a fresh one as often as one likes; the first is the same for a whole class."""

    def __init__(self, work: WorkFile, lesson: str) -> None:
        super().__init__(lambda: variant(_FIRST_SEED).board, work, lesson, PRACTICE)

    def board(self, fields: Fields) -> Board:
        """Return the graph of the number that the fields hold, or of the last one practised on."""
        return variant(_number(fields["seed"]) or self._last()).board

    def _last(self) -> int:
        return next(iter(practised(self.work)), _FIRST_SEED)

    def saved(self) -> Fields:
        """Return the last graph that was practised on, with its prediction."""
        fields = super().saved()
        fields["seed"] = str(self._last())
        return fields

    def _now(self, board: Board, fields: Fields) -> str:
        """Add how many graphs were practised on, once there are two."""
        made, now = practised(self.work), super()._now(board, fields)
        if len(made) < 2:
            return now
        return f"{now} Graphs so far: {len(made)}, all points right in {sum(made.values())}."

    def do_another(self, fields: Fields, _: str) -> Reply:
        """Draw a fresh graph, another one than classmates get."""
        tries = len(practised(self.work)) + 1
        seed = crc32(f"{self.work.owner} {tries} {fields['seed']}".encode()) % 10**6 + 2
        board = variant(seed).board
        empty = self._of(board)
        fields.clear()
        fields |= {**empty, "seed": str(seed)}
        return Reply("A fresh graph.", focus="said-0")


def _number(text: str) -> int:
    """Return a whole number that a field holds; nothing else counts."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _cut(pair: tuple[str, str]) -> str:
    """Return what the card calls the field that leaves a link out, whatever else changes."""
    return f"cut-{crc32(repr(pair).encode()):08x}"


def _off(board: Board, fields: Fields) -> list[str]:
    """Return the points that are switched off; the last one on stays on."""
    off = [p.id for n, p in enumerate(board.points) if not fields[board.field("on", n)]]
    return off if len(off) < len(board.points) else off[:-1]


def _rows(board: Board, said: Mapping[str, str]) -> list[tuple[str, str, str, bool]]:
    """Return name, prediction, result, and whether they are the same, for each point."""
    found = labels(board.graph)
    return [
        (p.name, _SIGNED.get(said.get(p.id, ""), "–"), SIGNS[found[p.id]],
         said.get(p.id) == found[p.id].value)
        for p in board.points
    ]  # fmt: skip


def _compared(board: Board, said: Mapping[str, str]) -> str:
    """Return how many predictions came out."""
    count = same(board, said)
    if count == len(said) == 1:
        return "It came out as you said."
    if count == len(said):
        return f"All {len(said)} came out as you said."
    return f"{count} of {len(said)} came out as you said."
