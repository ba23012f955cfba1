import asyncio
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import ipywidgets as W  # noqa: N812
import nbformat
import pytest
from nbclient import NotebookClient

from wayout.course.lessons import Lesson, LessonError
from wayout.widgets import kit
from wayout.work import session
from wayout.work.entries import Entry, write
from wayout.work.session import Session
from wayout.work.workfile import WorkFile

LESSON = Lesson("02", "Who <went> where?", "Who & when?", 50, Path("lessons/02_who.ipynb"))


@pytest.fixture
def lessons(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("wayout.course.lessons.lessons", lambda: [LESSON])
    return


def test_start_opens_the_lesson_and_notes_it(lessons: None) -> None:
    kit.start("02")
    assert session.current().lesson == "02"
    assert session.current().work.latest(kind="opened", lesson="02") is not None


def test_start_takes_the_bare_number_too(lessons: None) -> None:
    kit.start("2")
    assert session.current().lesson == "02"


def test_opening_is_noted_once_a_day(lessons: None, opened: Session) -> None:
    yesterday = (datetime.now(UTC) - timedelta(days=1, hours=1)).isoformat()
    opened.work.merge(write([Entry("y", "opened", yesterday, "02", "", None)]))
    for _ in range(3):
        kit.start("02")
    assert len(opened.work.entries(kind="opened", lesson="02")) == 2


def test_a_clock_that_was_ahead_adds_one_opening_and_not_one_each_time(
    lessons: None, opened: Session
) -> None:
    ahead = (datetime.now(UTC) + timedelta(days=400)).isoformat()
    opened.work.merge(write([Entry("a", "opened", ahead, "02", "", None)]))
    for _ in range(3):
        kit.start("02")
    assert len(opened.work.entries(kind="opened", lesson="02")) == 1


@pytest.mark.parametrize("when", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00"])
def test_an_opening_of_no_possible_date_stops_nothing(
    lessons: None, opened: Session, when: str
) -> None:
    opened.work.path.write_text(write([Entry("a", "opened", when, "02", "", None)]))
    for _ in range(3):
        kit.start("02")
    assert len(opened.work.entries(kind="opened", lesson="02")) == 1


def test_start_names_the_lessons_when_asked_for_another(lessons: None) -> None:
    with pytest.raises(LessonError, match=r'no lesson "07".*"02"'):
        kit.start("07")


def test_start_works_where_no_lessons_are_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wayout.course.lessons.lessons", list)
    kit.start("02")
    assert session.current().lesson == "02"


def test_the_strip_says_lesson_minutes_and_place(opened: Session) -> None:
    opened.work.add("opened", None)
    html = kit.head(LESSON, opened.work, {}, Path("/x/lessons")).html()
    assert "Lesson 2: Who &lt;went&gt; where?" in html
    assert "about 50 minutes" in html
    assert "Your answers are kept in my_work.json. Last saved at " in html
    assert "Binder" not in html


def test_the_strip_tells_an_exercise_from_its_lesson(opened: Session) -> None:
    assert "Exercise to lesson 2" in kit.head(LESSON, opened.work, {}, Path("/x/exercises")).title
    assert "Exercise to lesson 2" in kit.head(LESSON, opened.work, {}, Path("/x/solutions")).title


@pytest.mark.parametrize("name", ["BINDER_SERVICE_HOST", "BINDER_LAUNCH_HOST"])
def test_binder_is_warned_of(opened: Session, name: str) -> None:
    html = kit.head(LESSON, opened.work, {name: "10.0.0.1"}, Path("/x/lessons")).html()
    assert "ten minutes" in html
    assert "Download my answers" in html


def test_trouble_with_the_work_file_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "torn.json").write_text("{")
    html = kit.head(LESSON, WorkFile(tmp_path / "torn.json"), {}, tmp_path).html()
    assert '<p class="wo-warn">torn.json was damaged.' in html


def test_the_style_holds_every_sheet_in_order() -> None:
    folder = Path(kit.__file__).parents[1] / "styles"
    sheets = [sheet.read_text("utf-8") for sheet in sorted(folder.glob("*.css"))]
    assert {"base.css", "widgets.css"} <= {sheet.name for sheet in folder.glob("*.css")}
    assert kit.style() == "<style>" + "\n".join(sheets) + "</style>"


def test_nothing_in_style_or_script_reaches_outside_or_breaks_out() -> None:
    for text in (kit.style(), kit.script()):
        assert not re.search(r"https?:|//[a-z]+\.|@import|url\(", text)
        assert text.count("</") == 1


def test_a_moment_is_said_with_the_day_unless_it_is_today() -> None:
    now = datetime(2026, 11, 22, 18, tzinfo=UTC).astimezone()
    noon = now.replace(hour=12, minute=3)
    assert kit.clock(noon, now) == "at 12:03"
    assert kit.clock(noon.replace(day=5), now) == "on 5 November 2026 at 12:03"


def test_a_card_tells_what_to_do_when_its_kernel_is_gone() -> None:
    card = kit.Card([W.HTML("x")], lambda: "<p>twin</p>", "wo-test")
    assert "Shift" in card.children[-1].value
    assert "wo-lost" in card.children[-1]._dom_classes
    assert {"wo-card", "wo-live", "wo-test"} <= set(card._dom_classes)
    assert "<p>twin</p>" in card._repr_mimebundle_()["text/html"]


def test_every_way_back_begins_with_the_first_cell_of_the_page() -> None:
    """The cell above a card alone would answer with a NameError in a new kernel."""
    lost = kit.Card([], str, "wo-x").children[-1].value
    placeholder = re.findall(r'content: "(A card stands here[^"]*)"', kit.style())
    assert len(placeholder) == 1
    for said in (lost, *placeholder):
        assert "un the first grey cell of the page, then the cell above this card" in said


def test_without_a_loop_an_action_runs_at_once_and_with_one_a_moment_later() -> None:
    done: list[str] = []
    kit.settled(lambda: done.append("plain"))
    assert done == ["plain"]

    async def click() -> None:
        kit.settled(lambda: done.append("later"))
        assert done == ["plain"]
        await asyncio.sleep(kit._SETTLE + 0.1)

    asyncio.run(click())
    assert done == ["plain", "later"]


def test_in_a_notebook_the_strip_is_shown_and_an_error_is_one_sentence(tmp_path: Path) -> None:
    cells = [
        'from wayout.widgets.kit import start; start("00")',
        'start("77")',
        'import pandas as pd; pd.DataFrame({"says": ["word " * 40]})',
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    NotebookClient(
        notebook, allow_errors=True, resources={"metadata": {"path": tmp_path}}
    ).execute()
    shown, refused, table = (cell.outputs[0] for cell in notebook.cells)
    assert 'class="wo-kit"' in shown["data"]["text/html"]
    assert "<script>" in shown["data"]["text/html"]
    assert len(refused["traceback"]) == 1
    assert refused["traceback"][0].startswith('There is no lesson "77".')
    assert ("word " * 40).strip() in table["data"]["text/html"]
