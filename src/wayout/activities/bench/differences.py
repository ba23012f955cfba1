"""Two maps side by side: what stands on one alone, and what each drew in another way."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from wayout.activities.bench.bench import known
from wayout.activities.bench.moves import Change, Drawn, Joined, reason_id
from wayout.argument import SIGNS, LinkKind
from wayout.argument.hints import words

Content = tuple[str, frozenset[str]]
Step = tuple[str, str | Content]
"""The ends of a link, whatever a reason is called on either map."""


@dataclass(frozen=True)
class Difference:
    """One thing in which two maps differ, in words.

    ``where`` is ``"theirs"``, ``"mine"`` or ``"both"``, if both drew it and each in another way;
    ``other`` says then what is mine. ``changes`` bring theirs onto my map.
    """

    where: str
    says: str
    other: str = ""
    changes: tuple[Change, ...] = ()


def differences(
    mine: Drawn, theirs: Drawn, hidden: Collection[str] = frozenset()
) -> list[Difference]:
    """Return all in which two maps differ: theirs first, then each in another way, then mine.

    Claims that are ``hidden`` are not named.
    """
    found = [*_links(mine, theirs), *_reasons(mine, theirs)]
    found = [replace(one, says=_veiled(one.says, hidden)) for one in found]
    order = ("theirs", "both", "mine")
    return sorted(found, key=lambda one: order.index(one.where))


def _veiled(says: str, hidden: Collection[str]) -> str:
    for name in hidden:
        says = says.replace(f"“{known()[name].title}”", "a premise that nobody says")
    return says


def _links(mine: Drawn, theirs: Drawn) -> Iterator[Difference]:
    here, there = _steps(mine), _steps(theirs)
    for step, (ends, kind) in there.items():
        if step not in here:
            yield Difference("theirs", _said(theirs, ends, kind), "", _bring(mine, theirs, ends))
        elif here[step][1] != kind:
            told = _said(mine, *here[step])
            changes = _bring(mine, theirs, ends)
            yield Difference("both", _said(theirs, ends, kind), told, changes)
    for step, (ends, kind) in here.items():
        if step not in there:
            yield Difference("mine", _said(mine, ends, kind))


def _reasons(mine: Drawn, theirs: Drawn) -> Iterator[Difference]:
    here = {one.content for one in mine.reasons.values()}
    there = {one.content for one in theirs.reasons.values()}
    for one in theirs.reasons.values():
        if one.content not in here:
            changes = (*_claims(mine, theirs, one), _reason(mine, one)[0])
            yield Difference("theirs", _told(theirs, one), "", changes)
    for one in mine.reasons.values():
        if one.content not in there:
            yield Difference("mine", _told(mine, one))


def _steps(drawn: Drawn) -> dict[Step, tuple[tuple[str, str], LinkKind]]:
    found: dict[Step, tuple[tuple[str, str], LinkKind]] = {}
    for (source, target), kind in drawn.links.items():
        reason = drawn.reasons.get(target)
        found[source, reason.content if reason else target] = (source, target), kind
    return found


def _bring(mine: Drawn, theirs: Drawn, ends: tuple[str, str]) -> tuple[Change, ...]:
    """Return the changes that bring a link, with the claims and the reason that it needs."""
    source, target = ends
    kind, reason = theirs.links[ends], theirs.reasons.get(target)
    if reason is None:
        return (*_claims(mine, theirs, Joined(target, (source,))), ("link", *ends, kind))
    joined, key = _reason(mine, reason)
    needed = _claims(mine, theirs, Joined(reason.conclusion, (*reason.premises, source)))
    return (*needed, joined, ("link", source, key, kind))


def _claims(mine: Drawn, theirs: Drawn, joined: Joined) -> list[Change]:
    names = [name for name in (*joined.premises, joined.conclusion) if name in theirs.own]
    return [("claim", name, theirs.own[name]) for name in names if name not in mine.own]


def _reason(mine: Drawn, joined: Joined) -> tuple[Change, str]:
    same = (key for key, one in mine.reasons.items() if one.content == joined.content)
    key = next(same, "") or reason_id(joined, mine.numbers)
    return ("reason", key, joined.conclusion, [*joined.premises]), key


# In words ---------------------------------------------------------------------------------------


def _said(drawn: Drawn, ends: tuple[str, str], kind: LinkKind) -> str:
    source, target = ends
    reason = drawn.reasons.get(target)
    end = f"the step from {_names(drawn, reason)}" if reason else named(drawn, target)
    if reason:
        to = named(drawn, reason.conclusion)
        return f"{SIGNS[kind]}: {named(drawn, source)} cuts {end} to {to}"
    return f"{SIGNS[kind]}: {words('link', kind, source=named(drawn, source), target=end)}"


def _told(drawn: Drawn, one: Joined) -> str:
    premises = _names(drawn, one)
    together = " together" if len(one.premises) > 1 else ""
    return f"{SIGNS['for']}: {premises}{together} lead to {named(drawn, one.conclusion)}"


def _names(drawn: Drawn, one: Joined) -> str:
    return " and ".join(named(drawn, name) for name in one.premises)


def named(drawn: Drawn, name: str) -> str:
    """Return what a claim is called: by its title, or by the words of whoever wrote it."""
    return f"“{known()[name].title if name in known() else drawn.own[name]}”"
