"""Text that others wrote, before it is read: how much of it, and where its lines end."""

from collections.abc import Iterator
from typing import NamedTuple

from wayout.argument.sentences import refusal

LARGEST = 2_000_000
"""The most bytes, in UTF-8, that a reader takes."""


class Line(NamedTuple):
    """A line of a text, and its number as an editor counts it, from 1."""

    number: int
    text: str


def opened(text: str) -> str:
    """Return a text without a mark of byte order, its lines ended by U+000A.

    `FormatError` if it is none, or longer than `LARGEST`; no more of it is looked at then.
    """
    if not isinstance(text, str):
        raise refusal("text", "no_text")
    size = len(text)
    if size <= LARGEST:
        size = len(text.encode("utf-8", "surrogatepass"))
    if size > LARGEST:
        raise refusal("text", "long", size=size, most=LARGEST)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of a text.

    U+2028 and its kin end a line too, though an editor does not count a new one there.
    """
    for number, line in enumerate(opened(text).split("\n"), 1):
        for part in line.splitlines() or [""]:
            yield Line(number, part)
