import pytest

from page import Seen
from wayout.exercises.result import CheckResult, State

EVIL = '</div><script>alert("x")</script><img src=x onerror=alert(1)>'


@pytest.mark.parametrize(
    ("state", "head"),
    [
        ("right", "✓ Right"),
        ("not-yet", "… Not yet"),
        ("blank", "○ Not answered yet"),
        ("unknown", "? Cannot check"),
    ],
)
def test_each_state_has_a_sign_and_a_word(state: State, head: str) -> None:
    card = CheckResult("q1", state, "Says so.")
    read = Seen(card._repr_html_())
    assert read.elements[0] == (
        "div",
        {"class": "wo-check", "data-verdict": state, "role": "status"},
    )
    assert read.text.strip().startswith(head)
    assert str(card) == f"{head}: q1. Says so."
    assert card.right == (state == "right")


def test_everything_of_the_learners_is_escaped() -> None:
    card = CheckResult(EVIL, "not-yet", EVIL, EVIL, (EVIL, EVIL), EVIL, EVIL, 3)
    read = Seen(card._repr_html_())
    tags = {tag for tag, _ in read.elements}
    assert tags <= {"div", "p", "span", "strong", "code", "details", "summary", "pre"}
    assert read.text.count("<script>") == 7


def test_code_in_backticks_is_shown_as_code() -> None:
    html = CheckResult("q1", "blank", "Use `a < b` here.")._repr_html_()
    assert "<p>Use <code>a &lt; b</code> here.</p>" in html


def test_hints_and_the_fold_are_shown_in_order() -> None:
    card = CheckResult("q1", "not-yet", "No.", "3", ("First.", "Second."), "a = 1", "Why.", 3)
    read = Seen(card._repr_html_())
    order = ["Not yet", "You have: 3", "✎ Hint 1 First.", "✎ Hint 2 Second.", "Show the"]
    places = [read.text.index(part) for part in [*order, "a = 1", "Why"]]
    assert places == sorted(places)
    assert ("details", {}) in read.elements
    head, hints = ["… Not yet: q1. No.", "You have: 3"], ["✎ Hint 1: First.", "✎ Hint 2: Second."]
    assert str(card).splitlines() == [*head, *hints, "Why.", "a = 1"]


def test_a_right_answer_shows_one_way_to_write_it_folded() -> None:
    read = Seen(CheckResult("q1", "right", "Why.", "3", solution="a = 1")._repr_html_())
    assert "One way to write it" in read.text
    assert ("details", {}) in read.elements


def test_without_a_solution_there_is_no_fold() -> None:
    assert "<details" not in CheckResult("q1", "not-yet", "No.")._repr_html_()


def test_a_notebook_gets_html_and_text() -> None:
    card = CheckResult("q1", "blank", "Says so.")
    bundle = card._repr_mimebundle_(include=None, exclude=None)
    assert bundle == {"text/html": card._repr_html_(), "text/plain": str(card)}
    assert repr(card) == str(card)
