from itertools import pairwise

import pytest

from wayout.charts.scales import spread, ticks, width_of


def test_ticks_are_round_and_enclose_what_is_drawn_be_it_a_single_figure() -> None:
    assert ticks(0, 244.8) == [0, 50, 100, 150, 200, 250]
    assert ticks(-27.3, 49.8, 4) == [-40, -20, 0, 20, 40, 60]
    assert (ticks(5, 5), ticks(0, 0)) == ([5], [0])


def test_spread_moves_neighbours_apart_around_their_mean_and_keeps_their_order() -> None:
    assert spread([1.0, 9.0, 5.0], 3) == [1.0, 9.0, 5.0], "far enough apart"
    moved = spread([10.0, 10.0, 10.3], 2)
    assert moved == pytest.approx([8.1, 10.1, 12.1])
    assert sum(moved) == pytest.approx(30.3)


def test_spread_of_blocks_that_meet_keeps_every_gap() -> None:
    moved = sorted(spread([0, 0, 0, 3, 3, 3], 2))
    assert all(b - a >= 2 - 1e-9 for a, b in pairwise(moved))


def test_a_longer_text_is_wider() -> None:
    assert width_of("2023: 240.1") > width_of("2023") > 0
