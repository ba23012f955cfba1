from pathlib import Path

import pytest

from sample_lessons import make_lessons
from wayout.course import health
from wayout.widgets import self_check
from wayout.work.session import Session
from wayout.work.workfile import WorkFile


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_lessons(tmp_path, monkeypatch)


def test_all_is_well(root: Path, work: WorkFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wayout.tables.package.verify", list)
    checked = self_check(work)
    assert checked.fine
    assert str(checked).startswith("Everything works.")
    assert "Everything works." in checked._repr_html_()
    assert "To do" not in checked._repr_html_()


def test_each_fault_is_a_sentence(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "lessons" / "04_torn.ipynb").write_text("{")
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("wayout.tables.package.verify", lambda: ["visits.csv has <changed>."])
    monkeypatch.setattr("sys.version_info", (3, 9, 1))
    monkeypatch.setattr(health, "_requirements", lambda: ["no-such-thing>=2", "pandas>=999,<1000"])
    checked = self_check(WorkFile(tmp_path / "file" / "my_work.json"))
    told = str(checked)
    assert told.startswith("5 things need your attention.")
    assert "Python 3.9 is too old" in told
    assert "no-such-thing is not installed; pandas" in told
    assert "is older than 999" in told
    assert "Not readable: 04_torn.ipynb" in told
    assert "my_work.json cannot be used" in told
    assert "visits.csv has &lt;changed&gt;." in checked._repr_html_()


def test_one_fault_is_counted_in_the_singular(
    root: Path, work: WorkFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wayout.tables.package.verify", lambda: ["visits.csv is missing."])
    assert str(self_check(work)).startswith("1 thing needs your attention.")


def test_the_open_sessions_file_is_tried_by_default(root: Path, opened: Session) -> None:
    self_check()
    assert opened.work.path.exists()
