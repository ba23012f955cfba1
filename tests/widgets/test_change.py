import re

import pytest

from wayout.activities.dial import Answer, Change, Dial
from wayout.widgets import change
from wayout.widgets.change import moved, picture, table
from wayout.work.session import Session

WHY = "He flew to three capitals."
OTHER = "The oil price explains it."
HOSTILE = "<img src=x onerror=alert(1)> is no reason"


def _rows(*percents: int | None) -> list[Change]:
    stages = ("before", "after", "debate")
    answers = [
        Answer(stage, percent, WHY, OTHER, "2026-11-22T14:03:00+00:00")
        for stage, percent in zip(stages, percents, strict=False)
    ]
    return [Change(answer, None) for answer in answers]


def _dots(svg: str) -> list[str]:
    return re.findall(r'<circle class="wo-dot" cx="(\d+)%"', svg)


def test_nothing_saved_is_said() -> None:
    card = change("way_out")
    assert "Nothing to show yet" in card.page.value
    assert "<svg" not in card.page.value


def test_the_card_follows_each_answer(opened: Session) -> None:
    card = change("way_out")
    dial = Dial("way_out", "02", opened.work)
    dial.save("before", 60, WHY)
    assert _dots(card.page.value) == ["60"]
    assert "Save the dials" in card.page.value
    dial.save("after", 35, WHY, OTHER)
    assert _dots(card.page.value) == ["60", "35"]
    assert "▼ 25 down" in card.page.value
    assert "Save the dials" not in card.page.value
    assert card.page.value in card._repr_mimebundle_()["text/html"]


def test_dots_are_joined_in_order() -> None:
    svg = picture(_rows(60, 35, 80))
    assert _dots(svg) == ["60", "35", "80"]
    joins = re.findall(r'wo-join" x1="(\d+)%" y1="\d+" x2="(\d+)%"', svg)
    assert joins == [("60", "35"), ("35", "80")]


def test_i_cannot_say_has_a_row_and_no_dot() -> None:
    svg = picture(_rows(60, None, 80))
    assert _dots(svg) == ["60", "80"]
    assert svg.count('class="wo-join"') == 1
    assert "After the data:<br><strong>cannot say</strong>" in svg


def test_no_line_between_dots_can_cross_the_name_of_a_row() -> None:
    drawn = picture(_rows(5, 30, 0)).partition("<svg")
    for name in ("Before the data", "After the data", "After the debate"):
        assert f"<p>{name}:<br>" in drawn[0]
        assert f">{name}" not in drawn[2]
    assert re.findall(r"<text[^>]*>([^<]*)<", drawn[2]) == ["0 %", "25 %", "50 %", "75 %", "100 %"]


def test_an_answer_without_a_reason_shows_a_dash() -> None:
    answer = Answer("before", None, "", "", "2026-11-22T14:03:00+00:00")
    assert '<td data-word="Your reason">–</td>' in table([Change(answer, None)])


def test_the_reason_comes_first_and_each_cell_says_its_column() -> None:
    shown = table(_rows(60))
    columns = ["Moment", "Your reason", "Answer", "Moved", "The other way"]
    assert re.findall(r'scope="col">([^<]*)<', shown) == columns
    assert re.findall(r'data-word="([^"]*)"', shown) == columns[1:]


def test_the_picture_has_a_name_that_says_all_of_it() -> None:
    name = re.findall(r'aria-label="([^"]*)"', picture(_rows(60, 35)))[0]
    assert name == "Before the data: 60 %, likely; After the data: 35 %, unlikely"


def test_the_table_holds_the_numbers_of_the_picture(opened: Session) -> None:
    dial = Dial("way_out", "02", opened.work)
    dial.save("before", 60, WHY)
    dial.save("after", 75, WHY, OTHER)
    dial.save("before", 20, "A late change of mind.")
    shown = table(dial.changes())
    assert shown.count("<tr>") == 4
    assert shown.count('scope="row"') == 3
    assert "Before the data (changed later)" in shown
    for cell in ("60 %, likely", "20 %, very unlikely", "75 %, likely", "▲ 15 up", OTHER):
        assert f">{cell}</td>" in shown
    assert _dots(picture(dial.changes())) == ["60", "75"]


@pytest.mark.parametrize(
    ("move", "text"), [(15, "▲ 15 up"), (-5, "▼ 5 down"), (0, "not moved"), (None, "–")]
)
def test_moves_are_said_with_sign_and_word(move: int | None, text: str) -> None:
    assert moved(move) == text


def test_hostile_words_are_text(opened: Session) -> None:
    dial = Dial("way_out", "02", opened.work)
    dial.save("before", 60, HOSTILE)
    dial.save("after", 35, HOSTILE, HOSTILE)
    card = change("way_out")
    assert "<img" not in card.page.value
    assert card.page.value.count("&lt;img") == 3
