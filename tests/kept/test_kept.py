"""A work file of before the cards were rebuilt: it opens unchanged, and shows what it showed.

``my_work.json`` holds every kind of entry, odd ones too, with fixed ids and moments. ``shown.json``
is what the version that wrote it showed: states, answers, what learners typed, downloads; and of
each still card all figures and signs in their order, so that our own sentences may change. Neither
file is ever written anew: learners have such files.
"""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from held import held
from page import Seen
from wayout import widgets as debate
from wayout.activities import answered
from wayout.activities.builder import tasks
from wayout.activities.desk.desk import Desk
from wayout.activities.desk.report import review
from wayout.activities.dial.answers import STAGES, Dial
from wayout.activities.face import Face
from wayout.activities.sorter.choices import Sorter
from wayout.activities.yardstick.choice import Yardstick
from wayout.course.progress import Progress, progress
from wayout.exercises.tries import Tries
from wayout.work import session
from wayout.work.workfile import WorkFile

KEPT = Path(__file__).with_name("my_work.json")
SHOWN: dict[str, Any] = json.loads(Path(__file__).with_name("shown.json").read_text("utf-8"))
CLAIMS = ("way_out", "detail", "record", "s09", "s08")
DESKS = ("s01", "s03", "s06")
ASKED, MENDED, MOVED = (held(__file__, name) for name in ("asked", "mended", "moved"))


@pytest.fixture
def work(tmp_path: Path, greenwich: None, monkeypatch: pytest.MonkeyPatch) -> WorkFile:
    monkeypatch.setenv("WAYOUT_WORK", str(shutil.copy(KEPT, tmp_path / "my_work.json")))
    monkeypatch.setattr(session, "_open", None)
    return session.begin("02").work


def jsonable(value: Any) -> Any:
    return json.loads(json.dumps(value))


def cards() -> Iterator[tuple[str, Any]]:
    """Yield every card that is asked about the kept answers, by its name in ``shown.json``."""
    for claim in CLAIMS:
        yield f"change {claim}", debate.change(claim)
        yield from ((f"dial {claim} {stage}", debate.dial(claim, stage)) for stage in STAGES)
    yield from ((f"fact_desk {claim}", debate.fact_desk(claim)) for claim in DESKS)
    yield from ((f"yardstick {stage}", debate.yardstick(stage)) for stage in ("before", "after"))
    yield "sorter", debate.sorter()
    yield "yardstick_grid", debate.yardstick_grid()


def signs(text: str) -> str:
    """Return all figures and signs of a text, in their order."""
    return " ".join(re.findall(r"\d+(?:[.,:]\d+)*|[✓✗≈◆▲▼+−⊘↔○?–%]", text))


def test_it_opens_unchanged_and_showing_it_writes_nothing(work: WorkFile) -> None:
    before = (work.path.read_bytes(), work.path.stat().st_mtime_ns)
    assert (work.state, work.unsaved, len(work.entries())) == ("loaded", 0, 92)
    for _, card in cards():
        card.still()
    debate.work_bar(), debate.course_map()
    assert work.dumps().encode() == KEPT.read_bytes()
    assert (work.path.read_bytes(), work.path.stat().st_mtime_ns) == before
    assert [file.name for file in work.path.parent.iterdir()] == ["my_work.json"]


def test_all_answers_are_counted_but_three_that_cannot_be_read(work: WorkFile) -> None:
    """The version that wrote it counted 45: it took three entries for answers by their kind alone.

    A dial that is a text, a sorted sentence 99 and a yardstick that is a list.
    """
    assert answered(work.entries()) == SHOWN["answered"] == 45 - 3


def _without_new(one: Progress) -> Progress:
    """Return how far it is without the kinds of answer that came after the file was written."""
    return replace(one, counts=tuple(c for c in one.counts if c.label != "First guesses"))


def _counts(one: Progress) -> dict[str, list[int]]:
    """Return how much is done; a sentence to build was a question when the file was written.

    A match came later.
    """
    found = {count.label: [count.done, count.total] for count in one.counts}
    done, total = found.pop("Sentences and matches", [0, 0])
    total -= sum(bool(t.how) for p, t in tasks().items() if p.startswith(one.lesson.number))
    if right := found.get("Questions right"):
        found["Questions right"] = [right[0] + done, right[1] + total]
    return found


def test_progress(work: WorkFile) -> None:
    found = {one.lesson.number: _without_new(one) for one in progress(work)}
    for number, shown in SHOWN["progress"].items():
        counts = _counts(found[number])
        since = {label: ASKED.get(label, count) for label, count in shown["counts"].items()}
        assert {label: counts[label][0] for label in since} == {n: c[0] for n, c in since.items()}
        assert all(counts[label][1] >= count[1] for label, count in since.items()), number
        assert 0 < found[number].share <= 1, "lessons may ask for more since"


def _controls(face: Face) -> list[Any]:
    held = face.saved()
    off = face.view(held, ())["closed"] or bool(held["cannot"])
    return [int(held["percent"]), bool(held["cannot"]), held["why"], held["opposite"], off]


@pytest.mark.parametrize("claim", CLAIMS)
def test_dials(work: WorkFile, claim: str) -> None:
    dial = Dial(claim, "02", work)
    rows = [(row, row.answer) for row in dial.changes()]
    assert SHOWN[f"dial {claim}"] == jsonable({
        "states": {stage: dial.state(stage) for stage in STAGES},
        "changes": [(a.stage, a.percent, a.why, a.opposite, a.when, a.late, row.move)
                    for row, a in rows],
        "controls": {stage: _controls(debate.dial(claim, stage).face) for stage in STAGES},
    })  # fmt: skip


def test_sorted_sentences(work: WorkFile) -> None:
    sorter = Sorter("01", work)
    assert SHOWN["sorter"]["states"] == jsonable(sorter.states())
    assert SHOWN["sorter"]["history"] == jsonable({
        number: [(c.kind, c.checkable, sorted(c.words), c.reason, c.when) for c in made]
        for number, made in sorter.made().items()
    })  # fmt: skip


@pytest.mark.parametrize("claim", DESKS)
def test_desks(work: WorkFile, claim: str) -> None:
    desk = Desk(claim, "02", work)
    shown = json.dumps(SHOWN[f"desk {claim}"])
    for was, since in MOVED.items():
        shown = shown.replace(was, since)
    noted, were = desk.stopped(), SHOWN[f"desk {claim}"]["judged"]  # cards came in later
    assert json.loads(shown) == jsonable({
        "state": desk.state(),
        "opened": desk.opened(),
        "judged": {one.card.id: desk.judgements(one.card.id)
                   for one in desk.cards if one.card.id in were},
        "order": desk.order(),
        "arranged": desk.arranged(),
        "stopped": (noted.guess, noted.claimed, noted.after) if noted else None,
        "verdicts": [(v.outcome, v.why, v.evidence, v.author, v.when) for v in desk.verdicts()],
        "reviews": [review(desk, verdict) for verdict in desk.verdicts()],
    })  # fmt: skip


def test_yardsticks(work: WorkFile) -> None:
    mine = Yardstick("04", work)
    assert SHOWN["yardstick"] == jsonable({
        "states": {stage: mine.state(stage) for stage in ("before", "after")},
        "changes": [(c.stage, c.measure, c.threshold, c.why, c.when, c.late)
                    for c in mine.changes()],
    })  # fmt: skip


@pytest.mark.parametrize("lesson", ["02", "03", "04", "05"])
def test_tries(work: WorkFile, lesson: str) -> None:
    tries = Tries(lesson, work)
    for question, shown in SHOWN[f"tries {lesson}"].items():
        kept = [value.get("answer") for value in tries._past(question)]
        short = [answer if len(str(answer)) < 500 else "long" for answer in kept]
        assert (signs(tries.earlier(question)), short) == (shown["told"], shown["answers"])


def test_each_card_shows_the_figures_and_signs_that_it_showed(work: WorkFile) -> None:
    shown = {name: signs(Seen(card.still()).text) for name, card in cards()}
    assert shown == {name: SHOWN["pages"][name] for name in shown} | {
        name: SHOWN["pages"][name].replace(*since) for name, since in MENDED.items()
    }


def test_each_card_shows_what_was_typed(work: WorkFile) -> None:
    pages = {name: " ".join(Seen(card.still()).text.split()) for name, card in cards()}
    typed = [
        *((f"change {claim}", text) for claim in CLAIMS
          for row in SHOWN[f"dial {claim}"]["changes"] for text in row[2:4]),
        *((f"fact_desk {claim}", text) for claim in DESKS
          for row in SHOWN[f"desk {claim}"]["verdicts"] for text in (row[1], row[3])),
        *(("sorter", made[-1][3]) for made in SHOWN["sorter"]["history"].values()),
        *(("yardstick after", row[3]) for row in SHOWN["yardstick"]["changes"]),
    ]  # fmt: skip
    lost = [one for one in typed if " ".join(str(one[1]).split()) not in pages[one[0]]]
    assert lost == []
