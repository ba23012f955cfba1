"""The work bar: how many answers, where they are, out with them and in again."""

from pathlib import Path
from typing import Any

import pytest

from faces import Hand, refuse
from wayout.activities.face import LARGEST
from wayout.activities.work_bar import WorkBar, work_bar
from wayout.work.session import Session
from wayout.work.workfile import WorkFile

DIAL = {"stage": "before", "percent": 60, "why": "", "opposite": ""}

pytestmark = pytest.mark.usefixtures("opened")


def file(text: str, name: str = "my_work.json", size: int = 0) -> dict[str, Any]:
    return {"name": name, "size": size or len(text), "text": text}


def test_answers_are_counted_once_and_those_of_all_notebooks_downloaded(opened: Session) -> None:
    bar = Hand(work_bar())
    fresh = {"number": 0, "where": opened.work.message, "fine": True}
    assert bar.sees().items() >= fresh.items()
    opened.work.add("opened", None, lesson="02")
    assert "Last answer" not in bar.sees()["where"], "nobody has answered yet"
    opened.work.add("dial", DIAL, lesson="02", claim="way_out")
    for tries in range(4):
        opened.work.add("answer", {"question": "q1", "tries": tries}, lesson="02")
    for kind, value in (("opened", None), ("dial", "odd"), ("stop", {"guess": "holds"})):
        opened.work.add(kind, value, lesson="02")
    assert bar.sees()["number"] == 2
    assert "Last answer at " in bar.sees()["where"]
    WorkFile(opened.work.path).add("dial", "Привет 🧭 from another notebook")
    reply = bar.press("download")
    assert reply.file == ("my_work.json", opened.work.path.read_text("utf-8"))
    assert (bool(reply.says), reply.warns) == (True, False)


def test_a_file_is_loaded_and_twice_adds_nothing(opened: Session, tmp_path: Path) -> None:
    other, bar = WorkFile(tmp_path / "other" / "my_work.json"), Hand(work_bar())
    other.add("opened", None, lesson="02")
    said = [bar.press("load", file(other.dumps())).says]
    other.add("dial", DIAL, claim="way_out")
    for question in ("q1", "q1", "q2"):
        other.add("answer", {"question": question}, lesson="02")
    said += [bar.press("load", file(other.dumps())).says for _ in range(2)]
    assert ["Nothing new" in words for words in said] == [True, False, True]
    assert "3 new answers" in said[1]
    assert (bar.sees()["number"], len(opened.work.entries())) == (3, 5)


def mates(folder: Path) -> dict[str, Any]:
    mate = WorkFile(folder / "mate" / "my_work.json")
    for claim in ("way_out", "equal"):
        mate.add("dial", {**DIAL, "percent": 80}, claim=claim)
    return file(mate.dumps(), "<b>friend.json")


def test_another_persons_answers_are_compared_left_or_made_mine(
    opened: Session, tmp_path: Path
) -> None:
    opened.work.add("dial", DIAL, claim="way_out")
    bar, before = Hand(work_bar()), opened.work.dumps()
    asks = bar.press("load", mates(tmp_path))
    assert (asks.focus, bar.sees()["asked"], bar.sees()["theirs"]) == ("asked", "<b>friend.json", 2)
    bar.press("whose", "compare")
    assert bar.sees()["compared"] == [("Dials saved: way_out before", "60", "80")]
    bar.press("whose", "leave")
    assert (opened.work.dumps(), bar.sees()["asked"]) == (before, "")
    bar.press("load", mates(tmp_path))
    assert "2 new answers" in bar.press("whose", "mine").says
    assert (bar.sees()["number"], bar.sees()["loaded"], bar.sees()["asked"]) == (2, True, "")
    opened.work.add("dial", DIAL, claim="record")
    bar.press("undo")
    assert (bar.sees()["number"], bar.sees()["loaded"]) == (2, False)
    assert [entry.claim for entry in opened.work.entries()] == ["way_out", "record"]


@pytest.mark.parametrize("text", ["", "\ufffdPNG", "[]", '{"format": 7}', "huge"])
def test_a_wrong_file_warns_names_the_file_and_changes_nothing(opened: Session, text: str) -> None:
    opened.work.add("dial", DIAL, claim="way_out")
    before = opened.work.dumps()
    given = file(text, "odd.json", LARGEST + 1 if text == "huge" else 0)
    reply = Hand(work_bar()).press("load", given)
    assert (reply.warns, reply.says.startswith("odd.json: ")) == (True, True)
    assert opened.work.dumps() == before


def test_of_a_torn_file_what_is_whole_is_loaded_and_trouble_stands_on_the_bar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "torn.json").write_text("{")
    seen = Hand(WorkBar(WorkFile(tmp_path / "torn.json"))).sees()
    assert (seen["fine"], "torn.json.damaged" in seen["where"]) == (False, True)
    reply = Hand(work_bar()).press("load", file(mates(tmp_path)["text"][:-20]))
    assert (reply.warns, "1 new answer loaded. The file is damaged" in reply.says) == (True, True)
    monkeypatch.setattr("os.fsync", refuse)
    bar = Hand(work_bar())
    bar.face.work.add("dial", DIAL, claim="record")
    assert (bar.sees()["number"], bar.sees()["fine"]) == (2, False)
