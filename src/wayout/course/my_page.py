"""One page to print: what a learner found, on two sheets, as HTML that needs nothing else."""

from base64 import b64encode
from datetime import datetime
from typing import Any

from wayout.activities.bench.bench import START, shared
from wayout.activities.bench.files import written as drawn_as
from wayout.activities.closing.all_dials import Row, all_rows
from wayout.activities.closing.findings import verdicts
from wayout.activities.closing.last_word import written
from wayout.activities.forecasts.answers import counting, opened
from wayout.activities.forecasts.questions import outcomes, questions
from wayout.activities.forecasts.results import missed, results, shown
from wayout.language import day_in_words
from wayout.pages import render
from wayout.work.activity import AnswerError
from wayout.work.workfile import WorkFile

NAME = "my_page.html"
MOST_CHECKS, MOST_DIALS = 5, 10
"""So many rows fit on the first sheet."""


def page(work: WorkFile, trip: str, name: str = "") -> str:
    """Return the page as a whole document; ``trip`` is the map of the trip as SVG.

    ``name`` stands at its head, if there is one; the work file holds none.
    """
    checks, dials = verdicts(work), [row for row in all_rows(work) if row.first]
    found = results(work)
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
            forecasts=_forecasts(work),
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


def _forecasts(work: WorkFile) -> list[tuple[str, str, str]]:
    """Return question, forecast and answer of each that counts; no answer that is not open."""
    seen = opened(work)
    return [
        (questions()[name].asks, f"{said.percent} %{', knew it' if said.knew else ''}",
         ("yes" if outcomes()[name].answer else "no") if name in seen else "not opened")
        for name, said in counting(work).items()
    ]  # fmt: skip


def _map(work: WorkFile) -> str:
    """Return the picture of the learner's map around the claim worked on last, or nothing."""
    bench = shared("", work)
    try:
        return _address(drawn_as(bench.drawn, bench.last() or START, "svg")[1])
    except AnswerError:
        return ""
