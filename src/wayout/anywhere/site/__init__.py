"""The course as a book of web pages, to read and to project: no Python, no server, no network.

`make` writes the whole of it into one folder, which opens from a stick as well as from a server.
"""

from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from wayout import paths
from wayout.anywhere import folder, outgoing
from wayout.anywhere.site import book, run, still
from wayout.pages.output import unwritable


def make(out: Path, seen: Callable[[int], None] = lambda _: None) -> int:
    """Write the site of the course into the folder ``out``; return how many pages it has.

    A site of before is replaced in one stroke. ``seen`` is told how many notebooks have run.
    Raises PlaceError where ``out`` holds anything else, OutgoingError where somebody typed in a
    notebook, and other errors of the course where a notebook or the book stops.
    """
    book.ready()
    folder.may_be_written(out, paths.ROOT)
    outgoing.check(paths.ROOT)
    names = outgoing.notebooks()
    with TemporaryDirectory(prefix="wayout-site-") as scratch:
        for name, page in run.executed(paths.ROOT, names, seen).items():
            still.freeze(page, name)
            run.keep(Path(scratch, name), page)
        folder.swap(book.bind(Path(scratch)), out, paths.ROOT)
    return len(names) + 1


def may_be_packed(out: Path) -> None:
    """Raise PlaceError where beside the folder ``out`` lies a zip of its name that is no site."""
    target = _zip(out)
    if not target.exists():
        return
    try:
        with ZipFile(target) as archive:
            ours = f"{out.resolve().name}/{folder.MARK}" in archive.namelist()
    except (OSError, BadZipFile):
        ours = False
    if not ours:
        raise folder.PlaceError(f"{target} is something else: name another folder for the site.")


def _zip(out: Path) -> Path:
    return out.resolve().with_name(f"{out.resolve().name}.zip")


def pack(site: Path) -> Path:
    """Write a site as a zip beside it, whose one folder has its name; return the zip."""
    may_be_packed(site)
    target = _zip(site)
    fresh = target.with_name(f".{target.name}.{token_hex(4)}.new")
    try:
        with ZipFile(fresh, "w", ZIP_DEFLATED) as archive:
            for path in sorted(site.rglob("*")):
                if path.is_file():
                    archive.write(path, Path(site.resolve().name, path.relative_to(site)))
        fresh.replace(target)
    except OSError as error:
        raise unwritable(target, error) from None
    finally:
        fresh.unlink(missing_ok=True)
    return target
