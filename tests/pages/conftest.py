"""Pages that look the same every day."""

from datetime import UTC, datetime, tzinfo
from typing import Self

import pytest

from wayout.work import workfile
from wayout.work.session import Session

MOMENT = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)


class Clock(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.fromisoformat(MOMENT.isoformat())


@pytest.fixture
def frozen(opened: Session, greenwich: None, monkeypatch: pytest.MonkeyPatch) -> Session:
    """An open lesson in which every answer is given at five past nine, Greenwich time."""
    monkeypatch.setattr(workfile, "datetime", Clock)
    monkeypatch.setattr(workfile, "_changed", lambda path: MOMENT if path.exists() else None)
    return opened
