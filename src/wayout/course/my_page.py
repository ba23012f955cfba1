"""One page to print: what a learner found, on two sheets, as HTML that needs nothing else."""

from base64 import b64encode
from collections.abc import Collection
from datetime import datetime
from typing import Any

from wayout.activities.bench.bench import START, shared
from wayout.activities.closing.all_dials import Row, all_rows
from wayout.activities.closing.findings import verdicts
from wayout.activities.closing.last_word import written
from wayout.activities.desk.desk import desks
from wayout.activities.forecasts.answers import Given, counting, opened
from wayout.activities.forecasts.questions import outcomes, questions
from wayout.activities.forecasts.results import missed, results, shown
from wayout.argument.drawing import picture
from wayout.essay import Claim, claim
from wayout.language import day_in_words
from wayout.pages import render
from wayout.work.workfile import WorkFile

NAME = "my_page.html"
MOST_CHECKS, MOST_DIALS = 4, 9
"""So many rows fit on the first sheet; where fewer were answered, others have room for a pen."""
_TALLEST = 700
"""How tall the map may be, in its own pixels, of which 820 are as wide as a sheet."""


def page(work: WorkFile, trip: str, name: str = "") -> str:
    """Return the page as a whole document; ``trip`` is the map of the trip as SVG.

    ``name`` stands at its head, if there is one; the work file holds none.
    """
    checks, every, found = verdicts(work), all_rows(work), results(work)
    dials = [row for row in every if row.first]
    told = {one["claim"].id for one in checks}
    open_checks = [claim(name) for name in desks() if name not in told]
    open_dials = [row.about for row in every if not row.first]
    return str(
        render(
            "my_page.html",
            name=name.strip(),
            day=day_in_words(datetime.now().astimezone().date()),
            trip=_address(trip),
            checks=checks[:MOST_CHECKS],
            more_checks=len(checks[MOST_CHECKS:]),
            dials=[_dial(row) for row in dials[:MOST_DIALS]],
            more_dials=len(dials[MOST_DIALS:]),
            open_checks=_fill(open_checks, MOST_CHECKS - len(checks)),
            open_dials=_fill(open_dials, MOST_DIALS - len(dials)),
            forecasts=_forecasts(work),
            given=len(counting(work)),
            score=found.says(),
            scores=[(who, shown(score)) for who, score in found.scores.items()],
            miss=missed(work, found) if found.done else "",
            map=_map(work),
            words=written(work),
        )
    )


def _address(svg: str) -> str:
    return "data:image/svg+xml;base64," + b64encode(svg.encode("utf-8", "replace")).decode("ascii")


def _dial(row: Row) -> dict[str, Any]:
    ends = [one.percent for one in (row.first, row.last or row.first) if one]
    return {"title": row.about.title, "says": row.says, "by": row.by, "ends": ends,
            "two": row.last is not None}  # fmt: skip


def _fill(claims: list[Claim], many: int) -> list[Claim]:
    return claims[: max(many, 0)]


def _forecasts(work: WorkFile) -> list[tuple[str, str, str]]:
    """Return each question with what was forecast, and what came if that is open; "" for none."""
    seen, said = opened(work), counting(work)
    return [(one.asks, _said(said[name]) if name in said else "", _came(name, seen, said))
            for name, one in questions().items()]  # fmt: skip


def _said(one: Given) -> str:
    return f"{one.percent} %{', knew it' if one.knew else ''}"


def _came(name: str, seen: Collection[str], said: Collection[str]) -> str:
    """Return what came, of a question that was opened and forecast."""
    if name not in said:
        return ""
    return ("yes" if outcomes()[name].answer else "no") if name in seen else "not opened"


def _map(work: WorkFile) -> tuple[str, ...]:
    """Return the learner's map around the claim worked on last, wide and narrow, or nothing."""
    bench = shared("", work)
    drawn, last = bench.map, bench.last() or START
    if not (drawn.links or drawn.reasons):
        return ()
    names = [one.id for one in drawn.claims]
    shown = last if last in names else names[0]
    return _address(picture(drawn, shown, tallest=_TALLEST)), _address(picture(drawn, shown, True))
