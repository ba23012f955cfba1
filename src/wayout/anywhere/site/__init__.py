"""The course as a book of web pages, to read and to project: no Python, no server, no network.

`make` writes the whole of it into one folder, which opens from a stick as well as from a server.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from wayout import paths
from wayout.anywhere.site import book, run, still
from wayout.errors import CourseError
from wayout.exercises.worked import worked_on
from wayout.language import listed
from wayout.pages.output import WriteError

MARK = Path("_static", "course.css")
"""What tells a site of ours from any other folder."""


class SiteError(CourseError):
    """Why no site was made; the message is a sentence for whoever asked for it."""


def make(out: Path, seen: Callable[[int], None] = lambda _: None) -> int:
    """Write the site of the course into the folder ``out``; return how many pages it has.

    A site of before is replaced in one stroke. ``seen`` is told how many notebooks have run.
    Raises SiteError where ``out`` holds anything else or an exercise holds someone's work,
    and other errors of the course where a notebook or the book stops.
    """
    book.ready()
    _must_be_free(out)
    names = book.names()
    if works := [name for name in worked_on(paths.ROOT) if name in names]:
        raise SiteError(
            f"{listed(works)}: someone's answers would be in the site. "
            "`wayout build --force` makes such exercises anew and keeps a copy of each."
        )
    with TemporaryDirectory(prefix="wayout-site-") as scratch:
        for name, page in run.executed(paths.ROOT, names, seen).items():
            still.freeze(page, name)
            run.keep(Path(scratch, name), page)
        _swap(book.bind(Path(scratch)), out)
    return len(names) + 1


def pack(site: Path) -> Path:
    """Write a site as a zip beside it, whose one folder has its name; return the zip."""
    target = site.resolve().with_name(f"{site.resolve().name}.zip")
    fresh = target.with_name(f".{target.name}.{token_hex(4)}.new")
    try:
        with ZipFile(fresh, "w", ZIP_DEFLATED) as archive:
            for path in sorted(site.rglob("*")):
                if path.is_file():
                    archive.write(path, Path(site.resolve().name, path.relative_to(site)))
        fresh.replace(target)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise _unwritable(target, error) from None
    return target


def _must_be_free(out: Path) -> None:
    ours = (out / MARK).is_file()
    if out.is_file() or (out.is_dir() and not ours and any(out.iterdir())):
        raise SiteError(f"{out} holds something else: name a new folder.")


def _swap(made: Path, out: Path) -> None:
    """Put a folder in its place: until all of it lies beside it, the old one stays."""
    out = out.resolve()
    fresh, old = (out.with_name(f".{out.name}.{token_hex(4)}.{kind}") for kind in ("new", "old"))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(made, fresh)
        if out.exists():
            out.rename(old)
        fresh.rename(out)
    except OSError as error:
        if old.exists():
            old.rename(out)
        raise _unwritable(out, error) from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _unwritable(path: Path, error: OSError) -> WriteError:
    why = error.strerror or error
    return WriteError(f"{path} cannot be written ({why}). Choose another place.")
