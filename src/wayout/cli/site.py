"""The command ``wayout site``: the course as a book of web pages."""

from pathlib import Path
from typing import Annotated

import typer

from wayout.cli.plain import plainly, progress

_EXAMPLES = """Make the course a book of web pages, to read and to project.

The pages need no Python, no server and no network: put the folder on a stick or
on any web server, and open index.html. Lessons and exercises are there as they
stand before anybody has answered. Maps and charts move, findings are folded,
cards show what they ask. No solution and no answer of yours is in it.

\b
wayout site                       writes the folder site/
wayout site --out class --zip     writes class/ and class.zip
"""


def add(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(help=_EXAMPLES)(site)


def site(
    out: Annotated[
        Path, typer.Option(help="Folder to write; a site of before is replaced.")
    ] = Path("site"),
    as_zip: Annotated[
        bool, typer.Option("--zip", help="Also a zip of the folder, beside it.")
    ] = False,
) -> None:
    """Make the course a book of web pages; see `_EXAMPLES`."""
    from wayout.anywhere import site as room

    with plainly():
        if as_zip:
            room.may_be_packed(out)
        with progress("Running the notebooks") as seen:
            pages = room.make(out, seen)
        typer.echo(f"Wrote {pages} pages: open {out / 'index.html'}")
        if as_zip:
            typer.echo(f"Wrote {room.pack(out)}")
