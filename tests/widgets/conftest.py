"""Every test of a card gets a session of its own, on a work file of its own."""

from pathlib import Path

import pytest

from wayout import session
from wayout.session import Session
from wayout.widgets.dial import _drafts


@pytest.fixture(autouse=True)
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("WAYOUT_WORK", str(tmp_path / "my_work.json"))
    monkeypatch.setattr(session, "_open", None)
    _drafts.clear()
    return session.begin("02")
