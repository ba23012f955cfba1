"""The README's commands in a clone that nobody has touched, in an empty home, as any user."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import start
from checkout import FOLDERS, IS_ROOT, SYSTEM, USER, copy_to, uv
from held import held

pytestmark = pytest.mark.slow

LOOPBACK, VISIT = (held(__file__, name) for name in ("loopback", "visit"))
WELCOME = start.WELCOME.partition(" (")[0]


@dataclass
class Reader:
    """Someone with a fresh clone, an empty home and one Python."""

    folder: Path
    python: str
    user: list[str]
    home: Path

    def __call__(self, *words: str, offline: bool = False) -> str:
        """Run their Python with words in the clone and return all that it prints."""
        alone = ["unshare", "--net", sys.executable, "-c", LOOPBACK] if offline else []
        home = {"HOME": str(self.home), "PATH": FOLDERS}
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "UV", "XDG"))}
        done = subprocess.run(
            [*alone, *self.user, self.python, *words],
            cwd=self.folder,
            env={**kept, **home, "WAYOUT_WORK": str(self.home / "work.json")},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return done.stdout + done.stderr


def runs(command: list[str]) -> bool:
    try:
        return subprocess.run([*command, "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


def python_of(version: str) -> str:
    """A Python of this version, from PATH or from pyenv, or a skipped test."""
    pyenv = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser()
    own = sorted(pyenv.glob(f"versions/{version}.*/bin/python"))
    found = [python for python in [f"python{version}", *map(str, own)] if runs([python])]
    return found[0] if found else pytest.skip(f"there is no Python {version} here")


def fresh_clone(folder: Path, owner: int | None) -> Path:
    """Copy the course to a folder that belongs to one user."""
    folder.chmod(0o755)
    (folder / "home").mkdir()
    clone = copy_to(folder / "A Way Out")
    for path in [folder, *folder.rglob("*")] if owner else []:
        os.chown(path, owner or -1, owner or -1)
    return clone


@pytest.fixture(scope="module")
def anywhere() -> Iterator[Path]:
    """A folder that every user can enter, which pytest's own is not."""
    with tempfile.TemporaryDirectory(prefix="wayout-", ignore_cleanup_errors=True) as name:
        yield Path(name)


@pytest.fixture(scope="module")
def reader(anywhere: Path) -> Reader:
    """An ordinary user with the system's Python who has run the tests once."""
    uv()
    if not runs([*USER, SYSTEM]):
        pytest.skip("an ordinary user cannot run Python here")
    clone = fresh_clone(anywhere, 65534 if USER else None)
    made = Reader(clone, SYSTEM, USER, anywhere / "home")
    told = made("start.py", "test", "tests/test_start.py")
    assert WELCOME in told
    assert re.search(r"\d+ passed", told)
    return made


def test_a_fresh_clone_passes_and_the_second_start_is_quick(reader: Reader) -> None:
    began = time.monotonic()
    told = reader("start.py", "run", "python", "-c", "import wayout; print(wayout.__file__)")
    assert time.monotonic() - began < 5
    assert WELCOME not in told
    assert str(reader.folder) in told


def test_uv_came_with_pip(reader: Reader) -> None:
    if shutil.which("uv", path=FOLDERS):
        pytest.skip("the system has a uv of its own")
    assert (reader.folder / ".tools" / "bin" / "uv").exists()


def no_network() -> None:
    if not (IS_ROOT and runs(["unshare", "--net", sys.executable])):
        pytest.skip("only root may take the network away, with unshare")


def test_lab_opens_the_first_page_without_a_network(reader: Reader) -> None:
    no_network()
    told = reader("-c", VISIT.replace("PORT", "8931"), offline=True)
    assert "FIRST PAGE http://127.0.0.1:8931/lab/tree/lessons/00_start_here.ipynb" in told
    assert "'datapackage.json'" in told


def test_a_lesson_passes_without_a_network(reader: Reader) -> None:
    no_network()
    told = reader("start.py", "test", "lessons/00_start_here.ipynb", offline=True)
    assert re.search(r"\d+ passed", told)
    assert "failed" not in told


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the second start finds what the first one has fetched."""
    return tmp_path_factory.mktemp("home")


@pytest.mark.parametrize("version", ["3.8", "3.13"])
def test_another_python_can_start_it(version: str, tmp_path: Path, home: Path) -> None:
    other = Reader(fresh_clone(tmp_path, None), python_of(version), [], home)
    told = other(
        "start.py", "run", "python", "-c", "import altair, sys; print(sys.version_info[:2])"
    )
    assert re.search(r"\(3, 1[1-4]\)", told)
