"""Somebody at a debate: makes the next fair move of a seat, whatever has come before."""

from collections.abc import Callable, Iterator
from typing import Any

from page import Page
from wayout.activities.controversy.machine import OTHER, READY, State, owes
from wayout.activities.controversy.moves import Move, Seat

KNOWN = ("gap_in_spending", "out_of_reach", "table:gdp")
"""Evidence of the motion `equal`."""
TEXTS = {3: "heard", 5: "best", 6: "joint"}


def words(about: str, state: State, seat: Seat) -> str:
    """Return a sentence that nobody has written before."""
    lacks = sum(len(one.missing) for one in state.said.values())
    return f"{about} of seat {seat}, number {len(state.points) + len(state.said) + lacks}"


def point(text: str, key: str = "", *evidence: str) -> dict[str, Any]:
    """Return what a point says."""
    return {"key": key or text[-9:], "text": text, "evidence": [*(evidence or KNOWN[:1])]}


def tick(of: str, missing: str = "") -> dict[str, Any]:
    """Return what a tick says; with ``missing`` it is none."""
    return {"of": of, "yes": not missing, "text": missing}


def fair(state: State, seat: Seat, *, lacks: bool = False) -> tuple[str, dict[str, Any]] | None:
    """Return a move that a seat may make now, or nothing where it waits for the other one.

    With ``lacks``, it finds something missing in what it is to tick.
    """
    step, half = state.step, 1 if state.step < 4 else 2
    if state.over or (not owes(state, seat) and step != 7):
        return None
    if step in (1, 4) and len(state.of(seat, half)) < (2 if step == 1 else 1):
        return "point", point(words("A point", state, seat))
    if step == 7:
        return _lists(state, seat)
    if step in READY:
        return "ready", {"step": step}
    theirs = state.pending(TEXTS[step], OTHER[seat])
    if theirs:
        return "tick", tick(
            theirs.name, words("Missing is one thing", state, seat) if lacks and step < 6 else ""
        )
    return TEXTS[step], {"text": words("The words", state, seat)}


def _lists(state: State, seat: Seat) -> tuple[str, dict[str, Any]] | None:
    if (seat, 7) in state.ready:
        return None
    theirs = [one for one in state.items("agreed") if one.by != seat and not one.ticked]
    if theirs:
        return "tick", tick(theirs[0].name)
    if not state.items("agreed"):
        return "item", {"list": "agreed", "text": words("A fact", state, seat)}
    if not state.items("open"):
        return "item", {"list": "open", "text": words("A question", state, seat)}
    agreed = any(one.ticked for one in state.items("agreed"))
    return ("ready", {"step": 7}) if agreed else None


def start(mode: str = "pair", a: str = "for") -> Move:
    """Return the first move of a debate."""
    return Move(1, "A", "start", {"motion": "equal", "mode": mode, "a": a})


def through(page: Page, say: Callable[[str], str]) -> Iterator[str]:
    """Play a whole debate alone on a card, with what ``say`` makes of a few words; tell each state.

    Each text is asked for once more before it is ticked.
    """
    page.press("begin", mode="solo").press("ready")
    yield "begun, and not ready yet"
    for seat, source in zip("AB", KNOWN, strict=False):
        for number in ("One", "Two"):
            page.types(**{f"point-{seat}": say(f"{number} of {seat}"), f"ev-{seat}": source})
            yield f"{number} of {seat}, typed"
            page.press("point", **{f"more-{seat}": KNOWN[2]})
        page.press("ready")
    yield "all points"
    page.press("ready")
    yield from _said(page, "heard", say)
    for seat, source in zip("AB", KNOWN, strict=False):
        page.types(**{f"ev-{seat}": source}).press(
            "point", **{f"point-{seat}": say(f"New of {seat}")}
        )
        yield f"new of {seat}"
        page.press("ready")
    yield from _said(page, "best", say)
    page.press("say", "joint", **{"joint-A": say("Both of us say")})
    yield "joint"
    page.press("tick", _button(page, "tick"))
    page.press("list", "agreed", agreed=say("A fact is"))
    yield "a fact"
    page.press("tick", _button(page, "tick")).press("list", "open", open=say("A question is"))
    yield "a question"
    yield page.press("ready") and "over"


def _said(page: Page, do: str, say: Callable[[str], str]) -> Iterator[str]:
    for seat in "AB":
        page.press("say", do, **{f"{do}-{seat}": say(f"At first {do} {seat}")})
        name = _button(page, "tick")
        yield f"{do}, {seat}"
        page.press("lacks", name, **{f"lacks-{name}": say("Missing is")})
        page.press("say", do, **{f"{do}-{seat}": say(f"Again {do} {seat}")})
        page.press("tick", _button(page, "tick"))


def _button(page: Page, name: str) -> str:
    """Return the value of the first button of a name."""
    return next(value for button, value in page.seen.buttons if button == name)
