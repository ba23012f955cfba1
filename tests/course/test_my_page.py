"""What a learner takes home: one page, and a zip from which every part reads back."""

import csv
import json
from base64 import b64decode
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from graduate import HOSTILE, LONG, PLAIN, learn
from page import Seen
from wayout.activities.bench.files import drawn_in
from wayout.activities.forecasts import answers
from wayout.activities.forecasts.questions import questions
from wayout.argument.formats import claimreview
from wayout.cli import app
from wayout.course import exports, my_page
from wayout.course.keepsake import Keepsake
from wayout.work.entries import read
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
    assert set(exports.files(work, page)) == {"my_work.json", "my_page.html", "my_dials.csv"}
    assert work.entries() == []


def test_a_full_page_holds_all_that_was_found(work: WorkFile) -> None:
    learn(work)
    page = my_page.page(work, TRIP)
    assert page.count(PLAIN) > 10
    assert "Your mean score is" in page
    assert page.count("data:image/svg+xml;base64,") == 2
    assert not {"http:", "https:", "<script"} & {*page.replace("http://www.w3.org", "").split('"')}
    assert f"{len(answers.counting(work))} forecasts" in page


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
    name, text = face.do_zip(face.saved(), "").file
    assert name == exports.ZIP
    archive = ZipFile(BytesIO(b64decode(text.partition(",")[2], validate=True)))
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
    rows = [*csv.reader(StringIO(found["my_dials.csv"], newline=""))]
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell[:1] in {*"=+-@\t\r"}]


@pytest.mark.parametrize(
    "cell", ["=1+1", " =1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "|x"]
)
def test_no_cell_begins_a_formula(cell: str) -> None:
    assert exports.safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["70", "5 − 3", "", "He said: =1", "–"])
def test_an_ordinary_cell_stays_as_it_is(cell: str) -> None:
    assert exports.safe(cell) == cell


def test_the_command_makes_the_page_and_the_zip(work: WorkFile, tmp_path: Path) -> None:
    learn(work)
    for name, begins in (("mine.html", b"<!doctype html>"), ("mine.zip", b"PK")):
        out = tmp_path / name
        said = CliRunner().invoke(app, ["page", str(work.path), "--out", str(out)])
        assert (said.exit_code, said.output) == (0, f"Wrote {out}\n")
        assert out.read_bytes().startswith(begins)
    said = CliRunner().invoke(app, ["page", str(tmp_path / "none.json")])
    assert said.exit_code == 1
    assert "There is no work file" in said.output
