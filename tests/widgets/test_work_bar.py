import re
from base64 import b64decode
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wayout.session import Session
from wayout.widgets.work_bar import WorkBar, work_bar
from wayout.workfile import WorkFile


def _upload(bar: WorkBar, name: str, content: bytes) -> str:
    file = {"name": name, "type": "", "size": len(content), "content": memoryview(content)}
    bar.load.value = ({**file, "last_modified": datetime.now(UTC)},)
    return str(bar.said.value)


def test_the_bar_counts_answers_and_says_where_they_are(opened: Session) -> None:
    bar = work_bar()
    assert "Answers so far: 0." in bar.saved.value
    opened.work.add("dial", {}, lesson="02")
    opened.work.add("answer", {}, lesson="02")
    opened.work.add("opened", None, lesson="02")
    assert "Answers so far: 2." in bar.saved.value
    assert "kept in my_work.json. Last saved at " in bar.saved.value


def test_download_offers_the_newest_answers_of_all_notebooks(opened: Session) -> None:
    bar = work_bar()
    WorkFile(opened.work.path).add("dial", "Привет 🧭 from another notebook")
    bar.download.click()
    link = re.search(r'download="my_work.json" href="data:application/json;base64,([^"]+)"',
                     bar.said.value)  # fmt: skip
    assert link
    assert b64decode(link[1]).decode() == opened.work.path.read_text("utf-8")


def test_each_download_is_a_link_of_its_own(opened: Session) -> None:
    bar = work_bar()
    marks = set()
    for _ in range(2):
        bar.download.click()
        marks.update(re.findall(r'data-once="(\w+)"', bar.said.value))
    assert len(marks) == 2


def test_load_takes_in_a_file_and_can_do_so_again(opened: Session, tmp_path: Path) -> None:
    other = WorkFile(tmp_path / "other" / "my_work.json")
    other.add("dial", 1)
    bar = work_bar()
    assert "1 new answers loaded" in _upload(bar, "my_work.json", other.dumps().encode())
    assert bar.load.value == ()
    assert "All of it was here already" in _upload(bar, "my_work.json", other.dumps().encode())
    assert [entry.value for entry in opened.work.entries(kind="dial")] == [1]


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff", b"[]", b'{"format": 7}'])
def test_a_wrong_file_is_one_sentence_and_loses_nothing(opened: Session, content: bytes) -> None:
    opened.work.add("dial", 1)
    said = _upload(work_bar(), "<img src=x onerror=alert(1)>.json", content)
    assert "nothing was changed" in said
    assert "<img" not in said
    assert len(opened.work.entries()) == 1


def test_trouble_with_the_file_stands_on_the_bar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "torn.json").write_text("{")
    bar = WorkBar(WorkFile(tmp_path / "torn.json"))
    assert "torn.json.damaged" in bar.saved.value
    assert "wo-warn" in bar.saved.value


def test_the_twin_stands_without_python(opened: Session) -> None:
    opened.work.add("dial", {})
    twin = work_bar()._repr_mimebundle_()["text/html"]
    assert "Answers so far: 1." in twin
    assert "Run this cell" in twin
