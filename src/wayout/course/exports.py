"""All that a learner made, in one zip: the work file, and each part in a form of its own."""

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

from wayout.activities.bench.bench import START, shared
from wayout.activities.bench.files import FORMS
from wayout.activities.bench.files import written as drawn_as
from wayout.activities.controversy.desk import Desk as Debates
from wayout.activities.controversy.evidence import MOTIONS
from wayout.activities.controversy.shown import page as debate_page
from wayout.activities.desk.desk import VERDICT, Desk
from wayout.activities.desk.report import review
from wayout.activities.dial import movers
from wayout.activities.dial.answers import ACTIVITY, NAMES, Dial
from wayout.activities.forecasts.answers import FORECAST, counting, opened
from wayout.activities.forecasts.questions import outcomes, questions
from wayout.course.my_page import NAME as PAGE
from wayout.essay import every_claim
from wayout.pages.output import inert
from wayout.work.activity import AnswerError
from wayout.work.workfile import NAME, WorkFile

ZIP = "my_course.zip"
_COLUMNS = ("claim", "says", "moment", "per cent", "because", "the other way", "moved by",
            "when", "changed later")  # fmt: skip
_ASKED = "question", "asks", "per cent", "knew it", "when", "after the seal", "counts", "came out"


def zipped(work: WorkFile, page: str) -> bytes:
    """Return a zip of everything; ``page`` is the page to print."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, text in files(work, page).items():
            archive.writestr(name, text.encode("utf-8", "backslashreplace"))
    return made.getvalue()


def files(work: WorkFile, page: str) -> dict[str, str]:
    """Return all files by name; dials always, the other parts only where there are any."""
    return {
        NAME: work.dumps(),
        PAGE: page,
        "my_dials.csv": dial_table(work),
        **dict(_maps(work)),
        **dict(_checks(work)),
        **dict(_debates(work)),
        **({"my_forecasts.csv": forecast_table(work)} if FORECAST.answers(work) else {}),
    }


def _maps(work: WorkFile) -> Iterator[tuple[str, str]]:
    bench = shared("", work)
    for form in FORMS:
        try:
            yield drawn_as(bench.drawn, bench.last() or START, form)
        except AnswerError:  # nothing is drawn, or nothing around the claim that it begins with
            continue


def _checks(work: WorkFile) -> Iterator[tuple[str, str]]:
    for claim in dict.fromkeys(entry.claim for entry, _ in VERDICT.pairs(work)):
        desk = Desk(claim, "", work)
        yield f"fact_check_{claim}.json", review(desk, desk.verdicts()[-1])


def _debates(work: WorkFile) -> Iterator[tuple[str, str]]:
    """Yield each debate that is over as a page; one that goes on may still hide its points."""
    for claim in MOTIONS:
        found = Debates(claim, "", work)
        states = map(found.state_of, found.debates().values())
        for number, state in enumerate((one for one in states if one.over), 1):
            yield f"debate_{claim}{f'_{number}' if number > 1 else ''}.html", debate_page(state)


def forecast_table(work: WorkFile) -> str:
    """Return every forecast as CSV; what came of it only where that is open."""
    counts, seen, rows = counting(work), opened(work), list[tuple[object, ...]]()
    given = FORECAST.pairs(work)
    last = {entry.value["of"]: entry.id for entry, said in given if not said.late}
    for entry, said in given:
        name = entry.value["of"]
        came = ("yes" if outcomes()[name].answer else "no") if name in seen else "not opened"
        signs = (_YES[one] for one in (said.late, name in counts and last[name] == entry.id))
        rows.append((name, questions()[name].asks, said.percent, _YES[said.knew], entry.when,
                     *signs, came))  # fmt: skip
    return _table(_ASKED, rows)


_YES = {True: "yes", False: ""}


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return rows as CSV, none of whose cells begins a formula."""
    made = StringIO(newline="")
    written = csv.writer(made)
    written.writerow(head)
    written.writerows(map(inert, row) for row in rows)
    return made.getvalue()


def dial_table(work: WorkFile) -> str:
    """Return every answer of every dial as CSV; no cell of it begins a formula."""
    asked = {entry.claim for entry, _ in ACTIVITY.pairs(work)}
    rows = list[tuple[object, ...]]()
    for claim in every_claim():
        if claim.id not in asked:
            continue
        for row in Dial(claim.id, "", work).changes():
            one = row.answer
            percent = "cannot say" if one.percent is None else one.percent
            by, late = movers.in_words(one, claim.id), "yes" if one.late else ""
            said = NAMES[one.stage], percent, one.why, one.opposite, by, one.when, late
            rows.append((claim.id, claim.says, *said))
    return _table(_COLUMNS, rows)
