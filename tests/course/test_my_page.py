"""What a learner takes home: one page, and a zip from which every part reads back."""

import csv
import json
from base64 import b64decode
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from class_files import dial, text
from debaters import through
from graduate import HOSTILE, LONG, PLAIN, learn
from page import Page, Seen
from wayout.activities.bench.files import drawn_in
from wayout.activities.closing import all_dials
from wayout.activities.controversy import seats
from wayout.activities.dial.answers import Dial
from wayout.activities.forecasts import answers
from wayout.activities.forecasts.questions import outcomes, questions
from wayout.argument.formats import claimreview
from wayout.cli import app
from wayout.course import exports, my_page
from wayout.course.keepsake import Keepsake
from wayout.maps.december import picture_of_trip
from wayout.pages.output import inert
from wayout.widgets.form import shown
from wayout.work.entries import read
from wayout.work.session import Session
from wayout.work.workfile import WorkFile

TRIP = "<svg xmlns='http://www.w3.org/2000/svg'/>"


@pytest.fixture
def work(tmp_path: Path) -> WorkFile:
    return WorkFile(tmp_path / "my_work.json")


def test_an_empty_page_says_what_is_not_there(work: WorkFile) -> None:
    page = my_page.page(work, TRIP)
    for said in ("No verdict given", "No dial saved", "No forecast given", "Nothing drawn",
                 "Not written"):  # fmt: skip
        assert said in page
    assert page.count('class="open"') == my_page.MOST_CHECKS + my_page.MOST_DIALS + len(questions())
    assert "not opened" not in page
    assert set(exports.files(work, page)) == {"my_work.json", "my_page.html", "my_dials.csv"}
    assert work.entries() == []


def test_a_full_page_holds_all_that_was_found(work: WorkFile) -> None:
    learn(work)
    page = my_page.page(work, TRIP)
    assert page.count(PLAIN) > 10
    assert 'class="open"' not in page
    assert "Your mean score is" in page
    assert page.count("data:image/svg+xml;base64,") == 3, (
        "the map is there for a narrow screen, too"
    )
    seen = Seen(page)
    brings = {"a", "script", "link", "iframe", "form", "button"}
    assert not brings & {tag for tag, _ in seen.elements}
    named = [value or "" for _, given in seen.elements for value in given.values()]
    assert not [one for one in named if "//" in one and not one.startswith("data:image/svg+xml;")]
    assert not [one for one in ("url(", "@import") if one in page]
    assert f"{len(answers.counting(work))} forecasts" in page


def test_of_few_answers_what_is_open_has_its_row_and_tells_nothing(work: WorkFile) -> None:
    first = next(iter(all_dials.asked()))
    Dial(first, "", work).save("before", 40, PLAIN)
    answers.keep(work, "saudi_brics", 70, False, "10")
    page = my_page.page(work, TRIP)
    rows = my_page.MOST_CHECKS + my_page.MOST_DIALS - 1 + len(questions()) - 1
    assert page.count('class="open"') == rows
    assert page.count("not opened") == 1
    assert "<td>yes</td>" not in page
    assert "<td>no</td>" not in page


def test_what_is_hostile_is_text_and_a_name_stands_only_where_it_was_typed(work: WorkFile) -> None:
    learn(work, HOSTILE)
    page = my_page.page(work, TRIP, "<i>Ada</i>")
    assert not {"script", "i"} & {tag for tag, _ in Seen(page).elements}
    assert len([tag for tag, _ in Seen(page).elements if tag == "img"]) == 2
    assert "&lt;i&gt;Ada" in page
    assert "Ada" not in my_page.page(work, TRIP)
    assert "Ada" not in work.dumps()


def test_the_page_tells_no_outcome_that_is_not_open(work: WorkFile) -> None:
    for name in questions():
        answers.keep(work, name, 70, False, "10")
    assert my_page.page(work, TRIP).count("not opened") == len(questions())
    answers.seal(work, "10")
    answers.open_one(work, "saudi_brics", "10")
    assert my_page.page(work, TRIP).count("not opened") == len(questions()) - 1


@pytest.mark.parametrize("words", [PLAIN, LONG, HOSTILE])
def test_each_part_of_the_zip_reads_back(work: WorkFile, words: str) -> None:
    learn(work, words)
    face = Keepsake(work, lambda: TRIP)
    name, sent = face.do_zip(face.saved(), "").file
    assert name == exports.ZIP
    archive = ZipFile(BytesIO(b64decode(sent.partition(",")[2], validate=True)))
    assert archive.testzip() is None
    found = {one: archive.read(one).decode("utf-8") for one in archive.namelist()}
    assert [one.id for one in read(found["my_work.json"]).entries] == [
        one.id for one in work.entries()
    ]
    maps = [one for one in found if one.startswith("my_map.")]
    assert len(maps) == 5
    for one in maps:
        assert len(drawn_in(found[one]).links) >= 6
    checks = [one for one in found if one.startswith("fact_check_")]
    assert len(checks) == 9
    for one in checks:
        assert claimreview.read(found[one]).why == words.strip()
        assert json.loads(found[one])["author"]["name"] == "a learner"
    for one in ("my_dials.csv", "my_forecasts.csv"):
        rows = [*csv.reader(StringIO(found[one], newline=""))]
        assert len({len(row) for row in rows}) == 1
        assert not [cell for row in rows for cell in row if cell[:1] in {*"=+-@\t\r"}]
    assert [row[-1] for row in rows[1:]] == [
        "yes" if one.answer else "no" for one in outcomes().values()
    ]


def test_the_table_of_forecasts_tells_what_counts_and_no_outcome_that_is_not_open(
    work: WorkFile,
) -> None:
    first, other, *_ = questions()
    for percent in (20, 40):
        answers.keep(work, first, percent, False, "10")
    answers.close(work, "10")
    answers.keep(work, first, 90, True, "10")
    answers.open_one(work, other, "10")
    rows = [*csv.reader(StringIO(exports.forecast_table(work), newline=""))][1:]
    assert [[row[2], row[3], *row[5:]] for row in rows] == [
        ["20", "", "", "", "not opened"],
        ["40", "", "", "yes", "not opened"],
        ["90", "yes", "yes", "", "not opened"],
    ]


def test_a_debate_that_is_over_goes_along_as_a_page(opened: Session) -> None:
    card = Page(shown(seats("equal")))  # type: ignore[arg-type]
    ends = {
        stage: [one for one in exports.files(opened.work, "") if one.startswith("debate_")]
        for stage in through(card, lambda words: f"{words} <b>so</b> it is")
    }
    assert {stage: found for stage, found in ends.items() if found} == {
        "over": ["debate_equal.html"]
    }
    page = exports.files(opened.work, "")["debate_equal.html"]
    assert "One of A &lt;b&gt;so" in page


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        " =1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1",
        "|x",
        "−1",
        "\ufeff=1",
        "\u00a0=1",
        " \t1",
        "%1",
    ],
)
def test_no_cell_begins_a_formula(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["70", "5 − 3", "", "He said: =1", "–"])
def test_an_ordinary_cell_stays_as_it_is(cell: str) -> None:
    assert inert(cell) == cell


def whole(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def test_the_command_makes_the_page_and_the_zip_and_leaves_the_file_alone(
    work: WorkFile, tmp_path: Path
) -> None:
    learn(work)
    before = whole(tmp_path)
    (made := tmp_path / "made").mkdir()
    for name, begins in (
        ("mine.html", b"<!doctype html>"), ("mine.zip", b"PK"), ("mine.ZIP", b"PK"),
    ):  # fmt: skip
        out = made / name
        said = CliRunner().invoke(app, ["page", str(work.path), "--out", str(out)])
        assert (said.exit_code, said.output) == (0, f"Wrote {out}\n")
        assert out.read_bytes().startswith(begins)
    assert (made / "mine.html").read_text("utf-8") == my_page.page(work, picture_of_trip())
    assert read(ZipFile(made / "mine.zip").read("my_work.json")) == read(before["my_work.json"])
    assert {*whole(made)} == {"mine.html", "mine.zip", "mine.ZIP"}
    (made / "mine.html").unlink(), (made / "mine.zip").unlink(), (made / "mine.ZIP").unlink()
    made.rmdir()
    assert whole(tmp_path) == before


REFUSED = {
    "none.json": "cannot be read", "torn.json": "is damaged", "newer.json": "a newer version",
    "notes.ipynb": "no work file", "empty.json": "no work file", "big.json": "too large",
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_the_command_refuses_in_a_sentence_and_touches_nothing(name: str, tmp_path: Path) -> None:
    torn = text("me", dial("way_out", "before", 70), dial("record", "before", 20)).encode()
    holds = {
        "torn.json": torn[:-60], "empty.json": b"", "big.json": b" " * 5_000_001,
        "newer.json": b'{"format": 99, "course": "A Way Out?", "entries": []}',
        "notes.ipynb": b'{"cells": [], "nbformat": 4}',
    }  # fmt: skip
    if name in holds:
        (tmp_path / name).write_bytes(holds[name])
    before = whole(tmp_path)
    said = CliRunner().invoke(
        app, ["page", str(tmp_path / name), "--out", str(tmp_path / "page.html")]
    )
    assert (said.exit_code, whole(tmp_path)) == (1, before)
    assert said.output.startswith(str(tmp_path / name))
    assert REFUSED[name] in said.output


@pytest.mark.parametrize("out", ["missing/page.html", "folder"])
def test_a_place_that_cannot_be_written_is_said(out: str, work: WorkFile, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    work.add("opened", None, lesson="10")
    said = CliRunner().invoke(app, ["page", str(work.path), "--out", str(tmp_path / out)])
    assert said.exit_code == 1
    assert said.output.startswith(f"{tmp_path / out} cannot be written (")
    assert not list(tmp_path.rglob("*.new"))
