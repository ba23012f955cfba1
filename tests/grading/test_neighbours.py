"""Whose variant was answered: told from answers that are wrong, and only if several fit."""

from functools import cache

from checkout import ROOT
from wayout.exercises.plain import JSON
from wayout.grading import compare
from wayout.grading.key import Asked, Key
from wayout.grading.neighbours import notes
from wayout.grading.release import make


@cache
def key() -> Key:
    return make(ROOT, "03", [], [f"s{number}" for number in range(12)]).key


def answer(asked: Asked) -> JSON:
    expected = asked.question.expected
    return getattr(expected, "value", None)


def said(person: str, whose: str, *questions: str) -> list[str]:
    """Return what is said of somebody who answers these questions as those of somebody else."""
    theirs = {one.question.name: answer(one) for one in key().of(whose).asked}
    given = {name: theirs[name] for name in questions}
    marks = [
        compare.mark(one, {"answer": given[one.question.name]})
        for one in key().of(person).asked
        if one.question.name in given
    ]
    return [*notes(key(), person, marks)]


def pair() -> tuple[str, str]:
    first, *others = key().people
    return first, next(one for one in others if key().people[one] != key().people[first])


def differing(first: str, second: str) -> list[str]:
    """Return the questions whose answer of the one is wrong for the other."""
    theirs = {one.question.name: answer(one) for one in key().of(second).asked}
    pairs = [(one, theirs[one.question.name]) for one in key().of(first).asked]
    known = [(one, value) for one, value in pairs if value is not None]
    return [
        one.question.name for one, value in known
        if compare.mark(one, {"answer": value}).points == 0
    ]  # fmt: skip


def test_the_answers_of_a_neighbour_are_told_with_who_has_that_variant() -> None:
    first, second = pair()
    asked = differing(first, second)
    assert len(asked) >= 2
    (says,) = said(first, second, *asked)
    assert says.startswith(" and ".join([", ".join(asked[:-1]), asked[-1]]))
    assert key().people[second] in says
    assert "somebody else" in says


def test_one_answer_alone_or_ones_own_wrong_or_right_ones_say_nothing() -> None:
    first, second = pair()
    asked = differing(first, second)
    assert said(first, second, asked[0]) == []
    assert said(first, first, *asked) == []
    marks = [compare.mark(one, {"answer": -1}) for one in key().of(first).asked]
    assert [*notes(key(), first, marks)] == []
    assert [*notes(key(), first, [])] == []
