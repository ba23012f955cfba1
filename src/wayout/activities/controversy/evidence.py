"""What a point can rest on, and what a seat can ask itself: cards, tables, the argument map."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from wayout import essay
from wayout.activities.controversy.moves import SIDES, Side
from wayout.activities.desk.cards import SIGNS, Evidence, read
from wayout.activities.dial.answers import STAGES, Dial
from wayout.errors import CourseError
from wayout.language import listed, mark, marks, nearest
from wayout.tables.package import attribution, describe
from wayout.work.workfile import WorkFile

MOTIONS: Mapping[str, tuple[str, ...]] = {
    "equal": ("military_spending", "gdp", "arms", "exercises_held", "un_distance", "central_asia"),
    "way_out": ("visits", "partner_turnover", "china_russia_annual", "energy", "gulf_trade"),
    "s11": ("visits", "share_estimates", "mirror", "russia_partners", "concentration"),
}
"""What can be debated, and the tables that a point on it can rest on."""
TABLE = "table:"
"""How the id of a table begins where evidence is named; a card has its own id."""
_SHOWN = 110
Groups = list[tuple[str, list[tuple[str, str]]]]
"""Headings, each with ids of evidence and what they are called in a menu."""


class MotionError(CourseError, LookupError):
    """A claim that the desk has no debate on; the message names those it has."""


@dataclass(frozen=True)
class Source:
    """One piece of evidence in words: what it says, and who says so; a table has no ``card``."""

    id: str
    says: str
    who: str
    card: Evidence | None = None


def motion(name: str) -> essay.Claim:
    """Return the claim to debate; raises MotionError, naming those there are, if it is none."""
    if name not in MOTIONS:
        raise MotionError(f"There is no debate on '{name}'. {nearest(str(name), MOTIONS)}")
    return essay.claim(name)


@cache
def premises(name: str) -> tuple[str, ...]:
    """Return the claims that together lead to a motion on the map of the essay."""
    led = [one for one in essay.argument_map().reasons if one.conclusion == name]
    return tuple(dict.fromkeys(premise for one in led for premise in one.premises))


@cache
def sources(name: str) -> Mapping[str, Source]:
    """Return all evidence on a motion by id: cards on it and its premises, then tables."""
    cards = [card for claim in (name, *premises(name)) for card in essay.cards(claim)]
    found = {one.id: _of_card(read(one)) for one in cards}
    return found | {f"{TABLE}{one}": _of_table(one) for one in MOTIONS[name]}


def _of_card(one: Evidence) -> Source:
    return Source(one.card.id, one.card.says, f"{one.way}, {one.kind}, {one.dated}", one)


def _of_table(name: str) -> Source:
    return Source(f"{TABLE}{name}", f"Table: {describe(name)['title']}", attribution(name))


def offered(name: str, side: Side, work: WorkFile) -> tuple[Groups, Groups]:
    """Return groups of evidence to choose from: what belongs to the motion, and the rest.

    To the motion belong its cards, of which those that the side will want come first, and the
    tables of lessons that the learner opened; the rest are the cards of its premises.
    """
    order = [side, *(one for one in SIDES if one != side), "bears not"]
    about = [(_heading(name, name, one), _cards(name, one)) for one in order]
    more = [(_heading(name, p, one), _cards(p, one)) for p in premises(name) for one in order]
    opened = {entry.lesson for entry in work.entries("opened")}
    seen = [one for one in MOTIONS[name] if opened & {*describe(one)["lessons"]}]
    tables = [(f"{TABLE}{one}", str(describe(one)["title"])) for one in seen]
    near = [*about, ("Tables of your lessons", tables)]
    return [group for group in near if group[1]], [group for group in more if group[1]]


def _heading(name: str, claim: str, bearing: str) -> str:
    on = "the motion" if claim == name else f"the premise {mark(essay.claim(claim).title)}"
    return f"{SIGNS[bearing]}: {on}"


def _cards(claim: str, bearing: str) -> list[tuple[str, str]]:
    return [(one.id, _short(one)) for one in essay.cards(claim, bearing)]


def _short(one: essay.Card) -> str:
    says = one.says if len(one.says) <= _SHOWN else f"{one.says[: _SHOWN - 1].rstrip()}…"
    return f"{says} ({one.publisher.partition(',')[0]})"


def remark(name: str, side: Side, source: Source) -> str:
    """Return what to mind about evidence that the course files for the other side, or beside."""
    bears = source.card.card.bearing if source.card else side
    if bears == side:
        return ""
    of = essay.claim(source.card.card.claim).title if source.card else ""
    where = "the motion" if source.card and source.card.card.claim == name else mark(of)
    says = "beside" if bears == "bears not" else bears
    return f"The course files this card {says} {where}. Say why it bears out your point."


def prompts(name: str, side: Side) -> list[str]:
    """Return questions for a seat, from what the map has for its side and against the other."""
    says = {one.id: one.says.rstrip(".") for one in essay.every_claim()}
    drawn, needs = essay.argument_map(), premises(name)
    ends = {one.id: one.conclusion for one in drawn.reasons}
    kinds = ("for",) if side == "for" else ("against", "undercut")
    found = []
    for link in drawn.links:
        about = ends.get(link.target, link.target)
        if link.kind in kinds and about in (name, *needs):
            verb = "speaks for" if side == "for" else "speaks against"
            cut = "cuts the step to" if link.kind == "undercut" else verb
            of = f"{mark(says[link.source])} {cut} {mark(says[about])}"
            found.append(f"On the map, {of}. What shows it?")
    return [*found, *_own_prompts(side, [says[one] for one in needs])]


def _own_prompts(side: Side, needs: list[str]) -> Iterator[str]:
    ask = "Which can you show best?" if side == "for" else "Which of these is the weakest?"
    yield f"The map leads to the motion from {listed(marks(needs))}. {ask}"


def dialled(name: str, work: WorkFile) -> int | None:
    """Return where the learner's newest dial on a motion stands, in per cent."""
    belief = Dial(name, "", work)
    said = [answer for stage in STAGES if (answer := belief.answer(stage))]
    return said[-1].percent if said else None
