"""What a learner's link or reason is, held against our map: one finding each, first rule wins."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum
from itertools import pairwise

from wayout.argument.accepted import AcceptedLink
from wayout.argument.checks import circles, same_wording
from wayout.argument.errors import called
from wayout.argument.graph import ArgumentMap, Claim, Link, LinkKind, Reason
from wayout.argument.hints import Hints, Part, Said, hints, where, words
from wayout.language import counted, listed


class Verdict(Enum):
    """What a note says of a link or a reason; the value is the word that a reader sees."""

    FOUND = "found"
    FAIR = "fair, though not in the essay"
    REVERSED = "the other way round"
    OTHER_KIND = "right pair, another kind of link"
    NEEDS_PARTNER = "needs a partner premise"
    SPLIT = "has a premise of your own"
    SPARE_PREMISE = "has a premise to spare"
    OTHER_CONCLUSION = "leads somewhere else"
    TWICE = "there already"
    CIRCLE = "closes a circle"
    OWN = "uses a claim of your own"
    LOOSE_END = "has a loose end"
    NOT_SUPPORTED = "not supported yet"
    TO_FIND = "still to find"


Finding = tuple[Verdict, Hints, Link | Reason | None]
"""A verdict, its hints, and the part of our map that it speaks of."""


class Key:
    """Our map and the accepted links, and who of the learner's claims is who of ours."""

    def __init__(
        self, mine: ArgumentMap, ours: ArgumentMap, accepted: Iterable[AcceptedLink]
    ) -> None:
        self.mine, self.ours, self.accepted = mine, ours, tuple(accepted)
        self.rows = {row.link: row for row in self.accepted}
        self.known = {claim.id for claim in ours.claims} | {reason.id for reason in ours.reasons}
        self.claims = {claim.id: claim for claim in (*ours.claims, *mine.claims)}
        self._circles = circles(mine)
        self._circle_of = {s: at for at, c in enumerate(self._circles) for s in pairwise(c)}
        self._ours = {claim.id: self._our_claim(claim) for claim in mine.claims}
        self._ours |= self._our_reasons()
        titles = ours.titles()
        self.names = {c.id: c.title or titles.get(self.name(c.id), c.id) for c in mine.claims}
        self.names |= titles

    def say(
        self, verdict: Verdict, case: str, about: Link | Reason | None = None, **parts: Part
    ) -> Finding:
        """Return a finding with the hints for one case of a verdict."""
        return verdict, hints(verdict.name.lower(), case, self.names, **parts), about

    def called(self, names: Iterable[str]) -> str:
        """Return claims or reasons as they are called in a sentence."""
        return listed(called(name, self.names) for name in names)

    def needed(self, names: Sequence[str], thing: str) -> dict[str, Part]:
        """Return how many claims of our map are needed, and where they stand."""
        number = Said(counted(len(names), thing))
        return {"number": number, "where": where(map(self.ours.claim, names))}

    def name(self, mine: str) -> str:
        """Return our id for one of the learner's."""
        return self._ours.get(mine, mine)

    def turned(self, link: Link) -> Link:
        """Return a learner's link in our ids."""
        return Link(self.name(link.source), self.name(link.target), link.kind)

    def premises(self, reason: Reason) -> list[str]:
        """Return the premises of a learner's reason in our ids, each once."""
        return list(dict.fromkeys(self.name(name) for name in reason.premises))

    def exists(self, name: str) -> bool:
        """Tell whether an id is on the learner's map, or a reason of ours that can be cut."""
        return name in self._ours or any(reason.id == name for reason in self.ours.reasons)

    def between(self, source: str, target: str) -> list[AcceptedLink]:
        """Return accepted links from a claim to about this place, the nearest first."""
        places = self._near(target)
        rows = [r for r in self.accepted if r.link.source == source and r.link.target in places]
        return sorted(rows, key=lambda row: (row.link.target != target, row.standing == "fair"))

    def circle_with(self, steps: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """Return a circle of the learner's that takes one of these steps, or nothing."""
        taken = [self._circle_of[step] for step in steps if step in self._circle_of]
        return self._circles[min(taken)] if taken else ()

    def end(self, name: str) -> Claim | None:
        """Return the claim of this id, or the conclusion of the reason of this id."""
        for reason in (*self.mine.reasons, *self.ours.reasons):
            if reason.id == name:
                return self.claims.get(reason.conclusion)
        return self.claims.get(name)

    def _near(self, name: str) -> set[str]:
        for reason in self.ours.reasons:
            if reason.id == name:
                return {name, reason.conclusion, *reason.premises}
        return {name, *(reason.id for reason in self.ours.reasons_for(name))}

    def like(self, reason: Reason) -> list[Reason]:
        """Return our reasons that share the conclusion and a premise, the most alike first."""
        rivals = self.ours.reasons_for(self.name(reason.conclusion))
        return sorted(
            (other for other in rivals if self._shared(reason, other)),
            key=lambda other: -self._shared(reason, other),
        )

    def _shared(self, mine: Reason, ours: Reason) -> int:
        return len(set(self.premises(mine)) & set(ours.premises))

    def _our_claim(self, claim: Claim) -> str:
        """Return our id for a claim: that of the same words, or its own if its words are close."""
        words = same_wording(claim.text)
        same = [c for c in self.ours.claims if c.id == claim.id]
        if any(not words or much_the_same(words, same_wording(c.text)) for c in same):
            return claim.id
        alike = (c.id for c in self.ours.claims if words and same_wording(c.text) == words)
        return next(alike, self._private(claim.id))

    def _our_reasons(self) -> dict[str, str]:
        """Return our ids for the learner's reasons; each of ours is given away once."""
        found: dict[str, str] = {}
        pairs = [(mine, ours) for mine in self.mine.reasons for ours in self.like(mine)]
        for mine, ours in sorted(pairs, key=lambda pair: -self._shared(*pair)):
            if mine.id not in found and ours.id not in found.values():
                found[mine.id] = ours.id
        return {r.id: found.get(r.id, self._private(r.id)) for r in self.mine.reasons}

    def _private(self, name: str) -> str:
        """Return a learner's name, or another if it is one of ours."""
        if name not in self.known:
            return name
        taken = self.known | {part.id for part in self.mine.claims}
        taken |= {part.id for part in self.mine.reasons}
        while name in taken:
            name = f"my {name}"
        return name


def much_the_same(one: str, other: str) -> bool:
    """Tell whether two wordings, as `same_wording` gives them, share most of their words in order.

    Two claims of one name are then one: ours may have been reworded since a map was drawn. What
    only one of them denies makes them two.
    """
    both = one.split(), other.split()
    denied = [sorted(_DENIES & {*words}) for words in both]
    return denied[0] == denied[1] and SequenceMatcher(None, *both).ratio() >= _CLOSE


_DENIES = {"no", "not", "never", "cannot", "nobody", "nothing", "none", "without"}


_CLOSE = 0.6
"""How alike the words of two claims of one name must be, from 0 to 1."""


def link_finding(key: Key, link: Link, earlier: Collection[Link]) -> Finding:
    """Return what there is to say of a learner's link, given those before it in our ids."""
    return next(found for rule in _LINK_RULES for found in rule(key, link, earlier))


def reason_finding(key: Key, reason: Reason, earlier: Sequence[Reason]) -> Finding:
    """Return what there is to say of a learner's reason, given those built before it."""
    return next(found for rule in _REASON_RULES for found in rule(key, reason, earlier))


def link_to_find(key: Key, row: AcceptedLink) -> Finding:
    """Return what there is to say of a link of our map that the learner has not drawn."""
    place, end = words("place", row.standing), row.link.target
    return key.say(Verdict.TO_FIND, "link", row.link, place=place, target=end, **_told(row))


def reason_to_find(key: Key, reason: Reason) -> Finding:
    """Return what there is to say of a reason of our map that the learner has not built."""
    needed, end = reason.premises, reason.conclusion
    parts = key.needed(needed, "premise")
    return key.say(Verdict.TO_FIND, "reason", reason, premises=needed, conclusion=end, **parts)


def _told(row: AcceptedLink) -> dict[str, Part]:
    return {"link": row.link, "look": Said(row.look), "why": Said(row.why)}


# Rules for links


def _link_ends(key: Key, link: Link, _: Collection[Link]) -> Iterator[Finding]:
    yield from _loose(key, link.ends, key.exists)


def _loose(key: Key, ends: Iterable[str], there: Callable[[str], object]) -> Iterator[Finding]:
    if missing := [name for name in dict.fromkeys(ends) if not there(name)]:
        case = "one" if len(missing) == 1 else "several"
        yield key.say(Verdict.LOOSE_END, case, missing=missing)


def _link_twice(key: Key, link: Link, earlier: Collection[Link]) -> Iterator[Finding]:
    if key.turned(link) in earlier:
        yield key.say(Verdict.TWICE, "link", link=link)
    joined = (r for r in key.mine.reasons_for(link.target) if link.source in r.premises)
    if link.kind == "for" and next(joined, None):
        yield key.say(Verdict.TWICE, "reason", premises=link.source, conclusion=link.target)


def _link_accepted(key: Key, link: Link, _: Collection[Link]) -> Iterator[Finding]:
    if row := key.rows.get(key.turned(link)):
        verdict = Verdict.FAIR if row.standing == "fair" else Verdict.FOUND
        yield key.say(verdict, "link", row.link, **_told(row))


def _link_premise(key: Key, link: Link, _: Collection[Link]) -> Iterator[Finding]:
    source, target = key.name(link.source), key.name(link.target)
    for reason in key.ours.reasons_for(target):
        if source in reason.premises and link.kind == "for":
            partners = [name for name in reason.premises if name != source]
            ends = {"source": source, "target": target}
            parts = key.needed(partners, "partner") | {"premises": (source, *partners)}
            yield key.say(Verdict.NEEDS_PARTNER, "link", reason, **ends, **parts)
        elif source in reason.premises:
            parts = {"source": source, "conclusion": target, "reason": reason.id}
            yield key.say(Verdict.OTHER_KIND, "premise", reason, **parts)


def _link_other_kind(key: Key, link: Link, _: Collection[Link]) -> Iterator[Finding]:
    turned = key.turned(link)
    for row in key.between(turned.source, turned.target):
        end = link.target if row.link.kind == "undercut" else row.link.target
        ends = {"source": link.source, "target": end}
        yield key.say(Verdict.OTHER_KIND, "link", row.link, **ends, **_told(row))


def _link_reversed(key: Key, link: Link, _: Collection[Link]) -> Iterator[Finding]:
    turned = key.turned(link)
    for row in key.between(turned.target, turned.source):
        ends = {"source": link.source, "target": link.target}
        yield key.say(Verdict.REVERSED, "link", row.link, **ends, **_told(row))
    yield from _premise_reversed(key, turned.source, turned.target)


def _premise_reversed(key: Key, conclusion: str, premise: str) -> Iterator[Finding]:
    for ours in key.ours.reasons_for(conclusion):
        if premise in ours.premises:
            parts = {"premise": premise, "conclusion": conclusion}
            yield key.say(Verdict.REVERSED, "premise", ours, **parts)


def _circle(key: Key, part: Link | Reason, _: object) -> Iterator[Finding]:
    if steps := key.circle_with(part.steps):
        circle = Said(" → ".join(key.called([step]) for step in steps))
        yield key.say(Verdict.CIRCLE, "reasons", start=steps[0], circle=circle)


def _link_itself(key: Key, link: Link, _: Collection[Link]) -> Iterator[Finding]:
    if key.name(link.source) == key.name(link.target):
        yield key.say(Verdict.CIRCLE, "itself", source=link.source)


def _own(key: Key, part: Link | Reason, _: object) -> Iterator[Finding]:
    if not {key.name(end) for end in part.ends} <= key.known:
        yield key.say(Verdict.OWN, "part")


def _link_unknown(key: Key, link: Link, _: Collection[Link]) -> Iterator[Finding]:
    yield from _unsupported(key, [link.source], link.target, link.kind)


# Rules for reasons


def _reason_ends(key: Key, reason: Reason, _: Sequence[Reason]) -> Iterator[Finding]:
    yield from _loose(key, reason.ends, key.exists)
    if not reason.premises:
        yield key.say(Verdict.LOOSE_END, "premise")


def _reason_twice(key: Key, reason: Reason, earlier: Sequence[Reason]) -> Iterator[Finding]:
    end = reason.conclusion
    for other in earlier:
        same_end = key.name(other.conclusion) == key.name(end)
        if same_end and set(key.premises(other)) == set(key.premises(reason)):
            yield key.say(Verdict.TWICE, "reason", premises=reason.premises, conclusion=end)


def _reason_divided(key: Key, reason: Reason, _: Sequence[Reason]) -> Iterator[Finding]:
    """Let some of our premises lead there without the others, where the table says they do."""
    premises, end = key.premises(reason), key.name(reason.conclusion)
    for ours in key.like(reason)[:1]:
        for row in key.accepted:
            led = (row.link.target, row.link.kind) == (end, "for")
            if led and {*row.sources} <= {*premises} < {*ours.premises}:
                parts = {"premises": premises, "conclusion": end, "why": Said(row.why)}
                yield key.say(Verdict.FAIR, "reason", ours, **parts)


def _reason_found(key: Key, reason: Reason, _: Sequence[Reason]) -> Iterator[Finding]:
    premises = key.premises(reason)
    for ours in key.ours.reasons_for(key.name(reason.conclusion)):
        if set(premises) == set(ours.premises):
            title = words("more", "title", title=ours.title.rstrip(".")) if ours.title else Said()
            parts = {"premises": ours.premises, "conclusion": ours.conclusion, "more": title}
            yield key.say(Verdict.FOUND, "reason", ours, **parts)
    if len(premises) == 1:
        yield from _link_accepted(key, Link(premises[0], reason.conclusion, "for"), ())


def _reason_part(key: Key, reason: Reason, _: Sequence[Reason]) -> Iterator[Finding]:
    premises = key.premises(reason)
    for ours in key.like(reason)[:1]:
        missing = [name for name in ours.premises if name not in premises]
        spare, end = [n for n in premises if n not in ours.premises], ours.conclusion
        if not {*premises} <= key.known:
            whole = {"premises": ours.premises} | key.needed(ours.premises, "premise")
            yield key.say(Verdict.SPLIT, "reason", ours, conclusion=end, **whole)
        elif missing:
            more = words("more", "spare", spare=key.called(spare)) if spare else Said()
            parts = {"missing": missing, "more": more} | key.needed(missing, "more premise")
            yield key.say(Verdict.NEEDS_PARTNER, "reason", ours, conclusion=end, **parts)
        elif spare:
            yield key.say(Verdict.SPARE_PREMISE, "reason", ours, conclusion=end, spare=spare)


def _reason_apart(key: Key, reason: Reason, _: Sequence[Reason]) -> Iterator[Finding]:
    end = key.name(reason.conclusion)
    links = [Link(premise, end, "for") for premise in key.premises(reason)]
    if len(links) > 1 and all(link in key.rows for link in links):
        parts = {"premises": reason.premises, "conclusion": reason.conclusion}
        yield key.say(Verdict.OTHER_KIND, "apart", links[0], **parts)


def _reason_turned(key: Key, reason: Reason, _: Sequence[Reason]) -> Iterator[Finding]:
    for premise in key.premises(reason):
        yield from _premise_reversed(key, premise, key.name(reason.conclusion))


def _reason_elsewhere(key: Key, reason: Reason, _: Sequence[Reason]) -> Iterator[Finding]:
    premises = set(key.premises(reason))
    for ours in key.ours.reasons:
        if len(premises) > 1 and premises <= set(ours.premises):
            parts = {"target": reason.conclusion, "conclusion": ours.conclusion}
            yield key.say(Verdict.OTHER_CONCLUSION, "reason", ours, **parts)


def _reason_as_link(key: Key, reason: Reason, _: Sequence[Reason]) -> Iterator[Finding]:
    if len(key.premises(reason)) == 1:
        link = Link(reason.premises[0], reason.conclusion, "for")
        yield from _link_other_kind(key, link, ())
        yield from _link_reversed(key, link, ())


def _reason_unknown(key: Key, reason: Reason, _: Sequence[Reason]) -> Iterator[Finding]:
    yield from _unsupported(key, reason.premises, reason.conclusion, "for")


def _unsupported(
    key: Key, sources: Sequence[str], target: str, kind: LinkKind
) -> Iterator[Finding]:
    yield from _loose(key, (*sources, target), key.end)
    starts = [claim for claim in map(key.end, dict.fromkeys(sources)) if claim]
    end = key.end(target)
    if starts and end:
        said = " and ".join(claim.text.rstrip(". ") for claim in starts)[:300]
        yield key.say(
            Verdict.NOT_SUPPORTED,
            "step",
            aloud=words("aloud", kind, start=said, target=end.text[:300]),
            moved=words("moved", kind),
            source=starts[0].id,
            is_a=words("is_a", starts[0].kind),
            target=end.id,
            target_is_a=words("is_a", end.kind),
        )


_LINK_RULES = (
    *(_link_ends, _link_twice, _link_accepted, _link_premise, _link_other_kind),
    *(_link_reversed, _circle, _link_itself, _own, _link_unknown),
)
_REASON_RULES = (
    *(_reason_ends, _reason_twice, _reason_divided, _reason_found, _reason_part, _reason_apart),
    *(_reason_turned, _reason_elsewhere, _reason_as_link, _circle, _own, _reason_unknown),
)
