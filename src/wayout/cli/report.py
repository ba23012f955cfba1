"""Commands of the class: mark essays, report, return pages, export to a learning platform."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wayout.cli.plain import plainly, stop

if TYPE_CHECKING:
    from wayout.grading.marks import Marks
    from wayout.grading.school import School

_MARK = """Mark the texts of a class by their rubric, one question over all learners.

Without an option it says how far you are and how to open the card in JupyterLab.
Marks are kept in marks/NAME.json, beside the folder of rows.

\b
wayout mark graded --key 09_exercise_change_seats.key.json
wayout mark graded --key KEY --marker B --open            opens the card
wayout mark graded --key KEY --marker C --second-marker 20%
wayout mark graded --key KEY --csv marks.csv              for a spreadsheet
wayout mark graded --key KEY --from-csv marks.csv         and back
"""
_REPORT = """Make the report of a class: report/class.html and report/scores.csv.

\b
wayout report graded --key 03_exercise_how_big.key.json
wayout report graded --key KEY --names roster.csv         with names
"""
_RETURN = """Make a page for each learner to return: feedback/ID.html.

\b
wayout return graded --key 03_exercise_how_big.key.json
wayout return graded --key KEY --keep-answers             to use the release again
wayout return graded --key KEY --moodle                   feedback/moodle.zip as well
"""
_EXPORT = """Hand points on to a learning platform.

Export the table from Canvas or Moodle first: it is filled in, and everything else in it stays.

\b
wayout export graded --key KEY --canvas Grades.csv --roster roster.csv
wayout export graded --key KEY --moodle Grades-Exercise.csv
wayout export graded --key KEY --gradescope
wayout export graded --key KEY --nbgrader gradebook.db
"""
Graded = Annotated[Path, typer.Argument(help="Folder that `wayout grade` made.")]
KeyFile = Annotated[Path, typer.Option("--key", help="The key of the release.")]
MarksIn = Annotated[
    Path | None, typer.Option("--marks", help="Folder of marks; by default beside the rows.")
]
Submitted = Annotated[
    Path | None, typer.Option(help="Folder of `wayout collect`; by default beside the rows.")
]
Roster = Annotated[Path | None, typer.Option(help="Who is in the class, with logins and names.")]


def add(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command(help=_MARK)(mark)
    app.command(help=_REPORT)(report)
    app.command("return", help=_RETURN)(give_back)
    app.command(help=_EXPORT)(export)


def _beside(graded: Path, marks: Path | None) -> Path:
    return marks or graded.resolve().parent / "marks"


def _school(graded: Path, key: Path, marks: Path | None) -> "School":
    from wayout.grading import key as keys
    from wayout.grading.school import read_school
    from wayout.grading.tame import tame

    school = read_school(graded, keys.read(key), _beside(graded, marks))
    for note in school.notes:
        typer.echo(tame(note), err=True)
    return school


def mark(
    graded: Graded,
    key: KeyFile,
    marker: Annotated[str, typer.Option(help="A short name for whoever marks.")] = "marker",
    marks: MarksIn = None,
    second_marker: Annotated[
        str, typer.Option(help="Read again a part of the texts, such as 20%.")
    ] = "0",
    csv: Annotated[Path | None, typer.Option(help="Write a table for a spreadsheet.")] = None,
    from_csv: Annotated[Path | None, typer.Option(help="Take over such a table.")] = None,
    open_card: Annotated[
        bool, typer.Option("--open", help="Open the card in JupyterLab; Ctrl-C ends it.")
    ] = False,
) -> None:
    """Mark the texts of a class; see `_MARK`."""
    from wayout.grading.marking import sheet
    from wayout.grading.marking.queue import share
    from wayout.grading.marks import MarkFile
    from wayout.language import in_figures
    from wayout.pages.output import put

    with plainly():
        if csv and from_csv:
            stop("Name --csv or --from-csv: one table at a time. Nothing was done.")
        second = share(second_marker)
        school = _school(graded, key, marks)
        folder = _beside(graded, marks)
        file = MarkFile(folder, marker, school.key.release, second)
        held = file.begin()
        if file.note:
            typer.echo(file.note, err=True)
        if not school.key.written:
            typer.echo("This exercise has no text that people mark.")
        elif csv is not None:
            sheet.spare(csv, school, held)
            put(csv, sheet.table(school, held))
            typer.echo(f"Wrote {csv}. Fill in levels 0 to 3, save it as CSV, then --from-csv.")
        elif from_csv is not None:
            news = sheet.changes(from_csv.read_bytes(), school, held)
            file.put(news, held.given)
            part = f"{held.second:.0%}".replace("%", " %")
            role = f"reads {part} again, as second marker" if held.second else "is a first marker"
            typer.echo(f"Took over {in_figures(len(news), 'mark')}: {file.path}")
            typer.echo(f"{marker} {role}.")
        else:
            _tell(school, held)
            _card(graded, key, marker, second, folder, open_card=open_card)


def _tell(school: "School", held: "Marks") -> None:
    from wayout.grading.marking.queue import done, queue

    for one in school.key.written:
        pieces = queue(school, one.name, held.marker, held.second)
        marked = sum(done(piece, one, held) for piece in pieces)
        typer.echo(f"{one.name}: {marked} of {len(pieces)} texts marked by {held.marker}.")


def _card(
    graded: Path, key: Path, marker: str, second: float, folder: Path, *, open_card: bool
) -> None:
    from json import dumps

    from wayout import paths
    from wayout.grading.marking.face import SETTINGS

    page = paths.ROOT / "lessons" / "teacher" / "mark_essays.ipynb"
    told = {"graded": str(graded.resolve()), "key": str(key.resolve()), "marker": marker,
            "second": f"{second:g}", "marks": str(folder.resolve())}  # fmt: skip
    if not open_card:
        typer.echo(f"\nTo mark in JupyterLab, open {page} and type into its card:")
        for name, value in told.items():
            typer.echo(f"  {name:<7} {value}")
        typer.echo("Or add --open to this line: it opens the card with all of that filled in.")
        return
    if getattr(os, "geteuid", lambda: 1)() == 0:
        stop("JupyterLab does not start for root: give this line as another user.")
    command = [sys.executable, "-m", "jupyterlab", str(page)]
    raise typer.Exit(subprocess.call(command, env={**os.environ, SETTINGS: dumps(told)}))


def report(
    graded: Graded,
    key: KeyFile,
    marks: MarksIn = None,
    out: Annotated[Path, typer.Option(help="Folder for page and table.")] = Path("report"),
    names: Annotated[
        Path | None, typer.Option(help="A roster whose names stand beside the ids.")
    ] = None,
) -> None:
    """Make page and table of a class; see `_REPORT`."""
    from wayout.grading import report as room
    from wayout.grading import roster as rosters

    with plainly():
        school = _school(graded, key, marks)
        people = rosters.read(names) if names else ()
        for path in room.write(school, out, {one.id: one.called for one in people}):
            typer.echo(f"Wrote {path}")
        typer.echo(school.told())


def give_back(
    graded: Graded,
    key: KeyFile,
    marks: MarksIn = None,
    out: Annotated[Path, typer.Option(help="Folder for the pages.")] = Path("feedback"),
    keep_answers: Annotated[
        bool, typer.Option("--keep-answers", help="Say neither what is right nor why.")
    ] = False,
    moodle: Annotated[
        bool, typer.Option("--moodle", help="Also a zip that Moodle takes as feedback files.")
    ] = False,
    submitted: Submitted = None,
) -> None:
    """Make a page for each learner; see `_RETURN`."""
    from wayout.grading import feedback as room
    from wayout.grading.tame import line
    from wayout.language import in_figures, listed

    with plainly():
        school = _school(graded, key, marks)
        paths = room.write(school, out, keep_answers=keep_answers)
        typer.echo(f"Wrote {in_figures(len(paths), 'page')} into {out}")
        if old := room.strays(out, paths):
            typer.echo(
                f"In {out} from before, and not of this class now: {listed(map(line, old), 10)}. "
                "Do not hand these back.", err=True,
            )  # fmt: skip
        if moodle:
            made, left = room.for_moodle(
                school, submitted or graded.resolve().parent / "submitted", out, keep_answers
            )
            typer.echo(f"Wrote {made}: in Moodle choose Upload multiple feedback files in a zip.")
            for note in left:
                typer.echo(note, err=True)


def export(
    graded: Graded,
    key: KeyFile,
    marks: MarksIn = None,
    canvas: Annotated[Path | None, typer.Option(help="A table that Canvas exported.")] = None,
    moodle: Annotated[Path | None, typer.Option(help="A grading worksheet of Moodle.")] = None,
    gradescope: Annotated[
        bool, typer.Option("--gradescope", help="A results.json for each learner.")
    ] = False,
    nbgrader: Annotated[Path | None, typer.Option(help="A gradebook, made if missing.")] = None,
    roster: Roster = None,
    column: Annotated[str, typer.Option(help="The column of grades, if it is not found.")] = "",
    scale: Annotated[
        bool, typer.Option("--scale", help="Turn points into those that the platform gives.")
    ] = False,
    submitted: Submitted = None,
    out: Annotated[
        Path | None, typer.Option(help="File or folder to write; never the exported one.")
    ] = None,
) -> None:
    """Hand points on; see `_EXPORT`."""
    wanted = [canvas is not None, moodle is not None, gradescope, nbgrader is not None]
    if sum(wanted) != 1:
        raise typer.BadParameter("Name one of --canvas, --moodle, --gradescope and --nbgrader.")
    from wayout.grading import collect, gradebook, platforms
    from wayout.grading import roster as rosters
    from wayout.language import in_figures

    with plainly():
        school = _school(graded, key, marks)
        notes: tuple[str, ...]
        if table := canvas or moodle:
            people = rosters.read(roster) if roster else ()
            fill = platforms.canvas if canvas else platforms.moodle
            place = out or table.with_name(f"{table.stem}_filled{table.suffix}")
            numbers = collect.numbers(
                submitted or graded.resolve().parent / "submitted", school.key
            )
            given, notes = platforms.fill(
                fill, table, place, school, people, column, scale=scale, numbers=numbers
            )
        elif gradescope:
            place = out or Path("gradescope")
            given, notes = platforms.gradescope(school, place)
        else:
            place = nbgrader or Path("gradebook.db")
            given, notes = gradebook.export(school, place)
        typer.echo(f"Wrote points of {in_figures(given, 'learner')} into {place}")
        for note in notes:
            typer.echo(note, err=True)
