"""The one list of what a Lite page brings beside the course: each file, whence, its SHA-256."""

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from wayout.errors import CourseError

Origin = Literal["core", "pyodide", "kernel", "pip"]
ORIGINS: tuple[Origin, ...] = ("core", "pyodide", "kernel", "pip")


class LiteError(CourseError):
    """What keeps a Lite page from being built; the message says what to do."""


@dataclass(frozen=True)
class Part:
    """A file by its name, and the one SHA-256 that it may have.

    ``origin`` says where it comes from: ``core`` is Pyodide itself, ``pyodide`` a package of
    Pyodide's own distribution, ``kernel`` what JupyterLite's kernel carries, ``pip`` a wheel.
    """

    name: str
    mark: str
    origin: Origin

    def check(self, path: Path) -> Path:
        """Return ``path``; raises LiteError if the file there is missing or another one."""
        if not path.is_file():
            raise LiteError(f"{self.name} was not among what was fetched: try again.")
        if digest(path) != self.mark:
            raise LiteError(
                f"{path} is not the file that the course knows by this name: its SHA-256 is "
                "another one. Take it away, or put the right one in its place."
            )
        return path


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return sha256(path.read_bytes()).hexdigest()


def parts() -> list[Part]:
    """Return all parts, in the order of the list."""
    return [Part(name, mark, one) for one in ORIGINS for name, mark in told(one).items()]


def told(name: str) -> Any:
    """Return an entry of the list, such as ``pyodide_version``."""
    return _list()[name]


@cache
def _list() -> dict[str, Any]:
    return tomllib.loads((files("wayout.anywhere.lite") / "parts.toml").read_text("utf-8"))
