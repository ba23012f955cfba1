"""Read what other programs and other people wrote: bytes to text, text to table, JSON to parts."""

import codecs

DAMAGED = ValueError, KeyError, TypeError, AttributeError, RecursionError
"""What reading JSON and taking it apart may raise where it is not what was expected."""


def decoded(data: bytes) -> str:
    """Return text that some program wrote: UTF-8, UTF-16 with its mark, or Windows' own letters."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def comma(line: str) -> str:
    """Return what parts the cells of a table, told from one line of it: comma, semicolon or tab."""
    return max(",;\t", key=line.count)
