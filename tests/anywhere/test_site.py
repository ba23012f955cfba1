"""The site before it is a book: notebooks that run without a kernel, and pages that stand still."""

import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import nbformat
import pytest

from wayout import paths
from wayout.anywhere import outgoing, site
from wayout.anywhere.site import book, run, still
from wayout.course.pace import FOLDED
from wayout.errors import CourseError

CODE, TEXT = nbformat.v4.new_code_cell, nbformat.v4.new_markdown_cell
WAITS = '<div class="wo-card wo-still wo-waits"><p>{}</p></div>'
SHOW = """from IPython.display import HTML, display
place = display(HTML('<a href="../lessons/03_how_big.ipynb">on</a>'), display_id=True)
print("printed")
{"a": 1}"""


def notebook(*cells: Any, role: str = "") -> Any:
    return nbformat.v4.new_notebook(cells=list(cells), metadata={"wayout": {"role": role}})


def ran(folder: Path, *sources: str) -> Any:
    nbformat.write(notebook(*map(CODE, sources)), folder / "one.ipynb")
    return run.run(folder, "one.ipynb")


def frozen(*cells: Any, role: str = "") -> Any:
    made = notebook(*cells, role=role)
    still.freeze(made, "lessons/03_how_big.ipynb")
    return made


def shows(source: str, html: str, **metadata: Any) -> Any:
    output = nbformat.v4.new_output("display_data", {"text/html": html})
    return CODE(source, outputs=[output], metadata=metadata)


def test_a_notebook_runs_without_a_kernel_and_shows_what_one_shows(tmp_path: Path) -> None:
    first, second = ran(tmp_path, SHOW, "place.update(HTML('new')); import os; os.getcwd()").cells
    printed, link, result = first.outputs
    assert printed.text == "printed\n"
    assert link.data["text/html"] == "new", "what a later cell changes is changed where it stands"
    assert result.data["text/plain"] == "{'a': 1}"
    assert second.outputs[0].data["text/plain"] == repr(str(tmp_path))


def test_each_notebook_has_an_empty_work_file_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "my_work.json"
    monkeypatch.setenv("WAYOUT_WORK", str(mine))
    told = ran(tmp_path, "import os; os.environ['WAYOUT_WORK']").cells[0].outputs[0]
    assert str(mine) not in told.data["text/plain"]
    assert not mine.exists()


def test_a_cell_that_stops_is_named(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"one\.ipynb stops at its cell .*ZeroDivisionError"):
        ran(tmp_path, "1 / 0")


def test_code_that_only_calls_a_card_goes_and_what_a_learner_reads_stays() -> None:
    lesson = frozen(
        CODE("debate.dial('s03', 'before')"),
        CODE("charts.totals(one)"),
        CODE("one.head()", metadata={"tags": ["raises-exception"]}),
        TEXT("## Extra: code", metadata={FOLDED: True}),
        CODE("two = 2"),
    )
    tags = [cell.metadata.get("tags", []) for cell in lesson.cells if cell.cell_type == "code"]
    assert tags == [["remove-input"], ["hide-input"], ["raises-exception"], []]
    exercise = frozen(CODE("start('03')\nload('x')"), CODE("debate.work_bar()"), role="exercise")
    assert [cell.metadata.tags for cell in exercise.cells] == [[], ["remove-input"]]


def test_a_folded_heading_unfolds_and_ends_where_the_next_one_begins() -> None:
    fold = {FOLDED: True}
    made = frozen(
        TEXT("### Extra: <one>", metadata=fold), TEXT("first"),
        TEXT("### Extra: two", metadata=fold), TEXT("second"), TEXT("## Open"), TEXT("end"),
    )  # fmt: skip
    text = "\n".join(cell.source for cell in made.cells)
    assert text.count("<details") == text.count("</details>") == 2
    assert "<summary>Extra: &lt;one&gt;</summary>\nfirst\n</details>\n<details" in text
    assert text.endswith("second\n</details>\n## Open\nend")
    last = frozen(TEXT("### Extra", metadata=fold), TEXT("end")).cells[-1]
    assert last.source == "</details>"


@pytest.mark.parametrize(
    ("page", "lives"),
    [
        (WAITS.format("dial"), True),
        (WAITS.format('<span class="wo-reveal"></span>'), False),
        (WAITS.format('<span class="wo-change"></span>'), False),
        ("<table></table>", False),
    ],
)
def test_a_card_says_where_it_lives(page: str, lives: bool) -> None:
    html = frozen(shows("x", page)).cells[0].outputs[0].data["text/html"]
    assert page in html
    assert ("This card lives in the notebook" in html) == lives


def test_the_first_cell_tells_which_notebook_and_not_where_answers_are_kept() -> None:
    head = '<div class="wo-kit"><style>a {}</style>Your answers are kept in secret.json</div>'
    html = frozen(shows("start('03')", head)).cells[0].outputs[0].data["text/html"]
    assert "03_how_big.ipynb" in html
    assert not re.search("secret|<style", html)


def test_links_between_notebooks_become_links_between_pages() -> None:
    links = 'href="02_who.ipynb" href="../exercises/02_x.ipynb#a" href="https://a.b/c.ipynb"'
    html = frozen(shows("x", f"<a {links}></a>")).cells[0].outputs[0].data["text/html"]
    assert 'href="02_who.html" href="../exercises/02_x.html#a" href="https://a.b/c.ipynb"' in html


@pytest.fixture
def bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A book of one page, with no notebook in it."""
    monkeypatch.setattr(book, "ready", lambda: None)
    monkeypatch.setattr(outgoing, "check", lambda _: None)
    monkeypatch.setattr(outgoing, "notebooks", list)
    monkeypatch.setattr(run, "executed", lambda *_: {})

    def bind(_: Path) -> Path:
        (made := tmp_path / "made").mkdir()
        (made / "index.html").write_text("page")
        return made

    monkeypatch.setattr(book, "bind", bind)


def test_a_folder_with_other_files_is_left_alone_and_one_of_ours_is_replaced(
    bound: None, tmp_path: Path
) -> None:
    out = tmp_path / "deep" / "out"
    assert site.make(out) == site.make(out) == 1
    (out / "thesis.txt").write_text("mine")
    with pytest.raises(CourseError, match=r"something else \(thesis\.txt\)"):
        site.make(out)
    assert (out / "thesis.txt").read_text() == "mine"


def test_a_zip_of_somebody_else_is_left_alone_and_one_of_ours_is_replaced(
    bound: None, tmp_path: Path
) -> None:
    site.make(out := tmp_path / "class")
    assert site.pack(out) == site.pack(out) == tmp_path / "class.zip"
    with ZipFile(tmp_path / "class.zip", "w") as other:
        other.writestr("class/answers.json", "")
    for refused in (site.may_be_packed, site.pack):
        with pytest.raises(CourseError, match=r"class\.zip is something else"):
            refused(out)


def test_a_zip_that_is_interrupted_leaves_nothing(
    bound: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.make(out := tmp_path / "class")

    def stops(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ZipFile, "write", stops)
    with pytest.raises(KeyboardInterrupt):
        site.pack(out)
    assert [path.name for path in tmp_path.iterdir()] == ["class"]


def test_what_is_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "find_spec", lambda _: None)
    with pytest.raises(CourseError, match=r"Run `python start\.py run wayout site`"):
        book.ready()
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    with pytest.raises(CourseError, match="no lessons here"):
        book.ready()


def test_all_of_the_course_is_in_the_book_and_no_page_for_teachers() -> None:
    names = outgoing.notebooks()
    assert len(names) == len(set(names)) == 22
    assert {Path(name).parent.name for name in names} == {"lessons", "exercises"}
    assert names[0] == "lessons/00_start_here.ipynb"
    assert names[-1] == "lessons/so_far.ipynb"
