"""The house's one rule on imports: logic never imports a face, and arrows run one way."""

import ast
import sys
from pathlib import Path

import pytest

from checkout import ROOT

SOURCE = ROOT / "src" / "wayout"
MODULES = sorted(SOURCE.rglob("*.py"))

# Who may use a library that draws or clicks.
KEEPERS = {
    "ipywidgets": {"widgets"},
    "folium": {"maps"},
    "branca": {"maps"},
    "altair": {"charts"},
    "typer": {"cli"},
}
# Rooms that must run wherever Python runs.
BARE = {"argument", "beliefs", "entries", "errors", "lock", "scoring", "workfile", "session"}
# Faces, and the rooms that may call them.
FACES = {
    "widgets": {"widgets", "__init__"},
    "maps": {"maps", "exercises", "widgets", "__init__"},
    "charts": {"charts", "widgets", "__init__"},
    "cli": {"cli"},
}


# What a drawing takes from the rest of the course. Its figures come ready from data or measures,
# and a fact is worked out at the same place, never by way of the other.
DRAWS_FROM = {
    "charts": {"charts", "data", "errors", "figures", "measures", "wording"},
    "maps": {"maps", "data", "errors", "figures", "measures", "wording"},
}


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Full names of what a module imports, anywhere in it, but for type checkers only."""
    names: set[str] = set()
    for node in ast.walk(_without_typing_blocks(ast.parse(path.read_text("utf-8")))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def _without_typing_blocks(tree: ast.Module) -> ast.Module:
    kept = [n for n in tree.body if not (isinstance(n, ast.If) and "TYPE_CHECKING" in ast.dump(n))]
    return ast.Module(body=kept, type_ignores=[])


def names(path: Path, top: str) -> set[str]:
    return {name for name in imported(path) if name == top or name.startswith(f"{top}.")}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_only_its_keeper_uses_a_library_that_draws(path: Path) -> None:
    for library, keepers in KEEPERS.items():
        assert not names(path, library) or room(path) in keepers, library


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_faces_are_called_from_above_only(path: Path) -> None:
    for face, callers in FACES.items():
        assert not names(path, f"wayout.{face}") or room(path) in callers, face


@pytest.mark.parametrize(
    "path", [p for p in MODULES if room(p) in DRAWS_FROM], ids=lambda p: str(p.relative_to(SOURCE))
)
def test_a_drawing_takes_figures_from_data_and_measures_only(path: Path) -> None:
    used = {name.split(".")[1] for name in names(path, "wayout") if "." in name}
    assert used <= DRAWS_FROM[room(path)]


@pytest.mark.parametrize(
    "path", [p for p in MODULES if room(p) in BARE], ids=lambda p: str(p.relative_to(SOURCE))
)
def test_a_bare_room_needs_the_standard_library_only(path: Path) -> None:
    tops = {name.split(".")[0] for name in imported(path)} - {"wayout"}
    assert tops <= set(sys.stdlib_module_names)
