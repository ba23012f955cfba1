"""What a person does who follows the advice of Argdown's reader to the letter."""

import re
from collections.abc import Callable

from texts import refusal

from wayout.argument import FormatError

Lines = list[str]
Rule = Callable[[Lines, int, re.Match[str], str], object]

_MARK = r"\+>|->|_>|><|<\+|<-|<_|\+|-|_(?=\s)"
_START = re.compile(rf"\s*(?:(?:\([0-9]+\)|{_MARK})\s*)?")
_THING = re.compile(r"\[[^\]]*\]|<[^>]*>")


def mended(text: str, error: FormatError, number: int, as_sign: bool) -> str:
    """Follow one sentence; ``as_sign`` takes the way for who meant the sign itself."""
    lines, at = text.split("\n"), (error.line or 0) - 1
    if as_sign and re.search(r"^(?!.*The tag).*For the (?:sign|bracket)", str(error)):
        put(lines, at, r"(\S)", r"\\\1")
        return "\n".join(lines)
    for pattern, rule in RULES.items():
        if found := re.search(pattern, str(error)):
            rule(lines, at, found, f"Name{number}")
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


RULES: dict[str, Rule] = {
    r"^Line \d+: '(.*)' stands for .* write '": lambda t, at, m, _: shield(t, at, m[1]),
    r"'(#.*)' stands where no tag can": lambda t, at, m, _: shield(t, at, m[1]),
    r"The tag (#.*) is not used here": lambda t, at, m, _: shield(t, at, m[1]),
    r"counted from 1; for the brackets, write": lambda t, at, m, _: shield(t, at, "("),
    r"leave an empty line": lambda t, at, m, _: t.insert(at, ""),
    r"take out the empty line before it": lambda t, at, m, _: drop_blank(t, at),
    r"write the premises above it": lambda t, at, m, new: t.insert(at, f"(1) [{new}]"),
    r"write that above it": lambda t, at, m, new: t.insert(at, f"[{new}]: words"),
    r"has no name; write": lambda t, at, m, new: put(t, at, _START.pattern, rf"\g<0>[{new}]: "),
    r"Lists are not read": lambda t, at, m, new: put(
        t, at, rf"({_START.pattern})(?:[*•]|[0-9]+\.)", rf"\1[{new}]:"
    ),
    r"'(.*)' begins a list, .* write '(.*)'": lambda t, at, m, _: put(
        t, at, re.escape(m[1]), m[2].replace("\\", r"\\")
    ),
    r"only at the very top": lambda t, at, m, _: drop_settings(t, at),
    r"A heading begins at the very left": lambda t, at, m, _: put(t, at, r"\s*#+\s*", "# "),
    r"lines that begin with '```'": lambda t, at, m, _: cut(t, at, at + 1),
    r"blanks around the name": lambda t, at, m, _: put(
        t, at, r"([\[<])\s*([^\]>]*?)\s*([\]>])", r"\1\2\3"
    ),
    r"Nothing can be seen of this name": lambda t, at, m, new: rename(t, at, new),
    r"Nothing follows '.*:'; write its words": lambda t, at, m, _: put(t, at, r"\s*$", " words"),
    r"Nothing follows '.*'; write a claim": lambda t, at, m, new: put(
        t, at, r"\s*$", f" [{new}]: words"
    ),
    r"Put the colon straight after": lambda t, at, m, _: put(t, at, r"([\]>])\s+[:：]", r"\1:"),
    r"put a colon after": lambda t, at, m, _: put(t, at, _THING.pattern, r"\g<0>:"),
    r"(#\S+) and (#\S+) exclude": lambda t, at, m, _: put(t, at, rf"(?:{m[2]}|{m[1]})(?!\S)", ""),
    r"\((\d+)-(\d+)\) runs .* write \((.*)\)": lambda t, at, m, _: put(
        t, at, rf"{m[1]}\s*[-–]\s*{m[2]}", m[3]
    ),
    r"was given other": lambda t, at, m, new: rename(t, at, new),
    r"has two titles": lambda t, at, m, _: drop_title(t, at),
    r"Steps need a reason": lambda t, at, m, new: cut(t, at, at, f"<{new}>", ""),
    r"<(.*)> already has steps": lambda t, at, m, new: other_reason(t, at, m[1], new),
    r"Put a line '----'": lambda t, at, m, _: t.insert(at, "----"),
    r"nothing else from line (\d+) to line (\d+)": lambda t, at, m, _: cut(
        t, int(m[1]) - 1, int(m[2]), "----"
    ),
    r"One reason leads": lambda t, at, m, new: new_reason(t, at, new),
    r"write it as '\(2\)": lambda t, at, m, new: t.insert(at + 1, f"(2) [{new}]"),
    r"begin a new '<Reason>'": lambda t, at, m, new: cut(t, at, at, "", f"<{new}>", ""),
    r"numbered \(.*\); write \((\d+)\)": lambda t, at, m, _: put(t, at, r"\(\d+\)", f"({m[1]})"),
    r"A step is a claim": lambda t, at, m, new: put(t, at, r"<[^>]*>", f"[{new}]"),
    r"Indent a link by four spaces": lambda t, at, m, _: put(t, at, "^", "    "),
    r"Line this link up": lambda t, at, m, _: line_up(t, at),
    r"'><' is not read": lambda t, at, m, _: put(t, at, "><", "-"),
    r"<(.*)> is a reason; let": lambda t, at, m, new: as_claim(t, at, m[1], new),
    r"cuts reasons only": lambda t, at, m, _: put(t, at, "_", "-"),
    r"is a reason; write '_'": lambda t, at, m, _: put(t, at, r"[-+](>?)", r"_\1 "),
    r"(\[.*\]) never gets any words": lambda t, at, m, _: t.extend(["", f"{m[1]}: words"]),
    r"The reason '(.*)' has no steps": lambda t, at, m, new: t.extend(
        ["", f"<{m[1]}>", "", f"(1) [{new}]", "----", f"(2) [{new}]"]
    ),
    r"never ends; close it by '(.*)'": lambda t, at, m, _: put(t, at, r"$", f" {m[1]}"),
    r"Put what follows the comment": lambda t, at, m, _: cut(
        t, at, at + 1, *re.split(r"(?<=\*/)|(?<=-->)", t[at], maxsplit=1)
    ),
    r"close them by a line '==='": lambda t, at, m, _: t.insert(at + 1, "==="),
    r"take this line out": lambda t, at, m, _: cut(t, at, at + 1),
    r"write '===' here and in line (\d+)": lambda t, at, m, _: (
        cut(t, at, at + 1, "==="),
        cut(t, int(m[1]) - 1, int(m[1]), "==="),
    ),
    r"'(.*)' is typeset; write '(.*?)'": lambda t, at, m, _: put(t, at, re.escape(m[1]), m[2]),
}


def followed(text: str, read: Callable[[str], object], as_sign: bool = False) -> str:
    """Follow each sentence until the text is read; none may come back to what was there."""
    seen = {text}
    while error := refusal(read, text):
        text = mended(text, error, len(seen), as_sign)
        assert text not in seen, f"in a circle: {error}\n{text}"
        assert len(seen) < 300, f"no end: {error}\n{text}"
        seen.add(text)
    return text
