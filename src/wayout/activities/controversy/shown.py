"""What a debate looks like: what each step asks, and all that was said, side by side."""

from collections.abc import Collection, Mapping
from typing import Any

from wayout import essay
from wayout.activities.controversy.evidence import Source, sources
from wayout.activities.controversy.machine import (
    BEST,
    FIRST,
    OTHER,
    STEPS,
    SWITCH,
    Point,
    Said,
    State,
)
from wayout.activities.controversy.moves import MODES, SEATS, SIDES, Seat
from wayout.activities.desk.cards import SIGNS
from wayout.pages import render, style

MINUTES = (6, 3, 4, 4, 4, 5, 4)
"""How long the clock of each step runs."""
ASKS = (
    "Each seat by itself: at least two points. A point is one sentence of your own, with a card or "
    "a table that bears it.",
    "Read your points out, one by one, with what bears them. The other seat listens and may ask; "
    "nobody answers back yet.",
    "Say in your own words what the other seat said. Only they can say whether that is it.",
    "Change seats. Now argue the other side, with at least one point that nobody has made yet.",
    "Say the best case of the side that you argued last, as somebody would put it who holds it. "
    "The seat that argued it first says whether it is fair.",
    "Write together what both of you can put your names to. Keep only what both can say.",
    "What do you agree on, and what stays open? A fact that both tick and a question, at least.",
)
"""What each step asks of both seats."""
_APART = {
    2: "Read the other seat's points, one by one, with what bears them. You may ask, by mail or "
    "chat; nobody answers back yet.",
    6: "Find what both of you can put your names to: one proposes a wording, the other says yes to "
    "it or sends another one. Keep only what both can say.",
}
"""What steps ask of two who do not sit together."""
_PAIRS = " Two on a seat: one writes, one finds the evidence; change places at each step."


def asks(state: State, *, apart: bool = False) -> str:
    """Return what the step asks, for as many as take part; ``apart`` if turns go as files."""
    if not 1 <= state.step <= len(STEPS):
        return ""
    asked = _APART.get(state.step) if apart else None
    return (asked or ASKS[state.step - 1]) + (_PAIRS if state.mode == "four" else "")


def steps(state: State) -> list[tuple[str, str]]:
    """Return each step's name, and in a word whether it is done, now or to come."""
    words = ["done"] * (state.step - 1) + ["now"] + ["to come"] * len(STEPS)
    return list(zip(STEPS, words, strict=False))


def record(state: State, hidden: Collection[tuple[Seat, int]] = ()) -> dict[str, Any]:
    """Return all that was said: points in two columns, then what the other seat ticked.

    ``hidden`` names the points, by seat and half, that are not to be seen yet.
    """
    known = sources(state.motion)
    points = [p for p in state.points.values() if (p.by, p.half) not in hidden]
    columns = [
        (side, SIGNS[side], [_point(p, known) for p in points if state.side(p.by, p.half) == side])
        for side in SIDES
    ]
    return {
        "motion": essay.claim(state.motion).says,
        "how": MODES[state.mode],
        "left": sorted(state.left),
        "columns": columns,
        "heard": [_said(one, _told(state, one)) for one in _last(state, "heard")],
        "best": [_said(one, _told(state, one)) for one in _last(state, "best")],
        "joint": [_said(one, "") for one in _joint(state)],
        "lists": [(name, [_said(one, "") for one in state.items(name)]) for name in _LISTS],
        "titles": _LISTS,
        "over": state.over,
        "hidden": bool({*hidden} & {(p.by, p.half) for p in state.points.values()}),
    }


_HEAD = (
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>A debate in seven steps</title>"
)
_LISTS = {"agreed": "What we agree on", "open": "What is open"}


def _point(one: Point, known: Mapping[str, Source]) -> dict[str, Any]:
    return {
        "text": one.text,
        "by": one.by,
        "key": one.key,
        "when": "before the switch" if one.half == 1 else "after the switch",
        "evidence": [known[name] for name in one.evidence if name in known],
    }


def _last(state: State, do: str) -> list[Said]:
    """Return the text that counts of each seat."""
    return [one for seat in SEATS if (one := state.counts(do, seat))]


def _joint(state: State) -> list[Said]:
    """Return the joint statement; both wordings where each seat ticked the other's at once."""
    newest = state.counts("joint")
    return [one for one in state.texts("joint") if one.ticked] or ([newest] if newest else [])


def _told(state: State, one: Said) -> str:
    """Return whose case a text restates: what the other seat argued at first."""
    side = state.side(OTHER[one.by], 1)
    return f"Seat {one.by} on the case {side} the motion, which seat {OTHER[one.by]} argued first"


def _said(one: Said, about: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "by": one.by,
        "about": about,
        "text": one.text,
        "missing": one.missing,
        "ticked": one.ticked,
        "fair": _fair(one),
    }


def _fair(one: Said) -> str:
    if not one.ticked:
        return f"not ticked by seat {OTHER[one.by]}"
    if one.alone:
        return "✓ ticked alone: no other person has judged it"
    return f"✓ ticked by seat {OTHER[one.by]}"


def hidden(state: State, seat: Seat) -> set[tuple[Seat, int]]:
    """Return whose points a seat must not see yet: the other's, until both are ready."""
    other = OTHER[seat]
    halves = {FIRST: {(other, 1)}, SWITCH: {(other, 2)}}
    return set() if state.alone else halves.get(state.step, set())


def page(state: State, hidden: Collection[tuple[Seat, int]] = ()) -> str:
    """Return a debate as one web page that needs nothing beside it; ``hidden`` as in `record`."""
    body = render("debate_page.html", rec=record(state, hidden))
    return f'<!doctype html>\n<html lang="en"><head>{_HEAD}{style()}</head>{body}</html>\n'


def best_side(state: State, seat: Seat) -> str:
    """Return the side whose best case a seat is to say."""
    return state.side(OTHER[seat], 1) if state.step <= BEST else ""
