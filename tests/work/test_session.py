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


def test_begin_opens_a_lesson() -> None:
    opened = session.begin("02")
    assert session.current() is opened
    assert opened.lesson == "02"


def test_starting_again_keeps_the_work_file_that_cards_listen_to() -> None:
    work = session.begin("02").work
    assert session.begin("03").work is work


def test_another_place_gets_another_work_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    work = session.begin("02").work
    monkeypatch.setenv("WAYOUT_WORK", str(tmp_path / "other.json"))
    assert session.begin("02").work is not work
    assert session.current().work.path == tmp_path / "other.json"
