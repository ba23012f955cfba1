"""The command ``wayout``: build the exercises, look at the tables, count the lessons' words."""

import sys
from io import TextIOWrapper
from pathlib import Path
from shutil import get_terminal_size
from typing import Annotated

from wayout import __version__

try:
    import typer
except ImportError:
    raise SystemExit(
        "The command `wayout` needs typer, which is not installed. "
        "Run `python start.py run wayout`, or `pip install typer`."
    ) from None

from wayout.cli import collect, grade, lite, release, report, site, translate
from wayout.cli.plain import course_root, plainly

app = typer.Typer(
    help="A Way Out? Tools for those who write or teach the course.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line; the entry point of ``wayout``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a pipe may know fewer signs than the tables hold
            stream.reconfigure(errors="replace")
    app()


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"wayout {__version__}")
        raise typer.Exit


@app.callback()
def top(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Tools for those who write or teach the course."""


@app.command()
def build(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; name each file that is out of step.")
    ] = False,
    blank: Annotated[
        bool, typer.Option("--blank", help="Refuse exercises that hold someone's work.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Make those anew too; a dated copy of each is kept.")
    ] = False,
) -> None:
    """Make exercises/ and the stored checks from solutions/; what someone typed stays."""
    from wayout.exercises import build as room
    from wayout.exercises.worked import worked_on

    root = course_root()
    written, problems = ([], room.stale(root)) if check else room.build(root, force)
    for path in written:
        typer.echo(f"Wrote {path}")
    works = worked_on(root)
    for path in works:
        typer.echo(f"{path} is worked on: it stays as it is.", err=blank)
    for problem in problems:
        typer.echo(problem, err=True)
    if problems or (blank and works):
        raise typer.Exit(1)
    others = "other exercises" if works else "exercises"
    typer.echo(f"All {others} are in step with their solutions.")


@app.command()
def data(
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="A table; without a name, all are listed.")
    ] = "",
    rows: Annotated[int, typer.Option(min=1, help="How many rows to print.")] = 10,
    seal: Annotated[
        bool,
        typer.Option(
            "--seal",
            help="After a change of tables or lessons: bring sizes, marks and pages in step.",
        ),
    ] = False,
) -> None:
    """Print the course's tables, or one of them and its source card."""
    from wayout.tables.package import overview

    with plainly():
        if seal:
            _seal()
        else:
            typer.echo(_table(name, rows) if name else overview())


@app.command()
def words(
    write: Annotated[
        bool, typer.Option("--write", help="Write the minutes into all that tells them.")
    ] = False,
) -> None:
    """Print what each lesson shows and asks, and how many minutes that takes."""
    from wayout.course.minutes import put_minutes
    from wayout.course.pace import pace

    root = course_root()
    told = [root / "README.md", *sorted((root / "teaching").glob("*.md"))]
    for path in sorted((root / "lessons").glob("*.ipynb")):
        found = pace(path)
        typer.echo(found.line())
        if write and put_minutes(path, found.minutes, *told):
            typer.echo(f"Wrote {found.minutes} minutes into {path.name} and the pages that say so.")


@app.command()
def page(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A work file; by default your own.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where to write it; a name that ends in .zip gets all.")
    ] = None,
    name: Annotated[str, typer.Option(help="A name for the head of the page.")] = "",
) -> None:
    """Make the page to print from a work file, or a zip of everything in it."""
    from wayout.course import exports, my_page
    from wayout.maps.december import picture_of_trip
    from wayout.pages.output import put
    from wayout.work.held import held
    from wayout.work.workfile import default_path

    path, target = file or default_path(), out or Path(my_page.NAME)
    with plainly():
        work = held(path)
        made = my_page.page(work, picture_of_trip(), name)
        put(target, exports.zipped(work, made) if target.suffix.lower() == ".zip" else made)
    typer.echo(f"Wrote {target}")


_EXAMPLES = """Make one page and one table of what the learners of a class answered, without names.

Put the files that they handed in, or the zip of a learning platform, into one folder.

\b
wayout room class                 writes class_view.html and class_view.csv here
wayout room class --live          looks again every few seconds while a class votes
wayout room --sample              shows a made-up class of thirty
wayout room downloads.zip --lesson 3 --no-file-names
"""


@app.command(help=_EXAMPLES)
def room(
    folder: Annotated[
        Path | None,
        typer.Argument(help="Folder or zip with the learners' files.", show_default=False),
    ] = None,
    out: Annotated[
        Path, typer.Option(help="The page; the table gets the same name with .csv.")
    ] = Path("class_view.html"),
    lesson: Annotated[str, typer.Option(help="Questions of one lesson alone, such as 3.")] = "",
    live: Annotated[
        bool, typer.Option("--live", help="Look again and again; Ctrl-C ends it.")
    ] = False,
    every: Annotated[int, typer.Option(min=1, help="Seconds between two looks.")] = 3,
    no_file_names: Annotated[
        bool, typer.Option("--no-file-names", help="Write numbers for the names of files.")
    ] = False,
    sample: Annotated[
        bool, typer.Option("--sample", help="A made-up class, to see what it looks like.")
    ] = False,
    jobs: Annotated[int, typer.Option(min=0, help="Processes that read; 0: all cores.")] = 0,
) -> None:
    """Make one page and one table of what the learners of a class answered; see `_EXAMPLES`."""
    from wayout.room import watch

    if (folder is None) != sample:
        raise typer.BadParameter("Name one folder, or write --sample.")
    wanted = watch.Wanted(out, lesson, not no_file_names, every if live else 0)
    with plainly(), watch.place(folder) as here:
        for line in watch.pages(here, wanted, jobs):
            typer.echo(line)


def _seal() -> None:
    from wayout.course import publish
    from wayout.exercises.worked import mark_lessons

    changed = [*publish.refresh_hashes(), *publish.write(), *mark_lessons()]
    typer.echo("\n".join(f"Brought in step: {name}" for name in changed) or "Nothing has changed.")


def _table(name: str, rows: int) -> str:
    from wayout.pages.source_card import source
    from wayout.tables.package import describe, load, text

    entry = describe(name)
    if "features" in entry:
        return f"{source(name)}\n\n{entry['features']} areas or lines"
    if "lines" in entry:
        return f"{source(name)}\n\n" + "\n".join(text(name).splitlines()[:rows])
    frame = load(name)
    wide = max(60, get_terminal_size().columns)
    shown = frame.head(rows).to_string(index=False, max_colwidth=32, line_width=wide)
    left = f"\n… and {len(frame) - rows} more rows" if len(frame) > rows else ""
    return f"{source(name)}\n\n{shown}{left}"


for part in (release, collect, grade, report, site, lite, translate):
    part.add(app)
