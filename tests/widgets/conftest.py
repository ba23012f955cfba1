"""Every test of a card gets a session of its own, on a work file of its own."""

from pathlib import Path

import pytest
from wayout.widgets.dial import _drafts

from wayout.work import session
from wayout.work.session import Session


@pytest.fixture(autouse=True)
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("WAYOUT_WORK", str(tmp_path / "my_work.json"))
    monkeypatch.setattr(session, "_open", None)
    _drafts.clear()
    return session.begin("02")
