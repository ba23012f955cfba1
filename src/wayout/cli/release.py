"""Commands of the class: make an exercise ready to hand out, and verify it."""

import typer


def add(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
