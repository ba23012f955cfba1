"""What a person does who follows the advice of Argdown's reader to the letter."""

import re
from collections.abc import Callable

from texts import refusal

from held import held
from wayout.argument import FormatError

Lines = list[str]

RULES = held(__file__, "rules")
_MARK = r"\+>|->|_>|><|<\+|<-|<_|\+|-|_(?=\s)"
_START = re.compile(rf"\s*(?:(?:\([0-9]+\)|{_MARK})\s*)?")
_THING = re.compile(r"\[[^\]]*\]|<[^>]*>")


def mended(text: str, error: FormatError, number: int, as_sign: bool) -> str:
    """Follow one sentence; ``as_sign`` takes the way for who meant the sign itself."""
    lines, at = text.split("\n"), (error.line or 0) - 1
    if as_sign and re.search(r"^(?!.*The tag).*For the (?:sign|bracket)", str(error)):
        put(lines, at, r"(\S)", r"\\\1")
        return "\n".join(lines)
    for pattern, rule in RULES:
        if found := re.search(pattern, str(error)):
            names = {"lines": lines, "at": at, "found": found, "new": f"Name{number}"}
            eval(rule, globals(), names)
            return "\n".join(lines)
    raise AssertionError(f"no rule for {error}")


def put(lines: Lines, at: int, old: str, new: str) -> None:
    lines[at] = re.sub(old, new, lines[at], count=1)


def shield(lines: Lines, at: int, seen: str) -> None:
    """Write backslashes before the last place where these signs have none."""
    (*_, last) = re.finditer(rf"(?<!\\)(?:\\\\)*{re.escape(seen)}", lines[at])
    start = last.end() - len(seen)
    shielded = "".join(f"\\{letter}" for letter in seen)
    lines[at] = lines[at][:start] + shielded + lines[at][last.end() :]


def rename(lines: Lines, at: int, new: str) -> None:
    lines[at] = _THING.sub(lambda thing: f"{thing[0][0]}{new}{thing[0][-1]}", lines[at], count=1)


def as_claim(lines: Lines, at: int, name: str, new: str) -> None:
    """Write a claim for the nearest reason of this name, going up."""
    while f"<{name}>" not in lines[at]:
        at -= 1
    lines[at] = lines[at].replace(f"<{name}>", f"[{new}]", 1)


def drop_blank(lines: Lines, at: int) -> None:
    del lines[max(i for i in range(at) if not lines[i].strip())]


def drop_title(lines: Lines, at: int) -> None:
    put(lines, at, r">:.*", ">")
    while at + 1 < len(lines) and re.match(rf"\s*(?!\(\d|--|{_MARK})\S", lines[at + 1]):
        if lines[at + 1].lstrip().startswith("//"):
            at += 1
        else:
            del lines[at + 1]


def new_reason(lines: Lines, at: int, new: str) -> None:
    """Begin a reason after the first conclusion above a second rule."""
    rule = max(i for i in range(at) if re.match(r"\s*--", lines[i]))
    steps = [i for i in range(rule, at) if re.match(r"\s*\([0-9]", lines[i])]
    place = steps[1] if len(steps) > 1 else at
    lines[place:place] = ["", f"<{new}>", ""]


def other_reason(lines: Lines, at: int, name: str, new: str) -> None:
    while f"<{name}>" not in lines[at]:
        at -= 1
    lines[at] = lines[at].replace(f"<{name}>", f"<{new}>", 1)


def line_up(lines: Lines, at: int) -> None:
    above = max(i for i in range(at) if re.match(rf"\s+(?:{_MARK})", lines[i]))
    put(lines, at, r"^\s*", re.match(r"\s*", lines[above])[0])


def cut(lines: Lines, first: int, last: int, *instead: str) -> None:
    lines[first:last] = instead


def drop_settings(lines: Lines, at: int) -> None:
    ends = [i for i in range(at + 1, len(lines)) if lines[i].startswith("===")]
    del lines[at : (ends[0] if ends else at) + 1]


def followed(text: str, read: Callable[[str], object], as_sign: bool = False) -> str:
    """Follow each sentence until the text is read; none may come back to what was there."""
    seen = {text}
    while error := refusal(read, text):
        text = mended(text, error, len(seen), as_sign)
        assert text not in seen, f"in a circle: {error}\n{text}"
        assert len(seen) < 300, f"no end: {error}\n{text}"
        seen.add(text)
    return text
