"""A class copy in a real JupyterLab: released, answered, submitted, downloaded."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lab import Lab, Notebook, opened, submit, write_cell
from looks import cards_are_for_everybody, look, nothing_went_wrong
from playwright.sync_api import Browser

from checkout import ROOT
from wayout.grading.release import make, write

NAME = "03_exercise_how_big"


@pytest.fixture
def copy(browser: Browser, lab: Lab) -> Iterator[Notebook]:
    write(make(ROOT, "03", ["year=2022"]), lab.folder / "class")
    with opened(browser, lab, f"class/{NAME}.ipynb", alone=True) as notebook:
        yield notebook


def test_a_learner_answers_and_hands_in(copy: Notebook, lab: Lab, gallery: Path) -> None:
    right, wrong = "answer_1 = 136.089 / 9", "answer_4 = 12"
    write_cell(copy, "q1-answer", f"so_far = 136.089\n{right}")
    write_cell(copy, "q2-answer", "answer_2 = (1")
    write_cell(copy, "q4-answer", wrong)
    copy.do("docmanager:save")
    copy.run_all()
    cards = copy.panel.locator(".wo-check")
    cards.nth(6).wait_for()
    states = cards.evaluate_all("cards => cards.map(card => card.dataset.verdict)")
    assert states == ["read", "blank", "blank", "kind", "blank", "blank", "blank"]
    assert "right" not in cards.first.inner_text().lower()
    card = copy.panel.locator(".wo-live .wo-hand-in")
    assert "The notebook is saved." in card.inner_text()
    assert "q4 may get no points" in card.inner_text()
    table = card.locator(".wo-scroll")
    assert "opened is not closed." in table.inner_text()
    assert right in submit(copy, NAME)["q1-answer"]
    write_cell(copy, "q4-answer", 'answer_4 = "C"')
    copy.run_all()
    assert (
        "Not saved yet: one cell (q4-answer)."
        in copy.panel.locator(".wo-live .wo-hand-in").inner_text()
    )
    assert submit(copy, NAME)["q4-answer"] == 'answer_4 = "C"'
    look(copy, gallery, "class", "light")
    for width in (1280, 390):
        cards_are_for_everybody(copy, width)
    copy.do("application:toggle-left-area")
    for width in (390, 1280):
        copy.page.set_viewport_size({"width": width, "height": 900})
        copy.page.wait_for_timeout(300)
        assert table.evaluate("table => table.scrollWidth <= table.clientWidth"), width
        card.screenshot(path=gallery / f"hand_in_{width}.png")
    nothing_went_wrong(copy)
