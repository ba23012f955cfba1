"""The lines of an Argdown text, put together into blocks of entries.

Knows how lines hang together and nothing of what they say.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wayout.argument.errors import FormatError

_STEP = re.compile(r"[ \t]*\((?P<number>[0-9]+)\)[ \t]*(?P<rest>.*)")
_RULE = re.compile(r"[ \t]*--")
_MARK = re.compile(r"(?P<indent>[ \t]*)(?P<mark>\+>|->|_>|><|<\+|<-|<_|\+|-|_(?=\s))(?P<rest>.*)")
_HEADING = re.compile(r"#+ ")
_COMMENTS = {"/*": "*/", "<!--": "-->"}
THING = re.compile(r"(?:\[(?P<claim>[^\[\]]+)\]|<(?P<reason>[^<>]+)>)(?P<colon>:?)(?P<rest>.*)")
"""``[Claim]``, ``[Claim]: words``, ``<Reason>`` or ``<Reason>: title``."""

LIST = re.compile(r"(?:\*|[0-9]+\.)(?=\s)")
"""How an item of a list begins."""


class _Line(NamedTuple):
    number: int
    text: str


class Entry(NamedTuple):
    """One thing that a block says; what runs on over several lines is one entry."""

    line: int
    sort: str  # "" at the head of a block, "step", "rule", or the mark of a link
    indent: int
    text: str


# From text to blocks of lines


def blocks(text: str) -> Iterator[list[Entry]]:
    """Return the blocks of a text in order, each as its entries; headings are passed over.

    `FormatError` where a comment or the settings never end, a heading or a name begins inside
    a block, or there is a list.
    """
    for block in _blocks(_without_comments(_without_head(_lines(text)))):
        if _HEADING.match(block[0].text):
            _refuse_more(block)
        else:
            yield _entries(block)


def _blocks(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    for line in lines:
        if line.text.strip(" \t"):
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _lines(text: str) -> list[_Line]:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return [_Line(number, line) for number, line in enumerate(plain.split("\n"), 1)]


def _without_head(lines: list[_Line]) -> list[_Line]:
    """Pass over the settings between two lines of equals signs, if the text begins so."""
    at = next((i for i, line in enumerate(lines) if line.text.strip(" \t")), 0)
    if not lines[at].text.startswith("==="):
        return lines
    for end in range(at + 1, len(lines)):
        if lines[end].text.startswith("==="):
            return lines[end + 1 :]
        if re.match(r"\s*mode:\s*['\"]?strict", lines[end].text):
            raise FormatError(_STRICT, lines[end].number)
    raise FormatError("The settings begun by '===' never end; close them by '==='.", at + 1)


_STRICT = "'mode: strict' gives '+' and '-' another meaning than here; take this line out."


def _without_comments(lines: Iterable[_Line]) -> Iterator[_Line]:
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
        raise FormatError(f"This comment never ends; close it by '{closing}'.", begun)


def _opener(bare: str) -> str:
    return next((opener for opener in _COMMENTS if bare.startswith(opener)), "")


def _still_closing(bare: str, closing: str, line: int) -> str:
    _, closed, rest = bare.partition(closing)
    if rest.strip(" \t"):
        raise FormatError("Put what follows the comment on a line of its own.", line)
    return "" if closed else closing


# From lines to entries


def _entries(block: list[_Line]) -> list[Entry]:
    entries: list[Entry] = []
    for line in block:
        entry = _entry(line, first=not entries)
        if entry:
            entries.append(entry)
        else:
            _refuse_new_start(line)
            entries[-1] = _run_on(entries[-1], line.text.strip(" \t"))
    return entries


def _entry(line: _Line, first: bool) -> Entry | None:
    """Return the entry that a line begins, or None if it runs on from the line before."""
    if _RULE.match(line.text):
        return Entry(line.number, "rule", 0, line.text.strip(" \t"))
    if step := _STEP.match(line.text):
        return Entry(line.number, "step", 0, f"{step['number']} {step['rest']}")
    if mark := _MARK.match(line.text):
        rest = mark["rest"].strip(" \t")
        return Entry(line.number, mark["mark"], len(mark["indent"]), rest)
    return Entry(line.number, "", 0, line.text.strip(" \t")) if first else None


def _run_on(entry: Entry, more: str) -> Entry:
    return entry._replace(text=f"{entry.text} {more}")


def _refuse_more(block: list[_Line]) -> None:
    if len(block) > 1:
        raise FormatError("leave an empty line after the heading.", block[1].number)


def _refuse_new_start(line: _Line) -> None:
    bare = line.text.strip(" \t")
    thing = THING.match(bare)
    if thing or _HEADING.match(line.text):
        name = bare[: thing.start("colon")] if thing else "the heading"
        raise FormatError(f"leave an empty line before {name}.", line.number)
    if item := LIST.match(bare):
        raise FormatError(f"'{item[0]}' begins a list, which is not read here.", line.number)
