"""Commands of the class: grade what was handed in, here or on many machines."""

import typer


def add(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
