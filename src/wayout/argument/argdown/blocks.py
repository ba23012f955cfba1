"""The lines of an Argdown text, put together into blocks of entries.

Knows how lines hang together and nothing of what they say.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from wayout.argument.errors import called
from wayout.argument.incoming import Line, lines_of
from wayout.argument.sentences import refusal

_STEP = re.compile(r"[ \t]*\((?P<number>[0-9]+)\)[ \t]*(?P<rest>.*)")
_RULE = re.compile(r"[ \t]*--")
_MARK = re.compile(r"(?P<indent>[ \t]*)(?P<mark>\+>|->|_>|><|<\+|<-|<_|\+|-|_(?=\s))(?P<rest>.*)")
_HEADING = re.compile(r"#+ ")
_COMMENTS = {"/*": "*/", "<!--": "-->"}
_STRICT = re.compile(r"""(?:^|[{,])\s*["']?mode["']?\s*:\s*["']?strict""")
THING = re.compile(
    r"(?:\[(?P<claim>[^\[\]]+)\](?!\()|<(?P<reason>(?![a-z]+://)[^<>]+)>)(?P<colon>:?)(?P<rest>.*)"
)
"""``[Claim]``, ``[Claim]: words``, ``<Reason>`` or ``<Reason>: title``; but no web link."""

LIST = re.compile(r"(?:[*•‣◦▪●]|[0-9]+\.)(?=\s)")
"""How an item of a list begins."""

# What word processors and web pages make of signs and of blanks at the beginning of a line.
_DASHES, _LEFT, _RIGHT = "‐‑‒–—―−﹣－", "←⇐⟵", "→⇒⟶➔➜"
_TYPESET = re.compile(
    rf"\s*(?P<sign><?[-{_DASHES}＋＿{_LEFT}{_RIGHT}]+>?(?=(?P<rest>\s*[\[<]|\s+\S))"
    rf"|[-{_DASHES}]{{2,}}(?=\s*$))"
)
_PLAIN = str.maketrans({**dict.fromkeys(_DASHES, "-"), "＋": "+", "＿": "_"})
_INSTEAD = {
    _LEFT: "'<+' for 'for' or '<-' for 'against'",
    _RIGHT: "'+>' for 'for' or '->' for 'against'",
}
_BLANKS = " \t\xa0\u1680\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200C)))


@dataclass(frozen=True, slots=True)
class Said:
    """Words that may run on over several lines; where each line begins, and its number."""

    text: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]
    before: int = 0  # how many characters are cut off in front

    def line(self, at: int = 0) -> int:
        """Return the number of the line in which a character stands."""
        return self.lines[max(0, bisect_right(self.starts, self.before + at) - 1)]

    def cut(self, start: int, end: int | None = None) -> "Said":
        """Return a part of the words, without the blanks around it."""
        part = self.text[start:end]
        words = part.lstrip(" \t")
        before = self.before + start + len(part) - len(words)
        return Said(words.rstrip(" \t"), self.starts, self.lines, before)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a block says; what runs on over several lines is one entry."""

    line: int
    sort: str  # "" at the head of a block, "step", "rule", or the mark of a link
    indent: str
    parts: list[Line]
    number: str = ""  # of a step, as it is written

    def said(self) -> Said:
        """Return the words, lines joined by blanks; takes time in proportion to their length."""
        numbers, texts = zip(*self.parts, strict=True)
        starts = accumulate((len(text) + 1 for text in texts[:-1]), initial=0)
        return Said(" ".join(texts), tuple(starts), numbers)


# From text to blocks of lines


def blocks(text: str) -> Iterator[list[Entry]]:
    """Return the blocks of a text in order, each as its entries; a heading as none.

    `FormatError` where a comment or the settings never end, a heading or a name begins inside
    a block, or there is a list.
    """
    plain = (Line(line.number, _plain_start(line.text)) for line in lines_of(text))
    for block in _blocks(_without_comments(_without_head(plain))):
        if _HEADING.match(block[0].text):
            if len(block) > 1:
                raise refusal("argdown", "heading_gap", block[1].number)
            yield []
        else:
            yield _entries(block)


def _plain_start(line: str) -> str:
    words = line.lstrip(_BLANKS)
    blanks = line[: len(line) - len(words)]
    return line if blanks.isascii() else re.sub(r"[^\t]", " ", blanks) + words


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if line.text.strip(" \t"):
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _without_head(lines: Iterator[Line]) -> Iterator[Line]:
    """Pass over the settings between two lines of equals signs, if the text begins so."""
    first = next((line for line in lines if line.text.strip(" \t")), Line(1, ""))
    if first.text.startswith("==="):
        _pass_over_head(first, lines)
        yield from lines
        return
    rest = [*lines]
    if re.fullmatch(r"-{3,}\s*", first.text):
        end = next((line for line in rest if line.text.rstrip() == first.text.rstrip()), None)
        if end:
            raise refusal("argdown", "other_head", first.number, end=end.number)
    yield from (first, *rest)


def _pass_over_head(first: Line, lines: Iterator[Line]) -> None:
    for line in lines:
        if line.text.startswith("==="):
            return
        if _STRICT.search(line.text):
            raise refusal("argdown", "strict", line.number)
    raise refusal("argdown", "head_open", first.number)


def _without_comments(lines: Iterable[Line]) -> Iterator[Line]:
    closing, begun = "", 0
    for line in lines:
        bare = line.text.strip(" \t")
        if not closing and (opener := _opener(bare)):
            closing, begun = _COMMENTS[opener], line.number
            bare = bare.removeprefix(opener)
        if closing:
            closing = _still_closing(bare, closing, line.number)
        elif not bare.startswith("//"):
            yield line
    if closing:
        raise refusal("argdown", "comment_open", begun, closing=closing)


def _opener(bare: str) -> str:
    return next((opener for opener in _COMMENTS if bare.startswith(opener)), "")


def _still_closing(bare: str, closing: str, line: int) -> str:
    _, closed, rest = bare.partition(closing)
    if rest.strip(" \t"):
        raise refusal("argdown", "after_comment", line)
    return "" if closed else closing


# From lines to entries


def _entries(block: list[Line]) -> list[Entry]:
    entries: list[Entry] = []
    for line in block:
        if entry := _entry(line, first=not entries):
            entries.append(entry)
        else:
            more = Line(line.number, line.text.strip(" \t"))
            _refuse_new_start(more)
            entries[-1].parts.append(more)
    return entries


def _entry(line: Line, first: bool) -> Entry | None:
    """Return the entry that a line begins, or None if it runs on from the line before."""
    _refuse_typeset(line)
    if _RULE.match(line.text):
        return _begun(line, "rule", line.text)
    if step := _STEP.match(line.text):
        return _begun(line, "step", step["rest"], number=step["number"])
    if mark := _MARK.match(line.text):
        return _begun(line, mark["mark"], mark["rest"], mark["indent"])
    return _begun(line, "", line.text) if first else None


def _begun(line: Line, sort: str, said: str, indent: str = "", number: str = "") -> Entry:
    words = said.lstrip(_BLANKS).rstrip(" \t")
    if not words:
        parts = {"line": called(line.text), "sign": line.text.strip()[0]}
        raise refusal("argdown", "nothing", line.number, **parts)
    return Entry(line.number, sort, indent, [Line(line.number, words)], number)


def _refuse_typeset(line: Line) -> None:
    found = _TYPESET.match(line.text)
    if not found or found["sign"].isascii():
        return
    sign = found["sign"]
    plain = re.sub("-+", "-", sign.translate(_PLAIN)) if found["rest"] else "----"
    arrow = next((instead for arrows, instead in _INSTEAD.items() if set(arrows) & set(sign)), "")
    parts = {"seen": called(sign), "instead": arrow or repr(plain[:9]), "sign": sign[0]}
    raise refusal("argdown", "typeset", line.number, **parts)


def _refuse_new_start(line: Line) -> None:
    thing = THING.match(line.text)
    if thing or _HEADING.match(line.text):
        name = called(line.text[: thing.start("colon")])[1:-1] if thing else "the heading"
        raise refusal("argdown", "start_gap", line.number, name=name, sign=line.text[0])
    if item := LIST.match(line.text):
        sign = f"{item[0][:-1]}\\{item[0][-1]}"
        raise refusal("argdown", "list", line.number, item=item[0][-9:], sign=sign[-9:])
