import asyncio
import importlib
import re
from base64 import b64decode
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wayout.widgets.work_bar import WorkBar, work_bar
from wayout.work.session import Session
from wayout.work.workfile import WorkFile

# The package offers the function under the same name.
module = importlib.import_module("wayout.widgets.work_bar")


def _upload(bar: WorkBar, name: str, content: bytes) -> str:
    file = {"name": name, "type": "", "size": len(content), "content": memoryview(content)}
    bar.load.value = ({**file, "last_modified": datetime.now(UTC)},)
    return str(bar.said.value)


def test_the_bar_counts_answers_and_says_where_they_are(opened: Session) -> None:
    bar = work_bar()
    assert "Answers so far: 0." in bar.saved.value
    opened.work.add("dial", {}, lesson="02")
    for tries in range(4):
        opened.work.add("answer", {"question": "q1", "tries": tries}, lesson="02")
    opened.work.add("opened", None, lesson="02")
    assert "Answers so far: 2." in bar.saved.value
    assert "kept in my_work.json. Last saved at " in bar.saved.value


def test_the_bar_says_what_the_file_holds_and_what_not(opened: Session) -> None:
    said = " ".join(child.value for child in work_bar().children if hasattr(child, "value")
                    and isinstance(child.value, str))  # fmt: skip
    for words in ("wrong tries too", "with the words you typed", "stay in the notebook"):
        assert words in said


def test_the_load_button_is_named_for_the_pointer_too() -> None:
    assert work_bar().load.tooltip == "Load answers from a file"


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
    assert "1 new answer loaded." in _upload(bar, "my_work.json", other.dumps().encode())
    assert bar.load.value == ()
    assert "were here already" in _upload(bar, "my_work.json", other.dumps().encode())
    assert [entry.value for entry in opened.work.entries(kind="dial")] == [1]


def test_load_counts_dials_and_questions_and_not_openings_or_tries(
    opened: Session, tmp_path: Path
) -> None:
    other = WorkFile(tmp_path / "other" / "my_work.json")
    other.add("opened", None, lesson="02")
    bar = work_bar()
    assert "Nothing new loaded" in _upload(bar, "my_work.json", other.dumps().encode())
    for question in ("q1", "q1", "q2"):
        other.add("answer", {"question": question}, lesson="02")
    assert "2 new answers loaded." in _upload(bar, "my_work.json", other.dumps().encode())


def test_a_link_that_was_followed_stays_and_is_not_followed_again(
    opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FOLLOWED", 0.05)

    async def click() -> None:
        bar = work_bar()
        bar.download.click()
        assert 'class="wo-grab"' in bar.said.value
        await asyncio.sleep(0.2)
        assert "wo-grab" not in bar.said.value
        assert 'download="my_work.json" href="data:application/json;base64,' in bar.said.value

    asyncio.run(click())


def test_what_was_said_since_the_download_is_left(
    opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FOLLOWED", 0.05)

    async def click() -> None:
        bar = work_bar()
        bar.download.click()
        bar.said.value = "newer words"
        await asyncio.sleep(0.2)
        assert bar.said.value == "newer words"

    asyncio.run(click())


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
