"""The first cell of a notebook: what it opens, notes, shows, and how its page looks."""

import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbclient import NotebookClient

from page import Seen
from wayout import argument, pages
from wayout.pages import style
from wayout.widgets.form import Form
from wayout.widgets.start import head, script, start
from wayout.work import session
from wayout.work.entries import Entry, write
from wayout.work.lessons import Lesson, LessonError
from wayout.work.session import Session
from wayout.work.workfile import WorkFile

LESSON = Lesson("02", "Who <went> where?", "Who & when?", 50, Path("lessons/02_who.ipynb"))

pytestmark = pytest.mark.usefixtures("opened")


@pytest.fixture(autouse=True)
def lessons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wayout.work.lessons.lessons", lambda: [LESSON])


@pytest.mark.parametrize("name", ["02", "2"])
def test_start_opens_the_lesson_and_notes_it(name: str) -> None:
    start(name)
    assert session.current().lesson == "02"
    assert session.current().work.latest(kind="opened", lesson="02") is not None


@pytest.mark.parametrize(
    ("when", "openings"),
    [(-timedelta(days=1, hours=1), 2), (timedelta(days=400), 1), ("0001-01-01T00:00:00+00:00", 1),
     ("9999-12-31T23:59:59+00:00", 1)],
)  # fmt: skip
def test_opening_is_noted_once_a_day_whatever_the_clock_said_before(
    opened: Session, when: timedelta | str, openings: int
) -> None:
    then = when if isinstance(when, str) else (datetime.now(UTC) + when).isoformat()
    opened.work.path.write_text(write([Entry("y", "opened", then, "02", "", None)]))
    for _ in range(3):
        start("02")
    assert len(opened.work.entries(kind="opened", lesson="02")) == openings


def test_start_names_the_lessons_when_asked_for_another_and_works_where_none_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(LessonError, match=r'no lesson "07".*"02"'):
        start("07")
    monkeypatch.setattr("wayout.work.lessons.lessons", list)
    start("07")
    assert session.current().lesson == "07"


def test_the_strip_tells_a_lesson_from_its_exercise(opened: Session) -> None:
    titles = {"lessons": ("Lesson 2: ", 50), "exercises": ("Exercise to lesson 2: ", 0)}
    for folder, (title, minutes) in (titles | {"solutions": titles["exercises"]}).items():
        strip = head(LESSON, opened.work, {}, Path("/x") / folder)
        assert (strip.title, strip.minutes) == (f"{title}Who <went> where?", minutes)
        assert strip.title in Seen(strip._repr_html_()).text
        assert [kind for kind, _ in strip.notes] == ["wo-quiet"]


def test_binder_and_trouble_with_the_work_file_are_warned_of(tmp_path: Path) -> None:
    (tmp_path / "torn.json").write_text("{")
    for name in ("BINDER_SERVICE_HOST", "BINDER_LAUNCH_HOST"):
        strip = head(LESSON, WorkFile(tmp_path / "torn.json"), {name: "10.0.0.1"}, tmp_path)
        assert len(strip.notes) == 2
        assert ("ten minutes" in strip.notes[1][1], strip.notes[1][0]) == (True, "wo-warn")
        (tmp_path / "torn.json").write_text("{")
    assert strip.notes[0][0] == "wo-warn"


def test_the_style_holds_every_sheet_and_nothing_in_it_or_a_script_reaches_outside() -> None:
    folder = Path(pages.__file__).parent / "styles"
    room = Path(argument.__file__).parent / "drawing"
    every = [room / "figure.css", room / "picture.css", *sorted(folder.glob("*.css"))]
    sheets = [sheet.read_text("utf-8") for sheet in every]
    assert {"base.css", "widgets.css"} <= {sheet.name for sheet in folder.glob("*.css")}
    assert style() == "<style>" + "\n".join(sheets) + "</style>"
    for text in (style(), script()):
        assert not re.search(r"https?:|//[a-z]+\.|@import|url\(", text)
        assert text.count("</") == 1
    # The cell above a card alone would answer with a NameError in a new kernel.
    lost = " ".join(str(Form._esm).split())
    assert "run the first grey cell of the page, then the cell above this card" in lost


def test_in_a_notebook_all_is_shown_and_an_error_is_one_sentence(tmp_path: Path) -> None:
    cells = ['from wayout import start, debate; start("00")', 'start("77")',
             'import pandas as pd; pd.DataFrame({"says": ["word " * 40]})',
             'debate.dial("way_out", "before")']  # fmt: skip
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    here = {"metadata": {"path": tmp_path}}
    NotebookClient(notebook, allow_errors=True, resources=here).execute()
    shown, refused, table = (cell.outputs[0] for cell in notebook.cells[:3])
    assert re.search('class="wo-kit".*<script>', shown["data"]["text/html"], re.S)
    (said,) = refused["traceback"]
    assert said.startswith('There is no lesson "77".')
    assert ("word " * 40).strip() in table["data"]["text/html"]
    still, live = (output["data"] for output in notebook.cells[3].outputs)
    assert 'class="wo-card wo-still wo-waits"' in still["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in live
    assert "JupyterLab or Notebook 7" in live["text/plain"], "for programs that run no cards"


def test_in_colab_where_each_output_is_a_page_each_cell_gets_the_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shell, shown = InteractiveShell(), list[dict[str, str]]()
    module = sys.modules[start.__module__]
    monkeypatch.setattr(module, "get_ipython", lambda: shell)
    monkeypatch.setattr(module, "_display", lambda one, **_: shown.append(one))
    for dressed in ([], [style()]):
        start("02")
        start("02")
        shown.clear()
        shell.run_cell("1 + 1")
        assert [one["text/html"] for one in shown] == dressed
        monkeypatch.setitem(sys.modules, "google.colab", ModuleType("google.colab"))
