from importlib import metadata
from pathlib import Path

import pytest

from wayout.course import health
from wayout.course.health import examine
from wayout.work.workfile import WorkFile

NEEDED = [line for line in metadata.requires("wayout") or [] if "extra ==" not in line]


def test_the_real_requirements_are_looked_at() -> None:
    assert [line for line in NEEDED if line.startswith("pandas")]
    assert health._requirements() == NEEDED


@pytest.mark.parametrize("line", NEEDED)
def test_every_real_requirement_is_met_here_and_not_by_an_old_version(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert health._problem(line) == ""
    monkeypatch.setattr(metadata, "version", lambda name: "0.0.1")
    assert " 0.0.1 is older than " in health._problem(line)


@pytest.mark.parametrize(
    ("line", "version", "problem"),
    [
        ("pandas<4,>=3", "2.3.3", "pandas 2.3.3 is older than 3"),
        ("pandas<4,>=3", "3.0.0", ""),
        ("ipywidgets<9,>=8.1", "8.0.7", "ipywidgets 8.0.7 is older than 8.1"),
        ("ipywidgets<9,>=8.1", "8.10", ""),
        ('numpy; python_version >= "3.14"', "1.0", ""),
    ],
)
def test_the_least_version_is_found_wherever_it_stands(
    line: str, version: str, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata, "version", lambda name: version)
    assert health._problem(line) == problem


def test_here_everything_is_in_order(tmp_path: Path) -> None:
    assert [text for good, text in examine(WorkFile(tmp_path / "my_work.json")) if not good] == []
