from html import escape

import pytest

from wayout.activities.yardstick import MEASURES, YEARS, Yardstick, readings
from wayout.widgets import yardstick_grid
from wayout.widgets.yardstick_grid import table
from wayout.work.session import Session

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
    cells = sum(len(readings(about.id)) for about in MEASURES) * 2
    assert html.count("data-word=") == cells


def test_what_no_figure_can_show_is_said_once_and_has_no_column(chosen: Yardstick) -> None:
    chosen.save("before", "exports", 32, WHY)
    assert "inextricably" not in table(chosen, 2023)
    assert yardstick_grid().page.value.count("“Inextricably”: ? cannot tell") == 1


def test_each_measure_is_summed_up_in_a_line(chosen: Yardstick) -> None:
    chosen.save("before", "exports", 28, WHY)
    html = table(chosen, 2023)
    assert "“most”: 4 no. “over-dependent”: 2 yes, 2 no." in html, "the learner's own measure"
    assert "“most”: 2 cannot tell. “over-dependent”: 2 cannot tell." in html, "the index"
    assert html.count("“most”:") == len(MEASURES)
    gaps = sum(not readings(about.id, 2022) for about in MEASURES)
    assert table(chosen, 2022).count("“most”:") == len(MEASURES) - gaps


def test_a_borrowed_line_is_said_to_be_one(chosen: Yardstick) -> None:
    assert "the same line" not in table(chosen, 2023)
    chosen.save("before", "exports", 28, WHY)
    said = "“over-dependent”, if you used the same line here (28 %): "
    others = [about for about in MEASURES if about.unit == "per cent" and about.id != "exports"]
    assert table(chosen, 2023).count(said) == len(others)


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
