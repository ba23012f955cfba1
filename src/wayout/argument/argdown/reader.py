"""Argdown as a map. What is not understood is refused by line number, never guessed at."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple

from wayout.argument.argdown import text as written
from wayout.argument.argdown.blocks import LIST, THING, Entry, Said, blocks
from wayout.argument.errors import FormatError, called
from wayout.argument.graph import (
    KINDS,
    ORIGINS,
    ArgumentMap,
    Claim,
    Kind,
    Link,
    LinkKind,
    Origin,
    Reason,
)
from wayout.argument.references import decoded

_KINDS: Mapping[str, LinkKind] = {"+": "for", "-": "against", "_": "undercut"}
_INSTEAD = {"causal": "#cause", "prediction": "#forecast", "value": "#norm"}


def read(text: str) -> ArgumentMap:
    """Return the map of an Argdown text, its parts in the order in which they first come up.

    ``text`` is as described in `wayout.argument.argdown`, with any line ends. `FormatError`
    names the line of the first thing that is not understood. Takes time in proportion to the
    length of the text.
    """
    draft = _Draft()
    for entries in blocks(text):
        _read_block(draft, entries)
    return draft.finish()


class _End(NamedTuple):
    """One end of a link."""

    name: str
    is_reason: bool


@dataclass
class _Draft:
    """What has been read so far."""

    first_seen: dict[str, int] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    worded: dict[str, int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    reason_seen: dict[str, int] = field(default_factory=dict)
    steps: dict[str, tuple[str, ...]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    awaiting_steps: str | None = None
    above: int = 0  # the last line of the block above; 0 if there is none, or a heading

    def finish(self) -> ArgumentMap:
        """Return the map, if everything that was spoken of was also said."""
        for name, line in self.first_seen.items():
            if name not in self.claims:
                raise FormatError(_NO_WORDS.format(_seen(name)), line)
        for name, line in self.reason_seen.items():
            if name not in self.steps:
                raise FormatError(_NO_STEPS.format(_seen(name)), line)
        claims = tuple(self.claims[name] for name in self.first_seen)
        return ArgumentMap(claims, tuple(map(self.reason, self.reason_seen)), tuple(self.links))

    def reason(self, name: str) -> Reason:
        """Return a reason whose steps, premises and then conclusion, were read."""
        *premises, conclusion = self.steps[name]
        return Reason(name, self.titles.get(name, ""), tuple(premises), conclusion)


_NO_WORDS = "[{0}] never gets any words; write '[{0}]: …' once, in a block of its own."
_NO_STEPS = (
    "The reason '{0}' has no steps; write '<{0}>' and an empty line, then '(1) [Premise]',"
    " '----' and '(2) [Conclusion]', each on a line of its own."
)


# From entries to claims, reasons and links


def _read_block(draft: _Draft, entries: list[Entry]) -> None:
    awaited, draft.awaiting_steps = draft.awaiting_steps, None
    above, draft.above = draft.above, entries[-1].parts[-1].number if entries else 0
    if not entries:
        return
    head = entries[0]
    if head.sort == "step":
        _read_steps(draft, entries, awaited)
    elif head.sort:
        raise FormatError(_loose(head, above), head.line)
    else:
        root = _read_thing(draft, head.said())
        _read_links(draft, root, entries[1:])
        draft.awaiting_steps = root.name if root.is_reason else None


def _loose(head: Entry, above: int) -> str:
    nothing = f"{called(head.said().text or head.sort)} has nothing above it to belong to;"
    if head.sort == "rule":
        return f"{nothing} write the premises above it, as '(1) [Name]', with no empty line."
    if above:
        return f"{nothing} take out the empty line before it, so that it follows line {above}."
    return f"{nothing} write that above it, as '[Name]: its words', with no empty line between."


def _read_thing(draft: _Draft, said: Said) -> _End:
    """Read ``[Claim]``, ``[Claim]: words``, ``<Reason>`` or ``<Reason>: title``."""
    thing = THING.match(said.text)
    if not thing:
        raise FormatError(_nameless(said.text), said.line())
    rest, line = said.cut(thing.start("rest")), said.line()
    bare = thing["claim"] or thing["reason"]
    if bare != bare.strip(" \t"):
        raise FormatError(f"Take out the blanks around the name {called(bare)}.", line)
    name = decoded(bare)
    if not name.strip():
        raise FormatError("Nothing can be seen of this name; write another in its place.", line)
    if bool(thing["colon"]) != bool(rest.text):
        raise FormatError(_half_said(thing, rest.text), line)
    if thing["reason"]:
        return _read_reason(draft, name, rest, line)
    return _read_claim(draft, name, rest, line)


def _nameless(text: str) -> str:
    if LIST.match(text):
        return "Lists are not read here; write each claim as '[Name]: its words'."
    if text.startswith("==="):
        return "Settings between '===' can stand only at the very top of the text; take them out."
    if text.startswith("#"):
        return "A heading begins at the very left with '#' and a blank; write it so."
    if text.startswith("```"):
        return "Take out the lines that begin with '```'; they belong to the page around the text."
    return (
        f"{called(text)} has no name; write '[Name]: {called(text)[1:-1]}', with a name of your"
        " own in the brackets."
    )


def _half_said(thing: re.Match[str], rest: str) -> str:
    name = called(thing[0][: thing.start("colon")])[1:-1]
    if thing["colon"]:
        return f"Nothing follows '{name}:'; write its words there, or leave out the colon."
    if rest.startswith((":", "：")):
        return f"Put the colon straight after {name}, as '{name}:'."
    return f"{called(rest)} follows {name}; put a colon after {name}, or take it out."


def _read_claim(draft: _Draft, name: str, rest: Said, line: int) -> _End:
    draft.first_seen.setdefault(name, line)
    if rest.text:
        said = written.words(rest)
        claim = Claim(name, said.text, *_sorts(said))
        known = draft.claims.setdefault(name, claim)
        if known != claim:
            what = "words" if known.text != claim.text else "numbers or tags"
            raise FormatError(_OTHER_WORDS.format(_seen(name), what, draft.worded[name]), line)
        draft.worded.setdefault(name, line)
    return _End(name, False)


_OTHER_WORDS = "[{}] was given other {} in line {}; choose another name, or keep one of them."


def _seen(name: str) -> str:
    """Return a name as it may stand between brackets in a sentence."""
    return called(name)[1:-1]


def _sorts(said: written.Words) -> tuple[Kind, tuple[int, ...], Origin]:
    for tag, line in said.tags.items():
        if tag not in KINDS and tag not in ORIGINS[1:]:
            raise FormatError(_unknown_tag(tag), line)
    kinds = [kind for kind in KINDS if kind in said.tags]
    origins = [origin for origin in ORIGINS if origin in said.tags]
    for found in (kinds, origins):
        if len(found) > 1:
            line = max(said.tags[tag] for tag in found)
            raise FormatError(f"#{found[0]} and #{found[1]} exclude each other; keep one.", line)
    return (*kinds, "fact")[0], said.sentences, (*origins, "essay")[0]


def _unknown_tag(tag: str) -> str:
    known = [*KINDS, *ORIGINS[1:]]
    near = get_close_matches(tag[:60], known)
    near = [_INSTEAD[tag]] if tag in _INSTEAD else [f"#{t}" for t in near]
    instead = f"Did you mean {near[0]}?" if near else f"Known are #{', #'.join(known)}."
    return f"The tag #{_seen(tag)} is not used here. {instead} For the sign itself, write '\\#'."


def _read_reason(draft: _Draft, name: str, rest: Said, line: int) -> _End:
    draft.reason_seen.setdefault(name, line)
    if rest.text:
        title = written.plain(rest)
        if draft.titles.setdefault(name, title) != title:
            raise FormatError(f"<{_seen(name)}> has two titles; keep one.", line)
    return _End(name, True)


def _read_steps(draft: _Draft, entries: list[Entry], reason: str | None) -> None:
    first = entries[0].line
    if reason is None:
        raise FormatError(_NO_REASON, first)
    if reason in draft.steps:
        raise FormatError(
            f"<{_seen(reason)}> already has steps; give this reason another name.", first
        )
    order = [entry for entry in entries if entry.sort in ("step", "rule")]
    _refuse_odd_steps(order)
    names: list[str] = []
    for entry, after in _with_links(entries):
        root = _read_step(draft, entry, len(names) + 1)
        names.append(root.name)
        _read_links(draft, root, after)
    draft.steps[reason] = tuple(names)


_NO_REASON = (
    "Steps need a reason: write '<Name>' and an empty line above. For the brackets"
    " themselves, write '\\('."
)


def _refuse_odd_steps(order: list[Entry]) -> None:
    rules = [entry for entry in order if entry.sort == "rule"]
    if not rules:
        raise FormatError(_NO_RULE, order[-1].line)
    first, *more = rules
    if not _is_line(first):
        last = more[0] if more and order[order.index(first) + 1] is more[0] else first
        raise FormatError(_ODD_RULE.format(first.line, last.parts[-1].number), first.line)
    if more:
        raise FormatError(_ONE_CONCLUSION, more[0].line)
    after = order[order.index(first) + 1 :]
    if len(after) != 1:
        line = after[1].line if after else first.line
        raise FormatError(_CONCLUSIONS[bool(after)], line)


def _is_line(rule: Entry) -> bool:
    text = rule.said().text
    return len(text) > 3 and not text.strip("-")


_NO_RULE = "Put a line '----' between premises and conclusion, with no empty line around it."
_ODD_RULE = (
    "Draw the line as '----', and nothing else from line {} to line {};"
    " rules of inference are not read here."
)
_ONE_CONCLUSION = "One reason leads to one conclusion; begin a new '<Reason>' for the next one."
_CONCLUSIONS = {
    False: "Exactly one conclusion follows '----'; write it as '(2) [Name]' in the next line.",
    True: "Exactly one conclusion follows '----'; begin a new '<Reason>' for the next one.",
}


def _with_links(entries: list[Entry]) -> Iterator[tuple[Entry, list[Entry]]]:
    steps = [at for at, entry in enumerate(entries) if entry.sort == "step"]
    for at, stop in zip(steps, [*steps[1:], len(entries)], strict=True):
        yield entries[at], [e for e in entries[at + 1 : stop] if e.sort != "rule"]


def _read_step(draft: _Draft, entry: Entry, number: int) -> _End:
    if entry.number.lstrip("0") != str(number):
        raise FormatError(
            f"This step is numbered ({_seen(entry.number)}); write ({number}).", entry.line
        )
    root = _read_thing(draft, entry.said())
    if root.is_reason:
        raise FormatError("A step is a claim: write '[Name]', not '<Name>'.", entry.line)
    return root


def _read_links(draft: _Draft, root: _End, entries: list[Entry]) -> None:
    """Read links under a root; what is indented further belongs to the line it stands under."""
    above = [("", root)]
    for entry in entries:
        if entry.sort in ("step", "rule"):
            raise FormatError(_NO_GAP, entry.line)
        if not entry.indent:
            raise FormatError(_NOT_INDENTED.format(entry.sort[0]), entry.line)
        left = ""
        while len(above[-1][0]) >= len(entry.indent):
            left, _ = above.pop()
        if left not in ("", entry.indent) or not entry.indent.startswith(above[-1][0]):
            raise FormatError(_OUT_OF_LINE, entry.line)
        end = _read_thing(draft, entry.said())
        draft.links.append(_link(entry, above[-1][1], end))
        above.append((entry.indent, end))


_NO_GAP = (
    "leave an empty line before the steps of a reason. For the sign itself, write '\\' before it."
)
_NOT_INDENTED = (
    "Indent a link by four spaces under what it is about. For the sign itself, write '\\{}'."
)
_OUT_OF_LINE = "Line this link up with one of the links above it, with the same blanks or tabs."


def _link(entry: Entry, upper: _End, lower: _End) -> Link:
    mark = entry.sort.strip("<>")
    if not mark:
        raise FormatError("'><' is not read here; write '-' once each way.", entry.line)
    source, target = (upper, lower) if entry.sort.endswith(">") else (lower, upper)
    kind = _KINDS[mark]
    if source.is_reason:
        raise FormatError(_REASON_SPEAKS.format(_seen(source.name)), entry.line)
    if kind == "undercut" and not target.is_reason:
        raise FormatError(_CUT_CLAIM.format(_seen(target.name)), entry.line)
    if kind != "undercut" and target.is_reason:
        raise FormatError(_WEIGHED_REASON.format(_seen(target.name)), entry.line)
    return Link(source.name, target.name, kind)


_REASON_SPEAKS = "<{}> is a reason; let the claim it leads to, in square brackets, speak instead."
_CUT_CLAIM = "[{}] is a claim, and '_' cuts reasons only; name a reason, or write '-' for against."
_WEIGHED_REASON = "<{}> is a reason; write '_' to cut it, or speak to one of its claims."
