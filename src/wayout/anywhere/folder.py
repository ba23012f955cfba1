"""A folder that a command makes as a whole: whether it may be written, and how it gets its place.

A list in the folder says what a build wrote. A folder with anything else in it is somebody's own.
"""

import json
import shutil
from pathlib import Path
from secrets import token_hex

from wayout.errors import CourseError
from wayout.pages.output import put, unwritable

MARK = ".wayout-built.json"
"""The list of what a build wrote, in its folder."""
# Without it, GitHub Pages leaves out all whose name begins with an underscore.
_AS_IT_IS = ".nojekyll"
_READ = ("data", "exercises", "jupyter", "lessons", "solutions", "src")


class PlaceError(CourseError):
    """Why a folder may not be written; the message says what to do."""


def may_be_written(out: Path, root: Path) -> None:
    """Raise PlaceError unless ``out`` is new, empty, or holds what a build wrote and no more.

    Nor may it lie in a folder of the course ``root`` that builds read.
    """
    out = out.resolve()
    if any(out.is_relative_to(root.resolve() / name) for name in _READ):
        raise PlaceError(f"{out} lies among the files of the course: name a folder elsewhere.")
    if out.exists() and (other := _other(out)):
        raise PlaceError(f"{out} holds something else ({other}): name a new or empty folder.")


def _other(out: Path) -> str:
    """Return the first thing in a folder that no build wrote."""
    if not out.is_dir():
        return "a file"
    known = {MARK, *_listed(out / MARK)}
    found = sorted(path.relative_to(out) for path in out.rglob("*") if not _is_folder(path))
    return next((str(name) for name in found if name.as_posix() not in known), "")


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _listed(mark: Path) -> list[str]:
    try:
        return [str(name) for name in json.loads(mark.read_text("utf-8"))["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def swap(made: Path, out: Path, root: Path) -> None:
    """Move the folder ``made`` to ``out``: until all of it lies beside it, an older build stays.

    It stays, too, where anything stops the swap. Raises WriteError, and PlaceError as
    `may_be_written` does: somebody may have put a file there meanwhile.
    """
    out = out.resolve()
    fresh, old = (out.with_name(f".{out.name}.{token_hex(4)}.{kind}") for kind in ("new", "old"))
    _sign(made)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, fresh)
        may_be_written(out, root)
        if out.exists():
            out.rename(old)
        fresh.rename(out)
    except OSError as error:
        raise unwritable(out, error) from None
    finally:
        if old.exists() and not out.exists():
            old.rename(out)
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _sign(made: Path) -> None:
    put(made / _AS_IT_IS, "")
    files = [path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()]
    put(made / MARK, json.dumps({"files": sorted(files)}, indent=1))
