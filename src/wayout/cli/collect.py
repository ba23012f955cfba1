"""Commands of the class: bring what learners handed in into one folder."""

from pathlib import Path
from typing import Annotated

import typer

from wayout.cli.plain import plainly, progress

_EXAMPLES = """Bring what a class handed in into one folder, with a folder for each learner.

Put what Moodle or Canvas gives (the zip as it is) and what came by e-mail
into one folder. Nothing is run. Missing, late, double and unreadable files
are named, and files of nobody; one bad file stops nothing. Collect again
whenever something new has come.

\b
KEY is the file that `wayout release` made, such as 03_exercise_how_big.key.json:
wayout collect downloads --roster roster.csv --key KEY
wayout collect downloads --key KEY --due 2026-12-01T18:00 --times Grades.csv
wayout collect --sample . --key KEY     makes a class here to try it with

roster.csv has the columns id and name, and if you like email, section, login.
"""


def add(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command(help=_EXAMPLES)(collect)


def collect(
    downloads: Annotated[
        Path | None,
        typer.Argument(help="Folder or zip with what learners handed in.", show_default=False),
    ] = None,
    key: Annotated[
        Path, typer.Option(help="The key that `wayout release` made.", show_default=False)
    ] = ...,  # type: ignore[assignment]
    roster: Annotated[
        Path | None,
        typer.Option(help="Who is in the class; without it, people go by their files' names."),
    ] = None,
    to: Annotated[Path, typer.Option(help="Where to put them.")] = Path("submitted"),
    due: Annotated[
        str,
        typer.Option(
            help="Until when, such as 2026-12-01T18:00; a date is the whole of that day. It "
            "counts until you name another time.",
            show_default=False,
        ),
    ] = "",
    times: Annotated[
        Path | None,
        typer.Option(help="Moodle's grading worksheet, which says when each handed in."),
    ] = None,
    sample: Annotated[
        Path | None,
        typer.Option(help="Make a folder with a made-up class: roster.csv and a zip of Moodle's."),
    ] = None,
) -> None:
    """Bring what learners handed in into one folder; see `_EXAMPLES`."""
    from wayout.grading import collect as room
    from wayout.grading import key as keys
    from wayout.grading import roster as rosters
    from wayout.grading import times as clocks
    from wayout.grading.sample import make_class

    if (downloads is None) == (sample is None):
        raise typer.BadParameter("Name one folder, or write --sample FOLDER.")
    with plainly():
        held = keys.read(key)
        if sample is not None:
            for line in make_class(sample, held):
                typer.echo(line)
            return
        until = clocks.until(due) if due else None
        people = rosters.read(roster) if roster else ()
        told = clocks.read(times) if times else {}
        assert downloads is not None
        with progress("Collecting") as seen:
            found = room.collect(downloads, people, held, to, until, seen, told)
        for line in room.lines(found, people):
            typer.echo(line)
        typer.echo(f"Wrote {to / room.NAME}")
