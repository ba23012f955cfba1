"""Points are for knowledge: no question of the course gives any to who knows nothing, or hedges."""

from pathlib import Path
from typing import Any

import pytest

from blind import HELD, paid, undeserved
from cases import made
from checkout import ROOT
from wayout.exercises import stored
from wayout.exercises.check import compose
from wayout.exercises.judge import Question
from wayout.exercises.map_marks import Marks

CHECKS = sorted((ROOT / "exercises" / "checks").glob("[!.]*.json"))


@pytest.mark.parametrize("path", CHECKS, ids=lambda path: path.stem[:2])
def test_no_question_pays_for_an_answer_without_knowledge(path: Path) -> None:
    """The questions of other learners' variants are tried in test_release."""
    assert undeserved(one for one in stored.read(path) if one.expected.judged) == []


LISTS = [
    pytest.param(one, id=f"{path.stem[:2]}-{one.name}")
    for path in CHECKS
    for one in stored.read(path)
    if isinstance(one.expected.example(), list) and one.expected.kind != "marks"
]


@pytest.mark.parametrize("question", LISTS)
def test_a_right_list_is_worth_the_same_in_whatever_holds_it(question: Question) -> None:
    right, ordered = question.expected.example(), "order" in question.expected.wants
    wrong = next(one.example for one in question.mistakes if isinstance(one.example, list))
    distinct = len({*right}) == len(right)
    for code in HELD["lists"]:
        if distinct or "fromkeys" not in code:
            assert paid(question, made(code, a=right)), code
            assert not paid(question, made(code, a=wrong)), code
    assert paid(question, set(right)) != ordered
    assert paid(question, right[::-1]) != ordered


MAPS = [
    pytest.param(one, id=f"{path.stem[:2]}-{one.name}")
    for path in CHECKS
    for one in stored.read(path)
    if isinstance(one.expected, Marks) and len(one.expected.marks) > 2
]


@pytest.mark.parametrize("question", MAPS)
def test_a_label_that_names_every_place_is_none(question: Question) -> None:
    assert isinstance(question.expected, Marks)
    right: Any = question.expected.example()
    every = " ".join(mark.labels[0] for mark in question.expected.marks)
    assert paid(question, right)
    assert not paid(question, [{**one, "label": every} for one in right])
    assert not paid(question, [{**right[0], "label": every}, *right[1:]])


@pytest.mark.parametrize("code", ["A", "C", "D", "E"])
def test_a_letter_that_is_guessed_pays_where_it_is_right_alone(code: str) -> None:
    question = compose("q1", "a", "C")
    forms = code, f"({code.lower()}).", [code], {code}, (code,), {"answer": code}
    assert [paid(question, one) for one in forms] == [code == "C"] * len(forms)


def test_the_search_sees_a_question_that_pays_for_nothing() -> None:
    found = undeserved([compose("q1", "a", 0, [(1, "One."), (2, "Two.")])])
    assert "q1: 0.0" in found
