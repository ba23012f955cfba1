"""The boards in trouble: killed, restarted, mixed up, moved, written by others."""

import json
import multiprocessing
import time
from functools import reduce
from itertools import count
from pathlib import Path
from random import Random

import pytest

from faces import Hand
from held import held
from learner import KINDS, TURNS, Turn, works
from page import Page
from wayout.activities import maker
from wayout.activities.bench.bench import known
from wayout.activities.bench.moves import Log, Move, replayed
from wayout.activities.standing.board import boards
from wayout.activities.standing.practice import variant
from wayout.widgets import form
from wayout.widgets.form import shown
from wayout.work import session
from wayout.work.entries import Entry, write
from wayout.work.session import Session
from wayout.work.workfile import WorkFile

HELD = held(__file__)
DAY = "2026-03-02T09:00:00+00:00"

# Killed ----------------------------------------------------------------------------------------


def lines(told: Path) -> list[list[object]]:
    """Return what was acknowledged in whole lines: id, kind and value of each entry."""
    if not told.exists():
        return []
    return [json.loads(line) for line in told.read_text("utf-8").split("\n")[:-1]]


def killed(path: Path, told: Path, seeds: list[int], dice: Random) -> int:
    """Let kernels work at once until something new is acknowledged, kill them at a random moment.

    Returns how many of them were writing: each left a second file beside the first.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["learner"])
    left, before = len([*path.parent.glob(".*.new")]), len(lines(told))
    kernels = [context.Process(target=works, args=(path, told, seed)) for seed in seeds]
    for kernel in kernels:
        kernel.start()
    while len(lines(told)) == before and all(one.is_alive() for one in kernels):
        time.sleep(0.005)
    time.sleep(dice.random() / 8)
    assert all(one.is_alive() for one in kernels), "no action of a board raised anything"
    for kernel in kernels:
        kernel.kill()
    for kernel in kernels:
        kernel.join()
    return len([*path.parent.glob(".*.new")]) - left


@pytest.mark.parametrize("least", [6, pytest.param(16, marks=pytest.mark.slow)])
def test_boards_killed_at_any_moment_lose_nothing_that_they_called_saved(
    tmp_path: Path, least: int
) -> None:
    dice, kinds, torn = Random(7), set[object](), 0
    for number in range(9 * least):  # which kinds come in time is chance: on until all have come
        if number >= least and kinds == {*KINDS}:
            break
        # A file of its own for ten kills, as a term's work has few.
        folder = tmp_path / str(number // 10)
        folder.mkdir(exist_ok=True)
        path, told = folder / "my_work.json", folder / "told"
        seeds = [number] if number % 4 else [number, -number - 1]  # at times two notebooks
        torn += killed(path, told, seeds, dice)
        kept = {entry["id"]: entry for entry in json.loads(path.read_bytes())["entries"]}
        for id_, kind, value in lines(told):
            assert (kept[id_]["kind"], kept[id_]["value"]) == (kind, value)
            kinds.add(kind)
        work = WorkFile(path)
        assert (work.state, work.unsaved) == ("loaded", 0)
        assert {*kept} == {entry.id for entry in work.entries()}
    assert kinds == {*KINDS}
    print(f"{number} kills, {torn} of them while a file was written")


# Restarted, run twice, in another order, on another machine --------------------------------------

CARDS = (("bench", "s09"), ("rivals",), ("tells_apart",), ("weigh",),
         ("standing", "example"), ("standing", "mine"))  # fmt: skip
ANSWERS: list[tuple[tuple[str, ...], str, str, dict[str, str]]] = [
    (CARDS[0], "put", "", {"other": "a_third_of_trade", "kind": "against"}),
    (CARDS[0], "add", "", {"said": "Whoever sells to one alone leans on it.", "where": "for"}),
    (CARDS[1], "keep", "", {"mark-0-way_out": "fits", "mark-0-gaza": "not"}),
    (CARDS[1], "own", "", {"own": "He likes the desert."}),
    (CARDS[2], "defend", "", {"least": "own", "case": "Deserts are quiet places."}),
    (CARDS[3], "weigh", "", {"one": "gaza", "other": "own", "ratio-gaza-own-0": "1/2"}),
    (CARDS[4], "predict", "", {f"said-{n}": "falls" for n in range(5)}),
    (CARDS[4], "step", "all", {}),
]


def look(order: tuple[tuple[str, ...], ...]) -> dict[tuple[str, ...], list[str]]:
    """Return what each card shows on each of its tabs to somebody who comes anew."""
    form._drafts.clear()
    seen = {}
    for name, *words in order:
        page = Page(shown(maker(name)(*words)))  # type: ignore[arg-type]
        tabs = [value for button, value in page.seen.buttons if button == "tab"]
        seen[name, *words] = [page.card.still(), page.seen.text]
        seen[name, *words] += [page.press("tab", value).seen.text for value in tabs]
    return seen


def test_all_that_was_answered_is_there_in_whatever_way_one_comes_back(
    opened: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for (name, *words), button, value, fields in ANSWERS:
        Hand(maker(name)(*words)).press(button, value, **fields)
    before, first = opened.work.dumps(), look(CARDS)
    told = str(first)
    for words in ("leans on it", "likes the desert", "Deserts are quiet", "1 of 5", "1 : 2 after"):
        assert words in told
    assert look(CARDS) == look(CARDS[::-1]) == first, "run twice, and from the last to the first"
    monkeypatch.setattr(session, "_open", None)
    session.begin("06")
    assert look(CARDS) == first, "after a restart"
    assert opened.work.dumps() == before, "to look is no answer"
    monkeypatch.setenv("WAYOUT_WORK", str(tmp_path / "elsewhere" / "my_work.json"))
    session.begin("06").work.merge(before)
    assert look(CARDS) == first, "on another machine, from the file that was taken home"


# Written by others ------------------------------------------------------------------------------


@pytest.mark.parametrize("turn", TURNS)
def test_another_notebook_that_writes_at_every_look_changes_nothing_in_the_middle_of_a_press(
    turn: Turn, opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, names, looked = WorkFile(opened.work.path), [*known()], count()
    busy, dice = [False], Random(5)
    looks = opened.work._refresh

    def writes() -> None:
        if not busy[0] and next(looked) % 9 == 0:
            busy[0] = True
            source, target = dice.sample(names, 2)
            kind = dice.choice(("for", "against", ""))
            other.add("bench", {"put": [["link", source, target, kind]]}, lesson="06")
            busy[0] = False
        looks()

    monkeypatch.setattr(opened.work, "_refresh", writes)
    for number in range(4):
        for hand in turn(dice, f"{number}"):
            assert hand.sees()
    assert len(other.entries("bench")) > 5, "the other notebook wrote all the time"
    kept = {entry.id for entry in WorkFile(opened.work.path).entries()}
    assert {entry.id for entry in (*opened.work.entries(), *other.entries())} >= kept


DEEP: object = reduce(lambda one, _: [one], range(20), [])
ODD = [None, True, -1, 10**300, 0.5, "", "x" * 200_000, "<script>x</script>", "\ud83e", "\0"]
ODD += ["٣", [], [[]], {}, {"a": {"b": []}}, ["s09"], "own", "fits", DEEP]
"""What may stand where something else is expected."""


def strange(kind: str) -> list[object]:
    """Return odd answers of a kind: spoilt as a whole, in each part, and those of the table."""
    whole = json.loads(HELD["whole"][kind])
    parts = [{**whole, name: odd} for name in (*whole, "new") for odd in ODD]
    return [*ODD, *parts, *({**whole, **json.loads(one)} for one in HELD["odd"][kind])]


@pytest.mark.parametrize("kind", KINDS)
def test_odd_answers_of_others_are_read_or_ignored_never_an_error_never_lost(
    kind: str, opened: Session, caplog: pytest.LogCaptureFixture
) -> None:
    rows = [Entry(f"{n}", kind, DAY, "06", "", odd) for n, odd in enumerate(strange(kind))]
    marks = {"EXAMPLE": boards()["example"].mark, "PRACTICE": variant(1).board.mark}
    text = reduce(lambda one, name: one.replace(name, marks[name]), marks, write(rows))
    opened.work.merge(text, mine=True)
    for name, *words in (*CARDS, ("standing", "practice")):
        page = Page(shown(maker(name)(*words)))  # type: ignore[arg-type]
        for button, value in page.seen.buttons:
            page.press(button, value)
            assert "has a fault" not in page.card.html
            assert "<script" not in page.card.html + page.card.still()
    assert [one.message for one in caplog.records if one.exc_info] == []
    again = WorkFile(opened.work.path)
    assert again.state == "loaded"
    assert {one.id for one in rows} <= {one.id for one in again.entries()}


@pytest.mark.parametrize("moves", [300, pytest.param(1_500, marks=pytest.mark.slow)])
def test_moves_made_one_by_one_come_to_what_all_of_them_come_to_at_once(moves: int) -> None:
    dice, names = Random(3), [*known()][:9]
    made: list[tuple[str, Move]] = []
    log = Log()
    for number in range(moves):
        source, target = dice.sample(names, 2)
        put = Move((("link", source, target, dice.choice(("for", "against", ""))),))
        undo = Move(undo=("none", "none", *log.done)[-1 - dice.randrange(2)])
        redo = Move(redo=(*log.undone, "none")[0])
        made.append((str(number), dice.choice((put, put, undo, undo, redo))))
        log = replayed(made, known(), log)
        if number % (moves // 20) == 0 or dice.random() < 6 / moves:
            whole = replayed(made, known())
            assert (log.drawn, log.done, log.undone) == (whole.drawn, whole.done, whole.undone)
