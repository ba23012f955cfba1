"""The command that builds the course as JupyterLite."""

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from wayout.cli.plain import course_root, plainly, stop

_LITE = """Build the whole course as web pages in which Python runs: no server of yours is needed.

Answers stay in the learner's browser. docs/lite.md says how to put the folder on the web.

\b
wayout lite --out course                     what is missing is fetched once, and kept
wayout lite --out course --wheels downloads  takes what lies there, fetches the rest
python -m http.server --directory course     shows it on this machine
"""


def add(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(help=_LITE)(lite)


def lite(
    out: Annotated[Path, typer.Option(help="Folder to make, or to make anew.")],
    wheels: Annotated[
        Path | None, typer.Option(help="Folder with wheels and Pyodide's files, if you have any.")
    ] = None,
) -> None:
    """Build the course as JupyterLite; see `_LITE`."""
    root = course_root()
    if not find_spec("jupyterlite_pyodide_kernel"):
        stop("This needs JupyterLite: give it as `python start.py run wayout lite …`.")
    from platformdirs import user_cache_path
    from rich.console import Console

    from wayout.anywhere.lite import build

    with plainly(), Console(stderr=True).status("Looking for wheels") as status:
        size = build(root, out, user_cache_path("wayout", False) / "lite", wheels, status.update)
    typer.echo(f"Wrote {out}: {size / 1e6:.0f} MB. docs/lite.md says how to host it.")
    typer.echo(f"To look at it here: python -m http.server --directory {_quoted(out)}")


def _quoted(path: Path) -> str:
    """Return a path as every shell takes it for one word."""
    return f'"{path}"' if " " in str(path) else str(path)
