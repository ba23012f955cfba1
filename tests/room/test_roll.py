"""Files of a class: what is read, what is left aside and why, and that nothing stops a class."""

import io
import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from class_files import dial, foreign, put, text, voters
from page import Seen
from wayout.activities import activities
from wayout.activities.bench.bench import Bench
from wayout.activities.rivals.reasons import asked, explanations, keep_row
from wayout.room import Room, RoomError
from wayout.room.output import page, table
from wayout.room.picture import picture
from wayout.room.roll import Roll, _roll
from wayout.room.sheet import Sheet, known, sheet, words
from wayout.work.activity import ALL
from wayout.work.entries import read
from wayout.work.files import DEEPEST, WORK, look
from wayout.work.held import Held
from wayout.work.limits import LARGEST
from wayout.work.workfile import WorkFile

HOSTILE = '=cmd|"/c calc"!A1 <img src=x onerror=alert(1)>'


def notes(folder: Path) -> dict[str, str]:
    return {one.name: one.why for one in Room(folder, 1).roll().notes}


def zipped(*files: tuple[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return made.getvalue()


def test_each_file_that_is_none_of_ours_is_named_with_its_reason(tmp_path: Path) -> None:
    for name, content in foreign().items():
        put(tmp_path, name, content)
    voters(tmp_path, [70, 20, 50])
    roll = Room(tmp_path, 1).roll()
    found = {one.name: one.why for one in roll.notes}
    assert found == {
        "empty.json": "is empty",
        "zeros.json": "is empty",
        "newer.json": "was written by a newer version of the course: update yours, "
        "then read it again",
        "no answers.json": "holds no answer yet",
        "head.json": "is damaged: nothing of it could be read",
        "torn.json": "is damaged: one entry of it could be read, and is counted",
        "nan.json": "is damaged: one entry of it could be read, and is counted",
        **dict.fromkeys(("other.json", "list.json", "deep.json", "digits.json", "page.json",
                         "binary.json"), "is no work file of this course"),
    }  # fmt: skip
    assert len(roll.learners) == 5


@pytest.mark.skipif(os.name == "nt", reason="links and pipes as Unix has them")
def test_links_pipes_and_large_files_are_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "class"
    secret = put(tmp_path, "secret.json", text("secret", dial("way_out", "before", 70)))
    folder.mkdir()
    (folder / "link.json").symlink_to(secret)
    (folder / "linked").symlink_to(tmp_path)
    os.mkfifo(folder / "my_work.json")
    with (folder / "large.json").open("wb") as file:
        file.truncate(200_000_000)
    put(folder, "/".join(["deep"] * (DEEPEST + 1)) + "/my_work.json", secret.read_bytes())
    put(folder, "essay.pdf", b"%PDF")
    put(folder, ".hidden.json", b"{")
    put(folder, "__MACOSX/._my_work.json", b"\0")
    roll = Room(folder, 1).roll()
    assert not roll.learners
    assert roll.others == "One other file was left aside: neither JSON nor zip."
    found = {one.name: one.why for one in roll.notes}
    assert found.pop("/".join(["deep"] * DEEPEST) + "/deep", "").startswith("lies more than")
    assert found == {
        "large.json": f"is larger than {LARGEST // 10**6} MB, which no work file is: not read",
        "link.json": "is a link to another place: not followed",
        "linked": "is a link to another place: not followed",
        "my_work.json": "is no ordinary file: not read",
    }


def test_the_zip_of_a_platform_is_read_where_it_lies(tmp_path: Path) -> None:
    good = text("one", dial("way_out", "before", 70))
    content = zipped(
        ("Ada Lovelace_123_assignsubmission_file_/my_work.json", good),
        ("../../../tmp/evil/my_work (1).json", text("two", dial("way_out", "before", 10))),
        ("/etc/my_work.json", text("three", dial("way_out", "before", 10))),
        ("..\\..\\windows\\my_work.json", text("four", dial("way_out", "before", 10))),
        ("inner.zip", zipped(("my_work.json", good))),
        ("bomb_my_work.json", b" " * (LARGEST + 10)),
        ("__MACOSX/._my_work.json", b"\0"),
        ("notes.txt", b"hello"),
        ("five/work.json", text("five", dial("way_out", "before", 10))),
    )
    path = put(tmp_path, "downloads.zip", content)
    put(tmp_path, "broken.zip", content[:400])
    before = sorted(tmp_path.rglob("*"))
    for where in (tmp_path, path):
        roll = Room(where, 1).roll()
        assert len(roll.learners) == 5
    assert sorted(tmp_path.rglob("*")) == before
    found = notes(tmp_path)
    assert found["(in downloads.zip) inner.zip"] == "is a zip inside a zip: not opened"
    assert found["(in downloads.zip) bomb_my_work.json"].startswith("is larger than 5 MB")
    assert found["broken.zip"] == "cannot be opened as a zip (BadZipFile)"
    assert len(found) == 3


def test_of_two_files_of_a_learner_the_newest_counts_and_the_same_file_once(
    tmp_path: Path,
) -> None:
    first, second = dial("way_out", "before", 10), dial("way_out", "before", 90)
    put(tmp_path, "a.json", text("ada", second, day=9))
    put(tmp_path, "b.json", text("ada", first, day=2))
    put(tmp_path, "c copy.json", text("ada", second, day=9))
    put(tmp_path, "d.json", text("", first, day=3))
    put(tmp_path, "e.json", text("", first, second, day=3))
    roll = Room(tmp_path, 1).roll()
    assert [(one.name, dict(one.marks)["last dial way_out before"]) for one in roll.learners] == [
        ("a.json", "90"), ("e.json", "90"),
    ]  # fmt: skip
    told = {one.name: (one.why.partition(",")[0], one.other) for one in roll.notes}
    assert told == {
        "b.json": ("and another one come from one learner", "a.json"),
        "c copy.json": ("is word for word the same as another one", "a.json"),
        "d.json": ("and another one come from one learner", "e.json"),
    }


def test_nothing_that_a_learner_wrote_is_kept_of_a_file(tmp_path: Path) -> None:
    given = [
        dial("way_out", stage, 70, why=HOSTILE, opposite=HOSTILE, mover="figure", which=HOSTILE)
        for stage in ("before", "after")
    ]
    given += [("answer", "02", "", {"question": q, "answer": HOSTILE, "verdict": HOSTILE})
              for q in ("q1", HOSTILE)]  # fmt: skip
    cards = ["two_of_three", "last_in_tehran"]
    verdict = {"outcome": "holds", "why": HOSTILE, "author": HOSTILE, "evidence": cards}
    given += [("verdict", "02", "s01", verdict)]
    given += [("opened", HOSTILE, "", None), ("guess", "04", "", {"of": HOSTILE, "values": [1]})]
    given += [("sorted", "01", "", {"sentence": 9, "kind": HOSTILE, "checkable": ""})]
    found = sheet("x", text("ada", *given).encode())
    assert HOSTILE[:8] not in repr(found)
    assert ("last answer 02 q1", "not yet") in found.marks
    assert ("mover way_out", "figure") in found.marks
    for number in range(6):
        put(tmp_path, f"{number}.json", text(f"n{number}", *given))
    put(tmp_path, "<img src=x onerror=alert(2)>=1+1 my_work.json", b"")
    seen = picture(Room(tmp_path, 1).roll())
    html = page(seen)
    found = Seen(html.partition("<main>")[2].partition("</main>")[0])
    assert "<img src=x onerror=alert(2)>=1+1" in found.text, "the name, and as text"
    assert "=1+1" not in page(seen, names=False)
    assert not {"img", "script"} & {tag for tag, _ in found.elements}
    assert not any(name.startswith("on") for _, given in found.elements for name in given)
    assert "alert(1)" not in html + table(seen)
    assert "/c " not in html + table(seen)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text() | st.integers(),
                    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))  # fmt: skip
def test_any_answer_of_any_kind_is_survived(value: object) -> None:
    kinds = [one.kind for one in activities()]
    rows = [{"id": f"{n}", "kind": kind, "when": "2026-01-01T00:00:00", "lesson": "01",
             "claim": "way_out", "value": value} for n, kind in enumerate(kinds)]  # fmt: skip
    data = json.dumps({"format": 1, "course": "A Way Out?", "entries": rows})
    assert isinstance(sheet("x", data.encode("utf-8", "replace")), Sheet)


def test_a_sheet_counts_as_done_what_a_learners_own_progress_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYOUT_WORK", str(tmp_path / "teacher.json"))
    monkeypatch.setattr("wayout.work.session._open", None)
    work = WorkFile(tmp_path / "my_work.json")
    bench = Bench("06", work)
    for premise in ("s03", "imports", "s08"):
        bench.link(premise, "s09", "for")
    bench.join("s09", bench.steps("s09"))
    bench.add("Who depends on a partner has less say.", "s09", *bench.steps("s09"))
    for name in asked():
        keep_row(work, name, dict.fromkeys([one.id for one in explanations()], "fits"), "07")
    reading = read(work.path.read_bytes())
    places = {one.kind: one.completed(Held(reading, tmp_path)) for one in activities() if one.label}
    assert "Trade ties" in places["bench"]
    assert ALL in places["rival"]
    marks = sheet("x", work.path.read_bytes()).marks
    found = {tuple(place.split(maxsplit=2)[1:]) for place, _ in marks if place.startswith("done ")}
    assert found == {(kind, place) for kind, some in places.items() for place in some & known(kind)}
    assert not (tmp_path / "teacher.json").exists()


@given(st.binary())
def test_any_bytes_are_survived(data: bytes) -> None:
    assert not sheet("x", data).marks


def test_a_file_that_is_being_written_counts_as_it_was(tmp_path: Path) -> None:
    whole = text("ada", dial("way_out", "before", 10), dial("way_out", "after", 30))
    more = text("ada", dial("way_out", "before", 10), dial("way_out", "after", 90))
    path = put(tmp_path, "my_work.json", whole)
    room = Room(tmp_path, 1)
    assert not room.roll().notes
    for cut in (0, 1, 40, len(more) // 2, len(more) - 3):
        path.write_text(more[:cut])
        roll = room.roll()
        assert dict(roll.learners[0].marks)["last dial way_out after"] == "30"
        assert roll.notes[0].why.startswith("is being written")
    path.write_text(more)
    roll = room.roll()
    assert (dict(roll.learners[0].marks)["last dial way_out after"], roll.notes) == ("90", ())
    path.unlink()
    assert room.roll() == Roll()


@pytest.mark.parametrize("cut", [40, 12, 3])
@pytest.mark.parametrize("beside", [True, False])
def test_a_file_that_was_never_whole_is_noted_once_and_the_same_at_each_look(
    beside: bool, cut: int, tmp_path: Path
) -> None:
    whole = text("ada", dial("way_out", "before", 10), dial("way_out", "after", 30))
    if beside:
        put(tmp_path, "whole.json", whole)
    put(tmp_path, "torn.json", whole[:-cut])
    put(tmp_path, "zz copy.json", whole[:-cut])
    room = Room(tmp_path, 1)
    first = room.roll()
    assert len(first.learners) == 1
    names = [one.name for one in first.notes]
    assert sorted(names) == ["torn.json", "zz copy.json"], "one note a file"
    assert not any("before" in one.why for one in first.notes)
    for _ in range(2):
        assert room.roll() == first


def test_a_zip_that_is_being_written_counts_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    votes = [
        (f"{n}/my_work.json", text(f"v{n}", dial("way_out", "before", 5 * n))) for n in range(8)
    ]
    path = put(tmp_path, "class.zip", zipped(*votes))
    room = Room(tmp_path, 1)
    roll = room.roll()
    assert (len(roll.learners), roll.notes) == (8, ())
    more = zipped(*votes, ("8/my_work.json", text("v8", dial("way_out", "before", 90))))
    broken = bytearray(more)
    broken[60:80] = b"\0" * 20
    for now in (b"", more[:40], more[: len(more) // 2], bytes(broken), more[:-3]):
        path.write_bytes(now)
        told = room.roll()
        assert told.learners == roll.learners, len(now)
        assert [(one.name, one.why.partition(",")[0]) for one in told.notes] == [
            ("class.zip", "is being written")
        ]
    monkeypatch.setattr("wayout.room.roll._YOUNG", -1)
    assert room.roll().learners == (), "one that stays broken is read as it is"
    path.write_bytes(more)
    assert (len(room.roll().learners), room.roll().notes) == (9, ())


def test_one_learners_files_take_up_no_room_of_others(tmp_path: Path) -> None:
    ada, bob = (f"{name}_7_assignsubmission_file_/" for name in ("Ada", "Bob"))
    many = ((f"{ada}{number}.json", "") for number in range(WORK.uploaded + 9))
    vote = text("v1", dial("way_out", "before", 90))
    put(tmp_path, "class.zip", zipped(*many, (f"{bob}my_work.json", vote)))
    roll = Room(tmp_path, 1).roll()
    assert (len(roll.learners), len(roll.notes)) == (1, WORK.uploaded + 1)
    assert roll.notes[-1].why.startswith("is of an upload that holds more than 200 files")


def test_no_more_of_a_zip_is_unpacked_than_a_class_can_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wayout.room.roll.WORK", replace(WORK, whole=3 * LARGEST // 2))
    large = [(f"{n} my_work.json", b" " * LARGEST) for n in range(9)]
    put(tmp_path, "bomb.zip", zipped(*large))
    voters(tmp_path, [70])
    roll = Room(tmp_path, 1).roll()
    assert len(roll.learners) == 1
    found = {one.name: one.why for one in roll.notes}
    assert found.pop("bomb.zip").startswith("holds more than 7 MB")
    assert found == {f"(in bomb.zip) {n} my_work.json": "is empty" for n in range(2)}


def test_only_what_has_changed_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voters(tmp_path, [10, 20, 30])
    room, read = Room(tmp_path, 1), list[str]()
    roll = room.roll()

    def noted(name: str, data: bytes) -> Sheet:
        read.append(name)
        return sheet(name, data)

    monkeypatch.setattr("wayout.room.roll.sheet", noted)
    assert room.roll() == roll
    assert read == []
    put(tmp_path, "v1.json", text("voter1", dial("way_out", "before", 95)))
    assert dict(room.roll().learners[1].marks)["last dial way_out before"] == "95"
    assert read == ["v1.json"]


def test_several_processes_read_what_one_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voters(tmp_path, [5 * (n % 21) for n in range(60)])
    one = Room(tmp_path, 1).roll()
    monkeypatch.setattr("wayout.room.roll._MANY", 0)
    assert Room(tmp_path, 2).roll() == one

    def refused(*_: object) -> None:
        raise PermissionError(13, "no semaphores here")

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refused)
    assert Room(tmp_path, 2).roll() == one


def test_a_folder_that_is_not_there_or_empty_is_said(tmp_path: Path) -> None:
    with pytest.raises(RoomError, match="There is no folder"):
        Room(tmp_path / "nowhere")
    assert look(tmp_path, WORK).found == []
    assert Room(tmp_path).roll() == Roll()
    assert {"right", "not yet"} == words("answer")


def test_a_folder_in_which_nothing_changed_is_counted_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = list[int]()

    def counted(sheets: list[Sheet], *left: Any) -> Roll:
        made.append(len(sheets))
        return _roll(sheets, *left)

    monkeypatch.setattr("wayout.room.roll._roll", counted)
    voters(tmp_path, [70, 20, 50])
    room = Room(tmp_path, 1)
    first = room.roll()
    assert [room.roll() is first for _ in range(3)] == [True] * 3
    put(tmp_path, "late.json", text("late", dial("way_out", "before", 80)))
    assert len(room.roll().learners) == 4
    put(tmp_path, "late.json", text("late", dial("way_out", "before", 80))[:70])
    assert [one.name for one in room.roll().notes] == ["late.json"]
    (tmp_path / "late.json").unlink()
    assert len(room.roll().learners) == 3
    put(tmp_path, "notes.docx", "a file that is none")
    assert room.roll().others
    assert made == [3, 4, 4, 3, 3]
