"""The three boards in every kind of trouble: killed, restarted, mixed up, moved, written by others."""

import json
import multiprocessing
import time
from pathlib import Path
from random import Random

import pytest

from learner import KINDS, works
from wayout.work.workfile import WorkFile


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


@pytest.mark.parametrize("rounds", [10, pytest.param(200, marks=pytest.mark.slow)])
def test_boards_killed_at_any_moment_lose_nothing_that_they_called_saved(
    tmp_path: Path, rounds: int
) -> None:
    dice, kinds, torn = Random(7), set[object](), 0
    for number in range(rounds):  # a file of its own for twenty kills, as a term's work has few
        folder = tmp_path / str(number // 20)
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
    print(f"{rounds} kills, {torn} of them while a file was written")
