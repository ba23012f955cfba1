"""Pages that look the same every day."""

import time
from collections.abc import Iterator
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
def frozen(opened: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """An open lesson in which every answer is given at five past nine, Greenwich time."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        patch.setattr(workfile, "datetime", Clock)
        patch.setattr(workfile, "_changed", lambda path: MOMENT if path.exists() else None)
        yield opened
    time.tzset()
