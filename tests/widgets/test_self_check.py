"""The self-check: all is well, or each fault is a sentence."""

from pathlib import Path

import pytest

from wayout.course import health
from wayout.widgets import self_check
from wayout.work.session import Session
from wayout.work.workfile import WorkFile

pytestmark = pytest.mark.usefixtures("root")


def test_all_is_well_and_the_open_sessions_file_is_tried(
    opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wayout.tables.package.verify", list)
    checked = self_check()
    assert (checked.fine, str(checked).startswith("Everything works.")) == (True, True)
    assert "To do" not in checked._repr_html_()
    assert opened.work.path.exists()
    monkeypatch.setattr("wayout.tables.package.verify", lambda: ["visits.csv is missing."])
    assert str(self_check()).startswith("1 thing needs your attention.")


def test_each_fault_is_a_sentence(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "lessons" / "04_torn.ipynb").write_text("{")
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("wayout.tables.package.verify", lambda: ["visits.csv has <changed>."])
    monkeypatch.setattr("sys.version_info", (3, 9, 1))
    monkeypatch.setattr(health, "_requirements", lambda: ["no-such-thing>=2", "pandas>=999,<1000"])
    checked = self_check(WorkFile(tmp_path / "file" / "my_work.json"))
    told = ("5 things need your attention.", "Python 3.9 is too old", "is older than 999",
            "no-such-thing is not installed; pandas", "Not readable: 04_torn.ipynb",
            "my_work.json cannot be used")  # fmt: skip
    assert [part for part in told if part not in str(checked)] == []
    assert "visits.csv has &lt;changed&gt;." in checked._repr_html_()
