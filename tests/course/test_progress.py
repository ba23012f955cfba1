"""Progress: what a lesson asks for in its metadata, counted by the register of activities."""

from pathlib import Path

import pytest

from sample_lessons import write_lesson
from wayout.activities.dial.answers import Dial
from wayout.activities.sorter.choices import Sorter
from wayout.activities.yardstick.choice import Yardstick
from wayout.course.progress import Progress, progress
from wayout.work.workfile import WorkFile

WHY = "He flew to three capitals."


def counted(one: Progress) -> dict[str, tuple[int, int]]:
    return {count.label: (count.done, count.total) for count in one.counts}


def test_progress_grows_with_each_step(root: Path, work: WorkFile) -> None:
    def second() -> Progress:
        return progress(work)[1]

    assert (second().words(), second().share, second().opened) == ("Not opened yet.", 0, None)
    work.add("opened", None, lesson="02")
    assert second().words() == "Opened. Dials saved: 0 of 2. Questions right: 0 of 2."
    assert second().share == pytest.approx(1 / 5)
    dial = Dial("way_out", "02", work)
    dial.save("before", 60, WHY)
    dial.save("before", 65, WHY)
    Dial("record", "02", work).save("before", 65, WHY)
    for question, verdict, lesson in (
        ("q1", "not yet", "02"), ("q1", "right", "02"), ("q1", "not yet", "02"),
        ("q2", "not yet", "02"), ("q2", "right", "03"),
    ):  # fmt: skip
        work.add("answer", {"question": question, "verdict": verdict}, lesson=lesson)
    for odd in ("of another shape", {"question": 5}):
        work.add("answer", odd, lesson="02")
    assert counted(second()) == {"Dials saved": (1, 2), "Questions right": (1, 2)}
    assert second().share == pytest.approx(3 / 5)
    dial.save("after", 65, WHY, "The other side says so.")
    work.add("answer", {"question": "q2", "verdict": "right"}, lesson="02")
    assert second().share == 1


def test_every_kind_is_counted_and_the_six_sentences_are_one_step(
    root: Path, work: WorkFile
) -> None:
    asks = {"sorted": ["*"], "verdict": ["s01"], "yardstick": ["before", "after"],
            "of a later course": ["x"]}  # fmt: skip
    about = {"lesson": "03", "title": "How big?", "activities": asks}
    write_lesson(root / "lessons" / "03_how big.ipynb", about)
    assert progress(work)[2].share == 0
    for number in (3, 9, 11, 11):
        Sorter("03", work).sort(number, "fact" if number == 3 else "norm", "yes")
    verdict = {"outcome": "holds", "why": WHY, "evidence": [], "author": ""}
    for claim in ("s01", "s06"):
        work.add("verdict", verdict, claim=claim)
    Yardstick("03", work).save("before", "exports", 30, WHY)
    for kind in ("sorted", "verdict", "yardstick"):
        work.add(kind, "of another shape", claim="s01")
    desks = {"Fact desks with a verdict": (1, 1), "Yardsticks saved": (1, 2)}
    assert counted(progress(work)[2]) == {"Sentences sorted": (2, 6), **desks}
    assert progress(work)[2].share == pytest.approx((2 / 6 + 2) / 5)
    assert progress(work)[2].words().startswith("Opened."), "answers alone open it"
