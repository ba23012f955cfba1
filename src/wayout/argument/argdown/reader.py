"""Argdown as a map. What is not understood is refused by line number, never guessed at."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple

from wayout.argument.argdown import text as written
from wayout.argument.argdown.blocks import LIST, THING, Entry, blocks
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

    def finish(self) -> ArgumentMap:
        """Return the map, if everything that was spoken of was also said."""
        for name, line in self.first_seen.items():
            if name not in self.claims:
                raise FormatError(
                    f"[{_seen(name)}] never gets any words; write '[Name]: …' once.", line
                )
        for name, line in self.reason_seen.items():
            if name not in self.steps:
                raise FormatError(_NO_STEPS.format(called(name)), line)
        claims = tuple(self.claims[name] for name in self.first_seen)
        return ArgumentMap(claims, tuple(map(self.reason, self.reason_seen)), tuple(self.links))

    def reason(self, name: str) -> Reason:
        """Return a reason whose steps, premises and then conclusion, were read."""
        *premises, conclusion = self.steps[name]
        return Reason(name, self.titles.get(name, ""), tuple(premises), conclusion)


_NO_STEPS = (
    "The reason {} has no steps; after an empty line, write '(1) [Premise]', then '----',"
    " then '(2) [Conclusion]', each on a line of its own."
)


# From entries to claims, reasons and links


def _read_block(draft: _Draft, entries: list[Entry]) -> None:
    awaited, draft.awaiting_steps = draft.awaiting_steps, None
    head = entries[0]
    if head.sort == "step":
        _read_steps(draft, entries, awaited)
    elif head.sort:
        raise FormatError(_LOOSE.format(head.text or head.sort), head.line)
    else:
        root = _read_thing(draft, head.text, head.line)
        _read_links(draft, root, entries[1:])
        draft.awaiting_steps = root.name if root.is_reason else None


_LOOSE = "'{}' has nothing above it to belong to; take out the empty line before it."


def _read_thing(draft: _Draft, text: str, line: int) -> _End:
    """Read ``[Claim]``, ``[Claim]: words``, ``<Reason>`` or ``<Reason>: title``."""
    thing = THING.match(text)
    if not thing:
        raise FormatError(_nameless(text), line)
    rest = thing["rest"].strip(" \t")
    bare = thing["claim"] or thing["reason"]
    if bare != bare.strip(" \t"):
        raise FormatError(f"Take out the blanks around the name {called(bare)}.", line)
    name = decoded(bare)
    if bool(thing["colon"]) != bool(rest):
        raise FormatError(_half_said(thing, rest), line)
    if thing["reason"]:
        return _read_reason(draft, name, rest, line)
    return _read_claim(draft, name, rest, line)


def _nameless(text: str) -> str:
    if LIST.match(text):
        return "Lists are not read here; write each claim as '[Name]: its words'."
    if text.startswith("==="):
        return "Settings between '===' can stand only at the very top of the text."
    return (
        f"{called(text)} has no name; write '[Name]: {called(text)[1:-1]}', with a name of your"
        " own in the brackets."
    )


def _half_said(thing: re.Match[str], rest: str) -> str:
    name = thing[0][: thing.start("colon")]
    if thing["colon"]:
        return f"Nothing follows '{name}:'; write its words there, or leave out the colon."
    return f"{called(rest)} follows {name}; put a colon after {name}, or take it out."


def _read_claim(draft: _Draft, name: str, rest: str, line: int) -> _End:
    draft.first_seen.setdefault(name, line)
    if rest:
        said = written.words(rest, line)
        kind, origin = _kind_and_origin(said.tags, line)
        if 0 in said.sentences:
            raise FormatError("Sentences are counted from 1.", line)
        claim = Claim(name, said.text, kind, said.sentences, origin)
        if draft.claims.setdefault(name, claim) != claim:
            raise FormatError(_OTHER_WORDS.format(_seen(name), draft.worded[name]), line)
        draft.worded.setdefault(name, line)
    return _End(name, False)


_OTHER_WORDS = "[{}] was given other words in line {}; choose another name, or keep one of them."


def _seen(name: str) -> str:
    """Return a name as it may stand between brackets in a sentence."""
    return called(name)[1:-1]


def _kind_and_origin(tags: tuple[str, ...], line: int) -> tuple[Kind, Origin]:
    for tag in tags:
        if tag not in KINDS and tag not in ORIGINS[1:]:
            raise FormatError(_unknown_tag(tag), line)
    kinds = [kind for kind in KINDS if kind in tags]
    origins = [origin for origin in ORIGINS if origin in tags]
    for found in (kinds, origins):
        if len(found) > 1:
            raise FormatError(f"#{found[0]} and #{found[1]} exclude each other; keep one.", line)
    return (*kinds, "fact")[0], (*origins, "essay")[0]


def _unknown_tag(tag: str) -> str:
    known = [*KINDS, *ORIGINS[1:]]
    near = [_INSTEAD[tag]] if tag in _INSTEAD else [f"#{t}" for t in get_close_matches(tag, known)]
    instead = f"Did you mean {near[0]}?" if near else f"Known are #{', #'.join(known)}."
    return f"The tag #{tag} is not used here. {instead} For the sign itself, write '\\#'."


def _read_reason(draft: _Draft, name: str, rest: str, line: int) -> _End:
    draft.reason_seen.setdefault(name, line)
    if rest:
        title = written.plain(rest, line)
        if draft.titles.setdefault(name, title) != title:
            raise FormatError(f"<{_seen(name)}> has two titles; keep one.", line)
    return _End(name, True)


def _read_steps(draft: _Draft, entries: list[Entry], reason: str | None) -> None:
    first = entries[0].line
    if reason is None:
        raise FormatError("Steps need a reason: write '<Name>' and an empty line above.", first)
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


def _refuse_odd_steps(order: list[Entry]) -> None:
    rules = [entry for entry in order if entry.sort == "rule"]
    if not rules:
        raise FormatError("Put a line '----' between premises and conclusion.", order[-1].line)
    if len(rules) > 1 and len(rules[0].text.rstrip("-")) == 0 and len(rules[0].text) > 3:
        raise FormatError(_ONE_CONCLUSION, rules[1].line)
    if rules[0].text.strip("-") or len(rules[0].text) < 4:
        raise FormatError(
            "Draw the line as '----'; rules of inference are not read here.", rules[0].line
        )
    after = order[order.index(rules[0]) + 1 :]
    if len(after) != 1:
        line = after[1].line if after else rules[0].line
        raise FormatError("Exactly one conclusion follows '----'.", line)


_ONE_CONCLUSION = "One reason leads to one conclusion; begin a new '<Reason>' for the next one."


def _with_links(entries: list[Entry]) -> Iterator[tuple[Entry, list[Entry]]]:
    steps = [at for at, entry in enumerate(entries) if entry.sort == "step"]
    for at, stop in zip(steps, [*steps[1:], len(entries)], strict=True):
        yield entries[at], [e for e in entries[at + 1 : stop] if e.sort != "rule"]


def _read_step(draft: _Draft, entry: Entry, number: int) -> _End:
    given, _, text = entry.text.partition(" ")
    if int(given) != number:
        raise FormatError(f"This step is numbered ({given}); write ({number}).", entry.line)
    root = _read_thing(draft, text.strip(" \t"), entry.line)
    if root.is_reason:
        raise FormatError("A step is a claim: write '[Name]', not '<Name>'.", entry.line)
    return root


def _read_links(draft: _Draft, root: _End, entries: list[Entry]) -> None:
    """Read links under a root; what is indented further belongs to the line it stands under."""
    above = [(0, root)]
    for entry in entries:
        if entry.sort in ("step", "rule"):
            raise FormatError("leave an empty line before the steps of a reason.", entry.line)
        if not entry.indent:
            raise FormatError("Indent a link by four spaces under what it is about.", entry.line)
        left = [place for place in above if place[0] < entry.indent]
        if len(left) < len(above) and above[len(left)][0] != entry.indent:
            raise FormatError("Line this link up with one of the links above it.", entry.line)
        end = _read_thing(draft, entry.text, entry.line)
        draft.links.append(_link(entry, left[-1][1], end))
        above = [*left, (entry.indent, end)]


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
