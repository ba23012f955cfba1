"""Class copies say how an answer is read; a text that people mark is counted and not judged."""

from collections.abc import Iterator
from typing import Any

import pytest

from wayout.exercises import class_copy
from wayout.exercises.check import check
from wayout.exercises.expect import written
from wayout.exercises.judge import judge
from wayout.exercises.result import CheckResult
from wayout.exercises.written import text_in

ASKS = {
    "q1": "answer_1: one number",
    "q2": "answer_2: one text",
    "q3": "answer_3: a list or a set",
    "q4": "my_map: a map with markers",
    "q5": "answer_5: a text of 3 to 5 words",
    "q6": "answer_6: True or False",
    "q7": "answer_7: a list in order",
}
MAP = [{"latitude": 1.0, "longitude": 2.0, "label": "x", "colour": "red"}]


@pytest.fixture(autouse=True)
def copy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def unread(*_: object) -> None:
        raise AssertionError("a class copy looks at no stored check")

    monkeypatch.setattr("wayout.exercises.stored.find", unread)
    monkeypatch.setattr("wayout.exercises.stored.read", unread)
    class_copy.begin("03", "abc", ASKS, "03_exercise_how_big")
    yield
    class_copy.begin("03", "", {})


def card(question: str, **names: Any) -> CheckResult:
    notebook = {"check": check, "question": question, **names}
    exec("card = check(question)", notebook)
    found = notebook["card"]
    assert isinstance(found, CheckResult)
    return found


@pytest.mark.parametrize(
    ("question", "names", "state", "says"),
    [
        ("q1", {"answer_1": 19.8}, "read", "I read this as your answer. It goes to your teacher."),
        ("Q1 ", {"answer_1": 3}, "read", "I read this"),
        ("q1", {"answer_1": ...}, "blank", "q1 wants one number."),
        ("q1", {}, "blank", "Run the cell above first: there is no `answer_1` yet."),
        ("q1", {"answer_1": "19.8"}, "kind", "q1 wants one number. This is of another kind"),
        ("q1", {"answer_1": True}, "kind", "q1 wants one number."),
        ("q1", {"answer_1": print}, "kind", "q1 wants one number; you have"),
        ("q2", {"answer_2": "B"}, "read", "I read this"),
        ("q2", {"answer_2": 7}, "kind", "q2 wants one text."),
        ("q2", {"answer_2": " "}, "blank", "q2 wants one text."),
        ("q3", {"answer_3": {"A", "B"}}, "read", "I read this"),
        ("q3", {"answer_3": ["A"]}, "read", "I read this"),
        ("q3", {"answer_3": "A, B"}, "kind", "q3 wants a list or a set."),
        ("q4", {"my_map": MAP}, "read", "I read this"),
        ("q4", {"my_map": []}, "blank", "q4 wants a map"),
        ("q4", {"my_map": "Moscow"}, "kind", "q4 wants a map"),
        ("q5", {"answer_5": "one two"}, "read", "I read 2 words; q5 wants a text of 3 to 5 words."),
        ("q5", {"answer_5": "\n\n"}, "blank", "q5 wants a text"),
        ("q6", {"answer_6": False}, "read", "I read this"),
        ("q7", {"answer_7": ["B", "A"]}, "read", "I read this"),
        ("q9", {}, "unknown", "This exercise has no such question. It has q1"),
    ],
)
def test_a_class_copy_says_how_an_answer_is_read(
    question: str, names: dict[str, Any], state: str, says: str
) -> None:
    found = card(question, **names)
    assert (found.state, found.says.startswith(says)) == (state, True), found
    assert not found.right
    assert (found.hints, found.solution, found.because) == ((), "", "")


def test_right_and_wrong_answers_get_the_same_words() -> None:
    cards = [card("q1", answer_1=number) for number in (19.83, 218.1, 0, -1e9)]
    assert {(one.state, one.says) for one in cards} == {(cards[0].state, cards[0].says)}


def test_a_copy_never_stops_a_notebook() -> None:
    class Odd:
        def __getattr__(self, name: str) -> object:
            raise RuntimeError(name)

    assert card("q1", answer_1=Odd()).state == "kind"
    assert card("q1", answer_1="\ud800" * 10).state == "kind"


@pytest.mark.parametrize(("words", "state"), [(2, "not-yet"), (3, "written"), (5, "written")])
def test_a_text_is_counted_and_not_judged(words: int, state: str) -> None:
    class_copy.begin("03", "", {})
    found = check("q5", " ".join(["word"] * words), written("best_case", least=3, most=5))
    assert found.state == state
    assert found.says.startswith(f"You have {words} words.")
    assert (found.shown, found.solution) == ("", "")


def test_a_text_of_six_words_is_too_long_and_a_number_is_none() -> None:
    class_copy.begin("03", "", {})
    expected = written("best_case", least=3, most=5)
    says = "You have 6 words. A text of 3 to 5 words is asked for."
    assert check("q5", "a b c d e f", expected).says == says
    assert check("q5", 12, expected).state == "not-yet"
    assert check("q5", "\n\n", expected).state == "blank"
    assert expected.match(expected.example())
    for least, most in ((0, 5), (6, 5)):
        with pytest.raises(ValueError, match="at least one word"):
            written("best_case", least=least, most=most)


@pytest.mark.parametrize(
    ("source", "kind", "text"),
    [
        ('answer_10 = """\nMy text.\n"""', "code", "My text."),
        ('answer_10 = """\n\n"""', "code", ""),
        ('a = "first"\na = "second"', "code", "second"),
        ('a: str = "x"\nb = 7', "code", "x"),
        ("a = f'{1 / 0}'", "code", ""),
        ('answer_10 = """I said "no"', "code", 'answer_10 = """I said "no"'),
        (" My *text*. ", "markdown", "My *text*."),
        ("\0", "code", "\0"),
    ],
)
def test_a_text_is_read_from_its_cell_and_nothing_is_run(source: str, kind: str, text: str) -> None:
    assert text_in(source, kind) == text


def test_judge_takes_a_text_as_it_is() -> None:
    from wayout.exercises.check import compose

    question = compose("q5", "answer_5", written("best_case", least=3, most=5))
    assert judge(question, "one two three").verdict == "right"
    assert judge(question, "12 30 45 60 70 80 90").verdict == "other"
