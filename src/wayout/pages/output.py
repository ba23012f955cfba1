"""What leaves the course as a file: written in one stroke, with no cell that is computed."""

import re
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from wayout.errors import CourseError

_STARTS = re.compile(r"[\s\ufeff]*[=+\-@|%＝＋－＠−]|[ \ufeff]*[\t\r\n]")
"""What a spreadsheet may take for a formula, or a part of one, at the start of a cell."""


class WriteError(CourseError, OSError):
    """A place where nothing can be written; the message is a sentence for the reader."""


def inert(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe stands before it."""
    text = str(cell)
    return f"'{text}" if _STARTS.match(text) else text


def put(path: Path, content: str | bytes) -> None:
    """Write a file in one stroke: whoever opens it meanwhile sees the old one or the new one.

    Raises WriteError where it cannot be written.
    """
    beside = path.with_name(f".{path.name}.{token_hex(4)}.new")
    try:
        with beside.open("xb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise unwritable(path, error) from None


def unwritable(path: Path, error: OSError) -> WriteError:
    """Return what to say of a place where nothing can be written."""
    why = error.strerror or error
    return WriteError(f"{path} cannot be written ({why}). Choose another place.")
