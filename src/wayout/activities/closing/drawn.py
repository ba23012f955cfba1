"""What the boards of the later lessons come to: map, rival reasons, what stands, forecasts."""

from collections.abc import Iterator

from wayout.activities.bench.bench import shared
from wayout.activities.bench.moves import BENCH
from wayout.activities.forecasts.results import missed, results
from wayout.activities.rivals import odds
from wayout.activities.rivals.reasons import cases, rows, with_own
from wayout.activities.standing.answers import PRACTICE, STANDING, predicted
from wayout.activities.standing.board import OWN, Board, boards, of_map
from wayout.argument import GraphError
from wayout.argument.labels import Label, labels
from wayout.language import counted, listed, mark
from wayout.work.workfile import WorkFile

Line = tuple[str, str]
"""What something is called, and what is said of it."""
_CAME = {Label.IN: "stand", Label.OUT: "fall", Label.UNDECIDED: "stay undecided"}


def board_lines(work: WorkFile) -> list[Line]:
    """Return, for each board that was predicted as it is now, what stands, falls or is open."""
    return [line for board in _predicted(work) for line in _board(work, board)]


def _predicted(work: WorkFile) -> Iterator[Board]:
    for name in dict.fromkeys(one.of for one in STANDING.answers(work)):
        if name == OWN:
            try:
                yield of_map(shared("", work).map, OWN, "Your own map")
            except GraphError:
                continue
        elif name != PRACTICE:
            yield boards()[name]


def _board(work: WorkFile, board: Board) -> Iterator[Line]:
    given = predicted(work, board)
    if given is None:
        return
    came = labels(board.graph)
    for label, verb in _CAME.items():
        names = [board.names[one] for one in board.names if came[one] is label]
        if names:
            yield f"{board.title}: {verb}", f"{listed(names)}."
    right = sum(given.said.get(one) == label.value for one, label in came.items())
    yield f"{board.title}: you expected", f"{right} of {len(given.said)} points as they came out."


def map_lines(work: WorkFile) -> list[Line]:
    """Return what of the essay's argument is on the learner's map, and what is only theirs."""
    if not BENCH.answers(work):
        return []
    bench = shared("", work)
    fair = sum(note.verdict.name in ("FAIR", "OWN") for note in bench.report.notes)
    said = [("Of the essay's argument:", bench.report.summary)]
    said += [("Fair and not in the essay:", f"{counted(fair, 'link')}.")] if fair else []
    return said + [("In your words:", text) for text in bench.drawn.own.values()]


def rival_lines(work: WorkFile) -> list[Line]:
    """Return which cards told explanations apart, the odds that were kept, and the defence."""
    names = {one.id: one.says if one.id == "own" else one.name for one in with_own(work)}
    kept = [row for _, row in rows(work).values()]
    telling = sum(row.tells for row in kept)
    said = [("Cards that tell explanations apart:", f"{telling} of {len(kept)} that you marked.")]
    said = said if kept else []
    for _, one in odds.weighings(work).values():
        if one.one in names and one.other in names:
            pair = f"{mark(names[one.one])} against {mark(names[one.other])}:"
            said.append((pair, f"{odds.in_words(one.end)}, by your own numbers."))
    defended = [one for one in cases(work) if one.of in names][-1:]
    return said + [(f"Your best case for {mark(names[one.of])}:", one.why) for one in defended]


def forecast_lines(work: WorkFile) -> list[Line]:
    """Return the score of the forecasts that are open, and the boldest miss once all are."""
    found = results(work)
    if not found.many:
        return []
    said = [("Opened so far:", found.says())]
    return said + ([("And:", missed(work, found))] if found.done else [])
