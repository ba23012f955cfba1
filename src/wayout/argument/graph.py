"""An argument map: claims, reasons that join claims, and three kinds of link.

A *claim* is one sentence that can be held or denied. A *reason* joins premises that only work
together to the conclusion they lead to. A *link* says that one claim speaks for another, speaks
against another, or shows that a reason does not bear on its conclusion (an undercut; Pollock
1987, Freeman 2011). Everything here is a value: nothing is ever changed in place, so a map can
be compared, kept and handed on without care.
"""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, TypeVar, get_args

from wayout.argument.errors import MapError, called

Kind = Literal["fact", "cause", "motive", "forecast", "norm", "concept"]
Origin = Literal["essay", "unstated", "outside"]
LinkKind = Literal["for", "against", "undercut"]

KINDS: tuple[Kind, ...] = get_args(Kind)
"""What a claim is about: what is, why, what somebody wants, what will be, what ought to be,
what a word means."""

ORIGINS: tuple[Origin, ...] = get_args(Origin)
"""Who brings a claim in: the essay says it, the essay needs it unsaid, or it is from outside."""

LINK_KINDS: tuple[LinkKind, ...] = get_args(LinkKind)
"""What a link does, from its source to its target."""

LAST = 999
"""The highest number that a sentence of an essay can have."""

SIGNS: dict[LinkKind, str] = {
    "for": "+ for",
    "against": "− against",
    "undercut": "⊘ does not bear on it",
}
"""How each kind of link is shown: a sign and a word, never a colour alone."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence that can be held or denied; `MapError` where a part is none of its sort.

    ``id`` is short and the same everywhere in the course; ``text`` is data: no markup in it is
    ever obeyed. ``sentences`` are the numbers of the essay's sentences that say it, 1 to `LAST`;
    none if none does. Messages and pictures call it by ``title``, or by its id if that is empty.
    """

    id: str
    text: str
    kind: Kind = "fact"
    sentences: tuple[int, ...] = ()
    origin: Origin = "essay"
    title: str = ""

    def __post_init__(self) -> None:
        _texts("claim", self.id, self.text, self.title)
        _one_of(self.kind, KINDS, f"The kind of claim {called(self.id)}")
        _one_of(self.origin, ORIGINS, f"The origin of claim {called(self.id)}")
        whole = isinstance(self.sentences, tuple) and all(type(n) is int for n in self.sentences)
        if not whole:
            raise MapError(
                f"Claim {called(self.id)}: give sentences as whole numbers in a row,"
                " such as (9, 10) or (9,)."
            )
        if not all(1 <= number <= LAST for number in self.sentences):
            raise MapError(f"Claim {called(self.id)}: sentences are counted from 1 to {LAST}.")


@dataclass(frozen=True, slots=True)
class Reason:
    """Premises that together lead to a conclusion; `MapError` where a part is none of its sort.

    No claim of the same map may have its ``id`` too. ``title`` says it in a few words and may be
    empty. ``premises``, in order, and ``conclusion`` are ids of claims.
    """

    id: str
    title: str
    premises: tuple[str, ...]
    conclusion: str

    def __post_init__(self) -> None:
        _texts("reason", self.id, self.title, self.conclusion)
        if not isinstance(self.premises, tuple):
            raise MapError(
                f"Reason {called(self.id)}: give premises as names in a row,"
                ' such as ("Record", "Rule") or ("Record",).'
            )
        _texts("reason", self.id, *self.premises)

    @property
    def ends(self) -> tuple[str, ...]:
        """Return the ids that it joins."""
        return (*self.premises, self.conclusion)

    @property
    def steps(self) -> list[tuple[str, str]]:
        """Return from which claim to which it leads."""
        return [(premise, self.conclusion) for premise in self.premises]


@dataclass(frozen=True, slots=True)
class Link:
    """One claim's bearing on a claim or, for an undercut, on a reason.

    Source and target are ids; `MapError` where one is no text, or the kind is none of three.
    """

    source: str
    target: str
    kind: LinkKind

    def __post_init__(self) -> None:
        _texts("link", self.source, self.target)
        _one_of(self.kind, LINK_KINDS, f"The link from {called(self.source)}")

    @property
    def ends(self) -> tuple[str, ...]:
        """Return the ids that it joins."""
        return self.source, self.target

    @property
    def steps(self) -> list[tuple[str, str]]:
        """Return from which claim to which it leads; only a link 'for' does."""
        return [(self.source, self.target)] if self.kind == "for" else []


Part = Claim | Reason | Link
"""What a map is made of."""

Named = TypeVar("Named", Claim, Reason)


@dataclass(frozen=True, slots=True)
class ArgumentMap:
    """Claims, reasons and links, in the order in which they are to be read.

    Any map can be built, also a broken one that a learner has not finished;
    `wayout.argument.check` says what is still wrong with it. Two maps are equal if their
    parts are equal and in the same order.
    """

    claims: tuple[Claim, ...] = ()
    reasons: tuple[Reason, ...] = ()
    links: tuple[Link, ...] = ()

    def titles(self) -> dict[str, str]:
        """Return the title of each claim that has one, by id."""
        return {claim.id: claim.title for claim in self.claims if claim.title}

    def claim(self, name: str) -> Claim:
        """Return the claim with this id; `MapError` with the nearest id if there is none."""
        return _find(name, self.claims, "claim")

    def reason(self, name: str) -> Reason:
        """Return the reason with this id; `MapError` with the nearest id if there is none."""
        return _find(name, self.reasons, "reason")

    def reasons_for(self, name: str) -> tuple[Reason, ...]:
        """Return the reasons whose conclusion is the claim with this id."""
        return tuple(reason for reason in self.reasons if reason.conclusion == name)

    def reasons_from(self, name: str) -> tuple[Reason, ...]:
        """Return the reasons that use the claim with this id as a premise."""
        return tuple(reason for reason in self.reasons if name in reason.premises)

    def links_to(self, name: str) -> tuple[Link, ...]:
        """Return the links that point at the claim or reason with this id."""
        return tuple(link for link in self.links if link.target == name)

    def links_from(self, name: str) -> tuple[Link, ...]:
        """Return the links that start at the claim with this id."""
        return tuple(link for link in self.links if link.source == name)

    def plus(self, *parts: Part) -> "ArgumentMap":
        """Return a map with these parts put at the end."""
        claims = (part for part in parts if isinstance(part, Claim))
        reasons = (part for part in parts if isinstance(part, Reason))
        links = (part for part in parts if isinstance(part, Link))
        every = (*self.claims, *claims), (*self.reasons, *reasons), (*self.links, *links)
        return ArgumentMap(*every)

    def minus(self, *parts: Part) -> "ArgumentMap":
        """Return a map without these parts; what pointed at them stays, for `check` to name."""
        return ArgumentMap(
            tuple(part for part in self.claims if part not in parts),
            tuple(part for part in self.reasons if part not in parts),
            tuple(part for part in self.links if part not in parts),
        )


def _find(name: str, parts: tuple[Named, ...], sort: str) -> Named:
    for part in parts:
        if part.id == name:
            return part
    near = get_close_matches(name, [part.id for part in parts], n=1)
    hint = f"Did you mean {called(near[0])}?" if near else "Add it, or look at the list of names."
    raise MapError(f"There is no {sort} called {called(name)}. {hint}")


def _texts(sort: str, *parts: object) -> None:
    for part in parts:
        if not isinstance(part, str):
            raise MapError(f"A {sort} has {called(part)} where a text belongs; put it in quotes.")


def _one_of(word: str, known: tuple[str, ...], what: str) -> None:
    if word not in known:
        raise MapError(f"{what} is given as {called(word)}; it is one of {', '.join(known)}.")
