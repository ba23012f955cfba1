"""Characters that a line of plain text cannot hold, written as references such as ``&#10;``.

These are line breaks, control characters, halves of a pair, and marks that turn the writing
direction and could make a line read otherwise than it is. Joiners stay as they are: Persian
words and many emoji need them.
"""

import re

UNHOLDABLE = "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff"
"""The characters that no line of text can hold, as the inside of a character class."""

_UNSEEN = re.compile(f"[{UNHOLDABLE}]")
_REFERENCE = re.compile(r"&#([0-9]{1,7});")


def reference(character: str) -> str:
    """Return the reference of one character."""
    return f"&#{ord(character)};"


def decoded(text: str) -> str:
    """Return text with the characters themselves in place of their references."""
    return _REFERENCE.sub(_character, text)


def blanked(text: str) -> str:
    """Return text with a blank for each character that a line cannot hold."""
    return _UNSEEN.sub(" ", text)


def _character(found: re.Match[str]) -> str:
    code = int(found[1])
    return chr(code) if code <= 0x10FFFF else found[0]
