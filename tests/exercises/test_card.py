from calls import calls
from page import Seen
from wayout.exercises.result import CheckResult

EVIL = '</div><script>alert("x")</script><img src=x onerror=alert(1)>'
SHOWN = CheckResult("q1", "not-yet", "No.", "3", ("First.", "Second."), "a = 1", "Why.", 3)


def seen(card: CheckResult) -> Seen:
    return Seen(card._repr_html_())


test_calls = calls(__file__, globals())


def test_everything_of_the_learners_is_escaped() -> None:
    read = seen(CheckResult(EVIL, "not-yet", EVIL, EVIL, (EVIL, EVIL), EVIL, EVIL, 3))
    tags = {tag for tag, _ in read.elements}
    assert tags <= {"div", "p", "span", "strong", "code", "details", "summary", "pre"}
    assert read.text.count("<script>") == 7


def test_hints_and_the_fold_are_shown_in_order() -> None:
    read = seen(SHOWN)
    order = ["Not yet", "You have: 3", "✎ Hint 1 First.", "✎ Hint 2 Second.", "Show the"]
    places = [read.text.index(part) for part in [*order, "a = 1", "Why"]]
    assert places == sorted(places)
    assert ("details", {}) in read.elements


def test_a_notebook_gets_html_and_text() -> None:
    bundle = SHOWN._repr_mimebundle_(include=None, exclude=None)
    assert bundle == {"text/html": SHOWN._repr_html_(), "text/plain": str(SHOWN)}
    assert repr(SHOWN) == str(SHOWN)
