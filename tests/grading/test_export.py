"""Points for platforms: their own tables filled in, every other byte as it was."""

import csv
import io
import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from made_class import key, rows, written
from wayout.cli import app
from wayout.grading import gradebook, platforms
from wayout.grading.platforms import ExportError
from wayout.grading.roster import Person
from wayout.grading.row import Mark, Row
from wayout.grading.school import School, learner
from wayout.grading.spreadsheet import SpreadsheetError, parse

KEY = key(written=False)
OF = 10


def school(**points: float | str) -> School:
    """Return a class by id: so many points of ten, or a state without any."""
    found = [
        Row(person, "03", KEY.release, "graded", marks=(Mark("q1", "right", got, OF),))
        if isinstance(got, float | int)
        else Row(person, "03", KEY.release, got)  # type: ignore[arg-type]
        for person, got in points.items()
    ]
    return School(KEY, tuple(learner(row, KEY) for row in found))


CLASS = school(mia=7, ben=10, zoe="unreadable", tom="missing", ann=0, eva=2.5)
ROSTER = (
    Person("mia", "Mia Öz", "mia@school.example", "", "moz"),
    Person("ben", "Ben Abu-Bakr"),
    Person("ann", "Ann Lee", login="alee"),
    Person("eva", "Eva Lee", email="EVA@school.example"),
)
CANVAS = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,03 exercise how big (77),Final Score\r\n"
    "    Points Possible,,,,,10.0,(read only)\r\n"
    '"Öz, Mia",501,,moz,"Sec ""A""",,12\r\n'
    '"Abu-Bakr, Ben",502,,,S,3,\r\n'
    '"Student, Test",599,,,S,,\r\n'
    "Zoé,503,zoe,,S,4.5,\r\n"
    '"Lee, Ann",504,ann,"alee",S,"",1\r\n'
)


@given(st.lists(st.lists(st.text(max_size=6), min_size=2, max_size=4), min_size=2, max_size=5),
       st.sampled_from(",;\t"), st.sampled_from(["\r\n", "\n"]), st.booleans(),
       st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))  # fmt: skip
def test_cells_are_those_of_the_csv_module_and_bytes_stay(
    table: list[list[str]], comma: str, end: str, every: bool, codec: str
) -> None:
    table = [[cell.replace("\ufeff", "").replace("\0", "") for cell in row] for row in table]
    if not every:  # the writer leaves such a sign without quotation marks
        table = [[cell.replace("\r", "") for cell in row] for row in table]
    table[0] = ["id", "grade"]  # what tells the separator
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=comma, lineterminator=end, quoting=quoting).writerows(table)
    content = out.getvalue().encode(codec, "surrogatepass")
    sheet = parse(content)
    assert [[cell.text for cell in row] for row in sheet.rows] == table
    assert sheet.filled({}) == content
    row = len(table) - 1
    again = parse(sheet.filled({(row, 1): "7,5"}))
    table[row][1] = "7,5"
    assert [[cell.text for cell in row] for row in again.rows] == table


@given(st.binary(max_size=80))
def test_any_bytes_stay_as_they_are(content: bytes) -> None:
    if content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        assert parse(content).filled({}) == content


def test_canvas_is_filled_in_and_nothing_else_changes() -> None:
    made = platforms.canvas(parse(CANVAS.encode()), CLASS, ROSTER)
    wanted = CANVAS.replace(",,12", ",7,12").replace("S,3,", "S,10,").replace('"",1', '"0",1')
    assert made.content.decode() == wanted
    assert made.given == 3
    told = " ".join(made.notes)
    assert "1 in the table, and no learner of ours fits, or several do: Student, Test." in told
    assert "2 of ours, and no row of the table fits, or several do: tom and eva." in told
    assert "eva" in told
    assert "zoe (unreadable)" in told


def test_canvas_in_the_letters_of_windows_keeps_them() -> None:
    content = CANVAS.removeprefix("\ufeff").encode("cp1252")
    made = platforms.canvas(parse(content), CLASS, ROSTER)
    assert "Öz, Mia".encode("cp1252") in made.content
    assert len(made.content) == len(content) + 3


def test_nobody_is_guessed() -> None:
    twins = school(a1=1, a2=2)
    people = (Person("a1", "Ann Lee"), Person("a2", "Ann Lee"))
    table = "Student,ID,X (1)\nAnn Lee,,\nann lee,,\n"
    made = platforms.canvas(parse(table.encode()), twins, people, "X (1)")
    assert made.given == 0
    assert made.content == table.encode()
    swapped = platforms.canvas(
        parse(b"Student,SIS User ID,ID,X (1)\na2,a1,,\n,a2,,\n"), twins, (), "x"
    )
    assert swapped.content == b"Student,SIS User ID,ID,X (1)\na2,a1,,1\n,a2,,2\n"


NUMBERS = {
    platforms.canvas: ("Student,ID,SIS User ID,X (1)", "{0},{1},{2},"),
    platforms.moodle: ("Full name,Identifier,ID number,Grade", "{0},Participant {1},{2},"),
}
THREE = school(**{"1": 1, "2": 2, "3": 3})
NAMED = Person("1", "Ada Lo"), Person("2", "Bob Mi"), Person("3", "Cy Nu")


@pytest.mark.parametrize("how", NUMBERS, ids=["Canvas", "Moodle"])
@pytest.mark.parametrize(("rows", "roster", "numbers", "points", "crossed"), [
    # a number of the platform is no class number, whether or not there are names
    (("Ada Lo 2", "Bob Mi 3", "Cy Nu 1"), NAMED, {}, "123", ""),
    (("Ada Lo 2", "Bob Mi 3", "Cy Nu 1"), (), {}, "---", ""),
    (("Ada Lo 2", "Bob Mi 3", "Cy Nu 1"), tuple(map(Person, "123")), {}, "---", ""),
    # the one in the name of what was collected is known
    (("Ada Lo 2", "Bob Mi 3", "Cy Nu 1"), (), {"1": "2", "2": "3", "3": "1"}, "123", ""),
    (("Ada L. 2", "Bob Mi 3", "Cy Nu 1"), NAMED, {"1": "2"}, "123", ""),
    # two of one name are told apart by it
    (("Ada Lo 2", "Ada Lo 3", "Cy Nu 1"), (NAMED[0], Person("2", "Ada Lo"), NAMED[2]),
     {"1": "2", "2": "3"}, "123", ""),
    # a number or an id of one and the name of another is nobody's
    (("Ada Lo 2", "Bob Mi 3", "Cy Nu 1"), NAMED, {"1": "3"}, "1-3", "Bob Mi"),
    (("Ada Lo 9 2", "Bob Mi 8 1", "Cy Nu 7 3"), NAMED, {}, "--3", "Ada Lo and Bob Mi"),
    # nor where the name is spelled in another way
    (("Ada Lovelace 9 2", "Bob Miller 8 3", "Cyril Nu 7 1"), NAMED, {}, "---",
     "Ada Lovelace, Bob Miller and Cyril Nu"),
    (("Ada Lovelace 9 1", "Robert Mi 8 2", "Çy Null 7 3"), NAMED, {}, "123", ""),
    # one word is enough, if no other learner has more of the name
    (("Eva Lee 9 1", "Ann Lee 8 2", "Cy Nu 7 3"),
     (Person("1", "Eva Maria Lee"), Person("2", "Ann Sue Lee"), NAMED[2]), {}, "123", ""),
    (("Eva Lee 9 2", "Ann Lee 8 1", "Cy Nu 7 3"),
     (Person("1", "Eva Maria Lee"), Person("2", "Ann Sue Lee"), NAMED[2]), {}, "--3",
     "Eva Lee and Ann Lee"),
    # nor where the number beside it was another's, and there are no names to ask
    (("Ada Lo 9 2", "Bob Mi 8 3", "Cy Nu 7 1"), (), {"1": "9", "2": "8", "3": "7"}, "---",
     "Ada Lo, Bob Mi and Cy Nu"),
])  # fmt: skip
def test_points_go_to_nobody_else_by_a_number_of_the_platform(
    how: Any, rows: tuple[str, ...], roster: tuple[Person, ...], numbers: dict[str, str],
    points: str, crossed: str,
) -> None:  # fmt: skip
    head, form = NUMBERS[how]
    cells = [one.split() for one in rows]
    table = [form.format(" ".join(one[:2]), one[2], one[3] if one[3:] else "") for one in cells]
    sheet = parse("\n".join([head, *table, ""]).encode())
    column = "x" if how is platforms.canvas else ""
    made = how(sheet, THREE, roster, column, numbers=numbers)
    found = [line.rpartition(",")[2] or "-" for line in made.content.decode().splitlines()[1:]]
    assert "".join(found) == points
    says = "in the table with the id of one learner and a name or number that is not theirs"
    told = [one for one in made.notes if says in one]
    count = len(re.split(", | and ", crossed))
    assert told == ([f"{count} {says}: {crossed}."] if crossed else [])


@pytest.mark.parametrize(("head", "column", "says"), [
    ("Student,ID,A (1),B (2)", "", r"No column fits.*A \(1\) and B \(2\)"),
    ("Student,ID,Exercise 3 (1),Exercise 3 b (2)", "", "Several columns fit"),
    ("Student,ID,Exercise 33 (1)", "", "No column fits"),
    ("Student,ID,A (1)", "C", "No column fits"),
    ("Name,Points", "", "no table of Canvas"),
    ("", "", "empty"),
])  # fmt: skip
def test_a_table_of_canvas_that_does_not_fit_is_told(head: str, column: str, says: str) -> None:
    with pytest.raises((ExportError, SpreadsheetError), match=says):
        platforms.canvas(parse(head.encode()), CLASS, ROSTER, column)


MOODLE = (
    "Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade,Feedback\n"
    '"Participant 11",Mia Öz,,mia@school.example,Submitted,,{most},"a\nb"\n'
    "Participant 12,Zoe,zoe,,Submitted,,{most},\n"
    "Participant 13,x,,eva@SCHOOL.example,Submitted,-,{most},\n"
)


def test_moodle_is_filled_in_by_address_and_number() -> None:
    table = MOODLE.format(most="10.00").encode()
    made = platforms.moodle(parse(table), CLASS, ROSTER)
    found = [row["Grade"] for row in csv.DictReader(io.StringIO(made.content.decode()))]
    assert found == ["7", "", "2.5"]
    assert b'"a\nb"' in made.content
    known = {"u": "11", "v": "12"}
    numbers = platforms.moodle(parse(table), school(u=3, v=4), (), numbers=known)
    found = [row["Grade"] for row in csv.DictReader(io.StringIO(numbers.content.decode()))]
    assert found == ["3", "4", "-"]


def test_another_full_mark_is_refused_unless_scaled() -> None:
    table = parse(MOODLE.format(most="100.00").encode())
    with pytest.raises(ExportError, match=r"at most 100 points, this exercise has 10.*--scale"):
        platforms.moodle(table, CLASS, ROSTER)
    made = platforms.moodle(table, CLASS, ROSTER, scale=True)
    assert b"Submitted,70,100.00" in made.content
    comma = parse(MOODLE.format(most="10,00").replace(",", ";").replace("10;00", "10,00").encode())
    assert ";2,5;10,00" in platforms.moodle(comma, CLASS, ROSTER).content.decode()
    for most in ("0", "0.00", "9" * 400):
        with pytest.raises(ExportError, match="Change it there"):
            platforms.moodle(parse(MOODLE.format(most=most).encode()), CLASS, ROSTER, scale=True)
    with pytest.raises(ExportError, match="worksheet of Moodle"):
        platforms.moodle(parse(b"a,b\n1,2\n"), CLASS, ROSTER)


def test_the_command_never_writes_over_the_exported_table(tmp_path: Path) -> None:
    graded, place = written(tmp_path, KEY, 30)
    table = tmp_path / "Grades.csv"
    table.write_text("Student,ID,SIS User ID,How (3)\nMia,9,p007,\n")
    base = ["export", str(graded), "--key", str(place), "--canvas", str(table), "--column", "How"]
    assert CliRunner().invoke(app, [*base, "--out", str(table)]).exit_code == 1
    done = CliRunner().invoke(app, base)
    assert done.exit_code == 0, done.output
    assert table.read_text().endswith("p007,\n")
    assert (tmp_path / "Grades_filled.csv").read_text()[:-1].rpartition(",")[2].isdigit()
    folder = tmp_path / "g"
    told = CliRunner().invoke(app, [*base[:4], "--gradescope", "--out", str(folder)])
    assert "26 learners" in told.output
    assert len([*folder.glob("*/results.json")]) == 26
    found = json.loads((folder / "p007" / "results.json").read_text())
    assert {"score", "tests", "visibility"} <= {*found}
    assert {"name", "score", "max_score", "output", "visibility"} == {*found["tests"][0]}
    assert sum(one["score"] for one in found["tests"]) == found["score"]
    (folder / "gone").mkdir()
    (folder / "gone" / "results.json").write_text("{}")
    told = CliRunner().invoke(app, [*base[:4], "--gradescope", "--out", str(folder)])
    assert f"1 from before in {folder}: do not hand these on: gone." in told.output


def test_points_of_nobody_are_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graded, place = written(tmp_path, KEY, 30)
    table, good = tmp_path / "Grades.csv", tmp_path / "Grades_filled.csv"
    table.write_text("Student,ID,How (3)\nMia,m1,\n")
    good.write_text("good")
    base = ["export", str(graded), "--key", str(place)]
    done = CliRunner().invoke(app, [*base, "--canvas", str(table), "--column", "How"])
    assert done.exit_code == 1
    assert "Nobody's points fit into Grades.csv, so nothing is written:" in done.output
    assert "1 in the table, and no learner of ours fits, or several do: Mia" in done.output
    assert "With --roster roster.csv" in done.output
    assert good.read_text() == "good"
    table.write_text("Student,ID,How (3)\n")
    done = CliRunner().invoke(app, [*base, "--canvas", str(table), "--column", "How"])
    assert (done.exit_code, good.read_text()) == (1, "good")
    waiting = school(a="crashed", b="missing")
    with pytest.raises(ExportError, match="Nobody has points yet: nothing is written"):
        platforms.gradescope(waiting, tmp_path / "g")
    assert not (tmp_path / "g").exists()
    monkeypatch.setitem(sys.modules, "nbgrader.api", SimpleNamespace())  # type: ignore[arg-type]
    with pytest.raises(ExportError, match="Nobody is graded yet: nothing is written"):
        gradebook.export(waiting, tmp_path / "gradebook.db")


def test_without_nbgrader_one_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "nbgrader.api", None)
    with pytest.raises(ExportError, match="nbgrader is not installed here"):
        gradebook.export(CLASS, tmp_path / "gradebook.db")
    assert not [*tmp_path.iterdir()]


def test_a_gradebook_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(address: str) -> Any:
        raise ValueError(address)

    monkeypatch.setitem(sys.modules, "nbgrader.api", SimpleNamespace(Gradebook=broken))  # type: ignore[arg-type]
    with pytest.raises(ExportError, match=r"could not write gradebook\.db"):
        gradebook.export(CLASS, tmp_path / "gradebook.db")


@pytest.mark.slow
def test_nbgraders_own_gradebook_holds_the_points(tmp_path: Path) -> None:
    api = pytest.importorskip("nbgrader.api")
    both = key()
    made = School(both, tuple(learner(row, both) for row in rows(both, 30)))
    path = tmp_path / "gradebook.db"
    for _ in range(2):  # a second export changes nothing
        given, notes = gradebook.export(made, path)
        assert given == 26
        assert len(notes) == 1
        assert "p001 (unreadable)" in notes[0]
        with api.Gradebook(f"sqlite:///{path}") as book:
            found = {one["student"]: one for one in book.submission_dicts(both.name)}
            for one in made.graded:
                assert found[one.person]["score"] == pytest.approx(one.row.points)
                assert found[one.person]["needs_manual_grade"]
            assert "p001" not in found
            assert book.find_assignment(both.name).max_score == 18
    fewer = School(both, made.learners[:20])
    _, notes = gradebook.export(fewer, path)
    gone = {one.person for one in made.graded} - {one.person for one in fewer.graded}
    assert f"{len(gone)} with points from before in gradebook.db: do not use these" in notes[-1]
    assert all(one in notes[-1] for one in gone)
