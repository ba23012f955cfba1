"""The course folder as a clone would hold it, for the tests that look at files."""

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import start
from wayout.exercises.worked import untouched

ROOT = Path(__file__).parents[1]
FOLDERS = f"/usr/local/bin{os.pathsep}/usr/bin{os.pathsep}/bin"
SYSTEM = shutil.which("python3", path=FOLDERS) or str(Path(sys.base_prefix, "bin", "python3"))
IS_ROOT = os.name != "nt" and os.geteuid() == 0
USER = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if IS_ROOT else []


@cache
def files() -> tuple[Path, ...]:
    """Every file git holds or would add, relative to ROOT."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("only a git checkout knows which files belong to the course")
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(Path(name) for name in names.split("\0") if (ROOT / name).is_file() and name)


def notebooks() -> list[Path]:
    """Every notebook of the course, relative to ROOT; no exercise that a person has worked on."""
    folders = ("lessons", "lessons/teacher", "exercises", "solutions")
    found = [path for name in folders for path in sorted((ROOT / name).glob("[!.]*.ipynb"))]
    return [path.relative_to(ROOT) for path in found if _ours(path)]


def _ours(path: Path) -> bool:
    made = (ROOT / "solutions" / path.name).exists() and untouched(path)
    return made or path.parent.name != "exercises"


def committed(path: Path) -> dict[str, Any]:
    """A notebook as git holds it, whatever someone has done with it since; a new one as it is."""
    files()  # where there is no git, the test is skipped
    shown = ["git", "show", f":./{path.as_posix()}"]
    held = subprocess.run(shown, cwd=ROOT, capture_output=True).stdout
    return dict(json.loads(held or (ROOT / path).read_bytes()))


def cells(notebook: Path) -> list[dict[str, Any]]:
    """The cells of a notebook, as plain dictionaries."""
    return list(json.loads((ROOT / notebook).read_text("utf-8"))["cells"])


def copy_to(folder: Path) -> Path:
    """Copy what a clone would hold into a new git repository and return its folder."""
    for path in files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, folder / path)
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    subprocess.run(["git", "add", "--all"], cwd=folder, check=True)
    return folder


@cache
def uv() -> str:
    """A uv that runs and reaches the packages; without one, the test is skipped."""
    found = start.find_uv()
    if found is None:
        pytest.skip("needs uv, which `python start.py test` brings")
    ask = [found, "pip", "compile", "-", "--no-cache", "--quiet"]
    if subprocess.run(ask, input=b"pip", capture_output=True).returncode != 0:
        pytest.skip("needs a network")
    return found
