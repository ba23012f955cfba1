"""Texts of strangers, made fit to be seen: no sign that steers a terminal or turns a line."""

import re

_STEERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
)


def tame(text: object) -> str:
    """Return ``text`` with each sign that steers replaced by the one for what cannot be shown."""
    return _STEERS.sub("\ufffd", str(text).replace("\r\n", "\n").replace("\r", "\n"))


def line(text: object, most: int = 200) -> str:
    """Return ``text`` tamed, in one line, with at most ``most`` characters."""
    short = " ".join(tame(text).split())
    return short if len(short) <= most else f"{short[: most - 1]}…"
