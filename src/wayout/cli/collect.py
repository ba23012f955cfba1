"""Commands of the class: bring what learners handed in into one folder."""

import typer


def add(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
