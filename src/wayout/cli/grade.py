"""Commands of the class: grade what was handed in, here or on many machines."""

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from wayout.cli.plain import plainly, progress, stop

if TYPE_CHECKING:
    from wayout.grading.jail import How
    from wayout.grading.row import Row

_GRADE = """Grade a folder of notebooks, each in a jail; write a row for each learner.

The code of each notebook runs in a jail without network, and only its answers
come out. A loop, a crash or a torn file stops nobody else. If you stop it with
Ctrl-C, the next run goes on where it was. Unreadable and missing get no marks,
which is not 0. Where code crashed and nothing was graded, the exit code is 1.

\b
wayout grade submitted --key 03_exercise_how_big.key.json
wayout grade submitted --key KEY --out graded --jobs 4
wayout grade submitted --key KEY --seconds 30             on a slow computer
wayout grade submitted --key KEY --isolation container    podman or docker
wayout grade submitted --key KEY --scheduler tcp://10.0.0.5:8786

The jail is made by bubblewrap, on Linux. --isolation none runs learners' code
with all your rights: for notebooks that you wrote yourself.
"""
_ONE = """Grade one notebook and print its row as JSON; needs nothing beside file and key.

The unit for GNU parallel, a job array or a cluster. The id of the learner
chooses the variant; without --person it is the name of the file's folder.

\b
wayout grade-one submitted/s01 --key KEY --json -
wayout grade-one FILE --key KEY --person s01 --json rows/s01.json
"""
_MERGE = """Bring rows that `wayout grade-one` made, on any machines, into one folder.

A row counts if it is of the file as it lies in the folder of the class now. It
gets what collecting said, such as late; who has no row yet is named.

\b
wayout merge rows --submitted submitted --key KEY --out graded
"""
_NONE = "Without a jail: learners' code runs with all your rights."
_WIDEST = 2000

Key = Annotated[Path, typer.Option(help="The key that `wayout release` made.", show_default=False)]
Isolation = Annotated[
    Literal["auto", "bwrap", "container", "none"], typer.Option(help="What holds the code.")
]
Image = Annotated[str, typer.Option(help="The image for --isolation container.")]
Seconds = Annotated[
    float, typer.Option(min=1, max=600, help="A cell's time; a notebook has twelve times that.")
]
Fresh = Annotated[
    bool, typer.Option("--fresh", help="Import all anew for each notebook: many times slower.")
]


def add(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command(help=_GRADE)(grade)
    app.command("grade-one", help=_ONE)(grade_one)
    app.command(help=_MERGE)(merge)


def grade(
    submitted: Annotated[Path, typer.Argument(help="The folder that `wayout collect` made.")],
    key: Key,
    out: Annotated[Path, typer.Option(help="Where the rows go.")] = Path("graded"),
    jobs: Annotated[int, typer.Option(min=0, help="How many at a time; 0: one a core.")] = 0,
    isolation: Isolation = "auto",
    image: Image = "wayout",
    fresh: Fresh = False,
    seconds: Seconds = 10,
    scheduler: Annotated[
        str,
        typer.Option(help="A Dask cluster that grades, such as tcp://10.0.0.5:8786."),
    ] = "",
) -> None:
    """Grade a folder; see `_GRADE`."""
    from functools import partial

    from wayout.grading import grade as room
    from wayout.grading import key as keys
    from wayout.grading.jail import WHOLE, How

    found: list[Row] = []
    if isolation == "none":
        typer.echo(_NONE, err=True)
    try:
        with plainly():
            how = How(isolation, fresh, image, seconds, WHOLE * seconds)
            known, far = keys.read(key), None
            _hidden(how, key, submitted, out)
            if scheduler:
                from wayout.grading.cluster import grade_all

                far = partial(grade_all, key=known, how=how, scheduler=scheduler)
            _beside(submitted)
            graded = room.grade(submitted, known, out, how, jobs or os.cpu_count() or 1, far)
            with progress("Grading") as told:
                for row, number in graded:
                    found.append(row)
                    told(len(found), number)
    except KeyboardInterrupt:
        stop(f"Stopped after {len(found)}. The same command goes on from there.")
    for said in _lines(found):
        typer.echo(said)
    typer.echo(f"{_counts(found)}. Rows are in {out}")
    states = {row.status for row in found}
    if "crashed" in states and "graded" not in states:
        stop("Nothing could be graded: the notes above say why.")


def _hidden(how: "How", *places: Path) -> None:
    """Raise JailError where learners' code could read the key or others' work."""
    from wayout.grading.jail import JailError, exposed

    if said := exposed(how, *places):
        raise JailError(said)


def _beside(submitted: Path) -> None:
    """Say what else lies in the folder of a class."""
    from wayout.grading.grade import beside
    from wayout.grading.tame import line

    for said in beside(submitted):
        typer.echo(line(said, _WIDEST), err=True)


def _lines(found: "Iterable[Row]") -> Iterable[str]:
    from wayout.grading.tame import line

    for row in sorted(found, key=lambda row: row.person):
        if row.notes or row.status != "graded":
            yield line(f"{row.person}: {' '.join([f'{row.status}.', *row.notes])}", _WIDEST)


def _counts(found: "list[Row]") -> str:
    seen = Counter(row.status for row in found)
    late = sum(row.late for row in found)
    parts = [f"{number} {status}" for status, number in seen.most_common()]
    return ", ".join(
        [f"{len(found)} in all: {parts[0]}", *parts[1:], *[f"{late} late"][: late > 0]]
    )


def grade_one(
    file: Annotated[Path, typer.Argument(help="A learner's notebook, or the folder of it.")],
    key: Key,
    json: Annotated[str, typer.Option(help="Where the row goes; - is the screen.")] = "-",
    person: Annotated[str, typer.Option(help="The id of the roster.", show_default=False)] = "",
    isolation: Isolation = "auto",
    image: Image = "wayout",
    seconds: Seconds = 10,
) -> None:
    """Grade one file; see `_ONE`."""
    from wayout.grading import grade as room
    from wayout.grading import key as keys
    from wayout.grading import row as rows
    from wayout.grading.jail import WHOLE, How
    from wayout.pages.output import put

    if isolation == "none":
        typer.echo(_NONE, err=True)
    with plainly():
        known = keys.read(key)
        if file.is_dir():
            person = person or file.absolute().name
            file = next(iter(room.notebooks(file, known)), file / f"{known.name}.ipynb")
        who = person or (file.absolute().parent.name if file.stem == known.name else file.stem)
        how = How(isolation, False, image, seconds, WHOLE * seconds)
        _hidden(how, key, file)
        row = room.grade_one(file, known, who, how)
        if row.status == "missing":
            stop(f"There is no file {file}: nothing was graded.")
        if json == "-":
            typer.echo(rows.dumps(row), nl=False)
        else:
            put(Path(json), rows.dumps(row))


def merge(
    rows: Annotated[Path, typer.Argument(help="The folder with a row ID.json for each learner.")],
    submitted: Annotated[Path, typer.Option(help="The folder that `wayout collect` made.")],
    key: Key,
    out: Annotated[Path, typer.Option(help="Where all rows go.")] = Path("graded"),
) -> None:
    """Bring rows together; see `_MERGE`."""
    from wayout.grading import grade as room
    from wayout.grading import key as keys
    from wayout.grading.jail import How
    from wayout.grading.merge import made_before
    from wayout.grading.tame import line
    from wayout.language import listed

    with plainly():
        known = keys.read(key)
        far = made_before(rows, known)
        _beside(submitted)
        found = [row for row, _ in room.grade(submitted, known, out, How(), 1, far)]
        people = {one.person for one in room.handed(submitted, known)}
    typer.echo(f"{_counts(found)}. Rows are in {out}" if found else "No row fits.")
    if lost := sorted(people - {row.person for row in found}):
        said = f"Not graded yet, or the file or the key has changed since: {listed(lost, 12)}."
        stop(line(said, _WIDEST))
