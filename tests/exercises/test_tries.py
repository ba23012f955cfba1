from datetime import datetime
from typing import Any

import pytest

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


def values(tries: Tries) -> list[Any]:
    return [entry.value for entry in tries.work.entries(kind="answer", lesson="02")]


def test_different_wrong_answers_count_once_each(tries: Tries) -> None:
    answers = [1, 1, 2, 1, [1], "1", 2]
    counted = [tries.note("q1", wrong(answer)).tries for answer in answers]
    assert counted == [1, 1, 2, 2, 3, 4, 4]


def test_a_named_mistake_opens_no_hint(tries: Tries) -> None:
    answers = [mistake(1), wrong(2), wrong(2), mistake(3), mistake(1), wrong(4)]
    assert [tries.note("q1", answer).hints for answer in answers] == [0, 1, 1, 1, 1, 2]


def test_a_blank_is_no_try_and_leaves_no_trace(tries: Tries) -> None:
    assert tries.note("q1", Finding("blank")) == Standing(0, 0)
    assert values(tries) == []


def test_another_form_is_no_try_and_leaves_no_trace(tries: Tries) -> None:
    tries.note("q1", wrong(1))
    before = values(tries)
    assert tries.note("q1", Finding("form", answer=[19, 83])) == Standing(1, 1)
    assert values(tries) == before


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


@pytest.mark.parametrize(
    "value", [None, 3, [], {"question": "q1"}, {"question": "q1", "answer": 1}]
)
def test_an_odd_earlier_answer_is_not_told(tries: Tries, value: Any) -> None:
    tries.work.add("answer", value, lesson="02")
    assert tries.earlier("q1") == ""
    assert Tries("02", None).earlier("q1") == ""


def test_a_long_earlier_answer_is_told_as_such(tries: Tries) -> None:
    tries.note("q1", wrong("x" * 10_000))
    assert ": a long answer (not yet right)." in tries.earlier("q1")


def test_run_all_again_adds_nothing_to_the_file(tries: Tries) -> None:
    for _ in range(3):
        tries.note("q1", wrong(1))
        tries.note("q2", Finding("right", answer=2))
    assert values(tries) == [
        {"question": "q1", "answer": 1, "verdict": "not yet", "tries": 1, "hints": 1},
        {"question": "q2", "answer": 2, "verdict": "right", "tries": 0, "hints": 0},
    ]


def test_going_back_to_an_older_answer_is_kept_as_the_latest(tries: Tries) -> None:
    for answer in (1, 2, 1):
        tries.note("q1", wrong(answer))
    assert [value["answer"] for value in values(tries)] == [1, 2, 1]
    assert [value["tries"] for value in values(tries)] == [1, 2, 2]


def test_a_right_answer_keeps_the_tries_before_it(tries: Tries) -> None:
    tries.note("q1", wrong(1))
    assert tries.note("q1", Finding("right", answer=2)) == Standing(1, 1)
    assert (values(tries)[-1]["verdict"], values(tries)[-1]["tries"]) == ("right", 1)


def test_lessons_and_questions_are_counted_apart(tries: Tries) -> None:
    tries.note("q1", wrong(1))
    assert tries.note("q2", wrong(2)).tries == 1
    assert Tries("03", tries.work).note("q1", wrong(3)).tries == 1


def test_a_long_answer_is_kept_as_a_mark_only(tries: Tries) -> None:
    answers = ["x" * 10_000, "x" * 10_000, "y" * 10_000]
    assert [tries.note("q1", wrong(answer)).tries for answer in answers] == [1, 1, 2]
    assert list(values(tries)[0]["answer"]) == ["too long to keep"]


def test_strange_entries_in_the_file_do_not_matter(tries: Tries) -> None:
    odd = {"question": "q1", "verdict": 4, "answer": {}, "hints": "many", "tries": None}
    values: list[Any] = [None, 3, [], {"question": "q1"}, odd]
    for value in values:
        tries.work.add("answer", value, lesson="02")
    assert tries.note("q1", wrong(1)) == Standing(3, 1)


def test_an_answer_is_counted_even_when_nothing_can_be_kept() -> None:
    assert Tries("02", None).note("q1", wrong(1)) == Standing(1, 1)
    assert Tries("02", None).note("q1", mistake(1)) == Standing(1, 0)
