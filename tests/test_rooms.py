"""The rooms of the house: arrows run one way, few modules stand loose, each says its one job."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from checkout import ROOT
from held import held

SOURCE = ROOT / "src" / "wayout"
ROOMS = sorted(path.parent for path in SOURCE.rglob("__init__.py") if path.parent != SOURCE)
WALK = held(__file__, "walk")
BARE = ("argument", "errors", "language", "paths", "words", "work")


def test_every_arrow_runs_the_way_that_pyproject_says() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    found = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout + found.stderr


def test_every_import_of_a_room_runs_along_the_arrows_that_contributing_draws() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    arrows = set(re.findall(r"^  (\w+)(?:\[.*?\])? --> (\w+)", text, re.MULTILINE))
    rooms, used = {room for arrow in arrows for room in arrow}, set[tuple[str, str]]()
    for path in SOURCE.rglob("*.py"):
        room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        found = re.findall(r"(?:from|import) wayout\.(\w+)", path.read_text("utf-8"))
        used |= {(room, other) for other in found if {room, other} <= rooms and room != other}
    assert {arrow for arrow in arrows if arrow[0] != "notebooks"} <= used
    led, longer = set(arrows), set[tuple[str, str]]()
    while led != longer:
        led, longer = led | {(a, d) for a, b in led for c, d in arrows if b == c}, led
    assert used <= led


def test_at_most_eight_modules_stand_loose() -> None:
    assert len(list(SOURCE.glob("*.py"))) <= 8


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.relative_to(SOURCE)))
def test_a_room_says_in_its_first_sentence_what_it_is_for(room: Path) -> None:
    said = ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8")))
    assert said
    assert said.partition("\n")[0].endswith(".")


@pytest.mark.parametrize("name", BARE)
def test_a_bare_room_brings_nothing_but_the_standard_library(name: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", WALK, name], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == []
