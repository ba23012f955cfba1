from importlib import metadata
from pathlib import Path

import pytest

from held import held
from wayout.course import health
from wayout.course.health import examine
from wayout.work.workfile import WorkFile

NEEDED = [line for line in metadata.requires("wayout") or [] if "extra ==" not in line]


def test_every_real_requirement_is_met_here_and_not_by_an_old_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert [line for line in NEEDED if line.startswith("pandas")]
    assert health._requirements() == NEEDED
    assert {line: health._problem(line) for line in NEEDED} == dict.fromkeys(NEEDED, "")
    monkeypatch.setattr(metadata, "version", lambda name: "0.0.1")
    assert [line for line in NEEDED if " 0.0.1 is older than " not in health._problem(line)] == []


def test_the_least_version_is_found_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    for line, version, problem in held(__file__, "problems"):
        monkeypatch.setattr(metadata, "version", lambda name, found=version: found)
        assert health._problem(line) == problem


def test_here_everything_is_in_order(tmp_path: Path) -> None:
    assert [text for good, text in examine(WorkFile(tmp_path / "my_work.json")) if not good] == []
