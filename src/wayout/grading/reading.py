"""Read what other programs and other people wrote: bytes to text, text to table, JSON to parts."""

import codecs

DAMAGED = ValueError, KeyError, TypeError, AttributeError, RecursionError
"""What reading JSON and taking it apart may raise where it is not what was expected."""


LARGEST = 5_000_000
"""How many bytes a notebook may have that somebody hands in."""
WINDOWS = "cp1252"


def codec(data: bytes) -> str:
    """Return how some program wrote text: UTF-8, UTF-16 with its mark, or Windows' own letters."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return WINDOWS
    return "utf-8-sig"


def decoded(data: bytes) -> str:
    """Return text that some program wrote; what is no letter is marked in it."""
    return data.decode(codec(data), "replace")


def comma(line: str) -> str:
    """Return what parts the cells of a table, told from one line of it: comma, semicolon or tab."""
    return max(",;\t", key=line.count)
