"""Texts of strangers, made fit to be seen: no sign that steers a terminal or turns a line."""

import re

from wayout.pages.output import inert

_STEERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
)

_UNSEEN = re.compile("^[\u200b-\u200f\u2060-\u2064]+")
_PARTS = re.compile(r"([;\t\n][\s\"'\ufeff\u200b-\u200f\u2060-\u2064]*)(?=[=+\-@|%＝＋－＠−])")


def tame(text: object) -> str:
    """Return ``text`` with each sign that steers replaced by the one for what cannot be shown."""
    return _STEERS.sub("\ufffd", str(text).replace("\r\n", "\n").replace("\r", "\n"))


def line(text: object, most: int = 200) -> str:
    """Return ``text`` tamed, in one line, with at most ``most`` characters."""
    short = " ".join(tame(text).split())
    return short if len(short) <= most else f"{short[: most - 1]}…"


def cell(text: object) -> str:
    """Return ``text`` tamed for a table that a spreadsheet may part at other signs than commas.

    No formula begins in it, neither after a semicolon nor in a new line.
    """
    return inert(_PARTS.sub(r"\1'", _UNSEEN.sub("", tame(text))))
