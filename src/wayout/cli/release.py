"""Commands of the class: make an exercise ready to hand out, and verify it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wayout.cli.plain import course_root, plainly, progress

if TYPE_CHECKING:
    from wayout.grading.verify import Verified

_VERIFY = """Check exercises as they would be graded, before a class gets them.

For each exercise, as it is and in every variant: the solution gets all points, the blank exercise
none, and every listed mistake draws its own message. Ends with 1 and names what fails.

\b
wayout verify            all exercises
wayout verify 03 04      two of them
"""
_RELEASE = """Make an exercise ready to hand out, and the key that stays with you.

\b
wayout release 03 --out class/                         the exercise as the course has it
wayout release 03 --set year=2022 --out class/         a variant, worked out anew from the solution
wayout release 03 --settings                           which settings there are
wayout release 03 --per-learner roster.csv --out class/

The folder gets one notebook, 03_exercise_how_big.ipynb, or one for each id of the roster in a
folder of its own. Give it to learners as it is: it holds no answer. Its checks say how an answer
is read, and not whether it is right; its last cell gives the learner one file to hand in.

The key, 03_exercise_how_big.key.json, holds the answers. It lies beside the folder and never in
it: keep it, `wayout grade` needs it. With --per-learner it also says who has which variant. There
are a few of them, so that several learners share one: those that --settings lists, or those of
them that fit --set, but for the first, whose answers lie in the course folder. Who has one keeps
it when the roster grows. Collect with the same roster.

A released file is never changed. The same command again changes nothing; other settings need
another folder.
"""


def add(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command(help=_VERIFY)(verify)
    app.command(help=_RELEASE)(release)


def verify(
    exercises: Annotated[
        list[str] | None, typer.Argument(metavar="[03 ...]", help="Lessons; by default all.")
    ] = None,
) -> None:
    """Check exercises as they would be graded; see `_VERIFY`."""
    from rich.console import Console
    from rich.progress import track

    from wayout.grading import verify as grading
    from wayout.grading.release import solution_of

    root, console, errors = course_root(), Console(), Console(stderr=True)
    every = sorted(path.name[:2] for path in root.glob("solutions/[!.]*.ipynb"))
    found: list[Verified] = []
    with plainly():
        wanted = [solution_of(root, lesson).name[:2] for lesson in exercises or every]
    for lesson in track(wanted, "Verifying", console=errors, transient=True):
        found += grading.verify(root, lesson)
    _table(found, console)
    for one in found:
        for line in one.problems:
            typer.echo(f"{one.name} ({one.setting}): {line}", err=True)
    if any(one.problems for one in found):
        raise typer.Exit(1)
    typer.echo("All of it holds.")


def _table(found: "list[Verified]", console: object) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("Exercise", "Settings", "Questions", "Solution", "Blank", "Mistakes", "")
    for one in found:
        share = [
            f"{100 * part / one.of:.0f} %" if one.of else "–" for part in (one.full, one.blank)
        ]
        mistakes = f"{one.mistakes} of {one.listed}"
        sign = "✗ fails" if one.problems else "✓ holds"
        row = one.name[:2], one.setting, str(one.questions), *share, mistakes, sign
        table.add_row(*map(Text, row))
    if isinstance(console, Console):
        console.print(table)


def release(
    exercise: Annotated[str, typer.Argument(help="The lesson, such as 03.")],
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="May come twice.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="The folder that learners get.")] = None,
    per_learner: Annotated[
        Path | None, typer.Option(help="A roster: a variant for each of its ids.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option(help="Where the key goes; by default beside the folder.")
    ] = None,
    which: Annotated[bool, typer.Option("--settings", help="List the settings and stop.")] = False,
) -> None:
    """Make an exercise ready to hand out; see `_RELEASE`."""
    from wayout.exercises.settings import named
    from wayout.exercises.source import read
    from wayout.grading import release as grading
    from wayout.grading import roster
    from wayout.language import in_figures

    root = course_root()
    with plainly():
        path = grading.solution_of(root, exercise)
        if which:
            allowed = list(map(named, read(path).settings.allowed))
            lines = [f"{allowed[0]}  (the course's own)", *allowed[1:]] if allowed else []
            typer.echo("\n".join(lines) or "This exercise has no settings.")
            return
        if out is None:
            raise typer.BadParameter("Name the folder that learners get: --out class/")
        grading.key_place(out, path.stem, key)
        ids = [one.id for one in roster.read(per_learner)] if per_learner else []
        with progress("Making"):
            made = grading.make(root, exercise, settings or [], ids)
            place, fresh = grading.write(made, out, key)
    files = in_figures(len(fresh), "new notebook")
    typer.echo(f"{out}: {files}, release {made.key.release}. Give it to your learners.")
    if ids:
        typer.echo(_shares(list(made.key.people.values())))
    typer.echo(f"{place}: the key, with the answers. Keep it to yourself.")


def _shares(variants: list[str]) -> str:
    """Return a sentence on how many variants there are, and how many learners share one."""
    from collections import Counter

    times = Counter(variants)
    if len(times) == 1:
        return f"All learners have the same variant ({variants[0]}): there is no other that fits."
    few, many = min(times.values()), max(times.values())
    share = f"{few}" if few == many else f"{few} to {many}"
    each = "each has one of their own" if many == 1 else f"{share} share each of them"
    return f"{len(times)} variants for {len(variants)} learners: {each}."
