"""The words of feedback: for each finding three hints, each a step closer to the answer.

The first hint sends the learner back to the map with a question, the second says where to
look, the third gives the answer and its reason. No hint calls anybody wrong.
"""

from collections.abc import Sequence

from wayout.argument.errors import called
from wayout.argument.graph import ArgumentMap, Claim, Link, LinkKind, Reason

Hints = tuple[str, ...]

_KIND_NAMES = {
    "fact": "a fact",
    "cause": "a claim about causes",
    "motive": "a claim about what somebody wants",
    "forecast": "a forecast",
    "norm": "a claim about what ought to be",
    "concept": "a claim about what a word means",
}


def says(source: str, target: str, kind: LinkKind) -> str:
    """Return what a link says, as a clause without a full stop."""
    if kind == "undercut":
        return f"{called(source)} shows that {called(target)} does not bear on its conclusion"
    return f"{called(source)} speaks {kind} {called(target)}"


def found(link: Link, why: str) -> Hints:
    """Return the one sentence for a link that is on our map too."""
    return (f"Found: {says(link.source, link.target, link.kind)}. {why}",)


def fair(link: Link, why: str) -> Hints:
    """Return the one sentence for a link that may well be drawn although the essay does not."""
    return (
        f"Fair, though the essay does not say so: {says(link.source, link.target, link.kind)}."
        f" {why}",
    )


def reversed_link(mine: Link, accepted: Link, look: str, why: str) -> Hints:
    """Return the hints for a link that points the other way."""
    return (
        f"{called(mine.source)} and {called(mine.target)} do belong together. Read your arrow"
        " aloud, then read it backwards. Which way does one make you think again about the other?",
        look,
        f"Turn it round: {says(accepted.source, accepted.target, accepted.kind)}. {why}",
    )


def other_kind(mine: Link, accepted: Link, look: str, why: str) -> Hints:
    """Return the hints for the right pair, the right way round, with another kind of link."""
    end = mine.target if accepted.kind == "undercut" else accepted.target
    return (
        f"{called(mine.source)} does bear on this. Does it make {called(end)} easier to"
        " believe, harder to believe, or does it only show that a step does not follow?",
        look,
        f"Here {says(accepted.source, accepted.target, accepted.kind)}. {why}",
    )


def reason_found(reason: Reason) -> Hints:
    """Return the one sentence for a reason that is on our map too."""
    title = f" {reason.title.rstrip('.')}." if reason.title else ""
    return (
        f"Found: {_names(reason.premises)} together lead to {called(reason.conclusion)}.{title}",
    )


def premise_alone(mine: Link, reason: Reason, map_: ArgumentMap) -> Hints:
    """Return the hints for a premise that was drawn as if it could do the work alone."""
    partners = [name for name in reason.premises if name != mine.source]
    return (
        f"A good step, but could somebody grant {called(mine.source)} and still doubt"
        f" {called(mine.target)}? What else must they grant?",
        f"It needs {_count(len(partners), 'partner')}. {_where(partners, map_)}",
        f"Join {_names((mine.source, *partners))} in one reason for {called(reason.conclusion)}.",
    )


def partner_missing(
    reason: Reason, missing: Sequence[str], spare: Sequence[str], map_: ArgumentMap
) -> Hints:
    """Return the hints for a reason that lacks premises."""
    return (
        f"This reason is on its way to {called(reason.conclusion)}. Could somebody grant all its"
        " premises and still doubt the conclusion?",
        f"It needs {_count(len(missing), 'more premise')}. {_where(missing, map_)}",
        f"Add {_names(missing)}.{_take_out(spare)}",
    )


def _take_out(spare: Sequence[str]) -> str:
    return f" Take out {_names(spare)}, or give it a link of its own." if spare else ""


def spare_premise(reason: Reason, spare: Sequence[str]) -> Hints:
    """Return the hints for a reason with premises that it does not need."""
    return (
        f"This leads to {called(reason.conclusion)}, and something in it could be left out.",
        "Cover one premise at a time. Where does the rest lead just as far without it?",
        f"Take out {_names(spare)}, or give it a link of its own.",
    )


def premise_other_kind(mine: Link, reason: Reason) -> Hints:
    """Return the hints for a premise that was drawn as an attack."""
    return (
        f"{called(mine.source)} does bear on {called(reason.conclusion)}. Does it make it harder to"
        " believe, or easier?",
        f"In the essay it helps to carry the reason {called(reason.id)}.",
        f"Make {called(mine.source)} a premise for {called(reason.conclusion)}.",
    )


def reversed_premise(premise: str, reason: Reason) -> Hints:
    """Return the hints for a premise and a conclusion that changed places."""
    return (
        f"{called(premise)} and {called(reason.conclusion)} do belong together. Put 'therefore'"
        " between them, one way and then the other. Which sounds right?",
        "What the essay starts from comes first; what it wants you to believe comes after.",
        f"Turn it round: {called(premise)} is a premise, {called(reason.conclusion)} is where the"
        " reason leads.",
    )


def other_conclusion(mine: Reason, reason: Reason) -> Hints:
    """Return the hints for premises that lead somewhere else."""
    return (
        f"These premises belong together, but do they lead all the way to"
        f" {called(mine.conclusion)}?",
        "Read the premises aloud, say 'therefore', and finish the sentence yourself.",
        f"In the essay they lead to {called(reason.conclusion)}.",
    )


def drawn_twice(link: Link) -> Hints:
    """Return the hints for a link that is there already."""
    return (
        "Look through your links: is this one there already?",
        "The same two claims, the same way round, and of the same kind.",
        f"Keep one of the two: {says(link.source, link.target, link.kind)}.",
    )


def joined_twice(premises: Sequence[str], conclusion: str) -> Hints:
    """Return the hints for premises that another reason of the learner's already joins."""
    return (
        f"Look through your reasons for {called(conclusion)}: is this one there already?",
        f"One of them already uses {_names(premises)}.",
        f"Once is enough: take this one out, and {called(conclusion)} stays as well supported.",
    )


def circle(steps: Sequence[str]) -> Hints:
    """Return the hints for a link or reason that closes a circle."""
    return (
        f"Follow the reasons from {called(steps[0])} onwards. Where do you come out?",
        f"They run in a circle: {' → '.join(called(step) for step in steps)}.",
        "Each leans on the next, and nothing outside holds them up. Take out the step that"
        " persuades you least, for instance this one.",
    )


def own() -> Hints:
    """Return the one sentence for what uses a claim of the learner's own."""
    return (
        "This uses a claim or a reason of your own, so there is nothing here to compare it with."
        " Try the question cards on it, or let a partner doubt it.",
    )


_TURNS: dict[LinkKind, str] = {
    "for": "therefore: {}",
    "against": "but then not: {}",
    "undercut": "so the step to this does not count: {}",
}


def not_supported(sources: Sequence[Claim], target: Claim, kind: LinkKind) -> Hints:
    """Return the hints for a step that neither the essay nor our sources take."""
    first = " and ".join(claim.text.rstrip(". ") for claim in sources)[:300]
    return (
        f'Say it in one breath: "{first}; {_TURNS[kind].format(target.text[:300])}" Would'
        f" {_MOVED[kind]}?",
        f"{called(sources[0].id)} is {_KIND_NAMES[sources[0].kind]}, {called(target.id)} is"
        f" {_KIND_NAMES[target.kind]}. What would have to be true to get from one to the other?",
        "Neither the essay nor our sources take this step. If you can write down what is missing,"
        " add it as a claim and keep the step; if not, take it out.",
    )


_MOVED: dict[LinkKind, str] = {
    "for": "somebody who doubts the end be moved by the beginning",
    "against": "somebody who believes the end doubt it after the beginning",
    "undercut": "somebody who takes that step stop at the beginning",
}


def loose_end(missing: Sequence[str]) -> Hints:
    """Return the one sentence for a link or reason with ends that are not on the map."""
    be, them = ("is", "it") if len(missing) == 1 else ("are", "them")
    return (f"{_names(missing)} {be} not on the map. Choose a claim for {them}.",)


def no_premise() -> Hints:
    """Return the one sentence for a reason without premises."""
    return ("This reason has no premise yet. Add at least one claim.",)


def itself(link: Link) -> Hints:
    """Return the hints for a claim that attacks itself."""
    return (
        "Read this arrow aloud. Where does it start, and where does it end?",
        f"It leads from {called(link.source)} back to the same claim.",
        "A claim is no answer to itself. Choose another claim for one end, or take this link out.",
    )


def work_alone(premises: Sequence[str], conclusion: str) -> Hints:
    """Return the hints for premises that are joined although each speaks for itself."""
    return (
        "Cover one of these premises. Does the other still make you think again about"
        f" {called(conclusion)}?",
        "Premises belong in one reason only if none of them leads there without the others.",
        f"These work alone: {_names(premises)}. Draw a link each to {called(conclusion)}.",
    )


def still_to_find(link: Link, outside: bool, look: str, why: str) -> Hints:
    """Return the hints for a link of our map that the learner has not drawn."""
    place = "from outside the essay" if outside else "in the essay itself"
    return (
        f"Something {place} still bears on {called(link.target)}.",
        look,
        f"{says(link.source, link.target, link.kind)}. {why}",
    )


def reason_to_find(reason: Reason, map_: ArgumentMap) -> Hints:
    """Return the hints for a reason of our map that the learner has not built."""
    return (
        f"The essay gives a reason for {called(reason.conclusion)} that is not on your map yet.",
        f"It needs {_count(len(reason.premises), 'premise')}. {_where(reason.premises, map_)}",
        f"Join {_names(reason.premises)} in a reason for {called(reason.conclusion)}.",
    )


def _where(names: Sequence[str], map_: ArgumentMap) -> str:
    """Say in which sentences claims stand, and how many of them stand nowhere."""
    claims = [map_.claim(name) for name in names]
    numbers = sorted({number for claim in claims for number in claim.sentences})
    unsaid = sum(claim.origin == "unstated" for claim in claims)
    parts = []
    if numbers:
        word = "sentence" if len(numbers) == 1 else "sentences"
        parts.append(f"Look at {word} {_series([str(number) for number in numbers])}.")
    if unsaid:
        parts.append(f"The essay never says {_count(unsaid, 'of them')}.")
    return " ".join(parts)


def _count(number: int, thing: str) -> str:
    words = ("no", "one", "two", "three", "four", "five")
    shown = words[number] if number < len(words) else str(number)
    many = "s" if number != 1 and not thing.endswith("them") else ""
    return f"{shown} {thing}{many}"


def _names(names: Sequence[str]) -> str:
    return _series([called(name) for name in names])


def _series(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
