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
from wayout.argument.sentences import refusal

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
                raise refusal("argdown", "no_words", line, name=_seen(name))
        for name, line in self.reason_seen.items():
            if name not in self.steps:
                raise refusal("argdown", "no_steps", line, name=_seen(name))
        claims = tuple(self.claims[name] for name in self.first_seen)
        return ArgumentMap(claims, tuple(map(self.reason, self.reason_seen)), tuple(self.links))

    def reason(self, name: str) -> Reason:
        """Return a reason whose steps, premises and then conclusion, were read."""
        *premises, conclusion = self.steps[name]
        return Reason(name, self.titles.get(name, ""), tuple(premises), conclusion)


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
        raise _loose(head, above)
    else:
        root = _read_thing(draft, head.said())
        _read_links(draft, root, entries[1:])
        draft.awaiting_steps = root.name if root.is_reason else None


def _loose(head: Entry, above: int) -> FormatError:
    case = "loose_rule" if head.sort == "rule" else "loose_gap" if above else "loose"
    thing = called(head.said().text or head.sort)
    return refusal("argdown", case, head.line, thing=thing, above=above)


def _read_thing(draft: _Draft, said: Said) -> _End:
    """Read ``[Claim]``, ``[Claim]: words``, ``<Reason>`` or ``<Reason>: title``."""
    thing = THING.match(said.text)
    if not thing:
        raise _nameless(said.text, said.line())
    rest, line = said.cut(thing.start("rest")), said.line()
    bare = thing["claim"] or thing["reason"]
    if bare != bare.strip(" \t"):
        raise refusal("argdown", "blanks", line, name=called(bare))
    name = decoded(bare)
    if not name.strip():
        raise refusal("argdown", "blank_name", line)
    if bool(thing["colon"]) != bool(rest.text):
        raise _half_said(thing, rest.text, line)
    if thing["reason"]:
        return _read_reason(draft, name, rest, line)
    return _read_claim(draft, name, rest, line)


_STARTS = {"===": "late_head", "#": "heading", "```": "fence"}


def _nameless(text: str, line: int) -> FormatError:
    begins = (case for start, case in _STARTS.items() if text.startswith(start))
    case = "list_item" if LIST.match(text) else next(begins, "no_name")
    return refusal("argdown", case, line, text=called(text), bare=_seen(text))


def _half_said(thing: re.Match[str], rest: str, line: int) -> FormatError:
    later = "colon_later" if rest.startswith((":", "：")) else "no_colon"
    case, name = "colon_alone" if thing["colon"] else later, thing[0][: thing.start("colon")]
    return refusal("argdown", case, line, name=_seen(name), rest=called(rest))


def _read_claim(draft: _Draft, name: str, rest: Said, line: int) -> _End:
    draft.first_seen.setdefault(name, line)
    if rest.text:
        said = written.words(rest)
        claim = Claim(name, said.text, *_sorts(said))
        known = draft.claims.setdefault(name, claim)
        if known != claim:
            what = "words" if known.text != claim.text else "numbers or tags"
            parts = {"name": _seen(name), "what": what, "first": draft.worded[name]}
            raise refusal("argdown", "other_words", line, **parts)
        draft.worded.setdefault(name, line)
    return _End(name, False)


def _seen(name: str) -> str:
    """Return a name as it may stand between brackets in a sentence."""
    return called(name)[1:-1]


def _sorts(said: written.Words) -> tuple[Kind, tuple[int, ...], Origin]:
    for tag, line in said.tags.items():
        if tag not in KINDS and tag not in ORIGINS[1:]:
            raise _unknown_tag(tag, line)
    kinds = [kind for kind in KINDS if kind in said.tags]
    origins = [origin for origin in ORIGINS if origin in said.tags]
    for found in (kinds, origins):
        if len(found) > 1:
            line = max(said.tags[tag] for tag in found)
            raise refusal("argdown", "two_tags", line, one=found[0], other=found[1])
    return (*kinds, "fact")[0], said.sentences, (*origins, "essay")[0]


def _unknown_tag(tag: str, line: int) -> FormatError:
    known = [*KINDS, *ORIGINS[1:]]
    near = get_close_matches(tag[:60], known)
    near = [_INSTEAD[tag]] if tag in _INSTEAD else [f"#{t}" for t in near]
    instead = f"Did you mean {near[0]}?" if near else f"Known are #{', #'.join(known)}."
    return refusal("argdown", "tag", line, tag=_seen(tag), instead=instead)


def _read_reason(draft: _Draft, name: str, rest: Said, line: int) -> _End:
    draft.reason_seen.setdefault(name, line)
    if rest.text:
        title = written.plain(rest)
        if draft.titles.setdefault(name, title) != title:
            raise refusal("argdown", "two_titles", line, name=_seen(name))
    return _End(name, True)


def _read_steps(draft: _Draft, entries: list[Entry], reason: str | None) -> None:
    first = entries[0].line
    if reason is None:
        raise refusal("argdown", "no_reason", first)
    if reason in draft.steps:
        raise refusal("argdown", "steps_again", first, name=_seen(reason))
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
        raise refusal("argdown", "no_rule", order[-1].line)
    first, *more = rules
    if not _is_line(first):
        last = more[0] if more and order[order.index(first) + 1] is more[0] else first
        parts = {"first": first.line, "last": last.parts[-1].number}
        raise refusal("argdown", "odd_rule", first.line, **parts)
    if more:
        raise refusal("argdown", "two_rules", more[0].line)
    after = order[order.index(first) + 1 :]
    if len(after) != 1:
        case, where = ("conclusions", after[1]) if after else ("no_conclusion", first)
        raise refusal("argdown", case, where.line)


def _is_line(rule: Entry) -> bool:
    text = rule.said().text
    return len(text) > 3 and not text.strip("-")


def _with_links(entries: list[Entry]) -> Iterator[tuple[Entry, list[Entry]]]:
    steps = [at for at, entry in enumerate(entries) if entry.sort == "step"]
    for at, stop in zip(steps, [*steps[1:], len(entries)], strict=True):
        yield entries[at], [e for e in entries[at + 1 : stop] if e.sort != "rule"]


def _read_step(draft: _Draft, entry: Entry, number: int) -> _End:
    if entry.number.lstrip("0") != str(number):
        parts = {"found": _seen(entry.number), "number": number}
        raise refusal("argdown", "number", entry.line, **parts)
    root = _read_thing(draft, entry.said())
    if root.is_reason:
        raise refusal("argdown", "step_reason", entry.line)
    return root


def _read_links(draft: _Draft, root: _End, entries: list[Entry]) -> None:
    """Read links under a root; what is indented further belongs to the line it stands under."""
    above = [("", root)]
    for entry in entries:
        if entry.sort in ("step", "rule"):
            raise refusal("argdown", "no_gap", entry.line)
        if not entry.indent:
            raise refusal("argdown", "not_indented", entry.line, sign=entry.sort[0])
        left = ""
        while len(above[-1][0]) >= len(entry.indent):
            left, _ = above.pop()
        if left not in ("", entry.indent) or not entry.indent.startswith(above[-1][0]):
            raise refusal("argdown", "out_of_line", entry.line)
        end = _read_thing(draft, entry.said())
        draft.links.append(_link(entry, above[-1][1], end))
        above.append((entry.indent, end))


def _link(entry: Entry, upper: _End, lower: _End) -> Link:
    mark = entry.sort.strip("<>")
    if not mark:
        raise refusal("argdown", "both_ways", entry.line)
    source, target = (upper, lower) if entry.sort.endswith(">") else (lower, upper)
    kind = _KINDS[mark]
    if source.is_reason:
        raise refusal("argdown", "reason_speaks", entry.line, name=_seen(source.name))
    if (kind == "undercut") != target.is_reason:
        case = "weighed_reason" if target.is_reason else "cut_claim"
        raise refusal("argdown", case, entry.line, name=_seen(target.name))
    return Link(source.name, target.name, kind)
