from html import escape

import pytest

from wayout.session import Session
from wayout.widgets import yardstick_grid
from wayout.widgets.yardstick_grid import table
from wayout.yardsticks import MEASURES, WORDS, YEARS, Yardstick, readings

WHY = "a quarter is a lot"


@pytest.fixture
def chosen(opened: Session) -> Yardstick:
    return Yardstick(opened.lesson, opened.work)


def test_before_a_choice_the_grid_says_what_to_do_and_shows_nothing() -> None:
    page = yardstick_grid().page.value
    assert "Save your own yardstick first" in page
    assert "<table" not in page
    assert "33.8" not in page


def test_the_grid_appears_when_the_choice_is_saved(chosen: Yardstick) -> None:
    card = yardstick_grid()
    chosen.save("before", "exports", 30, WHY)
    for about in MEASURES:
        assert escape(about.name) in card.page.value
        for one in readings(about.id):
            assert one.figure(about.unit) in card.page.value
    assert "for the measures in per cent we use your threshold of 30 %" in card.page.value
    assert "You have set no threshold for the Herfindahl index" in card.page.value


def test_the_learners_own_choices_are_marked(chosen: Yardstick) -> None:
    chosen.save("before", "exports", 30, WHY)
    chosen.save("after", "spread_imports", 0.25, WHY)
    page = yardstick_grid().page.value
    assert "◆ yours: before the result, from 30 %" in page
    assert "◆ yours: after the result, from 0.25" in page
    assert "use your threshold of 0.25" in page


def test_the_other_side_says_whose_threshold_judges_it(chosen: Yardstick) -> None:
    chosen.save("before", "exports", 30, WHY)
    said = "“over-dependent” is asked of China here, with the threshold you chose for Russia"
    assert table(chosen, 2023).count(said) == 1
    chosen.save("after", "other_side", 4, WHY)
    assert said not in table(chosen, 2023)
    turned = "“over-dependent” is asked of Russia here, with the threshold you chose for China"
    assert table(chosen, 2023).count(turned) == 5


def test_each_cell_has_a_sign_and_a_word(chosen: Yardstick) -> None:
    chosen.save("before", "exports", 32, WHY)
    html = table(chosen, 2023)
    for said in ("✓ holds", "≈ on the edge", "✗ does not hold", "? cannot tell"):
        assert f">{said}</td>" in html
    cells = sum(len(readings(about.id)) for about in MEASURES) * len(WORDS)
    assert html.count("data-word=") == cells


@pytest.mark.parametrize("year", YEARS)
def test_a_gap_stands_in_the_grid_as_a_gap(chosen: Yardstick, year: int) -> None:
    chosen.save("before", "exports", 28, WHY)
    gaps = sum(not readings(about.id, year) for about in MEASURES)
    assert table(chosen, year).count("a gap, not zero") == gaps


def test_a_hostile_reason_never_reaches_the_grid(chosen: Yardstick) -> None:
    chosen.save("before", "exports", 28, "<img src=x onerror=alert(1)> is no reason")
    card = yardstick_grid()
    assert "<img" not in card.page.value
    assert "<img" not in card._repr_mimebundle_()["text/html"]


def test_run_all_twice_leaves_one_watcher(opened: Session) -> None:
    for _ in range(2):
        yardstick_grid()
    assert [name for name in opened.work._watchers if "grid" in name] == ["yardstick grid"]
