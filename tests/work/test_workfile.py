import errno
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from faces import refuse
from held import held
from wayout.work import workfile
from wayout.work.entries import Entry, WorkError, moment, write
from wayout.work.workfile import WorkFile, default_path

OLD = Entry("old", "dial", "2026-01-05T09:00:00+00:00", "02", "way_out", {"percent": 60})


def _values(path: Path) -> list[object]:
    return [row["value"] for row in json.loads(path.read_text("utf-8"))["entries"]]


def test_a_new_file_is_made_by_the_first_answer_and_a_hidden_lock_with_it(path: Path) -> None:
    work = WorkFile(path)
    assert (work.state, work.saved, path.exists()) == ("new", None, False)
    entry = work.add("dial", {"percent": 60}, lesson="02", claim="way_out")
    assert (work.state, work.unsaved) == ("loaded", 0)
    assert work.saved is not None
    assert datetime.now(UTC) - work.saved < timedelta(minutes=1)
    assert WorkFile(path).entries() == [entry]
    assert {file.name for file in path.parent.iterdir()} == {path.name, f".{path.name}.lock"}


def test_entries_are_found_by_kind_lesson_and_claim(path: Path) -> None:
    work = WorkFile(path)
    work.add("dial", 1, lesson="02", claim="way_out")
    work.add("dial", 2, lesson="03", claim="record")
    work.add("opened", 3, lesson="02")
    assert [entry.value for entry in work.entries(kind="dial")] == [1, 2]
    assert [entry.value for entry in work.entries(lesson="02")] == [1, 3]
    assert [entry.value for entry in work.entries("dial", "03", "record")] == [2]
    assert [entry.value for entry in work.entries(claim="")] == [3]
    latest = work.latest(kind="dial")
    assert latest is not None
    assert latest.value == 2
    assert work.latest(kind="choice") is None


def test_an_entry_handed_out_cannot_change_the_kept_one(path: Path) -> None:
    work = WorkFile(path)
    mine = {"why": ["a", "b"]}
    work.add("dial", mine)
    mine["why"].append("c")
    with pytest.raises(TypeError, match="cannot be changed"):
        work.entries()[0].value["why"].append("d")
    work.save()
    assert _values(path) == [{"why": ["a", "b"]}]


def test_two_objects_on_one_file_see_each_others_answers(path: Path) -> None:
    first, second = WorkFile(path), WorkFile(path)
    first.add("dial", 1)
    second.add("dial", 2)
    first.add("dial", 3)
    assert [entry.value for entry in second.entries()] == [1, 2, 3] == _values(path)
    assert first.dumps() == second.dumps() == path.read_text("utf-8"), "a download holds all"


def test_while_something_is_done_the_file_stands_still_and_what_is_added_is_there_at_once(
    path: Path,
) -> None:
    first, second = WorkFile(path), WorkFile(path)
    with first.still():
        before = first.version
        second.add("dial", "theirs")
        with first.still():
            assert (first.entries(), first.version) == ([], before)
        assert first.entries() == [], "the inner one does not end the outer one"
        first.add("dial", "mine")
        assert [one.value for one in first.entries()] == ["theirs", "mine"]
        assert first.version != before
        second.add("dial", "later")
        assert len(first.entries()) == 2
    assert [one.value for one in first.entries()] == ["theirs", "mine", "later"]


@pytest.mark.parametrize("opened_before", [True, False])
def test_an_answer_never_comes_before_one_that_a_fast_clock_wrote(
    path: Path, opened_before: bool
) -> None:
    early = WorkFile(path)
    future = datetime.now(UTC) + timedelta(hours=3)
    path.write_text(write([Entry("f", "dial", future.isoformat(), "", "", "first")]))
    work = early if opened_before else WorkFile(path)
    work.add("dial", "second")
    assert [entry.value for entry in work.entries()] == ["first", "second"]
    assert moment(work.entries()[1].when) > future


def test_a_second_damaged_file_gets_a_number_and_the_first_stays(path: Path) -> None:
    path.with_name("my_work.json.damaged").write_text("first")
    path.write_text("second")
    assert "my_work.json.damaged2" in WorkFile(path).message
    assert path.with_name("my_work.json.damaged").read_text() == "first"
    assert path.with_name("my_work.json.damaged2").read_text() == "second"


def test_what_can_be_read_of_a_damaged_file_lives_on(path: Path) -> None:
    path.write_text(json.dumps({"format": 1, "entries": [vars(OLD), {"id": 5}]}))
    work = WorkFile(path)
    assert (work.state, work.entries(), work.unsaved) == ("damaged", [OLD], 0)
    assert _values(path) == [OLD.value]
    assert (WorkFile(path).state, WorkFile(path).entries()) == ("loaded", [OLD])
    work.add("dial", "new")
    assert _values(path) == [OLD.value, "new"]


def test_a_file_damaged_while_we_work_costs_nothing(path: Path) -> None:
    work = WorkFile(path)
    work.add("dial", "before")
    path.write_text("oh no")
    work.add("dial", "after")
    assert _values(path) == ["before", "after"]
    assert path.with_name("my_work.json.damaged").read_text() == "oh no"


@pytest.mark.parametrize("older", [True, False])
def test_a_file_that_vanished_or_is_older_is_written_again(path: Path, older: bool) -> None:
    work = WorkFile(path)
    for value in ("one", "two"):
        before = path.read_bytes() if path.exists() else b""
        work.add("dial", value)
    path.unlink()
    if older:
        path.write_bytes(before)
    assert len(work.entries()) == 2
    assert (work.state, work.unsaved, _values(path)) == ("loaded", 0, ["one", "two"])
    path.unlink()
    work.add("dial", "three")
    assert _values(path) == ["one", "two", "three"]


@pytest.mark.parametrize("rows", [[vars(OLD), {"id": 5}], [vars(OLD)]])
def test_what_must_be_mended_on_a_disk_that_refuses_stays_unsaved_and_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[object]
) -> None:
    path.write_text(json.dumps({"format": 1, "entries": rows}))
    work = WorkFile(path) if len(rows) == 1 else None
    monkeypatch.setattr(os, "fsync", refuse)
    if work:
        path.unlink()  # it vanished while we worked; the other one is damaged
    work = work or WorkFile(path)
    assert work.entries() == [OLD]
    assert (work.state, work.unsaved, "Download" in work.message) == ("read-only", 1, True)


def test_a_newer_file_is_left_as_it_is(path: Path) -> None:
    newer = '{"format": 2, "entries": [{"shape": "unknown"}]}'
    path.write_text(newer)
    work = WorkFile(path)
    assert work.state == "newer"
    work.add("dial", "mine")
    assert (path.read_text(), work.unsaved, work.state) == (newer, 1, "newer")
    assert "newer version" in work.message
    assert "Download" in work.message
    assert "mine" in work.dumps()


def test_a_file_that_cannot_be_read_is_not_written_over(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text(write([OLD]))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        work = WorkFile(path)
        work.add("dial", "mine")
        assert (work.state, work.unsaved, _values(path)) == ("read-only", 1, [OLD.value])
    work.add("dial", "more")
    assert (work.state, _values(path)) == ("loaded", [OLD.value, "mine", "more"])


def test_a_folder_that_cannot_be_written_keeps_answers_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    work = WorkFile(tmp_path / "file" / "my_work.json")
    entry = work.add("dial", "mine")
    assert (work.state, work.unsaved, work.entries()) == ("read-only", 1, [entry])
    assert "stay in this notebook" in work.message


def test_a_file_that_another_program_reads_is_swapped_a_moment_later(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = Path.replace, []

    def busy_twice(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) < 3:
            raise PermissionError(errno.EACCES, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", busy_twice)
    work = WorkFile(path)
    work.add("dial", 1)
    assert (work.state, len(calls), _values(path)) == ("loaded", 3, [1])


def test_a_download_loads_again_and_twice_adds_nothing(path: Path, tmp_path: Path) -> None:
    first = WorkFile(path)
    first.add("dial", "Привет 🧭 \ud83e", claim="way_out")
    first.add("dial", "two")
    second = WorkFile(tmp_path / "other" / "my_work.json")
    second.add("dial", "own")
    assert second.merge(first.dumps(), mine=True) == 2
    assert second.merge(first.dumps().encode()) == 0
    assert [entry.value for entry in second.entries()] == ["Привет 🧭 \ud83e", "two", "own"]
    assert WorkFile(second.path).entries() == second.entries()


@pytest.mark.parametrize(("text", "says"), held(__file__, "uploads"))
def test_a_wrong_upload_is_one_sentence_and_changes_nothing(
    path: Path, text: str, says: str
) -> None:
    work = WorkFile(path)
    work.add("dial", 1)
    before = path.read_bytes()
    with pytest.raises(WorkError, match=says):
        work.merge(eval(text))
    assert path.read_bytes() == before
    assert work.state == "loaded"


def test_an_upload_cannot_change_an_entry_that_is_here(path: Path) -> None:
    work = WorkFile(path)
    work.merge(write([OLD]))
    forged = Entry("old", "dial", OLD.when, "02", "way_out", {"percent": 5})
    assert work.merge(write([forged])) == 0
    assert work.entries() == [OLD]


def test_watchers_hear_of_each_new_entry_and_a_new_face_takes_the_place_of_an_older_one(
    path: Path,
) -> None:
    work, heard = WorkFile(path), list[object]()
    for name in ("first", "second"):
        work.watch(lambda name=name: heard.append(name), "dial way_out before")
    work.watch(lambda: heard.append(len(work.entries())), "work bar")
    work.add("dial", 1)
    work.merge(write([OLD], work.owner))
    assert heard == ["second", 1, "second", 2]


def test_a_linked_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "synced" / "my_work.json"
    real.parent.mkdir()
    real.write_text(write([OLD]))
    path.symlink_to(real)
    WorkFile(path).add("dial", 2)
    assert path.is_symlink()
    assert len(_values(real)) == 2


def test_the_place_is_named_or_it_is_the_course_folder_or_the_current_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WAYOUT_WORK", "~/elsewhere.json")
    assert (default_path(), workfile.NAME) == (Path.home() / "elsewhere.json", "my_work.json")
    monkeypatch.delenv("WAYOUT_WORK")
    monkeypatch.setattr("wayout.paths.ROOT", tmp_path)
    monkeypatch.chdir(tmp_path.parent)
    assert default_path() == tmp_path.parent / "my_work.json"
    (tmp_path / "lessons").mkdir()
    assert default_path() == tmp_path / "my_work.json"
