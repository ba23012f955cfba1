"""``wayout translate``: lessons in another language, made from their texts by cell."""

import re
from pathlib import Path
from typing import Annotated

import typer

from wayout.cli.plain import course_root, plainly, stop

_EXAMPLES = """Check the lessons in another language, and make their notebooks.

\b
wayout translate                     checks every language
wayout translate de                  checks one, and writes lessons/de/
wayout translate de --out german     writes into another folder
wayout translate de --begin 03       begins lesson 3: a file with its texts to write over

Texts lie in translations/, by cell. One that is missing, stale or says other figures is named.
"""


def add(app: typer.Typer) -> None:
    """Add the command to the others."""
    app.command(help=_EXAMPLES)(translate)


def translate(
    language: Annotated[
        str, typer.Argument(metavar="[LANGUAGE]", help="Two letters, such as de.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option(help="Where to write; by default lessons/LANGUAGE.")
    ] = None,
    begin: Annotated[str, typer.Option(help="Begin a lesson, such as 03.")] = "",
) -> None:
    """Check and write translations; see `_EXAMPLES`."""
    from wayout.course import translation
    from wayout.language import nearest

    root, language = course_root(), language.lower()
    known = translation.known(root)
    if not re.fullmatch("[a-z]{2}" if begin else "([a-z]{2})?", language):
        raise typer.BadParameter("Name the language by its two letters, such as de.")
    if language and not begin and language not in known:
        says = f"Nothing is translated into '{language}'. {nearest(language, known)}"
        raise typer.BadParameter(says)
    with plainly():
        if begin:
            typer.echo(f"Wrote {translation.begin(root, language, begin)}")
            return
        written: list[str] = []
        if language:
            written, lines = translation.write(root, language, out or root / "lessons" / language)
        else:
            lines = [line for one in known for line in translation.check(root, one)]
    for path in written:
        typer.echo(f"Wrote {path}")
    if lines:
        stop("\n".join(lines))
    typer.echo("All translations are in step with their lessons.")
