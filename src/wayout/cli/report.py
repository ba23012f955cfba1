"""Commands of the class: mark essays, report, return pages, export to a learning platform."""

import typer


def add(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
