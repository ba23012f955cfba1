"""What all commands share: an end in one sentence, the course folder, a bar while it lasts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer


@contextmanager
def plainly() -> Iterator[None]:
    """Tell what went wrong in its sentence, and end with 1."""
    from wayout.errors import CourseError

    try:
        yield
    except CourseError as error:
        stop(str(error.args[0]))
    except BrokenPipeError:  # whoever reads has read enough, as `head` does
        raise
    except OSError as error:
        where = f"{error.filename} " if error.filename else ""
        stop(f"{where}cannot be used ({error.strerror or error}): name another place.")


def stop(says: str) -> NoReturn:
    """End with 1 and a sentence."""
    typer.echo(says, err=True)
    raise typer.Exit(1) from None


def course_root() -> Path:
    """Return the course folder; end where the course is there without its solutions."""
    from wayout import paths

    if not (paths.ROOT / "solutions").is_dir():
        stop("This works in the course folder only: there is no solutions/ here.")
    return paths.ROOT


@contextmanager
def progress(what: str) -> Iterator[Callable[..., None]]:
    """Show a bar while a step lasts; what it gives is told how far that is, and of how much."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda number, total=None: bar.update(task, completed=number, total=total)
