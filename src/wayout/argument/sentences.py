"""The sentences of this room, each TOML file read when its first one is needed."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from wayout.argument.errors import FormatError


@cache
def sentences(name: str) -> dict[str, Any]:
    """Return what a TOML file of this room holds."""
    return tomllib.loads(files("wayout.argument").joinpath(f"{name}.toml").read_text("utf-8"))


def refusal(sort: str, case: str, line: int | None = None, /, **parts: object) -> FormatError:
    """Return the error of ``refusals.toml`` for a case; braces in what is filled in mean nothing.

    ``sort`` is the format that is read, and ``line`` where, if lines mean anything in it.
    """
    return FormatError(sentences("refusals")[sort][case].format(**parts), line)
