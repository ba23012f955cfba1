from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from calls import calls
from wayout.exercises import tries as module
from wayout.exercises.judge import Finding
from wayout.exercises.tries import Standing, Tries
from wayout.work.workfile import WorkFile


@pytest.fixture
def tries(work: WorkFile) -> Tries:
    return Tries("02", work)


def wrong(answer: Any) -> Finding:
    return Finding("other", answer=answer)


def mistake(answer: Any) -> Finding:
    return Finding("mistake", answer=answer)


def noted(tries: Tries, *found: Finding) -> list[tuple[int, int]]:
    """Note each, and return tries and hints after each."""
    standings = [tries.note("q1", one) for one in found]
    return [(one.tries, one.hints) for one in standings]


def anew(tries: Tries) -> Tries:
    """Return the tries after ``start()``: Run All begins with it."""
    return replace(tries, checked=set())


def values(tries: Tries) -> list[Any]:
    return [entry.value for entry in tries.work.entries(kind="answer", lesson="02")]


test_calls = calls(__file__, module, globals(), fixtures="tries")


def test_an_earlier_answer_is_told_with_its_day_and_verdict(tries: Tries) -> None:
    assert tries.earlier("q1") == ""
    tries.note("q1", wrong("Iran"))
    assert ": “Iran” (not yet right). Your work file" in tries.earlier("q1")
    tries.note("q1", Finding("right", answer=6))
    today = datetime.now().astimezone()
    told = f"You answered this on {today.day} {today:%B}: 6 (right). It still counts. "
    assert tries.earlier("q1").startswith(told)
    assert tries.earlier("q2") == ""
    tries.note("q1", wrong(7))
    assert tries.earlier("q1").startswith(told)


ODD = {"question": "q1", "verdict": 4, "answer": {}, "hints": "many", "tries": None}


def test_strange_entries_in_the_file_do_not_matter(tries: Tries) -> None:
    for value in (None, 3, [], {"question": "q1"}):
        tries.work.add("answer", value, lesson="02")
        assert tries.earlier("q1") == ""
    tries.work.add("answer", ODD, lesson="02")
    tries.work.add("answer", {"question": "q1", "answer": 1}, lesson="03")
    assert Tries("03", tries.work).earlier("q1") == ""
    assert tries.note("q1", wrong(1)) == Standing(3, 2)
