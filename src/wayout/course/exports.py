"""All that a learner made, in one zip: the work file, the page, the map, fact checks, dials."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

from wayout.activities.bench.bench import shared
from wayout.activities.bench.face import START
from wayout.activities.bench.files import FORMS
from wayout.activities.bench.files import written as drawn_as
from wayout.activities.desk.desk import VERDICT, Desk
from wayout.activities.desk.report import review
from wayout.activities.dial import movers
from wayout.activities.dial.answers import ACTIVITY, NAMES, Dial
from wayout.course.my_page import NAME as PAGE
from wayout.essay import every_claim
from wayout.work.activity import AnswerError
from wayout.work.workfile import NAME, WorkFile

ZIP = "my_course.zip"
_FORMULA = {*"=+-@|%＝＋－＠"}
_COLUMNS = ("claim", "says", "moment", "per cent", "because", "the other way", "moved by",
            "when", "changed later")  # fmt: skip


def zipped(work: WorkFile, page: str) -> bytes:
    """Return a zip of everything; ``page`` is the page to print."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, text in files(work, page).items():
            archive.writestr(name, text.encode("utf-8", "backslashreplace"))
    return made.getvalue()


def files(work: WorkFile, page: str) -> dict[str, str]:
    """Return all files by name; a map or a fact check only where there is one."""
    return {
        NAME: work.dumps(),
        PAGE: page,
        "my_dials.csv": dial_table(work),
        **dict(_maps(work)),
        **dict(_checks(work)),
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


def dial_table(work: WorkFile) -> str:
    """Return every answer of every dial as CSV; no cell of it begins a formula."""
    asked = {entry.claim for entry, _ in ACTIVITY.pairs(work)}
    made = StringIO(newline="")
    rows = csv.writer(made)
    rows.writerow(_COLUMNS)
    for claim in every_claim():
        if claim.id not in asked:
            continue
        for row in Dial(claim.id, "", work).changes():
            one = row.answer
            percent = "cannot say" if one.percent is None else one.percent
            by, late = movers.in_words(one, claim.id), "yes" if one.late else ""
            said = NAMES[one.stage], percent, one.why, one.opposite, by, one.when, late
            rows.writerow(map(safe, (claim.id, claim.says, *said)))
    return made.getvalue()


def safe(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe stands before it."""
    text = str(cell)
    return (
        f"'{text}" if text.lstrip()[:1] in {*"=+-@＝＋－＠|%"} or text[:1] in {*"\t\r\n"} else text
    )
