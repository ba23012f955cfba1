from pathlib import Path

import pytest

from wayout.work import session


@pytest.fixture(autouse=True)
def _closed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(session, "_open", None)
    monkeypatch.setenv("WAYOUT_WORK", str(tmp_path / "my_work.json"))


def test_before_start_there_is_a_work_file_and_no_lesson(tmp_path: Path) -> None:
    assert session.current().lesson == ""
    assert session.current().work.path == tmp_path / "my_work.json"
    assert session.current() is session.current()


def test_begin_opens_a_lesson_and_keeps_the_work_file_that_cards_listen_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened = session.begin("02")
    assert (session.current() is opened, opened.lesson) == (True, "02")
    work = opened.work
    assert session.begin("03").work is work
    monkeypatch.setenv("WAYOUT_WORK", str(tmp_path / "other.json"))
    assert session.begin("02").work is not work
    assert session.current().work.path == tmp_path / "other.json"
