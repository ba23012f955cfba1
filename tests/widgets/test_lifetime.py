"""A cell that runs again leaves no part of its old card behind, and breaks no other cell."""

from collections.abc import Callable
from typing import Any

import pytest
from ipywidgets.widgets import widget

from wayout.widgets import (
    change,
    dial,
    fact_desk,
    lifetime,
    sorted_table,
    sorter,
    work_bar,
    yardstick,
    yardstick_grid,
)
from wayout.work.session import Session

CARDS: list[Callable[[], Any]] = [
    lambda: dial("way_out", "before"),
    lambda: dial("way_out", "after"),
    lambda: change("way_out"),
    lambda: fact_desk("s01"),
    sorter,
    sorted_table,
    work_bar,
    lambda: yardstick("before"),
    yardstick_grid,
]


def living() -> int:
    return len(widget._instances)


@pytest.fixture(autouse=True)
def empty_page() -> None:
    lifetime._cards.clear()


def in_cell(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(lifetime, "cell", lambda: name)
    monkeypatch.setattr("wayout.widgets.kit.cell", lambda: name)


@pytest.mark.parametrize("make", CARDS)
def test_a_second_run_adds_no_widget(make: Callable[[], Any]) -> None:
    make()
    before = living()
    for _ in range(3):
        make()
        assert living() == before


def test_the_same_dial_in_two_cells_stands_in_both(monkeypatch: pytest.MonkeyPatch) -> None:
    in_cell(monkeypatch, "one")
    first = dial("way_out", "before")
    before = living()
    in_cell(monkeypatch, "two")
    second = dial("way_out", "before")
    assert first.comm is not None
    assert living() > before
    in_cell(monkeypatch, "one")
    third = dial("way_out", "before")
    assert (first.comm, first.slider.comm) == (None, None)
    assert None not in (second.comm, second.slider.comm, third.comm)


def test_a_card_that_another_cell_shows_too_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    in_cell(monkeypatch, "one")
    card = dial("way_out", "before")
    in_cell(monkeypatch, "two")
    card._repr_mimebundle_()
    in_cell(monkeypatch, "one")
    dial("way_out", "before")
    assert card.comm is not None


def test_a_closed_card_can_still_save_what_it_was_asked_to(opened: Session) -> None:
    old = dial("way_out", "before")
    old.slider.value, old.why.value = 70, "three words here"
    new = dial("way_out", "before")
    assert (new.slider.value, new.why.value) == (70, "three words here")
    old.save_now()
    assert [entry.value["percent"] for entry in opened.work.entries("dial")] == [70]


def test_outside_a_notebook_there_is_no_cell() -> None:
    assert lifetime.cell() == ""
