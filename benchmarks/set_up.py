"""How many seconds and megabytes each set-up takes, from a fresh clone and an empty store.

    python start.py run python benchmarks/set_up.py

Needs a line to PyPI. The committed state is cloned; every set-up begins in a clone of its own, and
with an empty store of downloads. Megabytes are those of `.venv` and `.tools` as files on disk.
"""

import shutil
import sys
import tempfile
from pathlib import Path

import measured
from measured import OURS, ROOT, Sample, seconds

SETUPS = {
    "to learn": ("run", "python", "--version"),
    "to teach": ("run", "wayout", "--version"),
    "to test": ("test", "--version"),
}


def main() -> None:
    options = measured.options(__doc__)
    with measured.run(options) as samples:
        for name, words in [*SETUPS.items()][: 1 if options.quick else None]:
            samples += _taken(name, words)


def _taken(name: str, words: tuple[str, ...]) -> list[Sample]:
    with tempfile.TemporaryDirectory() as folder:
        clone, store = Path(folder) / "course", Path(folder) / "store"
        measured.call("git", "clone", "-q", str(ROOT), str(clone))
        # Not the environment's own Python, which has no pip to begin with.
        start = (sys._base_executable, "start.py", *words)

        def set_up() -> None:
            measured.call(*start, cwd=clone, UV_CACHE_DIR=str(store), PIP_CACHE_DIR=str(store))

        first = seconds(set_up)
        again = seconds(set_up)
        size = sum(_size(clone / part) for part in (".venv", ".tools")) / 1e6
        for part in (".venv", ".tools"):
            shutil.rmtree(clone / part, ignore_errors=True)
        kept = seconds(set_up)
    return [
        Sample(f"{name}, on disk", OURS, "MB", (size,)),
        Sample(f"{name}, time", "the first time", "s", (first,)),
        Sample(f"{name}, time", "anew, downloads kept", "s", (kept,)),
        Sample(f"{name}, time", "each time after", "s", (again,)),
    ]


def _size(folder: Path) -> int:
    """Return the bytes of all files, each counted once however many names it has."""
    found = {
        (stat.st_dev, stat.st_ino): stat.st_size
        for path in folder.rglob("*")
        if not path.is_symlink() and path.is_file()
        for stat in [path.stat()]
    }
    return sum(found.values())


if __name__ == "__main__":
    main()
